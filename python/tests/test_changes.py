"""Functions that change their caller's objects: in place, all or nothing, and only where it is clear what is which."""

from __future__ import annotations

import pytest

import transom


@pytest.fixture
def moved(engine):
    """An engine's function with an original in front of it, switched on."""

    def bind(original, mode="on", report=None):
        return engine.bind(original.__name__, original, mode, report)

    return bind


def test_a_list_is_changed_in_place(engine):
    items = [3, 1, 2]
    same = items
    assert engine.arrange(items) is None
    assert same == [1, 2, 3]
    assert same is items
    assert engine.raise_all(by=10, items=items) == 3
    assert items == [11, 12, 13]


def test_nothing_is_changed_by_a_decline(moved):
    def raise_all(items, by):
        return "original"

    function = moved(raise_all)
    items = [1, 2**63 - 1]
    assert function(items, 1) == "original"
    assert items == [1, 2**63 - 1]
    assert function._probe(items, 1)[0] == "declined"
    assert items == [1, 2**63 - 1]


def test_inner_lists_stay_who_they_are_and_the_argument_is_the_answer(engine):
    rows = [[1, 2], [3, 4, 5], []]
    grid = list(rows)
    assert engine.mirror(grid) is grid
    assert grid == [[2, 1], [5, 4, 3], []]
    assert all(row is own for row, own in zip(rows, grid))


def test_one_object_in_two_places_declines(engine):
    row = [1, 2]
    with pytest.raises(transom.Declined, match="two places"):
        engine.mirror([row, row])
    assert row == [1, 2]
    words = ["a"]
    with pytest.raises(transom.Declined, match="two places"):
        engine.pour(words, words)
    assert words == ["a"]
    other = ["b"]
    engine.pour(words, other)
    assert (words, other) == ([], ["b", "a"])


def test_rows_that_move_decline(engine):
    grid = [[1], [2]]
    with pytest.raises(transom.Declined, match="rearranged"):
        engine.drop_first(grid)
    assert grid == [[1], [2]]


def test_a_dict_is_changed_in_place_and_keeps_its_order(engine):
    counts = {"b": 1, "a": 1}
    assert engine.count_into(counts, ["a", "c", "b", "c"]) is counts
    assert list(counts.items()) == [("b", 2), ("a", 2), ("c", 2)]


def test_lists_in_a_dict_stay_who_they_are(engine):
    ones, graph = [1], {}
    graph["a"] = ones
    engine.connect(graph, "a", 2)
    engine.connect(graph, "b", 3)
    assert graph == {"a": [1, 2], "b": [3]}
    assert graph["a"] is ones


def test_an_argument_is_the_answer_itself(engine):
    items = [1, 2]
    assert engine.unchanged(items) is items
    with pytest.raises(transom.Declined):
        engine.unchanged([])


def test_shadow_changes_nothing_and_compares_what_became_of_the_arguments(moved):
    def arrange(items):
        items.sort()

    def raise_all(items, by):
        items.append(by)
        return len(items) - 1

    reports = []
    function = moved(arrange, "shadow", lambda *told: reports.append(told))
    items = [2, 1]
    assert function(items) is None
    assert items == [1, 2]
    assert (function.stats()["compared"], function.stats()["mismatches"], reports) == (1, 0, [])
    function = moved(raise_all, "shadow", lambda *told: reports.append(told))
    items = [1]
    assert function(items, 5) == 1
    assert items == [1, 5]
    assert function.stats()["mismatches"] == 1
    assert reports == [('{"items":[1],"by":5}', "items becomes [1, 5]", "items becomes [6]")]


def test_what_is_left_out_nobody_sees_change(moved):
    def raise_all(items, by=1):
        return "original"

    assert moved(raise_all)([1]) == 1
