//! A fault as plain data: what a served engine answers in place of a value, and what its client reads.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use transom_contract::{Issue, Loc};

use crate::fault::Fault;

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
    pub errors: Option<Vec<ProblemIssue>>,
    /// Of a declared error: its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Of a declared error: its message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Of a declared error: what else it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
    /// Of too many calls: when to try again, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<f64>,
}

/// One thing wrong with an input, as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProblemIssue {
    /// The stable kind, such as `missing`.
    #[serde(rename = "type")]
    pub slug: String,
    /// Where, from the outside in.
    pub loc: Vec<Loc>,
    /// What was expected.
    pub msg: String,
    /// What was found.
    pub input: Value,
    /// The limits that the message speaks of.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub ctx: Map<String, Value>,
}

impl From<&Issue> for ProblemIssue {
    fn from(issue: &Issue) -> Self {
        let ctx = issue.ctx.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        Self {
            slug: issue.slug.to_owned(),
            loc: issue.loc.clone(),
            msg: issue.msg.clone(),
            input: serde_json::to_value(&issue.input).unwrap_or_default(),
            ctx: ctx.collect(),
        }
    }
}

impl From<&Fault> for Problem {
    fn from(fault: &Fault) -> Self {
        let kind = fault.kind();
        let domain = if let Fault::Domain(domain) = fault { Some(domain) } else { None };
        let detail = match fault {
            Fault::Declined(reason) => reason.clone(),
            other => other.to_string(),
        };
        Self {
            slug: kind.slug.to_owned(),
            title: kind.title.to_owned(),
            detail,
            errors: if let Fault::Invalid(issues) = fault {
                Some(issues.iter().map(ProblemIssue::from).collect())
            } else {
                None
            },
            code: domain.map(|domain| domain.code.clone()),
            message: domain.map(|domain| domain.message.clone()),
            data: domain.map(|domain| domain.data.clone()),
            retry_after: if let Fault::Overloaded { retry_after } = fault {
                Some(retry_after.as_secs_f64())
            } else {
                None
            },
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
