//! The commands. Each file has the same shape: `Args`, then `run`.

pub(crate) mod build;
pub(crate) mod completions;
pub(crate) mod contract;
pub(crate) mod doctor;
pub(crate) mod draft;
pub(crate) mod explain;
pub(crate) mod new;
pub(crate) mod prove;
pub(crate) mod serve;
pub(crate) mod status;
