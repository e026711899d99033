//! `transom explain`: what a code of `transom draft` means, and what to do about it.

use anyhow::bail;
use serde::Serialize;
use transom_translate::refusal::Code;

use crate::report;

/// Tell more about a code of `transom draft`; without one, list them all
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The code, such as T-ALIAS-02
    code: Option<String>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Explained {
    code: &'static str,
    title: &'static str,
    mend: &'static str,
    explanation: &'static str,
}

impl Explained {
    fn of(code: Code) -> Self {
        Self { code: code.text(), title: code.title(), mend: code.mend(), explanation: code.explanation() }
    }
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    match &args.code {
        None => list(args.json)?,
        Some(text) => explain(found(text)?, args.json)?,
    }
    Ok(0)
}

fn found(text: &str) -> anyhow::Result<Code> {
    if let Some(code) = Code::find(text) {
        return Ok(code);
    }
    let near: Vec<String> =
        Code::nearest(text).into_iter().map(|code| format!("  {}  {}", code.text(), code.title())).collect();
    if near.is_empty() {
        bail!("there is no code `{text}`; `transom explain` lists them all");
    }
    bail!("there is no code `{text}`; did you mean one of these?\n{}", near.join("\n"));
}

fn explain(code: Code, json: bool) -> anyhow::Result<()> {
    let explained = Explained::of(code);
    if json {
        return report::json(&explained);
    }
    let Explained { code, title, mend, explanation } = explained;
    report::line(&format!("{code}: {title}"));
    if !explanation.is_empty() {
        report::line(&format!("\n{explanation}"));
    }
    report::line(&format!("\nmend: {mend}"));
    Ok(())
}

fn list(json: bool) -> anyhow::Result<()> {
    let all: Vec<Explained> = Code::ALL.iter().copied().map(Explained::of).collect();
    if json {
        return report::json(&all);
    }
    let rows: Vec<Vec<String>> =
        all.iter().map(|one| vec![one.code.to_owned(), one.title.to_owned(), one.mend.to_owned()]).collect();
    report::table(&["code", "what stands in the way", "mend"], &rows);
    Ok(())
}
