//! The other side of every test: CPython's answers to the same questions.

use std::cell::Cell;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Stdio};
use std::sync::Once;

use transom_semantics::{self as rt, Repr};

/// Answers a question a line: an expression, or after `exec ` statements that leave `r`.
const SCRIPT: &str = r"
import sys, re, datetime, math, heapq, bisect, itertools, statistics, collections
from collections import *
from heapq import *
sys.stdin.reconfigure(encoding='utf-8'); sys.stdout.reconfigure(encoding='utf-8', errors='surrogatepass')
sys.set_int_max_str_digits(0) if hasattr(sys, 'set_int_max_str_digits') else None
out = []
for line in sys.stdin.read().split('\n')[:-1]:
    try:
        if line.startswith('exec '):
            names = dict(globals())
            exec(line[5:], names)
            r = names['r']
        else:
            r = eval(line)
        out.append(repr(r) if not isinstance(r, complex) else '!complex')
    except Exception as e:
        out.append('!' + type(e).__name__)
print('\n'.join(out))
";

thread_local! {
    static ASKING: Cell<bool> = const { Cell::new(false) };
}

/// Questions and what is answered here; a panic is no answer.
pub(crate) struct Against {
    asked: Vec<(String, Option<String>)>,
}

impl Against {
    pub(crate) fn python() -> Self {
        static VERSION: Once = Once::new();
        VERSION.call_once(|| {
            std::panic::set_hook(Box::new(|info| {
                // A panic of the crate under test is an answer like any other.
                if !ASKING.get() {
                    eprintln!("{info}");
                }
            }));
            let version = run("import sys; print(sys.version_info[0], sys.version_info[1])", "");
            let mut parts =
                version.split_whitespace().map(|part| part.parse().expect("a version is of numbers"));
            let (major, minor) = (parts.next().expect("major"), parts.next().expect("minor"));
            rt::set_python_version(major, minor);
        });
        Self { asked: Vec::new() }
    }

    /// Asks one question, in Python's words and as a call.
    pub(crate) fn ask<T: Repr>(&mut self, question: impl Into<String>, answer: impl FnOnce() -> T) {
        self.ask_shown(question, || rt::repr(&answer()));
    }

    /// As [`Against::ask`], with an answer that is Python's `repr` already.
    pub(crate) fn ask_shown(&mut self, question: impl Into<String>, answer: impl FnOnce() -> String) {
        ASKING.set(true);
        let answer = catch_unwind(AssertUnwindSafe(answer)).ok();
        ASKING.set(false);
        self.asked.push((question.into(), answer));
    }

    /// Compares every answer. So many questions may go unanswered that Python answers.
    #[track_caller]
    pub(crate) fn check(self, declined_max: usize) {
        let questions: String = self.asked.iter().flat_map(|(question, _)| [question, "\n"]).collect();
        let answers = run(SCRIPT, &questions);
        let answers: Vec<&str> = answers.trim_end_matches('\n').split('\n').collect();
        assert_eq!(answers.len(), self.asked.len(), "an answer a question");
        let (mut wrong, mut declined) = (Vec::new(), Vec::new());
        for ((question, ours), theirs) in self.asked.iter().zip(answers) {
            match ours {
                Some(ours) if ours == theirs => {}
                Some(ours) => wrong.push(format!("{question}\n    here {ours}\n  python {theirs}")),
                None if theirs.starts_with('!') => {}
                None => declined.push(format!("{question} = {theirs}")),
            }
        }
        let show = |list: &[String]| list.iter().take(25).cloned().collect::<Vec<_>>().join("\n");
        assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), self.asked.len(), show(&wrong));
        assert!(declined.len() <= declined_max, "{} declined:\n{}", declined.len(), show(&declined));
    }
}

fn run(script: &str, input: &str) -> String {
    let python = std::env::var("TRANSOM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut child = Command::new(python)
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a Python to compare with: set TRANSOM_PYTHON");
    let mut stdin = child.stdin.take().expect("it was asked for");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("Python runs");
    writer.join().expect("the writer does not panic").expect("Python reads all questions");
    assert!(output.status.success(), "Python failed");
    String::from_utf8(output.stdout).expect("Python answers in UTF-8")
}

/// How many questions to ask where the number is open: a third of what is written, unless more are asked for.
pub(crate) fn cases(whole: usize) -> usize {
    let thirds = std::env::var("TRANSOM_SEMANTICS_CASES").ok().and_then(|times| times.parse::<usize>().ok());
    (whole * thirds.map_or(1, |times| times * 3)).div_ceil(3)
}

/// Numbers that are the same in every run, and look random.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// A number from a range of small ones.
    pub(crate) fn within(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(high.abs_diff(low) + 1).cast_signed()
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        let at = self.below(from.len() as u64);
        from[usize::try_from(at).expect("below a length")].clone()
    }

    /// An integer of any size, often one at a boundary.
    pub(crate) fn int(&mut self) -> i64 {
        const EDGES: [i64; 18] = [
            0,
            1,
            -1,
            2,
            -2,
            3,
            7,
            10,
            -10,
            100,
            1 << 53,
            (1 << 53) + 1,
            -(1 << 53) - 1,
            i64::MAX,
            i64::MIN,
            i64::MAX - 1,
            1 << 32,
            -(1 << 31),
        ];
        match self.below(4) {
            0 => self.pick(&EDGES),
            1 => self.within(-20, 20),
            _ => {
                let shift = self.below(64);
                self.next().cast_signed() >> shift
            }
        }
    }

    /// A float of any kind, often one at a boundary; finite.
    pub(crate) fn float(&mut self) -> f64 {
        const EDGES: [f64; 22] = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            -0.5,
            1.5,
            2.5,
            0.1,
            -0.1,
            1e16,
            1e15,
            123_456.789,
            1e-5,
            1e-4,
            9_007_199_254_740_993.0,
            9.223_372_036_854_775e18,
            f64::MAX,
            f64::MIN_POSITIVE,
            5e-324,
            1e22,
            -3.0,
        ];
        match self.below(5) {
            0 => self.pick(&EDGES),
            1 => f64::from(i32::try_from(self.within(-1000, 1000)).expect("small")) / 8.0,
            2 => f64::from(i32::try_from(self.within(-100_000, 100_000)).expect("small")) / 100.0,
            3 => {
                let value = f64::from_bits(self.next());
                if value.is_finite() { value } else { 1.0 }
            }
            _ => {
                let unit = f64::from_bits(0x3ff0_0000_0000_0000 | self.next() >> 12) - 1.0;
                unit * 10_f64.powi(i32::try_from(self.within(-3, 6)).expect("small"))
            }
        }
    }

    /// A float of any kind, also one that is not finite.
    pub(crate) fn any_float(&mut self) -> f64 {
        match self.below(12) {
            0 => f64::INFINITY,
            1 => f64::NEG_INFINITY,
            2 => f64::NAN,
            _ => self.float(),
        }
    }

    /// A text of these characters.
    pub(crate) fn text(&mut self, letters: &str, longest: u64) -> String {
        let letters: Vec<char> = letters.chars().collect();
        let length = self.below(longest + 1);
        (0..length).map(|_| self.pick(&letters)).collect()
    }

    /// An index, or none.
    pub(crate) fn place(&mut self, size: i64) -> Option<i64> {
        (self.below(4) > 0)
            .then(|| if self.below(20) == 0 { self.int() } else { self.within(-size - 2, size + 2) })
    }
}

/// A float in Python's words.
pub(crate) fn float(value: f64) -> String {
    if value.is_nan() {
        "math.nan".to_owned()
    } else if value.is_infinite() {
        if value > 0.0 { "math.inf".to_owned() } else { "(-math.inf)".to_owned() }
    } else {
        let text = format!("{value:e}");
        if value.is_sign_negative() { format!("({text})") } else { text }
    }
}

/// An integer in Python's words.
pub(crate) fn int(value: i64) -> String {
    if value < 0 { format!("({value})") } else { value.to_string() }
}

/// A text in Python's words.
pub(crate) fn text(value: &str) -> String {
    use std::fmt::Write as _;
    let mut quoted = "'".to_owned();
    for letter in value.chars() {
        if letter.is_ascii_alphanumeric() || letter == ' ' {
            quoted.push(letter);
        } else {
            write!(quoted, "\\U{:08x}", u32::from(letter)).expect("a string takes everything");
        }
    }
    quoted.push('\'');
    quoted
}

/// A list in Python's words.
pub(crate) fn list<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", "))
}

/// An index that may be missing in Python's words.
pub(crate) fn option(value: Option<i64>) -> String {
    value.map_or_else(|| "None".to_owned(), int)
}
