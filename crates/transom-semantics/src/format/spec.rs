//! The format specification, read.

/// Where a value stands in its width.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
    Center,
    /// Behind the sign: `=`.
    Sign,
}

/// A format specification.
pub(super) struct Spec {
    pub(super) fill: char,
    pub(super) align: Option<Align>,
    pub(super) sign: Option<char>,
    /// `z`: no negative zero.
    pub(super) no_negative_zero: bool,
    pub(super) alternate: bool,
    pub(super) width: usize,
    pub(super) grouping: Option<char>,
    pub(super) precision: Option<usize>,
    pub(super) kind: Option<char>,
}

/// A width or a precision beyond this is a mistake; Python would fill memory.
const SIZE_MAX: usize = 1 << 24;

impl Spec {
    pub(super) fn parse(text: &str, default: Align) -> Self {
        let align = |letter: char| match letter {
            '<' => Some(Align::Left),
            '>' => Some(Align::Right),
            '^' => Some(Align::Center),
            '=' => Some(Align::Sign),
            _ => None,
        };
        let mut letters = text.chars();
        let (first, second) = (letters.next(), letters.next());
        let mut rest = text;
        let mut spec = Self {
            fill: ' ',
            align: None,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: None,
        };
        let mut filled = false;
        if let (Some(fill), Some(found)) = (first, second.and_then(align)) {
            (spec.fill, spec.align, filled) = (fill, Some(found), true);
            rest = &rest[fill.len_utf8() + 1..];
        } else if let Some(found) = first.and_then(align) {
            spec.align = Some(found);
            rest = &rest[1..];
        }
        if let Some(sign) = take(&mut rest, &['+', '-', ' ']) {
            spec.sign = Some(sign);
        }
        spec.no_negative_zero = take(&mut rest, &['z']).is_some();
        assert!(!spec.no_negative_zero || crate::python_version() >= (3, 11), "invalid format specifier");
        spec.alternate = take(&mut rest, &['#']).is_some();
        if !filled && take(&mut rest, &['0']).is_some() {
            spec.fill = '0';
            if spec.align.is_none() && default == Align::Right {
                spec.align = Some(Align::Sign);
            }
        }
        spec.width = take_size(&mut rest).unwrap_or(0);
        spec.grouping = take(&mut rest, &[',', '_']);
        if take(&mut rest, &['.']).is_some() {
            spec.precision = Some(take_size(&mut rest).expect("format specifier missing precision"));
        }
        let mut letters = rest.chars();
        spec.kind = letters.next();
        assert!(letters.next().is_none(), "invalid format specifier");
        spec
    }

    /// Whether it only says what a text can be asked for.
    pub(super) fn plain(&self) -> bool {
        self.sign.is_none()
            && !self.no_negative_zero
            && !self.alternate
            && self.grouping.is_none()
            && self.align != Some(Align::Sign)
    }

    /// Fills up to the width.
    pub(super) fn pad(&self, sign: &str, body: &str, rest: &str, default: Align) -> String {
        if self.width == 0 {
            return [sign, body, rest].concat();
        }
        let length = [sign, body, rest].iter().map(|part| part.chars().count()).sum();
        let space = self.width.saturating_sub(length);
        if space == 0 {
            return [sign, body, rest].concat();
        }
        let (left, inside, right) = match self.align.unwrap_or(default) {
            Align::Left => (0, 0, space),
            Align::Right => (space, 0, 0),
            Align::Center => (space / 2, 0, space - space / 2),
            Align::Sign => (0, space, 0),
        };
        let mut out =
            String::with_capacity(sign.len() + body.len() + rest.len() + space * self.fill.len_utf8());
        let fill = |out: &mut String, times: usize| out.extend(std::iter::repeat_n(self.fill, times));
        fill(&mut out, left);
        out.push_str(sign);
        fill(&mut out, inside);
        out.push_str(body);
        out.push_str(rest);
        fill(&mut out, right);
        out
    }
}

fn take(rest: &mut &str, letters: &[char]) -> Option<char> {
    let first = rest.chars().next().filter(|first| letters.contains(first))?;
    *rest = &rest[first.len_utf8()..];
    Some(first)
}

fn take_size(rest: &mut &str) -> Option<usize> {
    let end = rest.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    *rest = after;
    if digits.is_empty() {
        return None;
    }
    let size = digits.parse().ok().filter(|size| *size <= SIZE_MAX);
    Some(size.expect("a width or precision beyond reason"))
}
