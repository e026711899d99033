//! Internally tagged unions for human-readable wires: `{"type": "card", "number": "…"}`.
//!
//! Nothing is buffered: the tag must come first, which is how every writer of ours puts it. Where another writer
//! put it later, [`crate::wires::json`] reads the whole document as a plain value, which gives the tag out first.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, VariantAccess, Visitor};

/// Reads the tag; answers the case's name and a deserializer of its other fields.
pub fn read_tagged<'de, A: MapAccess<'de>>(
    tag: &'static str,
    mut map: A,
) -> Result<(String, MapAccessDeserializer<A>), A::Error> {
    match map.next_key::<String>()? {
        Some(key) if key == tag => {
            let case = map.next_value::<String>()?;
            Ok((case, MapAccessDeserializer::new(map)))
        }
        Some(key) => Err(A::Error::custom(format_args!("expected the tag `{tag}` first, found `{key}`"))),
        None => Err(A::Error::missing_field(tag)),
    }
}

/// Reads a case's fields on a wire that is not human-readable.
pub fn struct_case<'de, T: Deserialize<'de>, A: VariantAccess<'de>>(
    variant: A,
    fields: &'static [&'static str],
) -> Result<T, A::Error> {
    variant.struct_variant(fields, Fields(PhantomData))
}

struct Fields<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a case's fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(seq))
    }
}

/// Reads a case's name (or its place) as its place among these names.
pub struct CaseName(pub &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for CaseName {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for CaseName {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a case's name")
    }

    fn visit_u64<E: Error>(self, at: u64) -> Result<usize, E> {
        let at = usize::try_from(at).ok().filter(|at| *at < self.0.len());
        at.ok_or_else(|| E::custom("there is no such case"))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        self.0.iter().position(|known| *known == name).ok_or_else(|| E::unknown_variant(name, self.0))
    }
}
