//! The Rust client of a served engine: keeps its connections, works in any process that forks, and reads the contract
//! before it calls.

mod address;
mod connection;
mod process;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use transom_contract::wires::json;
use transom_contract::{Contract, Function};

use crate::fault::Fault;
use crate::problem::Problem;
use address::Address;
use connection::{Answer, Idle};

pub use process::PerProcess;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// How long the caller waits, in milliseconds.
const TIMEOUT: HeaderName = HeaderName::from_static("transom-timeout-ms");
/// The digest of the contract that the caller was made for.
const CONTRACT: HeaderName = HeaderName::from_static("transom-contract");

/// A served engine.
pub struct Client {
    address: Address,
    timeout: Duration,
    first: Arc<Known>,
    live: PerProcess<Live>,
}

/// A contract as its service gave it.
struct Known {
    contract: Contract,
    json: String,
    digest: HeaderValue,
}

/// What belongs to one process: locks and connections do not survive a fork.
struct Live {
    known: Mutex<Arc<Known>>,
    idle: Idle,
}

impl Client {
    /// Reads the contract of the engine at an address such as `http://127.0.0.1:8080`. The timeout holds for each call.
    pub async fn connect(url: &str, timeout: Duration) -> Result<Self, Box<Problem>> {
        let address = Address::parse(url)?;
        let idle = Idle::default();
        let known = within(timeout, read_contract(&address, &idle)).await?;
        Ok(Self { address, timeout, first: Arc::new(known), live: PerProcess::new() })
    }

    /// The contract when the client was made.
    pub fn contract(&self) -> &Contract {
        &self.first.contract
    }

    /// The same as JSON.
    pub fn contract_json(&self) -> &str {
        &self.first.json
    }

    /// Calls a function: its named arguments as one record.
    ///
    /// # Errors
    /// What the service answers instead, or why it cannot be asked.
    pub async fn call<A: Serialize, T: DeserializeOwned>(
        &self,
        function: &str,
        arguments: &A,
    ) -> Result<T, Box<Problem>> {
        let mut body = Vec::new();
        json::encode(arguments, &mut body).map_err(|error| Fault::Malformed(error.to_string()))?;
        let answer = self.call_json(function, body).await?;
        serde_json::from_slice(&answer).map_err(|error| self.unexpected(&error.to_string()))
    }

    /// Calls a function with JSON for JSON.
    ///
    /// # Errors
    /// As [`Client::call`].
    pub async fn call_json(&self, function: &str, arguments: Vec<u8>) -> Result<Bytes, Box<Problem>> {
        let arguments = Bytes::from(arguments);
        within(self.timeout, self.ask(function, arguments)).await
    }

    /// Asks; once more where the service got another contract meanwhile that has the function unchanged.
    async fn ask(&self, function: &str, arguments: Bytes) -> Result<Bytes, Box<Problem>> {
        let live = self.live();
        let known = Arc::clone(&live.known());
        let refused = match self.post(live, function, arguments.clone(), &known.digest).await {
            Err(problem) if problem.slug == "contract_mismatch" => problem,
            done => return done,
        };
        let newer = Arc::new(read_contract(&self.address, &live.idle).await?);
        if !unchanged(&self.first.contract, &newer.contract, function) {
            return Err(refused);
        }
        live.known().clone_from(&newer);
        self.post(live, function, arguments, &newer.digest).await
    }

    async fn post(
        &self,
        live: &Live,
        function: &str,
        arguments: Bytes,
        digest: &HeaderValue,
    ) -> Result<Bytes, Box<Problem>> {
        let milliseconds = u64::try_from(self.timeout.as_millis()).unwrap_or(u64::MAX);
        let mut request = self.address.request(Method::POST, function, arguments)?;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, JSON);
        headers.insert(TIMEOUT, milliseconds.into());
        headers.insert(CONTRACT, digest.clone());
        let answer = live.idle.send(&self.address, request).await?;
        if answer.status == StatusCode::OK { Ok(answer.body) } else { Err(self.problem(&answer)) }
    }

    fn problem(&self, answer: &Answer) -> Box<Problem> {
        serde_json::from_slice(&answer.body)
            .unwrap_or_else(|_| self.unexpected(&format!("status {}", answer.status)))
    }

    fn unexpected(&self, what: &str) -> Box<Problem> {
        Fault::Unavailable(format!("{} answered as no engine does: {what}", self.address)).into()
    }

    fn live(&self) -> &Live {
        self.live.get_or_init(|| Live { known: Mutex::new(Arc::clone(&self.first)), idle: Idle::default() })
    }
}

impl Live {
    fn known(&self) -> MutexGuard<'_, Arc<Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn within<T>(
    limit: Duration,
    work: impl Future<Output = Result<T, Box<Problem>>>,
) -> Result<T, Box<Problem>> {
    tokio::time::timeout(limit, work).await.unwrap_or_else(|_| Err(Fault::DeadlineExceeded.into()))
}

async fn read_contract(address: &Address, idle: &Idle) -> Result<Known, Box<Problem>> {
    let request = address.request(Method::GET, "contract.json", Bytes::new())?;
    let answer = idle.send(address, request).await?;
    let alien = |what: &str| Fault::Unavailable(format!("{address} does not give a contract: {what}"));
    if answer.status != StatusCode::OK {
        return Err(alien(&format!("status {}", answer.status)).into());
    }
    let contract = serde_json::from_slice(&answer.body).map_err(|error| alien(&error.to_string()))?;
    let json = String::from_utf8(answer.body.into()).map_err(|error| alien(&error.to_string()))?;
    let digest = answer.contract.ok_or_else(|| alien("its digest is missing"))?;
    Ok(Known { contract, json, digest })
}

/// Whether a function means the same in both contracts.
fn unchanged(old: &Contract, new: &Contract, function: &str) -> bool {
    let both = old.function(function).zip(new.function(function));
    both.is_some_and(|(old_function, new_function)| {
        let schemas = |contract: &Contract, function: &Function| {
            (contract.input_schema(function), contract.output_schema(function))
        };
        old_function == new_function && schemas(old, old_function) == schemas(new, new_function)
    })
}
