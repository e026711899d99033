//! Classes whose instances are shared by reference: nodes of trees and lists, and plain classes.

use super::draft::check;

const NODES: &str = "from __future__ import annotations
from dataclasses import dataclass
from functools import cache

class Node:
    def __init__(self, val: int, next: Node | None = None):
        self.val = val
        self.next = next

class Chain:
    def __init__(self, x):
        self.val = x
        self.next = None

@dataclass
class Tree:
    val: int = 0
    left: Tree | None = None
    right: Tree | None = None

class Tally:
    def __init__(self, start: int):
        self.value = start
        self.steps = 0
    def add(self, by: int) -> int:
        self.value += by
        self.steps += 1
        return self.value

";

fn nodes(function: &str, expected: &[&str]) {
    check(&format!("{NODES}{function}"), expected);
}

#[test]
fn a_list_is_walked() {
    nodes(
        "def f(head: Node | None) -> int:
    n = 0
    while head:
        n += head.val
        head = head.next
    return n
",
        &[
            "#[transom::object(python = \"m:Node\")] pub struct Node { pub val: i64, pub next: Option<Node>, }",
            "pub fn f(mut head: Option<Node>) -> i64",
            "while head.is_some() {",
            ".next();",
        ],
    );
}

#[test]
fn an_attribute_that_is_only_ever_none_is_guessed() {
    nodes(
        "def f(head: Chain | None) -> int:
    n = 0
    while head:
        n += 1
        head = head.next
    return n
",
        // What nothing reads does not cross.
        &["pub struct Chain { pub next: Option<Chain>, }"],
    );
    nodes(
        "def f(head: Chain) -> int:\n    return head.val\n",
        &["T-TYPE-01 nothing tells the type of the attribute `val`"],
    );
}

#[test]
fn nodes_are_changed_and_answered() {
    nodes(
        "def f(head: Node | None) -> Node | None:
    prev = None
    while head is not None:
        after = head.next
        head.next = prev
        prev, head = head, after
    return prev
",
        &["-> Option<Node>", ".set_next(prev);"],
    );
}

#[test]
fn nodes_are_made() {
    nodes(
        "def f(xs: list[int]) -> Node | None:
    head = None
    for x in xs:
        head = Node(x, head)
    return head
",
        &[
            "pub fn node_new(val: i64, next: Option<Node>) -> Node {",
            "Node::allocate();",
            "head = Some(node_new(x, head));",
        ],
    );
    nodes("def f(x: int) -> Tree:\n    return Tree(x)\n", &["Tree::allocate();", ".set_left(", "compares)]"]);
}

#[test]
fn methods_change_what_every_name_sees() {
    nodes(
        "def f(xs: list[int]) -> int:
    one = Tally(1)
    other = one
    for x in xs:
        other.add(x)
    return one.value
",
        &["pub fn tally_add(self_: Tally, by: i64) -> i64", "tally_add(other, x)", "one.value()"],
    );
}

#[test]
fn which_object_it_is_is_compared() {
    nodes("def f(a: Node, b: Node) -> bool:\n    return a is b\n", &["a == b"]);
    nodes("def f(a: Node, b: Node) -> bool:\n    return a == b\n", &["a == b"]);
    nodes("def f(a: Tree, b: Tree) -> bool:\n    return a is b\n", &["Some(a.place()) == Some(b.place())"]);
    nodes("def f(a: Tree, b: Tree) -> bool:\n    return a == b\n", &["T-CLASS-06"]);
    nodes("def f(a: Tree, b: Tree) -> bool:\n    return [a] == [b]\n", &["T-CLASS-06"]);
}

#[test]
fn what_outlives_a_call_is_refused() {
    nodes("@cache\ndef f(a: Node) -> int:\n    return a.val\n", &["T-DECO-01"]);
    nodes("ROOT = Node(1)\ndef f() -> int:\n    return ROOT.val\n", &["T-MUT-03"]);
    nodes("def f(a: Node = Node(1)) -> int:\n    return a.val\n", &["T-ALIAS-04"]);
}

#[test]
fn an_instance_does_not_show_itself() {
    nodes("def f(a: Node) -> str:\n    return f'{a}'\n", &["T-CLASS-06"]);
}

#[test]
fn a_class_with_ways_of_its_own_is_refused() {
    let class = |own: &str| {
        format!(
            "class Odd:\n    def __init__(self, x: int):\n        self.x = x\n{own}\ndef f(a: Odd) -> int:\n    return a.x\n"
        )
    };
    check(&class(""), &["a.x()"]);
    check(&class("    def x(self):\n        return 7\n").replace("a.x", "a.x()"), &["T-CLASS-07"]);
    check(&class("    def __bool__(self):\n        return False\n"), &["T-CLASS-06"]);
    check(&class("    def __eq__(self, other):\n        return True\n"), &["T-CLASS-06"]);
    check(&class("    def __getattr__(self, name):\n        return 1\n"), &["T-CLASS-06"]);
    check(
        &class("    @property\n    def y(self):\n        return 1\n").replace("a.x", "a.y"),
        &["T-CLASS-07"],
    );
}

#[test]
fn a_container_in_an_attribute_is_refused() {
    check(
        "class Box_:\n    def __init__(self, xs: list[int]):\n        self.xs = xs\n\ndef f(a: Box_) -> int:\n    return len(a.xs)\n",
        &["T-CLASS-07"],
    );
}

#[test]
fn a_generator_that_reads_what_is_set_meanwhile_is_refused() {
    nodes(
        "def f(all: list[Node]) -> int:
    n = 0
    for x in (node.val for node in all):
        all[0].val = 5
        n += x
    return n
",
        &["T-MUT-01"],
    );
}

#[test]
fn a_lambda_that_is_applied_at_once_is_written_in_place() {
    // Rust would not know what `n` is in a closure that is called at once.
    nodes(
        "def f(all: list[Node]) -> int:\n    return len(list(filter(lambda n: n.val > 2, all)))\n",
        &["filter(|&n| n.val() > 2)"],
    );
}
