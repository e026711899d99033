//! The command line and its configuration, from the outside.

mod config;
mod contract;
mod draft;
mod project;
