//! `datetime`.

use transom_contract::types::{Date, DateTime, Duration};
use transom_semantics::{self as rt, Number, Order};

use crate::python::{Against, Random, cases, float, int};

#[test]
fn spans_divide_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(101));
    let span = |micros: i64| {
        (
            format!("datetime.timedelta(microseconds={micros})"),
            Duration::from_wire(micros).expect("it is small"),
        )
    };
    for _ in 0..cases(800) {
        let ((pa, a), (pb, b)) = (span(random.int() >> 12), span(random.int() >> random.within(12, 60)));
        let (k, x) = (random.within(-9, 9), random.float());
        let (pk, px) = (int(k), float(x));
        python.ask(pa.clone(), || a);
        python.ask(format!("str({pa})"), || rt::str(&a));
        python.ask(format!("{pa} + {pb}"), || a + b);
        python.ask(format!("{pa} - {pb}"), || a - b);
        python.ask(format!("(-{pa}, abs({pa}), {pa} < {pb}, bool({pb}))"), || {
            (-a, a.abs(), a.before(&b), rt::truth(&b))
        });
        python.ask(format!("{pa} * {pk}"), || a * k);
        python.ask(format!("{pk} * {pa}"), || k * a);
        python.ask(format!("{pa} / {pk}"), || a / k);
        python.ask(format!("{pa} // {pk}"), || a.floor_div(k));
        python.ask(format!("{pa} / {pb}"), || a.ratio(b));
        python.ask(format!("{pa} // {pb}"), || a.floor_ratio(b));
        python.ask(format!("{pa} % {pb}"), || a.floor_mod(b));
        python.ask(format!("{pb} * {px}"), || b * x);
        python.ask(format!("{pb} / {px}"), || b / x);
        python.ask(format!("({pa}.days, {pa}.seconds, {pa}.microseconds, {pa}.total_seconds())"), || {
            (a.days(), a.seconds(), a.microseconds(), a.total_seconds())
        });
    }
    // Spans of more than 64 bits of microseconds.
    python.check(cases(800));
}

#[test]
fn spans_are_made_of_parts_as_in_python() {
    let (mut python, mut random) = (Against::python(), Random::new(102));
    for _ in 0..cases(1500) {
        let mut part = || match random.below(4) {
            0 => Number::Int(random.within(-5000, 5000)),
            1 => Number::Float(random.within(-10_000, 10_000) as f64 / 64.0),
            2 => Number::Float(random.within(-10_000, 10_000) as f64 / 1000.0),
            _ => Number::Int(0),
        };
        let parts: [Number; 7] = std::array::from_fn(|_| part());
        let names = ["microseconds", "milliseconds", "seconds", "minutes", "hours", "days", "weeks"];
        let list: Vec<String> =
            names.iter().zip(&parts).map(|(name, part)| format!("{name}={}", rt::repr(part))).collect();
        python.ask(format!("datetime.timedelta({})", list.join(", ")), || Duration::of(parts));
        let part = parts[0];
        python.ask(format!("datetime.timedelta(microseconds={})", rt::repr(&part)), || {
            let zero = Number::Int(0);
            Duration::of([part, zero, zero, zero, zero, zero, zero])
        });
    }
    python.check(0);
}

#[test]
fn dates_move_as_in_python() {
    let (mut python, mut random) = (Against::python(), Random::new(103));
    for _ in 0..cases(1500) {
        let (year, month, day) = (random.within(-1, 10_001), random.within(0, 13), random.within(0, 32));
        python.ask(format!("datetime.date({year}, {month}, {day})"), || Date::new(year, month, day));
        let (days, other) = (random.within(-5, 3_660_000), random.within(1, 3_652_059));
        let (pa, pb) =
            (format!("datetime.date.fromordinal({days})"), format!("datetime.date.fromordinal({other})"));
        let (a, b) = (|| Date::from_ordinal(days), Date::from_ordinal(other));
        let micros = random.int() >> random.within(6, 40);
        let (ps, s) = (
            format!("datetime.timedelta(microseconds={micros})"),
            Duration::from_wire(micros).expect("small"),
        );
        python.ask(format!("({pa}, {pa}.weekday(), {pa}.isoweekday(), {pa}.toordinal())"), || {
            (a(), a().weekday(), a().isoweekday(), a().ordinal())
        });
        python.ask(format!("str({pa})"), || rt::str(&a()));
        python.ask(format!("({pa}.year, {pa}.month, {pa}.day)"), || (a().year(), a().month(), a().day()));
        python.ask(format!("{pb} + {ps}"), || b + s);
        python.ask(format!("{pb} - {ps}"), || b - s);
        python.ask(format!("{pa} - {pb}"), || a() - b);
        let (hour, minute, second) =
            (random.within(-1, 24), random.within(0, 60), random.pick(&[0, 0, 59, 60]));
        let micro = random.pick(&[0, 0, 1, 999_999, 1_000_000]);
        let pt = format!(
            "datetime.datetime({pb}.year, {pb}.month, {pb}.day, {hour}, {minute}, {second}, {micro})"
        );
        let t = || DateTime::new(b, hour, minute, second, micro);
        python.ask(pt.clone(), t);
        python.ask(format!("str({pt})"), || rt::str(&t()));
        python.ask(format!("{pt} + {ps}"), || t() + s);
        python.ask(format!("{pt} - {ps}"), || t() - s);
        python.ask(format!("{pt} - datetime.datetime(2000, 1, 1)"), || {
            t() - DateTime::new(Date::new(2000, 1, 1), 0, 0, 0, 0)
        });
        python.ask(
            format!("({pt}.hour, {pt}.minute, {pt}.second, {pt}.microsecond, {pt}.date(), {pt}.weekday())"),
            || (t().hour(), t().minute(), t().second(), t().microsecond(), t().date(), t().weekday()),
        );
    }
    python.check(0);
}

#[test]
fn dates_are_shown_and_read_as_in_python() {
    let (mut python, mut random) = (Against::python(), Random::new(104));
    for _ in 0..cases(600) {
        let days = random.within(364_878, 3_652_059);
        let micros = random.within(0, 86_399_999_999);
        let pt = format!(
            "(datetime.datetime.combine(datetime.date.fromordinal({days}), datetime.time()) + datetime.timedelta(microseconds={micros}))"
        );
        let t = || Date::from_ordinal(days).at_midnight() + Duration::of_microseconds(micros);
        python.ask(pt.clone(), t);
        python.ask(format!("({pt}.time(), str({pt}.time()), {pt}.isoformat())"), || {
            (t().time(), rt::str(&t().time()), t().isoformat('T'))
        });
        let format = "%Y-%m-%d %H:%M:%S.%f";
        for format in [format, "%y%j %I%%", "%d.%m."] {
            python.ask(format!("{pt}.strftime('{format}')"), || t().strftime(format));
        }
        let shown = t().strftime(format);
        python.ask(format!("datetime.datetime.strptime('{shown}', '{format}')"), || {
            DateTime::strptime(&shown, format)
        });
        python.ask(format!("datetime.datetime.fromisoformat('{shown}')"), || DateTime::fromisoformat(&shown));
        python.ask(format!("datetime.date.fromisoformat('{}')", &shown[..10]), || {
            Date::fromisoformat(&shown[..10])
        });
        let (month, day, hour) = (random.within(0, 13), random.within(0, 31), random.within(0, 24));
        python.ask(format!("{pt}.replace(month={month}, day={day}, hour={hour})"), || {
            t().replace(None, Some(month), Some(day), Some(hour), None, None, None)
        });
        python.ask(format!("{pt}.time().replace(minute={hour})"), || {
            t().time().replace(None, Some(hour), None, None)
        });
        python.ask(
            format!("datetime.timedelta(days={month}, hours={hour}, weeks={day}, minutes={month})"),
            || {
                Duration::of_days(month)
                    + Duration::of_hours(hour)
                    + Duration::of_weeks(day)
                    + Duration::of_minutes(month)
            },
        );
    }
    python.check(0);
}
