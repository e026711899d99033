//! Floats, and integers among them.

use transom_semantics::{self as rt, Number};

use crate::python::{Against, Random, cases, float, int, list, text};

#[test]
fn divides_floats_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(11));
    for _ in 0..cases(2000) {
        let (a, b) = (random.any_float(), random.any_float());
        let (pa, pb) = (float(a), float(b));
        python.ask(format!("{pa} / {pb}"), || rt::float::div(a, b));
        python.ask(format!("{pa} // {pb}"), || rt::float::floor_div(a, b));
        python.ask(format!("{pa} % {pb}"), || rt::float::floor_mod(a, b));
        python.ask(format!("divmod({pa}, {pb})"), || rt::float::divmod(a, b));
        python.ask(format!("{pa} ** {pb}"), || rt::float::pow(a, b));
        let whole = random.within(-5, 5);
        python.ask(format!("{pa} ** {}", int(whole)), || rt::float::pow(a, whole as f64));
        python.ask(format!("{pa}.is_integer()"), || rt::float::is_integer(a));
        python.ask(
            format!(
                "(lambda x: x if -2**63 <= x[0] < 2**63 and x[1] < 2**63 else 1/0)({pa}.as_integer_ratio())"
            ),
            || rt::float::as_integer_ratio(a),
        );
        python.ask(format!("(lambda x: x if -2**63 <= x < 2**63 else 1/0)(int({pa}))"), || {
            rt::int::from_float(a)
        });
        python.ask(format!("(lambda x: x if -2**63 <= x < 2**63 else 1/0)(round({pa}))"), || {
            rt::float::round(a)
        });
    }
    python.check(0);
}

#[test]
fn rounds_to_digits_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(12));
    for _ in 0..cases(6000) {
        let (value, digits) = (random.any_float(), random.within(-4, 8));
        python.ask(format!("round({}, {digits})", float(value)), || rt::float::round_to(value, digits));
        let half = random.within(-100_000, 100_000) as f64 / 1000.0;
        python.ask(format!("round({}, 2)", float(half)), || rt::float::round_to(half, 2));
        let far = random.within(-330, 330);
        python.ask(format!("round({}, {far})", float(value)), || rt::float::round_to(value, far));
    }
    python.check(0);
}

#[test]
fn shows_and_reads_floats_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(13));
    for _ in 0..cases(4000) {
        let value = random.any_float();
        python.ask(float(value), || value);
        let literal = random.text("0123456789_+-.eE infaNy", 9);
        python.ask(format!("float({})", text(&literal)), || rt::float::parse(&literal));
        let shown = rt::float::repr(value);
        python.ask(format!("float({})", text(&shown)), || rt::float::parse(&shown));
    }
    for literal in [
        "inf",
        "-Infinity",
        "+nan",
        "NAN",
        "1_0.0_1e1_0",
        "1._0",
        "._1",
        "1e",
        ".",
        "",
        " 1.5\n",
        "\u{3000}2.5",
        "1e400",
        "1e-400",
        "infinit",
        "0x10",
        "1_e5",
        "e5",
        "+.5",
        "5.",
    ] {
        python.ask(format!("float({})", text(literal)), || rt::float::parse(literal));
    }
    python.check(0);
}

#[test]
fn compares_numbers_exactly() {
    let (mut python, mut random) = (Against::python(), Random::new(14));
    for _ in 0..cases(3000) {
        let (a, b) = (random.int(), random.any_float());
        let near = a as f64;
        for x in [b, near, near + 1.0] {
            let question =
                format!("(lambda a, x: (a < x, a <= x, a == x, a > x, a >= x))({}, {})", int(a), float(x));
            python.ask(question.clone(), || {
                let (one, other) = (Number::Int(a), Number::Float(x));
                (one < other, one <= other, one == other, one > other, one >= other)
            });
            python.ask(question, || {
                use rt::float::{ge_int, gt_int, le_int, lt_int};
                (gt_int(x, a), ge_int(x, a), rt::equal(&a, &x), lt_int(x, a), le_int(x, a))
            });
        }
    }
    python.check(0);
}

#[test]
fn adds_up_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(15));
    for _ in 0..cases(600) {
        let length = random.below(9);
        let floats: Vec<f64> = (0..length)
            .map(|_| if random.below(30) == 0 { random.any_float() } else { random.float() })
            .collect();
        let shown = list(&floats, |item| float(*item));
        python.ask(format!("sum({shown}) if {shown} else 1/0"), || rt::float::sum(floats.iter().copied()));
        python.ask(format!("sum({shown}, 0.5)"), || rt::float::sum_from(floats.iter().copied(), 0.5));
        python.ask(format!("math.fsum({shown})"), || rt::float::fsum(floats.iter().copied()));
        python.ask(format!("math.prod({shown}) if {shown} else 1/0"), || {
            rt::math::prod_floats(floats.iter().copied())
        });
        let mixed: Vec<Number> = floats
            .iter()
            .map(
                |item| {
                    if random.below(2) == 0 { Number::Float(*item) } else { Number::Int(random.int() / 16) }
                },
            )
            .collect();
        let shown = list(&mixed, |item| match item {
            Number::Int(value) => int(*value),
            Number::Float(value) => float(*value),
        });
        python.ask(format!("sum({shown})"), || rt::float::sum_mixed(mixed.iter().copied()));
    }
    python.check(0);
}

#[test]
fn joins_numbers_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(16));
    let fits = "(lambda x: x if not isinstance(x, int) or -2**63 <= x < 2**63 else 1/0)";
    let shown = |number: &Number| match number {
        Number::Int(value) => int(*value),
        Number::Float(value) => float(*value),
    };
    for _ in 0..cases(1500) {
        let mut one = || {
            if random.below(2) == 0 { Number::Int(random.int()) } else { Number::Float(random.any_float()) }
        };
        let (a, b) = (one(), one());
        let (pa, pb) = (shown(&a), shown(&b));
        python.ask(format!("{fits}({pa} + {pb})"), || a + b);
        python.ask(format!("{fits}({pa} - {pb})"), || a - b);
        python.ask(format!("{fits}({pa} * {pb})"), || a * b);
        python.ask(format!("{pa} / {pb}"), || a.true_div(b));
        python.ask(format!("{fits}({pa} // {pb})"), || a.floor_div(b));
        python.ask(format!("{fits}({pa} % {pb})"), || a.floor_mod(b));
        python.ask(format!("{fits}(-{pa})"), || -a);
        python.ask(format!("{fits}(abs({pa}))"), || a.abs());
        let small = Number::Int(random.within(-5, 9));
        python.ask(format!("{fits}({pa} ** {})", shown(&small)), || a.pow(small));
    }
    python.check(cases(4));
}

#[test]
fn floats_are_written_in_hexadecimal() {
    let (mut python, mut random) = (Against::python(), Random::new(48));
    for _ in 0..cases(1500) {
        let value = random.any_float();
        python.ask(format!("{}.hex()", float(value)), || rt::float::hex(value));
    }
    python.check(0);
}
