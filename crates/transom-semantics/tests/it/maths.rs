//! `math`, bit for bit.

use transom_semantics as rt;

use crate::python::{Against, Random, cases, float, int, list};

macro_rules! functions {
    ($python:ident, $value:ident: $($name:ident)*) => {
        $($python.ask(format!("math.{}({})", stringify!($name), float($value)), || rt::math::$name($value));)*
    };
}

#[test]
fn functions_of_one_number_agree_bit_for_bit() {
    let (mut python, mut random) = (Against::python(), Random::new(21));
    let old = rt::python_version() < (3, 11);
    for _ in 0..cases(700) {
        let near = random.within(-1_000_000, 1_000_000) as f64 / 1_000_000.0;
        let medium = random.within(-1_000_000, 1_000_000) as f64 / 5000.0;
        for value in [random.any_float(), near, medium] {
            functions!(python, value: acos acosh asin asinh atan atanh cos cosh erf erfc exp expm1 log10 log1p log2 sin
                sinh tan tanh log sqrt fabs gamma lgamma degrees radians isnan isinf isfinite ulp modf frexp);
            if !old {
                functions!(python, value: cbrt exp2);
            }
            python.ask(
                format!("(lambda x: x if -2**63 <= x < 2**63 else 1/0)(math.floor({}))", float(value)),
                || rt::math::floor(value),
            );
            python.ask(
                format!("(lambda x: x if -2**63 <= x < 2**63 else 1/0)(math.ceil({}))", float(value)),
                || rt::math::ceil(value),
            );
            python.ask(
                format!("(lambda x: x if -2**63 <= x < 2**63 else 1/0)(math.trunc({}))", float(value)),
                || rt::math::trunc(value),
            );
        }
    }
    for whole in -100..1000 {
        let value = f64::from(whole) / 4.0;
        functions!(python, value: gamma lgamma);
    }
    python.check(0);
}

#[test]
fn functions_of_more_numbers_agree_bit_for_bit() {
    let (mut python, mut random) = (Against::python(), Random::new(22));
    for _ in 0..cases(2500) {
        let (x, y) = (random.any_float(), random.any_float());
        let (px, py) = (float(x), float(y));
        python.ask(format!("math.pow({px}, {py})"), || rt::math::pow(x, y));
        python.ask(format!("math.atan2({px}, {py})"), || rt::math::atan2(x, y));
        python.ask(format!("math.fmod({px}, {py})"), || rt::math::fmod(x, y));
        python.ask(format!("math.remainder({px}, {py})"), || rt::math::remainder(x, y));
        python.ask(format!("math.copysign({px}, {py})"), || rt::math::copysign(x, y));
        python.ask(format!("math.nextafter({px}, {py})"), || rt::math::nextafter(x, y));
        python.ask(format!("math.log({px}, {py})"), || rt::math::log_base(x, y));
        python.ask(format!("math.hypot({px}, {py})"), || rt::math::hypot(x, y));
        let exponent = random.int();
        python.ask(format!("math.ldexp({px}, {})", int(exponent)), || rt::math::ldexp(x, exponent));
        let exponent = random.within(-1100, 1100);
        python.ask(format!("math.ldexp({px}, {})", int(exponent)), || rt::math::ldexp(x, exponent));
        python.ask(format!("math.isclose({px}, {py})"), || rt::math::isclose(x, y, 1e-9, 0.0));
        let near = x * (1.0 + 1e-9);
        python.ask(format!("math.isclose({px}, {})", float(near)), || rt::math::isclose(x, near, 1e-9, 0.0));
        let point: Vec<f64> = (0..random.below(6)).map(|_| random.float()).collect();
        let other: Vec<f64> = point.iter().map(|_| random.float()).collect();
        let show = |point: &[f64]| list(point, |item| float(*item));
        python.ask(format!("math.hypot(*{})", show(&point)), || rt::math::hypot_of(&point));
        python
            .ask(format!("math.dist({}, {})", show(&point), show(&other)), || rt::math::dist(&point, &other));
        // Powers that an optimiser would like to write otherwise.
        let value = random.within(1, 1_000_000_000) as f64 / 1_000_000.0;
        python.ask(format!("{} ** 2.0", float(value)), || rt::float::pow(value, 2.0));
        python.ask(format!("2.0 ** {}", float(value / 10.0)), || rt::float::pow(2.0, value / 10.0));
        python.ask(format!("{} ** 0.5", float(value)), || rt::float::pow(value, 0.5));
        python.ask(format!("{} ** 3", float(value)), || rt::float::pow(value, 3.0));
    }
    python.check(0);
}
