//! What drafts do to be fast, and where they must not.

use crate::draft::check;

#[test]
fn a_list_gets_the_room_that_its_loop_fills() {
    check(
        "def f(xs: list[int], n: int) -> list[int]:
    ys: list[int] = []
    for i, x in enumerate(xs):
        if x > i:
            ys.append(x)
    zs = [n]
    for i in range(n):
        zs.append(i)
    return ys + zs
",
        &[
            "let mut ys: Vec<i64> = Vec::with_capacity(xs.len());",
            "let mut zs: Vec<i64> = Vec::with_capacity(rt::list::room(n) + 1); zs.push(n);",
        ],
    );
}

#[test]
fn a_list_that_no_loop_fills_gets_no_room() {
    check(
        "def f(n: int) -> list[int]:
    ys: list[int] = []
    while n > 0:
        n -= 1
    for i in range(n):
        ys.append(i)
    return ys
",
        &["let mut ys: Vec<i64> = Vec::new();"],
    );
}

#[test]
fn room_is_not_asked_of_what_has_no_value_yet() {
    check(
        "def f(n: int) -> int:
    while True:
        ys: list[int] = []
        if n > 5:
            xs = [n]
        else:
            xs = [1, 2]
        for x in xs:
            ys.append(x)
        n -= len(ys)
        if n < 0:
            break
    return len(xs)
",
        &["let mut ys: Vec<i64> = Vec::new();"],
    );
    check(
        "def f(n: int) -> int:
    total = 0
    for i in range(n):
        ys: list[int] = []
        if i > 5:
            xs = [n]
        else:
            xs = [1, 2]
        for x in xs:
            ys.append(x)
        total += len(ys)
    return total
",
        &["let mut ys: Vec<i64> = Vec::new();"],
    );
}

#[test]
fn an_empty_list_keeps_its_memory_where_nobody_took_it() {
    check(
        "def f(xs: list[int]) -> list[list[int]]:
    rows: list[list[int]] = []
    row: list[int] = []
    seen: list[int] = []
    for x in xs:
        row.append(x)
        seen.append(x)
        if x == len(seen):
            rows.append(row)
            row = []
            seen = []
    return rows
",
        &["row = Vec::new();", "seen.clear();"],
    );
}

#[test]
fn a_list_that_has_no_value_yet_is_not_emptied() {
    check(
        "def f(n: int) -> list[int]:
    if n > 1:
        row: list[int] = []
    else:
        row = [n]
    row.append(n)
    return row
",
        &["row = Vec::new();"],
    );
}

#[test]
fn a_part_is_turned_around_where_it_stands() {
    check(
        "def f(xs: list[int], n: int) -> list[int]:\n    ys = xs[:]\n    ys[:n] = ys[n - 1 :: -1]\n    return ys\n",
        &["rt::list::assign_reversed(&mut ys, (None, Some(n)), (Some(n - 1), None));"],
    );
}

#[test]
fn counting_by_a_field_takes_one_look_up() {
    check(
        "from typing import NamedTuple

class Sale(NamedTuple):
    shop: str
    pieces: int

def f(sales: list[Sale]) -> dict[str, int]:
    found: dict[str, int] = {}
    for sale in sales:
        found[sale.shop] = found.get(sale.shop, 0) + sale.pieces
    return found
",
        &["*found.entry(&sale.shop).or_insert(0) += sale.pieces;"],
    );
}

#[test]
fn a_float_that_is_appended_does_not_wait_in_memory() {
    check(
        "def f(xs: list[float]) -> list[float]:\n    ys: list[float] = []\n    for x in xs:\n        ys.append(x + 1.0)\n    return ys\n",
        &["rt::list::append(&mut ys, x + 1.0);"],
    );
    check(
        "def f(xs: list[float]) -> list[tuple[int, float]]:\n    ys: list[tuple[int, float]] = []\n    for x in xs:\n        ys.append((1, x))\n    return ys\n",
        &["rt::list::append(&mut ys, (1, x));"],
    );
}

#[test]
fn a_text_is_repeated_where_it_goes() {
    check(
        "def f(n: int) -> str:\n    text = '|'\n    text += '-' * n + '|'\n    return text\n",
        &["rt::text::push_repeated(&mut text, \"-\", n);", "text.push('|');"],
    );
}
