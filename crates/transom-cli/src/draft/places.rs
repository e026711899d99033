//! Where a project's Python modules lie: dotted names to files, and files to dotted names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// Files that one walk of a folder finds at most.
const FILES_MAX: usize = 20_000;
/// Folders within folders that a walk goes down at most.
const DEPTH_MAX: usize = 64;
/// Folders that hold no source to draft.
const FOREIGN: &[&str] = &["__pycache__", "node_modules", "site-packages", "tests"];
/// The same, unless they are packages.
const FOREIGN_UNLESS_PACKAGES: &[&str] = &["engines", "target", "build", "dist", "test"];

/// A module and its file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Dotted.
    pub(crate) name: String,
    pub(crate) file: PathBuf,
    /// An `__init__.py`.
    pub(crate) package: bool,
    /// The folder that `name` counts from.
    pub(crate) base: PathBuf,
}

/// What a dotted name leads to.
pub(crate) enum Found {
    Module(Place),
    /// A folder of modules, with or without an `__init__.py`.
    Folder(PathBuf),
}

/// Finds modules of one project.
#[derive(Debug)]
pub(crate) struct Places {
    root: PathBuf,
    /// Folders that imports start from.
    bases: Vec<PathBuf>,
}

impl Places {
    pub(crate) fn of(root: &Path) -> Self {
        let here = std::env::current_dir().and_then(|folder| folder.canonicalize());
        let inside = here.ok().filter(|folder| folder.starts_with(root));
        let mut bases = Vec::new();
        for folder in [Some(root.to_owned()), inside].into_iter().flatten() {
            for base in [folder.join("src"), folder] {
                if base.is_dir() && !base.join("__init__.py").exists() && !bases.contains(&base) {
                    bases.push(base);
                }
            }
        }
        // The longest first: `src/app.py` is `app`, not `src.app`.
        bases.sort_by_key(|base| std::cmp::Reverse(base.components().count()));
        if bases.is_empty() {
            bases.push(root.to_owned());
        }
        Self { root: root.to_owned(), bases }
    }

    /// A file as it is shown.
    pub(crate) fn shown(&self, file: &Path) -> String {
        file.strip_prefix(&self.root).unwrap_or(file).display().to_string()
    }

    /// The name of a folder, unless it only holds packages, as `src` does.
    pub(crate) fn package(&self, folder: &Path) -> Option<String> {
        let folder = folder.canonicalize().ok()?;
        let name = folder.file_name()?.to_string_lossy().into_owned();
        (!self.bases.contains(&folder)).then_some(name)
    }

    /// What a dotted name leads to, from the project's bases or from this one.
    pub(crate) fn find(&self, name: &str, from: Option<&Path>) -> Option<Found> {
        if name.split('.').any(|part| part.is_empty() || part.contains(['/', '\\'])) {
            return None;
        }
        let relative: PathBuf = name.split('.').collect();
        let bases = from.into_iter().chain(self.bases.iter().map(PathBuf::as_path));
        let mut folder = None;
        for base in bases {
            let path = base.join(&relative);
            for (file, package) in
                [(path.join("__init__.py"), true), (path.with_added_extension("py"), false)]
            {
                if file.is_file() {
                    let base = base.to_owned();
                    return Some(Found::Module(Place { name: name.to_owned(), file, package, base }));
                }
            }
            if folder.is_none() && path.is_dir() {
                folder = Some(path);
            }
        }
        folder.map(Found::Folder)
    }

    /// The module that a file is.
    pub(crate) fn module(&self, file: &Path) -> anyhow::Result<Place> {
        let file = file.canonicalize().with_context(|| format!("there is no file {}", file.display()))?;
        if file.extension().is_none_or(|end| end != "py") {
            bail!("{} is no Python source: expected a name that ends in .py", file.display());
        }
        let folder = file.parent().expect("a file lies in a folder");
        let base = self.base(folder);
        let package = file.file_name().is_some_and(|name| name == "__init__.py");
        let path = if package { folder.to_owned() } else { file.with_extension("") };
        let parts = path.strip_prefix(&base).expect("the base holds the file").components();
        let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let name = if parts.is_empty() {
            path.file_name().unwrap_or_default().to_string_lossy().into_owned()
        } else {
            parts.join(".")
        };
        Ok(Place { name, file, package, base })
    }

    /// The folder that a module's name counts from: above its outermost package, and no deeper than the project's base.
    fn base(&self, folder: &Path) -> PathBuf {
        if folder.join("__init__.py").exists() {
            let packages = folder.ancestors().take_while(|folder| folder.join("__init__.py").exists());
            let outermost = packages.last().unwrap_or(folder);
            return outermost.parent().unwrap_or(outermost).to_owned();
        }
        let base = self.bases.iter().find(|base| folder.starts_with(base));
        base.cloned().unwrap_or_else(|| folder.to_owned())
    }

    /// Every module below a folder, in the order of their paths; and how many files of tests were left out.
    pub(crate) fn walk(&self, folder: &Path) -> anyhow::Result<(Vec<Place>, usize)> {
        let mut walk = Walk::default();
        walk.enter(folder, 0)?;
        walk.files.sort();
        let places: anyhow::Result<Vec<Place>> = walk.files.iter().map(|file| self.module(file)).collect();
        Ok((places?, walk.tests))
    }
}

#[derive(Default)]
struct Walk {
    files: Vec<PathBuf>,
    tests: usize,
    /// Folders as they really lie, so that links in a circle end.
    entered: BTreeSet<PathBuf>,
}

impl Walk {
    fn enter(&mut self, folder: &Path, depth: usize) -> anyhow::Result<()> {
        let real =
            folder.canonicalize().with_context(|| format!("there is no folder {}", folder.display()))?;
        if depth > DEPTH_MAX || !self.entered.insert(real) {
            return Ok(());
        }
        let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !is_foreign(&path, &name) {
                    self.enter(&path, depth + 1)?;
                }
            } else if path.extension().is_some_and(|end| end == "py") && path.is_file() {
                if is_test(&name) {
                    self.tests += 1;
                } else {
                    self.files.push(path);
                }
            }
        }
        if self.files.len() > FILES_MAX {
            bail!(
                "expected at most {FILES_MAX} Python files below {}; name a folder within it",
                folder.display()
            );
        }
        Ok(())
    }
}

fn is_foreign(folder: &Path, name: &str) -> bool {
    name.starts_with('.')
        || FOREIGN.contains(&name)
        || folder.join("pyvenv.cfg").exists()
        || FOREIGN_UNLESS_PACKAGES.contains(&name) && !folder.join("__init__.py").exists()
}

fn is_test(name: &str) -> bool {
    name == "conftest.py" || name.starts_with("test_") || name.ends_with("_test.py")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(files: &[&str]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("it is there");
        for file in files {
            let file = root.join(file);
            fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("it is writable");
            fs::write(file, "").expect("it is writable");
        }
        (folder, root)
    }

    fn check_name(files: &[&str], file: &str, expected: &str) {
        let (_folder, root) = project(files);
        assert_eq!(Places::of(&root).module(&root.join(file)).expect("it is there").name, expected);
    }

    #[test]
    fn names_files_as_imports_do() {
        check_name(&["app/__init__.py", "app/pricing.py"], "app/pricing.py", "app.pricing");
        check_name(&["app/__init__.py"], "app/__init__.py", "app");
        check_name(&["src/app/__init__.py", "src/app/a.py"], "src/app/a.py", "app.a");
        check_name(&["src/app/a.py"], "src/app/a.py", "app.a");
        check_name(&["scripts/run.py"], "scripts/run.py", "scripts.run");
        check_name(&["back/app/__init__.py", "back/app/a.py"], "back/app/a.py", "app.a");
        check_name(&["rise.py"], "rise.py", "rise");
    }

    #[test]
    fn walks_what_is_the_projects_own() {
        let files = [
            "app/a.py",
            "app/b/c.py",
            "app/test_a.py",
            ".venv/x.py",
            "app/__pycache__/a.py",
            "engines/e/x.py",
        ];
        let (_folder, root) = project(&files);
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.join("app"), root.join("app/b/again")).expect("it is writable");
        let (places, tests) = Places::of(&root).walk(&root).expect("it is there");
        let names: Vec<_> = places.iter().map(|place| place.name.as_str()).collect();
        assert_eq!((names.as_slice(), tests), (&["app.a", "app.b.c"][..], 1));
    }
}
