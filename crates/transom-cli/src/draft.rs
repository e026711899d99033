//! What `transom draft` is made of: which functions are meant, what they need, and where a draft goes.
//!
//! Reading and writing files is done here; what a draft says is `transom_translate`'s business alone.

pub(crate) mod attempt;
pub(crate) mod census;
pub(crate) mod drafting;
pub(crate) mod engine;
pub(crate) mod items;
pub(crate) mod library;
pub(crate) mod merge;
pub(crate) mod observe;
pub(crate) mod places;
pub(crate) mod render;
pub(crate) mod rustfmt;
pub(crate) mod select;
pub(crate) mod sources;
