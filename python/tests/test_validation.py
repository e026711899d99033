"""A contract function refuses bad input with every issue, in Pydantic's shape and words."""

from __future__ import annotations

import pickle
from typing import Annotated, Literal, Optional, Union

import pydantic
import pytest
from pydantic import BaseModel, ConfigDict, Field

import transom


class Line(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    sku: Annotated[str, Field(min_length=1, max_length=32)]
    quantity: Annotated[int, Field(ge=1, le=999)]
    unit_price: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    gift: bool = False


class Cart(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    customer: Annotated[str, Field(min_length=1, max_length=64)]
    currency: Literal["EUR", "USD"]
    coupon: Annotated[Optional[str], Field(min_length=4, max_length=16, pattern="^[A-Z0-9]+$")] = None
    lines: Annotated[list[Line], Field(min_length=1, max_length=100)]


class Quoted(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    cart: Cart
    shipping: Annotated[float, Field(ge=0)] = 0.0


class Card(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    kind: Literal["card"]
    number: Annotated[str, Field(min_length=4)]


class Cash(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    kind: Literal["cash"]
    given: float


class Paid(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    payment: Annotated[Union[Card, Cash], Field(discriminator="kind")]


LINE = {"sku": "a", "quantity": 1, "unit_price": 2.0}
CART = {"customer": "c", "currency": "EUR", "lines": [LINE]}

CARTS = [
    {**CART, "lines": [{**LINE, "sku": ""}, {**LINE, "quantity": 0}, {**LINE, "quantity": 1000}]},
    {**CART, "lines": [{**LINE, "unit_price": -1.0}, {**LINE, "unit_price": float("nan")}]},
    {**CART, "lines": [{**LINE, "unit_price": "2"}, {**LINE, "quantity": "2"}, {**LINE, "quantity": 2.0}]},
    {**CART, "lines": [{**LINE, "quantity": True}, {**LINE, "gift": 1}, {**LINE, "sku": 1}, {**LINE, "sku": b"a"}]},
    {**CART, "lines": [{"sku": "a"}, {}, {**LINE, "colour": "red", "size": 2}]},
    {**CART, "lines": []},
    {**CART, "lines": [LINE] * 101},
    {**CART, "lines": (LINE,)},
    {**CART, "lines": {"0": LINE}},
    {**CART, "lines": None},
    {**CART, "customer": "c" * 65, "currency": "GBP", "coupon": "abcd"},
    {**CART, "customer": None, "currency": 1, "coupon": "A"},
    {**CART, "currency": None, "coupon": "A" * 17},
    {"lines": [LINE], "note": "?"},
    {},
]

PAYMENTS = [
    {"kind": "card", "number": "1"},
    {"kind": "cash", "given": "a lot"},
    {"kind": "cheque"},
    {"number": "1234"},
    {"kind": "card", "number": "1234", "given": 1.0},
]


def issues_of(call):
    with pytest.raises((transom.ValidationError, pydantic.ValidationError)) as raised:
        call()
    errors = raised.value.errors()
    return [{key: value for key, value in issue.items() if key != "url"} for issue in errors]


def comparable(issues):
    return [(issue["type"], issue["loc"], issue["msg"]) for issue in issues]


@pytest.mark.parametrize("cart", CARTS, ids=range(len(CARTS)))
def test_issues_are_pydantics(engine, cart):
    expected = issues_of(lambda: Quoted(cart=cart))
    found = issues_of(lambda: engine.quote(cart))
    assert comparable(found) == comparable(expected)
    for own, other in zip(found, expected):
        assert repr(own["input"]) == repr(other["input"])
        assert repr(own.get("ctx")) == repr(other.get("ctx"))


@pytest.mark.parametrize("payment", PAYMENTS, ids=range(len(PAYMENTS)))
def test_issues_of_unions_are_pydantics(engine, payment):
    assert comparable(issues_of(lambda: engine.pay(payment))) == comparable(issues_of(lambda: Paid(payment=payment)))


def test_the_message_reads_as_pydantics(engine):
    bad = {**CART, "lines": [{**LINE, "quantity": 0}]}
    with pytest.raises(transom.ValidationError) as raised:
        engine.quote(bad)
    assert str(raised.value) == (
        "1 validation error for sample.quote\n"
        "cart.lines.0.quantity\n"
        "  Input should be greater than or equal to 1 [type=greater_than_equal, input_value=0, input_type=int]"
    )
    assert raised.value.error_count() == 1
    assert isinstance(raised.value, ValueError)


def test_an_integer_is_a_float_where_the_function_is_not_exact(engine):
    assert engine.quote({**CART, "lines": [{**LINE, "unit_price": 2}]})["total"] == 2.0


def test_declared_errors_are_classes(engine):
    errors = transom.connect("sample").errors
    with pytest.raises(errors.Gone, match="gone is not sold any more") as raised:
        engine.quote({**CART, "lines": [{**LINE, "sku": "gone"}]})
    assert (raised.value.code, raised.value.data) == ("gone", {"sku": "gone"})
    assert isinstance(raised.value, transom.DomainError)
    with pytest.raises(errors.Closed):
        engine.quote({**CART, "customer": "nobody"})


@pytest.mark.parametrize("sku", ["gone", ""])
def test_errors_pickle(engine, sku):
    with pytest.raises(transom.TransomError) as raised:
        engine.quote({**CART, "lines": [{**LINE, "sku": sku}]})
    copy = pickle.loads(pickle.dumps(raised.value))
    assert type(copy) is type(raised.value)
    assert str(copy) == str(raised.value)
