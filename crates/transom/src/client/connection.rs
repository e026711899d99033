//! Connections: one request at a time on each, and those that wait for their next one.
//!
//! Whoever waits for an answer drives the connection itself: there is no task beside it to hand things to.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{HeaderValue, Request, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::CONTRACT;
use super::address::Address;
use crate::fault::Fault;
use crate::problem::Problem;

/// Bytes of the largest answer that is read.
const ANSWER_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Connections that wait for their next request.
const IDLE_MAX: usize = 64;
/// How long they do: less than a service waits before it closes them.
const IDLE_LIMIT: Duration = Duration::from_secs(30);

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) contract: Option<HeaderValue>,
    pub(super) body: Bytes,
}

/// One connection, with nothing on its way.
struct Connection {
    sender: SendRequest<Full<Bytes>>,
    driver: http1::Connection<TokioIo<TcpStream>, Full<Bytes>>,
    since: Instant,
}

/// The connections that wait for their next request.
#[derive(Default)]
pub(super) struct Idle(Mutex<Vec<Connection>>);

impl Idle {
    /// Sends a request on one of them, or on a new one, and waits for the whole answer.
    pub(super) async fn send(
        &self,
        address: &Address,
        request: Request<Full<Bytes>>,
    ) -> Result<Answer, Box<Problem>> {
        let mut request = request;
        while let Some(connection) = self.take() {
            match self.send_on(connection, request).await {
                Err(Failed::Unsent(unsent)) => request = *unsent,
                done => return done.map_err(|failed| failed.at(address)),
            }
        }
        let connection = Connection::open(address).await?;
        self.send_on(connection, request).await.map_err(|failed| failed.at(address))
    }

    async fn send_on(
        &self,
        mut connection: Connection,
        request: Request<Full<Bytes>>,
    ) -> Result<Answer, Failed> {
        let answer = connection.send(request).await?;
        self.keep(connection);
        Ok(answer)
    }

    /// The one that was used last and is still open.
    fn take(&self) -> Option<Connection> {
        loop {
            let mut connection = self.all().pop()?;
            if connection.since.elapsed() < IDLE_LIMIT && connection.is_open() {
                return Some(connection);
            }
        }
    }

    fn keep(&self, mut connection: Connection) {
        connection.since = Instant::now();
        let mut all = self.all();
        if all.len() < IDLE_MAX && connection.is_open() {
            all.push(connection);
        }
    }

    fn all(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    async fn open(address: &Address) -> Result<Self, Box<Problem>> {
        let unavailable = |what: String| {
            Fault::Unavailable(format!("cannot connect to {address}: {what}; is the service running there?"))
        };
        let stream = TcpStream::connect((address.host.as_str(), address.port)).await;
        let stream = stream.map_err(|error| unavailable(error.to_string()))?;
        stream.set_nodelay(true).map_err(|error| unavailable(error.to_string()))?;
        let shaken = http1::handshake(TokioIo::new(stream)).await;
        let (sender, driver) = shaken.map_err(|error| unavailable(error.to_string()))?;
        Ok(Self { sender, driver, since: Instant::now() })
    }

    /// Whether the other side has not closed it.
    fn is_open(&mut self) -> bool {
        let mut context = Context::from_waker(Waker::noop());
        Pin::new(&mut self.driver).poll(&mut context).is_pending() && self.sender.is_ready()
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<Answer, Failed> {
        let response = self.sender.try_send_request(request);
        let response =
            driven(&mut self.driver, response).await.map_err(|mut error| match error.take_message() {
                Some(unsent) => Failed::Unsent(Box::new(unsent)),
                None => Failed::Broken(said(error.error())),
            })?;
        let (head, body) = response.into_parts();
        let whole = driven(&mut self.driver, Limited::new(body, ANSWER_BYTES_MAX).collect()).await;
        let body =
            whole.map_err(|error| Failed::Broken(format!("{error} (at most {ANSWER_BYTES_MAX} bytes)")))?;
        Ok(Answer {
            status: head.status,
            contract: head.headers.get(CONTRACT).cloned(),
            body: body.to_bytes(),
        })
    }
}

/// Why a request has no answer.
enum Failed {
    /// The connection was closed before anything of the request was sent.
    Unsent(Box<Request<Full<Bytes>>>),
    /// It broke off later; what was said.
    Broken(String),
}

impl Failed {
    fn at(self, address: &Address) -> Box<Problem> {
        let what = match self {
            Self::Unsent(_) => "the connection is closed".to_owned(),
            Self::Broken(what) => what,
        };
        Fault::Unavailable(format!("{address} gave no answer: {what}")).into()
    }
}

/// Waits for something that a connection brings about.
async fn driven<T>(
    driver: &mut http1::Connection<TokioIo<TcpStream>, Full<Bytes>>,
    work: impl Future<Output = T>,
) -> T {
    let mut work = std::pin::pin!(work);
    let mut ended = false;
    poll_fn(|context| {
        if !ended {
            // Its error reaches the work, too, which is what is told.
            ended = Pin::new(&mut *driver).poll(context).is_ready();
        }
        work.as_mut().poll(context)
    })
    .await
}

/// An error with what is behind it.
fn said(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}
