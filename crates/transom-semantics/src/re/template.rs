//! What `sub` puts in: text with references to groups.

/// A replacement, read apart.
pub(super) struct Template(Vec<Part>);

enum Part {
    Text(String),
    Group(usize),
}

impl Template {
    /// Reads a replacement; nothing where Python refuses it, or where it is not read here.
    pub(super) fn read(replacement: &str, names: &[Option<String>]) -> Option<Self> {
        let (mut parts, mut text, mut rest) = (Vec::new(), String::new(), replacement);
        while let Some(at) = rest.find('\\') {
            text.push_str(&rest[..at]);
            let letter = rest[at + 1..].chars().next()?;
            rest = &rest[at + 1 + letter.len_utf8()..];
            let group = match letter {
                '\\' => {
                    text.push('\\');
                    continue;
                }
                'n' | 't' | 'r' => {
                    text.push(match letter {
                        'n' => '\n',
                        't' => '\t',
                        _ => '\r',
                    });
                    continue;
                }
                'g' => {
                    let (name, after) = rest.strip_prefix('<')?.split_once('>')?;
                    rest = after;
                    match name.parse::<usize>() {
                        Ok(group) if name.bytes().all(|byte| byte.is_ascii_digit()) => group,
                        _ => 1 + names.iter().position(|known| known.as_deref() == Some(name))?,
                    }
                }
                // More digits may belong to the number, or to an octal one.
                '1'..='9' if !rest.starts_with(|next: char| next.is_ascii_digit()) => {
                    letter as usize - '0' as usize
                }
                letter if letter.is_ascii_alphanumeric() => return None,
                // Before anything else, the backslash stands for itself.
                letter => {
                    text.push('\\');
                    text.push(letter);
                    continue;
                }
            };
            if group > names.len() {
                return None;
            }
            parts.push(Part::Text(std::mem::take(&mut text)));
            parts.push(Part::Group(group));
        }
        text.push_str(rest);
        parts.push(Part::Text(text));
        Some(Self(parts))
    }

    /// Appends it with the groups of a match: what takes no part is empty.
    pub(super) fn fill(&self, found: &regex::Captures<'_>, out: &mut String) {
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Group(group) => out.push_str(found.get(*group).map_or("", |group| group.as_str())),
            }
        }
    }
}
