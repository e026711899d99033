//! `transom contract diff`: which changes break callers, wire by wire.

use clap::ValueEnum;
use serde::Serialize;
use transom_contract::Contract;
use transom_contract::diff::{Change, Direction, Wire, diff};

use super::source;
use crate::project::Project;
use crate::report;

/// Tell which changes break callers; the status is 1 when any does
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What callers were made for: an engine, a contract's JSON file, or the address of a served engine
    old: String,
    /// What they will meet; left out, this project's engine of the same name as it was built last
    new: Option<String>,
    /// Only this wire counts; may be given several times
    #[arg(long, value_enum)]
    wire: Vec<WireName>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum WireName {
    Json,
    Python,
    Protobuf,
    Arrow,
}

impl From<WireName> for Wire {
    fn from(name: WireName) -> Self {
        match name {
            WireName::Json => Self::Json,
            WireName::Python => Self::Python,
            WireName::Protobuf => Self::Protobuf,
            WireName::Arrow => Self::Arrow,
        }
    }
}

#[derive(Serialize)]
struct Result {
    old: Side,
    new: Side,
    /// How many changes break callers.
    breaking: usize,
    changes: Vec<Change>,
}

#[derive(Serialize)]
struct Side {
    engine: String,
    version: String,
    digest: String,
}

impl From<&Contract> for Side {
    fn from(contract: &Contract) -> Self {
        Self { engine: contract.engine.clone(), version: contract.version.clone(), digest: contract.digest() }
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let old = source::load(Some(&args.old))?;
    let new = match &args.new {
        Some(new) => source::load(Some(new))?,
        None => source::engine(&Project::here()?, Some(&old.engine))?,
    };
    let counted: Vec<Wire> = args.wire.iter().map(|wire| (*wire).into()).collect();
    let breaks =
        |change: &Change| change.breaks.iter().any(|wire| counted.is_empty() || counted.contains(wire));
    let changes = diff(&old, &new);
    let breaking = changes.iter().filter(|change| breaks(change)).count();
    let result = Result { old: (&old).into(), new: (&new).into(), breaking, changes };
    if args.json {
        report::json(&result)?;
    } else {
        show(&result, &breaks);
    }
    Ok(u8::from(breaking > 0))
}

fn show(result: &Result, breaks: &dyn Fn(&Change) -> bool) {
    let Result { old, new, breaking, changes } = result;
    if !changes.is_empty() {
        report::table(
            &["breaks", "change", "where", "was → is"],
            &changes.iter().map(row).collect::<Vec<_>>(),
        );
        report::line("");
    }
    let count = match changes.len() {
        0 => "nothing changed".to_owned(),
        1 => "1 change".to_owned(),
        many => format!("{many} changes"),
    };
    let verdict = match (changes.len(), breaking) {
        (0, _) => String::new(),
        (_, 0) => ", none breaks callers".to_owned(),
        (_, 1) => ", 1 breaks callers".to_owned(),
        (_, many) => format!(", {many} break callers"),
    };
    report::line(&format!(
        "{} {} → {} {}: {count}{verdict}",
        old.engine, old.version, new.engine, new.version
    ));
    let mut told: Vec<&str> = Vec::new();
    for change in changes.iter().filter(|change| breaks(change)) {
        if !told.contains(&change.rule) {
            told.push(change.rule);
            report::line(&format!("  {}: {}", change.rule, change.mend));
        }
    }
}

fn row(change: &Change) -> Vec<String> {
    let wires: Vec<&str> = change.breaks.iter().map(|wire| wire.name()).collect();
    let wires = match (wires.len(), change.direction) {
        (0, _) => "–".to_owned(),
        (4, Direction::Input) => "every caller".to_owned(),
        (4, Direction::Answer) => "every reader".to_owned(),
        _ => wires.join(" "),
    };
    let place = if change.place.is_empty() { "the engine" } else { &change.place };
    vec![wires, change.rule.to_owned(), place.to_owned(), format!("{} → {}", change.was, change.is)]
}
