//! Refusals as a person reads them: the code, the line quoted and underlined, the mend.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use diffy::{PatchFormatter, create_patch};

use super::census::Reason;
use super::merge::Kept;

/// Functions that a refusal which several share names at most.
const NAMED_MAX: usize = 4;
/// Characters of a line that are quoted before and behind what is underlined.
const QUOTED_MAX: usize = 400;

/// One refusal, and the functions that it stands in the way of.
pub(crate) fn refusal(reason: &Reason, functions: &[String], styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let (line, range) = quoted(reason);
    let snippet = Snippet::source(line)
        .line_start(reason.line as usize)
        .path(&reason.path)
        .annotation(AnnotationKind::Primary.span(range));
    let mut group = Level::ERROR
        .with_name("refused")
        .primary_title(&reason.message)
        .id(&*reason.code)
        .element(snippet)
        .element(Level::HELP.message(&reason.mend));
    // Its own function is seen: the line is quoted.
    if functions.iter().any(|name| *name != reason.function) {
        group = group.element(Level::NOTE.message(whose(functions)));
    }
    renderer.render(&[group])
}

/// What is not in the way of a draft, but should be known.
pub(crate) fn note(reason: &Reason, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let (line, range) = quoted(reason);
    let snippet = Snippet::source(line)
        .line_start(reason.line as usize)
        .path(&reason.path)
        .annotation(AnnotationKind::Primary.span(range));
    let group = Level::NOTE.primary_title(&reason.message).id(&*reason.code).element(snippet);
    renderer.render(&[group.element(Level::HELP.message(&reason.mend))])
}

/// How an edited item differs from its new draft.
pub(crate) fn difference(path: &str, kept: &Kept, styled: bool) -> String {
    let what = if kept.key.is_empty() { "is no Rust as it is" } else { "was edited" };
    let mut text = match (kept.key.as_str(), kept.conflict) {
        ("", _) => format!("{path} {what}: it stays; the new draft differs so\n"),
        (key, false) => format!("`{key}` in {path} {what}: it stays; the new draft differs so\n"),
        (key, true) => format!("`{key}` in {path} {what} where the new draft is another, too: it stays\n"),
    };
    let line = |text: &str| format!("{}\n", text.trim_end());
    let (edited, draft) = (line(&kept.edited), line(&kept.draft));
    let changes = create_patch(&edited, &draft);
    let format = if styled { PatchFormatter::new().with_color() } else { PatchFormatter::new() };
    write!(text, "{}", format.fmt_patch(&changes)).expect("a string takes everything");
    text.replace("--- original", "--- there").replace("+++ modified", "+++ draft")
}

fn whose(functions: &[String]) -> String {
    let named =
        functions.iter().take(NAMED_MAX).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match functions.len().saturating_sub(NAMED_MAX) {
        0 => format!("in the way of {named}"),
        more => format!("in the way of {named} and {more} more"),
    }
}

/// The line, cut where it goes on for long, and the bytes of it that are underlined.
fn quoted(reason: &Reason) -> (String, std::ops::Range<usize>) {
    let line: Vec<char> = reason.source_line.chars().collect();
    let start = (reason.column.max(1) as usize - 1).min(line.len());
    let end = (reason.end as usize).saturating_sub(1).clamp(start, line.len());
    let from = start.saturating_sub(QUOTED_MAX);
    let to = end.min(start + QUOTED_MAX).saturating_add(QUOTED_MAX).min(line.len());
    let end = end.min(to);
    let text: String = line[from..to].iter().collect();
    let bytes = |range: &[char]| range.iter().map(|c| c.len_utf8()).sum::<usize>();
    let first = bytes(&line[from..start]);
    let last = first + bytes(&line[start..end]);
    (text, first..last.max(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(source_line: &str, column: u32, end: u32) -> Reason {
        Reason {
            path: "app/grid.py".to_owned(),
            line: 7,
            column,
            end,
            code: "T-ALIAS-02".to_owned(),
            function: "life".to_owned(),
            source_line: source_line.to_owned(),
            message: "rows of `grid` share one list".to_owned(),
            mend: "write `[[0] * n for _ in range(m)]`".to_owned(),
        }
    }

    #[test]
    fn a_refusal_quotes_the_line_and_says_the_mend() {
        let text = refusal(&reason("    grid = [[0] * n] * m", 12, 25), &["life".to_owned()], false);
        insta::assert_snapshot!(text, @r"
        refused[T-ALIAS-02]: rows of `grid` share one list
         --> app/grid.py:7:12
          |
        7 |     grid = [[0] * n] * m
          |            ^^^^^^^^^^^^^
          |
          = help: write `[[0] * n for _ in range(m)]`
        ");
    }

    #[test]
    fn a_refusal_that_several_share_names_them() {
        let whose: Vec<String> = ["a", "b", "c", "d", "e", "f"].map(str::to_owned).to_vec();
        insta::assert_snapshot!(refusal(&reason("\tgrid = [[\"é漢\"] * n] * m", 9, 25), &whose, false), @r#"
        refused[T-ALIAS-02]: rows of `grid` share one list
         --> app/grid.py:7:9
          |
        7 |     grid = [["é漢"] * n] * m
          |            ^^^^^^^^^^^^^^^^^
          |
          = help: write `[[0] * n for _ in range(m)]`
          = note: in the way of `a`, `b`, `c`, `d` and 2 more
        "#);
    }

    #[test]
    fn an_endless_line_is_cut() {
        let line = format!("grid = {}[[0] * n] * m", "1 + ".repeat(100_000));
        let text = refusal(&reason(&line, 400_008, 400_021), &[], false);
        assert!(text.len() < 2_000 && text.contains("^^^^^^^^^^^^^"), "{text}");
        let text = refusal(&reason(&line, 1, 400_021), &[], false);
        assert!(text.len() < 4_000, "{}", text.len());
        // Columns that the line does not have are no panic.
        assert!(refusal(&reason("", 90, 9), &[], false).contains("T-ALIAS-02"));
    }

    #[test]
    fn an_edit_is_shown_against_the_draft() {
        let kept = Kept {
            key: "fn quote".to_owned(),
            edited: "pub fn quote() -> i64 {\n    41 + 1\n}".to_owned(),
            draft: "pub fn quote() -> i64 {\n    2\n}".to_owned(),
            conflict: false,
        };
        insta::assert_snapshot!(difference("engines/app/src/pricing.rs", &kept, false), @r"
        `fn quote` in engines/app/src/pricing.rs was edited: it stays; the new draft differs so
        --- there
        +++ draft
        @@ -1,3 +1,3 @@
         pub fn quote() -> i64 {
        -    41 + 1
        +    2
         }
        ");
    }
}
