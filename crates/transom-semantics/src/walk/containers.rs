//! Dicts, sets, deques and tuples of any length on the walk.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{BOUNDED_DEQUE, DEQUE, FROZEN_SET, SET, TUPLE};
use crate::{Chars, Deque, Dict, FrozenSet, Key, Set, Tuple};

/// More room than this is not made on a wire's mere promise of a length.
const ROOM_MAX: usize = 1 << 20;

impl<K: Serialize, V: Serialize> Serialize for Dict<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.items())
    }
}

impl<'de, K: Key + Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Dict<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<K, V>(PhantomData<(K, V)>);

impl<'de, K: Key + Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
    type Value = Dict<K, V>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Dict<K, V>, A::Error> {
        let mut dict = Dict::with_capacity(map.size_hint().unwrap_or_default().min(ROOM_MAX));
        while let Some((key, value)) = map.next_entry()? {
            dict.set(key, value);
        }
        Ok(dict)
    }
}

/// Items behind a marker, however a wire hands them over.
struct Items<C, T>(PhantomData<(C, T)>);

/// What items are gathered in.
trait Gather<T> {
    fn room(count: usize) -> Self;

    fn gather(&mut self, item: T);
}

impl<'de, C: Gather<T>, T: Deserialize<'de>> Visitor<'de> for Items<C, T> {
    type Value = C;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<C, A::Error> {
        let mut gathered = C::room(items.size_hint().unwrap_or_default().min(ROOM_MAX));
        while let Some(item) = items.next_element()? {
            gathered.gather(item);
        }
        Ok(gathered)
    }

    /// A wire that does not know the class.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<C, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

macro_rules! gathered {
    ($($type:ident<T $(: $key:ident)?>, $marker:ident: $room:expr, |$own:ident, $item:ident| $gather:expr;)*) => {$(
        impl<T $(: $key)?> Gather<T> for $type<T> {
            fn room(count: usize) -> Self {
                ($room)(count)
            }

            #[inline]
            fn gather(&mut self, $item: T) {
                let $own = self;
                $gather;
            }
        }

        impl<'de, T: $($key +)? Deserialize<'de>> Deserialize<'de> for $type<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_newtype_struct($marker, Items(PhantomData))
            }
        }
    )*};
}

gathered! {
    Set<T: Key>, SET: Set::with_capacity, |own, item| own.add(item);
    Deque<T>, DEQUE: |_| Deque::new(), |own, item| own.append(item);
}

impl<'de: 'a, 'a> Deserialize<'de> for Chars<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&'a str>::deserialize(deserializer).map(Self::new)
    }
}

impl Serialize for Chars<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Tuple<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(TUPLE, Items::<Vec<T>, T>(PhantomData)).map(Self::from)
    }
}

impl<T> Gather<T> for Vec<T> {
    fn room(count: usize) -> Self {
        Self::with_capacity(count)
    }

    #[inline]
    fn gather(&mut self, item: T) {
        self.push(item);
    }
}

impl<'de, T: Key + Deserialize<'de>> Deserialize<'de> for FrozenSet<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(FROZEN_SET, Items::<Set<T>, T>(PhantomData)).map(Self::from)
    }
}

/// What is inside a marker: a plain list.
struct Listed<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Listed<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

impl<T: Serialize> Serialize for Set<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(SET, &Listed(self.unordered()))
    }
}

impl<T: Serialize> Serialize for FrozenSet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(FROZEN_SET, &Listed(self.unordered()))
    }
}

impl<T: Serialize> Serialize for Tuple<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(TUPLE, &self[..])
    }
}

impl<T: Serialize> Serialize for Deque<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.maxlen() {
            Some(longest) if !serializer.is_human_readable() => {
                serializer.serialize_newtype_struct(BOUNDED_DEQUE, &(longest, Listed(self.iter())))
            }
            _ => serializer.serialize_newtype_struct(DEQUE, &Listed(self.iter())),
        }
    }
}
