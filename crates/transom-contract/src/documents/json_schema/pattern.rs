//! Patterns in the words that JSON Schema asks for: the part of ECMA-262 that all engines of regular expressions
//! share.
//!
//! Rust's expressions mean Unicode and take their flags inside: `\d` is any decimal digit, `(?i)` any letter's case.
//! A pattern whose words mean the same everywhere stays as it is; any other is written out from its parsed form, and
//! one that cannot be (word boundaries, line anchors) is left out.

use regex_syntax::ast::{self, Ast, LiteralKind};
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

/// What has to be escaped, and the only thing that every engine lets be.
const SYNTAX: &str = r"^$\.*+?()[]{}|";
/// Matches nothing.
const NOTHING: &str = r"[^\s\S]";
/// Matches any character.
const ANYTHING: &str = r"[\s\S]";

/// The pattern for every engine; none where there is no such.
pub(super) fn portable(pattern: &str) -> Option<String> {
    if ast::parse::Parser::new().parse(pattern).is_ok_and(|ast| is_shared(&ast)) {
        return Some(pattern.to_owned());
    }
    text(&regex_syntax::parse(pattern).ok()?)
}

/// Whether every engine reads this the same.
fn is_shared(ast: &Ast) -> bool {
    match ast {
        Ast::Empty(_) => true,
        Ast::Literal(literal) => is_shared_literal(literal, "]{}"),
        Ast::Assertion(assertion) => {
            matches!(assertion.kind, ast::AssertionKind::StartLine | ast::AssertionKind::EndLine)
        }
        Ast::ClassBracketed(class) => is_shared_class(&class.kind),
        Ast::Repetition(repetition) => is_shared(&repetition.ast),
        Ast::Group(group) => match &group.kind {
            ast::GroupKind::CaptureIndex(_) => is_shared(&group.ast),
            ast::GroupKind::NonCapturing(flags) => flags.items.is_empty() && is_shared(&group.ast),
            ast::GroupKind::CaptureName { .. } => false,
        },
        Ast::Alternation(parts) => parts.asts.iter().all(is_shared),
        Ast::Concat(parts) => parts.asts.iter().all(is_shared),
        Ast::Flags(_) | Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) => false,
    }
}

fn is_shared_literal(literal: &ast::Literal, unescaped: &str) -> bool {
    match &literal.kind {
        LiteralKind::Verbatim => !unescaped.contains(literal.c),
        LiteralKind::Meta => SYNTAX.contains(literal.c),
        LiteralKind::Special(kind) => !matches!(kind, ast::SpecialLiteralKind::Bell),
        LiteralKind::HexFixed(kind) => !matches!(kind, ast::HexLiteralKind::UnicodeLong),
        LiteralKind::Superfluous | LiteralKind::Octal | LiteralKind::HexBrace(_) => false,
    }
}

fn is_shared_class(set: &ast::ClassSet) -> bool {
    let literal = |literal: &ast::Literal| is_shared_literal(literal, "[]&~|");
    match set {
        ast::ClassSet::BinaryOp(_) => false,
        ast::ClassSet::Item(item) => match item {
            ast::ClassSetItem::Literal(item) => literal(item),
            ast::ClassSetItem::Range(range) => literal(&range.start) && literal(&range.end),
            ast::ClassSetItem::Union(union) => {
                union.items.iter().all(|item| is_shared_class(&ast::ClassSet::Item(item.clone())))
            }
            _ => false,
        },
    }
}

fn text(hir: &Hir) -> Option<String> {
    Some(match hir.kind() {
        HirKind::Empty => String::new(),
        HirKind::Look(Look::Start) => "^".to_owned(),
        HirKind::Look(Look::End) => "$".to_owned(),
        HirKind::Look(_) => return None,
        HirKind::Literal(literal) => {
            std::str::from_utf8(&literal.0).ok()?.chars().map(|c| escaped(c, SYNTAX)).collect()
        }
        HirKind::Class(class) => class_text(class),
        HirKind::Capture(capture) => format!("({})", text(&capture.sub)?),
        HirKind::Repetition(repetition) => repetition_text(repetition)?,
        HirKind::Concat(parts) => parts.iter().map(part).collect::<Option<String>>()?,
        HirKind::Alternation(parts) => parts.iter().map(text).collect::<Option<Vec<_>>>()?.join("|"),
    })
}

/// A part of a sequence.
fn part(hir: &Hir) -> Option<String> {
    let text = text(hir)?;
    Some(if matches!(hir.kind(), HirKind::Alternation(_)) { format!("({text})") } else { text })
}

fn repetition_text(repetition: &Repetition) -> Option<String> {
    let one = text(&repetition.sub)?;
    let one = match repetition.sub.kind() {
        HirKind::Class(_) | HirKind::Capture(_) => one,
        _ => format!("({one})"),
    };
    Some(match (repetition.min, repetition.max) {
        (0, None) => format!("{one}*"),
        (1, None) => format!("{one}+"),
        (0, Some(1)) => format!("{one}?"),
        (least, None) => format!("{one}{{{least},}}"),
        (least, Some(most)) if least == most => format!("{one}{{{least}}}"),
        (least, Some(most)) => format!("{one}{{{least},{most}}}"),
    })
}

fn class_text(class: &Class) -> String {
    let class = match class {
        Class::Unicode(class) => class.clone(),
        Class::Bytes(bytes) => {
            let ranges = bytes.ranges().iter();
            ClassUnicode::new(ranges.map(|r| ClassUnicodeRange::new(r.start().into(), r.end().into())))
        }
    };
    let mut outside = class.clone();
    outside.negate();
    match (class.ranges(), outside.ranges()) {
        ([], _) => NOTHING.to_owned(),
        (_, []) => ANYTHING.to_owned(),
        (ranges, others) if others.len() < ranges.len() => format!("[^{}]", ranges_text(others)),
        (ranges, _) => format!("[{}]", ranges_text(ranges)),
    }
}

fn ranges_text(ranges: &[ClassUnicodeRange]) -> String {
    let range = |range: &ClassUnicodeRange| {
        let (start, end) = (range.start(), range.end());
        let apart = u32::from(end) - u32::from(start);
        let [start, end] = [start, end].map(|c| escaped(c, r"\]^[-"));
        match apart {
            0 => start,
            1 => format!("{start}{end}"),
            _ => format!("{start}-{end}"),
        }
    };
    ranges.iter().map(range).collect()
}

/// Control characters by number; syntax behind a backslash; all else as it is.
fn escaped(c: char, syntax: &str) -> String {
    match c {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
            format!("\\u{:04x}", u32::from(c))
        }
        c if syntax.contains(c) => format!("\\{c}"),
        c => c.to_string(),
    }
}
