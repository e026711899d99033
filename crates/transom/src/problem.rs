//! A fault as plain data: what a served engine answers in place of a value, and what its client reads.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fault::Fault;

/// How long a caller is sent away by a service that shuts down: until its successor is there.
const DRAINING_RETRY_AFTER: Duration = Duration::from_secs(1);

/// A fault as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// The kind's stable name, such as `invalid`.
    #[serde(rename = "type")]
    pub slug: String,
    /// What the kind means.
    pub title: String,
    /// What happened.
    pub detail: String,
    /// Of an invalid input: every issue, in Pydantic's shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errors: Option<Value>,
    /// Of a declared error: its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Of a declared error: its message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Of a declared error: what else it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
    /// When to try again, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<f64>,
}

impl From<&Fault> for Problem {
    fn from(fault: &Fault) -> Self {
        let kind = fault.kind();
        let domain = if let Fault::Domain(domain) = fault { Some(domain) } else { None };
        let detail = match fault {
            Fault::Declined(reason) => reason.clone(),
            other => other.to_string(),
        };
        let retry_after = match fault {
            Fault::Overloaded { retry_after } => Some(*retry_after),
            Fault::Draining => Some(DRAINING_RETRY_AFTER),
            _ => None,
        };
        Self {
            slug: kind.slug.to_owned(),
            title: kind.title.to_owned(),
            detail,
            errors: if let Fault::Invalid(issues) = fault { serde_json::to_value(issues).ok() } else { None },
            code: domain.map(|domain| domain.code.clone()),
            message: domain.map(|domain| domain.message.clone()),
            data: domain.map(|domain| domain.data.clone()),
            retry_after: retry_after.map(|after| after.as_secs_f64()),
        }
    }
}

impl From<Fault> for Box<Problem> {
    fn from(fault: Fault) -> Self {
        Self::new(Problem::from(&fault))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for Problem {}
