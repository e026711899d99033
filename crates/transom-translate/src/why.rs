//! The reasons for which a function is not drafted, as they are told: a code, what was found, the mend.

use crate::refusal::Code;
use crate::types::Ty;

/// A reason without its place.
#[derive(Debug, Clone)]
pub(crate) struct Why {
    pub(crate) code: Code,
    pub(crate) message: String,
    pub(crate) mend: String,
}

impl Why {
    /// With the mend that the code has for most cases.
    pub(crate) fn of(code: Code, message: impl Into<String>) -> Why {
        Why { code, message: message.into(), mend: code.mend().to_owned() }
    }

    #[must_use]
    pub(crate) fn mended(self, mend: impl Into<String>) -> Why {
        Why { mend: mend.into(), ..self }
    }
}

pub(crate) fn annotation(what: &str) -> Why {
    Why::of(Code::NotAType, format!("{what} is not a type that can be read"))
}

pub(crate) fn any(name: &str) -> Why {
    Why::of(Code::AnyType, format!("`{name}` says nothing about the value"))
}

pub(crate) fn callable() -> Why {
    Why::of(Code::DynamicCall, "a function that is passed in cannot be called from Rust")
}

pub(crate) fn bare(name: &str) -> Why {
    Why::of(Code::NoType, format!("`{name}` without its item types"))
        .mended(format!("write the items' types too, such as `{name}[int]`"))
}

pub(crate) fn unknown_type(name: &str) -> Why {
    Why::of(Code::UnknownClass, format!("`{name}` has no Rust form here"))
}

pub(crate) fn union(a: &Ty, b: &Ty) -> Why {
    Why::of(Code::MixedUnion, format!("no Rust type here holds both {a} and {b}"))
}

pub(crate) fn plain_class(name: &str) -> Why {
    Why::of(Code::PlainClass, format!("nothing declares the fields of the class `{name}`"))
}
