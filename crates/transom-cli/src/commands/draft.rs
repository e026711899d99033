//! `transom draft`: Python functions become Rust in an engine, or every reason why not is told.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, bail};
use transom_translate::{Export, Translation};

use crate::config::nearest;
use crate::draft::census::{Census, Function, Reason, Unread};
use crate::draft::drafting::{Observing, Work};
use crate::draft::engine::{self, Placed};
use crate::draft::places::Places;
use crate::draft::select::{Chosen, Selection, select};
use crate::draft::sources::Sources;
use crate::draft::{render, rustfmt};
use crate::project::Project;
use crate::{carried, report};

/// Names that a list of what there is shows at most.
const NAMED_MAX: usize = 8;

/// Draft Rust from Python functions, or say what stands in the way
///
/// The draft goes into an engine under engines/; what was edited there since stays as it is. The status is 0 when all
/// was drafted, 1 when something was not, 2 when the command could not be carried out.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Args {
    /// What to draft: app.pricing:quote, app/pricing.py:quote, a module, a file, a package or a folder
    #[arg(required = true)]
    targets: Vec<String>,
    /// The engine that the draft goes into; left out, the one it is in already, or one called after the module
    #[arg(long, value_name = "NAME")]
    engine: Option<String>,
    /// Write nothing; only tell what would be drafted
    #[arg(long)]
    dry_run: bool,
    /// Bring the new draft into functions that were edited, where the two do not contradict each other
    #[arg(long)]
    merge: bool,
    /// Run none of the project's code to see types that are not annotated
    #[arg(long, conflicts_with_all = ["observe", "command"])]
    no_run: bool,
    /// Run this command to see types that are not annotated, instead of doctests and literal calls in tests
    #[arg(long, value_name = "COMMAND", conflicts_with = "command")]
    observe: Option<String>,
    /// The longest that the calls of one module may take to be seen, or the whole command
    #[arg(long, value_name = "SECONDS")]
    observe_seconds: Option<f64>,
    /// The Python to run
    #[arg(long, value_name = "PYTHON")]
    python: Option<PathBuf>,
    /// Print only the sums
    #[arg(long, short)]
    quiet: bool,
    /// Print the result as JSON: each function, its refusals, and the sums
    #[arg(long)]
    json: bool,
    /// The same as --observe, as the words behind `--`
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    let started = Instant::now();
    let project = Project::here()?;
    let bar = report::steps("reading");
    let places = Places::of(&project.root);
    let selection = select(&places, &args.targets)?;
    let named = selection.modules.iter().map(|chosen| chosen.place.clone()).collect();
    let sources = Sources::read(&places, named, |module| bar.set_message(module.to_owned()));
    let functions = functions(&selection, &sources)?;
    let mut census = Census { unread: unread(&selection, &sources), ..Census::default() };
    let mut draft = Translation::default();
    if !functions.is_empty() {
        let modules: Vec<String> = functions.iter().map(|(module, _)| module.clone()).collect();
        let engine = engine::name(&project, args.engine.as_deref(), &modules, &selection.words)?;
        let observing = Observing {
            command: command(args)?,
            run: !args.no_run,
            seconds_max: args.observe_seconds,
            python: args.python.clone(),
        };
        let work = Work { project: &project, sources: &sources, engine: &engine, observing, bar: &bar };
        draft = work.draft(functions)?;
        census.functions = draft.functions.iter().map(|outcome| Function::of(outcome, &sources)).collect();
        census.engine = Some(engine);
    }
    let outcome =
        if draft.files.is_empty() { None } else { Some(place(args, &project, &census, &mut draft)?) };
    bar.finish_and_clear();
    census.sum();
    finish(args, &project, &mut census, outcome)?;
    census.totals.seconds = started.elapsed().as_secs_f64();
    if args.json {
        report::json(&census)?;
    } else {
        let engine = census.engine.clone().unwrap_or_default();
        let moved = |export: &&Export| !is_moved(&sources, &engine, export);
        show(args, &census, draft.exports.iter().find(moved), selection.tests);
    }
    Ok(u8::from(census.totals.refused + census.totals.unread > 0))
}

/// The functions that are asked for, as module and name.
fn functions(selection: &Selection, sources: &Sources) -> anyhow::Result<Vec<(String, String)>> {
    let mut functions = Vec::new();
    for Chosen { place, functions: asked, .. } in &selection.modules {
        let Some(source) = sources.0.get(&place.name) else { continue };
        if source.place.file != place.file {
            bail!(
                "{} and {} are both the module `{}`; draft them one by one",
                source.path,
                place.file.display(),
                place.name
            );
        }
        let Ok(outline) = &source.outline else { continue };
        for name in asked {
            if !outline.bindings.contains(name) {
                bail!("{}", missing(&source.path, name, outline));
            }
        }
        let all = outline.functions.iter().map(|function| &function.name);
        let wanted: Vec<&String> = if asked.is_empty() { all.collect() } else { asked.iter().collect() };
        functions.extend(wanted.into_iter().map(|name| (place.name.clone(), name.clone())));
    }
    Ok(functions)
}

fn missing(path: &str, name: &str, outline: &transom_translate::Outline) -> String {
    let known: Vec<&str> = outline.functions.iter().map(|function| function.name.as_str()).collect();
    if let Some((class, method)) = name.split_once('.') {
        return format!(
            "`{name}` names a method: expected a function at the top of {path}; write one that takes a `{class}`, such as `def {method}(self: {class}, …)`"
        );
    }
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("{path} has no function `{name}`; did you mean `{near}`?"),
        None if known.is_empty() => format!("{path} has no function `{name}`, nor any other"),
        None => {
            let more = known.len().saturating_sub(NAMED_MAX);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let known = known.into_iter().take(NAMED_MAX).collect::<Vec<_>>().join(", ");
            format!("{path} has no function `{name}`; there are {known}{more}")
        }
    }
}

fn unread(selection: &Selection, sources: &Sources) -> Vec<Unread> {
    let chosen = selection.modules.iter().filter_map(|chosen| sources.0.get(&chosen.place.name));
    let unread = chosen.filter_map(|source| {
        let refusal = source.outline.as_ref().err()?;
        Some(Unread {
            module: source.place.name.clone(),
            path: source.path.clone(),
            refusal: Reason::of(refusal, sources),
        })
    });
    unread.collect()
}

/// The words of the command that is to be watched.
fn command(args: &Args) -> anyhow::Result<Vec<String>> {
    match &args.observe {
        Some(text) => {
            shlex::split(text).with_context(|| format!("--observe: a quote stays open in `{text}`"))
        }
        None => Ok(args.command.clone()),
    }
}

/// Formats the draft and works out what the engine's files will hold.
fn place(args: &Args, project: &Project, census: &Census, draft: &mut Translation) -> anyhow::Result<Placed> {
    let mut texts: Vec<String> = draft.files.iter().map(|file| file.text.clone()).collect();
    if let Err(why) = rustfmt::format(&project.root, &mut texts) {
        report::note(&format!("note: the draft is not formatted: {why}"));
    }
    for (file, text) in draft.files.iter_mut().zip(texts) {
        file.text = text;
    }
    let engine = census.engine.as_deref().expect("a draft goes into an engine");
    engine::place(project, engine, draft, args.merge)
}

/// Writes what is to be written, and tells what stays.
fn finish(args: &Args, project: &Project, census: &mut Census, placed: Option<Placed>) -> anyhow::Result<()> {
    let Some(Placed { changes, files }) = placed else { return Ok(()) };
    for (path, merged) in &files {
        for kept in &merged.kept {
            census.kept.push(format!("{}: {}", path.display(), kept.key));
            if !args.json {
                report::line(&render::difference(&path.display().to_string(), kept, report::styled()));
            }
        }
        for name in &merged.combined {
            report::note(&format!(
                "the new draft of `{name}` in {} was brought into your edits",
                path.display()
            ));
        }
    }
    if !args.dry_run {
        carried::lay_out(project)?;
        census.written = changes.commit()?;
        census.written.retain(|path| !path.starts_with(".transom"));
    }
    Ok(())
}

/// Whether the Python function bears its `@transom.move` already.
fn is_moved(sources: &Sources, engine: &str, export: &Export) -> bool {
    let module = export.original.split(':').next().unwrap_or_default();
    let mark = format!("@transom.move(\"{engine}.{}\")", export.name);
    sources.0.get(module).is_some_and(|source| source.text.contains(&mark))
}

/// `next` is the function to move next.
fn show(args: &Args, census: &Census, next: Option<&Export>, tests: usize) {
    let styled = report::styled();
    if !args.quiet {
        for (reason, functions) in census.reasons() {
            report::line(&render::refusal(reason, &functions, styled));
            report::line("");
        }
        for reason in census.functions.iter().flat_map(|function| &function.notes) {
            report::line(&render::note(reason, styled));
            report::line("");
        }
        for function in census.functions.iter().filter(|function| function.drafted) {
            let Function { path, line, name, python_lines, rust_lines, .. } = function;
            let rust_lines = rust_lines.unwrap_or_default();
            report::line(&format!(
                "drafted {name}  {path}:{line}  {python_lines} lines of Python, {rust_lines} of Rust"
            ));
        }
        for path in &census.written {
            report::line(&format!("wrote {}", path.display()));
        }
    }
    let without = if tests > 0 { format!("; {tests} files of tests left out") } else { String::new() };
    let kept = match census.kept.len() {
        0 => String::new(),
        count => format!("; {count} edited, which stay as they are"),
    };
    report::line(&format!("{}{kept}{without}", census.summary()));
    if let Some(code) = census.foremost() {
        report::line(&format!("transom explain {code} tells more"));
    }
    if let (Some(engine), false) = (&census.engine, census.written.is_empty()) {
        report::line(&format!("next: transom build {engine} && transom prove {engine}"));
        if let Some(export) = next {
            report::line(&format!(
                "then: @transom.move(\"{engine}.{}\") on {}",
                export.name, export.original
            ));
        }
    }
}
