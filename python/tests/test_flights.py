"""The demo's own comparison: what it calls a mismatch."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

EXACT = Path(__file__).parent.parent.parent / "examples" / "flights" / "demo" / "exact.py"


def difference(expected: Any, found: Any) -> Any:
    """What the demo says of two answers."""
    spec = importlib.util.spec_from_file_location("exact", EXACT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.difference(expected, found)


@pytest.mark.parametrize("answer", [1, 1.5, -0.0, float("nan"), "x", None, [1, None], {"a": [1.0], "b": {}}])
def test_an_answer_is_like_itself(answer: Any) -> None:
    assert difference(answer, answer) is None


@pytest.mark.parametrize(
    ("expected", "found", "place"),
    [
        (1, 1.0, "the answer"),
        (True, 1, "the answer"),
        (0.0, -0.0, "the answer"),
        (0.1 + 0.2, 0.3, "the answer"),
        ([1, 2], [1], "1 long"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, "keys"),
        ({"a": [1.0, None]}, {"a": [1.0, 0.0]}, "['a'][1]"),
    ],
)
def test_types_bits_and_order_count(expected: Any, found: Any, place: str) -> None:
    assert place in difference(expected, found)
