//! Python source in; exact Rust, or the reasons against it, out.
//!
//! Pure: text goes in and text comes out. Which files there are, and where a draft is written, is the caller's business.

pub mod refusal;
pub mod syntax;
pub mod visit;
