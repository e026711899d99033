//! The page to read about functions and try them on: one file, nothing from elsewhere.

use std::sync::LazyLock;

use axum::http::HeaderValue;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// The page. It reads `openapi.json` beside it.
pub(super) const PAGE: &str = include_str!("docs.html");

/// What the page may do: run its own script, wear its own style, call its own service.
pub(super) static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let (script, style) = (hash("script"), hash("style"));
    let policy = format!(
        "default-src 'none'; script-src '{script}'; style-src '{style}'; connect-src 'self'; img-src data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).expect("hashes are ASCII")
});

/// The hash by which a policy names the page's only element of a kind.
fn hash(element: &str) -> String {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let inside = PAGE.split_once(&open).and_then(|(_, rest)| rest.split_once(&close));
    let (inside, _) = inside.expect("the page has one of each");
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(inside)))
}
