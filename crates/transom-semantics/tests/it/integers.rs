//! Integers.

use transom_semantics as rt;

use crate::python::{Against, Random, cases, int, text};

#[test]
fn divides_and_shifts_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(1));
    for _ in 0..cases(1500) {
        let (a, b) = (random.int(), random.int());
        let (pa, pb) = (int(a), int(b));
        python.ask(format!("{pa} // {pb}"), || rt::int::floor_div(a, b));
        python.ask(format!("{pa} % {pb}"), || rt::int::floor_mod(a, b));
        python.ask(format!("divmod({pa}, {pb})"), || rt::int::divmod(a, b));
        python.ask(format!("{pa} / {pb}"), || rt::int::true_div(a, b));
        python.ask(format!("math.gcd({pa}, {pb})"), || rt::int::gcd(a, b));
        python
            .ask(format!("(lambda x: x if x < 2**63 else 1/0)(math.lcm({pa}, {pb}))"), || rt::int::lcm(a, b));
        python.ask(format!("({pa}).bit_length()"), || rt::int::bit_length(a));
        python.ask(format!("({pa}).bit_count()"), || rt::int::bit_count(a));
        python.ask(format!("math.isqrt({pa})"), || rt::int::isqrt(a));
        python.ask(
            format!(
                "({}, {}, {})",
                format_args!("bin({pa})"),
                format_args!("oct({pa})"),
                format_args!("hex({pa})")
            ),
            || (rt::int::bin(a), rt::int::oct(a), rt::int::hex(a)),
        );
        let count = random.within(-2, 70);
        python.ask(format!("{pa} >> {count}"), || rt::int::shr(a, count));
        python.ask(format!("(lambda x: x if -2**63 <= x < 2**63 else 1/0)({pa} << {count})"), || {
            rt::int::shl(a, count)
        });
        let digits = random.within(-21, 2);
        python.ask(format!("(lambda x: x if -2**63 <= x < 2**63 else 1/0)(round({pa}, {digits}))"), || {
            rt::int::round_to(a, digits)
        });
        python.ask(format!("float({pa})"), || rt::Number::Int(a).to_float());
    }
    // -2**63 // -1 and the like do not fit; i64::MAX as a float is 2**63.
    python.check(cases(150));
}

#[test]
fn raises_to_powers_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(2));
    let fits = "(lambda x: x if -2**63 <= x < 2**63 else 1/0)";
    for _ in 0..cases(1500) {
        let (base, exponent) = (random.within(-12, 12), random.within(-1, 70));
        python.ask(format!("{fits}({} ** {exponent} if {exponent} >= 0 else 1/0)", int(base)), || {
            rt::int::pow(base, exponent)
        });
        let (a, b, m) = (random.int(), random.int(), random.int());
        python.ask(format!("pow({}, {}, {})", int(a), int(b), int(m)), || rt::int::pow_mod(a, b, m));
        let (n, k) = (random.within(-1, 70), random.within(-1, 40));
        python.ask(format!("{fits}(math.comb({n}, {k}))"), || rt::int::comb(n, k));
        python.ask(format!("{fits}(math.perm({n}, {k}))"), || rt::int::perm(n, k));
        python.ask(format!("{fits}(math.factorial({k}))"), || rt::int::factorial(k));
    }
    for exponent in [0, 1, 62, 63, 64, 1 << 40, (1 << 40) + 1] {
        for base in [-1, 0, 1] {
            python.ask(format!("({base}) ** {exponent}"), || rt::int::pow(base, exponent));
        }
    }
    python.check(0);
}

#[test]
fn reads_integers_as_python_does() {
    let (mut python, mut random) = (Against::python(), Random::new(3));
    let fits = "(lambda x: x if -2**63 <= x < 2**63 else 1/0)";
    for literal in [
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "0_0",
        "_1",
        "1__1",
        "1_",
        "\u{a0}12\u{2003}",
        "\x1c5\x1f",
        "",
        "+",
        "- 1",
        "00012",
        "0x_1f",
        "0x__1",
        "0b",
        "007",
        "0",
        "00_0",
    ] {
        python.ask(format!("{fits}(int({}))", text(literal)), || rt::int::parse(literal));
        for base in [0, 2, 10, 16, 36] {
            python.ask(format!("{fits}(int({}, {base}))", text(literal)), || {
                rt::int::parse_base(literal, base)
            });
        }
    }
    for _ in 0..cases(3000) {
        let mut literal = random.text("0123456789_+- xXoObBaAfF", 7);
        python.ask(format!("{fits}(int({}))", text(&literal)), || rt::int::parse(&literal));
        let base = random.pick(&[0, 2, 8, 10, 16, 36, 3, 11]);
        python
            .ask(format!("{fits}(int({}, {base}))", text(&literal)), || rt::int::parse_base(&literal, base));
        literal = random.int().to_string();
        python.ask(format!("int({})", text(&literal)), || rt::int::parse(&literal));
        let digits = rt::int::to_base(random.int(), base.max(2));
        python.ask(format!("int({}, {})", text(&digits), base.max(2)), || {
            rt::int::parse_base(&digits, base.max(2))
        });
    }
    python.check(0);
}
