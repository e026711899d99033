//! Dates, times and spans among drafted Rust's values: compared, ordered, looked up and shown as Python does.

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::hash::Hasher;

use transom_semantics::{Equal, Lookup, Order, Repr, Truth};

use super::{Date, DateTime, Duration, Time};

macro_rules! values {
    ($($type:ident)*) => {
        $(
            impl Equal for $type {
                fn equals(&self, other: &Self) -> bool {
                    self == other
                }
            }

            impl Order for $type {
                fn order(&self, other: &Self) -> Ordering {
                    self.cmp(other)
                }
            }

            impl Lookup<$type> for $type {
                fn hash_as_key<H: Hasher>(&self, state: &mut H) {
                    state.write_i64(self.to_wire().into());
                }

                fn is_key(&self, key: &Self) -> bool {
                    self == key
                }
            }
        )*
    };
}

values! { Date Time DateTime Duration }

impl Truth for Date {
    fn truth(&self) -> bool {
        true
    }
}

impl Truth for Time {
    fn truth(&self) -> bool {
        true
    }
}

impl Truth for DateTime {
    fn truth(&self) -> bool {
        true
    }
}

impl Truth for Duration {
    fn truth(&self) -> bool {
        self.to_wire() != 0
    }
}

impl Repr for Date {
    fn write_repr(&self, out: &mut String) {
        write!(out, "datetime.date({}, {}, {})", self.year(), self.month(), self.day()).expect(FITS);
    }

    fn write_str(&self, out: &mut String) {
        write!(out, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day()).expect(FITS);
    }
}

impl Repr for Time {
    fn write_repr(&self, out: &mut String) {
        write!(out, "datetime.time({}, {}", self.hour(), self.minute()).expect(FITS);
        write_fine(out, self.second(), self.microsecond());
    }

    fn write_str(&self, out: &mut String) {
        write!(out, "{:02}:{:02}:{:02}", self.hour(), self.minute(), self.second()).expect(FITS);
        if self.microsecond() != 0 {
            write!(out, ".{:06}", self.microsecond()).expect(FITS);
        }
    }
}

impl Repr for DateTime {
    fn write_repr(&self, out: &mut String) {
        let (year, month, day) = (self.year(), self.month(), self.day());
        write!(out, "datetime.datetime({year}, {month}, {day}, {}, {}", self.hour(), self.minute())
            .expect(FITS);
        write_fine(out, self.second(), self.microsecond());
    }

    fn write_str(&self, out: &mut String) {
        self.date().write_str(out);
        out.push(' ');
        self.time().write_str(out);
    }
}

/// The end of a `repr`: seconds and microseconds are left out where they are zero.
fn write_fine(out: &mut String, second: i64, micro: i64) {
    match (second, micro) {
        (0, 0) => {}
        (second, 0) => write!(out, ", {second}").expect(FITS),
        (second, micro) => write!(out, ", {second}, {micro}").expect(FITS),
    }
    out.push(')');
}

impl Repr for Duration {
    fn write_repr(&self, out: &mut String) {
        let parts =
            [("days", self.days()), ("seconds", self.seconds()), ("microseconds", self.microseconds())];
        let shown: Vec<String> = parts
            .iter()
            .filter(|(_, part)| *part != 0)
            .map(|(name, part)| format!("{name}={part}"))
            .collect();
        let shown = if shown.is_empty() { "0".to_owned() } else { shown.join(", ") };
        write!(out, "datetime.timedelta({shown})").expect(FITS);
    }

    fn write_str(&self, out: &mut String) {
        let (days, seconds) = (self.days(), self.seconds());
        if days != 0 {
            write!(out, "{days} day{}, ", if days.abs() == 1 { "" } else { "s" }).expect(FITS);
        }
        write!(out, "{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60).expect(FITS);
        if self.microseconds() != 0 {
            write!(out, ".{:06}", self.microseconds()).expect(FITS);
        }
    }
}

/// Why writing cannot fail.
const FITS: &str = "a string takes everything";
