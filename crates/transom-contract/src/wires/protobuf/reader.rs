//! The bytes of a message: numbers, lengths and tags, each checked against what is left.

use crate::protobuf::WireType;

/// The greatest number that a field may have.
const NUMBER_MAX: u64 = (1 << 29) - 1;
/// The most bytes that a varint of 64 bits takes.
pub(super) const VARINT_BYTES_MAX: usize = 10;

/// Why bytes are no message. The reader stays where it met it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// The input ends within a number.
    Ends,
    /// A varint has more than 64 bits.
    TooLong,
    /// A length goes beyond what is left.
    Length { announced: u64, left: usize },
    /// No field has such a number.
    Number(u64),
    /// A group begins or ends here; proto3 has none.
    Group,
    /// There is no such wire type.
    WireType(u8),
}

/// A field's number and how its value is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) number: u32,
    pub(super) wire: WireType,
}

/// What is left to read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'de>(pub(super) &'de [u8]);

impl<'de> Reader<'de> {
    #[inline]
    pub(super) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    #[inline]
    pub(super) fn varint(&mut self) -> Result<u64, Flaw> {
        match self.0.split_first() {
            Some((byte, rest)) if *byte < 0x80 => {
                self.0 = rest;
                Ok(u64::from(*byte))
            }
            _ => self.long_varint(),
        }
    }

    fn long_varint(&mut self) -> Result<u64, Flaw> {
        let mut value = 0;
        for (at, byte) in self.0.iter().take(VARINT_BYTES_MAX).enumerate() {
            let bits = u64::from(byte & 0x7f);
            if at == VARINT_BYTES_MAX - 1 && bits > 1 {
                return Err(Flaw::TooLong);
            }
            value |= bits << (7 * at);
            if *byte < 0x80 {
                self.0 = &self.0[at + 1..];
                return Ok(value);
            }
        }
        Err(if self.0.len() < VARINT_BYTES_MAX { Flaw::Ends } else { Flaw::TooLong })
    }

    #[inline]
    pub(super) fn fixed<const N: usize>(&mut self) -> Result<[u8; N], Flaw> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or(Flaw::Ends)?;
        self.0 = rest;
        Ok(*bytes)
    }

    /// A length and so many bytes.
    #[inline]
    pub(super) fn run(&mut self) -> Result<&'de [u8], Flaw> {
        let mut ahead = *self;
        let announced = ahead.varint()?;
        let run = usize::try_from(announced).ok().and_then(|length| ahead.0.split_at_checked(length));
        let (run, rest) = run.ok_or(Flaw::Length { announced, left: ahead.0.len() })?;
        self.0 = rest;
        Ok(run)
    }

    #[inline]
    pub(super) fn tag(&mut self) -> Result<Tag, Flaw> {
        let mut ahead = *self;
        let key = ahead.varint()?;
        let (number, wire) = (key >> 3, wire_type(key)?);
        if number.wrapping_sub(1) >= NUMBER_MAX {
            return Err(Flaw::Number(number));
        }
        *self = ahead;
        Ok(Tag { number: u32::try_from(number).map_err(|_| Flaw::Number(number))?, wire })
    }

    /// Passes over a value.
    pub(super) fn skip(&mut self, wire: WireType) -> Result<(), Flaw> {
        match wire {
            WireType::Varint => self.varint().map(drop),
            WireType::Fixed64 => self.fixed::<8>().map(drop),
            WireType::Len => self.run().map(drop),
            WireType::Fixed32 => self.fixed::<4>().map(drop),
        }
    }
}

#[inline]
fn wire_type(key: u64) -> Result<WireType, Flaw> {
    match key & 7 {
        0 => Ok(WireType::Varint),
        1 => Ok(WireType::Fixed64),
        2 => Ok(WireType::Len),
        5 => Ok(WireType::Fixed32),
        3 | 4 => Err(Flaw::Group),
        other => Err(Flaw::WireType(other.to_le_bytes()[0])),
    }
}
