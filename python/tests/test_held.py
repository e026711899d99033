"""The containers of drafted Rust: exactly their classes go in, and exactly their classes come out."""

from __future__ import annotations

import sys
import threading
from collections import Counter, OrderedDict, deque

import pytest

import transom

SAME = [
    ("same_char", "é"),
    ("same_char", "\U0001f600"),
    ("same_number", 1),
    ("same_number", 1.0),
    ("same_numbers", [1, -0.0, 2**62, float("inf")]),
    ("same_many", ()),
    ("same_many", (1, 2, 3)),
    ("same_set", set()),
    ("same_set", {3, 1, 2**63 - 1}),
    ("same_text_set", {"a", "ü", ""}),
    ("same_frozen", frozenset({(1, "a"), (2, "b")})),
    ("same_deque", deque([1.5, -0.0])),
    ("same_bytearray", bytearray(b"\x00\xff")),
    ("same_raw", b"\x00\xff"),
    ("same_dict", {2: [(1, 0.5)], 1: []}),
    ("same_keys", {(1, "a"): True, (0, "b"): None}),
    ("same_nested", None),
    ("same_nested", [None, (1, None), (2, "x")]),
    ("same_twelve", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12.0)),
    ("same_nothing", None),
    ("same_groups", {"a": {(1, 2), ()}, "b": set()}),
]


@pytest.mark.parametrize(("name", "value"), SAME)
def test_values_come_back_in_their_classes(engine, name, value):
    found = getattr(engine, name)(value)
    assert type(found) is type(value)
    assert found == value
    if not isinstance(value, set | frozenset):
        assert repr(found) == repr(value)


def test_order_is_kept(engine):
    value = {n: [] for n in (5, 3, 9, 1)}
    assert list(engine.same_dict(value)) == [5, 3, 9, 1]


def test_a_set_from_which_was_taken(engine):
    value = set(range(50))
    for n in range(0, 50, 2):
        value.discard(n)
    assert engine.same_set(value) == value


class Own(set):
    pass


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("same_char", "ab"),
        ("same_char", ""),
        ("same_number", True),
        ("same_number", 2**63),
        ("same_many", [1]),
        ("same_many", (1, 2.0)),
        ("same_set", frozenset({1})),
        ("same_set", [1]),
        ("same_set", {True}),
        ("same_set", Own({1})),
        ("same_frozen", set()),
        ("same_deque", deque([1.5], maxlen=3)),
        ("same_deque", [1.5]),
        ("same_bytearray", b"a"),
        ("same_raw", bytearray(b"a")),
        ("same_dict", OrderedDict({1: []})),
        ("same_dict", Counter()),
        ("same_dict", {True: []}),
        ("same_dict", {1.0: []}),
        ("same_keys", {(1, "ab"): True}),
        ("same_twelve", (1, 2)),
        ("same_nothing", 0),
    ],
)
def test_other_classes_decline(engine, name, value):
    with pytest.raises(transom.Declined):
        getattr(engine, name)(value)


def test_lent_texts(engine):
    found = engine.lengths(["a", "üü"], [["ccc"], []], {"d": [1, 2]})
    assert list(found.items()) == [("a", 1), ("üü", 2), ("ccc", 3), ("d", 2)]


def test_sets_deques_and_bytes_are_changed_in_place(engine):
    own = {1, 2}
    engine.absorb(own, {2, 3})
    assert own == {1, 2, 3}
    with pytest.raises(transom.Declined, match="two places"):
        engine.absorb(own, own)
    queue = deque([1, 2, 3])
    engine.turn(queue, 1)
    assert queue == deque([3, 1, 2])
    data = bytearray(b"\x00\x01")
    engine.flip(data, False)
    assert data == bytearray(b"\xff\xfe")
    engine.flip(data, True)
    assert data == bytearray(b"\x00\x01\x00\x01")
    with memoryview(data):
        engine.flip(data, False)
        with pytest.raises(transom.Declined, match="rearranged"):
            engine.flip(data, True)
    assert data == bytearray(b"\xff\xfe\xff\xfe")


def test_deep_recursion_declines(engine):
    assert engine.descend(700) == 700
    for times in (900, 1_000_000):
        with pytest.raises(transom.Declined, match="recursion"):
            engine.descend(times)
    assert engine.descend(700) == 700


@pytest.fixture
def recursion_limit():
    """Sets Python's limit; it is as before afterwards."""
    before = sys.getrecursionlimit()
    yield sys.setrecursionlimit
    sys.setrecursionlimit(before)


def test_recursion_goes_as_deep_as_python_says_and_the_stack_is_long(engine, recursion_limit):
    recursion_limit(1_000_000)
    assert engine.descend(10_000) == 10_000
    with pytest.raises(transom.Declined, match="recursion"):
        engine.descend(999_000)
    recursion_limit(400)
    with pytest.raises(transom.Declined, match="recursion"):
        engine.descend(300)


def test_a_thread_with_a_small_stack_declines_sooner(engine, recursion_limit):
    recursion_limit(1_000_000)
    found = []
    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=lambda: found.append(engine.descend._probe(100_000)[0]))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert found == ["declined"]


def test_dicts_of_collections_are_answered_as_such(engine):
    found = engine.letters("abca")
    assert (type(found), found) == (Counter, Counter("abca"))
    assert list(found) == ["a", "b", "c"]
    groups = engine.by_remainder([1, 2, 4], 3)
    assert repr(groups) == "defaultdict(<class 'list'>, {1: [1, 4], 2: [2]})"
    found = engine.turned(["a", "b"])
    assert (type(found), list(found.items())) == (OrderedDict, [("b", 0), ("a", 1)])


def test_a_generator_is_stood_for_by_an_iterator(engine, configured):
    configured("")

    def up_to(count):
        yield from range(count)

    moved = transom.move("sample.up_to")(up_to)
    found = moved(3)
    assert (next(found), list(found), list(found)) == (0, [1, 2], [])
    assert moved.stats()["engine"] == 1
    assert list(moved(1000)) == list(range(1000))
    assert sum(moved.stats()["declined"].values()) == 1


def test_a_generator_raises_when_it_is_asked_for_its_items(engine):
    def up_to_checked(count):
        for number in range(count):
            if number > 2:
                raise ValueError("too many")
            yield number

    moved = engine.bind("up_to_checked", up_to_checked, "on", None)
    found = moved(5)
    assert [next(found), next(found), next(found)] == [0, 1, 2]
    with pytest.raises(ValueError, match="too many"):
        next(found)
    assert (moved.stats()["raised"], moved.stats()["mismatches"]) == (1, 0)
    shadow = engine.bind("up_to_checked", up_to_checked, "shadow", None)
    assert list(shadow(2)) == [0, 1]
    assert shadow.stats()["compared"] == 0


def test_what_a_class_cannot_be_told_of_declines(engine):
    with pytest.raises(transom.Declined, match="inside the answer"):
        engine.letters_each(["a"])
    with pytest.raises(transom.Declined, match="not known"):
        engine.pairs()


def test_a_key_that_is_no_number_declines_quietly(engine, capfd):
    assert engine.distinct({1.5, 2.5}) == 2
    with pytest.raises(transom.Declined, match="NaN"):
        engine.distinct({float("nan")})
    assert capfd.readouterr().err == ""
