//! Docstrings as doc comments: the text as it is, doctests as Python that rustdoc does not run.

/// The doc comment lines of a docstring, each after `prefix` (`///`, `//!`).
pub(super) fn comment(docstring: &str, prefix: &str) -> Vec<String> {
    markdown(docstring)
        .into_iter()
        .map(|line| if line.is_empty() { prefix.to_owned() } else { format!("{prefix} {line}") })
        .collect()
}

/// Doctests and indented blocks in fences: Markdown would take them for Rust.
fn markdown(docstring: &str) -> Vec<String> {
    let lines = dedented(docstring);
    let mut out = Vec::new();
    let mut at = 0;
    let mut fenced = false;
    while at < lines.len() {
        let line = &lines[at];
        if is_fence(line) {
            fenced = !fenced;
            out.push(if fenced && line.trim() == "```" { format!("{line}text") } else { line.clone() });
            at += 1;
            continue;
        }
        let after_blank = out.last().is_none_or(|before: &String| before.is_empty() || is_fence(before));
        let block = match line {
            _ if fenced => None,
            _ if line.trim_start().starts_with(">>>") => Some(("python", doctest(&lines[at..]))),
            _ if after_blank && line.starts_with("    ") => Some(("text", indented(&lines[at..]))),
            _ if after_blank && !line.is_empty() => listed(&lines[at..]).map(|count| ("text", count)),
            _ => None,
        };
        let Some((language, count)) = block else {
            out.push(if fenced { line.clone() } else { escaped(line) });
            at += 1;
            continue;
        };
        out.push(format!("```{language}"));
        out.extend(without_indent(&lines[at..at + count]));
        out.push("```".to_owned());
        at += count;
    }
    if fenced {
        out.push("```".to_owned());
    }
    out
}

/// The lines without what all but the first are indented by, blank lines around them and blanks behind them.
fn dedented(docstring: &str) -> Vec<String> {
    let text = docstring.replace('\t', "        ").replace('\r', "");
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    let Some((first, rest)) = lines.split_first() else { return Vec::new() };
    let all = std::iter::once(first.trim_start().to_owned()).chain(without_indent(rest));
    all.skip_while(String::is_empty).collect()
}

fn without_indent<T: AsRef<str>>(lines: &[T]) -> Vec<String> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = lines.iter().map(AsRef::as_ref).filter(|line: &&str| !line.is_empty());
    let least = filled.map(indent).min().unwrap_or(0);
    lines.iter().map(|line| line.as_ref().get(least..).unwrap_or_default().to_owned()).collect()
}

fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```")
}

/// How many lines belong to the examples that begin here: up to a blank line that no example follows.
fn doctest(lines: &[String]) -> usize {
    let mut count = 0;
    while count < lines.len() {
        if lines[count].is_empty() {
            let next = lines[count..].iter().find(|line| !line.is_empty());
            if !next.is_some_and(|line| line.trim_start().starts_with(">>>")) {
                break;
            }
        }
        count += 1;
    }
    count
}

/// How many lines belong to the indented block that begins here.
fn indented(lines: &[String]) -> usize {
    let count = lines
        .iter()
        .position(|line| {
            !line.is_empty() && (!line.starts_with("    ") || line.trim_start().starts_with(">>>"))
        })
        .unwrap_or(lines.len());
    lines[..count].iter().rposition(|line| !line.is_empty()).map_or(count, |last| last + 1)
}

/// How many lines belong to a paragraph with a list in it that Markdown would lay out in another way.
fn listed(lines: &[String]) -> Option<usize> {
    let count = lines.iter().position(String::is_empty).unwrap_or(lines.len());
    let marked = |line: &String| {
        let text = line.trim_start();
        let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
        text.starts_with("- ")
            || text.starts_with("* ")
            || text.starts_with("+ ")
            || (digits.len() < text.len() && (digits.starts_with(". ") || digits.starts_with(") ")))
    };
    let first = lines[..count].iter().position(marked)?;
    let plain = lines[first..count].iter().all(|line| marked(line) && !line.starts_with(' '));
    (!plain && !lines[..count].iter().any(|line| line.trim_start().starts_with(">>>"))).then_some(count)
}

/// What Markdown would take for links and tags, outside of code.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut code = false;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '`' => code = !code,
            '[' if !code && rest.contains(']') => out.push('\\'),
            '<' if !code && rest.starts_with(|next: char| next.is_alphabetic() || "/!".contains(next)) => {
                out.push('\\');
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn doctests_stand_in_a_fence() {
        let lines =
            markdown("Say [it].\n\n    >>> f([1])\n    [1]\n\n    >>> f([])\n    []\n\n    The end.\n    ");
        let expected = [
            "Say \\[it].",
            "",
            "```python",
            ">>> f([1])",
            "[1]",
            "",
            ">>> f([])",
            "[]",
            "```",
            "",
            "The end.",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn sections_stay_as_they_are() {
        let lines = markdown("Do it.\n\n    Args:\n        x: what\n\n    Returns: `a[0]`.\n");
        assert_eq!(lines, ["Do it.", "", "Args:", "    x: what", "", "Returns: `a[0]`."]);
    }

    #[test]
    fn indented_blocks_are_not_rust() {
        let lines = markdown(
            "\n    Like so::\n\n        a = 1\n\n        b = 2\n\n    Done.\n    ```\n    c\n    ```",
        );
        let expected =
            ["Like so::", "", "```text", "a = 1", "", "b = 2", "```", "", "Done.", "```text", "c", "```"];
        assert_eq!(lines, expected);
    }
}
