//! `cargo xtask tidy`: the walls of ARCHITECTURE.md and the rules of the house, as absences that a test can see.
//!
//! Each rule reads the sources and names what breaks it, with the line and the mend; all at once.

mod docs;
mod limits;
mod source;
mod walls;

use anyhow::{Result, ensure};

use self::source::Source;

/// What breaks a rule.
struct Finding {
    place: String,
    what: String,
}

/// Collects what breaks rules.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn say(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.0.push(Finding { place: place.into(), what: what.into() });
    }

    /// Says it of a line, counted from 0.
    fn say_at(&mut self, source: &Source, line: usize, what: impl Into<String>) {
        self.say(format!("{}:{}", source.path, line + 1), what);
    }
}

/// Checks every rule.
pub(crate) fn run() -> Result<()> {
    let sources = source::all(&crate::root())?;
    let mut findings = Findings::default();
    walls::check(&sources, &mut findings)?;
    docs::check(&sources, &mut findings);
    limits::check(&sources, &mut findings);
    for Finding { place, what } in &findings.0 {
        eprintln!("{place}: {what}");
    }
    ensure!(findings.0.is_empty(), "{} broken rules", findings.0.len());
    Ok(())
}
