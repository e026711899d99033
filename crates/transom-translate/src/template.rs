//! The formats of `str.format`, read apart: what stands in between, and which argument each field shows.

use crate::syntax::{Expr, Keyword};

/// A part of a format.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text that is shown as it is.
    Text(String),
    /// A value.
    Field(Field),
}

/// `{name!r:spec}`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// The argument, in the order of the call.
    pub(crate) arg: usize,
    /// `r` or `s`.
    pub(crate) conversion: Option<char>,
    /// How the value is shown; it may hold fields of its own.
    pub(crate) spec: Vec<Piece>,
}

/// A format in pieces; nothing where it is not drafted: items and attributes in a field, `!a`, too few arguments.
pub(crate) fn parse(format: &str, args: &[Expr], keywords: &[Keyword]) -> Option<Vec<Piece>> {
    let names: Vec<&str> = keywords.iter().filter_map(|keyword| keyword.name.as_deref()).collect();
    let mut reader = Reader { names, count: args.len(), next: Next::Open };
    let (pieces, rest) = reader.pieces(format, 0)?;
    rest.is_empty().then_some(pieces)
}

/// How the fields so far were told apart: Python allows one way in a format.
enum Next {
    Open,
    Counted(usize),
    Numbered,
}

struct Reader<'k> {
    names: Vec<&'k str>,
    count: usize,
    next: Next,
}

impl Reader<'_> {
    /// The pieces up to the end, or up to the `}` that ends the field around them.
    fn pieces<'t>(&mut self, text: &'t str, depth: usize) -> Option<(Vec<Piece>, &'t str)> {
        let (mut pieces, mut plain, mut rest) = (Vec::new(), String::new(), text);
        while let Some(at) = rest.find(['{', '}']) {
            plain.push_str(&rest[..at]);
            let tail = &rest[at + 1..];
            if rest[at..].starts_with('}') {
                if depth > 0 {
                    rest = &rest[at..];
                    break;
                }
                rest = tail.strip_prefix('}')?;
                plain.push('}');
                continue;
            }
            // In a specification, braces are fields.
            if let Some(after) = tail.strip_prefix('{').filter(|_| depth == 0) {
                plain.push('{');
                rest = after;
                continue;
            }
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            let (field, after) = self.field(tail, depth)?;
            pieces.push(Piece::Field(field));
            rest = after;
        }
        if depth == 0 {
            plain.push_str(rest);
            rest = "";
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Some((pieces, rest))
    }

    /// A field, from behind its `{` to behind its `}`.
    fn field<'t>(&mut self, text: &'t str, depth: usize) -> Option<(Field, &'t str)> {
        let end = text.find(['!', ':', '}', '{'])?;
        let arg = self.argument(&text[..end])?;
        let mut rest = &text[end..];
        let mut conversion = None;
        if let Some(after) = rest.strip_prefix('!') {
            conversion = after.chars().next().filter(|letter| matches!(letter, 'r' | 's'));
            conversion?;
            rest = &after[1..];
        }
        let mut spec = Vec::new();
        if let Some(after) = rest.strip_prefix(':') {
            if depth > 0 {
                return None;
            }
            (spec, rest) = self.pieces(after, depth + 1)?;
        }
        Some((Field { arg, conversion, spec }, rest.strip_prefix('}')?))
    }

    /// The argument that a field names.
    fn argument(&mut self, name: &str) -> Option<usize> {
        if name.is_empty() {
            let at = match self.next {
                Next::Open => 0,
                Next::Counted(at) => at,
                Next::Numbered => return None,
            };
            self.next = Next::Counted(at + 1);
            return (at < self.count).then_some(at);
        }
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            if let Next::Counted(_) = self.next {
                return None;
            }
            self.next = Next::Numbered;
            return name.parse().ok().filter(|at| *at < self.count);
        }
        let at = self.names.iter().position(|known| *known == name)?;
        Some(self.count + at)
    }
}

/// The arguments that fields show, in the order in which they are shown.
pub(crate) fn shown(pieces: &[Piece]) -> Vec<usize> {
    let mut all = Vec::new();
    for piece in pieces {
        if let Piece::Field(field) = piece {
            all.push(field.arg);
            all.extend(shown(&field.spec));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Field, Piece, Reader};

    fn check(format: &str, count: usize, names: &[&str], expected: Option<&str>) {
        let mut reader = Reader { names: names.to_vec(), count, next: super::Next::Open };
        let found = reader.pieces(format, 0).map(|(pieces, _)| written(&pieces));
        assert_eq!(found.as_deref(), expected, "{format}");
    }

    fn written(pieces: &[Piece]) -> String {
        let one = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Field(Field { arg, conversion, spec }) => {
                let conversion = conversion.map_or(String::new(), |letter| format!("!{letter}"));
                format!("<{arg}{conversion}:{}>", written(spec))
            }
        };
        pieces.iter().map(one).collect()
    }

    #[test]
    fn formats_are_read_as_python_reads_them() {
        check("{} and {{}} {}", 2, &[], Some("<0:> and {} <1:>"));
        check("{1}{0:.2f}{k!r:>5}", 2, &["k"], Some("<1:><0:.2f><2!r:>5>"));
        check("{:>{}}", 2, &[], Some("<0:><1:>>"));
        check("{:>{w}}|", 1, &["w"], Some("<0:><1:>>|"));
        check("plain", 0, &[], Some("plain"));
        for wrong in ["{", "}", "{0}{}", "{}{0}", "{0.x}", "{0[1]}", "{!a}", "{2}", "{nobody}", "{:{:{}}}"] {
            check(wrong, 2, &[], None);
        }
    }
}
