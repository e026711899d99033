//! Lists, dicts, records and enums on the walk.

use serde::de::value::{BorrowedStrDeserializer, U64Deserializer};
use serde::de::{
    DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::{Object, Place, Refused};
use crate::doors::embedded::instances::{Class, Kind, Stored, class, is_class};
use crate::doors::embedded::names::Names;
use crate::doors::embedded::object::{self, Entries, Items, Lent};

/// A list's or a tuple's items.
pub(super) struct List<'py, const EXACT: bool> {
    pub(super) items: Items<'py>,
    pub(super) place: Place,
}

impl<'py, const EXACT: bool> SeqAccess<'py> for List<'py, EXACT> {
    type Error = Refused;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'py>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        match self.items.next() {
            Some(object) => seed.deserialize(Object::<EXACT> { object, place: self.place }).map(Some),
            None => Ok(None),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.left())
    }
}

/// The items of another container.
pub(super) struct Few<I, const EXACT: bool> {
    pub(super) items: I,
    pub(super) place: Place,
}

impl<'py, I: Iterator<Item = Lent<'py>>, const EXACT: bool> SeqAccess<'py> for Few<I, EXACT> {
    type Error = Refused;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'py>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        match self.items.next() {
            Some(object) => seed.deserialize(Object::<EXACT> { object, place: self.place }).map(Some),
            None => Ok(None),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.size_hint().0)
    }
}

/// A dict's entries, for a map.
pub(super) struct Dict<'py, const EXACT: bool> {
    entries: Entries<'py>,
    value: Option<Lent<'py>>,
    place: Place,
}

impl<'py, const EXACT: bool> Dict<'py, EXACT> {
    pub(super) fn of(object: Lent<'py>, place: Place) -> Result<Self, Refused> {
        Ok(Self { entries: Entries::of(object).ok_or(Refused)?, value: None, place })
    }
}

impl<'py, const EXACT: bool> MapAccess<'py> for Dict<'py, EXACT> {
    type Error = Refused;

    fn next_key_seed<S: DeserializeSeed<'py>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Object::<EXACT> { object: key, place: self.place }).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'py>>(&mut self, seed: S) -> Result<S::Value, Refused> {
        let object = self.value.take().ok_or(Refused)?;
        seed.deserialize(Object::<EXACT> { object, place: self.place })
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.total())
    }
}

/// A dict's entries, for a record: keys are told by their places among the fields.
pub(super) struct Fields<'py, const EXACT: bool> {
    entries: Entries<'py>,
    names: &'static Names,
    /// A union's tag stands among its fields.
    tag: Option<&'static str>,
    /// The field that the next key most likely is.
    expected: usize,
    value: Option<Lent<'py>>,
    place: Place,
}

impl<'py, const EXACT: bool> Fields<'py, EXACT> {
    #[inline]
    pub(super) fn of(
        object: Lent<'py>,
        fields: &'static [&'static str],
        tag: Option<&'static str>,
        place: Place,
    ) -> Result<Self, Refused> {
        let entries = Entries::of(object).ok_or(Refused)?;
        Ok(Self { entries, names: Names::of(object.py(), fields), tag, expected: 0, value: None, place })
    }
}

impl<'py, const EXACT: bool> MapAccess<'py> for Fields<'py, EXACT> {
    type Error = Refused;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'py>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        for (key, value) in self.entries.by_ref() {
            self.value = Some(value);
            if let Some(at) = self.names.position(key, self.expected) {
                self.expected = at + 1;
                let index: U64Deserializer<Refused> = (at as u64).into_deserializer();
                return seed.deserialize(index).map(Some);
            }
            let name = object::text(key).ok_or(Refused)?;
            if self.tag != Some(name) {
                // Whether an unknown field may stand here is the type's to say.
                return seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some);
            }
        }
        Ok(None)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'py>>(&mut self, seed: S) -> Result<S::Value, Refused> {
        let object = self.value.take().ok_or(Refused)?;
        seed.deserialize(Object::<EXACT> { object, place: self.place })
    }
}

/// An instance of a class, for a record: its fields in order.
pub(super) struct Instance<'py, const EXACT: bool> {
    object: Lent<'py>,
    class: &'static Class,
    stored: Option<Stored>,
    /// The entries, where the instance is a dict.
    entries: Option<Entries<'py>>,
    next: usize,
    place: Place,
}

impl<'py, const EXACT: bool> Instance<'py, EXACT> {
    #[inline]
    pub(super) fn of(object: Lent<'py>, class: &'static Class, place: Place) -> Result<Self, Refused> {
        if !class.is_class_of(object) {
            return Err(Refused);
        }
        let entries = matches!(class.kind, Kind::Dict).then(|| Entries::of(object)).flatten();
        if entries.as_ref().is_some_and(|entries| entries.total() != class.fields()) {
            return Err(Refused);
        }
        Ok(Self { object, class, stored: class.stored(object), entries, next: 0, place })
    }
}

impl<'py, const EXACT: bool> SeqAccess<'py> for Instance<'py, EXACT> {
    type Error = Refused;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'py>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        if self.next == self.class.fields() {
            return Ok(None);
        }
        let object = match &mut self.entries {
            None => {
                let stored = self.stored.and_then(|stored| stored.field(self.object, self.next));
                stored.or_else(|| self.class.field(self.object, self.next))
            }
            // The order of its keys can be seen, and what is made has them in the fields' order.
            Some(entries) => {
                entries.next().filter(|(key, _)| self.class.is_name(*key, self.next)).map(|(_, value)| value)
            }
        };
        self.next += 1;
        let object = object.ok_or(Refused)?;
        seed.deserialize(Object::<EXACT> { object, place: self.place }).map(Some)
    }
}

/// An enum: text for one without fields, a dict with a tag for a union.
pub(super) struct Choice<'py, const EXACT: bool> {
    object: Lent<'py>,
    tag: &'static str,
    case: usize,
    place: Place,
}

impl<'py, const EXACT: bool> Choice<'py, EXACT> {
    #[inline]
    pub(super) fn of(
        object: Lent<'py>,
        tag: &'static str,
        cases: &'static [&'static str],
        place: Place,
    ) -> Result<Self, Refused> {
        if is_class(tag) {
            let case = class(tag).and_then(|class| class.member(object)).ok_or(Refused)?;
            return Ok(Self { object, tag: "", case, place });
        }
        let name = if tag.is_empty() { object } else { tagged(object, tag).ok_or(Refused)? };
        // A case's name is most often the very string that the program spells, so that its address tells it.
        let case = Names::of(object.py(), cases).position(name, 0).ok_or(Refused)?;
        Ok(Self { object, tag, case, place })
    }
}

fn tagged<'py>(object: Lent<'py>, tag: &str) -> Option<Lent<'py>> {
    Entries::of(object)?.find_map(|(key, value)| (object::text(key) == Some(tag)).then_some(value))
}

impl<'py, const EXACT: bool> EnumAccess<'py> for Choice<'py, EXACT> {
    type Error = Refused;
    type Variant = Self;

    #[inline]
    fn variant_seed<S: DeserializeSeed<'py>>(self, seed: S) -> Result<(S::Value, Self), Refused> {
        let index: U64Deserializer<Refused> = (self.case as u64).into_deserializer();
        Ok((seed.deserialize(index)?, self))
    }
}

impl<'py, const EXACT: bool> VariantAccess<'py> for Choice<'py, EXACT> {
    type Error = Refused;

    #[inline]
    fn unit_variant(self) -> Result<(), Refused> {
        if self.tag.is_empty() { Ok(()) } else { Err(Refused) }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'py>>(self, _: S) -> Result<S::Value, Refused> {
        Err(Refused)
    }

    fn tuple_variant<V: Visitor<'py>>(self, _: usize, _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    fn struct_variant<V: Visitor<'py>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let object = Object::<EXACT> { object: self.object, place: self.place };
        visitor.visit_map(Fields::<EXACT>::of(self.object, fields, Some(self.tag), object.inside()?)?)
    }
}
