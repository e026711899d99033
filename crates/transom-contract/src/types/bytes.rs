//! Bytes: base64 in JSON, themselves elsewhere.

use std::cmp::Ordering;
use std::hash::Hasher;
use std::ops::{Deref, DerefMut};

use base64::Engine;
use base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use transom_semantics::{Equal, Len, Lookup, Order, Repr, Truth};

use crate::walk;

/// Owned bytes. `Vec<u8>` is a list of small integers; this is a byte string.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Bytes(pub Vec<u8>);

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl Bytes {
    /// The bytes as standard base64 with padding.
    pub fn to_base64(&self) -> String {
        base64(&STANDARD).encode(&self.0)
    }

    /// Bytes from base64 of either alphabet, with or without padding, as `ProtoJSON` and Pydantic take it.
    pub fn from_base64(text: &str) -> Result<Self, String> {
        let url_safe = memchr::memchr2(b'-', b'_', text.as_bytes()).is_some();
        base64(if url_safe { &URL_SAFE } else { &STANDARD })
            .decode(text)
            .map(Self)
            .map_err(|error| error.to_string())
    }
}

const fn base64(alphabet: &Alphabet) -> GeneralPurpose {
    let padding = DecodePaddingMode::Indifferent;
    GeneralPurpose::new(alphabet, GeneralPurposeConfig::new().with_decode_padding_mode(padding))
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&self.to_base64())
        } else {
            serializer.serialize_bytes(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(BytesVisitor)
        } else {
            deserializer.deserialize_bytes(BytesVisitor)
        }
    }
}

/// Bytes that may change: Python's `bytearray`. It is read and changed as a `Vec<u8>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ByteArray(pub Vec<u8>);

impl Deref for ByteArray {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for ByteArray {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl From<Vec<u8>> for ByteArray {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

macro_rules! as_python {
    ($($type:ident $open:literal $close:literal)*) => {
        $(
            impl AsRef<[u8]> for $type {
                fn as_ref(&self) -> &[u8] {
                    &self.0
                }
            }

            impl Equal for $type {
                fn equals(&self, other: &Self) -> bool {
                    self.0 == other.0
                }
            }

            impl Order for $type {
                fn order(&self, other: &Self) -> Ordering {
                    self.0.cmp(&other.0)
                }
            }

            impl Truth for $type {
                fn truth(&self) -> bool {
                    !self.0.is_empty()
                }
            }

            impl Len for $type {
                fn size(&self) -> i64 {
                    self.0.as_slice().size()
                }
            }

            impl Repr for $type {
                fn write_repr(&self, out: &mut String) {
                    out.push_str($open);
                    transom_semantics::bytes::write_repr(&self.0, out);
                    out.push_str($close);
                }
            }
        )*
    };
}

as_python! { Bytes "" "" ByteArray "bytearray(" ")" }

impl Lookup<Bytes> for Bytes {
    fn hash_as_key<H: Hasher>(&self, state: &mut H) {
        state.write(&self.0);
    }

    fn is_key(&self, key: &Self) -> bool {
        self == key
    }
}

impl Serialize for ByteArray {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(walk::BYTE_ARRAY, &Borrowed(&self.0))
    }
}

impl<'de> Deserialize<'de> for ByteArray {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(walk::BYTE_ARRAY, BytesVisitor).map(|bytes| Self(bytes.0))
    }
}

struct Borrowed<'a>(&'a [u8]);

impl Serialize for Borrowed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&base64(&STANDARD).encode(self.0))
        } else {
            serializer.serialize_bytes(self.0)
        }
    }
}

struct BytesVisitor;

impl<'de> Visitor<'de> for BytesVisitor {
    type Value = Bytes;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("bytes")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Bytes, E> {
        Bytes::from_base64(text).map_err(E::custom)
    }

    /// A wire that does not know the class.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Bytes, D::Error> {
        Bytes::deserialize(deserializer)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
        Ok(Bytes(bytes.to_vec()))
    }
}
