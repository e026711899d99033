//! What a request's head says about its call: the body's format, the deadline, the contract.

use std::time::Duration;

use http::header::{CONTENT_TYPE, EXPECT};
use http::{HeaderMap, HeaderValue};

use crate::fault::Fault;

/// The format that every engine reads.
pub(super) const JSON: &str = "application/json";
/// How long the caller waits, in milliseconds.
const TIMEOUT: &str = "transom-timeout-ms";
/// The digest of the contract that the caller was made for.
pub(super) const CONTRACT: &str = "transom-contract";

/// The terms of a call.
pub(super) struct Terms<'a> {
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
        let mut terms = Self { timeout: None, waits_to_send: false, contract: None };
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
        check_format(format)?;
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

fn check_format(format: Option<&HeaderValue>) -> Result<(), Fault> {
    let Some(format) = format else {
        return Err(Fault::Unsupported(format!("expected content-type {JSON}, found none")));
    };
    // Parameters such as `charset=utf-8` say nothing new.
    let bytes = format.as_bytes();
    let essence = bytes.split(|byte| *byte == b';').next().unwrap_or(bytes).trim_ascii();
    if essence.eq_ignore_ascii_case(JSON.as_bytes()) {
        return Ok(());
    }
    let found = String::from_utf8_lossy(bytes);
    Err(Fault::Unsupported(format!("expected content-type {JSON}, found {found}")))
}

fn milliseconds(value: &HeaderValue) -> Result<Duration, Fault> {
    let number = value.to_str().ok().and_then(|text| text.parse().ok());
    number.map(Duration::from_millis).ok_or_else(|| {
        let found = String::from_utf8_lossy(value.as_bytes());
        Fault::Malformed(format!("expected {TIMEOUT} as a whole number of milliseconds, found {found}"))
    })
}
