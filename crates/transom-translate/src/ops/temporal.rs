//! Dates, times and spans: how they are made, their attributes, methods and operators. Nothing here asks a clock, and
//! none has a zone.

use super::keyed::Named;
use super::{Op, Take};
use crate::types::Ty;

const DATE: &str = "rt::Date";
const TIME: &str = "rt::Time";
const DATE_TIME: &str = "rt::DateTime";
const SPAN: &str = "rt::Duration";

const CLOCK: [&str; 4] = ["hour", "minute", "second", "microsecond"];

fn int() -> Take {
    Take::Value(Ty::Int)
}

fn value(path: &'static str) -> Take {
    Take::Value(Ty::Other(path))
}

fn is(ty: &Ty, path: &str) -> bool {
    matches!(ty, Ty::Other(own) if *own == path)
}

fn whole(ty: &Ty) -> bool {
    matches!(ty, Ty::Int | Ty::Bool)
}

pub(super) fn constant(path: &str) -> Option<(Ty, &'static str)> {
    Some(match path {
        "datetime.date.min" => (Ty::Other(DATE), "rt::Date::new(1, 1, 1)"),
        "datetime.date.max" => (Ty::Other(DATE), "rt::Date::new(9999, 12, 31)"),
        "datetime.datetime.min" => (Ty::Other(DATE_TIME), "rt::Date::new(1, 1, 1).at_midnight()"),
        "datetime.timedelta.resolution" => (Ty::Other(SPAN), "rt::Duration::of_microseconds(1)"),
        "datetime.time.min" => (Ty::Other(TIME), "rt::Time::new(0, 0, 0, 0)"),
        _ => return None,
    })
}

pub(super) fn function(path: &str, args: &[Ty]) -> Option<Op> {
    let text = |rust: &str, gives| Op::new(rust, vec![Take::Text], Ty::Other(gives));
    Some(match (path, args) {
        ("datetime.date.fromordinal", [Ty::Int]) => {
            Op::new("rt::Date::from_ordinal({0})", vec![int()], Ty::Other(DATE))
        }
        ("datetime.date.fromisoformat", [ty]) if ty.is_text() => text("rt::Date::fromisoformat({0})", DATE),
        ("datetime.datetime.fromisoformat", [ty]) if ty.is_text() => {
            text("rt::DateTime::fromisoformat({0})", DATE_TIME)
        }
        ("datetime.datetime.strptime", [ty, format]) if ty.is_text() && format.is_text() => {
            Op::new("rt::DateTime::strptime({0}, {1})", vec![Take::Text, Take::Text], Ty::Other(DATE_TIME))
        }
        ("datetime.datetime.combine", [day, clock]) if is(day, DATE) && is(clock, TIME) => {
            Op::new("{0}.at({1})", vec![Take::Dot, value(TIME)], Ty::Other(DATE_TIME))
        }
        ("abs", [span]) if is(span, SPAN) => Op::new("{0}.abs()", vec![Take::Dot], Ty::Other(SPAN)),
        ("divmod", [a, b]) if is(a, SPAN) && is(b, SPAN) => Op::new(
            "{0}.divmod({1})",
            vec![Take::Dot, value(SPAN)],
            Ty::Tuple(vec![Ty::Int, Ty::Other(SPAN)]),
        ),
        _ => return keyed(path, args, &[]),
    })
}

/// Those whose arguments may be named.
pub(super) fn keyed(path: &str, types: &[Ty], names: &[&str]) -> Option<Op> {
    match path {
        "datetime.date" => {
            let call = Named::read(&["year", "month", "day"], types, names)?;
            let rust = format!("rt::Date::new({}, {}, {})", call.hole(0)?, call.hole(1)?, call.hole(2)?);
            types.iter().all(whole).then(|| Op::new(rust, call.takes(|_| int()), Ty::Other(DATE)))
        }
        "datetime.time" => {
            let call = Named::read(&CLOCK, types, names)?;
            let parts: Vec<String> = (0..4).map(|at| call.or(at, "0")).collect();
            let rust = format!("rt::Time::new({})", parts.join(", "));
            types.iter().all(whole).then(|| Op::new(rust, call.takes(|_| int()), Ty::Other(TIME)))
        }
        "datetime.datetime" => {
            let params = ["year", "month", "day", "hour", "minute", "second", "microsecond"];
            let call = Named::read(&params, types, names)?;
            let day = format!("rt::Date::new({}, {}, {})", call.hole(0)?, call.hole(1)?, call.hole(2)?);
            let rust = if types.len() == 3 {
                format!("{day}.at_midnight()")
            } else {
                let parts: Vec<String> = (3..7).map(|at| call.or(at, "0")).collect();
                format!("rt::DateTime::new({day}, {})", parts.join(", "))
            };
            types.iter().all(whole).then(|| Op::new(rust, call.takes(|_| int()), Ty::Other(DATE_TIME)))
        }
        "datetime.timedelta" => span(types, names),
        _ => None,
    }
}

/// `timedelta(…)`: whole parts are added up, fractions are rounded together.
fn span(types: &[Ty], names: &[&str]) -> Option<Op> {
    let params = ["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"];
    let call = Named::read(&params, types, names)?;
    if types.is_empty() {
        return Some(Op::new("rt::Duration::of_days(0)", vec![], Ty::Other(SPAN)));
    }
    if types.iter().all(whole) {
        let part = |at: usize| call.hole(at).map(|hole| format!("rt::Duration::of_{}({hole})", params[at]));
        let parts: Vec<String> = (0..params.len()).filter_map(part).collect();
        let text = parts.join(" + ");
        let text = if parts.len() > 1 { format!("({text})") } else { text };
        return Some(Op::new(text, call.takes(|_| int()), Ty::Other(SPAN)));
    }
    if !types.iter().all(Ty::is_number) {
        return None;
    }
    // The order in which Python adds the parts up.
    let order = [2, 3, 1, 4, 5, 0, 6];
    let parts: Vec<String> = order.iter().map(|at| call.or(*at, "Number::Int(0)")).collect();
    let rust = format!("rt::Duration::of([{}])", parts.join(", "));
    Some(Op::new(rust, call.takes(|_| Take::Value(Ty::Number)), Ty::Other(SPAN)))
}

/// An attribute.
pub(crate) fn attribute(path: &str, attr: &str) -> Option<Op> {
    let has = match attr {
        "year" | "month" | "day" => matches!(path, DATE | DATE_TIME),
        "hour" | "minute" | "second" | "microsecond" => matches!(path, TIME | DATE_TIME),
        "days" | "seconds" | "microseconds" => path == SPAN,
        _ => false,
    };
    has.then(|| Op::new(format!("{{self}}.{attr}()"), vec![], Ty::Int))
}

pub(super) fn method(path: &'static str, name: &str, args: &[Ty]) -> Option<Op> {
    let calendar = matches!(path, DATE | DATE_TIME);
    let call = |gives| Op::new(format!("{{self}}.{name}()"), vec![], gives);
    Some(match (path, name, args) {
        (_, "weekday" | "isoweekday", []) if calendar => call(Ty::Int),
        (_, "toordinal", []) if calendar => Op::new("{self}.ordinal()", vec![], Ty::Int),
        (DATE | TIME, "isoformat", []) => Op::new("rt::str(&{self})", vec![], Ty::Str),
        (DATE_TIME, "isoformat", []) => Op::new("{self}.isoformat('T')", vec![], Ty::Str),
        (DATE_TIME, "isoformat", [sep]) if sep.is_text() => {
            Op::new("{self}.isoformat({0})", vec![Take::Value(Ty::Char)], Ty::Str)
        }
        (DATE | DATE_TIME | TIME, "strftime", [format]) if format.is_text() => {
            Op::new("{self}.strftime({0})", vec![Take::Text], Ty::Str)
        }
        (DATE_TIME, "date", []) => call(Ty::Other(DATE)),
        (DATE_TIME, "time", []) => call(Ty::Other(TIME)),
        (SPAN, "total_seconds", []) => call(Ty::Float),
        (DATE | DATE_TIME | TIME, "replace", _) => return keyed_method(path, name, args, &[]),
        _ => return None,
    })
}

pub(super) fn keyed_method(path: &'static str, name: &str, types: &[Ty], names: &[&str]) -> Option<Op> {
    let params: &[&str] = match (path, name) {
        (DATE, "replace") => &["year", "month", "day"],
        (TIME, "replace") => &CLOCK,
        (DATE_TIME, "replace") => &["year", "month", "day", "hour", "minute", "second", "microsecond"],
        (DATE_TIME, "isoformat") => {
            let call = Named::read(&["sep", "timespec"], types, names)?;
            let fits = call.ty(1).is_none() && call.ty(0)?.is_text();
            let op = Op::new("{self}.isoformat({0})", vec![Take::Value(Ty::Char)], Ty::Str);
            return fits.then_some(op);
        }
        _ => return None,
    };
    let call = Named::read(params, types, names)?;
    let parts: Vec<String> = (0..params.len())
        .map(|at| call.hole(at).map_or("None".to_owned(), |hole| format!("Some({hole})")))
        .collect();
    let rust = format!("{{self}}.replace({})", parts.join(", "));
    types.iter().all(whole).then(|| Op::new(rust, call.takes(|_| int()), Ty::Other(path)))
}

/// What an operator gives between dates and spans.
pub(crate) fn operator(op: &str, left: &Ty, right: &Ty) -> Option<Ty> {
    let number = |ty: &Ty| matches!(ty, Ty::Int | Ty::Float);
    let (day, other_day) = (calendar(left), calendar(right));
    Some(match op {
        "-" if day.is_some() && left == right => Ty::Other(SPAN),
        "+" | "-" if day.is_some() && is(right, SPAN) => left.clone(),
        "+" if other_day.is_some() && is(left, SPAN) => right.clone(),
        "+" | "-" | "%" if is(left, SPAN) && is(right, SPAN) => Ty::Other(SPAN),
        "*" if is(left, SPAN) && number(right) || number(left) && is(right, SPAN) => Ty::Other(SPAN),
        "/" if is(left, SPAN) && is(right, SPAN) => Ty::Float,
        "//" if is(left, SPAN) && is(right, SPAN) => Ty::Int,
        "/" if is(left, SPAN) && number(right) => Ty::Other(SPAN),
        "//" if is(left, SPAN) && *right == Ty::Int => Ty::Other(SPAN),
        _ => return None,
    })
}

/// The method that stands for an operator, where Rust's own sign does not.
pub(crate) fn operator_method(op: &str, left: &Ty, right: &Ty) -> Option<&'static str> {
    let both = is(left, SPAN) && is(right, SPAN);
    Some(match op {
        "/" if both => "ratio",
        "//" if both => "floor_ratio",
        "//" => "floor_div",
        "%" if both => "floor_mod",
        _ => return None,
    })
}

fn calendar(ty: &Ty) -> Option<&'static str> {
    match ty {
        Ty::Other(path @ (DATE | DATE_TIME)) => Some(path),
        _ => None,
    }
}

/// Whether a format of dates is one of numbers that mean the same everywhere: neither names of days nor the locale.
pub(crate) fn format_is_plain(format: &str, reads: bool) -> bool {
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter == '%' {
            let known = if reads { "YmdHMSfjy%" } else { "YmdHMSfjyI%" };
            if !letters.next().is_some_and(|directive| known.contains(directive)) {
                return false;
            }
        } else if !letter.is_ascii() || letter.is_ascii_whitespace() && reads && letter != ' ' {
            return false;
        }
    }
    true
}
