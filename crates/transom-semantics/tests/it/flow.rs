//! Exceptions, recursion and ranges.

use transom_semantics::{self as rt, Raised, Value};

use crate::python::{Against, Random, cases};

#[test]
fn exceptions_read_as_in_python() {
    let mut python = Against::python();
    let cases = [
        (
            "ValueError('x', 1, 2.5, None, True)",
            Raised::new("ValueError", ["x".into(), 1.into(), 2.5.into(), Value::None, true.into()]),
        ),
        ("ValueError('it\\'s')", Raised::value_error("it's")),
        ("KeyError('k')", Raised::key_error("k")),
        ("KeyError('k', 2)", Raised::new("KeyError", ["k".into(), Value::Int(2)])),
        ("IndexError()", Raised::new("IndexError", [])),
        ("ZeroDivisionError(0.1)", Raised::zero_division_error(0.1)),
    ];
    for (question, raised) in &cases {
        python.ask(format!("str({question})"), || raised.to_string());
        for class in [
            "BaseException",
            "Exception",
            "LookupError",
            "ArithmeticError",
            "ValueError",
            "KeyError",
            "OSError",
        ] {
            python.ask(format!("isinstance({question}, {class})"), || raised.is_a(class));
        }
    }
    python.check(0);
    let declared = Raised::declared("app.errors", "Overdrawn", &["AccountError", "ValueError"], []);
    assert!(
        declared.is_any(&["OSError", "AccountError"])
            && declared.is_a("Exception")
            && !declared.is_a("KeyError")
    );
    assert_eq!(size_of::<Result<i64, Raised>>(), 16);
}

#[test]
fn every_builtin_exception_has_its_place() {
    let mut python = Against::python();
    let names = "[n for n, c in sorted(vars(__builtins__ if not isinstance(__builtins__, dict) else type('B', (), __builtins__)).items()) if isinstance(c, type) and issubclass(c, BaseException) and c.__name__ == n]";
    // Asked for by name, so that a class that a version has not is no question.
    for (class, base) in [
        ("ModuleNotFoundError", "ImportError"),
        ("UnicodeDecodeError", "ValueError"),
        ("BrokenPipeError", "OSError"),
        ("TabError", "SyntaxError"),
        ("RecursionError", "RuntimeError"),
        ("UnboundLocalError", "NameError"),
        ("FloatingPointError", "ArithmeticError"),
        ("KeyboardInterrupt", "Exception"),
        ("StopIteration", "Exception"),
        ("UserWarning", "Warning"),
    ] {
        python.ask(format!("issubclass({class}, {base}) and len({names}) > 0"), || {
            Raised::new(class, []).is_a(base)
        });
    }
    python.check(0);
}

#[test]
fn recursion_ends_before_the_stack_does() {
    fn depth(n: i64) -> i64 {
        let _depth = rt::depth::enter();
        if n == 0 { 0 } else { 1 + depth(n - 1) }
    }
    fn wide(n: i64) -> i64 {
        let _depth = rt::depth::enter();
        let wide = std::hint::black_box([n; 4096]);
        if n == 0 { 0 } else { wide[1] - n + 1 + wide_again(n - 1) }
    }
    fn wide_again(n: i64) -> i64 {
        wide(n)
    }
    assert_eq!(depth(700), 700);
    assert!(std::panic::catch_unwind(|| depth(100_000)).is_err());
    assert_eq!(depth(700), 700, "what was entered is left again");
    assert!(std::panic::catch_unwind(|| wide(700)).is_err());
}

#[test]
fn ranges_as_in_python() {
    let (mut python, mut random) = (Against::python(), Random::new(97));
    for _ in 0..cases(1500) {
        let (start, stop, step) = (random.within(-9, 9), random.within(-9, 9), random.within(-4, 4));
        let question = format!("range({start}, {stop}, {step})");
        let (at, value) = (random.within(-5, 5), random.within(-9, 9));
        python.ask(format!("list({question})"), || rt::range(start, stop, step).collect::<Vec<_>>());
        python.ask(format!("list(reversed({question}))"), || {
            rt::range(start, stop, step).rev().collect::<Vec<_>>()
        });
        python.ask(format!("{question}[{at}]"), || rt::range(start, stop, step).at(at));
        python.ask(format!("{value} in {question}"), || rt::range(start, stop, step).contains(value));
        let (start, stop, step) = (random.int(), random.int(), random.int());
        python.ask(format!("[x for x, _ in zip(range({start}, {stop}, {step}), range(3))]"), || {
            rt::range(start, stop, step).take(3).collect::<Vec<_>>()
        });
    }
    python.check(0);
}
