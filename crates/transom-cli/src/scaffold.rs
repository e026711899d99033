//! An engine crate beside a Python project: the files that every engine starts with.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use toml_edit::{Array, DocumentMut, value};

use crate::changes::Changes;
use crate::{carried, config};

/// Names that neither Python nor Rust can use for a module.
pub(crate) const RESERVED: &[&str] = &[
    "transom", "async", "await", "and", "as", "assert", "break", "class", "const", "continue", "crate",
    "def", "del", "dyn", "elif", "else", "enum", "except", "extern", "false", "finally", "fn", "for", "from",
    "global", "if", "impl", "import", "in", "is", "lambda", "let", "loop", "match", "mod", "move", "mut",
    "nonlocal", "not", "or", "pass", "pub", "raise", "ref", "return", "self", "static", "struct", "super",
    "test", "trait", "true", "try", "type", "union", "unsafe", "use", "where", "while", "with", "yield",
    "core", "std", "alloc",
];

/// Refuses what can be no engine's name.
pub(crate) fn check_name(name: &str) -> anyhow::Result<()> {
    let mut letters = name.chars();
    let fits = letters.next().is_some_and(|first| first.is_ascii_lowercase())
        && letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    if !fits {
        bail!(
            "an engine's name is a Python module name: lower-case letters, digits and `_`, such as `pricing`, not `{name}`"
        );
    }
    if RESERVED.contains(&name) {
        bail!("`{name}` has a meaning of its own in Python or Rust; choose another name");
    }
    Ok(())
}

/// The engine's folder, below the project's root.
pub(crate) fn folder(name: &str) -> PathBuf {
    PathBuf::from("engines").join(name)
}

/// Adds what a new engine consists of, with this text as its `lib.rs`; answers the files in the order to read them.
pub(crate) fn engine(changes: &mut Changes, name: &str, library: &str) -> anyhow::Result<Vec<PathBuf>> {
    let folder = folder(name);
    let mut made = vec![folder.join("Cargo.toml"), folder.join("src/lib.rs"), folder.join("src/main.rs")];
    changes.write(&made[0], fill(include_str!("../templates/engine.toml"), name));
    changes.write(&made[1], library);
    changes.write(&made[2], fill(include_str!("../templates/main.rs.txt"), name));
    let shared = PathBuf::from("engines/Cargo.toml");
    if changes.text(&shared)?.is_none() {
        changes.write(&shared, fill(include_str!("../templates/workspace.toml"), name));
        changes.write("engines/Cargo.lock", carried::lock_file());
        made.push(shared.clone());
    }
    list_member(changes, &shared, name)?;
    if settings(changes, name)? {
        made.push(config::FILE.into());
    }
    if ignore(changes)? {
        made.push(".gitignore".into());
    }
    Ok(made)
}

/// The text of a template.
pub(crate) fn fill(template: &str, name: &str) -> String {
    template.replace("{name}", name).replace("{carried}", carried::FOLDER)
}

/// Starts a `transom.toml` where there is none; says whether it did.
fn settings(changes: &mut Changes, name: &str) -> anyhow::Result<bool> {
    let missing = changes.text(Path::new(config::FILE))?.is_none();
    if missing {
        changes.write(config::FILE, fill(include_str!("../templates/transom.toml"), name));
    }
    Ok(missing)
}

/// Adds the engine to the shared workspace's members, leaving the rest as it is.
fn list_member(changes: &mut Changes, manifest: &Path, name: &str) -> anyhow::Result<()> {
    let text = changes.text(manifest)?.unwrap_or_default();
    let mut document: DocumentMut =
        text.parse().with_context(|| format!("{} is not valid", manifest.display()))?;
    let members = document["workspace"]["members"].or_insert(value(Array::new()));
    let members = members.as_array_mut().context("`workspace.members` is a list")?;
    if !members.iter().any(|member| member.as_str() == Some(name)) {
        members.push(name);
    }
    changes.write(manifest, document.to_string());
    Ok(())
}

/// Keeps what Transom writes itself out of version control; says whether anything was added.
fn ignore(changes: &mut Changes) -> anyhow::Result<bool> {
    let path = Path::new(".gitignore");
    let text = changes.text(path)?.unwrap_or_default();
    if text.lines().any(|line| matches!(line.trim(), ".transom" | ".transom/" | "/.transom" | "/.transom/")) {
        return Ok(false);
    }
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    changes.write(path, format!("{text}{gap}.transom/\n"));
    Ok(true)
}
