//! The HTTP door: `POST /<function>` with one JSON object of named arguments, or the same as a Protobuf message, and
//! pages about the engine.
//!
//! [`accept()`] takes connections in, [`connection`] watches over each, [`Door`] answers requests: a call goes the short
//! way through [`terms`], [`body`] and the layers, everything else to [`pages`], an axum router. [`problem`] is the one
//! table of what a fault is on this wire.

mod accept;
mod backlog;
mod body;
mod connection;
mod handler;
mod pages;
mod problem;
mod stream;
mod terms;

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Method, Request, Response};
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use tower_service::Service as _;

use crate::engine::Engine;
use crate::fault::Fault;
use crate::layers::{self, Call, Service, Stack};
use crate::runtime::{Described, Pool, Served};
use terms::{Format, Terms};

pub(crate) use accept::accept;
pub(crate) use connection::{Connections, Limits};
pub(crate) use handler::{Handler, Sync};

/// What the door takes at most.
pub(crate) struct Bounds {
    pub(crate) body_bytes_max: usize,
    pub(crate) body_timeout: Duration,
    /// The longest that a call may take, whatever its caller says.
    pub(crate) call_timeout: Duration,
    /// Calls that run or wait at once.
    pub(crate) calls_max: usize,
}

/// The engine as it is served.
pub(crate) struct Door {
    engine: &'static Engine,
    functions: HashMap<&'static str, &'static Served>,
    stack: Stack,
    bounds: Bounds,
    connections: &'static Connections,
    pages: OnceLock<axum::Router>,
    draining: AtomicBool,
}

type Body = Either<Full<Bytes>, axum::body::Body>;

impl Door {
    /// Opens a door to an engine. It stays until the process ends.
    pub(crate) fn open(
        engine: &'static Engine,
        bounds: Bounds,
        pool: Pool,
        connections: &'static Connections,
    ) -> &'static Self {
        let described: &'static Described = Box::leak(Box::new(Described::new(engine.contract())));
        let served =
            engine.entries().iter().map(|entry| &*Box::leak(Box::new(Served::new(entry, described))));
        Box::leak(Box::new(Self {
            engine,
            functions: served.map(|served| (served.entry.name(), served)).collect(),
            stack: layers::stack(bounds.calls_max, pool),
            bounds,
            connections,
            pages: OnceLock::new(),
            draining: AtomicBool::new(false),
        }))
    }

    /// Lets every answer from now on be its connection's last, and `/readyz` say no.
    pub(crate) fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// Answers a request.
    async fn answer(&'static self, request: Request<Incoming>) -> Response<Body> {
        let mut response = match self.function(&request) {
            Some(served) => {
                let (parts, body) = request.into_parts();
                self.call(served, parts.headers, body).await
            }
            None => self.page(request).await,
        };
        if self.is_draining() {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }

    fn function(&self, request: &Request<Incoming>) -> Option<&'static Served> {
        if request.method() != Method::POST {
            return None;
        }
        self.functions.get(request.uri().path().strip_prefix('/')?).copied()
    }

    async fn call(&self, served: &'static Served, mut headers: HeaderMap, body: Incoming) -> Response<Body> {
        match self.attempt(served, &headers, body).await {
            Ok((answer, format)) => {
                // The request's map is the answer's: hyper reads the next head into it again.
                headers.clear();
                headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.name()));
                let mut response = Response::new(Either::Left(Full::new(answer)));
                *response.headers_mut() = headers;
                response
            }
            Err(fault) => problem::response(&fault).map(Either::Left),
        }
    }

    async fn attempt(
        &self,
        served: &'static Served,
        headers: &HeaderMap,
        body: Incoming,
    ) -> Result<(Bytes, Format), Fault> {
        let call = self.read(served, headers, body).await;
        let (call, format) = call.inspect_err(|fault| served.meter.failed(fault))?;
        Ok((self.stack.call(call).await?.body, format))
    }

    async fn read(
        &self,
        served: &'static Served,
        headers: &HeaderMap,
        body: Incoming,
    ) -> Result<(Call, Format), Fault> {
        let terms = Terms::read(headers)?;
        terms.check_contract(self.engine.digest())?;
        let body = body::read(body, &self.bounds, terms.waits_to_send).await?;
        let began = Instant::now();
        let longest = self.bounds.call_timeout;
        let deadline = began + terms.timeout.map_or(longest, |timeout| timeout.min(longest));
        let handler = match terms.format {
            Format::Json => &served.entry.json,
            Format::Protobuf => &served.entry.protobuf,
        };
        Ok((Call { served, handler, body, began, deadline }, terms.format))
    }

    async fn page(&'static self, request: Request<Incoming>) -> Response<Body> {
        let mut pages = self.pages.get_or_init(|| pages::router(self)).clone();
        let Ok(response) = pages.call(request).await;
        response.map(Either::Right)
    }
}
