//! The pages about an engine: its contract and documents, its health, its metrics.

mod docs;

use axum::Router;
use axum::extract::State;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use transom_contract::documents;

use super::terms::{CONTRACT, Format};
use super::{Door, problem};
use crate::fault::Fault;
use crate::layers::metrics::{self, Gauges};

/// The methods of a function and of a page.
const FUNCTION_METHODS: &str = "POST, OPTIONS";
const PAGE_METHODS: &str = "GET, HEAD, OPTIONS";
const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// The router of all that is no call.
pub(super) fn router(door: &'static Door) -> Router {
    Router::new()
        .route("/", get(|| async { Redirect::temporary("/docs") }))
        .route("/contract.json", get(contract))
        .route("/openapi.json", get(openapi))
        .route("/docs", get(docs))
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(counts))
        .method_not_allowed_fallback(|method: Method| async move { refuse_method(&method, PAGE_METHODS) })
        .fallback(unknown)
        .with_state(door)
}

async fn contract(State(door): State<&'static Door>) -> Response {
    let json = serde_json::to_vec(door.engine.contract()).expect("a contract is plain data");
    let digest = HeaderValue::from_str(door.engine.digest()).expect("a digest is hexadecimal");
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(Format::Json.name())),
        (HeaderName::from_static(CONTRACT), digest),
        no_cache(),
    ];
    (headers, json).into_response()
}

async fn openapi(State(door): State<&'static Door>) -> Response {
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(Format::Json.name())), no_cache()];
    (headers, documents::openapi::render(door.engine.contract())).into_response()
}

async fn docs() -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(HTML)),
        (CONTENT_SECURITY_POLICY, docs::POLICY.clone()),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        no_cache(),
    ];
    (headers, docs::PAGE).into_response()
}

async fn ready(State(door): State<&'static Door>) -> Response {
    if door.is_draining() {
        problem::response(&Fault::Draining).into_response()
    } else {
        "ready\n".into_response()
    }
}

async fn counts(State(door): State<&'static Door>) -> Response {
    let served: Vec<_> = door.engine.entries().iter().map(|entry| door.functions[entry.name()]).collect();
    let gauges = Gauges { calls: door.stack.0.inner().calls(), connections: door.connections.count() };
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(TEXT)), no_cache()];
    (headers, metrics::render(&served, &gauges)).into_response()
}

fn no_cache() -> (HeaderName, HeaderValue) {
    (CACHE_CONTROL, HeaderValue::from_static("no-cache"))
}

/// Whatever is no page: a function asked for in another way than `POST`, or nothing that there is.
async fn unknown(State(door): State<&'static Door>, method: Method, uri: Uri) -> Response {
    let name = uri.path().trim_start_matches('/');
    if door.functions.contains_key(name) {
        return refuse_method(&method, FUNCTION_METHODS);
    }
    let nearest = nearest(name, door.functions.keys().copied());
    problem::response(&Fault::UnknownFunction { name: name.to_owned(), nearest }).into_response()
}

/// The answer to a method that is not for this address: `OPTIONS` asks which are.
fn refuse_method(method: &Method, allowed: &'static str) -> Response {
    let mut response = if method == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        let fault = Fault::Unsupported(format!("expected one of {allowed}, found {method}"));
        problem::with_status(StatusCode::METHOD_NOT_ALLOWED, &fault).into_response()
    };
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    response
}

/// The name that is meant, if one is near enough.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let known = known.filter(|known| known.len() * 2 > name.len());
    let measured = known.map(|known| (strsim::damerau_levenshtein(name, known), known));
    let (distance, nearest) = measured.min()?;
    (distance <= nearest.len() / 2).then(|| nearest.to_owned())
}
