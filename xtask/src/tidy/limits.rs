//! How long a file may be, and what may not be without a limit or a reason.

use super::Findings;
use super::source::Source;

/// Lines with code on them, in one file.
const CODE_LINES_MAX: usize = 500;

/// Words that stand for something unbounded, or switch off what exactness rests on.
const FORBIDDEN: [(&str, &str); 9] = [
    ("unbounded_channel", "a queue has a limit"),
    ("mpsc::channel()", "a queue has a limit: sync_channel"),
    ("DefaultBodyLimit::disable", "a body has a limit"),
    ("maxsize=None", "a cache has a limit"),
    ("functools.cache", "a cache has a limit: lru_cache(maxsize=…)"),
    ("overflow-checks = false", "exactness rests on overflow checks"),
    ("panic = \"abort\"", "exactness rests on unwinding"),
    (".unwrap()", "say why it cannot happen: `expect(\"…\")`"),
    ("#[ignore", "a slow test sits behind an environment variable"),
];

pub(super) fn check(sources: &[Source], findings: &mut Findings) {
    for source in sources.iter().filter(|source| source.is("rs") || source.is("py") || source.is("toml")) {
        let code = source.text.lines().filter(|line| is_code(line, source.is("rs"))).count();
        if code > CODE_LINES_MAX {
            findings.say(
                &source.path,
                format!("{code} lines of code, at most {CODE_LINES_MAX}: look for a seam"),
            );
        }
        // The list above stands in this file.
        if source.path.ends_with("tidy/limits.rs") {
            continue;
        }
        // The translator reads Python that caches; its drafts have a limit of their own.
        let reads_python = source.path.starts_with("crates/transom-translate/");
        for (number, line) in source.lines().filter(|(_, line)| is_code(line, source.is("rs"))) {
            if let Some((word, why)) = FORBIDDEN.iter().find(|(word, _)| line.contains(word))
                && !(reads_python && why.starts_with("a cache"))
            {
                findings.say_at(source, number, format!("{word}: {why}"));
            }
            // What macros emit has no reason of its own to give.
            let emitted = source.path.contains("transom-macros/")
                || source.path.ends_with("semantics/src/record.rs")
                || line.contains("clippy::all");
            if line.trim_start().starts_with("#[allow(") && !emitted {
                findings.say_at(source, number, "#[expect(…, reason = \"…\")] instead of #[allow]");
            }
        }
    }
    let functions = sources.iter().find(|source| source.path == "clippy.toml");
    if !functions.is_some_and(|source| source.text.contains("too-many-lines-threshold = 70")) {
        findings.say("clippy.toml", "functions have at most 70 lines: too-many-lines-threshold = 70");
    }
}

fn is_code(line: &str, rust: bool) -> bool {
    let line = line.trim_start();
    let comment = if rust { line.starts_with("//") } else { line.starts_with('#') };
    !line.is_empty() && !comment
}
