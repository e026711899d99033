//! `xs[a:b:c]` with Python's clamping.

/// Where a slice of a sequence begins, how far its steps go, and how many elements it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) start: i64,
    pub(crate) stop: i64,
    pub(crate) step: i64,
    pub(crate) count: usize,
}

/// What `slice(start, stop, step)` means for a sequence of this length. A step of zero panics.
#[inline]
pub(crate) fn bounds(len: usize, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Bounds {
    let len = len as i64;
    let step = step.unwrap_or(1);
    assert!(step != 0, "slice step cannot be zero");
    let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let clamp = |at: i64| if at < 0 { at.saturating_add(len).max(low) } else { at.min(high) };
    let start = start.map_or(if step < 0 { high } else { low }, clamp);
    let stop = stop.map_or(if step < 0 { low } else { high }, clamp);
    let (far, stride) = if step < 0 { (start - stop, step.saturating_neg()) } else { (stop - start, step) };
    let count = match stride {
        _ if far <= 0 => 0,
        1 => far,
        stride => (far - 1) / stride + 1,
    };
    Bounds { start, stop, step, count: count as usize }
}

/// What `xs[start:stop]` means: a range that holds for this length.
#[inline]
pub(crate) fn between(len: usize, start: i64, stop: i64) -> std::ops::Range<usize> {
    let start = clamp(start, len);
    start..clamp(stop, len).max(start)
}

#[inline]
pub(crate) fn clamp(at: i64, len: usize) -> usize {
    let len = len as i64;
    (if at < 0 { at.saturating_add(len).max(0) } else { at.min(len) }) as usize
}

/// A sequence that is sliced as in Python: bounds are clamped, negative ones count from the end.
pub trait Slice {
    /// One element.
    type Item;

    /// `xs[start:stop]`, borrowed.
    fn range(&self, start: i64, stop: i64) -> &[Self::Item];

    /// `xs[:stop]`, borrowed.
    fn head(&self, stop: i64) -> &[Self::Item];

    /// `xs[start:]`, borrowed.
    fn tail(&self, start: i64) -> &[Self::Item];

    /// `xs[start:stop:step]`, a list of its own.
    fn part(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Vec<Self::Item>
    where
        Self::Item: Clone;
}

impl<T> Slice for [T] {
    type Item = T;

    #[inline]
    fn range(&self, start: i64, stop: i64) -> &[T] {
        &self[between(self.len(), start, stop)]
    }

    #[inline]
    fn head(&self, stop: i64) -> &[T] {
        &self[..clamp(stop, self.len())]
    }

    #[inline]
    fn tail(&self, start: i64) -> &[T] {
        &self[clamp(start, self.len())..]
    }

    #[inline]
    fn part(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Vec<T>
    where
        T: Clone,
    {
        let bounds = bounds(self.len(), start, stop, step);
        let from = bounds.start as usize;
        match bounds.step {
            _ if bounds.count == 0 => Vec::new(),
            1 => self[from..from + bounds.count].to_vec(),
            -1 => self[from + 1 - bounds.count..=from].iter().rev().cloned().collect(),
            step if step > 0 => {
                self[from..].iter().step_by(step as usize).take(bounds.count).cloned().collect()
            }
            step => {
                let back = step.unsigned_abs() as usize;
                self[..=from].iter().rev().step_by(back).take(bounds.count).cloned().collect()
            }
        }
    }
}
