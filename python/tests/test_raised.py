"""Exceptions that an engine raises on purpose: the original raises them itself, or the engine does in its place."""

from __future__ import annotations

import traceback

import pytest
from sample_models import Broken


@pytest.mark.parametrize(
    ("number", "raised", "args"),
    [(0, ValueError, ("zero is no number",)), (1, KeyError, (1,)), (2, Broken, ("a", 2)), (3, StopIteration, ())],
)
def test_without_an_original_the_very_class_is_raised(engine, number, raised, args):
    with pytest.raises(raised) as found:
        engine.checked(number)
    assert (type(found.value), found.value.args) == (raised, args)
    assert engine.checked._probe(number) == ("raised", raised, args)


def test_the_original_raises_from_its_own_lines(engine):
    def checked(number):
        raise ValueError("zero is no number")

    moved = engine.bind("checked", checked, "on", None)
    with pytest.raises(ValueError, match="zero") as found:
        moved(0)
    assert traceback.extract_tb(found.value.__traceback__)[-1].name == "checked"
    stats = moved.stats()
    assert (stats["raised"], stats["declined"], stats["engine"], stats["mismatches"]) == (1, {}, 0, 0)


def test_an_original_that_answers_instead_is_a_mismatch(engine):
    def checked(number):
        return "fine"

    moved = engine.bind("checked", checked, "on", None)
    assert moved(0) == "fine"
    stats = moved.stats()
    assert (stats["raised"], stats["mismatches"]) == (1, 1)
    found = {"input": '{"number":0}', "expected": "'fine'", "found": "raises ValueError: zero is no number"}
    assert stats["smallest_mismatch"] == found


def test_nothing_is_changed_where_it_raises(engine):
    items = [1]
    with pytest.raises(ValueError, match="negative"):
        engine.checked_append(items, -1)
    assert items == [1]
    assert engine.checked_append(items, 2) is items
    assert items == [1, 2]


@pytest.mark.parametrize(("error", "mismatches"), [(ValueError("zero is no number"), 0), (ValueError("no"), 1)])
def test_shadow_compares_exceptions(engine, error, mismatches):
    def checked(number):
        raise error

    moved = engine.bind("checked", checked, "shadow", None)
    with pytest.raises(ValueError):
        moved(0)
    assert (moved.stats()["compared"], moved.stats()["mismatches"]) == (1, mismatches)
