//! One thing wrong with an input, in the shape that Pydantic users know.

use std::fmt;

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::value::Value;

/// One step on the way to a value: a field's name, an item's place, or a map's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Loc {
    /// An item's place, from 0; or a map's key that is a whole number.
    Index(i64),
    /// A field's name; or any other key of a map, as text.
    Name(String),
}

impl From<usize> for Loc {
    fn from(place: usize) -> Self {
        Self::Index(place.try_into().expect("no list is that long"))
    }
}

impl fmt::Display for Loc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(index) => index.fmt(f),
            Self::Name(name) => name.fmt(f),
        }
    }
}

/// One thing wrong with an input. Serializes as Pydantic's `{"type", "loc", "msg", "input", "ctx"}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// The stable kind, Pydantic's `type`: `missing`, `int_type`, `greater_than_equal`, …
    pub slug: &'static str,
    /// Where, from the outside in.
    pub loc: Vec<Loc>,
    /// What was expected, in Pydantic's words.
    pub msg: String,
    /// What was found.
    pub input: Value,
    /// The limits that the message speaks of.
    pub ctx: Vec<(&'static str, serde_json::Value)>,
}

impl Issue {
    /// An input that the typed walk refused and the plain walk did not: a defect of ours, but never a wrong answer.
    pub fn unexplained(reason: &str, input: &Value) -> Self {
        Self {
            slug: "decode_error",
            loc: Vec::new(),
            msg: reason.to_owned(),
            input: input.clone(),
            ctx: Vec::new(),
        }
    }
}

impl Serialize for Issue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", self.slug)?;
        map.serialize_entry("loc", &self.loc)?;
        map.serialize_entry("msg", &self.msg)?;
        map.serialize_entry("input", &self.input)?;
        if !self.ctx.is_empty() {
            let ctx: serde_json::Map<_, _> =
                self.ctx.iter().map(|(key, value)| ((*key).into(), value.clone())).collect();
            map.serialize_entry("ctx", &ctx)?;
        }
        map.end()
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let loc: Vec<String> = self.loc.iter().map(ToString::to_string).collect();
        write!(f, "{}: {} [type={}, input={}]", loc.join("."), self.msg, self.slug, self.input)
    }
}
