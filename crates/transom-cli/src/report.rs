//! What a command says: tables and lines for people, JSON for programs. The only place that prints.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Prints a result as JSON, one document.
pub(crate) fn json(result: &impl Serialize) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(result)?;
    line(&text);
    Ok(())
}

/// Prints a line.
pub(crate) fn line(text: &str) {
    // A reader that has gone away (`| head`) is no failure of the command.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints columns under a heading, each as wide as it needs to be.
pub(crate) fn table(heading: &[&str], rows: &[Vec<String>]) {
    let mut widths: Vec<usize> = heading.iter().map(|title| title.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let render = |cells: Vec<&str>| {
        let cells = cells.iter().zip(&widths).map(|(cell, width)| {
            let pad = width - cell.chars().count();
            format!("{cell}{}", " ".repeat(pad))
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    line(&render(heading.to_vec()));
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    line(&rule.join("  "));
    for row in rows {
        line(&render(row.iter().map(String::as_str).collect()));
    }
}

/// Says what stands in the way, with its causes, on standard error.
pub(crate) fn failure(error: &anyhow::Error) {
    let _ = writeln!(std::io::stderr(), "error: {error}");
    for cause in error.chain().skip(1) {
        let _ = writeln!(std::io::stderr(), "  because {cause}");
    }
}

/// A note on standard error, so that JSON on standard output stays clean.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Progress of long work on standard error; silent where nobody watches.
pub(crate) fn progress(label: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        note(label);
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {prefix}  {elapsed}  {pos} crates  {wide_msg}")
        .expect("a fixed template");
    let bar = ProgressBar::new_spinner().with_style(style).with_prefix(label.to_owned());
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// Progress of work in steps, on standard error; not even a word where nobody watches.
pub(crate) fn steps(label: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{spinner} {prefix}  {elapsed}  {wide_msg}").expect("a fixed template");
    let bar = ProgressBar::new_spinner().with_style(style).with_prefix(label.to_owned());
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// Whether what is printed may have colours.
pub(crate) fn styled() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
