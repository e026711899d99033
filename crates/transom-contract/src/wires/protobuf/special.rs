//! Instants and spans: messages of seconds and nanoseconds, of which ours are whole microseconds.

use crate::protobuf::WireType;

use super::reader::{Flaw, Reader};

const SECOND_MICROS: i64 = 1_000_000;
const SECOND_NANOS: i64 = 1_000_000_000;

/// `google.protobuf.Timestamp` or `google.protobuf.Duration`, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Moment {
    pub(super) seconds: i64,
    pub(super) nanos: i64,
}

/// Why a moment is not so many microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It is finer than a microsecond.
    Finer,
    /// Nanoseconds are a second or more, or of another sign than the seconds; or 64 bits do not hold it.
    OutOfRange,
}

impl Moment {
    /// An instant: nanoseconds count forwards.
    pub(super) fn of_instant(micros: i64) -> Self {
        Self { seconds: micros.div_euclid(SECOND_MICROS), nanos: micros.rem_euclid(SECOND_MICROS) * 1_000 }
    }

    /// A span: nanoseconds have the seconds' sign.
    pub(super) fn of_span(micros: i64) -> Self {
        Self { seconds: micros / SECOND_MICROS, nanos: micros % SECOND_MICROS * 1_000 }
    }

    /// The microseconds of an instant.
    pub(super) fn instant(self) -> Result<i64, Unfit> {
        if self.nanos < 0 { Err(Unfit::OutOfRange) } else { self.micros() }
    }

    /// The microseconds of a span.
    pub(super) fn span(self) -> Result<i64, Unfit> {
        if self.seconds.signum() * self.nanos.signum() < 0 { Err(Unfit::OutOfRange) } else { self.micros() }
    }

    fn micros(self) -> Result<i64, Unfit> {
        if self.nanos.unsigned_abs() >= SECOND_NANOS.unsigned_abs() {
            return Err(Unfit::OutOfRange);
        }
        if self.nanos % 1_000 != 0 {
            return Err(Unfit::Finer);
        }
        let micros = i128::from(self.seconds) * i128::from(SECOND_MICROS) + i128::from(self.nanos / 1_000);
        i64::try_from(micros).map_err(|_| Unfit::OutOfRange)
    }

    /// Reads what the bytes add; later numbers win. `None` for what is no such message.
    pub(super) fn merge(&mut self, reader: &mut Reader<'_>) -> Result<Option<()>, Flaw> {
        while !reader.is_empty() {
            let mut ahead = *reader;
            let tag = ahead.tag()?;
            let place = match (tag.number, tag.wire) {
                (1, WireType::Varint) => &mut self.seconds,
                (2, WireType::Varint) => &mut self.nanos,
                _ => return Ok(None),
            };
            *reader = ahead;
            *place = reader.varint()?.cast_signed();
        }
        Ok(Some(()))
    }
}
