"""Arguments find their places as Python has it, with the original's own defaults."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import sample_app


def bind(engine, original, function="greet"):
    return engine.bind(function, original, "on", None)


def answered(moved):
    return moved.stats()["engine"]


def test_defaults_are_the_originals():
    before = sample_app.greet.stats()["engine"]
    assert sample_app.greet("Ada") == "Hello, Ada!"
    assert sample_app.greet("Ada", "Hi") == "Hi, Ada!"
    assert sample_app.greet("Ada", times=2) == "Hello, Ada! Hello, Ada!"
    assert sample_app.greet(name="Ada", greeting="Hi", times=1) == "Hi, Ada!"
    assert sample_app.greet(times=0, name="Ada") == ""
    assert sample_app.greet.stats()["engine"] == before + 5


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [
        ((), {}),
        (("a", "b", 1), {}),
        (("a", "b", 1, 2), {}),
        (("a",), {"name": "b"}),
        (("a",), {"nickname": "b"}),
        ((), {"greeting": "b"}),
    ],
    ids=["missing", "keyword-only", "too many", "twice", "unknown", "required"],
)
def test_arguments_that_do_not_fit_raise_what_python_raises(args, kwargs):
    with pytest.raises(TypeError) as expected:
        sample_app.greet.__wrapped__(*args, **kwargs)
    with pytest.raises(TypeError) as found:
        sample_app.greet(*args, **kwargs)
    assert str(found.value) == str(expected.value)


def test_positional_only_arguments_are_not_taken_by_name(engine):
    moved = bind(engine, lambda name, greeting="Hi", /, times=1: f"{greeting}, {name}!")
    assert moved("Ada") == "Hi, Ada!"
    assert answered(moved) == 1
    with pytest.raises(TypeError, match="positional-only"):
        moved(name="Ada")


def test_a_default_that_may_change_is_left_to_python(engine):
    def original(numbers=[1, 2], label=""):  # noqa: B006
        return sum(numbers)

    moved = bind(engine, original, "wrong")
    assert moved() == 3
    assert moved.stats()["declined"] == {"a default that may change": 1}
    assert moved([1, 2]) == 3
    assert answered(moved) == 1


def test_a_changing_default_of_a_function_that_is_not_exact_is_passed_on(engine):
    line = {"sku": "a", "quantity": 1, "unit_price": 2.0}

    def original(cart={"customer": "c", "currency": "EUR", "lines": [line]}, shipping=1.0):  # noqa: B006
        raise AssertionError

    assert bind(engine, original, "quote")()["total"] == 3.0


@pytest.mark.parametrize("default", [date(2024, 2, 29), Decimal("1.5"), (1, "a"), None], ids=str)
def test_defaults_of_every_constant_type_go_along(engine, default):
    functions = {date: "same_date", Decimal: "same_decimal", tuple: "same_tuple", type(None): "same_option"}
    moved = bind(engine, eval("lambda value=default: value", {"default": default}), functions[type(default)])
    assert moved() == default
    assert answered(moved) == 1


@pytest.mark.parametrize(
    "original",
    [lambda name, greeting: "", lambda greeting, name, times: "", lambda *names: "", lambda **named: ""],
    ids=["fewer", "another order", "any", "any by name"],
)
def test_an_original_with_other_arguments_is_refused(engine, original):
    with pytest.raises(TypeError) as raised:
        bind(engine, original)
    assert str(raised.value).startswith("the original takes (")
    assert str(raised.value).endswith("the engine's function (name, greeting, times)")


def test_functions_of_the_engine_alone_have_the_contracts_defaults(engine):
    cart = {"customer": "c", "currency": "EUR", "lines": [{"sku": "a", "quantity": 1, "unit_price": 2.0}]}
    assert engine.quote(cart)["total"] == 2.0
    assert engine.quote(shipping=1.5, cart=cart)["total"] == 3.5
    with pytest.raises(TypeError, match="takes at most 2"):
        engine.quote(cart, 0.0, 1)
