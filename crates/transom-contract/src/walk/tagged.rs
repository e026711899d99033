//! Internally tagged unions for human-readable wires: `{"type": "card", "number": "…"}`.
//!
//! Nothing is buffered: the tag must come first, which is how every writer of ours puts it. Where another writer
//! put it later, [`crate::wires::json`] reads the whole document as a plain value, which gives the tag out first.

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess};

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
