//! Names that Protobuf takes: identifiers, and no name twice in the package.

use std::collections::HashSet;

/// The names that are taken in a package.
#[derive(Debug, Default)]
pub(crate) struct Names(HashSet<String>);

impl Names {
    /// This name, or the first free one that starts with it.
    pub(crate) fn claim(&mut self, wanted: &str, suffix: &str) -> String {
        let mut name = wanted.to_owned();
        while !self.0.insert(name.clone()) {
            name.push_str(suffix);
        }
        name
    }
}

/// The name as an identifier: what is no ASCII letter, digit or underscore becomes an underscore.
pub(crate) fn ident(name: &str) -> String {
    let mut ident: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if !ident.starts_with(|c: char| c.is_ascii_alphabetic()) {
        ident.insert_str(0, "x_");
    }
    ident
}

/// `similar_routes` → `SimilarRoutes`; a name in camel case stays as it is.
pub(crate) fn camel(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let camel: String = words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect();
    ident(&camel)
}

/// `similarRoutes`, `similar-routes` → `SIMILAR_ROUTES`.
pub(super) fn screaming(name: &str) -> String {
    let mut screaming = String::with_capacity(name.len() + 4);
    let mut lower = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && lower {
            screaming.push('_');
        }
        lower = c.is_ascii_lowercase() || c.is_ascii_digit();
        screaming.push(if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' });
    }
    screaming
}
