//! Files that are written together or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// New texts of files, kept back until all of them are known.
#[derive(Debug)]
pub(crate) struct Changes {
    root: PathBuf,
    /// By path below the root.
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Changes {
    /// No changes below this folder yet.
    pub(crate) fn below(root: &Path) -> Self {
        Self { root: root.to_owned(), files: BTreeMap::new() }
    }

    /// A file's text as it will be; `None` where there is no such file.
    pub(crate) fn text(&self, path: &Path) -> anyhow::Result<Option<String>> {
        let file = self.root.join(path);
        let bytes = match self.files.get(path) {
            Some(bytes) => bytes.clone(),
            None if !file.exists() => return Ok(None),
            None => fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?,
        };
        let text = String::from_utf8(bytes).with_context(|| format!("{} is no text", file.display()))?;
        Ok(Some(text))
    }

    /// Says what a file is to hold.
    pub(crate) fn write(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// The files that will differ from what they are.
    pub(crate) fn differing(&self) -> Vec<PathBuf> {
        let differs =
            |path: &Path, bytes: &[u8]| fs::read(self.root.join(path)).ok().as_deref() != Some(bytes);
        self.files.iter().filter(|(path, bytes)| differs(path, bytes)).map(|(path, _)| path.clone()).collect()
    }

    /// Writes every file that differs; where one cannot be written, all are as before.
    pub(crate) fn commit(self) -> anyhow::Result<Vec<PathBuf>> {
        let paths = self.differing();
        let mut work = Work::default();
        for path in &paths {
            let done = work.stage(&self.root.join(path), &self.files[path]);
            done.with_context(|| format!("{} cannot be written", self.root.join(path).display()))?;
        }
        work.place()?;
        Ok(paths)
    }
}

/// What was done so far; dropped before it is finished, it undoes itself.
#[derive(Default)]
struct Work {
    staged: Vec<Staged>,
    /// Folders that were made, outermost first.
    folders: Vec<PathBuf>,
    finished: bool,
}

struct Staged {
    file: PathBuf,
    beside: PathBuf,
    before: Option<Vec<u8>>,
    placed: bool,
}

impl Work {
    fn stage(&mut self, file: &Path, bytes: &[u8]) -> std::io::Result<()> {
        // A link stays one: what it points to is written.
        let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        let folder = file.parent().expect("a file lies in a folder");
        let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_owned());
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let beside = folder.join(format!(".{name}.{}.new", std::process::id()));
        let before = if file.exists() { Some(fs::read(&file)?) } else { None };
        self.staged.push(Staged { file: file.clone(), beside: beside.clone(), before, placed: false });
        fs::write(&beside, bytes)?;
        if let Ok(known) = fs::metadata(&file) {
            fs::set_permissions(&beside, known.permissions())?;
        }
        Ok(())
    }

    fn place(mut self) -> anyhow::Result<()> {
        for staged in &mut self.staged {
            fs::rename(&staged.beside, &staged.file)
                .with_context(|| format!("{} cannot be written", staged.file.display()))?;
            staged.placed = true;
        }
        self.finished = true;
        Ok(())
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        if self.finished {
            return;
        }
        // What cannot be undone either is left as it is: there is nobody else to ask.
        for staged in &self.staged {
            let _ = fs::remove_file(&staged.beside);
            match (&staged.before, staged.placed) {
                (_, false) => {}
                (Some(before), true) => drop(fs::write(&staged.file, before)),
                (None, true) => drop(fs::remove_file(&staged.file)),
            }
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_all_or_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a"), "old").expect("it is writable");
        fs::create_dir(folder.path().join("taken")).expect("it is writable");
        let mut changes = Changes::below(folder.path());
        changes.write("a", "new");
        changes.write("deep/er/b", "new");
        changes.write("taken", "a folder is in the way");
        assert!(changes.commit().is_err());
        assert_eq!(fs::read_to_string(folder.path().join("a")).expect("it is there"), "old");
        let left: Vec<_> =
            fs::read_dir(folder.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
        assert_eq!(left.len(), 2, "{left:?}");
    }

    #[test]
    fn tells_only_what_differs() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("same"), "text").expect("it is writable");
        let mut changes = Changes::below(folder.path());
        changes.write("same", "text");
        changes.write("new/file", "text");
        assert_eq!(changes.commit().expect("it can be written"), [PathBuf::from("new/file")]);
    }
}
