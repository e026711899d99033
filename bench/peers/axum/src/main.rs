//! The peer of the HTTP rows: the service by hand on axum, serde and garde.
//!
//! Text is borrowed from the body where it holds no escapes, unknown fields are refused, and every constraint is
//! checked. It has no deadline, no admission, no metrics: what a careful first version has.

mod cart;

use std::net::Ipv4Addr;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use garde::Validate;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    anyhow::ensure!(!cfg!(debug_assertions), "this is a debug build: build with --release");
    let port = std::env::args().nth(1).context("expected the port as the only argument")?;
    let port: u16 = port.parse().with_context(|| format!("expected a port, found {port:?}"))?;
    let service = Router::new().route("/quote", post(quote)).route("/readyz", get(|| async { "ready" }));
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    axum::serve(axum::serve::ListenerExt::tap_io(listener, no_delay), service).await?;
    Ok(())
}

fn no_delay(stream: &mut tokio::net::TcpStream) {
    // A connection that is gone already says so at its first read.
    let _ = stream.set_nodelay(true);
}

async fn quote(body: Bytes) -> Response {
    let call: cart::Call<'_> = match serde_json::from_slice(&body) {
        Ok(call) => call,
        Err(error) => return (StatusCode::UNPROCESSABLE_ENTITY, error.to_string()).into_response(),
    };
    match call.cart.validate() {
        Ok(()) => axum::Json(call.cart.quote()).into_response(),
        Err(report) => (StatusCode::UNPROCESSABLE_ENTITY, report.to_string()).into_response(),
    }
}
