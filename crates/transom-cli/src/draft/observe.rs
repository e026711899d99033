//! Types of functions without annotations, as calls show them. Needs Python, so Python runs them.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use transom_translate::{Observed, Seen};

use crate::project::Project;
use crate::python::Python;

/// A function to watch.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Subject {
    pub(crate) module: String,
    pub(crate) function: String,
    pub(crate) file: PathBuf,
    /// The folder that the module's name counts from.
    pub(crate) base: PathBuf,
}

/// Whose calls are watched.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Plan {
    pub(crate) root: PathBuf,
    pub(crate) functions: Vec<Subject>,
    /// A command of the user's that makes the calls; empty: doctests and literal calls in tests.
    pub(crate) command: Vec<String>,
    /// Whether the project's code may be run; else only recordings are read.
    pub(crate) run: bool,
    /// The longest that one module's calls, or the command, may take; left out, Python says.
    pub(crate) seconds_max: Option<f64>,
}

/// What was seen.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Report {
    functions: Vec<Row>,
    /// What went wrong, for people.
    pub(crate) notes: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Row {
    module: String,
    function: String,
    calls: u64,
    parameters: Vec<(String, Value)>,
    result: Option<Value>,
    /// Where annotations and calls contradict each other.
    disagreements: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Value {
    annotation: String,
    ints: Option<(i64, i64)>,
    nan: bool,
    negative_zero: bool,
    ascii: bool,
    lengths: Option<(u64, u64)>,
}

impl Report {
    /// Where annotations and calls contradict each other, for people.
    pub(crate) fn disagreements(&self) -> Vec<String> {
        let told = |row: &Row| {
            let name = format!("{}:{}", row.module, row.function);
            row.disagreements.iter().map(move |what| format!("{name}: {what}")).collect::<Vec<_>>()
        };
        self.functions.iter().flat_map(told).collect()
    }

    /// What the translator is told.
    pub(crate) fn observed(self) -> Vec<Observed> {
        let seen = |value: Value| {
            let Value { annotation, ints, nan, negative_zero, ascii, lengths } = value;
            Seen { annotation, ints, nan, negative_zero, ascii, lengths }
        };
        let rows = self.functions.into_iter().map(|row| Observed {
            module: row.module,
            function: row.function,
            calls: row.calls,
            parameters: row.parameters.into_iter().map(|(name, value)| (name, seen(value))).collect(),
            result: row.result.map(seen),
        });
        rows.collect()
    }
}

/// Starts the watching, unless the project itself has modules of the same names.
const START: &str = "
import sys
sys.path[:] = [folder for folder in sys.path if folder]
from transom._internal.observe.__main__ import main
sys.exit(main())
";

/// Carries out a plan.
pub(crate) fn observe(project: &Project, python: &Python, plan: &Plan) -> anyhow::Result<Report> {
    let mut child = Command::new(&python.executable)
        .args(["-c", START])
        .current_dir(&project.root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} cannot be run", python.executable.display()))?;
    let plan = serde_json::to_vec(plan)?;
    let mut stdin = child.stdin.take().expect("it is piped");
    // A child that ends without reading is told by its status.
    let fed = std::thread::spawn(move || stdin.write_all(&plan));
    let output = child.wait_with_output()?;
    let _ = fed.join();
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{}", said.trim().lines().last().unwrap_or("it failed without a word"));
    }
    serde_json::from_slice(&output.stdout).context("what was observed cannot be read")
}
