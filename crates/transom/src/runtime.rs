//! Where a call runs: on the I/O thread that read it, or on the compute pool, by what the function takes.

mod cost;
mod pool;

use std::cell::RefCell;
use std::sync::OnceLock;
use std::time::Instant;

use bytes::Bytes;
use transom_contract::Contract;
use transom_contract::protobuf::Protobuf;

use crate::doors::http::{Handler, Sync};
use crate::entry::Entry;
use crate::fault::Fault;
use crate::function::Weight;
use crate::layers::metrics::Meter;
use crate::layers::{Answer, Call, Service};

use cost::Cost;
pub(crate) use pool::Pool;

/// Bytes of the largest answer that a thread keeps its buffer for.
const BUFFER_BYTES_MAX: usize = 64 * 1024;

thread_local! {
    /// Answers are written here and copied out: the buffer grows once, the copy has the right size.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// An engine in Protobuf's words, found when first asked for: most services hear JSON alone.
pub(crate) struct Described {
    contract: &'static Contract,
    protobuf: OnceLock<Protobuf>,
}

impl Described {
    pub(crate) fn new(contract: &'static Contract) -> Self {
        Self { contract, protobuf: OnceLock::new() }
    }
}

/// A function and what is known of it while it is served.
pub(crate) struct Served {
    pub(crate) entry: &'static Entry,
    pub(crate) meter: Meter,
    cost: Cost,
    described: &'static Described,
    messages: OnceLock<(usize, usize)>,
}

impl Served {
    pub(crate) fn new(entry: &'static Entry, described: &'static Described) -> Self {
        let (meter, cost, messages) = (Meter::default(), Cost::default(), OnceLock::new());
        Self { entry, meter, cost, described, messages }
    }

    /// The engine in Protobuf's words, and the places of this function's request and response there.
    pub(crate) fn messages(&self) -> (&'static Protobuf, usize, usize) {
        let protobuf = self.described.protobuf.get_or_init(|| Protobuf::of(self.described.contract));
        let (request, response) = *self.messages.get_or_init(|| {
            let method = protobuf.method(self.entry.name()).expect("every function is a method");
            (method.request, method.response)
        });
        (protobuf, request, response)
    }

    /// Whether it runs on the thread that read it.
    fn is_light(&self) -> bool {
        match self.entry.weight {
            Weight::Light => true,
            Weight::Heavy => false,
            Weight::Measured => self.cost.is_light(),
        }
    }

    /// What a call is expected to take on the compute pool, in nanoseconds; 0 if it does not go there.
    pub(crate) fn waiting_ns(&self) -> u64 {
        match self.entry.json {
            Handler::Sync(_) if !self.is_light() => self.cost.estimate_ns(),
            Handler::Sync(_) | Handler::Async(_) => 0,
        }
    }
}

/// Runs calls.
pub(crate) struct Runner(pub(crate) Pool);

impl Service for Runner {
    async fn call(&self, call: Call) -> Result<Answer, Fault> {
        match call.handler {
            Handler::Async(start) => {
                let body = start(call.served, &call.body).await?;
                Ok(Answer { body: body.into(), ready: Instant::now() })
            }
            Handler::Sync(run) if call.served.is_light() => attempt(*run, &call, call.began),
            Handler::Sync(run) => self.0.run(move || on_pool(*run, &call)).await,
        }
    }
}

/// Runs a call whose turn on the pool has come, unless that is too late.
fn on_pool(run: Sync, call: &Call) -> Result<Answer, Fault> {
    let began = Instant::now();
    if began >= call.deadline {
        return Err(Fault::DeadlineExceeded);
    }
    attempt(run, call, began)
}

/// Runs a call here and now.
fn attempt(run: Sync, call: &Call, began: Instant) -> Result<Answer, Fault> {
    let result = BUFFER.with_borrow_mut(|buffer| {
        buffer.clear();
        run(call.served, &call.body, buffer)?;
        if buffer.len() > BUFFER_BYTES_MAX {
            return Ok(Bytes::from(std::mem::take(buffer)));
        }
        Ok(Bytes::copy_from_slice(buffer))
    });
    let ready = Instant::now();
    call.served.cost.record(ready - began);
    result.map(|body| Answer { body, ready })
}
