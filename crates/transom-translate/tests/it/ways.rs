//! Ways through a function: each stands in a draft, or is refused where a draft could answer otherwise than Python.

use transom_translate::{Module, Outcome, Request, Target, translate};

/// The draft of the function `f`, or its codes.
fn draft(source: &str) -> String {
    let module = Module {
        name: "app".into(),
        path: "app.py".into(),
        source: source.into(),
        rust_name: "app".into(),
        ..Module::default()
    };
    let target = Target { module: "app".into(), function: "f".into(), name: "f".into() };
    let translation =
        translate(&Request { modules: vec![module], targets: vec![target], observed: Vec::new() });
    match &translation.functions[0].result {
        Outcome::Refused(refusals) => {
            refusals.iter().map(|refusal| refusal.code.text()).collect::<Vec<_>>().join(" ")
        }
        Outcome::Drafted(_) => translation.files.iter().map(|file| file.text.clone()).collect(),
    }
}

#[track_caller]
fn holds(source: &str, parts: &[&str]) {
    let text = draft(source);
    for part in parts {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn an_argument_that_is_the_answer_on_some_paths_is_said_by_the_answer() {
    let source = "def f(xs: list[int]) -> list[int]:
    if len(xs) < 2:
        return xs
    return f(xs[1:]) + [xs[0]]
";
    holds(source, &["returns = xs", "-> rt::Answer<Vec<i64>>", "rt::Answer::Argument", ".or(argument)"]);
    let source = "def f(xs: list[int]) -> list[int]:
    return xs if xs else [1]
";
    holds(source, &["{ rt::Answer::Argument } else { rt::Answer::Value(vec![1]) }"]);
}

#[test]
fn what_may_be_an_argument_is_not_changed_beside_it() {
    let source = "def g(xs: list[int]) -> list[int]:
    return xs if xs else [1]

def f(n: int) -> list[int]:
    xs = [n]
    ys = g(xs)
    ys.append(2)
    return xs + ys
";
    assert_eq!(draft(source), "T-ALIAS-01");
    let source = "def f(rows: list[list[int]]) -> list[list[int]]:
    if not rows:
        return rows
    return [rows[0]]
";
    assert_eq!(draft(source), "T-ALIAS-03");
}

#[test]
fn a_name_that_may_have_no_value_declines_where_it_is_read() {
    let source = "def f(xs: list[int]) -> int:
    for x in xs:
        if x > 3:
            found = x
    return found
";
    holds(source, &["let mut found: Option<i64> = None;", "found = Some(x);", "found.expect("]);
    let source = "def f(xs: list[int]) -> list[int]:
    if xs:
        ys = [1]
    return ys
";
    assert_eq!(draft(source), "T-FLOW-01");
}

#[test]
fn a_finally_runs_on_every_way_out() {
    let source = "def f(s: str) -> int:
    n = 0
    try:
        return int(s)
    finally:
        n += 1
    return n
";
    holds(source, &["let finished: Result<rt::Leave<i64>, Raised>", "n += 1;", "match finished"]);
    let source = "def f(n: int) -> list[int]:
    xs = [n]
    try:
        return xs
    finally:
        xs.append(1)
";
    assert!(draft(source).contains("T-FLOW-02"));
}

#[test]
fn patterns_look_into_values() {
    let source = "def f(xs: list[int]) -> int:
    match xs:
        case [a, *_] if a > 3:
            return a
        case [a, b]:
            return a + b
        case _:
            return 0
";
    holds(source, &["if !xs.is_empty()", "let a = xs[0];", "if xs.len() == 2"]);
    assert_eq!(
        draft(
            "def f(s: str) -> int:\n    match s:\n        case [a, b]:\n            return 1\n    return 2\n"
        ),
        "T-FLOW-04"
    );
}

#[test]
fn a_parameter_that_is_filled_is_lent_or_made() {
    let source = "def f(n: int, seen: set[int] | None = None) -> int:
    if seen is None:
        seen = set()
    seen.add(n)
    return len(seen)
";
    holds(source, &["seen: Option<&mut Set<i64>>", "let seen = seen.unwrap_or(&mut made);"]);
}

#[test]
fn a_default_is_worked_out_where_it_fits_into_64_bits() {
    let source =
        |default: &str| format!("BIG = 1 << 40\n\ndef f(x: int = {default}) -> int:\n    return x\n");
    for default in ["1 << 20", "BIG * 2", "-3", "10 ** 9 + 7"] {
        holds(&source(default), &["#[transom(default ="]);
    }
    for default in ["1 << 63", "BIG * BIG", "2 ** 64", "-(1 << 70)"] {
        assert_eq!(draft(&source(default)), "T-SYNTAX-05");
    }
}
