//! `HttpClient`: a served engine's functions with Python's objects, sync and async. The GIL is free while it waits.

mod function;
mod raise;

use std::collections::HashMap;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCFunction, PyDict, PyTuple};
use tokio::runtime::{Builder, Runtime};
use transom::client::{Client, PerProcess};
use transom::doors::embedded::plain;
use transom::{Fault, Problem};

use function::Function;

/// How often a waiting call looks whether somebody pressed Ctrl-C.
const SIGNALS_PERIOD: Duration = Duration::from_millis(100);

/// Made when first needed, once in each process: threads do not survive a fork.
static RUNTIME: PerProcess<std::io::Result<Runtime>> = PerProcess::new();

/// A served engine.
#[pyclass(frozen, module = "transom._transom")]
pub(crate) struct HttpClient(Arc<Served>);

struct Served {
    client: Client,
    functions: HashMap<String, Function>,
}

#[pymethods]
impl HttpClient {
    /// Reads the contract at an address; the timeout is in seconds and holds for each call.
    #[new]
    fn new(py: Python<'_>, url: &str, timeout: f64) -> PyResult<Self> {
        let timeout = Duration::try_from_secs_f64(timeout).ok().filter(|timeout| !timeout.is_zero());
        let timeout =
            timeout.ok_or_else(|| PyValueError::new_err("a timeout is a number of seconds above zero"))?;
        let client = wait(py, Client::connect(url, timeout))?;
        let client = client.map_err(|problem| raise::answered(py, "", "", &problem))?;
        let functions = Function::all(client.contract());
        Ok(Self(Arc::new(Served { client, functions })))
    }

    /// The contract as JSON.
    fn contract(&self) -> &str {
        self.0.client.contract_json()
    }

    /// Calls a function and waits for its answer.
    fn call<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        args: &Bound<'py, PyTuple>,
        kwargs: &Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let body = self.0.encode(py, name, args, kwargs)?;
        let answer = wait(py, self.0.client.call_json(name, body))?;
        self.0.decode(py, name, answer)
    }

    /// Calls a function; its answer is to be awaited.
    fn call_async<'py>(
        &self,
        py: Python<'py>,
        name: String,
        args: &Bound<'py, PyTuple>,
        kwargs: &Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let event_loop = py.import("asyncio")?.call_method0("get_running_loop")?;
        let future = event_loop.call_method0("create_future")?;
        let body = match self.0.encode(py, &name, args, kwargs) {
            Ok(body) => body,
            Err(error) => {
                future.call_method1("set_exception", (error.into_value(py),))?;
                return Ok(future);
            }
        };
        let (served, waiting, event_loop) =
            (Arc::clone(&self.0), future.clone().unbind(), event_loop.unbind());
        let task = runtime()?.spawn(async move {
            let answer = served.client.call_json(&name, body).await;
            // Where the interpreter is going away, nobody waits any more.
            Python::try_attach(|py| {
                let answer = served.decode(py, &name, answer);
                settle(py, &event_loop, waiting, answer)
            });
        });
        let task = task.abort_handle();
        let done = move |args: &Bound<'_, PyTuple>, _: Option<&Bound<'_, PyDict>>| -> PyResult<()> {
            if args.get_item(0)?.call_method0("cancelled")?.extract()? {
                task.abort();
            }
            Ok(())
        };
        future.call_method1("add_done_callback", (PyCFunction::new_closure(py, None, None, done)?,))?;
        Ok(future)
    }
}

impl Served {
    fn function(&self, py: Python<'_>, name: &str) -> PyResult<&Function> {
        self.functions.get(name).ok_or_else(|| {
            let fault = Fault::UnknownFunction { name: name.to_owned(), nearest: None };
            raise::here(py, self.engine(), name, &fault)
        })
    }

    fn encode(
        &self,
        py: Python<'_>,
        name: &str,
        args: &Bound<'_, PyTuple>,
        kwargs: &Bound<'_, PyDict>,
    ) -> PyResult<Vec<u8>> {
        self.function(py, name)?.encode(args, kwargs).map_err(|refused| match refused {
            function::Refused::Misfit(error) => error,
            function::Refused::Fault(fault) => raise::here(py, self.engine(), name, &fault),
        })
    }

    fn decode<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        answer: Result<bytes::Bytes, Box<Problem>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let answer = answer.map_err(|problem| raise::answered(py, self.engine(), name, &problem))?;
        let value = py.detach(|| self.functions[name].decode(&answer));
        let value = value.map_err(|fault| raise::here(py, self.engine(), name, &fault))?;
        plain::object(py, &value)
    }

    fn engine(&self) -> &str {
        &self.client.contract().engine
    }
}

/// Hands an answer to the future that waits for it, in its event loop's own thread.
fn settle(
    py: Python<'_>,
    event_loop: &Py<PyAny>,
    future: Py<PyAny>,
    answer: PyResult<Bound<'_, PyAny>>,
) -> PyResult<()> {
    let (method, object) = match answer {
        Ok(answer) => ("set_result", answer.unbind()),
        Err(error) => ("set_exception", error.into_value(py).into_any()),
    };
    let set = move |_: &Bound<'_, PyTuple>, _: Option<&Bound<'_, PyDict>>| -> PyResult<()> {
        Python::attach(|py| {
            if !future.call_method0(py, "done")?.extract::<bool>(py)? {
                future.call_method1(py, method, (&object,))?;
            }
            Ok(())
        })
    };
    event_loop.call_method1(py, "call_soon_threadsafe", (PyCFunction::new_closure(py, None, None, set)?,))?;
    Ok(())
}

fn runtime() -> PyResult<&'static Runtime> {
    let runtime = RUNTIME.get_or_init(|| {
        Builder::new_multi_thread().worker_threads(1).thread_name("transom-client").enable_all().build()
    });
    runtime.as_ref().map_err(|error| PyRuntimeError::new_err(format!("the client cannot start: {error}")))
}

/// Waits without the GIL, and for Ctrl-C.
fn wait<T: Send>(py: Python<'_>, work: impl Future<Output = T> + Send) -> PyResult<T> {
    let runtime = runtime()?;
    let mut work = pin!(work);
    loop {
        let slice = async { tokio::time::timeout(SIGNALS_PERIOD, work.as_mut()).await };
        match py.detach(|| runtime.block_on(slice)) {
            Ok(done) => return Ok(done),
            Err(_) => py.check_signals()?,
        }
    }
}
