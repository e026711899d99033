//! What a fault is over HTTP: a status, and a problem as JSON (RFC 9457).

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use http::{Response, StatusCode};
use http_body_util::Full;

use super::terms::CONTRACT;
use crate::fault::Fault;
use crate::problem::Problem;

const PROBLEM: &str = "application/problem+json";

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
    let problem = problem(fault);
    let mut response = Response::new(Full::new(json(&problem).into()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    if let Some(seconds) = retry_after(fault) {
        headers.insert(RETRY_AFTER, seconds.into());
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
    let (status, problem) = (status(fault), problem(fault));
    let body = json(&problem);
    let retry = retry_after(fault).map(|seconds| format!("retry-after: {seconds}\r\n"));
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {PROBLEM}\r\ncontent-length: {}\r\n{}connection: close\r\n\r\n",
        body.len(),
        retry.unwrap_or_default()
    );
    [head.as_bytes(), &body].concat()
}

/// The problem of a fault. What a panic says is the service's business; its log has it.
fn problem(fault: &Fault) -> Problem {
    let mut problem = Problem::from(fault);
    if let Fault::Internal(_) = fault {
        "the function failed; the service's log says why".clone_into(&mut problem.detail);
    }
    problem
}

fn json(problem: &Problem) -> Vec<u8> {
    serde_json::to_vec(problem).expect("a problem is plain data")
}

/// When to come back, in seconds. The header has no fractions, and coming back too early helps nobody.
fn retry_after(fault: &Fault) -> Option<u64> {
    match fault {
        Fault::Overloaded { retry_after } => {
            Some(retry_after.as_secs() + u64::from(retry_after.subsec_nanos() > 0))
        }
        // Until the successor is there.
        Fault::Draining => Some(1),
        _ => None,
    }
}
