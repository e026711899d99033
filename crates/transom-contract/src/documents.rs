//! The documents that a contract renders to, one file each. A document is a function over the contract and nothing
//! else: no clock, no file, no setting, so that the same contract gives the same text.

pub mod json_schema;
pub mod markdown;
pub mod openapi;
pub mod proto;
pub mod pyi;

mod json;
