//! An engine as a service of its own: what its binary's `main` calls.
//!
//! Each I/O thread has a runtime of one thread and takes connections from the one listener; a connection stays where
//! it was taken in. The first of them also watches over connections and listens for signals.

mod drain;
mod panics;
mod settings;

use std::ffi::OsString;
use std::io::{self, Write};
use std::net::TcpListener;
use std::process::ExitCode;
use std::thread;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use transom_contract::Contract;

use crate::doors::http::{self, Connections, Door};
use crate::engine::Engine;
use crate::runtime::Pool;
use drain::Signals;
use settings::{Asked, Settings};

/// Serves an engine until the process is told to stop; the flags are the process's own, `--help` lists them.
///
/// ```no_run
/// # transom::engine! { name: empty, functions: [] }
/// fn main() -> std::process::ExitCode {
///     transom::serve(engine())
/// }
/// ```
pub fn serve(engine: &'static Engine) -> ExitCode {
    serve_with(engine, std::env::args_os().skip(1))
}

/// The same with these flags.
pub fn serve_with(engine: &'static Engine, flags: impl IntoIterator<Item = OsString>) -> ExitCode {
    let settings = match settings::parse(flags) {
        Ok(Asked::Serve(settings)) => settings,
        Ok(Asked::Help) => return say(&settings::help(&engine.contract().engine)),
        Ok(Asked::Version) => return say(&format!("{}\n", title(engine))),
        Err(what) => return fail(&what),
    };
    match run(engine, *settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

fn say(text: &str) -> ExitCode {
    // Whoever closed the output does not want to read it.
    let _ = io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

fn fail(what: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "error: {what}");
    ExitCode::FAILURE
}

fn run(engine: &'static Engine, settings: Settings) -> io::Result<()> {
    tracing_subscriber::fmt().with_max_level(settings.log).with_writer(io::stderr).init();
    panics::log();
    let listener = listen(&settings.address)?;
    let address = listener.local_addr()?;
    let connections: &'static Connections = Box::leak(Box::new(Connections::new(settings.limits)));
    let door = Door::open(engine, settings.bounds, Pool::new(settings.compute_threads)?, connections);
    let (stop, stopped) = watch::channel(false);
    for number in 1..settings.threads {
        let (listener, stopped) = (listener.try_clone()?, stopped.clone());
        let accepting = move || -> io::Result<()> {
            runtime()?.block_on(async {
                http::accept(listener, door, connections, stopped).await?;
                // Its connections live on this thread: it stays until the process ends.
                std::future::pending().await
            })
        };
        thread::Builder::new().name(format!("transom-io-{number}")).spawn(accepting)?;
    }
    runtime()?.block_on(async {
        let mut signals = Signals::listen()?;
        tokio::spawn(http::accept(listener, door, connections, stopped));
        say(&format!("{} at http://{address}\n", title(engine)));
        drain::until_told(&mut signals, connections).await;
        drain::finish(&mut signals, &settings.drain, door, connections, &stop).await;
        Ok(())
    })
}

fn title(engine: &Engine) -> String {
    let Contract { engine, version, .. } = engine.contract();
    format!("{engine} {version}")
}

/// A runtime of one thread: what a connection needs stays where the connection is.
fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}

fn listen(address: &str) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address).map_err(|error| {
        io::Error::new(error.kind(), format!("cannot listen at {address}: {error}; --address names another"))
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
