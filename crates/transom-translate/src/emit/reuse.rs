//! `row = []` where nobody took the old list: Rust empties it and keeps its memory.
//!
//! Looked up in the finished lines: where the name stands for anything but a loan, an assignment or its own `let`,
//! somebody may have taken the list, and the line stays as it is.

/// Methods that borrow what stands before the dot.
const LENDS: [&str; 14] = [
    "push", "push_str", "is_empty", "size", "len", "iter", "at", "at_mut", "extend", "clear", "insert",
    "head", "tail", "as_str",
];

/// What an empty list or text is made with.
const EMPTY: [&str; 3] = ["Vec::new()", "String::new()", "\"\".to_string()"];

/// Empties lists and texts in place in the lines of a function's body.
pub(super) fn in_place(lines: &mut [String]) {
    let emptied = lines.iter().enumerate().filter_map(|(at, line)| Some((at, emptied(line)?.to_owned())));
    for (at, name) in emptied.collect::<Vec<_>>() {
        if lines.iter().all(|line| only_lends(line, &name)) {
            let indent = lines[at].len() - lines[at].trim_start().len();
            lines[at] = format!("{}{name}.clear();", &lines[at][..indent]);
        }
    }
}

/// The name that a line gives an empty list.
fn emptied(line: &str) -> Option<&str> {
    let (name, value) = line.trim().strip_suffix(';')?.split_once(" = ")?;
    let plain = !name.is_empty() && name.bytes().all(is_of_name);
    (plain && EMPTY.contains(&value)).then_some(name)
}

/// Whether nothing in a line takes what the name stands for.
fn only_lends(line: &str, name: &str) -> bool {
    let code = without_texts(line);
    let mut from = 0;
    while let Some(found) = code[from..].find(name) {
        let (begin, end) = (from + found, from + found + name.len());
        from = end;
        let (before, after) = (&code[..begin], &code[end..]);
        let part_of_another =
            before.bytes().last().is_some_and(is_of_name) || after.bytes().next().is_some_and(is_of_name);
        if part_of_another || before.ends_with('.') && !before.ends_with("..") {
            continue;
        }
        let method = after.strip_prefix('.').and_then(|rest| rest.split_once('(')).map(|(method, _)| method);
        let lent = method.is_some_and(|method| LENDS.contains(&method))
            || before.ends_with("&mut ")
            || before.ends_with('&') && !before.ends_with("&&");
        // A name that has no value yet cannot be emptied.
        let begins = before.trim() == "let mut" && after.contains(" = ");
        let bound = begins || before.trim().is_empty() && after.starts_with(" = ");
        if !lent && !bound {
            return false;
        }
    }
    true
}

/// A line without what stands in quotes, nor its comment.
fn without_texts(line: &str) -> String {
    if line.trim_start().starts_with("//") {
        return String::new();
    }
    let (mut code, mut inside, mut escaped) = (String::new(), false, false);
    // A quote as a character opens no text.
    for letter in line.replace("'\"'", "' '").chars() {
        match letter {
            '"' if !escaped => inside = !inside,
            _ if !inside => code.push(letter),
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
    }
    code
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
