//! A new draft and what lies there already: unedited items are replaced, edited ones stay, new ones are added.

use std::collections::BTreeMap;

use super::items::{Kind, Piece, Pieces, join, split};

/// What becomes of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Merged {
    /// The file's new text.
    pub(crate) text: String,
    /// The text that the next draft compares with: what was drafted, without edits.
    pub(crate) pristine: String,
    /// Items that are edited and stay as they are although the draft is another now.
    pub(crate) kept: Vec<Kept>,
    /// Names of edited items that the new draft went into.
    pub(crate) combined: Vec<String>,
}

/// An edited item that stays.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// `fn quote`.
    pub(crate) key: String,
    /// What is there.
    pub(crate) edited: String,
    /// What was drafted now.
    pub(crate) draft: String,
    /// Whether edits and draft were to be merged, and contradict each other.
    pub(crate) conflict: bool,
}

/// The versions of one file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Versions<'a> {
    pub(crate) there: Option<&'a str>,
    /// The last draft, as it was before any edit.
    pub(crate) pristine: Option<&'a str>,
    pub(crate) draft: &'a str,
}

/// Brings a draft into a file; with `three_way`, into edited items, too.
pub(crate) fn merge(versions: Versions<'_>, three_way: bool) -> Merged {
    let Versions { there: Some(there), pristine, draft } = versions else {
        return Merged {
            text: versions.draft.to_owned(),
            pristine: versions.draft.to_owned(),
            ..Merged::default()
        };
    };
    let (Some(there_pieces), Some(draft_pieces)) = (split(there), split(draft)) else {
        // A file in the middle of an edit is nobody's to touch.
        let kept =
            Kept { key: String::new(), edited: there.to_owned(), draft: draft.to_owned(), conflict: false };
        return Merged {
            text: there.to_owned(),
            pristine: pristine.unwrap_or_default().to_owned(),
            kept: vec![kept],
            combined: Vec::new(),
        };
    };
    Merging::new(there_pieces, pristine.and_then(split), draft_pieces, three_way).run()
}

struct Merging {
    text: Pieces,
    pristine: Pieces,
    draft: Pieces,
    last: BTreeMap<String, String>,
    three_way: bool,
    kept: Vec<Kept>,
    combined: Vec<String>,
}

impl Merging {
    fn new(there: Pieces, pristine: Option<Pieces>, draft: Pieces, three_way: bool) -> Self {
        let pristine = pristine.unwrap_or_else(|| Pieces { head: String::new(), items: Vec::new() });
        let last = pristine.items.iter().map(|item| (item.key.clone(), item.text.clone())).collect();
        Self { text: there, pristine, draft, last, three_way, kept: Vec::new(), combined: Vec::new() }
    }

    fn run(mut self) -> Merged {
        if self.text.head == self.pristine.head {
            self.text.head.clone_from(&self.draft.head);
        }
        self.pristine.head.clone_from(&self.draft.head);
        for item in self.draft.items.clone() {
            self.bring(&item);
        }
        self.drop_unused();
        let Self { text, pristine, kept, combined, .. } = self;
        Merged { text: join(&text), pristine: join(&pristine), kept, combined }
    }

    fn bring(&mut self, item: &Piece) {
        let Some(at) = self.text.items.iter().position(|there| there.key == item.key) else {
            add(&mut self.text, item);
            put(&mut self.pristine, item);
            return;
        };
        let there = &mut self.text.items[at];
        let last = self.last.get(&item.key);
        if there.text == item.text || last == Some(&there.text) {
            *there = item.clone();
            put(&mut self.pristine, item);
            return;
        }
        // Nothing new was drafted since the edit: there is nothing to show.
        if last == Some(&item.text) {
            return;
        }
        if self.three_way
            && let Some(text) = last.and_then(|last| combine(last, &there.text, &item.text))
        {
            there.text = text;
            self.combined.push(item.key.clone());
            put(&mut self.pristine, item);
            return;
        }
        let (edited, draft) = (there.text.clone(), item.text.clone());
        self.kept.push(Kept { key: item.key.clone(), edited, draft, conflict: self.three_way });
    }

    /// Private items of the last draft that nothing names any more, and nobody edited.
    fn drop_unused(&mut self) {
        loop {
            let unused = self.text.items.iter().position(|item| {
                item.kind == Kind::Private
                    && !item.name.is_empty()
                    && self.last.get(&item.key) == Some(&item.text)
                    && !self.draft.items.iter().any(|drafted| drafted.key == item.key)
                    && !self
                        .text
                        .items
                        .iter()
                        .any(|other| other.key != item.key && names(&other.text, &item.name))
            });
            let Some(at) = unused else { return };
            let gone = self.text.items.remove(at);
            self.pristine.items.retain(|item| item.key != gone.key);
        }
    }
}

/// Adds an item where a reader expects it: a `use` below the others, anything else at the end.
fn add(pieces: &mut Pieces, item: &Piece) {
    let uses = pieces.items.iter().rposition(|there| there.kind == Kind::Use).map_or(0, |last| last + 1);
    let at = if item.kind == Kind::Use { uses } else { pieces.items.len() };
    pieces.items.insert(at, item.clone());
}

/// Replaces an item, or adds it.
fn put(pieces: &mut Pieces, item: &Piece) {
    match pieces.items.iter_mut().find(|there| there.key == item.key) {
        Some(there) => *there = item.clone(),
        None => add(pieces, item),
    }
}

/// Edits and new draft in one, if they do not contradict each other.
fn combine(last: &str, edited: &str, draft: &str) -> Option<String> {
    let line = |text: &str| format!("{text}\n");
    let merged = diffy::merge(&line(last), &line(edited), &line(draft)).ok()?;
    Some(merged.trim_end().to_owned())
}

/// Whether a text names something, as a word of its own.
fn names(text: &str, name: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(part_of_word);
        let after = text[at + name.len()..].chars().next().is_some_and(part_of_word);
        !before && !after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAST: &str = "//! Doc.\n\nuse a::b;\n\npub fn quote() -> i64 {\n    part(1)\n}\n\nfn part() {}\n";

    fn check(there: &str, pristine: Option<&str>, draft: &str, expected: &str, kept: &[&str]) -> Merged {
        let merged = merge(Versions { there: Some(there), pristine, draft }, false);
        assert_eq!(merged.text, expected);
        assert_eq!(merged.kept.iter().map(|kept| kept.key.as_str()).collect::<Vec<_>>(), kept);
        merged
    }

    #[test]
    fn an_unedited_item_is_replaced_and_its_parts_go() {
        let draft = "//! Doc 2.\n\nuse a::b;\n\npub fn quote() -> i64 {\n    2\n}\n";
        let merged = check(LAST, Some(LAST), draft, draft, &[]);
        assert_eq!(merged.pristine, draft);
    }

    #[test]
    fn an_edited_item_stays_and_is_told() {
        let there = LAST.replace('1', "41 + 1");
        let draft = LAST.replace('1', "2");
        let merged = check(&there, Some(LAST), &draft, &there, &["fn quote"]);
        assert_eq!(merged.pristine, LAST);
        check(&there, None, &draft, &there, &["fn quote"]);
        check(&there, Some(LAST), LAST, &there, &[]);
    }

    #[test]
    fn a_new_function_is_added_to_an_edited_file() {
        let there = LAST.replace('1', "41 + 1");
        let draft = "//! Doc.\n\nuse a::b;\nuse a::c;\n\npub fn total() {}\n";
        let expected = there.replace("use a::b;\n", "use a::b;\nuse a::c;\n") + "\npub fn total() {}\n";
        let merged = check(&there, Some(LAST), draft, &expected, &[]);
        assert!(merged.pristine.contains("total") && merged.pristine.contains("quote"));
    }

    #[test]
    fn a_file_in_the_middle_of_an_edit_stays() {
        check("pub fn quote( {", Some(LAST), LAST, "pub fn quote( {", &[""]);
    }

    #[test]
    fn edits_and_draft_merge_where_they_do_not_meet() {
        let last =
            "pub fn quote() -> i64 {\n    let a = 1;\n    let b = 2;\n    let c = 3;\n    a + b + c\n}\n";
        let there = last.replace("a = 1", "a = 10");
        let draft = last.replace("c = 3", "c = 30");
        let versions = Versions { there: Some(&there), pristine: Some(last), draft: &draft };
        let merged = merge(versions, true);
        assert!(merged.text.contains("a = 10") && merged.text.contains("c = 30"), "{}", merged.text);
        assert_eq!((merged.combined.len(), merged.pristine.as_str()), (1, draft.as_str()));
        let contrary = last.replace("a = 1", "a = 100");
        let merged = merge(Versions { draft: &contrary, ..versions }, true);
        assert_eq!(merged.text, there);
        assert!(merged.kept[0].conflict);
    }
}
