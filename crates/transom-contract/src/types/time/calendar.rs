//! What Python's `date`, `time` and `datetime` make of their parts: replaced, shown and read. What Python refuses, and
//! what it reads that is not in the one usual form, panics, which declines.

use std::fmt::Write as _;
use std::ops::Add;

use chrono::{Datelike, NaiveDateTime, NaiveTime, Timelike};

use super::{Date, DateTime, Duration, MICROS_PER_SECOND, SECONDS_PER_DAY, Time};

/// Below this year the C library's `%Y` has three digits on some systems and four on others.
const PADDED_YEAR_MIN: i32 = 1000;

impl Date {
    /// `datetime.combine(d, time)`.
    pub fn at(self, time: Time) -> DateTime {
        DateTime(self.0.and_time(time.0))
    }

    /// `datetime(d.year, d.month, d.day)`.
    pub fn at_midnight(self) -> DateTime {
        self.at(Time(NaiveTime::MIN))
    }

    /// `d.replace(year, month, day)`. What is no date panics.
    #[must_use]
    pub fn replace(self, year: Option<i64>, month: Option<i64>, day: Option<i64>) -> Self {
        Self::new(
            year.unwrap_or_else(|| self.year()),
            month.unwrap_or_else(|| self.month()),
            day.unwrap_or_else(|| self.day()),
        )
    }

    /// `d.strftime(format)` of directives that are numbers; others panic.
    pub fn strftime(self, format: &str) -> String {
        shown(self.at_midnight().0, format)
    }

    /// `date.fromisoformat(text)` of `YYYY-MM-DD`; anything else panics.
    pub fn fromisoformat(text: &str) -> Self {
        let mut reader = Reader(text.as_bytes());
        let date = reader.date();
        assert!(reader.0.is_empty(), "the text is not YYYY-MM-DD");
        date
    }
}

impl Time {
    /// `time(hour, minute, second, microsecond)`. What is no time panics.
    pub fn new(hour: i64, minute: i64, second: i64, microsecond: i64) -> Self {
        DateTime::new(Date::new(1, 1, 1), hour, minute, second, microsecond).time()
    }

    /// `t.hour`.
    pub fn hour(self) -> i64 {
        i64::from(self.0.hour())
    }

    /// `t.minute`.
    pub fn minute(self) -> i64 {
        i64::from(self.0.minute())
    }

    /// `t.second`.
    pub fn second(self) -> i64 {
        i64::from(self.0.second())
    }

    /// `t.microsecond`.
    pub fn microsecond(self) -> i64 {
        i64::from(self.0.nanosecond() / 1_000)
    }

    /// `t.replace(hour, minute, second, microsecond)`. What is no time panics.
    #[must_use]
    pub fn replace(
        self,
        hour: Option<i64>,
        minute: Option<i64>,
        second: Option<i64>,
        microsecond: Option<i64>,
    ) -> Self {
        Self::new(
            hour.unwrap_or_else(|| self.hour()),
            minute.unwrap_or_else(|| self.minute()),
            second.unwrap_or_else(|| self.second()),
            microsecond.unwrap_or_else(|| self.microsecond()),
        )
    }

    /// `t.strftime(format)` of directives that are numbers; others panic.
    pub fn strftime(self, format: &str) -> String {
        shown(Date::new(1900, 1, 1).at(self).0, format)
    }
}

impl DateTime {
    /// `t.time()`.
    pub fn time(self) -> Time {
        Time(self.0.time())
    }

    /// `t.replace(year, month, day, hour, minute, second, microsecond)`. What is no time panics.
    #[must_use]
    #[expect(clippy::too_many_arguments, reason = "the parts of a time")]
    pub fn replace(
        self,
        year: Option<i64>,
        month: Option<i64>,
        day: Option<i64>,
        hour: Option<i64>,
        minute: Option<i64>,
        second: Option<i64>,
        microsecond: Option<i64>,
    ) -> Self {
        let time = self.time().replace(hour, minute, second, microsecond);
        self.date().replace(year, month, day).at(time)
    }

    /// `t.isoformat(sep)`.
    pub fn isoformat(self, sep: char) -> String {
        let (date, time) = (self.date(), self.time());
        format!("{}{sep}{}", transom_semantics::str(&date), transom_semantics::str(&time))
    }

    /// `t.strftime(format)` of directives that are numbers; others panic.
    pub fn strftime(self, format: &str) -> String {
        shown(self.0, format)
    }

    /// `datetime.fromisoformat(text)` of `YYYY-MM-DD`, alone or followed by `T` or a space and `HH:MM`, `HH:MM:SS`,
    /// or that with three or six digits of a fraction; anything else panics.
    pub fn fromisoformat(text: &str) -> Self {
        let mut reader = Reader(text.as_bytes());
        let date = reader.date();
        if reader.0.is_empty() {
            return date.at_midnight();
        }
        assert!(reader.skip(b'T') || reader.skip(b' '), "the text is not in the usual form");
        let hour = reader.digits(2);
        assert!(reader.skip(b':'), "the text is not in the usual form");
        let minute = reader.digits(2);
        let second = if reader.skip(b':') { reader.digits(2) } else { 0 };
        let micro = match reader.0 {
            [] => 0,
            [b'.', rest @ ..] if rest.len() == 3 || rest.len() == 6 => {
                reader.0 = rest;
                if rest.len() == 3 { reader.digits(3) * 1_000 } else { reader.digits(6) }
            }
            _ => panic!("the text is not in the usual form"),
        };
        Self::new(date, hour, minute, second, micro)
    }

    /// `datetime.strptime(text, format)`, where every number has all its digits; anything else panics.
    pub fn strptime(text: &str, format: &str) -> Self {
        let mut reader = Reader(text.as_bytes());
        let mut parts: [Option<i64>; 7] = [None; 7];
        let mut letters = format.bytes();
        while let Some(letter) = letters.next() {
            if letter != b'%' {
                assert!(reader.skip(letter), "the text does not match the format");
                continue;
            }
            let directive = letters.next().expect("a stray % in the format");
            let (place, value) = match directive {
                b'Y' => (0, reader.digits(4)),
                b'y' => (0, century(reader.digits(2))),
                b'm' => (1, reader.digits(2)),
                b'd' => (2, reader.digits(2)),
                b'H' => (3, reader.digits(2)),
                b'M' => (4, reader.digits(2)),
                b'S' => (5, reader.digits(2)),
                b'f' => (6, reader.fraction()),
                b'%' => {
                    assert!(reader.skip(b'%'), "the text does not match the format");
                    continue;
                }
                _ => panic!("a directive that is not read here"),
            };
            assert!(parts[place].replace(value).is_none(), "a directive that stands twice");
        }
        assert!(reader.0.is_empty(), "unconverted data remains");
        let part = |at: usize, left_out: i64| parts[at].unwrap_or(left_out);
        Self::new(
            Date::new(part(0, 1900), part(1, 1), part(2, 1)),
            part(3, 0),
            part(4, 0),
            part(5, 0),
            part(6, 0),
        )
    }
}

/// POSIX: 69 to 99 are of the last century.
fn century(year: i64) -> i64 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

/// What is left of a text.
struct Reader<'t>(&'t [u8]);

impl Reader<'_> {
    fn skip(&mut self, letter: u8) -> bool {
        match self.0 {
            [first, rest @ ..] if *first == letter => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// A number of so many digits.
    fn digits(&mut self, count: usize) -> i64 {
        let (digits, rest) = self.0.split_at_checked(count).expect("a number with all its digits");
        self.0 = rest;
        digits.iter().fold(0, |number, digit| {
            assert!(digit.is_ascii_digit(), "a number with all its digits");
            number * 10 + i64::from(digit - b'0')
        })
    }

    /// Up to six digits behind the point.
    fn fraction(&mut self) -> i64 {
        let count = self.0.iter().take(6).take_while(|digit| digit.is_ascii_digit()).count();
        assert!(count > 0, "a fraction has digits");
        (count..6).fold(self.digits(count), |micros, _| micros * 10)
    }

    fn date(&mut self) -> Date {
        let year = self.digits(4);
        assert!(self.skip(b'-'), "the text is not YYYY-MM-DD");
        let month = self.digits(2);
        assert!(self.skip(b'-'), "the text is not YYYY-MM-DD");
        Date::new(year, month, self.digits(2))
    }
}

fn shown(time: NaiveDateTime, format: &str) -> String {
    let mut text = String::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        let (number, digits) = match letters.next() {
            Some('%') => {
                text.push('%');
                continue;
            }
            Some('Y') => {
                assert!(time.year() >= PADDED_YEAR_MIN, "systems differ in years of three digits");
                (time.year().unsigned_abs(), 4)
            }
            Some('y') => (time.year().unsigned_abs() % 100, 2),
            Some('m') => (time.month(), 2),
            Some('d') => (time.day(), 2),
            Some('H') => (time.hour(), 2),
            Some('I') => (time.hour12().1, 2),
            Some('M') => (time.minute(), 2),
            Some('S') => (time.second(), 2),
            Some('f') => (time.nanosecond() / 1_000, 6),
            Some('j') => (time.ordinal(), 3),
            _ => panic!("a directive that is not shown here"),
        };
        write!(text, "{number:0digits$}").expect("a string takes everything");
    }
    text
}

macro_rules! units {
    ($($name:ident $unit:literal $micros:expr;)*) => {
        impl Duration {
            $(
                #[doc = concat!("`timedelta(", $unit, "=number)`. Beyond 64 bits of microseconds panics.")]
                pub fn $name(number: i64) -> Self {
                    let span = number.checked_mul($micros).and_then(Self::from_wire);
                    span.expect("a span beyond 64 bits of microseconds")
                }
            )*
        }
    };
}

units! {
    of_microseconds "microseconds" 1;
    of_milliseconds "milliseconds" 1_000;
    of_seconds "seconds" MICROS_PER_SECOND;
    of_minutes "minutes" 60 * MICROS_PER_SECOND;
    of_hours "hours" 3_600 * MICROS_PER_SECOND;
    of_days "days" SECONDS_PER_DAY * MICROS_PER_SECOND;
    of_weeks "weeks" 7 * SECONDS_PER_DAY * MICROS_PER_SECOND;
}

impl Duration {
    /// `divmod(s, other)`. Nothing to divide by panics.
    pub fn divmod(self, other: Self) -> (i64, Self) {
        (self.floor_ratio(other), self.floor_mod(other))
    }
}

impl Add<Date> for Duration {
    type Output = Date;

    fn add(self, date: Date) -> Date {
        date + self
    }
}

impl Add<DateTime> for Duration {
    type Output = DateTime;

    fn add(self, time: DateTime) -> DateTime {
        time + self
    }
}
