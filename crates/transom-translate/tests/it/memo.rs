//! Functions that `functools` remembers the answers of.

use transom_translate::{Module, Request, Target, translate};

const SOURCE: &str = "
from functools import cache, lru_cache


@lru_cache(maxsize=None)
def ways(stairs: int, text: str) -> int:
    if stairs < 2:
        return 1
    return ways(stairs - 1, text) + ways(stairs - 2, text)


@cache
def twice(number: int) -> int:
    return 2 * number


def paths(grid: list[list[int]]) -> int:
    @cache
    def below(row: int, column: int) -> int:
        if row == len(grid):
            return 0
        return grid[row][column] + below(row + 1, column)

    return below(0, 0)


@cache
def divisors(number: int) -> list[int]:
    return [n for n in range(1, number + 1) if number % n == 0]


@cache
def total(items: list[int]) -> int:
    return sum(items)
";

fn draft() -> transom_translate::Translation {
    let module = Module {
        name: "m".to_owned(),
        path: "m.py".to_owned(),
        source: SOURCE.to_owned(),
        rust_name: "m".to_owned(),
        ..Module::default()
    };
    let target =
        |name: &str| Target { module: "m".to_owned(), function: name.to_owned(), name: name.to_owned() };
    let targets = ["ways", "twice", "paths", "divisors", "total"].map(target).to_vec();
    translate(&Request { modules: vec![module], targets, observed: Vec::new() })
}

#[test]
fn remembers_where_python_remembers() {
    let drafted = draft();
    let text = &drafted.files[0].text;
    for line in [
        "static SEEN: rt::Memo<(i64, String), i64> = rt::Memo::new();",
        "rt::Memo::answer(&SEEN, (stairs, text.to_string()), || {",
        "BELOW_SEEN.with(rt::Memo::clear);",
        "rt::Memo::answer(&BELOW_SEEN, (row, column), || {",
    ] {
        assert!(text.contains(line), "{line} in:\n{text}");
    }
    assert_eq!(text.matches("rt::Memo::answer").count(), 2, "nothing shows of the others:\n{text}");
}

#[test]
fn refuses_what_could_be_told_apart() {
    let drafted = draft();
    let refused: Vec<&str> = drafted
        .functions
        .iter()
        .filter(|function| !format!("{function:?}").contains("Drafted"))
        .map(|function| function.name.as_str())
        .collect();
    assert_eq!(refused, ["divisors", "total"]);
}
