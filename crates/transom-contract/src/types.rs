//! Value types that plain Rust has no standard type for: bytes, dates and times, decimals, identifiers.
//!
//! Each is a thin newtype, so that every wire can tell it apart (see [`crate::walk`]); `Deref` gives the type inside.

mod bytes;
mod decimal;
mod time;
mod uuid;

pub use bytes::{ByteArray, Bytes};
pub use decimal::Decimal;
pub use time::{Date, DateTime, Duration, Time, Timestamp};
pub(crate) use time::{WITH_ZONE, WITHOUT_ZONE};
pub use uuid::Uuid;
