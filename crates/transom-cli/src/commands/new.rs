//! `transom new`: an engine crate beside a Python project.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::Serialize;
use toml_edit::{Array, DocumentMut, value};

use crate::project::Project;
use crate::{carried, config, report};

/// Make an engine crate beside a Python project
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The engine's name: a Python module name such as `pricing`
    name: String,
    /// The project's folder
    #[arg(long, default_value = ".")]
    path: PathBuf,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Made {
    engine: String,
    folder: PathBuf,
    files: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    check_name(&args.name)?;
    let project = Project::find(&args.path)?;
    let folder = project.sources().join(&args.name);
    if folder.exists() {
        bail!("{} is there already; choose another name or edit that engine", folder.display());
    }
    carried::lay_out(&project)?;
    let files = write(&project, &args.name)?;
    let made = Made { engine: args.name.clone(), folder, files };
    if args.json {
        report::json(&made)?;
    } else {
        explain(&project, &made);
    }
    Ok(0)
}

/// Names that neither Python nor Rust can use for a module.
const RESERVED: &[&str] = &[
    "transom", "async", "await", "and", "as", "assert", "break", "class", "const", "continue", "crate",
    "def", "del", "dyn", "elif", "else", "enum", "except", "extern", "false", "finally", "fn", "for", "from",
    "global", "if", "impl", "import", "in", "is", "lambda", "let", "loop", "match", "mod", "move", "mut",
    "nonlocal", "not", "or", "pass", "pub", "raise", "ref", "return", "self", "static", "struct", "super",
    "test", "trait", "true", "try", "type", "union", "unsafe", "use", "where", "while", "with", "yield",
    "core", "std", "alloc",
];

fn check_name(name: &str) -> anyhow::Result<()> {
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

fn write(project: &Project, name: &str) -> anyhow::Result<Vec<PathBuf>> {
    let fill = |template: &str| template.replace("{name}", name).replace("{carried}", carried::FOLDER);
    let folder = PathBuf::from("engines").join(name);
    let files = [
        (folder.join("Cargo.toml"), fill(include_str!("../../templates/engine.toml"))),
        (folder.join("src/lib.rs"), fill(include_str!("../../templates/lib.rs.txt"))),
        (folder.join("src/main.rs"), fill(include_str!("../../templates/main.rs.txt"))),
    ];
    let mut made = Vec::new();
    for (path, text) in files {
        put(&project.root, &path, text.as_bytes())?;
        made.push(path);
    }
    let shared = PathBuf::from("engines/Cargo.toml");
    if !project.root.join(&shared).exists() {
        put(&project.root, &shared, fill(include_str!("../../templates/workspace.toml")).as_bytes())?;
        put(&project.root, Path::new("engines/Cargo.lock"), carried::lock_file())?;
        made.push(shared.clone());
    }
    list_member(&project.root.join(&shared), name)?;
    if !project.root.join(config::FILE).exists() {
        put(
            &project.root,
            Path::new(config::FILE),
            fill(include_str!("../../templates/transom.toml")).as_bytes(),
        )?;
        made.push(config::FILE.into());
    }
    if ignore(&project.root)? {
        made.push(".gitignore".into());
    }
    Ok(made)
}

fn put(root: &Path, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let path = root.join(path);
    let write = || {
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
        fs::write(&path, bytes)
    };
    write().with_context(|| format!("{} cannot be written", path.display()))
}

/// Adds the engine to the shared workspace's members, leaving the rest as it is.
fn list_member(manifest: &Path, name: &str) -> anyhow::Result<()> {
    let mut document: DocumentMut = fs::read_to_string(manifest)?
        .parse()
        .with_context(|| format!("{} is not valid", manifest.display()))?;
    let members = document["workspace"]["members"].or_insert(value(Array::new()));
    let members = members.as_array_mut().context("`workspace.members` is a list")?;
    if !members.iter().any(|member| member.as_str() == Some(name)) {
        members.push(name);
    }
    fs::write(manifest, document.to_string())
        .with_context(|| format!("{} cannot be written", manifest.display()))
}

/// Keeps what Transom writes itself out of version control; says whether anything was added.
fn ignore(root: &Path) -> anyhow::Result<bool> {
    let path = root.join(".gitignore");
    let text = fs::read_to_string(&path).unwrap_or_default();
    if text.lines().any(|line| matches!(line.trim(), ".transom" | ".transom/" | "/.transom" | "/.transom/")) {
        return Ok(false);
    }
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    fs::write(&path, format!("{text}{gap}.transom/\n"))
        .with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(true)
}

fn explain(project: &Project, made: &Made) {
    report::line(&format!("made the engine `{}` in {}", made.engine, project.root.display()));
    for file in &made.files {
        report::line(&format!("  {}", file.display()));
    }
    report::line("");
    report::line("next:");
    report::line(&format!("  transom build {0}     # compile engines/{0} and place it", made.engine));
    report::line(&format!(
        "  in Python:  @transom.move(\"{}.total\")  on the function that it stands for",
        made.engine
    ));
}
