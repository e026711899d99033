//! One connection, and the watch over all of them.
//!
//! Nothing on a request's way looks at a clock: a connection notes which [`Phase`] it is in, and [`Connections::sweep`]
//! comes by every so often and closes the ones that have been in theirs for too long.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Poll, Waker};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::stream::Stream;
use super::{Door, problem};
use crate::fault::Fault;

/// Bytes of a connection's buffers: the largest head, and how much of a body is read at once.
const BUFFER_BYTES_MAX: usize = 64 * 1024;
/// How long a connection that is being given up may take to read why.
const LAST_WORDS_LIMIT: Duration = Duration::from_secs(1);

/// Connections over the limit that are told so at once; further ones are closed without a word.
const REFUSED_MAX: usize = 64;
/// When one that found no place may come back.
const FULL_RETRY_AFTER: Duration = Duration::from_secs(1);

/// How far a connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Phase {
    /// Nothing has come yet.
    Open,
    /// A request's head is on its way in.
    Head,
    /// A request is being answered.
    Call,
    /// An answer is on its way out.
    Answer,
    /// Between two requests.
    Idle,
}

/// How long a connection may stay in a phase, and how many there may be.
pub(crate) struct Limits {
    pub(crate) connections_max: usize,
    pub(crate) first_byte: Duration,
    pub(crate) head: Duration,
    pub(crate) idle: Duration,
}

/// Where a connection stands: a phase in the lowest three bits, above them a count of the phases so far.
#[derive(Default)]
pub(super) struct Activity {
    state: AtomicU64,
    given_up: AtomicBool,
    waker: OnceLock<Waker>,
}

impl Activity {
    const PHASES: [Phase; 5] = [Phase::Open, Phase::Head, Phase::Call, Phase::Answer, Phase::Idle];
    const BITS: u32 = 3;

    pub(super) fn phase(&self) -> Phase {
        Self::phase_of(self.state.load(Ordering::Relaxed))
    }

    /// Goes on to another phase. Only the connection's own task does.
    pub(super) fn enter(&self, phase: Phase) {
        let count = (self.state.load(Ordering::Relaxed) >> Self::BITS) + 1;
        self.state.store(count << Self::BITS | phase as u64, Ordering::Relaxed);
    }

    fn phase_of(state: u64) -> Phase {
        let index = usize::try_from(state & ((1 << Self::BITS) - 1)).expect("three bits");
        Self::PHASES[index]
    }

    fn give_up(&self) {
        self.given_up.store(true, Ordering::Relaxed);
        if let Some(waker) = self.waker.get() {
            waker.wake_by_ref();
        }
    }
}

/// A connection under watch.
struct Watched {
    activity: Arc<Activity>,
    /// What the last sweep saw, and for how many sweeps it has been so.
    seen: u64,
    sweeps: u32,
}

/// All connections.
pub(crate) struct Connections {
    limits: Limits,
    count: AtomicUsize,
    refused: AtomicUsize,
    number: AtomicU64,
    watched: Mutex<HashMap<u64, Watched>>,
}

impl Connections {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            count: AtomicUsize::new(0),
            refused: AtomicUsize::new(0),
            number: AtomicU64::new(0),
            watched: Mutex::new(HashMap::new()),
        }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// How often to sweep, so that no limit is missed by more than a quarter.
    pub(crate) fn period(&self) -> Duration {
        let Limits { first_byte, head, idle, .. } = self.limits;
        let least = first_byte.min(head).min(idle) / 4;
        least.clamp(Duration::from_millis(5), Duration::from_secs(1))
    }

    /// Takes a connection in, unless there are too many.
    pub(super) fn admit(&'static self) -> Option<Place> {
        if self.count.fetch_add(1, Ordering::Relaxed) >= self.limits.connections_max {
            self.count.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        let (number, activity) = (self.number.fetch_add(1, Ordering::Relaxed), Arc::new(Activity::default()));
        let watched = Watched { activity: Arc::clone(&activity), seen: u64::MAX, sweeps: 0 };
        self.watched().insert(number, watched);
        Some(Place { connections: self, number, activity })
    }

    /// Gives up the connections that have been in a phase for too long.
    pub(crate) fn sweep(&self, period: Duration) {
        let Limits { first_byte, head, idle, .. } = self.limits;
        self.give_up(period, |phase| match phase {
            Phase::Open => Some(first_byte),
            Phase::Head => Some(head),
            Phase::Answer | Phase::Idle => Some(idle),
            // The body and the call have limits of their own.
            Phase::Call => None,
        });
    }

    /// Gives up the connections that have nothing under way for this long.
    pub(crate) fn sweep_idle(&self, period: Duration, idle: Duration) {
        self.give_up(period, |phase| matches!(phase, Phase::Open | Phase::Idle).then_some(idle));
    }

    /// Gives up all.
    pub(crate) fn sweep_all(&self) {
        self.give_up(Duration::ZERO, |_| Some(Duration::ZERO));
    }

    fn give_up(&self, period: Duration, limit: impl Fn(Phase) -> Option<Duration>) {
        for watched in self.watched().values_mut() {
            let state = watched.activity.state.load(Ordering::Relaxed);
            if state == watched.seen {
                watched.sweeps += 1;
            } else {
                (watched.seen, watched.sweeps) = (state, 0);
            }
            if limit(Activity::phase_of(state)).is_some_and(|limit| period * watched.sweeps >= limit) {
                watched.activity.give_up();
            }
        }
    }

    fn watched(&self) -> MutexGuard<'_, HashMap<u64, Watched>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One connection's place among all; given back when dropped.
pub(super) struct Place {
    connections: &'static Connections,
    number: u64,
    activity: Arc<Activity>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.watched().remove(&self.number);
        self.connections.count.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Answers a connection's requests until it ends or is given up.
pub(super) async fn serve(stream: TcpStream, place: Place, door: &'static Door) {
    let activity = &place.activity;
    let service = service_fn(|request| async move {
        activity.enter(Phase::Call);
        let response = door.answer(request).await;
        activity.enter(Phase::Answer);
        Ok::<_, Infallible>(response)
    });
    let stream = Stream::new(stream, Arc::clone(activity));
    let mut connection =
        http1::Builder::new().max_buf_size(BUFFER_BYTES_MAX).serve_connection(stream, service);
    let given_up = poll_fn(|context| {
        activity.waker.get_or_init(|| context.waker().clone());
        if activity.given_up.load(Ordering::Relaxed) {
            return Poll::Ready(true);
        }
        // How it ended is the client's business: there is nobody left to tell.
        Pin::new(&mut connection).poll(context).map(|_| false)
    });
    if given_up.await {
        let phase = activity.phase();
        let stream = connection.into_parts().io.into_inner();
        match phase {
            Phase::Head => say(stream, &Fault::TooSlow { limit: door.connections.limits.head }).await,
            Phase::Call => say(stream, &Fault::Draining).await,
            Phase::Open | Phase::Answer | Phase::Idle => {}
        }
    }
}

/// Tells a connection that there is no place for it, unless many are being told already.
pub(super) async fn refuse(stream: TcpStream, connections: &Connections) {
    if connections.refused.fetch_add(1, Ordering::Relaxed) < REFUSED_MAX {
        say(stream, &Fault::Overloaded { retry_after: FULL_RETRY_AFTER }).await;
    }
    connections.refused.fetch_sub(1, Ordering::Relaxed);
}

/// Tells a connection that is given up why, if it listens.
async fn say(mut stream: TcpStream, fault: &Fault) {
    let words = problem::last_words(fault);
    let said = async {
        stream.write_all(&words).await?;
        stream.shutdown().await?;
        // What was sent has to be read: closing on it would reset the connection, words and all.
        let mut unread = [0; 1024];
        while stream.read(&mut unread).await? > 0 {}
        Ok::<_, io::Error>(())
    };
    // It is given up either way.
    let _ = tokio::time::timeout(LAST_WORDS_LIMIT, said).await;
}
