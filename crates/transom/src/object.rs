//! Instances that Python shares by reference (`#[transom::object]`): what the macro implements, and how one crosses.
//!
//! They exist in the process of Python alone: the embedded door hands over addresses and keeps what they stand for.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

/// A class whose instances are places in a table of the thread's.
pub trait Object: Copy + 'static {
    /// The class, as the walk protocol names one.
    const MARK: &'static str;
    /// The attributes' names.
    const ATTRIBUTES: &'static [&'static str];

    /// The instance at a place.
    fn of(at: u32) -> Self;
    /// The place of the object at this address, and whether it is new.
    fn met(address: usize) -> (u32, bool);
    /// The address of the object; 0 where there is none.
    fn address(at: u32) -> usize;
    /// Notes the address.
    fn set_address(at: u32, address: usize);
    /// Which of the caller's objects were changed, with one bit for each attribute.
    fn changed() -> Vec<(u32, u64)>;
    /// Reads an attribute.
    ///
    /// # Errors
    /// The value is of another type.
    fn fill<'de, D: Deserializer<'de>>(at: u32, attribute: usize, source: D) -> Result<(), D::Error>;
    /// Writes an attribute; none where it has no value.
    ///
    /// # Errors
    /// The value cannot be written.
    fn write<S: Serializer>(at: u32, attribute: usize, target: S) -> Result<Option<S::Ok>, S::Error>;
}

/// Reads a reference to an object.
///
/// # Errors
/// The wire has no such objects.
pub fn read_object<'de, T: Object, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    source.deserialize_newtype_struct(T::MARK, Met(PhantomData))
}

/// The visitor of an address.
struct Met<T>(PhantomData<T>);

impl<T: Object> Visitor<'_> for Met<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of the caller's process")
    }

    fn visit_u64<E: Error>(self, address: u64) -> Result<T, E> {
        #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
        if let Ok(address) = usize::try_from(address) {
            return Ok(crate::doors::embedded::objects::met::<T>(address));
        }
        let _ = address;
        Err(E::custom("an object crosses inside of Python's process only"))
    }
}

/// Writes a reference to an object.
///
/// # Errors
/// The wire has no such objects.
pub fn write_object<T: Object, S: Serializer>(at: u32, target: S) -> Result<S::Ok, S::Error> {
    #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
    crate::doors::embedded::objects::hand_over::<T>(at).map_err(serde::ser::Error::custom)?;
    let _ = at;
    target.serialize_unit_struct(T::MARK)
}
