//! What drafts look like: one Python function, and what its Rust contains, or the codes of its refusals.

use std::fmt::Write as _;

use transom_translate::{Module, Outcome, Request, Target, translate};

/// Drafts `f`; `expected` are pieces of the draft, or codes of refusals such as `T-MUT-01`.
pub(crate) fn check(python: &str, expected: &[&str]) {
    let name = || "m".to_owned();
    let module = Module {
        name: name(),
        path: "m.py".to_owned(),
        source: python.to_owned(),
        rust_name: name(),
        ..Module::default()
    };
    let targets = python.lines().filter_map(|line| line.strip_prefix("def ")).map(|line| {
        let function = line.split('(').next().unwrap_or(line).to_owned();
        Target { module: name(), name: function.clone(), function }
    });
    let request = Request { modules: vec![module], targets: targets.collect(), ..Request::default() };
    let translation = translate(&request);
    let mut text = translation.files.iter().map(|file| file.text.as_str()).collect::<String>();
    for function in &translation.functions {
        if let Outcome::Refused(refusals) = &function.result {
            for refusal in refusals {
                let _ = write!(text, "\n{} {}", refusal.code.text(), refusal.message);
            }
        }
    }
    // Where lines break is left to rustfmt.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text_in_words = words(&text);
    for piece in expected {
        assert!(text_in_words.contains(&words(piece)), "{piece} is not in\n{text}");
    }
}

#[test]
fn text_that_is_put_into_an_argument_is_owned() {
    check(
        "def f(out: list[str], text: str) -> None:\n    out.append(text)\n",
        &["out: &mut Vec<String>, text: &str", "out.push(text.to_string())"],
    );
}

#[test]
fn what_only_a_nested_function_reads_is_kept() {
    check(
        "def f(n: int) -> int:
    limit = n + 1
    def up(k: int) -> int:
        return k if k > limit else up(k + 1)
    return up(0)
",
        &["let limit = n + 1;", "up(0, limit)"],
    );
}

#[test]
fn an_assigned_once_variable_is_not_mut() {
    check(
        "def f(n: int) -> int:\n    if n > 1:\n        x = 1\n    else:\n        x = 2\n    return x\n",
        &["let x: i64; if n > 1 {"],
    );
}

#[test]
fn a_loop_sees_the_list_that_it_began_with() {
    check(
        "def f(xs: list[int]) -> int:
    total = 0
    ys = xs[1:]
    for y in ys:
        ys = [y]
        total += y
    return total + len(ys)
",
        &["let items = ys", "for y in items {"],
    );
}

#[test]
fn a_variable_that_a_try_assigns_exists_before_it() {
    check(
        "def f(text: str) -> int:
    try:
        n = int(text)
    except ValueError:
        return 0
    return n
",
        &["let mut n: i64 = 0;"],
    );
}

#[test]
fn a_test_for_the_class_of_what_may_be_none_is_a_test_for_none() {
    check("def f(n: int | None) -> bool:\n    return isinstance(n, int)\n", &["n.is_some()"]);
}

#[test]
fn zip_holds_to_equal_lengths() {
    check(
        "def f(a: list[int], b: list[int]) -> int:
    return sum(x * y for x, y in zip(a, b, strict=True))
",
        &["rt::itertools::zip_strict(a, b)"],
    );
}

#[test]
fn a_tuple_turned_round_is_a_tuple() {
    check("def f(pair: tuple[int, str]) -> tuple[str, int]:\n    return pair[::-1]\n", &["-> (String, i64)"]);
}

#[test]
fn a_default_means_what_the_module_means() {
    check(
        "import math\n\nBIG = float(\"inf\")\n\ndef f(x: float) -> bool:\n    return x < BIG and x > math.pi\n",
        &["const BIG: f64 = f64::INFINITY;"],
    );
}

#[test]
fn rows_of_an_argument_do_not_change_places() {
    check("def f(rows: list[list[int]]) -> None:\n    rows.reverse()\n", &["T-ALIAS-01"]);
    check("def f(rows: list[list[int]]) -> None:\n    rows[0] = [1]\n", &["T-ALIAS-01"]);
    check("def f(rows: list[list[int]]) -> None:\n    rows[0][0] = 1\n", &["rows: &mut Vec<Vec<i64>>"]);
}

#[test]
fn a_generator_says_that_it_yields() {
    check(
        "from collections.abc import Iterator\n\ndef f(n: int) -> Iterator[int]:\n    for i in range(n):\n        yield i\n",
        &["original = \"m:f\", yields", "yielded.push(i)"],
    );
    check(
        "from collections.abc import Iterator\n\ndef f(n: int) -> Iterator[int]:\n    while True:\n        yield n\n",
        &["T-GEN-"],
    );
}

#[test]
fn a_copy_that_is_changed_leaves_what_it_is_of() {
    check(
        "def f(rows: list[list[int]]) -> list[int]:\n    row = rows[0][:2]\n    row.append(1)\n    return row\n",
        &["rows: &[Vec<i64>]"],
    );
}

#[test]
fn what_get_finds_may_be_none() {
    check(
        "def f(seen: dict[str, int | None]) -> int | None:\n    return seen.get(\"ab\")\n",
        &["seen.find(\"ab\").copied().flatten()"],
    );
}

#[test]
fn a_value_that_holds_itself_is_refused_before_its_type_grows_for_ever() {
    let source = "def grow(n: int) -> int:\n    x = (n, n)\n    for i in range(n):\n        x = (x, x, [x])\n    return n\n";
    let module = Module {
        name: "m".into(),
        path: "m.py".into(),
        source: source.into(),
        rust_name: "m".into(),
        ..Module::default()
    };
    let target = Target { module: "m".into(), function: "grow".into(), name: "grow".into() };
    let translation =
        translate(&Request { modules: vec![module], targets: vec![target], ..Request::default() });
    let Outcome::Refused(refusals) = &translation.functions[0].result else { panic!("it is drafted") };
    assert!(refusals[0].message.len() < 300, "{}", refusals[0].message);
}

#[test]
fn a_constant_is_bound_once_always_and_never_changed() {
    check(
        "try:\n    import fast\n    N = 1\nexcept ImportError:\n    N = 2\n\ndef f(x: int) -> int:\n    return x + N\n",
        &["T-MUT-03"],
    );
    check(
        "T = {\"a\": 1}\nT[\"b\"] = 2\n\ndef f(k: str) -> int:\n    return T.get(k, 0)\n",
        &["T-MUT-03 what `T` holds"],
    );
    check(
        "R = [1]\n\ndef add(x):\n    rows = R\n    rows.append(x)\n\ndef f(x: int) -> int:\n    return R[x]\n",
        &["T-MUT-03"],
    );
    check(
        "R = [1]\n\ndef add(R):\n    R.append(1)\n\ndef f(x: int) -> int:\n    return R[x]\n",
        &["*R.at(x)"],
    );
}

#[test]
fn a_star_import_hides_what_it_brings() {
    check(
        "from math import *\n\ndef f(x: float) -> float:\n    return pow(x, 2)\n",
        &["rt::math::pow(x, 2.0)"],
    );
    check("from unknown import *\n\ndef f(x: int) -> int:\n    return abs(x)\n", &["T-NAME-06 `abs`"]);
}

#[test]
fn an_exception_is_caught_by_all_that_it_is_made_from() {
    let two = "class Two(KeyError, ValueError):\n    pass\n\ndef f(n: int) -> int:\n    try:\n        raise Two(n)\n    except ValueError:\n        return 1\n";
    check(two, &["&[\"KeyError\", \"ValueError\"]"]);
    let own =
        "class TimeoutError(Exception):\n    pass\n\ndef f(n: int) -> int:\n    raise TimeoutError(n)\n";
    check(own, &["T-EXC-01"]);
}
