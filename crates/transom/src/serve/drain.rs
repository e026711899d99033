//! The end of a service: nobody new comes in, whoever is in gets an answer, nobody waits for ever.

use std::io;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval, sleep};
use tracing::{info, warn};

use crate::doors::http::{Connections, Door};

/// How often to look whether everybody has left.
const PERIOD: Duration = Duration::from_millis(20);
/// How long a connection without a request stays open for one that is on its way.
const LINGER: Duration = Duration::from_millis(200);
/// How long those that are cut off may take to read why.
const CUT_LIMIT: Duration = Duration::from_secs(1);

/// How much time the end may take.
pub(super) struct Drain {
    /// How long connections are still taken in.
    pub(super) delay: Duration,
    /// How long calls may take to finish after that.
    pub(super) limit: Duration,
}

/// The signals that end a service.
pub(super) struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    #[cfg(unix)]
    pub(super) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    #[cfg(unix)]
    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    #[cfg(not(unix))]
    pub(super) fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}

/// Watches over the connections until the process is told to stop.
pub(super) async fn until_told(signals: &mut Signals, connections: &Connections) {
    let period = connections.period();
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = signals.next() => return,
            _ = ticks.tick() => connections.sweep(period),
        }
    }
}

/// Finishes what is under way; a second signal ends it at once.
pub(super) async fn finish(
    signals: &mut Signals,
    drain: &Drain,
    door: &Door,
    connections: &Connections,
    stop: &watch::Sender<bool>,
) {
    info!(connections = connections.count(), "stopping: /readyz says no, what runs is finished");
    tokio::select! {
        () = signals.next() => warn!("stopped at once"),
        () = quietly(drain, door, connections, stop) => info!("stopped"),
    }
}

async fn quietly(drain: &Drain, door: &Door, connections: &Connections, stop: &watch::Sender<bool>) {
    door.drain();
    sleep(drain.delay).await;
    // Without anybody left to tell, accepting has ended already.
    let _ = stop.send(true);
    stop.closed().await;
    let until = Instant::now() + drain.limit;
    while connections.count() > 0 && Instant::now() < until {
        sleep(PERIOD).await;
        connections.sweep_idle(PERIOD, LINGER);
    }
    if connections.count() == 0 {
        return;
    }
    warn!(connections = connections.count(), "cut off after {} ms", drain.limit.as_millis());
    let until = Instant::now() + CUT_LIMIT;
    while connections.count() > 0 && Instant::now() < until {
        connections.sweep_all();
        sleep(PERIOD).await;
    }
}
