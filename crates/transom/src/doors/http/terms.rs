//! What a request's head says about its call: the body's format, the deadline, the contract.

use std::time::Duration;

use http::header::{CONTENT_TYPE, EXPECT};
use http::{HeaderMap, HeaderValue};

use crate::fault::Fault;

/// A format of bodies. An answer comes in its request's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Protobuf,
}

impl Format {
    const ALL: [Self; 2] = [Self::Json, Self::Protobuf];

    /// Its content-type.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Protobuf => "application/x-protobuf",
        }
    }

    fn read(value: Option<&HeaderValue>) -> Result<Self, Fault> {
        let bytes = value.map(HeaderValue::as_bytes).unwrap_or_default();
        // Parameters such as `charset=utf-8` say nothing new.
        let essence = bytes.split(|byte| *byte == b';').next().unwrap_or(bytes).trim_ascii();
        let named = |format: &Self| essence.eq_ignore_ascii_case(format.name().as_bytes());
        Self::ALL.into_iter().find(named).ok_or_else(|| {
            let found = String::from_utf8_lossy(if value.is_some() { bytes } else { b"none" });
            let [first, second] = Self::ALL.map(Self::name);
            Fault::Unsupported(format!("expected content-type {first} or {second}, found {found}"))
        })
    }
}

/// How long the caller waits, in milliseconds.
const TIMEOUT: &str = "transom-timeout-ms";
/// The digest of the contract that the caller was made for.
pub(super) const CONTRACT: &str = "transom-contract";

/// The terms of a call.
pub(super) struct Terms<'a> {
    /// What the body is in.
    pub(super) format: Format,
    /// How long the caller waits.
    pub(super) timeout: Option<Duration>,
    /// Whether the caller sends its body only when told to.
    pub(super) waits_to_send: bool,
    contract: Option<&'a HeaderValue>,
}

impl<'a> Terms<'a> {
    /// Reads a head in one pass.
    pub(super) fn read(headers: &'a HeaderMap) -> Result<Self, Fault> {
        let (mut format, mut timeout) = (None, None);
        let mut terms = Self { format: Format::Json, timeout: None, waits_to_send: false, contract: None };
        for (name, value) in headers {
            if name == CONTENT_TYPE {
                format = Some(value);
            } else if name == EXPECT {
                terms.waits_to_send = true;
            } else if name == TIMEOUT {
                timeout = Some(value);
            } else if name == CONTRACT {
                terms.contract = Some(value);
            }
        }
        terms.format = Format::read(format)?;
        terms.timeout = timeout.map(milliseconds).transpose()?;
        Ok(terms)
    }

    /// Refuses a caller that was made for another contract.
    pub(super) fn check_contract(&self, own: &str) -> Result<(), Fault> {
        match self.contract {
            Some(expected) if expected != own => Err(Fault::ContractMismatch {
                expected: String::from_utf8_lossy(expected.as_bytes()).into_owned(),
                found: own.to_owned(),
            }),
            _ => Ok(()),
        }
    }
}

fn milliseconds(value: &HeaderValue) -> Result<Duration, Fault> {
    let number = value.to_str().ok().and_then(|text| text.parse().ok());
    number.map(Duration::from_millis).ok_or_else(|| {
        let found = String::from_utf8_lossy(value.as_bytes());
        Fault::Malformed(format!("expected {TIMEOUT} as a whole number of milliseconds, found {found}"))
    })
}
