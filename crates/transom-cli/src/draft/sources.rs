//! The text of the modules that were named, and of the project's modules that they import.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::PathBuf;

use transom_translate::refusal::{Code, Refusal};
use transom_translate::syntax::{Lines, Span};
use transom_translate::{Import, Outline, Unreadable, outline};

use super::places::{Found, Place, Places};

/// Modules that are read at most.
const MODULES_MAX: usize = 20_000;
/// The largest file that is read.
const FILE_BYTES_MAX: u64 = 16 << 20;

/// A module that was read.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) place: Place,
    /// The file as it is shown.
    pub(crate) path: String,
    /// What spans refer to: every line ends in `\n`.
    pub(crate) text: String,
    pub(crate) lines: Lines,
    /// What stands in it; or why it cannot be read.
    pub(crate) outline: Result<Outline, Refusal>,
}

/// Modules by name.
#[derive(Debug, Default)]
pub(crate) struct Sources(pub(crate) BTreeMap<String, Source>);

impl Sources {
    /// Reads these modules and whatever of the project they import; `step` hears of each.
    pub(crate) fn read(places: &Places, named: Vec<Place>, mut step: impl FnMut(&str)) -> Self {
        let mut sources = Self::default();
        let mut waiting: VecDeque<Place> = named.into();
        let mut seen: BTreeSet<PathBuf> = waiting.iter().map(|place| place.file.clone()).collect();
        while let Some(place) = waiting.pop_front() {
            step(&place.name);
            let source = Source::read(places, place);
            if let Ok(outline) = &source.outline {
                for place in imported(places, &source.place, &outline.imports) {
                    let file = place.file.canonicalize().unwrap_or_else(|_| place.file.clone());
                    if seen.len() < MODULES_MAX && seen.insert(file) {
                        waiting.push_back(place);
                    }
                }
            }
            sources.0.entry(source.place.name.clone()).or_insert(source);
        }
        sources
    }
}

impl Source {
    fn read(places: &Places, place: Place) -> Self {
        let path = places.shown(&place.file);
        let read = match text(&place) {
            Ok(text) => outline(&place.name, &path, &text),
            Err(unreadable) => Err(unreadable),
        };
        let (text, outline) = match read {
            Ok(mut outline) => (std::mem::take(&mut outline.source), Ok(outline)),
            Err(unreadable) => (unreadable.source, Err(unreadable.refusal)),
        };
        Self { lines: Lines::new(&text), place, path, text, outline }
    }
}

/// A file's text, or why it has none.
fn text(place: &Place) -> Result<String, Box<Unreadable>> {
    let refuse = |code, span, message: String, mend: &str, source: String| {
        let refusal = Refusal::new(code, &place.name, span, message).mended(mend);
        Err(Box::new(Unreadable { refusal, source }))
    };
    let none = Span::default();
    match fs::metadata(&place.file) {
        Ok(facts) if facts.len() > FILE_BYTES_MAX => {
            let message = format!("the file has {} bytes; at most {FILE_BYTES_MAX} are read", facts.len());
            return refuse(Code::TooLong, none, message, Code::TooLong.mend(), String::new());
        }
        _ => {}
    }
    let bytes = match fs::read(&place.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("the file cannot be read: {error}");
            return refuse(Code::DoesNotParse, none, message, "make the file readable", String::new());
        }
    };
    String::from_utf8(bytes).or_else(|error| {
        let at = u32::try_from(error.utf8_error().valid_up_to()).expect("the file is shorter than 4 GiB");
        let source = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let span = Span { start: at, end: at + u32::try_from('\u{fffd}'.len_utf8()).expect("it is 3") };
        let message = "the file is not UTF-8: here is a byte that no UTF-8 text has".to_owned();
        refuse(Code::DoesNotParse, span, message, "save the file as UTF-8", source)
    })
}

/// The project's modules that imports lead to.
fn imported(places: &Places, from: &Place, imports: &[Import]) -> Vec<Place> {
    let mut found = Vec::new();
    for import in imports {
        let Some(module) = absolute(from, import) else { continue };
        // A package's `__init__.py` runs first and may hold names of its own.
        let mut candidates: Vec<String> = prefixes(&module);
        candidates.extend(
            import
                .names
                .iter()
                .map(|name| if module.is_empty() { name.clone() } else { format!("{module}.{name}") }),
        );
        for name in candidates {
            if let Some(Found::Module(place)) = places.find(&name, Some(&from.base)) {
                found.push(place);
            }
        }
    }
    found
}

/// `a`, `a.b`, `a.b.c` of `a.b.c`.
fn prefixes(module: &str) -> Vec<String> {
    let ends = module.match_indices('.').map(|(at, _)| at).chain([module.len()]);
    ends.filter(|end| *end > 0).map(|end| module[..end].to_owned()).collect()
}

/// The module that an import names, counted from the base; empty for the base itself.
fn absolute(from: &Place, import: &Import) -> Option<String> {
    let named = import.module.clone().unwrap_or_default();
    if import.level == 0 {
        return Some(named);
    }
    let mut parts: Vec<&str> = from.name.split('.').collect();
    let up = import.level as usize - usize::from(from.package);
    parts.truncate(parts.len().checked_sub(up)?);
    if !named.is_empty() {
        parts.push(&named);
    }
    Some(parts.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_absolute(name: &str, package: bool, level: u32, module: &str, expected: Option<&str>) {
        let place = Place { name: name.into(), file: PathBuf::new(), package, base: PathBuf::new() };
        let module = (!module.is_empty()).then(|| module.to_owned());
        let import = Import { level, module, names: Vec::new() };
        assert_eq!(absolute(&place, &import).as_deref(), expected);
    }

    #[test]
    fn relative_imports_count_from_the_package() {
        check_absolute("app.pricing", false, 1, "tax", Some("app.tax"));
        check_absolute("app.pricing", false, 1, "", Some("app"));
        check_absolute("app", true, 1, "tax", Some("app.tax"));
        check_absolute("app.a.b", false, 2, "c.d", Some("app.c.d"));
        check_absolute("app", false, 3, "c", None);
        check_absolute("app", false, 0, "math", Some("math"));
    }
}
