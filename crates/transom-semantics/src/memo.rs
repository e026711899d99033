//! [`Memo`]: what `functools.lru_cache` and `cache` remember.
//!
//! A function whose answers are remembered answers alike with and without: so how long they are kept is a matter of
//! speed. They are kept per thread, and no longer than there is room.
//!
//! ```
//! # use transom_semantics as rt;
//! fn fibonacci(n: i64) -> i64 {
//!     thread_local! { static SEEN: rt::Memo<i64, i64> = rt::Memo::new(); }
//!     rt::Memo::answer(&SEEN, n, || if n < 2 { n } else { fibonacci(n - 1) + fibonacci(n - 2) })
//! }
//! assert_eq!(fibonacci(90), 2_880_067_194_370_816_120);
//! ```

use std::cell::RefCell;
use std::thread::LocalKey;

use crate::{Dict, Key};

/// So many answers are kept; with one more, all are forgotten.
const ANSWERS_MAX: usize = 1 << 20;

/// Answers by arguments.
#[derive(Debug)]
pub struct Memo<K, V> {
    answers: RefCell<Dict<K, V>>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Memo<K, V> {
    /// Nothing is remembered.
    pub fn new() -> Self {
        Self { answers: RefCell::new(Dict::new()) }
    }

    /// Forgets every answer: a nested function that is defined anew remembers nothing.
    pub fn clear(&self) {
        self.answers.borrow_mut().clear();
    }
}

impl<K: Key, V: Clone> Memo<K, V> {
    /// The answer to these arguments, computed unless it is remembered.
    pub fn answer(memo: &'static LocalKey<Self>, key: K, compute: impl FnOnce() -> V) -> V {
        let answer: Result<V, std::convert::Infallible> = Self::try_answer(memo, key, || Ok(compute()));
        match answer {
            Ok(answer) => answer,
        }
    }

    /// As [`Memo::answer`], for a function that may raise: an exception is not remembered.
    ///
    /// Python's cache stands on the stack once more per call: so does this, towards the limit of recursion.
    pub fn try_answer<E>(
        memo: &'static LocalKey<Self>,
        key: K,
        compute: impl FnOnce() -> Result<V, E>,
    ) -> Result<V, E> {
        if let Some(answer) = memo.with(|memo| memo.answers.borrow().find(&key).cloned()) {
            return Ok(answer);
        }
        let _depth = crate::depth::enter();
        let answer = compute()?;
        memo.with(|memo| {
            let mut answers = memo.answers.borrow_mut();
            if answers.count() >= ANSWERS_MAX {
                answers.clear();
            }
            answers.set(key, answer.clone());
        });
        Ok(answer)
    }
}
