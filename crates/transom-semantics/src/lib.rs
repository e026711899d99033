//! Python's exact arithmetic, text and containers, for drafted Rust, which calls this crate `rt`.
//!
//! Every function here gives exactly the answer that Python gives, or panics. A panic is a **decline**: the boundary
//! around an exact function catches it and the Python original answers, with Python's own exception if there is one.
//! So whatever is out of range, missing, unordered, not a number where order is asked for, or beyond what has been
//! checked against CPython (case of letters outside ASCII, for example) panics with a plain message.
//!
//! - Numbers: plain `+ - *` of Rust with overflow checks on; the rest in [`int`], [`float`], [`math`], [`statistics`],
//!   and [`Number`] where `int` and `float` meet at run time.
//! - Text: [`text`], [`re`](mod@re), [`Chars`] for text that is indexed, [`mod@format`], [`repr`](mod@repr), [`bytes`].
//! - Containers: slices and `Vec` through [`Index`], [`Slice`] and [`list`]; [`Dict`], [`counter`], [`Set`], [`Deque`],
//!   [`heap`], [`bisect`], [`itertools`].
//! - Flow: [`Raised`] for explicit `raise`, [`depth`] for recursion, [`Memo`] for what is cached, [`range()`] for steps that are not constant.
//!
//! It does no I/O and knows nothing of the interpreter or of the doors. With the feature `serde` its containers walk
//! every wire, marked by their classes ([`walk`]).

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "sizes and Python's integers meet here as i64; each conversion stands where its bounds are known"
)]
#![expect(clippy::similar_names, reason = "a slice has a start, a stop and a step")]
#![expect(clippy::float_cmp, reason = "Python's == compares exactly")]

#[cfg(not(target_pointer_width = "64"))]
compile_error!("transom-semantics takes a size for an i64: only 64-bit targets are built");

pub mod bisect;
pub mod bytes;
pub mod counter;
pub mod depth;
pub mod float;
pub mod format;
pub mod heap;
pub mod int;
pub mod itertools;
pub mod list;
pub mod math;
pub mod re;
pub mod repr;
pub mod statistics;
pub mod text;

mod answer;
mod array;
mod attempt;
mod chars;
mod deque;
mod dict;
mod equal;
mod frozen;
mod index;
mod key;
mod len;
mod memo;
mod number;
mod objects;
mod order;
mod raised;
mod range;
mod record;
mod set;
mod slice;
mod truth;
mod tuple;
mod version;

#[cfg(feature = "serde")]
pub mod walk;

pub use answer::Answer;
pub use array::{Array1, Array2};
pub use attempt::{Leave, attempt};
pub use chars::Chars;
pub use counter::Counter;
pub use deque::Deque;
pub use dict::{DefaultDict, Dict, Entry, IntoItems, Items, Keys, OrderedDict, Own, Values};
pub use equal::{Equal, equal};
pub use frozen::FrozenSet;
pub use index::Index;
pub use key::{Key, Lookup, key_hash, key_same};
pub use len::Len;
pub use list::try_list;
pub use memo::Memo;
pub use number::Number;
pub use objects::{Objects, Shared, forget};
pub use order::{Order, max_by_key, max_of, max2, min_by_key, min_of, min2};
pub use raised::{Raised, Value};
pub use range::{Range, range};
pub use re::{Match, Pattern};
pub use record::{Field, record_repr};
pub use repr::{Repr, ascii, repr, str};
pub use set::Set;
pub use slice::Slice;
pub use text::Table;
pub use truth::{Truth, truth};
pub use tuple::Tuple;
pub use version::{python_version, set_python_version};

/// What a drafted file brings into scope: `use transom::rt::{self, prelude::*};`.
pub mod prelude {
    pub use crate::{
        Chars, Counter, DefaultDict, Deque, Dict, Equal, FrozenSet, Index, Key, Len, Lookup, Number, Order,
        OrderedDict, Raised, Repr, Set, Slice, Truth,
    };
}
