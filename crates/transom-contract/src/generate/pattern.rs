//! Text that matches a regular expression, by walking its parsed form. Look-arounds are passed over and unusual
//! classes taken at their word, so the caller checks what it gets.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::random::Random;

/// No more repetitions than this above the least, so that text stays readable.
const REPEATS_MORE: u32 = 12;

/// The parsed form; none where the pattern is none.
pub(super) fn parse(pattern: &str) -> Option<Hir> {
    regex_syntax::parse(pattern).ok()
}

/// Text for the pattern. `more` says how many repetitions above the least there may be at each place.
pub(super) fn text(hir: &Hir, random: &mut Random, more: u32) -> String {
    let mut bytes = Vec::new();
    write(hir, random, more.min(REPEATS_MORE), &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn write(hir: &Hir, random: &mut Random, more: u32, into: &mut Vec<u8>) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => into.extend_from_slice(&literal.0),
        HirKind::Class(class) => write_class(class, random, into),
        HirKind::Capture(capture) => write(&capture.sub, random, more, into),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, random, more, into)),
        HirKind::Alternation(parts) => write(random.pick(parts), random, more, into),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX).min(repetition.min.saturating_add(more));
            let count = random.between(repetition.min.into(), most.into());
            (0..count).for_each(|_| write(&repetition.sub, random, more, into));
        }
    }
}

fn write_class(class: &Class, random: &mut Random, into: &mut Vec<u8>) {
    match class {
        Class::Unicode(class) if !class.ranges().is_empty() => {
            // Ranges are in order; the first ones are ASCII and the most readable.
            let ranges = class.ranges();
            let near = if random.once_in(4) { ranges.len() } else { ranges.len().min(3) };
            let range = random.pick(&ranges[..near]);
            let (start, end) = (range.start(), range.end());
            let c = random.between(u32::from(start).into(), u32::from(end).into());
            // Between the surrogates there is no character: the range's first one does as well.
            let c = u32::try_from(c).ok().and_then(char::from_u32).unwrap_or(start);
            into.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Class::Bytes(class) => {
            if let Some(range) = class.ranges().first() {
                into.push(range.start());
            }
        }
        Class::Unicode(_) => {}
    }
}
