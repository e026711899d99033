//! `cargo xtask generate`: writes anew what is made from something else and kept under version control.

use anyhow::Result;

use crate::command::{self, cargo, step};

/// Writes every golden file.
pub(crate) fn run() -> Result<()> {
    step("documents of the sample contract");
    let mut documents =
        cargo(&["test", "--quiet", "--package", "transom-contract", "--test", "it", "documents"]);
    command::run(documents.env("TRANSOM_BLESS", "1"))?;
    step("what the compiler says of mistakes");
    let mut mistakes = cargo(&["test", "--quiet", "--package", "transom", "--test", "it", "mistakes"]);
    command::run(mistakes.env("TRYBUILD", "overwrite"))
}
