//! `transom contract show`: a contract as any of its documents.

use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;
use transom_contract::{Contract, documents};

use super::source;
use crate::report;

/// Print an engine's contract as any document
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(help = source::HELP)]
    source: Option<String>,
    /// Which document
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Write it to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The documents.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// The contract itself, which the other commands read
    Json,
    /// JSON Schema 2020-12
    JsonSchema,
    /// OpenAPI 3.1
    Openapi,
    /// Protobuf (proto3)
    Proto,
    /// Python type stub
    Pyi,
    /// Reference for people
    Markdown,
}

impl Format {
    fn render(self, contract: &Contract) -> anyhow::Result<String> {
        Ok(match self {
            Self::Json => serde_json::to_string_pretty(contract)? + "\n",
            Self::JsonSchema => documents::json_schema::render(contract),
            Self::Openapi => documents::openapi::render(contract),
            Self::Proto => documents::proto::render(contract),
            Self::Pyi => documents::pyi::render(contract),
            Self::Markdown => documents::markdown::render(contract),
        })
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let document = args.format.render(&source::load(args.source.as_deref())?)?;
    match &args.output {
        Some(file) => {
            std::fs::write(file, document)
                .with_context(|| format!("{} cannot be written", file.display()))?;
        }
        None => report::line(document.trim_end_matches('\n')),
    }
    Ok(0)
}
