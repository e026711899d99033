//! A row of the bench: what it holds, its file, its line in the table.

use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// Both sides of one comparison. Where there is no peer, its fields are null.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Row {
    pub(super) name: String,
    /// The median of our rounds.
    pub(super) ours: f64,
    /// The median of the peer's.
    pub(super) peer: Option<f64>,
    pub(super) peer_name: Option<String>,
    /// Above 1 where ours is better, whichever way the unit runs.
    pub(super) ratio: Option<f64>,
    pub(super) unit: String,
    /// Every round, in order.
    pub(super) runs: Vec<Run>,
    /// What the timing loop adds to both figures, in the row's unit.
    #[serde(rename = "loop", default, skip_serializing_if = "Option::is_none")]
    pub(super) timing_loop: Option<f64>,
}

/// One round.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Run {
    pub(super) ours: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) peer: Option<f64>,
}

/// What a row sets out to reach.
#[derive(Clone, Copy)]
pub(super) enum Aim {
    None,
    /// At least this ratio.
    Ratio(f64),
    /// At most this figure of ours.
    AtMost(f64),
}

/// Which way a unit runs.
#[derive(Clone, Copy)]
pub(super) enum Better {
    More,
    Less,
}

impl Row {
    /// Makes a row of the rounds of two sides.
    pub(super) fn of(name: &str, unit: &str, peer_name: &str, better: Better, runs: Vec<Run>) -> Self {
        let ours = median(runs.iter().map(|run| run.ours));
        let peer = median(runs.iter().filter_map(|run| run.peer));
        let ratio = match better {
            Better::More => ours / peer,
            Better::Less => peer / ours,
        };
        Self {
            peer: Some(peer),
            peer_name: Some(peer_name.to_owned()),
            ratio: Some(ratio),
            ..Self::alone(name, unit, runs)
        }
    }

    /// Makes a row that has no peer.
    pub(super) fn alone(name: &str, unit: &str, runs: Vec<Run>) -> Self {
        let ours = median(runs.iter().map(|run| run.ours));
        let (name, unit) = (name.to_owned(), unit.to_owned());
        Self { name, ours, peer: None, peer_name: None, ratio: None, unit, runs, timing_loop: None }
    }

    fn aim(&self) -> Aim {
        super::ROWS.iter().find(|(name, ..)| *name == self.name).map_or(Aim::None, |&(.., aim)| aim)
    }

    fn cells(&self, quick: bool) -> [String; 6] {
        let (aim, reached) = match self.aim() {
            Aim::None => (String::new(), None),
            Aim::Ratio(least) => (format!("≥ {least}"), self.ratio.map(|ratio| ratio >= least)),
            Aim::AtMost(most) => (format!("≤ {most}"), Some(self.ours <= most)),
        };
        let verdict = match reached {
            Some(false) if !quick => "  falls short",
            _ => "",
        };
        [
            self.name.clone(),
            figure(self.ours),
            self.peer.map(figure).unwrap_or_default(),
            self.ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
            aim,
            format!(
                "{}{}{verdict}",
                self.unit,
                self.peer_name.as_ref().map(|peer| format!(", {peer}")).unwrap_or_default()
            ),
        ]
    }
}

/// Writes a file for each row.
pub(super) fn write(folder: &Path, rows: &[Row]) -> Result<()> {
    for row in rows {
        let path = folder.join(format!("{}.json", row.name));
        let text = serde_json::to_string_pretty(row)?;
        std::fs::write(&path, text + "\n").with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Prints the rows as a table.
#[expect(clippy::print_stdout, reason = "the table is what the command is for")]
pub(super) fn print_table(rows: &[Row], quick: bool) {
    let head = ["row", "ours", "peer", "ratio", "aim", "unit, peer"].map(str::to_owned);
    let lines: Vec<[String; 6]> =
        std::iter::once(head).chain(rows.iter().map(|row| row.cells(quick))).collect();
    let width =
        |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or_default();
    let widths: [usize; 6] = std::array::from_fn(width);
    for [name, ours, peer, ratio, aim, unit] in &lines {
        let [w0, w1, w2, w3, w4, _] = widths;
        println!("{name:w0$}  {ours:>w1$}  {peer:>w2$}  {ratio:>w3$}  {aim:>w4$}  {unit}");
    }
    if quick {
        println!("quick run: both sides gave the same answers; the figures mean nothing");
    }
}

/// Prints what stands below the table.
#[expect(clippy::print_stdout, reason = "it belongs to the table")]
pub(super) fn print_notes(notes: &[String]) {
    for note in notes {
        println!("\n{note}");
    }
}

fn figure(value: f64) -> String {
    match value {
        v if v >= 1000.0 => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        v => format!("{v:.3}"),
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}
