//! `transom prove --strength`: faults seeded into a copy of the engine's source, all in one build, to see which of them
//! the inputs of the proof notice. What compiles is decided by the compiler: a fault that does not is left out.

mod points;
mod seeded;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::Serialize;
use serde_json::Value;

use self::points::Body;
use self::seeded::{Seed, seed};
use crate::project::Project;
use crate::python::Python;
use crate::{cargo, report};

/// Builds until nothing is left out any more; a build tells of many faults at once.
const BUILDS_MAX: usize = 12;

/// What was built.
#[derive(Debug, Serialize)]
pub(crate) struct Built {
    pub(crate) extension: PathBuf,
    seeds: Vec<Seed>,
    /// The functions of the source that each function uses, itself among them.
    uses: BTreeMap<String, BTreeSet<String>>,
}

/// A source file of the copy.
struct File {
    path: PathBuf,
    name: String,
    source: String,
    bodies: Vec<Body>,
    is_root: bool,
}

/// Copies an engine, seeds its faults and builds the copy.
pub(crate) fn build(project: &Project, engine: &str, python: &Python) -> anyhow::Result<Built> {
    let copy = project.own().join("strength").join("engines");
    if copy.exists() {
        fs::remove_dir_all(&copy).with_context(|| format!("{} cannot be removed", copy.display()))?;
    }
    copy_folder(&project.sources(), &copy)?;
    let files = read(&copy.join(engine).join("src"))?;
    let mut left_out = BTreeSet::new();
    for _ in 0..BUILDS_MAX {
        let (seeds, places) = write(&files, &left_out)?;
        report::note(&format!("building `{engine}` with {} faults, each behind a switch", seeds.len()));
        let (made, errors) = cargo::build_copy(project, &copy, engine, python)?;
        if let Some(made) = made {
            let extension = project.own().join("strength").join(format!("{engine}{}", python.facts.suffix));
            cargo::place(&made, &extension)?;
            return Ok(Built { extension, seeds, uses: uses(&files) });
        }
        let before = left_out.len();
        left_out.extend(blamed(&errors, &places));
        if left_out.len() == before {
            let first = errors.first().and_then(|error| error["message"]["rendered"].as_str());
            bail!("the copy of `{engine}` with faults does not build\n{}", first.unwrap_or_default());
        }
    }
    bail!("the copy of `{engine}` with faults does not build, whatever is left out")
}

type Places = BTreeMap<PathBuf, Vec<(u32, Range<usize>)>>;

/// Writes the files with all faults but those that are left out.
fn write(files: &[File], left_out: &BTreeSet<u32>) -> anyhow::Result<(Vec<Seed>, Places)> {
    let (mut seeds, mut places, mut first) = (Vec::new(), Places::new(), 0);
    for file in files {
        let seeded = seed(&file.name, &file.source, &file.bodies, first, left_out, file.is_root);
        let faults = file.bodies.iter().flat_map(|body| &body.points).map(|point| point.faults.len());
        first += u32::try_from(faults.sum::<usize>()).context("too many faults")?;
        fs::write(&file.path, &seeded.text)
            .with_context(|| format!("{} cannot be written", file.path.display()))?;
        seeds.extend(seeded.seeds);
        places.insert(file.path.clone(), seeded.places);
    }
    Ok((seeds, places))
}

/// The faults that the compiler's errors stand in.
fn blamed(errors: &[Value], places: &Places) -> BTreeSet<u32> {
    let mut blamed = BTreeSet::new();
    for span in errors.iter().filter_map(|error| error["message"]["spans"].as_array()).flatten() {
        let mut span = span;
        // Inside a macro, its call is what stands in the file.
        while let Some(outer) = span["expansion"]["span"].as_object() {
            span = &span["expansion"]["span"];
            if outer.is_empty() {
                break;
            }
        }
        let at = |key: &str| span[key].as_u64().and_then(|at| usize::try_from(at).ok());
        let (Some(file), Some(start), Some(end)) =
            (span["file_name"].as_str(), at("byte_start"), at("byte_end"))
        else {
            continue;
        };
        let Some(known) =
            places.iter().find(|(path, _)| path.ends_with(file) || Path::new(file).ends_with(path))
        else {
            continue;
        };
        let inside = |place: &Range<usize>| place.start <= start && end <= place.end;
        // The smallest place around it; else each that it goes over.
        let smallest = known.1.iter().filter(|(_, place)| inside(place)).min_by_key(|(_, place)| place.len());
        match smallest {
            Some((number, _)) => {
                blamed.insert(*number);
            }
            None if span["is_primary"] == true => {
                let overlaps = |place: &Range<usize>| place.start < end && start < place.end;
                blamed.extend(known.1.iter().filter(|(_, place)| overlaps(place)).map(|(number, _)| *number));
            }
            None => {}
        }
    }
    blamed
}

fn read(folder: &Path) -> anyhow::Result<Vec<File>> {
    let (mut files, mut left) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|end| end == "rs")
                && !path.ends_with("main.rs")
                && let Ok(source) = fs::read_to_string(&path)
            {
                let bodies = points::of(&source).with_context(|| format!("{} is no Rust", path.display()))?;
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let is_root = name == "lib.rs";
                files.push(File { path, name, source, bodies, is_root });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// Which functions of the source each one uses, as far as names tell.
fn uses(files: &[File]) -> BTreeMap<String, BTreeSet<String>> {
    let bodies: BTreeMap<&str, &Body> =
        files.iter().flat_map(|file| &file.bodies).map(|body| (body.name.as_str(), body)).collect();
    let close = |name: &str| {
        let (mut found, mut left) = (BTreeSet::from([name.to_owned()]), vec![name.to_owned()]);
        while let Some(body) = left.pop().and_then(|name| bodies.get(name.as_str()).copied()) {
            for other in body.names.iter().filter(|other| bodies.contains_key(other.as_str())) {
                if found.insert(other.clone()) {
                    left.push(other.clone());
                }
            }
        }
        found
    };
    bodies.keys().map(|name| ((*name).to_owned(), close(name))).collect()
}

/// Copies the engines' sources; paths to other crates go on pointing where they did.
fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to).with_context(|| format!("{} cannot be made", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            if name != "target" && !name.to_string_lossy().starts_with('.') {
                copy_folder(&path, &to.join(name))?;
            }
        } else if name == "Cargo.toml" {
            let text =
                fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            let mut manifest: toml_edit::DocumentMut =
                text.parse().with_context(|| format!("{} is no manifest", path.display()))?;
            anchor(manifest.as_table_mut(), from);
            fs::write(to.join(name), manifest.to_string())?;
        } else {
            fs::copy(&path, to.join(name)).with_context(|| format!("{} cannot be copied", path.display()))?;
        }
    }
    Ok(())
}

/// Makes paths out of the folder absolute.
fn anchor(table: &mut dyn toml_edit::TableLike, folder: &Path) {
    for (key, item) in table.iter_mut() {
        if key == "path"
            && let Some(path) = item.as_str().filter(|path| path.starts_with(".."))
            && let Ok(absolute) = folder.join(path).canonicalize()
            && !folder.parent().is_some_and(|engines| absolute.starts_with(engines.join("engines")))
        {
            *item = toml_edit::value(absolute.to_string_lossy().into_owned());
        } else if let Some(inner) = item.as_table_like_mut() {
            anchor(inner, folder);
        }
    }
}
