"""Mount Rust engines on Python applications.

Keep Python as the glue, move the hot path into Rust, prove that nothing changed::

    import transom

    @transom.move("pricing.quote")
    def quote(cart: dict, currency: str = "EUR") -> dict:
        ...  # the original stays: it is the reference and the fallback

Which functions answer from Rust is said in ``transom.toml``; without an engine everything stays on Python.
"""

from ._internal.client import Client, connect
from ._internal.errors import (
    ConfigError,
    ContractMismatch,
    DeadlineExceeded,
    Declined,
    DomainError,
    InternalError,
    InvalidRequest,
    Overloaded,
    TransomError,
    Unavailable,
    UnknownFunction,
    ValidationError,
)
from ._internal.columns import Columns, RowError, map
from ._internal.moving import move, stats
from ._transom import __version__

__all__ = [
    "Client",
    "Columns",
    "ConfigError",
    "ContractMismatch",
    "DeadlineExceeded",
    "Declined",
    "DomainError",
    "InternalError",
    "InvalidRequest",
    "Overloaded",
    "RowError",
    "TransomError",
    "Unavailable",
    "UnknownFunction",
    "ValidationError",
    "__version__",
    "connect",
    "map",
    "move",
    "stats",
]
