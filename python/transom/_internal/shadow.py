"""Keeps inputs for which engine and original differ, where ``transom prove`` reads them."""

from __future__ import annotations

from pathlib import Path

#: A process writes no more inputs than this for one function.
LINES_MAX = 100
#: A file that is larger is begun anew, in bytes.
BYTES_MAX = 1 << 20


class Report:
    """Writes differing inputs to ``.transom/shadow/<engine.function>.jsonl``, one JSON object of arguments a line."""

    def __init__(self, root: Path, name: str) -> None:
        self._path = root / ".transom" / "shadow" / f"{name}.jsonl"
        self._left = LINES_MAX

    def __call__(self, arguments: str, expected: str, found: str) -> None:
        """Append the arguments; called with each differing input that is smaller than all before it."""
        if self._left == 0:
            return
        self._left -= 1
        self._path.parent.mkdir(parents=True, exist_ok=True)
        large = self._path.exists() and self._path.stat().st_size > BYTES_MAX
        with self._path.open("w" if large else "a", encoding="utf-8") as file:
            file.write(arguments + "\n")
