//! The lock file as text: a line for each message or enum, and below it a line for each number.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::apply::is_promisable;
use super::{Entry, Lock, LockError, Scope};

/// Stands before a name that nobody bears any more.
const GONE: &str = "gone";
const UPDATE: &str = "`transom contract lock` writes it";

pub(super) fn render(lock: &Lock, engine: &str) -> String {
    let mut text = format!(
        "# The field numbers of the engine `{engine}`: a promise to everyone who calls it with Protobuf.\n\
         # A name keeps its number; the number of a name that is gone is never given out again.\n\
         # `transom contract lock` keeps this file up to date. Keep it in version control.\n"
    );
    for (scope, entries) in &lock.scopes {
        writeln!(text, "\n{}", heading_line(scope)).expect("text grows");
        for (number, entry) in entries {
            writeln!(text, "  {}", entry_line(*number, entry)).expect("text grows");
        }
    }
    text
}

pub(super) fn changes(older: &Lock, newer: &Lock) -> Vec<String> {
    let mut changes = Vec::new();
    for (scope, entries) in &newer.scopes {
        let known = |number| older.scopes.get(scope).and_then(|entries| entries.get(number));
        let new = entries.iter().filter(|(number, entry)| known(number) != Some(entry));
        let heading = heading_line(scope);
        changes.extend(new.map(|(number, entry)| format!("{heading}: {}", entry_line(*number, entry))));
    }
    changes
}

fn heading_line(scope: &Scope) -> String {
    words(scope).into_iter().map(quoted).collect::<Vec<_>>().join(" ")
}

fn entry_line(number: u32, entry: &Entry) -> String {
    match (entry.gone, entry.name.as_str()) {
        (true, "") => format!("{number} {GONE}"),
        (true, name) => format!("{number} {GONE} {}", quoted(name)),
        (false, GONE) => format!("{number} \"{GONE}\""),
        (false, name) => format!("{number} {}", quoted(name)),
    }
}

fn words(scope: &Scope) -> Vec<&str> {
    match scope {
        Scope::Function(name) => vec!["function", name],
        Scope::Record(name) => vec!["record", name],
        Scope::Union(name) => vec!["union", name],
        Scope::Case(union, name) => vec!["case", union, name],
        Scope::Enum(name) => vec!["enum", name],
        Scope::Error(code) => vec!["error", code],
    }
}

/// A name as it is, or as a JSON string where it is not one plain word.
fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if !name.is_empty() && name.chars().all(plain) {
        name.to_owned()
    } else {
        serde_json::json!(name).to_string()
    }
}

fn unquoted(word: &str) -> String {
    serde_json::from_str(word).unwrap_or_else(|_| word.to_owned())
}

pub(super) fn parse(text: &str) -> Result<Lock, LockError> {
    let mut lock = Lock::default();
    let mut open: Option<Scope> = None;
    for (line, text) in (1..).zip(text.lines()) {
        let failed = |message: String| LockError { line, message };
        let words = split(text.trim()).map_err(failed)?;
        let Some((first, names)) = words.split_first() else { continue };
        if text.starts_with(char::is_whitespace) {
            let scope = open.as_ref().and_then(|scope| lock.scopes.get_mut(scope));
            let scope = scope.ok_or_else(|| {
                failed(format!("expected a heading such as `record Line` before this line; {UPDATE}"))
            })?;
            entry(scope, &words).map_err(failed)?;
        } else {
            let scope = heading(first, names).ok_or_else(|| failed(no_heading(text)))?;
            if lock.scopes.insert(scope.clone(), BTreeMap::new()).is_some() {
                return Err(failed(format!(
                    "`{text}` stands twice; move the lines of both below one of them"
                )));
            }
            open = Some(scope);
        }
    }
    Ok(lock)
}

fn no_heading(found: &str) -> String {
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| found.starts_with(mark)) {
        return "a merge conflict stands here; keep what was there before both changes, then run: transom contract lock".to_owned();
    }
    format!(
        "expected `function`, `record`, `union`, `case`, `enum` or `error` with a name, found `{found}`; {UPDATE}"
    )
}

fn heading(kind: &str, names: &[&str]) -> Option<Scope> {
    Some(match (kind, names) {
        ("function", [name]) => Scope::Function(unquoted(name)),
        ("record", [name]) => Scope::Record(unquoted(name)),
        ("union", [name]) => Scope::Union(unquoted(name)),
        ("case", [union, name]) => Scope::Case(unquoted(union), unquoted(name)),
        ("enum", [name]) => Scope::Enum(unquoted(name)),
        ("error", [code]) => Scope::Error(unquoted(code)),
        _ => return None,
    })
}

/// `2 quantity`, `3 gone price`, `3 gone`.
fn entry(entries: &mut BTreeMap<u32, Entry>, words: &[&str]) -> Result<(), String> {
    let (number, name, gone) = match words {
        [number, GONE] => (number, String::new(), true),
        [number, GONE, name] => (number, unquoted(name), true),
        [number, name] => (number, unquoted(name), false),
        other => {
            let found = other.join(" ");
            return Err(format!(
                "expected a number and a name such as `2 quantity`, found `{found}`; {UPDATE}"
            ));
        }
    };
    let number = match number.parse() {
        Ok(number) if is_promisable(number) => number,
        _ => {
            return Err(format!(
                "expected a number from 1 to 536870911 without 19000 to 19999, which Protobuf keeps for itself, \
                 found `{number}`; {UPDATE}"
            ));
        }
    };
    if !gone && entries.values().any(|entry| !entry.gone && entry.name == name) {
        return Err(format!("`{name}` has two numbers; leave out the one that was never released"));
    }
    match entries.insert(number, Entry { name: name.clone(), gone }) {
        None => Ok(()),
        Some(other) => Err(format!(
            "the number {number} stands for `{}` and for `{name}`; leave out the one that was never released, then \
             run: transom contract lock",
            other.name
        )),
    }
}

/// The words of a line, JSON strings among them; none in a comment.
fn split(line: &str) -> Result<Vec<&str>, String> {
    let mut words = Vec::new();
    let mut rest = line;
    while !rest.is_empty() && !rest.starts_with('#') {
        let length = if rest.starts_with('"') {
            let mut strings = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            if !matches!(strings.next(), Some(Ok(_))) {
                return Err(format!("expected a name in quotes, found `{rest}`; {UPDATE}"));
            }
            strings.byte_offset()
        } else {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        let (word, more) = rest.split_at(length);
        words.push(word);
        rest = more.trim_start();
    }
    Ok(words)
}
