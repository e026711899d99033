//! The columns door: a function over the rows of Arrow batches, on all cores, without an object a row.
//!
//! [`fn@answer`] is the handler of this wire, the only part made for each function. [`mod@run`] takes a table apart into
//! chunks of rows and puts the answers together in the rows' order. The thread that calls keeps what belongs to it:
//! it alone reads the table and asks the Python originals, since either may be bound to their thread.

mod answer;
mod patch;
mod run;
mod work;

pub(crate) use answer::{Handler, answer};
pub(crate) use run::{Caller, Failed, Role, Stop, run};
