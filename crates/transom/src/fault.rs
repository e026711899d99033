//! The one error type of a call, and the one table that says what each kind means.

use std::fmt;
use std::time::Duration;

use transom_contract::Issue;
use transom_contract::wires::json::Rejection;

use crate::function::DomainError;

/// Why a call has no answer.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// The bytes are not the wire's format: what, and where.
    Malformed(String),
    /// The input does not keep the contract; every issue.
    Invalid(Vec<Issue>),
    /// The input is larger than the limit, in bytes.
    TooLarge {
        /// The limit.
        limit_bytes: usize,
    },
    /// The input did not arrive in time.
    TooSlow {
        /// The limit.
        limit: Duration,
    },
    /// The input comes in a format that the door does not read.
    Unsupported(String),
    /// The engine has no function of this name.
    UnknownFunction {
        /// The name that was asked for.
        name: String,
        /// The nearest name that there is.
        nearest: Option<String>,
    },
    /// The caller speaks another contract.
    ContractMismatch {
        /// The digest that the caller expects.
        expected: String,
        /// The engine's own.
        found: String,
    },
    /// One of the function's declared errors.
    Domain(Domain),
    /// An exact function leaves this input to its Python original; the reason.
    Declined(String),
    /// Too much is going on; come back after this time.
    Overloaded {
        /// When to try again.
        retry_after: Duration,
    },
    /// The deadline passed before an answer.
    DeadlineExceeded,
    /// The service is shutting down.
    Draining,
    /// A dependency of the service, or the service itself, cannot be reached.
    Unavailable(String),
    /// The function panicked or its answer cannot be written: a bug; what was said.
    Internal(String),
}

/// One of a function's declared errors, out of its Rust type.
#[derive(Debug, Clone, PartialEq)]
pub struct Domain {
    /// The stable code.
    pub code: String,
    /// The message for people.
    pub message: String,
    /// The HTTP status.
    pub http: u16,
    /// What else it tells: a JSON object.
    pub data: serde_json::Value,
}

/// Whose fault it is; decides who is told and whether trying again helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blame {
    /// The caller's: trying the same again gives the same.
    Caller,
    /// Nobody's: try again later.
    Overload,
    /// Something that the service depends on.
    Dependency,
    /// The engine's: somebody should look.
    Bug,
    /// Nobody's: the Python original answers.
    Declined,
}

/// A row of the table: what a kind of [`Fault`] means wherever it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The stable name on every wire, in metrics and in `stats`.
    pub slug: &'static str,
    /// Whose fault it is.
    pub blame: Blame,
    /// One plain sentence.
    pub title: &'static str,
}

impl Fault {
    /// The table.
    pub const fn kind(&self) -> Kind {
        const fn row(slug: &'static str, blame: Blame, title: &'static str) -> Kind {
            Kind { slug, blame, title }
        }
        match self {
            Self::Malformed(_) => row("malformed", Blame::Caller, "The input is not well-formed"),
            Self::Invalid(_) => row("invalid", Blame::Caller, "The input does not keep the contract"),
            Self::TooLarge { .. } => row("too_large", Blame::Caller, "The input is larger than the limit"),
            Self::TooSlow { .. } => row("too_slow", Blame::Caller, "The input did not arrive in time"),
            Self::Unsupported(_) => row("unsupported", Blame::Caller, "The input's format is not supported"),
            Self::UnknownFunction { .. } => {
                row("unknown_function", Blame::Caller, "There is no such function")
            }
            Self::ContractMismatch { .. } => {
                row("contract_mismatch", Blame::Caller, "The caller was made for another contract")
            }
            Self::Domain(_) => row("domain", Blame::Caller, "The function answered with a declared error"),
            Self::Declined(_) => row("declined", Blame::Declined, "The function leaves this input to Python"),
            Self::Overloaded { .. } => row("overloaded", Blame::Overload, "Too many calls at once"),
            Self::DeadlineExceeded => row("deadline_exceeded", Blame::Overload, "The deadline passed"),
            Self::Draining => row("draining", Blame::Overload, "The service is shutting down"),
            Self::Unavailable(_) => row("unavailable", Blame::Dependency, "A dependency cannot be reached"),
            Self::Internal(_) => row("internal", Blame::Bug, "The function failed"),
        }
    }

    /// The fault of a declared error.
    pub fn domain(error: &impl DomainError) -> Self {
        Self::Domain(Domain {
            code: error.code().to_owned(),
            message: error.to_string(),
            http: error.http(),
            data: error.data(),
        })
    }
}

impl From<Rejection> for Fault {
    fn from(rejection: Rejection) -> Self {
        match rejection {
            Rejection::Malformed(what) => Self::Malformed(what),
            Rejection::Invalid(issues) => Self::Invalid(issues),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(what) | Self::Unsupported(what) | Self::Unavailable(what) => f.write_str(what),
            Self::Declined(reason) => write!(f, "declined: {reason}"),
            Self::Internal(what) => write!(f, "internal error: {what}"),
            Self::Invalid(issues) => {
                write!(f, "{} validation error{}", issues.len(), if issues.len() == 1 { "" } else { "s" })?;
                issues.iter().try_for_each(|issue| write!(f, "\n{issue}"))
            }
            Self::TooLarge { limit_bytes } => write!(f, "the input is larger than {limit_bytes} bytes"),
            Self::TooSlow { limit } => write!(f, "the input did not arrive within {} ms", limit.as_millis()),
            Self::UnknownFunction { name, nearest: Some(nearest) } => {
                write!(f, "there is no function `{name}`; did you mean `{nearest}`?")
            }
            Self::UnknownFunction { name, nearest: None } => write!(f, "there is no function `{name}`"),
            Self::ContractMismatch { expected, found } => {
                write!(f, "the caller was made for contract {expected}, the engine has {found}")
            }
            Self::Domain(domain) => f.write_str(&domain.message),
            Self::Overloaded { retry_after } => {
                write!(f, "too many calls at once; try again in {} ms", retry_after.as_millis())
            }
            Self::DeadlineExceeded | Self::Draining => f.write_str(self.kind().title),
        }
    }
}

impl std::error::Error for Fault {}
