//! `transom contract rules`: the table that `diff` goes by.

use serde::Serialize;
use transom_contract::diff::{Rule, Wire};

use crate::report;

/// Print which kinds of change break which wires
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row {
    rule: &'static str,
    what: &'static str,
    /// The wires that break where callers send it.
    input: &'static [Wire],
    /// The wires that break where callers read it.
    answer: &'static [Wire],
    mend: &'static str,
}

pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let rows = Rule::EVERY.iter().map(|rule| {
        let row = rule.row();
        Row { rule: row.code, what: row.what, input: row.input, answer: row.answer, mend: row.mend }
    });
    let rows: Vec<Row> = rows.collect();
    if args.json {
        report::json(&rows)?;
    } else {
        let rows = rows.iter().map(|row| vec![row.rule.to_owned(), wires(row.input), wires(row.answer)]);
        report::table(
            &["change", "breaks those who send it", "breaks those who read it"],
            &rows.collect::<Vec<_>>(),
        );
    }
    Ok(0)
}

fn wires(wires: &[Wire]) -> String {
    let names: Vec<&str> = wires.iter().map(|wire| wire.name()).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(" ") }
}
