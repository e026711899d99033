//! Texts made wider.

use super::size;

fn fill(text: &mut String, with: char, times: i64) {
    for _ in 0..times {
        text.push(with);
    }
}

fn padded(text: &str, left: i64, with: char, right: i64) -> String {
    let mut padded = String::new();
    let extra = left.max(0).saturating_add(right.max(0)).saturating_mul(with.len_utf8() as i64);
    let room = padded.try_reserve_exact(text.len().saturating_add(extra as usize));
    assert!(room.is_ok(), "a text beyond memory");
    fill(&mut padded, with, left);
    padded.push_str(text);
    fill(&mut padded, with, right);
    padded
}

/// `s.ljust(width)`.
pub fn ljust(text: &str, width: i64) -> String {
    ljust_with(text, width, ' ')
}

/// `s.ljust(width, fill)`.
pub fn ljust_with(text: &str, width: i64, with: char) -> String {
    padded(text, 0, with, width.saturating_sub(size(text)))
}

/// `s.rjust(width)`.
pub fn rjust(text: &str, width: i64) -> String {
    rjust_with(text, width, ' ')
}

/// `s.rjust(width, fill)`.
pub fn rjust_with(text: &str, width: i64, with: char) -> String {
    padded(text, width.saturating_sub(size(text)), with, 0)
}

/// `s.center(width)`.
pub fn center(text: &str, width: i64) -> String {
    center_with(text, width, ' ')
}

/// `s.center(width, fill)`.
pub fn center_with(text: &str, width: i64, with: char) -> String {
    let space = width.saturating_sub(size(text)).max(0);
    let left = space / 2 + (space & width & 1);
    padded(text, left, with, space - left)
}

/// `s.zfill(width)`.
pub fn zfill(text: &str, width: i64) -> String {
    let zeros = width.saturating_sub(size(text));
    match text.as_bytes().first() {
        Some(b'+' | b'-') if zeros > 0 => format!("{}{}", &text[..1], padded(&text[1..], zeros, '0', 0)),
        _ => padded(text, zeros, '0', 0),
    }
}

/// `s.expandtabs(size)`; Python's own size is 8.
pub fn expandtabs(text: &str, size: i64) -> String {
    let (mut expanded, mut column) = (String::new(), 0);
    for letter in text.chars() {
        match letter {
            '\t' if size > 0 => {
                let space = size - column % size;
                fill(&mut expanded, ' ', space);
                column += space;
            }
            '\t' => {}
            _ => {
                expanded.push(letter);
                column = if matches!(letter, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    expanded
}
