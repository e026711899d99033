//! One source with every fault in it, each behind a switch. All are compiled at once, and one is on in a process.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use serde::Serialize;

use super::points::{Body, Point};

/// Stands before each file's text: what a fault says may be wrong on purpose.
const BEFORE: &str = "#![allow(warnings, arithmetic_overflow, unconditional_panic, clippy::all)] ";
/// Stands after the text of the crate's root: the switch, by environment variable.
const SWITCH: &str = "
#[doc(hidden)]
pub mod transom_fault {
    static ON: ::std::sync::OnceLock<u32> = ::std::sync::OnceLock::new();

    pub fn is_on(number: u32) -> bool {
        let read = || ::std::env::var(\"TRANSOM_FAULT\").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
        *ON.get_or_init(read) == number
    }
}
";

/// A fault that was seeded.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Seed {
    /// What switches it on; from 1.
    pub(super) number: u32,
    /// The function that it stands in.
    pub(super) body: String,
    pub(super) file: String,
    pub(super) line: usize,
    /// The line, as it is without the fault.
    pub(super) text: String,
    pub(super) what: String,
}

/// A file with its faults.
pub(super) struct Seeded {
    pub(super) text: String,
    pub(super) seeds: Vec<Seed>,
    /// Where each fault stands in `text`.
    pub(super) places: Vec<(u32, Range<usize>)>,
}

/// Seeds the faults of one file, but those that are `left_out`. Numbers follow `first`, left out or not.
pub(super) fn seed(
    file: &str,
    source: &str,
    bodies: &[Body],
    first: u32,
    left_out: &BTreeSet<u32>,
    is_root: bool,
) -> Seeded {
    let mut points: Vec<(&Body, &Point)> =
        bodies.iter().flat_map(|body| body.points.iter().map(move |point| (body, point))).collect();
    // An outer one first; of one place, the statement before its expression.
    points.sort_by_key(|(_, point)| (point.range.start, usize::MAX - point.range.end));
    let mut numbered = Vec::new();
    let mut seeds = Vec::new();
    let mut number = first;
    for (body, point) in points {
        let mut faults = Vec::new();
        for fault in &point.faults {
            number += 1;
            if !left_out.contains(&number) {
                let before = &source[..point.range.start];
                let line = before.matches('\n').count() + 1;
                let text = source.lines().nth(line - 1).unwrap_or_default().trim().to_owned();
                let (body, file) = (body.name.clone(), file.to_owned());
                seeds.push(Seed { number, body, file, line, text, what: fault.what.clone() });
                faults.push((number, fault.code.as_deref()));
            }
        }
        numbered.push((point.range.clone(), faults));
    }
    let mut writer = Writer { source, points: &numbered, text: String::new(), places: Vec::new() };
    if is_root {
        writer.text.push_str(BEFORE);
    }
    writer.write(0..source.len(), 0);
    if is_root {
        writer.text.push_str(SWITCH);
    }
    Seeded { text: writer.text, seeds, places: writer.places }
}

type Numbered<'a> = (Range<usize>, Vec<(u32, Option<&'a str>)>);

struct Writer<'a> {
    source: &'a str,
    points: &'a [Numbered<'a>],
    text: String,
    places: Vec<(u32, Range<usize>)>,
}

impl Writer<'_> {
    /// Writes a range of the source with the points from `at` on that are inside it; answers the first one after it.
    fn write(&mut self, range: Range<usize>, mut at: usize) -> usize {
        let mut from = range.start;
        while let Some((place, faults)) = self.points.get(at)
            && place.start < range.end
        {
            let (place, faults) = (place.clone(), faults.clone());
            self.text.push_str(&self.source[from..place.start]);
            from = place.end;
            at = self.point(place, &faults, at);
        }
        self.text.push_str(&self.source[from..range.end]);
        at
    }

    fn point(&mut self, place: Range<usize>, faults: &[(u32, Option<&str>)], at: usize) -> usize {
        let Some((_, first)) = faults.first() else { return self.write(place, at + 1) };
        let is_statement = first.is_none();
        if !is_statement {
            self.text.push('(');
        }
        for (number, code) in faults {
            let start = self.text.len();
            let code = code.unwrap_or_default();
            let _ = write!(self.text, "if crate::transom_fault::is_on({number}) {{ {code} }} else ");
            self.places.push((*number, start..self.text.len()));
        }
        let start = self.text.len();
        self.text.push_str("{ ");
        let next = self.write(place, at + 1);
        self.text.push_str(if is_statement { " }" } else { " })" });
        if is_statement {
            // What is wrong with the whole of a statement is the fault that may leave it out.
            self.places.push((faults[0].0, start..self.text.len()));
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::points;
    use super::seed;

    #[test]
    fn every_fault_stands_behind_its_own_switch() {
        let source = "fn f(a: i64) -> bool {\n    g(a);\n    a < 9\n}\n";
        let bodies = points::of(source).expect("it is Rust");
        let seeded = seed("lib.rs", source, &bodies, 0, &BTreeSet::new(), false);
        let said: Vec<(u32, usize, &str)> =
            seeded.seeds.iter().map(|seed| (seed.number, seed.line, seed.what.as_str())).collect();
        let expected = [
            (1, 2, "the statement left out"),
            (2, 3, "`<=` for `<`"),
            (3, 3, "`10` for `9`"),
            (4, 3, "`8` for `9`"),
        ];
        assert_eq!(said, expected);
        assert!(syn::parse_file(&seeded.text).is_ok(), "{}", seeded.text);
        assert_eq!(seeded.text.lines().count(), source.lines().count());
        let part = |number: u32| {
            let (_, place) = seeded.places.iter().find(|(own, _)| *own == number).expect("it is there");
            &seeded.text[place.clone()]
        };
        assert_eq!(part(2), "if crate::transom_fault::is_on(2) { a <= 9 } else ");
    }

    #[test]
    fn what_is_left_out_keeps_its_number() {
        let source = "fn f(a: i64) -> i64 {\n    a + 1\n}\n";
        let bodies = points::of(source).expect("it is Rust");
        let all = seed("lib.rs", source, &bodies, 10, &BTreeSet::new(), false);
        let some = seed("lib.rs", source, &bodies, 10, &BTreeSet::from([11, 13]), false);
        let numbers =
            |seeded: &super::Seeded| seeded.seeds.iter().map(|seed| seed.number).collect::<Vec<_>>();
        assert_eq!(numbers(&all), [11, 12, 13, 14]);
        assert_eq!(numbers(&some), [12, 14]);
        assert!(!some.text.contains("is_on(11)"));
    }

    #[test]
    fn nothing_is_seeded_where_the_compiler_decides() {
        let source = "const N: usize = 3;\nfn f() -> [i64; 3] {\n    let [a, ..] = [7; 3];\n    match a {\n        7 => [a; 3],\n        _ => [a; N],\n    }\n}\n";
        let bodies = points::of(source).expect("it is Rust");
        let seeded = seed("lib.rs", source, &bodies, 0, &BTreeSet::new(), false);
        let said: Vec<&str> = seeded.seeds.iter().map(|seed| seed.what.as_str()).collect();
        assert_eq!(said, ["`8` for `7`", "`6` for `7`"]);
    }
}
