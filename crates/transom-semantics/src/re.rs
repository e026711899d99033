//! `re`: patterns that Python and the `regex` crate match in the same way.
//!
//! What [`facts`] refuses is not drafted. What only shows when a text comes (letters outside of ASCII where a pattern
//! asks for digits, words, spaces or cases; a line end behind `$`) declines.

mod syntax;
mod template;

use std::sync::{Arc, OnceLock};

use regex::Regex;

pub use syntax::Facts;
use template::Template;

/// What a pattern says of itself; the reason where it is not matched here.
pub fn facts(pattern: &str, flags: &str) -> Result<Facts, &'static str> {
    let facts = syntax::read(pattern, flags)?;
    compiled(&facts.rust).ok_or("a pattern that grows too large")?;
    Ok(facts)
}

/// Whether a replacement is one that [`Pattern::sub`] fills in.
pub fn is_template(replacement: &str, facts: &Facts) -> bool {
    Template::read(replacement, &facts.names).is_some()
}

fn compiled(rust: &str) -> Option<Regex> {
    Regex::new(rust).ok()
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    facts: Facts,
    anywhere: OnceLock<Regex>,
    at_start: OnceLock<Regex>,
    whole: OnceLock<Regex>,
}

/// `re.compile(…)` of a pattern and flags that stand in the source: made once, where it is first asked for.
#[macro_export]
macro_rules! pattern {
    ($pattern:literal) => {
        $crate::pattern!($pattern, "")
    };
    ($pattern:literal, $flags:literal) => {{
        static PATTERN: std::sync::LazyLock<$crate::Pattern> =
            std::sync::LazyLock::new(|| $crate::Pattern::new($pattern, $flags));
        &*PATTERN
    }};
}

impl Pattern {
    /// `re.compile(pattern)`, with flags as letters. What is not matched here panics.
    pub fn new(pattern: &str, flags: &str) -> Self {
        let facts = facts(pattern, flags).expect("a pattern that both engines match alike");
        Self { facts, anywhere: OnceLock::new(), at_start: OnceLock::new(), whole: OnceLock::new() }
    }

    fn anywhere(&self) -> &Regex {
        self.anywhere.get_or_init(|| compiled(&self.facts.rust).expect("it was compiled before"))
    }

    fn at_start(&self) -> &Regex {
        let rust = || format!("\\A(?:{})", self.facts.rust);
        self.at_start.get_or_init(|| compiled(&rust()).expect("it is hardly larger"))
    }

    fn whole(&self) -> &Regex {
        let rust = || format!("\\A(?:{})\\z", self.facts.rust);
        self.whole.get_or_init(|| compiled(&rust()).expect("it is hardly larger"))
    }

    /// Both engines tell the same of such a text.
    fn fits(&self, text: &str) {
        assert!(!self.facts.ascii_only || text.is_ascii(), "classes of letters outside of ASCII");
        assert!(!self.facts.ends || !text.ends_with('\n'), "`$` before a last line end");
    }

    /// `pattern.search(text)`.
    pub fn search(&self, text: &str) -> Option<Match> {
        self.fits(text);
        self.anywhere().captures(text).map(|found| Match::of(text, &found))
    }

    /// `pattern.match(text)`: from the start.
    pub fn match_(&self, text: &str) -> Option<Match> {
        self.fits(text);
        self.at_start().captures(text).map(|found| Match::of(text, &found))
    }

    /// `pattern.fullmatch(text)`: all of it.
    pub fn fullmatch(&self, text: &str) -> Option<Match> {
        self.fits(text);
        self.whole().captures(text).map(|found| Match::of(text, &found))
    }

    /// `pattern.finditer(text)`.
    pub fn finditer(&self, text: &str) -> impl Iterator<Item = Match> {
        self.fits(text);
        self.anywhere().captures_iter(text).map(|found| Match::of(text, &found))
    }

    /// `pattern.findall(text)` without groups: what was matched.
    pub fn findall<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.fits(text);
        self.anywhere().find_iter(text).map(|found| found.as_str()).collect()
    }

    /// `pattern.findall(text)` with groups: of each match as many texts, empty where a group takes no part.
    pub fn findall_groups<const N: usize>(&self, text: &str) -> Vec<[String; N]> {
        self.fits(text);
        let groups = |found: regex::Captures<'_>| {
            std::array::from_fn(|at| found.get(at + 1).map_or("", |group| group.as_str()).to_owned())
        };
        self.anywhere().captures_iter(text).map(groups).collect()
    }

    /// `pattern.split(text, most)` without groups; 0 is no limit.
    pub fn split<'t>(&self, text: &'t str, most: i64) -> Vec<&'t str> {
        self.fits(text);
        match usize::try_from(most) {
            Ok(0) => self.anywhere().split(text).collect(),
            Ok(most) => self.anywhere().splitn(text, most.saturating_add(1)).collect(),
            Err(_) => vec![text],
        }
    }

    /// `pattern.sub(replacement, text, count)`; 0 is no limit. A replacement that Python refuses panics.
    pub fn sub(&self, replacement: &str, text: &str, count: i64) -> String {
        let template = Template::read(replacement, &self.facts.names).expect("bad escape in a replacement");
        self.replaced(text, count, |found, out| template.fill(found, out))
    }

    /// `pattern.sub(function, text, count)`; 0 is no limit.
    pub fn sub_by(&self, mut function: impl FnMut(&Match) -> String, text: &str, count: i64) -> String {
        self.replaced(text, count, |found, out| out.push_str(&function(&Match::of(text, found))))
    }

    fn replaced(
        &self,
        text: &str,
        count: i64,
        mut replacement: impl FnMut(&regex::Captures<'_>, &mut String),
    ) -> String {
        self.fits(text);
        let most = match usize::try_from(count) {
            Ok(0) => usize::MAX,
            Ok(count) => count,
            Err(_) => 0,
        };
        let (mut out, mut end) = (String::with_capacity(text.len()), 0);
        for found in self.anywhere().captures_iter(text).take(most) {
            let whole = found.get(0).expect("every match has a whole");
            out.push_str(&text[end..whole.start()]);
            replacement(&found, &mut out);
            end = whole.end();
        }
        out.push_str(&text[end..]);
        out
    }
}

/// A match.
#[derive(Clone, Debug)]
pub struct Match {
    text: Arc<str>,
    /// Where it begins, in bytes of the text that was looked through and in code points.
    start: usize,
    start_points: i64,
    /// Each group's place in bytes of that text; the first is the whole.
    groups: Vec<Option<(usize, usize)>>,
}

impl Match {
    fn of(text: &str, found: &regex::Captures<'_>) -> Self {
        let whole = found.get(0).expect("every match has a whole");
        Self {
            text: whole.as_str().into(),
            start: whole.start(),
            start_points: crate::text::size(&text[..whole.start()]),
            groups: found.iter().map(|group| group.map(|group| (group.start(), group.end()))).collect(),
        }
    }

    fn place(&self, group: i64) -> Option<(usize, usize)> {
        self.groups[usize::try_from(group).expect("no such group")]
    }

    /// `m.group(group)` of a group that takes part in every match.
    pub fn group(&self, group: i64) -> &str {
        self.find(group).expect("the group takes part in every match")
    }

    fn find(&self, group: i64) -> Option<&str> {
        self.place(group).map(|(start, end)| &self.text[start - self.start..end - self.start])
    }

    /// `m.group(group)` of a group that may take no part.
    pub fn maybe(&self, group: i64) -> Option<String> {
        self.find(group).map(str::to_owned)
    }

    /// `m.start(group)`: -1 where it takes no part.
    pub fn start(&self, group: i64) -> i64 {
        self.place(group).map_or(-1, |(start, _)| self.points(start))
    }

    /// `m.end(group)`: -1 where it takes no part.
    pub fn end(&self, group: i64) -> i64 {
        self.place(group).map_or(-1, |(_, end)| self.points(end))
    }

    /// `m.span(group)`.
    pub fn span(&self, group: i64) -> (i64, i64) {
        (self.start(group), self.end(group))
    }

    /// The last group that takes part, from 1 on; the groups stand side by side.
    pub fn last(&self) -> Option<usize> {
        (1..self.groups.len()).rev().find(|group| self.groups[*group].is_some())
    }

    fn points(&self, byte: usize) -> i64 {
        self.start_points + crate::text::size(&self.text[..byte - self.start])
    }
}
