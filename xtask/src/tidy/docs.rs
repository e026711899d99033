//! What every file says of itself, and which files there must be.

use super::Findings;
use super::source::Source;
use crate::root;

/// Files that a visitor looks for.
const PRESENT: [&str; 8] = [
    "README.md",
    "ARCHITECTURE.md",
    "DESIGN.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    ".ci/run",
];
const ARCHITECTURE_WORDS_MAX: usize = 1_500;
/// Notes to oneself do not belong into the source; split, so that this file does not find itself.
const NOTES: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];

/// What opens unsafe code, split likewise.
const UNSAFE: [&str; 2] = [concat!("unsafe", " {"), concat!("unsafe", " impl")];

pub(super) fn check(sources: &[Source], findings: &mut Findings) {
    for file in PRESENT.iter().filter(|file| !root().join(file).exists()) {
        findings.say(*file, "it is missing");
    }
    for source in sources {
        for (number, line) in source.lines() {
            if let Some(note) = NOTES.iter().find(|note| line.contains(*note)) {
                findings.say_at(source, number, format!("{note}: do it, or file it"));
            }
        }
        match source.path.rsplit('.').next() {
            Some("rs") => check_rust(source, findings),
            Some("py") => check_python(source, findings),
            _ => {}
        }
        let words = source.text.split_whitespace().count();
        if source.path == "ARCHITECTURE.md" && words > ARCHITECTURE_WORDS_MAX {
            findings.say(&source.path, format!("{words} words, at most {ARCHITECTURE_WORDS_MAX}"));
        }
    }
    check_lists(sources, findings);
}

fn check_rust(source: &Source, findings: &mut Findings) {
    if !source.text.trim_start().starts_with("//!") {
        findings.say(&source.path, "a module begins with `//!`: what it is, and where it stops");
    }
    let lines: Vec<&str> = source.text.lines().collect();
    for (number, line) in source.lines() {
        let code = line.split("//").next().unwrap_or_default();
        let opens = UNSAFE.iter().any(|opening| code.contains(opening));
        let above = &lines[number.saturating_sub(8)..=number];
        if opens && !above.iter().any(|line| line.contains("SAFETY:")) {
            findings.say_at(source, number, "an `unsafe` says why it is sound: `// SAFETY: …` above it");
        }
    }
}

fn check_python(source: &Source, findings: &mut Findings) {
    if !source.text.trim_start().starts_with("\"\"\"") {
        findings.say(&source.path, "a module begins with a docstring");
    }
    if source.is_test() {
        return;
    }
    let lines: Vec<&str> = source.text.lines().collect();
    for (number, line) in source.lines() {
        let named = line.strip_prefix("def ").or_else(|| line.strip_prefix("class "));
        let public = named.is_some_and(|name| !name.starts_with('_'));
        let overload = number > 0 && lines[number - 1].starts_with("@overload");
        if public && !overload && !is_documented(&lines[number..]) {
            findings.say_at(source, number, "what others use has a docstring");
        }
    }
}

/// Whether a docstring follows the line in which a head ends.
fn is_documented(lines: &[&str]) -> bool {
    let head = lines.iter().position(|line| line.trim_end().ends_with(':') || line.contains(": ..."));
    let body = head.and_then(|head| lines.get(head + 1));
    body.is_some_and(|line| line.trim_start().trim_start_matches('r').starts_with("\"\"\""))
}

/// Every fuzz target is built, every example is run.
fn check_lists(sources: &[Source], findings: &mut Findings) {
    let text =
        |path: &str| sources.iter().find(|source| source.path == path).map_or("", |source| &source.text);
    let targets = sources.iter().filter_map(|source| source.path.strip_prefix("fuzz/targets/"));
    for target in targets.filter(|target| !text("fuzz/Cargo.toml").contains(&format!("targets/{target}"))) {
        findings.say(format!("fuzz/targets/{target}"), "fuzz/Cargo.toml does not list it");
    }
    let mut examples: Vec<&str> = sources
        .iter()
        .filter_map(|source| source.path.strip_prefix("examples/")?.split('/').next())
        .collect();
    examples.dedup();
    let run = sources.iter().filter(|source| source.path.starts_with("xtask/src/"));
    let run: String = run.map(|source| source.text.as_str()).collect();
    for example in examples.iter().filter(|example| !run.contains(&format!("examples/{example}"))) {
        findings.say(format!("examples/{example}"), "no command of xtask runs it");
    }
}
