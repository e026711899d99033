//! Shadow: what the engine did beside what the original did.

use pyo3::prelude::*;

use super::compare;
use super::counts::{Counts, Mismatch};

/// What the engine did, before the original was asked.
pub enum Beside<'py> {
    /// It answered.
    Answered(Bound<'py, PyAny>),
    /// It left the input to the original; the reason.
    Declined(String),
    /// It raised this, an exception of Transom's.
    Raised(PyErr),
    /// It means this exception of Python's to be raised.
    Exception(PyErr),
}

/// The arguments, and what became of them.
pub struct Inputs {
    /// The named arguments as JSON, as the engine saw them; `None` where they are too large to keep.
    pub before: Option<String>,
    /// What the original made of an argument and what the engine did, where that differs.
    pub difference: Option<(String, String)>,
}

impl Inputs {
    /// Arguments that the engine leaves as they are, as JSON before and after the original ran.
    pub fn unchanged(before: Option<String>, after: Option<String>) -> Self {
        let difference = (before != after).then(|| {
            ("the original changes its arguments".to_owned(), "the engine leaves them as they are".to_owned())
        });
        Self { before, difference }
    }
}

/// Compares the engine with the original and counts; nothing of it is raised. `report` is called with each differing
/// input that is smaller than all before it.
///
/// Both raising is the same: the original's exception is Python's own, the engine's one of Transom's.
pub fn judge(
    py: Python<'_>,
    counts: &Counts,
    engine: Beside<'_>,
    original: Result<&Bound<'_, PyAny>, &PyErr>,
    inputs: Inputs,
    report: Option<&Bound<'_, PyAny>>,
) {
    let difference = inputs.difference;
    let (expected, found): (String, String) = match (original, engine) {
        (_, Beside::Declined(reason)) => return counts.declined(&reason),
        (Err(_), Beside::Raised(_)) => return counts.compared(),
        (Err(expected), Beside::Exception(found)) => {
            if same_exception(py, expected, &found) {
                return counts.compared();
            }
            (raised(py, expected), raised(py, &found))
        }
        (Ok(expected), Beside::Answered(found)) => match compare::same(expected, &found) {
            Ok(true) => match difference {
                None => return counts.compared(),
                Some(difference) => difference,
            },
            Ok(false) => (compare::shown(expected), compare::shown(&found)),
            Err(error) => {
                (format!("answers that can be compared, but {}", raised(py, &error)), compare::shown(&found))
            }
        },
        (Ok(expected), Beside::Raised(error) | Beside::Exception(error)) => {
            (compare::shown(expected), raised(py, &error))
        }
        (Err(error), Beside::Answered(found)) => (raised(py, error), compare::shown(&found)),
    };
    let size = inputs.before.as_ref().map_or(usize::MAX, String::len);
    if !counts.differed(size) {
        return;
    }
    if let (Some(report), Some(input)) = (report, &inputs.before)
        && let Err(error) = report.call1((input, &expected, &found))
    {
        error.write_unraisable(py, Some(report));
    }
    let input = inputs.before.unwrap_or_else(|| "(too large to keep)".to_owned());
    counts.keep(Mismatch { input, size, expected, found });
}

/// Whether two exceptions are of one class and have the same arguments.
fn same_exception(py: Python<'_>, expected: &PyErr, found: &PyErr) -> bool {
    let args = |error: &PyErr| error.value(py).getattr("args");
    expected.get_type(py).is(found.get_type(py))
        && args(expected).and_then(|expected| compare::same(&expected, &args(found)?)).unwrap_or(false)
}

fn raised(py: Python<'_>, error: &PyErr) -> String {
    let class = error.get_type(py).name().map_or_else(|_| "an exception".to_owned(), |name| name.to_string());
    format!("raises {class}: {}", error.value(py))
}
