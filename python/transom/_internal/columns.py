"""``transom.map``: a function over the rows of a table, all cores, without a Python object per row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import engines, project
from .errors import ConfigError, TransomError, from_fault


@dataclass(frozen=True)
class RowError:
    """One row without an answer: its number from 0, and what calling the function would raise."""

    row: int
    error: Exception


class RowFailure(TransomError):
    """Says which row an exception came from; stands as its cause."""


class Columns:
    """The answers as a table of one column, named as the function, in the rows' order; null where a row failed.

    Any Arrow library reads it as it is (``pyarrow.table(columns)``, ``polars.DataFrame(columns)``), since it has
    ``__arrow_c_stream__``.
    """

    def __init__(self, stream: Any, errors: list[RowError]) -> None:
        self._stream = stream
        #: The rows without an answer, in order.
        self.errors = errors

    @property
    def declined(self) -> dict[str, int]:
        """How many rows the Python original answered, by the reason why the engine did not."""
        return dict(self._stream.declined)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._stream.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._stream.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._stream)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.to_pylist())

    def to_pyarrow(self) -> Any:
        """As a ``pyarrow.Table``."""
        import pyarrow

        return pyarrow.table(self)

    def to_pylist(self) -> list[Any]:
        """As Python objects, one for each row."""
        answers: list[Any] = self.to_pyarrow().column(0).to_pylist()
        return answers


def map(
    function: Callable[..., Any] | str, table: Any, *, threads: int | None = None, errors: str = "raise"
) -> Columns:
    """Call ``function`` once for each row of ``table`` and answer its results as a column.

    ``function`` is a moved function, or ``"engine.function"``. ``table`` is anything that speaks Arrow's PyCapsule
    interface (pyarrow, polars, pandas, DuckDB); its columns are named as the arguments. ``threads`` defaults to all
    cores. ``errors`` is ``"raise"`` (the first failing row's exception, with its row) or ``"collect"`` (null in the
    column, listed in ``.errors``). A row that an exact function declines is answered by the Python original; so is
    every row of a moved function that is not switched on.
    """
    if errors not in ("raise", "collect"):
        raise ConfigError(f'`errors` is "raise" or "collect", not "{errors}"')
    engine, name, original, mode, root = _resolve(function)
    module = engines.find(engine, root)
    if module is None:
        raise ConfigError(f"no engine `{engine}` for this Python; build it: transom build {engine}")
    stream, faults = module.map(name, _arrow(table), threads, original, mode)
    if not isinstance(function, str):
        # A function that is not switched on declines nothing: it was not asked.
        function._count_rows(len(stream), stream.answered, stream.declined if mode == "on" else {})  # type: ignore[attr-defined]
    failed = [RowError(row, _error(engine, name, fault)) for row, fault in faults]
    if failed and errors == "raise":
        first = failed[0]
        raise first.error from RowFailure(f"row {first.row} failed, the first of {len(failed)}")
    return Columns(stream, failed)


def _error(engine: str, name: str, fault: dict[str, Any] | Exception) -> Exception:
    """A fault of the engine's as an exception; what the original raised stays as it is."""
    return fault if isinstance(fault, Exception) else from_fault(engine, name, fault)


def _resolve(function: Callable[..., Any] | str) -> tuple[str, str, Callable[..., Any] | None, str, Path | None]:
    """The engine's and the function's name, the original, the mode, and the project's root."""
    if isinstance(function, str):
        engine, _, own = function.partition(".")
        if not own:
            raise ConfigError(f'a function is named "engine.function", not "{function}"')
        return engine, own, None, "on", project.config_for(None)[1]
    name = getattr(function, "__transom__", None)
    if name is None:
        raise ConfigError('expected a moved function (@transom.move) or its name as "engine.function"')
    engine, _, own = name.partition(".")
    original = function.__wrapped__  # type: ignore[attr-defined]
    config, root = project.config_for(original.__code__.co_filename)
    return engine, own, original, config.function(name)[0], root


def _arrow(table: Any) -> Any:
    if hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__"):
        return table
    mend = "; call its .collect() first" if hasattr(table, "collect") else ""
    raise TypeError(
        "expected a table that speaks Arrow (pyarrow, polars, pandas 2.2 or newer, DuckDB), "
        f"found {type(table).__name__}{mend}"
    )
