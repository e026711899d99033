//! What is wrong with bytes that are no message: what was found, and at which byte.

use super::reader::{Flaw, Reader};

/// A place in the whole input: what is left there.
pub(super) struct At<'a>(pub(super) &'a [u8], pub(super) &'a Reader<'a>);

impl At<'_> {
    /// Says what is wrong here.
    pub(super) fn say(&self, what: &str) -> String {
        let Self(body, Reader(rest)) = self;
        // Every reader reads a part of the body.
        let offset = rest.as_ptr().addr().saturating_sub(body.as_ptr().addr());
        format!("{what} at byte {offset}")
    }
}

/// Says what a reader met.
pub(super) fn explain(body: &[u8], reader: &Reader<'_>, flaw: Flaw) -> String {
    let what = match flaw {
        Flaw::Ends => "the message ends within a number".to_owned(),
        Flaw::TooLong => "a varint has more than 64 bits".to_owned(),
        Flaw::Length { announced, left } => {
            format!("expected {announced} bytes, as the length says, found {left}")
        }
        Flaw::Number(number) => format!("expected a field number from 1 to 536870911, found {number}"),
        Flaw::Group => "groups are not part of proto3, found one".to_owned(),
        Flaw::WireType(wire) => format!("there is no wire type {wire}"),
    };
    At(body, reader).say(&what)
}
