//! Python's patterns, read and written as the `regex` crate has them: only what both understand in the same way.
//!
//! Refused are look-around, references back, atomic and possessive parts, and loops over what may be empty: there the
//! two engines go about it differently. Classes and cases of letters are those of ASCII; whoever matches such a pattern
//! against other text declines.

/// What a pattern says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct Facts {
    /// The pattern as the `regex` crate takes it.
    pub rust: String,
    /// The names of the groups, from the first one.
    pub names: Vec<Option<String>>,
    /// Whether each group takes part in every match.
    pub always: Vec<bool>,
    /// Whether it can match nothing at all.
    pub can_be_empty: bool,
    /// Whether it says something that is only told for ASCII text.
    pub ascii_only: bool,
    /// Whether it looks for the end by `$`, which in Python also stands before a last line end.
    pub ends: bool,
    /// Whether groups stand side by side, none in another and none in a loop.
    pub flat: bool,
}

/// Reads a pattern with its flags (`i`, `m` and `s`); the reason where it is not matched here.
pub(super) fn read(pattern: &str, flags: &str) -> Result<Facts, &'static str> {
    let (pattern, inline) = inline_flags(pattern)?;
    let mut reader = Reader {
        rest: pattern.chars().collect::<Vec<_>>().into_iter().rev().collect(),
        facts: Facts { flat: true, ..Facts::default() },
        ignore_case: flags.contains('i') || inline.contains('i'),
        lines: flags.contains('m') || inline.contains('m'),
        dot_all: flags.contains('s') || inline.contains('s'),
        depth: 0,
    };
    if reader.ignore_case {
        reader.facts.ascii_only = true;
        if !pattern.is_ascii() {
            return Err("a pattern that ignores case, with letters outside of ASCII");
        }
    }
    let empty = reader.alternatives(true)?;
    if !reader.rest.is_empty() {
        return Err("a bracket that is not open");
    }
    let mut facts = reader.facts;
    facts.can_be_empty = empty;
    if flags.contains('i') || inline.contains('i') {
        facts.rust = format!("(?i){}", facts.rust);
    }
    Ok(facts)
}

/// `(?i)` and the like at the front.
fn inline_flags(pattern: &str) -> Result<(&str, &str), &'static str> {
    let Some(rest) = pattern.strip_prefix("(?") else { return Ok((pattern, "")) };
    let end = rest.find(|letter: char| !letter.is_ascii_lowercase()).unwrap_or(rest.len());
    if end == 0 || !rest[end..].starts_with(')') || rest.starts_with('P') {
        return Ok((pattern, ""));
    }
    if rest[..end].chars().any(|flag| !"ims".contains(flag)) {
        return Err("flags other than those of case, lines and the dot");
    }
    Ok((&rest[end + 1..], &rest[..end]))
}

/// Nesting beyond this is refused.
const DEPTH_MAX: usize = 40;
/// Repetitions beyond this are refused.
const TIMES_MAX: u32 = 1000;

struct Reader {
    /// What is not read yet, its first letter last.
    rest: Vec<char>,
    facts: Facts,
    ignore_case: bool,
    lines: bool,
    dot_all: bool,
    depth: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.rest.last().copied()
    }

    fn skip(&mut self, letter: char) -> bool {
        let found = self.peek() == Some(letter);
        if found {
            self.rest.pop();
        }
        found
    }

    fn out(&mut self, text: &str) {
        self.facts.rust.push_str(text);
    }

    /// Alternatives up to a closing bracket or the end; whether one of them can be empty. `always`: what stands here
    /// takes part in every match.
    fn alternatives(&mut self, always: bool) -> Result<bool, &'static str> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err("a pattern that nests too deep");
        }
        let first_group = self.facts.always.len();
        let mut empty = self.sequence(always)?;
        while self.skip('|') {
            self.out("|");
            for group in &mut self.facts.always[first_group..] {
                *group = false;
            }
            empty |= self.sequence(false)?;
        }
        self.depth -= 1;
        Ok(empty)
    }

    fn sequence(&mut self, always: bool) -> Result<bool, &'static str> {
        let mut empty = true;
        while let Some(letter) = self.peek() {
            if letter == '|' || letter == ')' {
                break;
            }
            self.rest.pop();
            let (groups, start) = (self.facts.always.len(), self.facts.rust.len());
            let atom = self.atom(letter, always)?;
            let once = self.repeated(atom, groups, start)?;
            empty &= once;
        }
        Ok(empty)
    }

    /// One letter, class, group or place; whether it can be empty, and nothing where it cannot be repeated.
    fn atom(&mut self, letter: char, always: bool) -> Result<(bool, bool), &'static str> {
        match letter {
            '^' => {
                self.out(if self.lines { "(?m:^)" } else { "\\A" });
                Ok((true, false))
            }
            '$' => {
                if self.lines {
                    self.out("(?m:$)");
                } else {
                    self.facts.ends = true;
                    self.out("\\z");
                }
                Ok((true, false))
            }
            '.' => {
                self.out(if self.dot_all { "(?s:.)" } else { "." });
                Ok((false, true))
            }
            '(' => self.group(always).map(|empty| (empty, true)),
            '[' => self.class().map(|()| (false, true)),
            '\\' => self.escape(),
            '*' | '+' | '?' => Err("nothing to repeat"),
            '{' => Err("a brace that is no repetition"),
            letter => {
                self.literal(letter);
                Ok((false, true))
            }
        }
    }

    fn literal(&mut self, letter: char) {
        let text = regex::escape(letter.encode_utf8(&mut [0; 4]));
        self.out(&text);
    }

    fn group(&mut self, always: bool) -> Result<bool, &'static str> {
        if self.skip('?') {
            if self.skip(':') {
                self.out("(?:");
            } else if self.skip('P') {
                if !self.skip('<') {
                    return Err("a reference back");
                }
                let mut name = String::new();
                while let Some(letter) = self.rest.pop().filter(|letter| *letter != '>') {
                    name.push(letter);
                }
                let plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
                if !plain || name.starts_with(|letter: char| letter.is_ascii_digit()) || name.is_empty() {
                    return Err("a group's name that is no name");
                }
                if self.facts.names.iter().flatten().any(|known| *known == name) {
                    return Err("two groups of one name");
                }
                self.out(&format!("(?P<{name}>"));
                self.opened(Some(name), always);
            } else {
                return Err("look-around, a comment or flags within the pattern");
            }
        } else {
            self.out("(");
            self.opened(None, always);
        }
        let empty = self.alternatives(always)?;
        if !self.skip(')') {
            return Err("a bracket that is not closed");
        }
        self.out(")");
        Ok(empty)
    }

    fn opened(&mut self, name: Option<String>, always: bool) {
        self.facts.flat &= self.depth == 1;
        self.facts.names.push(name);
        self.facts.always.push(always);
    }

    /// The repetition behind an atom, if there is one; whether the whole can be empty.
    fn repeated(
        &mut self,
        (empty, repeats): (bool, bool),
        first_group: usize,
        start: usize,
    ) -> Result<bool, &'static str> {
        let Some((least, most)) = self.times()? else { return Ok(empty) };
        if !repeats {
            return Err("a place that is repeated");
        }
        let loops = most != Some(1);
        if loops && empty {
            return Err("a loop over what can be empty");
        }
        if loops && self.facts.always.len() > first_group {
            // What such a group holds in the end is where engines differ most.
            return Err("a group that is repeated: write (?:…) inside of one group");
        }
        let _ = start;
        let lazy = self.skip('?');
        if matches!(self.peek(), Some('+' | '*' | '?' | '{')) {
            return Err("a repetition of a repetition");
        }
        let text = match (least, most) {
            (0, None) => "*".to_owned(),
            (1, None) => "+".to_owned(),
            (0, Some(1)) => "?".to_owned(),
            (least, None) => format!("{{{least},}}"),
            (least, Some(most)) if least == most => format!("{{{least}}}"),
            (least, Some(most)) => format!("{{{least},{most}}}"),
        };
        self.out(&text);
        if lazy {
            self.out("?");
        }
        if least == 0 {
            for group in &mut self.facts.always[first_group..] {
                *group = false;
            }
        }
        Ok(empty || least == 0)
    }

    /// `*`, `+`, `?`, `{2,3}`.
    fn times(&mut self) -> Result<Option<(u32, Option<u32>)>, &'static str> {
        let times = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.rest.pop();
                return self.bounds().map(Some);
            }
            _ => return Ok(None),
        };
        self.rest.pop();
        Ok(Some(times))
    }

    fn bounds(&mut self) -> Result<(u32, Option<u32>), &'static str> {
        let least = self.number()?;
        let most = if self.skip(',') { self.number()? } else { least };
        if !self.skip('}') || least.is_none() && most.is_none() {
            return Err("a brace that is no repetition");
        }
        let least = least.unwrap_or(0);
        if most.is_some_and(|most| most < least) || most == Some(0) {
            return Err("a repetition that never is");
        }
        Ok((least, most))
    }

    fn number(&mut self) -> Result<Option<u32>, &'static str> {
        let mut number = None;
        while let Some(digit) = self.peek().and_then(|letter| letter.to_digit(10)) {
            self.rest.pop();
            let next = number.unwrap_or(0) * 10 + digit;
            if next > TIMES_MAX {
                return Err("a repetition beyond a thousand");
            }
            number = Some(next);
        }
        Ok(number)
    }

    /// Behind a backslash, outside of a class.
    fn escape(&mut self) -> Result<(bool, bool), &'static str> {
        let letter = self.rest.pop().ok_or("a backslash at the end")?;
        match letter {
            'A' => self.out("\\A"),
            'Z' => self.out("\\z"),
            'b' => {
                self.facts.ascii_only = true;
                self.out("\\b");
            }
            'B' => return Err("`\\B`, which versions of Python tell differently of an empty text"),
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => {
                self.facts.ascii_only = true;
                let not = if letter.is_ascii_uppercase() { "^" } else { "" };
                let text = format!("[{not}{}]", shorthand(letter));
                self.out(&text);
                return Ok((false, true));
            }
            letter => {
                let meant = self.escaped(letter)?;
                self.literal(meant);
                return Ok((false, true));
            }
        }
        Ok((true, false))
    }

    /// The letter that an escape stands for.
    fn escaped(&mut self, letter: char) -> Result<char, &'static str> {
        Ok(match letter {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\x0c',
            'v' => '\x0b',
            'a' => '\x07',
            'x' | 'u' | 'U' => {
                let count = match letter {
                    'x' => 2,
                    'u' => 4,
                    _ => 8,
                };
                let mut code = 0;
                for _ in 0..count {
                    let digit = self.rest.pop().and_then(|letter| letter.to_digit(16));
                    code = code * 16 + digit.ok_or("an escape without its digits")?;
                }
                char::from_u32(code).ok_or("an escape that is no letter")?
            }
            letter if letter.is_ascii_digit() => return Err("a reference back"),
            letter if letter.is_ascii_alphabetic() => return Err("an escape that has no meaning"),
            letter => letter,
        })
    }

    /// A class, behind its `[`.
    fn class(&mut self) -> Result<(), &'static str> {
        let not = self.skip('^');
        self.out(if not { "[^" } else { "[" });
        let mut first = true;
        loop {
            let letter = self.rest.pop().ok_or("a class that is not closed")?;
            if letter == ']' && !first {
                break;
            }
            first = false;
            let Some(from) = self.member(letter)? else { continue };
            let ranged =
                self.peek() == Some('-') && self.rest.len() > 1 && self.rest[self.rest.len() - 2] != ']';
            if !ranged {
                self.range(from, from);
                continue;
            }
            self.rest.pop();
            let next = self.rest.pop().ok_or("a class that is not closed")?;
            let to = self.member(next)?.ok_or("a range up to a class")?;
            if to < from {
                return Err("a range that goes backwards");
            }
            self.range(from, to);
        }
        self.out("]");
        Ok(())
    }

    fn range(&mut self, from: char, to: char) {
        let text = if from == to {
            format!("\\x{{{:x}}}", u32::from(from))
        } else {
            format!("\\x{{{:x}}}-\\x{{{:x}}}", u32::from(from), u32::from(to))
        };
        self.out(&text);
    }

    /// A letter of a class; nothing where it was a class of its own.
    fn member(&mut self, letter: char) -> Result<Option<char>, &'static str> {
        if letter == '[' || (letter == self.peek().unwrap_or(' ') && "-&~|".contains(letter)) {
            return Err("what may become an operation on classes");
        }
        if letter != '\\' {
            return Ok(Some(letter));
        }
        let letter = self.rest.pop().ok_or("a backslash at the end")?;
        if "dDwWsS".contains(letter) {
            self.facts.ascii_only = true;
            let not = if letter.is_ascii_uppercase() { "^" } else { "" };
            let text = format!("[{not}{}]", shorthand(letter));
            self.out(&text);
            if self.peek() == Some('-') && self.rest.get(self.rest.len().wrapping_sub(2)) != Some(&']') {
                return Err("a range from a class");
            }
            return Ok(None);
        }
        if letter == 'b' {
            return Ok(Some('\x08'));
        }
        self.escaped(letter).map(Some)
    }
}

/// What `\d`, `\w` and `\s` are in ASCII.
fn shorthand(letter: char) -> &'static str {
    match letter.to_ascii_lowercase() {
        'd' => "0-9",
        'w' => "0-9A-Za-z_",
        _ => "\\x{9}-\\x{d}\\x{1c}-\\x{20}",
    }
}
