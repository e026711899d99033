"""The peer of the rows against Pydantic: the models, and the same work in Python."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

GIFT_WRAP = 2.5
COUPON_RATE = 0.1
VOLUME_FROM = 500.0
VOLUME_RATE = 0.05
TAX_RATES = {"EUR": 0.21, "USD": 0.07, "GBP": 0.2}

STRICT = ConfigDict(strict=True, extra="forbid")


class Line(BaseModel):
    """One line of a cart."""

    model_config = STRICT

    sku: Annotated[str, Field(min_length=1, max_length=32)]
    quantity: Annotated[int, Field(ge=1, le=999)]
    unit_price: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    gift: bool = False


class Cart(BaseModel):
    """What a customer is about to buy."""

    model_config = STRICT

    customer: Annotated[str, Field(min_length=1, max_length=64)]
    currency: Literal["EUR", "USD", "GBP"]
    coupon: Annotated[str, Field(min_length=4, max_length=16)] | None = None
    lines: Annotated[list[Line], Field(min_length=1, max_length=100)]


class Quote(BaseModel):
    """What a cart costs."""

    currency: Literal["EUR", "USD", "GBP"]
    items: int
    subtotal: float
    discount: float
    tax: float
    total: float


def totals(cart: Cart) -> dict[str, object]:
    """Add up the lines, take off the coupon and the volume discount, and add the tax."""
    items = 0
    subtotal = 0.0
    for line in cart.lines:
        items += line.quantity
        subtotal += line.quantity * line.unit_price
        if line.gift:
            subtotal += GIFT_WRAP
    coupon_rate = COUPON_RATE if cart.coupon is not None else 0.0
    volume_rate = VOLUME_RATE if subtotal > VOLUME_FROM else 0.0
    discount = subtotal * (coupon_rate + volume_rate)
    tax = (subtotal - discount) * TAX_RATES[cart.currency]
    return {
        "currency": cart.currency,
        "items": items,
        "subtotal": subtotal,
        "discount": discount,
        "tax": tax,
        "total": subtotal - discount + tax,
    }


_validate = Cart.__pydantic_validator__.validate_python


def quote(cart: dict[str, object]) -> dict[str, object]:
    """Validate a cart with Pydantic and answer with a plain dict: no second model on the way out."""
    return totals(_validate(cart))


def fare(distance: float, rate: float, seats: int) -> float:
    """Price some seats over a distance."""
    return distance * rate * seats
