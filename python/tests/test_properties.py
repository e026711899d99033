"""On any input a moved function answers exactly as its original does, or raises exactly what it raises."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

import sample_app
from test_guards import identical

settings.register_profile("transom", deadline=None, max_examples=200)
settings.load_profile("transom")

INTEGERS = st.integers() | st.sampled_from([2**63 - 1, 2**63, -(2**63), -(2**63) - 1, True, False])
NUMBERS = INTEGERS | st.floats()
SCALARS = st.none() | st.booleans() | NUMBERS | st.text(st.characters()) | st.binary() | st.decimals()
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner) | st.tuples(inner, inner),
    max_leaves=20,
)


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return (type(error), str(error))


def agree(moved, *args, **kwargs):
    expected = outcome(moved.__wrapped__, *args, **kwargs)
    assert identical(outcome(moved, *args, **kwargs), expected)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_fare(distance, rate, seats):
    agree(sample_app.fare, distance, rate, seats)


@given(INTEGERS, INTEGERS)
def test_arithmetic(a, b):
    agree(sample_app.add, a, b)
    agree(sample_app.divide, a, b)


@given(st.lists(INTEGERS), st.integers(-5, 5) | SCALARS)
def test_places(items, at):
    agree(sample_app.pick, items, at)


@given(st.lists(ANYTHING, max_size=4), st.dictionaries(st.sampled_from(["name", "greeting", "times"]), SCALARS))
def test_arguments_of_any_kind(args, kwargs):
    if any(isinstance(times, int) and abs(times) > 1_000 for times in kwargs.values()):
        return
    agree(sample_app.greet, *args, **kwargs)


@given(st.lists(st.fixed_dictionaries({
    "sku": st.text(min_size=1, max_size=3),
    "quantity": st.integers(0, 3),
    "unit_price": st.floats(0, 3) | st.sampled_from([math.nan, -0.0, 1]),
})))
def test_records(lines):
    agree(sample_app.cheapest, lines)


@given(ANYTHING)
def test_every_function_keeps_or_declines_anything(engine, value):
    for name in dir(engine):
        if name.startswith("same_"):
            moved = engine.bind(name, lambda value: value, "on", None)
            assert identical(moved(value), value), name
