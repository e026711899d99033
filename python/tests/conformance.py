"""What every door must answer: the same values, the same errors. One table, mounted on each door by its tests."""

from __future__ import annotations

import datetime as dt
import decimal
import reprlib
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import transom

PROJECT = Path(__file__).parent / "project"
ROOT = Path(__file__).parent.parent.parent

LINE = {"sku": "a", "quantity": 2, "unit_price": 1.5, "gift": False}
CART = {"customer": "ann", "currency": "EUR", "coupon": None, "lines": [LINE]}
UTC = dt.timezone.utc
KINDS = {
    "flag": True,
    "whole": -(2**63),
    "real": -0.0,
    "text": "grüß 🌍 \"\\\n\x00",
    "raw": b"\x00\xff",
    "day": dt.date(1, 1, 1),
    "clock": dt.time(23, 59, 59, 999_999),
    "local": dt.datetime(9999, 12, 31, 23, 59, 59, 999_999),
    "instant": dt.datetime(2024, 2, 29, 12, 0, 0, 1, tzinfo=UTC),
    "span": dt.timedelta(days=-3, microseconds=7),
    "money": decimal.Decimal("-12345.6700"),
    "id": uuid.UUID("12345678-1234-5678-1234-567812345678"),
    "maybe": None,
    "list": [1, 2, 3],
    "triple": [0.5, 1.5, 1e300],
    "map": {"b": 1.5, "a": 2.5},
    "tier": "VIP",
    "shape": {"type": "circle", "radius": 2.0},
}


@dataclass(frozen=True)
class Case:
    """A call: a function and its arguments; what comes of it is a value or an exception."""

    function: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    answer: Any = None
    #: The exception's class, what its text holds, and of a validation error each issue's kind and place.
    error: type[Exception] | None = None
    text: str = ""
    issues: tuple[tuple[str, tuple[Any, ...]], ...] = ()

    def __str__(self) -> str:
        shown = [reprlib.repr(value) for value in self.args]
        shown += [f"{name}={reprlib.repr(value)}" for name, value in self.kwargs.items()]
        return f"{self.function}({', '.join(shown)})"[:80]


def same(kind: str, *values: Any) -> list[Case]:
    """Cases of a function that answers its argument."""
    return [Case(f"same_{kind}", (value,), answer=value) for value in values]


VALUES = [
    Case("fare", (1.5, 2.0, 3), answer=9.0),
    Case("later", ("abc",), answer="ABC"),
    Case("quote", (CART,), answer={"currency": "EUR", "items": 2, "total": 3.0}),
    Case("quote", (CART, 2.0), answer={"currency": "EUR", "items": 2, "total": 5.0}),
    Case("quote", (), {"shipping": 2.0, "cart": CART}, answer={"currency": "EUR", "items": 2, "total": 5.0}),
    Case("pay", ({"kind": "card", "number": "1234"},), answer="card 1234"),
    Case("pay", ({"given": 2.5, "kind": "cash"},), answer="cash 2.50"),
    *same("bool", True, False),
    *same("int", 0, 2**63 - 1, -(2**63)),
    *same("small", 0, 255),
    *same("float", 0.1, -0.0, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf")),
    *same("single", 0.5, 16777216.0),
    *same("text", "", "grüß", "\U0001f30d", "\"\\/\b\f\n\r\t\x00\x1f\x7f\u2028"),
    *same("bytes", b"", b"\x00\xff" * 10),
    *same("date", dt.date(1, 1, 1), dt.date(2024, 2, 29), dt.date(9999, 12, 31)),
    *same("time", dt.time(0), dt.time(23, 59, 59, 999_999)),
    *same("naive", dt.datetime(1, 1, 1), dt.datetime(2024, 2, 29, 12, 30, 1, 5)),
    *same("instant", dt.datetime(1970, 1, 1, tzinfo=UTC), dt.datetime(2024, 2, 29, 12, 0, 0, 1, tzinfo=UTC)),
    *same("span", dt.timedelta(0), dt.timedelta(days=-3, microseconds=7)),
    *same("decimal", decimal.Decimal("0.00"), decimal.Decimal("-12345.6700")),
    *same("uuid", KINDS["id"]),
    *same("option", None, 7),
    *same("list", [], [0.5, 1.5]),
    *same("array", [1, 2, 3]),
    *same("tuple", (1, "a")),
    *same("map", {}, {"b": 1, "a": 2}),
    *same("record", KINDS),
    *same("choice", "basic", "VIP"),
    *same("union", {"type": "rectangle", "width": 1.0, "height": 2.0}),
    *same("tree", {"name": "a", "children": [{"name": "b", "children": []}]}),
]


def invalid(function: str, *args: Any, issues: tuple[tuple[str, tuple[Any, ...]], ...]) -> Case:
    """A case of a call that does not keep the contract."""
    return Case(function, args, error=transom.ValidationError, issues=issues)


def lines(*changes: dict[str, Any]) -> dict[str, Any]:
    """The cart with a line for each of these changes."""
    return {**CART, "lines": [{**LINE, **change} for change in changes]}


def nested(depth: int) -> Any:
    """A list in a list in a list."""
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


ERRORS = [
    invalid("quote", {}, issues=tuple(("missing", ("cart", name)) for name in ("customer", "currency", "lines"))),
    invalid("quote", issues=(("missing", ("cart",)),)),
    invalid("quote", [], issues=(("model_type", ("cart",)),)),
    invalid("quote", {**CART, "extra": 1}, issues=(("extra_forbidden", ("cart", "extra")),)),
    invalid("quote", {**CART, "currency": "CHF"}, issues=(("literal_error", ("cart", "currency")),)),
    invalid("quote", {**CART, "lines": []}, issues=(("too_short", ("cart", "lines")),)),
    invalid(
        "quote",
        lines({"quantity": "2"}, {"unit_price": float("nan")}, {"sku": "", "quantity": 1000}, {"gift": 1}),
        issues=(
            ("int_type", ("cart", "lines", 0, "quantity")),
            ("finite_number", ("cart", "lines", 1, "unit_price")),
            ("string_too_short", ("cart", "lines", 2, "sku")),
            ("less_than_equal", ("cart", "lines", 2, "quantity")),
            ("bool_type", ("cart", "lines", 3, "gift")),
        ),
    ),
    invalid("quote", lines({"quantity": -1}), issues=(("greater_than_equal", ("cart", "lines", 0, "quantity")),)),
    invalid("quote", lines({"quantity": 2**40}), issues=(("less_than_equal", ("cart", "lines", 0, "quantity")),)),
    invalid("quote", lines({"quantity": 2**200}), issues=(("less_than_equal", ("cart", "lines", 0, "quantity")),)),
    invalid("quote", lines({"sku": "\ud800"}), issues=(("string_unicode", ("cart", "lines", 0, "sku")),)),
    invalid("quote", CART, -1.0, issues=(("greater_than_equal", ("shipping",)),)),
    invalid("overflow", 2**63, issues=(("less_than_equal", ("number",)),)),
    invalid("later", nested(10_000), issues=(("string_type", ("text",)),)),
    invalid("pay", {"kind": "gift"}, issues=(("union_tag_invalid", ("payment",)),)),
    invalid("pay", {}, issues=(("union_tag_not_found", ("payment",)),)),
    Case("quote", (lines({"sku": "gone"}),), error=transom.DomainError, text="gone is not sold any more"),
    Case("quote", ({**CART, "customer": "nobody"},), error=transom.DomainError, text="The till is closed"),
    Case("add", (2**63 - 1, 1), error=transom.Declined, text="attempt to add with overflow"),
    Case("add", (2**63, 1), error=transom.Declined, text="arguments of other types"),
    Case("add", ("1", 1), error=transom.Declined, text="arguments of other types"),
    Case("add", (1,), error=transom.Declined, text="arguments of other types"),
    Case("stubborn", (-1,), error=transom.Declined, text="no negative numbers"),
    Case("crash", ("boom",), error=transom.InternalError),
    Case("overflow", (2**62,), error=transom.InternalError),
    Case("quote", (1, 2, 3), error=TypeError, text="quote() takes at most 2 positional arguments (3 given)"),
    Case("quote", (CART,), {"x": 1}, error=TypeError, text="quote() got an unexpected keyword argument 'x'"),
    Case("quote", (CART,), {"cart": 1}, error=TypeError, text="quote() got multiple values for argument 'cart'"),
]


def check(case: Case, call: Any) -> None:
    """Make the call and compare what comes of it."""
    if case.error is None:
        answer = call(*case.args, **case.kwargs)
        assert repr(answer) == repr(case.answer)
        return
    try:
        answer = call(*case.args, **case.kwargs)
    except case.error as error:
        assert case.text in str(error)
        if isinstance(error, transom.ValidationError):
            assert tuple((issue["type"], issue["loc"]) for issue in error.errors()) == case.issues
    else:
        raise AssertionError(f"expected {case.error.__name__}, found the answer {answer!r}")
