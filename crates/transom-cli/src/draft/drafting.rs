//! Drafts functions: what calls show of their types, their names in the engine, and what they call along.

use std::collections::BTreeSet;
use std::path::PathBuf;

use indicatif::ProgressBar;
use transom_translate::{Module, Observed, OutlineFunction, Request, Target, Translation, translate};

use super::observe::{self, Plan, Subject};
use super::sources::Sources;
use super::{attempt, engine, items, library};
use crate::project::Project;
use crate::python::Python;
use crate::report;

/// What drafting needs to know.
pub(crate) struct Work<'a> {
    pub(crate) project: &'a Project,
    pub(crate) sources: &'a Sources,
    /// The engine that the draft goes into.
    pub(crate) engine: &'a str,
    pub(crate) observing: Observing,
    pub(crate) bar: &'a ProgressBar,
}

/// How types that no annotation tells are seen.
pub(crate) struct Observing {
    /// The command that makes the calls; empty: doctests and literal calls in tests.
    pub(crate) command: Vec<String>,
    /// Whether the project's code may be run.
    pub(crate) run: bool,
    pub(crate) seconds_max: Option<f64>,
    pub(crate) python: Option<PathBuf>,
}

impl Work<'_> {
    /// Drafts what is asked for. What it calls and the engine lists already stays a function of the engine.
    pub(crate) fn draft(&self, asked: Vec<(String, String)>) -> anyhow::Result<Translation> {
        let listed = library::listed(self.project, self.engine);
        let count = asked.len();
        let mut seen = self.observed(&asked);
        let mut functions = asked;
        loop {
            self.bar.set_prefix("drafting");
            self.bar.set_message(format!("{} functions", functions.len()));
            let targets = targets(&listed, functions.clone());
            let mut done = attempt::translate(request(self.sources, targets, seen.clone()), translate)?;
            let mut more = called(&listed, &done, self.sources);
            more.retain(|function| !functions.contains(function));
            if more.is_empty() {
                done.functions.truncate(count);
                return Ok(done);
            }
            seen.extend(self.observed(&more));
            functions.extend(more);
        }
    }

    /// What calls show of functions whose annotations leave something open. That nothing can be seen stops nothing.
    fn observed(&self, functions: &[(String, String)]) -> Vec<Observed> {
        let is_open = |module: &str, name: &str| {
            let outline = self.sources.0.get(module).and_then(|source| source.outline.as_ref().ok());
            outline.and_then(|outline| outline.function(name)).is_some_and(|function| !function.strict)
        };
        let open: BTreeSet<&str> = functions
            .iter()
            .filter(|(module, name)| is_open(module, name))
            .map(|(module, _)| &**module)
            .collect();
        if open.is_empty() {
            return Vec::new();
        }
        self.bar.set_prefix("watching calls");
        self.bar.set_message(format!("of {} modules", open.len()));
        let seen = Python::find(self.project, self.observing.python.as_deref()).and_then(|python| {
            let plan = Plan {
                root: self.project.root.clone(),
                functions: open.iter().flat_map(|module| self.subjects(module)).collect(),
                command: self.observing.command.clone(),
                run: self.observing.run,
                seconds_max: self.observing.seconds_max,
            };
            observe::observe(self.project, &python, &plan)
        });
        match seen {
            Ok(seen) => {
                for note in seen.notes.iter().chain(&seen.disagreements()) {
                    self.bar.suspend(|| report::note(&format!("note: {note}")));
                }
                let mut observed = seen.observed();
                observed.retain(|function| is_open(&function.module, &function.function));
                observed
            }
            Err(error) => {
                self.bar.suspend(|| report::note(&format!("note: no calls were watched: {error:#}")));
                Vec::new()
            }
        }
    }
    /// All functions of a module: what is annotated is held against its calls, and others call what is not.
    fn subjects(&self, module: &str) -> Vec<Subject> {
        let Some(source) = self.sources.0.get(module) else { return Vec::new() };
        let functions = source.outline.iter().flat_map(|outline| &outline.functions);
        let subject = |function: &OutlineFunction| Subject {
            module: module.to_owned(),
            function: function.name.clone(),
            file: source.place.file.clone(),
            base: source.place.base.clone(),
        };
        functions.map(subject).collect()
    }
}

/// The functions of a draft that the engine lists, as module and name.
fn called(listed: &[String], draft: &Translation, sources: &Sources) -> Vec<(String, String)> {
    let mut called = Vec::new();
    for file in draft.files.iter().filter(|_| !listed.is_empty()) {
        let rust = engine::rust_name(&file.module);
        let Some(Ok(outline)) = sources.0.get(&file.module).map(|source| &source.outline) else { continue };
        for item in items::split(&file.text).map(|pieces| pieces.items).unwrap_or_default() {
            let own = item
                .name
                .strip_prefix(rust.trim_start_matches("py_"))
                .and_then(|name| name.strip_prefix('_'));
            let name = [Some(item.name.as_str()), own]
                .into_iter()
                .flatten()
                .find(|name| outline.function(name).is_some());
            if let Some(name) = name.filter(|_| listed.contains(&format!("{rust}::{}", item.name))) {
                called.push((file.module.clone(), name.to_owned()));
            }
        }
    }
    called
}

/// Gives each function its name in the engine: its own, unless another module's function has that.
fn targets(listed: &[String], functions: Vec<(String, String)>) -> Vec<Target> {
    let mut paths: BTreeSet<String> = listed.iter().cloned().collect();
    let last = |path: &String| path.rsplit("::").next().unwrap_or_default().to_owned();
    let mut names: BTreeSet<String> = listed.iter().map(last).collect();
    let mut targets = Vec::new();
    for (module, function) in functions {
        let rust = engine::rust_name(&module);
        let prefixed = format!("{}_{function}", rust.trim_start_matches("py_"));
        let listed = |name: &str| paths.contains(&format!("{rust}::{name}"));
        let own = listed(&function) || (!names.contains(&function) && !listed(&prefixed));
        let name = if own { function.clone() } else { prefixed };
        paths.insert(format!("{rust}::{name}"));
        names.insert(name.clone());
        targets.push(Target { module, function, name });
    }
    targets
}

fn request(sources: &Sources, targets: Vec<Target>, observed: Vec<Observed>) -> Request {
    let read = sources.0.values().filter(|source| source.outline.is_ok());
    let modules = read.map(|source| Module {
        name: source.place.name.clone(),
        path: source.path.clone(),
        package: source.place.package,
        source: source.text.clone(),
        rust_name: engine::rust_name(&source.place.name),
    });
    Request { modules: modules.collect(), targets, observed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_in_an_engine() {
        let functions = [("app.a", "total"), ("app.b", "total"), ("app.c", "rate")];
        let functions: Vec<_> =
            functions.iter().map(|(module, name)| ((*module).to_owned(), (*name).to_owned())).collect();
        let names = |listed: &[&str]| -> Vec<String> {
            let listed: Vec<String> = listed.iter().map(|&path| path.to_owned()).collect();
            targets(&listed, functions.clone()).into_iter().map(|target| target.name).collect()
        };
        assert_eq!(names(&[]), ["total", "b_total", "rate"]);
        assert_eq!(names(&["b::total", "a::a_total"]), ["a_total", "total", "rate"]);
        assert_eq!(names(&["rate"]), ["total", "b_total", "c_rate"]);
    }
}
