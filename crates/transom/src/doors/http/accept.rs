//! The accept loop: takes connections in, as many as there may be.

use std::io;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tracing::warn;

use super::connection::{refuse, serve};
use super::{Connections, Door, backlog};

/// How long to wait when the system has no descriptor or memory left for another connection.
const EXHAUSTED_PAUSE: Duration = Duration::from_millis(50);
/// How long a connection that was begun may take to be there.
const HANDSHAKE_LIMIT: Duration = Duration::from_millis(50);

/// Takes connections in until told to stop; then those that are on their way in, and no more.
pub(crate) async fn accept(
    listener: std::net::TcpListener,
    door: &'static Door,
    connections: &'static Connections,
    mut stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let queue = listener.try_clone()?;
    let listener = TcpListener::from_std(listener)?;
    tokio::select! {
        () = take_all(&listener, door, connections) => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
    if let Err(error) = backlog::close(&queue) {
        warn!("connections that come in this moment may be reset: {error}");
    }
    // Either it goes on for ever or time is up.
    let _ = timeout(HANDSHAKE_LIMIT, take_all(&listener, door, connections)).await;
    // Asked of the system itself: the runtime may not have heard of the latest ones yet.
    while let Ok((stream, _)) = queue.accept() {
        stream.set_nonblocking(true)?;
        take(TcpStream::from_std(stream)?, door, connections);
    }
    Ok(())
}

async fn take_all(listener: &TcpListener, door: &'static Door, connections: &'static Connections) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => take(stream, door, connections),
            Err(error) if is_of_one(&error) => {}
            Err(error) => {
                warn!("cannot accept a connection: {error}");
                sleep(EXHAUSTED_PAUSE).await;
            }
        }
    }
}

/// Whether an error concerns the one connection that was to be taken in, and no other.
fn is_of_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

fn take(stream: TcpStream, door: &'static Door, connections: &'static Connections) {
    // A connection that is gone already says so at its first read.
    let _ = stream.set_nodelay(true);
    match connections.admit() {
        Some(place) => drop(tokio::spawn(serve(stream, place, door))),
        None => drop(tokio::spawn(refuse(stream, connections))),
    }
}
