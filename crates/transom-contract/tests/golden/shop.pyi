"""Prices carts and knows stock.

The engine ``shop`` 1.2.0: made by Transom from its contract, do not edit. Names that are no functions
exist for type checkers only: import them under ``if TYPE_CHECKING:``.
"""

import datetime
import decimal
import transom
import typing
import typing_extensions
import uuid

class Line(typing_extensions.TypedDict):
    """A line of a cart."""

    sku: str
    """Stock-keeping unit."""
    quantity: int
    unitPrice: float
    gift: typing_extensions.NotRequired[bool]
    note: typing_extensions.NotRequired[str | None]


class PaymentCard(typing_extensions.TypedDict):
    """By card."""

    type: typing.Literal["card"]
    number: str
    expires: typing_extensions.NotRequired[datetime.date | None]


class PaymentCash(typing_extensions.TypedDict):
    """In cash."""

    type: typing.Literal["cash"]


Payment: typing.TypeAlias = PaymentCard | PaymentCash
"""How it is paid."""


Tier: typing.TypeAlias = typing.Literal["basic", "VIP", "on-hold"]
"""What the customer is.

- "basic": New.
- "VIP": Of old.
"""


class Category(typing_extensions.TypedDict):
    """A tree of names."""

    name: str
    children: list[Category]
    parent: typing_extensions.NotRequired[Category | None]


class Quote(typing_extensions.TypedDict):
    """What a cart costs."""

    total: decimal.Decimal
    """In the cart's currency."""
    lines: list[Line]
    valid_until: datetime.datetime
    tier: Tier
    discounts: dict[str, float]


# Every shape, every limit.
Every = typing_extensions.TypedDict(
    "Every",
    {
        "nothing": None,
        "flag": bool,
        "i8": int,
        "i16": int,
        "i32": int,
        "i64": int,
        "u8": int,
        "u16": int,
        "u32": int,
        "u64": int,
        "f32": float,
        "f64": float,
        "text": str,
        "bytes": bytes,
        "date": datetime.date,
        "time": datetime.time,
        "date_time": datetime.datetime,
        "timestamp": datetime.datetime,
        "duration": datetime.timedelta,
        "decimal": decimal.Decimal,
        "uuid": uuid.UUID,
        "maybe": typing_extensions.NotRequired[int | None],
        "floats": list[float],
        "triple": list[float],
        "pair": tuple[str, float],
        "rows": list[list[int]],
        "gaps": list[float | None],
        "maybe_names": typing_extensions.NotRequired[list[str] | None],
        "by_number": dict[int, list[str]],
        "by_day": dict[datetime.date, Line],
        "by_tier": dict[Tier, bool],
        "by_id": dict[uuid.UUID, datetime.timedelta | None],
        "payment": Payment,
        "tiers": list[Tier],
        "tree": Category,
        "maps": list[dict[bool, int]],
        "class": str,
        "content-type": typing_extensions.NotRequired[str | None],
        "labels": typing_extensions.NotRequired[list[str]],
        "none": typing_extensions.NotRequired[list[str]],
        "even": int,
        "share": float,
        "cents": decimal.Decimal,
        "few": list[int],
        "blob": bytes,
        "some": dict[str, int],
        "maybe_small": typing_extensions.NotRequired[int | None],
        "code": str,
    },
)


__version__: str
__all__: list[str] = ["quote", "stock_of", "forget", "matrix", "everything"]


def contract() -> str:
    """The engine's contract as JSON."""


def quote(
    lines: list[Line],
    payment: Payment,
    currency: str = "EUR",
    tier: Tier | None = None,
) -> Quote:
    """Prices a cart.

    Taxes are not in it.

    Args:
        lines: What is bought.

    Raises:
        Gone: A line is not sold any more.
        EmptyCart: Nothing to price.
    """


def stock_of(sku: str) -> int:
    """How many there are."""


def forget() -> None: ...


def matrix(rows: list[list[float]]) -> list[list[float]]: ...


def everything(every: Every) -> Payment | None: ...


class Errors:
    """The classes of declared errors."""

    class Gone(transom.DomainError):
        """A line is not sold any more.

        ``data`` has ``sku`` (str).
        """

    class EmptyCart(transom.DomainError):
        """Nothing to price."""


class AsyncFunctions(typing.Protocol):
    """The functions of a client, to be awaited."""

    async def quote(
        self,
        lines: list[Line],
        payment: Payment,
        currency: str = "EUR",
        tier: Tier | None = None,
    ) -> Quote:
        """Prices a cart.

        Taxes are not in it.

        Args:
            lines: What is bought.

        Raises:
            Gone: A line is not sold any more.
            EmptyCart: Nothing to price.
        """

    async def stock_of(self, sku: str) -> int:
        """How many there are."""

    async def forget(self) -> None: ...

    async def matrix(self, rows: list[list[float]]) -> list[list[float]]: ...

    async def everything(self, every: Every) -> Payment | None: ...


class Client(typing.Protocol):
    """What ``transom.connect`` answers for this engine."""

    @property
    def aio(self) -> AsyncFunctions: ...
    @property
    def errors(self) -> Errors: ...

    def quote(
        self,
        lines: list[Line],
        payment: Payment,
        currency: str = "EUR",
        tier: Tier | None = None,
    ) -> Quote:
        """Prices a cart.

        Taxes are not in it.

        Args:
            lines: What is bought.

        Raises:
            Gone: A line is not sold any more.
            EmptyCart: Nothing to price.
        """

    def stock_of(self, sku: str) -> int:
        """How many there are."""

    def forget(self) -> None: ...

    def matrix(self, rows: list[list[float]]) -> list[list[float]]: ...

    def everything(self, every: Every) -> Payment | None: ...
