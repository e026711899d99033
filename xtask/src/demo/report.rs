//! What came of the demo: as data, and as a page of at most 100 columns.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// All four steps.
#[derive(Serialize)]
pub(super) struct Report {
    /// The program on its originals.
    pub(super) originals: Run,
    /// The same program, its functions moved.
    pub(super) moved: Run,
    pub(super) proof: Proof,
    pub(super) served: Served,
    /// All four together, without what was built.
    pub(super) seconds: f64,
}

/// The program, once.
#[derive(Serialize, Deserialize)]
pub(super) struct Run {
    flights: u64,
    /// Making the features; reading is the same for all.
    seconds: f64,
    /// Of everything that was made.
    digest: String,
    calls: u64,
    answered_by_rust: u64,
}

/// Every flight through both sides of each function.
#[derive(Serialize, Deserialize)]
pub(super) struct Proof {
    flights: u64,
    functions: Vec<Proven>,
}

/// One function's proof.
#[derive(Serialize, Deserialize)]
struct Proven {
    function: String,
    kind: String,
    flights: u64,
    calls: u64,
    compared: u64,
    mismatches: u64,
    first_mismatch: Option<String>,
    declined: u64,
    declined_by_reason: BTreeMap<String, u64>,
    python_seconds: f64,
    rust_seconds: f64,
    /// The same types in and out, and no work between.
    crossing_seconds: f64,
    speed_up: f64,
}

/// The same calls, answered by the service.
#[derive(Serialize, Deserialize)]
pub(super) struct Served {
    call: String,
    answer: f64,
    openapi: String,
    docs: String,
    paths: Vec<String>,
    compared: u64,
    mismatches: u64,
    declined: u64,
    microseconds_a_call: f64,
}

impl Report {
    /// Whether no answer differed anywhere.
    pub(super) fn is_exact(&self) -> bool {
        let proven = self.proof.functions.iter().all(|function| function.mismatches == 0);
        proven && self.served.mismatches == 0 && self.originals.digest == self.moved.digest
    }

    /// Prints the page.
    #[expect(clippy::print_stdout, reason = "the page is what the command is for")]
    pub(super) fn print(&self) {
        println!("\n{}", self.page());
    }

    fn page(&self) -> String {
        let Self { originals, moved, proof, served, seconds } = self;
        let flights = format!("{} flights, every feature", grouped(originals.flights));
        let calls = format!("{} of {} calls in Rust", grouped(moved.answered_by_rust), grouped(moved.calls));
        let times = originals.seconds / moved.seconds;
        let same = if originals.digest == moved.digest { "equal to the last bit" } else { "DIFFERENT" };
        let verdict = if self.is_exact() { "0 mismatches" } else { "MISMATCHES" };
        format!(
            "1  the program in Python          {flights:36} {:>7.2} s\n\
             2  the same, its functions moved  {calls:36} {:>7.2} s  {times:.1}×\n   \
                all that both made             {same}\n\
             3  every flight through both sides of each function, compared exactly\n\n{}\n{}{}\n\
             {verdict}; all four steps took {seconds:.0} s",
            originals.seconds,
            moved.seconds,
            proof.table(),
            proof.notes(),
            served.lines(),
        )
    }
}

const HEADING: [&str; 9] =
    ["function", "calls", "compared", "mismatches", "declined", "Python", "Rust", "speed-up", "crossing"];

impl Proof {
    fn table(&self) -> String {
        let heading = HEADING.map(str::to_owned);
        let rows: Vec<[String; 9]> =
            std::iter::once(heading).chain(self.functions.iter().map(Proven::cells)).collect();
        let widths: [usize; 9] = std::array::from_fn(|column| {
            rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default()
        });
        let mut table = String::new();
        for (number, row) in rows.iter().enumerate() {
            let cells = row.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
                if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            let _ = writeln!(table, "   {}", cells.collect::<Vec<_>>().join("  "));
            if number == 0 {
                let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
                let _ = writeln!(table, "   {}", rule.join("  "));
            }
        }
        table
    }

    /// What the table alone does not say.
    fn notes(&self) -> String {
        let mut notes = String::from(
            "   processor time; crossing: the same objects in and out, no work between; part of Rust's\n",
        );
        for function in &self.functions {
            for (reason, times) in &function.declined_by_reason {
                let _ = writeln!(
                    notes,
                    "   {} declined {}, which Python answered: {reason}",
                    function.function,
                    grouped(*times)
                );
            }
            if function.speed_up < 1.0 {
                let _ = writeln!(
                    notes,
                    "   {} does not pay: crossing takes longer than the work, so leave it on Python",
                    function.function
                );
            }
            if let Some(mismatch) = &function.first_mismatch {
                let _ = writeln!(notes, "   MISMATCH {mismatch}");
            }
        }
        notes
    }
}

impl Proven {
    fn cells(&self) -> [String; 9] {
        [
            self.function.clone(),
            grouped(self.calls),
            grouped(self.compared),
            grouped(self.mismatches),
            grouped(self.declined),
            format!("{:.3} s", self.python_seconds),
            format!("{:.3} s", self.rust_seconds),
            format!("{:.1}×", self.speed_up),
            format!("{:.3} s", self.crossing_seconds),
        ]
    }
}

impl Served {
    fn lines(&self) -> String {
        let Self { call, answer, openapi, docs, paths, microseconds_a_call, .. } = self;
        format!(
            "4  the same calls over HTTP: {} compared, {} mismatches, {} declined; stopped\n   \
                {call}\n   → {answer} in {microseconds_a_call:.0} µs\n   \
                OpenAPI: {openapi} ({} paths); to try it: {docs}\n",
            grouped(self.compared),
            grouped(self.mismatches),
            grouped(self.declined),
            paths.len(),
        )
    }
}

/// A number with a comma before each three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
