"""What to call both sides with: recorded calls, rows of a table, calls made from the contract."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ... import _transom
from . import CannotRun

LINES = (".jsonl", ".ndjson", ".json")
#: Folders below ``.transom`` with a file for each function.
KEPT = ("recorded", "shadow")
TABLES = (".parquet", ".csv", ".arrow", ".feather")


@dataclass(frozen=True)
class Source:
    """Where inputs come from."""

    files: list[Path]
    #: How many are made from the contract.
    generated: int
    #: What those follow from.
    seed: int

    def files_read(self, inputs: _transom.Inputs) -> Iterator[_transom.Input]:
        """The calls of the files that were named."""
        for file in self.files:
            yield from _recorded(inputs, file)

    def generated_read(self, inputs: _transom.Inputs) -> Iterator[_transom.Input]:
        """Calls by the contract, boundary values first."""
        return itertools.islice(inputs.generate(self.seed), self.generated)

    def kept(self, inputs: _transom.Inputs, root: Path | None, name: str) -> Iterator[_transom.Input]:
        """The calls of a function that Transom keeps: recorded ones, and those that differed in shadow."""
        for folder in KEPT if root is not None else ():
            file = root / ".transom" / folder / f"{name}.jsonl"  # type: ignore[operator]
            if file.is_file():
                yield from _recorded(inputs, file)


def _recorded(inputs: _transom.Inputs, file: Path) -> Iterator[_transom.Input]:
    suffix = file.suffix.lower()
    if suffix in LINES:
        yield from _lines(inputs, file)
    elif suffix in TABLES:
        yield from (inputs.row(row) for row in _rows(file, suffix))
    else:
        known = ", ".join((*LINES, *TABLES))
        raise CannotRun(f"{file} is none of the files that are read: {known}")


def _lines(inputs: _transom.Inputs, file: Path) -> Iterator[_transom.Input]:
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        yield inputs.read(line)
                    except ValueError as error:
                        raise CannotRun(
                            f"{file} line {number}: {error}\n"
                            'each line is one call, a JSON object of named arguments: {"name": value}'
                        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRun(f"{file} cannot be read: {error}") from None


def _rows(file: Path, suffix: str) -> Iterator[dict[str, Any]]:
    try:
        import pyarrow
    except ImportError:
        raise CannotRun(f"reading {file} needs pyarrow; install it: python -m pip install pyarrow") from None
    try:
        for batch in _batches(file, suffix):
            yield from batch.to_pylist()
    except (OSError, pyarrow.ArrowException) as error:
        raise CannotRun(f"{file} cannot be read: {error}") from None


def _batches(file: Path, suffix: str) -> Iterator[Any]:
    if suffix == ".parquet":
        import pyarrow.parquet

        return iter(pyarrow.parquet.ParquetFile(file).iter_batches())
    if suffix == ".csv":
        import pyarrow.csv

        return iter(pyarrow.csv.open_csv(file))
    import pyarrow.ipc

    reader = pyarrow.ipc.open_file(file)
    return (reader.get_batch(at) for at in range(reader.num_record_batches))
