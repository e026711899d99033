//! Items of the subset, each as it stands in a draft, or refused where a draft could answer otherwise than Python.

use std::fmt::Write as _;

use transom_translate::{Module, Outcome, Request, Target, Translation, translate};

/// Drafts every function that is named.
fn drafted(source: &str, functions: &[&str]) -> Translation {
    let module = Module {
        name: "app".into(),
        path: "app.py".into(),
        source: source.into(),
        rust_name: "app".into(),
        ..Module::default()
    };
    let target =
        |name: &&str| Target { module: "app".into(), function: (*name).to_owned(), name: (*name).to_owned() };
    let targets = functions.iter().map(target).collect();
    translate(&Request { modules: vec![module], targets, observed: Vec::new() })
}

/// The draft of one function, or its codes.
fn draft(source: &str, function: &str) -> String {
    let translation = drafted(source, &[function]);
    let mut text = String::new();
    for outcome in &translation.functions {
        if let Outcome::Refused(refusals) = &outcome.result {
            for refusal in refusals {
                write!(text, "{} ", refusal.code.text()).expect("a string takes everything");
            }
        }
    }
    translation.files.iter().for_each(|file| text.push_str(&file.text));
    text
}

const TYPES: &str = "
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, TypedDict

@dataclass(frozen=True)
class Point:
    x: float
    y: float = 0.0

@dataclass
class Open:
    x: int

@dataclass(frozen=True)
class Checked:
    x: int
    def __post_init__(self) -> None:
        assert self.x > 0

class Trade(NamedTuple):
    price: float
    size: int

class Row(TypedDict):
    qty: int

class Color(Enum):
    RED = 1
    DARK_BLUE = 2

def same(a: Point, b: Point) -> bool:
    return a == b

def parts(t: Trade) -> float:
    price, size = t
    return price * size + t[1]

def find(n: int) -> Color:
    return Color(n)

def names() -> list[str]:
    return [c.name for c in Color]

def keep(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row['qty'] > 0]

def again(o: Open) -> Open:
    return o

def checked(c: Checked) -> int:
    return c.x
";

#[test]
fn records_are_compared_field_by_field() {
    let text = draft(TYPES, "same");
    assert!(text.contains("rt::record!(Point { x, y });"), "{text}");
    assert!(text.contains("rt::equal(a, b)"), "{text}");
}

#[test]
fn a_named_tuple_is_a_tuple() {
    let text = draft(TYPES, "parts");
    assert!(text.contains(".price") && text.contains("t.size"), "{text}");
}

#[test]
fn an_enumeration_is_found_by_value_and_walked_over() {
    assert!(draft(TYPES, "find").contains("Color::of(n)"));
    let text = draft(TYPES, "names");
    assert!(text.contains("Color::ALL.iter()"), "{text}");
    assert!(text.contains("DarkBlue \"DARK_BLUE\" = 2"), "{text}");
}

#[test]
fn what_can_change_is_not_answered_as_a_copy() {
    assert!(draft(TYPES, "keep").starts_with("T-ALIAS"), "{}", draft(TYPES, "keep"));
    assert!(draft(TYPES, "again").starts_with("T-ALIAS"), "{}", draft(TYPES, "again"));
}

#[test]
fn a_class_with_behaviour_of_its_own_is_refused() {
    assert!(draft(TYPES, "checked").starts_with("T-"), "{}", draft(TYPES, "checked"));
}

const LIBRARY: &str = "
import itertools
from collections import Counter, defaultdict

def factory(xs: list[int]) -> dict[int, int]:
    d = defaultdict(int)
    for x in xs:
        d[x] += 1
    return d

def taken(d: defaultdict[str, int]) -> int:
    return d['a']

def running(xs: list[int]) -> list[int]:
    return list(itertools.accumulate(xs, lambda a, b: a * b, initial=2))

def groups(text: str) -> list[tuple[str, int]]:
    return [(key, len(list(group))) for key, group in itertools.groupby(text)]

def first(n: int) -> int:
    for i in itertools.count(2):
        if i * i > n:
            return i
    return 0

def kept() -> int:
    numbers = itertools.count()
    return 0 if numbers else 1

def pairs(a: tuple[float, int], b: tuple[float, int]) -> bool:
    return a == b
";

#[test]
fn kinds_of_dicts_do_not_cross_as_plain_ones() {
    assert!(draft(LIBRARY, "factory").starts_with("T-TYPE-04"));
    assert!(draft(LIBRARY, "taken").starts_with("T-TYPE-04"));
}

#[test]
fn itertools_is_walked_lazily() {
    assert!(draft(LIBRARY, "running").contains("rt::itertools::accumulate_from(xs"));
    assert!(draft(LIBRARY, "groups").contains("rt::itertools::groupby(text.chars()"));
    assert!(draft(LIBRARY, "first").contains("rt::itertools::count(2, 1)"));
    assert!(draft(LIBRARY, "kept").starts_with("T-"));
}

#[test]
fn floats_in_a_tuple_are_compared_as_in_a_container() {
    assert!(draft(LIBRARY, "pairs").contains("rt::equal("));
}

const CLASHES: &str = "
from dataclasses import dataclass

@dataclass(frozen=True)
class Order:
    size: int

def bigger(a: Order, b: Order) -> bool:
    return a.size > b.size
";

#[test]
fn a_class_that_is_called_like_a_type_of_drafts_gets_another_name() {
    let text = draft(CLASHES, "bigger");
    assert!(text.contains("pub struct OrderClass"), "{text}");
    assert!(text.contains("(python = \"app:Order\")"), "{text}");
}
