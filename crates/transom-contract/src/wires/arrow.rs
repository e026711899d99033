//! Arrow columns: rows of a batch read straight into typed values, and typed answers appended to columns.
//!
//! | shape | written as, and [`schema::data_type`] | also read |
//! |---|---|---|
//! | unit | `Null` | |
//! | bool | `Boolean` | |
//! | int | `Int8` … `UInt64` of its width | every width; each row is checked |
//! | f64, f32 | `Float64`, `Float32` | `Float32` as f64; ints, save by an exact function |
//! | string | `Utf8` | `LargeUtf8`, `Utf8View`, dictionaries of these |
//! | bytes | `Binary` | `LargeBinary`, `BinaryView`, `FixedSizeBinary` |
//! | date | `Date32` | |
//! | time | `Time64(µs)` | `Time32`, `Time64(ns)` of whole microseconds |
//! | datetime, timestamp | `Timestamp(µs)` without a zone, in UTC | other units, of whole microseconds; any zone for an instant |
//! | duration | `Duration(µs)` | other units, of whole microseconds |
//! | decimal | `Utf8`, which keeps every digit and the scale of each number | `Decimal32` … `Decimal256` |
//! | uuid | `FixedSizeBinary(16)` | bytes and text, as libraries without that type have them |
//! | option | the same, nullable | |
//! | list | `List` | `LargeList`, `FixedSizeList` |
//! | array | `FixedSizeList` | `List`, `LargeList` of that length |
//! | tuple | `Struct` of the fields `0`, `1`, … | whatever their names |
//! | map | `Map` | a list of structs of a key and a value |
//! | record | `Struct` | fields in any order; optional ones may be missing |
//! | unit enum | `Utf8` | as a string |
//! | tagged union | `Struct` of the tag and, for each case with fields, a nullable `Struct` of its name | |
//!
//! A model that contains itself has no such form, since a column's type is finite. What a column's type already rules
//! out is found before the first row ([`Rows::check`]). A row that is refused is read again as a plain value, and
//! `validate` explains it as it does for every wire.

mod column;
mod offsets;
mod read;
mod resolve;
pub mod schema;
mod text;
mod value;
mod write;

pub use read::{Flat, FlatRecord, Record, Refused};
pub use resolve::{Misfit, Rows};
pub use write::{WriteError, Writer};
