//! Where a draft goes: which engine, which of its files, and what stays of what lies there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::bail;
use transom_translate::{DraftFile, Translation};

use super::library;
use super::merge::{Merged, Versions, merge};
use crate::changes::Changes;
use crate::project::Project;
use crate::scaffold;

/// The folder below `.transom/` that keeps what was drafted, without edits.
const PRISTINE: &str = ".transom/drafts";

/// What becomes of a draft.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) changes: Changes,
    /// Each file of the draft, below the project's root, and what became of it.
    pub(crate) files: Vec<(PathBuf, Merged)>,
}

/// The engine that a draft goes into: the one that was named, the one that stands for these modules already, else one
/// called after what was drafted.
pub(crate) fn name(
    project: &Project,
    asked: Option<&str>,
    modules: &[String],
    words: &[String],
) -> anyhow::Result<String> {
    if let Some(name) = asked {
        scaffold::check_name(name)?;
        return Ok(name.to_owned());
    }
    let mut engines: Vec<String> = modules.iter().flat_map(|module| standing_for(project, module)).collect();
    engines.sort();
    engines.dedup();
    match engines.as_slice() {
        [only] => return Ok(only.clone()),
        [_, _, ..] => {
            bail!("which engine? these modules were drafted into {}: --engine NAME", engines.join(", "))
        }
        [] => {}
    }
    let mut words = words.to_vec();
    words.dedup();
    let word = match words.as_slice() {
        [only] => only.clone(),
        [] if common(modules).is_empty() => {
            project.root.file_name().unwrap_or_default().to_string_lossy().into_owned()
        }
        _ => common(modules),
    };
    let name = plain(&word);
    if name.is_empty() {
        bail!("what should the engine be called? name it: --engine NAME");
    }
    if scaffold::RESERVED.contains(&name.as_str()) { Ok(format!("{name}_engine")) } else { Ok(name) }
}

/// The engines that have functions whose original is in this module.
fn standing_for(project: &Project, module: &str) -> Vec<String> {
    let mark = format!("original = \"{module}:");
    let holds = |engine: &String| {
        let files = fs::read_dir(project.sources().join(engine).join("src")).into_iter().flatten().flatten();
        files
            .filter(|file| file.path().extension().is_some_and(|end| end == "rs"))
            .any(|file| fs::read_to_string(file.path()).is_ok_and(|text| text.contains(&mark)))
    };
    let configured = |engine: &String| {
        let own = |name: &str| name.split('.').next() == Some(engine);
        project.config.functions.iter().any(|(name, function)| {
            own(name)
                && function
                    .original
                    .as_ref()
                    .is_some_and(|original| original.split(':').next() == Some(module))
        })
    };
    project.engines().into_iter().filter(|engine| configured(engine) || holds(engine)).collect()
}

/// The last name that all modules share.
fn common(modules: &[String]) -> String {
    let mut names = modules.iter().map(|module| module.split('.').collect::<Vec<_>>());
    let Some(first) = names.next() else { return String::new() };
    let shared = names.fold(first.len(), |shared, other| {
        first.iter().zip(&other).take(shared).take_while(|(a, b)| a == b).count()
    });
    first[..shared].last().map(|&name| name.to_owned()).unwrap_or_default()
}

/// Lower case letters, digits and `_`.
fn plain(word: &str) -> String {
    let letters = word.to_lowercase();
    let fits = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = letters.chars().map(fits).collect();
    name.trim_start_matches(|c: char| !c.is_ascii_lowercase()).trim_end_matches('_').to_owned()
}

/// The Rust module of a Python module: its name below its package, unique for each.
pub(crate) fn rust_name(module: &str) -> String {
    let own = module.split_once('.').map_or(module, |(_, own)| own);
    let name: String =
        own.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let taken = matches!(name.as_str(), "lib" | "main") || scaffold::RESERVED.contains(&name.as_str());
    if taken || name.starts_with(|c: char| c.is_ascii_digit()) { format!("py_{name}") } else { name }
}

/// Works out what every file of the engine will hold; nothing is written yet.
pub(crate) fn place(
    project: &Project,
    engine: &str,
    draft: &Translation,
    three_way: bool,
) -> anyhow::Result<Placed> {
    let mut places: BTreeMap<&str, &str> = BTreeMap::new();
    for file in &draft.files {
        if let Some(other) = places.insert(&file.path, &file.module) {
            bail!(
                "the modules {other} and {} would both become {}; draft them into engines of their own: --engine NAME",
                file.module,
                file.path
            );
        }
    }
    let mut changes = Changes::below(&project.root);
    let folder = scaffold::folder(engine);
    if !project.root.join(&folder).join("Cargo.toml").exists() {
        scaffold::engine(&mut changes, engine, &library::new(engine))?;
    }
    let library = folder.join("src/lib.rs");
    let Some(text) = changes.text(&library)? else {
        bail!("the engine `{engine}` has no {}", library.display())
    };
    let modules: Vec<String> = draft.files.iter().map(module_of).collect();
    let text = library::add(&text, &modules, &draft.exports, &library.display().to_string())?;
    changes.write(&library, text);
    let mut files = Vec::new();
    for file in &draft.files {
        let path = folder.join(&file.path);
        let pristine_path = Path::new(PRISTINE).join(engine).join(&file.path);
        let (there, pristine) = (changes.text(&path)?, changes.text(&pristine_path)?);
        let versions = Versions { there: there.as_deref(), pristine: pristine.as_deref(), draft: &file.text };
        let merged = merge(versions, three_way);
        changes.write(&path, merged.text.as_str());
        changes.write(&pristine_path, merged.pristine.as_str());
        files.push((path, merged));
    }
    Ok(Placed { changes, files })
}

fn module_of(file: &DraftFile) -> String {
    Path::new(&file.path).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_called_after_what_was_drafted() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = Project::find(folder.path()).expect("a project");
        let check = |modules: &[&str], words: &[&str], expected: &str| {
            let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
            assert_eq!(
                name(&project, None, &owned(modules), &owned(words)).expect("it has a name"),
                expected
            );
        };
        check(&["app.pricing"], &["pricing"], "pricing");
        check(&["app.pricing", "app.tax"], &["pricing", "tax"], "app");
        check(&["app.pricing", "app.tax"], &["Shop-App"], "shop_app");
        check(&["app.match"], &["match"], "match_engine");
        check(&["app.pricing", "app.tax.rates"], &[], "app");
        let said = name(&project, None, &["a".into(), "b".into()], &["a".into(), "b".into()]);
        assert!(said.expect_err("nothing is shared").to_string().contains("--engine NAME"));
    }

    #[test]
    fn each_module_has_a_rust_module() {
        assert_eq!(rust_name("app.pricing"), "pricing");
        assert_eq!(rust_name("app.sort.bubble_sort"), "sort_bubble_sort");
        assert_eq!(rust_name("rise"), "rise");
        assert_eq!(rust_name("app.Rise"), "rise");
        assert_eq!(rust_name("app.main"), "py_main");
        assert_eq!(rust_name("app.match"), "py_match");
    }
    const QUOTE: &str = "//! Drafted.\n\npub fn quote() {}\n";
    const TOTAL: &str = "//! Drafted.\n\npub fn total() {}\n";

    fn draft(text: &str, function: &str) -> Translation {
        let file =
            DraftFile { path: "src/pricing.rs".into(), module: "app.pricing".into(), text: text.to_owned() };
        let export = transom_translate::Export {
            name: function.to_owned(),
            path: format!("pricing::{function}"),
            original: format!("app.pricing:{function}"),
        };
        Translation { functions: Vec::new(), files: vec![file], exports: vec![export] }
    }

    #[test]
    fn a_draft_makes_an_engine_and_the_next_adds_to_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("it is there");
        let project = Project::find(&root).expect("a project");
        let write = |text: &str, function: &str| {
            let placed = place(&project, "shop", &draft(text, function), false).expect("it can be placed");
            placed.changes.commit().expect("it can be written")
        };
        let read = |path: &str| fs::read_to_string(root.join(path)).expect("it is there");
        write(QUOTE, "quote");
        let source = root.join("engines/shop/src/pricing.rs");
        assert!(
            read("engines/shop/src/lib.rs")
                .contains("mod pricing;\n\ntransom::engine! { name: shop, functions: [pricing::quote] }")
        );
        fs::write(&source, QUOTE.replace("{}", "{ /* mine */ }")).expect("it is writable");
        assert_eq!(write(QUOTE, "quote"), [] as [PathBuf; 0]);
        write(TOTAL, "total");
        assert_eq!(
            read("engines/shop/src/pricing.rs"),
            "//! Drafted.\n\npub fn quote() { /* mine */ }\n\npub fn total() {}\n"
        );
        assert!(read("engines/shop/src/lib.rs").contains("functions: [pricing::quote, pricing::total]"));
        assert_eq!(standing_for(&project, "app.pricing"), [] as [String; 0]);
        fs::write(
            &source,
            "#[transom::function(exact, original = \"app.pricing:quote\")]\npub fn quote() {}\n",
        )
        .expect("it is writable");
        assert_eq!(standing_for(&project, "app.pricing"), ["shop"]);
    }
}
