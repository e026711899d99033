//! Which functions the user means: `app.pricing:quote`, `app/pricing.py`, a package, a folder.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::places::{Found, Place, Places};
use crate::config::nearest;

/// The modules that were named, and what of each.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    pub(crate) modules: Vec<Chosen>,
    /// Files of tests in folders, which are left out.
    pub(crate) tests: usize,
    /// What a new engine may be called after: the last name of each word, if it has one of its own.
    pub(crate) words: Vec<String>,
}

/// One module, and what of it.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) place: Place,
    /// Empty: all its functions.
    pub(crate) functions: Vec<String>,
    /// Whether the user named it, rather than a folder around it.
    pub(crate) named: bool,
}

/// Reads the words of the command line.
pub(crate) fn select(places: &Places, words: &[String]) -> anyhow::Result<Selection> {
    let mut selection = Selection::default();
    for word in words {
        let (place, function) = split(word);
        let functions: Vec<String> = match function {
            Some("") => {
                bail!("which function? `{word}` ends in a colon; write {place}:NAME, or {place} for all")
            }
            Some(name) => vec![name.to_owned()],
            None => Vec::new(),
        };
        let found = match locate(places, place)? {
            // A function of a package stands in its `__init__.py`.
            Found::Folder(folder) if function.is_some() && folder.join("__init__.py").is_file() => {
                Found::Module(places.module(&folder.join("__init__.py"))?)
            }
            found => found,
        };
        match found {
            Found::Module(place) => {
                let last = place.name.rsplit('.').next().unwrap_or_default().to_owned();
                selection.words.push(last);
                selection.add(Chosen { place, functions, named: true });
            }
            Found::Folder(folder) if functions.is_empty() => {
                let (found, tests) = places.walk(&folder)?;
                if found.is_empty() {
                    bail!("there is no Python source below {}", folder.display());
                }
                selection.words.extend(places.package(&folder));
                selection.tests += tests;
                for place in found {
                    selection.add(Chosen { place, functions: Vec::new(), named: false });
                }
            }
            Found::Folder(folder) => {
                bail!(
                    "{} is a folder, which has no functions of its own; name a module in it",
                    folder.display()
                );
            }
        }
    }
    Ok(selection)
}

impl Selection {
    /// Each module stands once; what is asked of it adds up.
    fn add(&mut self, chosen: Chosen) {
        let known = self.modules.iter_mut().find(|known| known.place.file == chosen.place.file);
        let Some(known) = known else { return self.modules.push(chosen) };
        known.named |= chosen.named;
        if known.functions.is_empty() || chosen.functions.is_empty() {
            known.functions.clear();
        } else {
            let new: Vec<_> =
                chosen.functions.into_iter().filter(|name| !known.functions.contains(name)).collect();
            known.functions.extend(new);
        }
    }
}

/// The part before the colon and the function behind it; a drive's colon (`C:\…`) is none.
fn split(word: &str) -> (&str, Option<&str>) {
    match word.rsplit_once(':') {
        Some((place, function)) if place.len() > 1 && !function.contains(['/', '\\']) => {
            (place, Some(function))
        }
        _ => (word, None),
    }
}

fn locate(places: &Places, word: &str) -> anyhow::Result<Found> {
    let path = Path::new(word);
    let looks_like_path = word.contains(['/', '\\']) || path.extension().is_some_and(|end| end == "py");
    if path.is_file() {
        return places.module(path).map(Found::Module);
    }
    // `app` may be a folder here and a package below `src`: the package's folder holds the same files.
    if path.is_dir() {
        return Ok(Found::Folder(path.to_owned()));
    }
    if let Some(found) = (!looks_like_path).then(|| places.find(word, None)).flatten() {
        return Ok(match found {
            // A package is all its modules.
            Found::Module(Place { package: true, file, .. }) => {
                Found::Folder(file.parent().map(PathBuf::from).unwrap_or_default())
            }
            found => found,
        });
    }
    let what = if looks_like_path { "file or folder" } else { "module" };
    let hint = near(places, word).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    bail!(
        "there is no {what} `{word}` in this project{hint}\nname a function as app.pricing:quote or app/pricing.py:quote"
    )
}

/// The nearest name of a module or a file in the folder where it was looked for.
fn near(places: &Places, word: &str) -> Option<String> {
    let (places, _) = places.walk(Path::new(".")).ok()?;
    // A module of this name that imports do not find from here has a path.
    if let Some(place) = places.iter().find(|place| place.name == word) {
        return Some(shown(&place.file));
    }
    let known: Vec<String> =
        places.iter().flat_map(|place| [place.name.clone(), shown(&place.file)]).collect();
    nearest(word, known.iter().map(String::as_str)).map(ToOwned::to_owned)
}

fn shown(file: &Path) -> String {
    let here = std::env::current_dir().and_then(|folder| folder.canonicalize()).unwrap_or_default();
    file.strip_prefix(here).unwrap_or(file).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_function_stands_behind_the_last_colon() {
        assert_eq!(split("app.pricing:quote"), ("app.pricing", Some("quote")));
        assert_eq!(split("app/pricing.py:quote"), ("app/pricing.py", Some("quote")));
        assert_eq!(split("app"), ("app", None));
        assert_eq!(split(r"C:\app\pricing.py"), (r"C:\app\pricing.py", None));
        assert_eq!(split(r"C:\app\pricing.py:quote"), (r"C:\app\pricing.py", Some("quote")));
        assert_eq!(split("app:"), ("app", Some("")));
    }
}
