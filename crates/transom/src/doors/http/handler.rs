//! One call of a function with bytes: decode, run, encode. The handlers of these wires in an entry.

use std::pin::Pin;

use serde::{Deserialize, Serialize};
use transom_contract::Model;
use transom_contract::wires::{Spare, json, protobuf};

use crate::call;
use crate::fault::Fault;
use crate::function::{Function, Running};
use crate::runtime::Served;

/// Answers one call of a function whose type is erased.
pub(crate) enum Handler {
    /// Runs to its end on the thread that calls it; writes the answer behind what the buffer holds.
    Sync(Sync),
    /// Leaves its thread to others while it waits.
    Async(for<'a> fn(&'a Served, &'a [u8]) -> Waiting<'a>),
}

pub(crate) type Sync = fn(&Served, &[u8], &mut Vec<u8>) -> Result<(), Fault>;
pub(crate) type Waiting<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, Fault>> + Send + 'a>>;

impl Handler {
    /// The handler of JSON.
    pub(crate) fn json<F: Function>() -> Self {
        Self::of::<F, Json>()
    }

    /// The handler of Protobuf.
    pub(crate) fn protobuf<F: Function>() -> Self {
        Self::of::<F, Protobuf>()
    }

    fn of<F: Function, W: Wire>() -> Self {
        if F::ASYNC { Self::Async(wait::<F, W>) } else { Self::Sync(run::<F, W>) }
    }
}

/// A format of bytes, guided by the schemas of an entry.
trait Wire {
    fn decode<'de, T: Model + Deserialize<'de>>(
        served: &Served,
        body: &'de [u8],
        spare: &'de Spare,
    ) -> Result<T, Fault>;

    fn encode<T: Serialize>(served: &Served, output: &T, into: &mut Vec<u8>) -> Result<(), Fault>;
}

struct Json;

impl Wire for Json {
    #[inline]
    fn decode<'de, T: Model + Deserialize<'de>>(
        served: &Served,
        body: &'de [u8],
        spare: &'de Spare,
    ) -> Result<T, Fault> {
        Ok(json::decode(body, spare, &served.entry.input)?)
    }

    #[inline]
    fn encode<T: Serialize>(_: &Served, output: &T, into: &mut Vec<u8>) -> Result<(), Fault> {
        json::encode(output, into).map_err(|error| unwritable(&error.to_string()))
    }
}

struct Protobuf;

impl Wire for Protobuf {
    #[inline]
    fn decode<'de, T: Model + Deserialize<'de>>(
        served: &Served,
        body: &'de [u8],
        spare: &'de Spare,
    ) -> Result<T, Fault> {
        let (described, request, _) = served.messages();
        Ok(protobuf::decode(body, spare, described, request, &served.entry.input)?)
    }

    #[inline]
    fn encode<T: Serialize>(served: &Served, output: &T, into: &mut Vec<u8>) -> Result<(), Fault> {
        let (described, _, response) = served.messages();
        protobuf::encode(output, described, response, into).map_err(|error| unwritable(&error.to_string()))
    }
}

fn unwritable(why: &str) -> Fault {
    Fault::Internal(format!("the answer cannot be written: {why}"))
}

fn run<F: Function, W: Wire>(served: &Served, body: &[u8], into: &mut Vec<u8>) -> Result<(), Fault> {
    call::run::<F, _>(|| {
        let spare = Spare::default();
        let input = W::decode::<F::Input<'_>>(served, body, &spare)?;
        let output = F::run(input).map_err(|error| Fault::domain(&error))?;
        W::encode(served, &output, into)
    })
}

fn wait<'a, F: Function, W: Wire>(served: &'a Served, body: &'a [u8]) -> Waiting<'a> {
    Box::pin(call::wait::<F, _>(async move {
        let spare = Spare::default();
        let input = W::decode::<F::Input<'_>>(served, body, &spare)?;
        let result = match F::start(input) {
            Running::Done(result) => result,
            Running::Later(future) => future.await,
        };
        let output = result.map_err(|error| Fault::domain(&error))?;
        let mut answer = Vec::new();
        W::encode(served, &output, &mut answer)?;
        Ok(answer)
    }))
}
