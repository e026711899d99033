//! [`Array1`] and [`Array2`] on the walk.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{FLOATS_1, FLOATS_2, INTS_1, INTS_2};
use crate::{Array1, Array2};

/// What an array is made of.
trait Element: Copy + Serialize + for<'de> Deserialize<'de> {
    const MARKERS: [&'static str; 2];

    fn from_bytes(bytes: [u8; 8]) -> Self;
}

impl Element for f64 {
    const MARKERS: [&'static str; 2] = [FLOATS_1, FLOATS_2];

    fn from_bytes(bytes: [u8; 8]) -> Self {
        Self::from_ne_bytes(bytes)
    }
}

impl Element for i64 {
    const MARKERS: [&'static str; 2] = [INTS_1, INTS_2];

    fn from_bytes(bytes: [u8; 8]) -> Self {
        Self::from_ne_bytes(bytes)
    }
}

/// An array of either kind.
struct Any<T, const DIMENSIONS: usize>(PhantomData<T>);

/// The items row after row, and the shape.
type Parts<T> = (Vec<T>, usize, usize);

impl<'de, T: Element, const DIMENSIONS: usize> Visitor<'de> for Any<T, DIMENSIONS> {
    type Value = Parts<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array")
    }

    /// Rows, columns, bytes.
    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Parts<T>, A::Error> {
        let missing = || A::Error::custom("an array is its shape and its bytes");
        let rows: usize = parts.next_element()?.ok_or_else(missing)?;
        let columns: usize = parts.next_element()?.ok_or_else(missing)?;
        let Numbers(numbers) = parts.next_element()?.ok_or_else(missing)?;
        if rows.checked_mul(columns) == Some(numbers.len()) {
            Ok((numbers, rows, columns))
        } else {
            Err(missing())
        }
    }

    /// A wire without arrays: a list, or a list of rows.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Parts<T>, D::Error> {
        if DIMENSIONS == 1 {
            let items = Vec::<T>::deserialize(deserializer)?;
            let count = items.len();
            return Ok((items, count, 1));
        }
        let rows = Vec::<Vec<T>>::deserialize(deserializer)?;
        let columns = rows.first().map_or(0, Vec::len);
        if rows.iter().any(|row| row.len() != columns) {
            return Err(D::Error::custom("the rows of an array are of one length"));
        }
        let count = rows.len();
        Ok((rows.into_iter().flatten().collect(), count, columns))
    }
}

/// The numbers in an array's memory.
struct Numbers<T>(Vec<T>);

impl<'de, T: Element> Deserialize<'de> for Numbers<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes<T>(PhantomData<T>);

        impl<T: Element> Visitor<'_> for Bytes<T> {
            type Value = Numbers<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Numbers<T>, E> {
                Ok(Numbers(bytes.as_chunks().0.iter().map(|word| T::from_bytes(*word)).collect()))
            }
        }

        deserializer.deserialize_bytes(Bytes(PhantomData))
    }
}

impl<'de, T: Element> Deserialize<'de> for Array1<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (items, ..) = deserializer.deserialize_newtype_struct(T::MARKERS[0], Any::<T, 1>(PhantomData))?;
        Ok(items.into())
    }
}

impl<'de, T: Element> Deserialize<'de> for Array2<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (items, rows, columns) =
            deserializer.deserialize_newtype_struct(T::MARKERS[1], Any::<T, 2>(PhantomData))?;
        Ok(Self::new(items, rows, columns))
    }
}

impl<T: Element> Serialize for Array1<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(T::MARKERS[0], &self[..])
    }
}

/// The rows, each a list.
struct Rows<'a, T>(&'a Array2<T>);

impl<T: Element> Serialize for Rows<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows())
    }
}

/// An array without rows, or without columns, has a shape that lists do not tell: it panics, which declines.
impl<T: Element> Serialize for Array2<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_told = self.total() > 0 || serializer.is_human_readable();
        assert!(is_told, "the shape of an empty array of two dimensions");
        serializer.serialize_newtype_struct(T::MARKERS[1], &Rows(self))
    }
}
