//! What was known of a route's delays at each of its flights.

use std::collections::VecDeque;

use crate::number::float;

const LATE_MINUTES: i64 = 15;

/// Statistics of the flights before each flight, one of each for every flight; `None` before the first.
#[transom::model]
#[derive(Default)]
pub struct Rolling {
    pub mean: Vec<Option<f64>>,
    pub deviation: Vec<Option<f64>>,
    pub ninth_decile: Vec<Option<i64>>,
    pub late_share: Vec<Option<f64>>,
}

/// Statistics of the last `window` known delays before each flight of a route, in minutes.
///
/// `delays` are in the order of the flights; a flight without one is counted nowhere.
#[transom::function(exact)]
pub fn rolling_delays(
    delays: &[Option<i64>],
    #[transom(ge = 1, le = 100_000, default = 50)] window: usize,
) -> Rolling {
    let mut known = Window::default();
    let mut result = Rolling::default();
    for delay in delays {
        known.describe(&mut result);
        let Some(delay) = *delay else { continue };
        known.add(delay);
        if known.recent.len() > window {
            known.drop_oldest();
        }
    }
    result
}

/// The delays that are looked back on, and what is known of them.
#[derive(Default)]
struct Window {
    recent: VecDeque<i64>,
    ordered: Vec<i64>,
    total: i64,
    squares: i64,
    late: i64,
}

impl Window {
    fn describe(&self, result: &mut Rolling) {
        let count = self.recent.len();
        let whole = i64::try_from(count).expect("a window is short");
        let over = |sum: i64| (count > 0).then(|| float(sum) / float(whole));
        let deviation = || float(whole * self.squares - self.total * self.total).sqrt() / float(whole);
        result.mean.push(over(self.total));
        result.deviation.push((count > 0).then(deviation));
        result.ninth_decile.push(self.ordered.get(count * 9 / 10).copied());
        result.late_share.push(over(self.late));
    }

    fn add(&mut self, delay: i64) {
        self.recent.push_back(delay);
        self.ordered.insert(self.ordered.partition_point(|other| *other <= delay), delay);
        self.count(delay, 1);
    }

    fn drop_oldest(&mut self) {
        let Some(oldest) = self.recent.pop_front() else { return };
        self.ordered.remove(self.ordered.partition_point(|other| *other < oldest));
        self.count(oldest, -1);
    }

    fn count(&mut self, delay: i64, times: i64) {
        self.total += delay * times;
        self.squares += delay * delay * times;
        self.late += i64::from(delay >= LATE_MINUTES) * times;
    }
}
