//! What a fault is over HTTP: a status, and a problem as JSON (RFC 9457).

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use http::{Response, StatusCode};
use http_body_util::Full;
use serde::Serialize;
use serde_json::Value;
use transom_contract::Issue;

use super::terms::CONTRACT;
use crate::fault::Fault;

const PROBLEM: &str = "application/problem+json";
/// How long a caller is sent away by a service that shuts down: until its successor is there.
const DRAINING_RETRY_AFTER: Duration = Duration::from_secs(1);

/// The table.
fn status(fault: &Fault) -> StatusCode {
    match fault {
        Fault::Malformed(_) => StatusCode::BAD_REQUEST,
        // A decline says as much as an invalid input: well-formed, and not for this function. It is no server error.
        Fault::Invalid(_) | Fault::Declined(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Fault::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Fault::TooSlow { .. } => StatusCode::REQUEST_TIMEOUT,
        Fault::Unsupported(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Fault::UnknownFunction { .. } => StatusCode::NOT_FOUND,
        Fault::ContractMismatch { .. } => StatusCode::CONFLICT,
        Fault::Domain(domain) => {
            StatusCode::from_u16(domain.http).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
        }
        Fault::Overloaded { .. } => StatusCode::TOO_MANY_REQUESTS,
        Fault::DeadlineExceeded => StatusCode::GATEWAY_TIMEOUT,
        Fault::Draining | Fault::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Fault::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The answer to a request that failed.
#[cold]
pub(super) fn response(fault: &Fault) -> Response<Full<Bytes>> {
    with_status(status(fault), fault)
}

/// The same with a status of HTTP's own that the table has no kind for.
#[cold]
pub(super) fn with_status(status: StatusCode, fault: &Fault) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body(fault)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    if let Some(after) = retry_after(fault) {
        headers.insert(RETRY_AFTER, HeaderValue::from(whole_seconds(after)));
    }
    if let Fault::ContractMismatch { found, .. } = fault
        && let Ok(digest) = HeaderValue::from_str(found)
    {
        headers.insert(CONTRACT, digest);
    }
    response
}

/// The same as bytes, for a connection that hyper does not hold any more.
#[cold]
pub(super) fn last_words(fault: &Fault) -> Vec<u8> {
    let (status, body) = (status(fault), body(fault));
    let retry = retry_after(fault)
        .map_or_else(String::new, |after| format!("retry-after: {}\r\n", whole_seconds(after)));
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {PROBLEM}\r\ncontent-length: {}\r\n{retry}connection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), &body].concat()
}

fn retry_after(fault: &Fault) -> Option<Duration> {
    match fault {
        Fault::Overloaded { retry_after } => Some(*retry_after),
        Fault::Draining => Some(DRAINING_RETRY_AFTER),
        _ => None,
    }
}

/// The header has no fractions; coming back too early helps nobody.
fn whole_seconds(after: Duration) -> u64 {
    after.as_secs() + u64::from(after.subsec_nanos() > 0)
}

/// The problem on the wire; the embedded door makes the same of Python's objects.
#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'a str,
    title: &'a str,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<&'a [Issue]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<f64>,
}

fn body(fault: &Fault) -> Bytes {
    let kind = fault.kind();
    let domain = if let Fault::Domain(domain) = fault { Some(domain) } else { None };
    let problem = Problem {
        r#type: kind.slug,
        title: kind.title,
        detail: detail(fault),
        errors: if let Fault::Invalid(issues) = fault { Some(issues) } else { None },
        code: domain.map(|domain| domain.code.as_str()),
        message: domain.map(|domain| domain.message.as_str()),
        data: domain.map(|domain| &domain.data),
        retry_after: retry_after(fault).map(|after| after.as_secs_f64()),
    };
    serde_json::to_vec(&problem).expect("a problem is plain data").into()
}

fn detail(fault: &Fault) -> String {
    match fault {
        Fault::Declined(reason) => reason.clone(),
        // What a panic says is the service's business; its log has it.
        Fault::Internal(_) => "the function failed; the service's log says why".to_owned(),
        other => other.to_string(),
    }
}
