"""What ``transom draft`` learns from calls, asked of the process that it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PRICING = '''
"""Prices.

>>> total([1, 2])
3
"""

def total(xs):
    return sum(xs)

def quote(price: float, n) -> float:
    """
    >>> quote(1, 3)
    3
    """
    return price * n

def table(rows, limits=None, *rest, **options):
    if not isinstance(rows, list):
        raise TypeError(rows)
    return None

def shout(text):
    return text.upper()

def later(n):
    yield n

class Cart:
    def shout(self, text):
        return 1.5

def around():
    def shout(text):
        return b""
    return shout(1)
'''
TESTS = '''
from app.pricing import table, shout, around

def test_it():
    table([(1, "a"), (2, "é")], {"a": [-0.0, 1e999], "b": []})
    table([], limits={})
    table("no list")
    table(unknown)
    shout("a")
    shout("b")
    shout(b"c")
    around()
'''


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project whose functions say little of their types."""
    for path, text in {"app/__init__.py": "", "app/pricing.py": PRICING, "tests/test_pricing.py": TESTS}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def observe(root: Path, *functions: str, **plan: Any) -> dict[str, Any]:
    """Carry out a plan for functions of ``app.pricing``."""
    subjects = [
        {"module": "app.pricing", "function": name, "file": str(root / "app" / "pricing.py"), "base": str(root)}
        for name in functions
    ]
    whole = {"root": str(root), "functions": subjects, "command": [], "run": True, "seconds_max": None} | plan
    command = [sys.executable, "-m", "transom._internal.observe"]
    done = subprocess.run(command, input=json.dumps(whole), cwd=root, text=True, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def signature(answer: dict[str, Any], function: str) -> str:
    """What was seen, as one would annotate it."""
    found = next(row for row in answer["functions"] if row["function"] == function)
    parameters = ", ".join(f"{name}: {seen['annotation']}" for name, seen in found["parameters"])
    return f"({parameters}) -> {found['result'] and found['result']['annotation']}"


def test_doctests_are_watched(shop: Path) -> None:
    answer = observe(shop, "total", "quote")
    assert signature(answer, "total") == "(xs: list[int]) -> int"
    total = answer["functions"][0]
    assert total["calls"] == 1
    assert dict(total["parameters"])["xs"] | {"annotation": ""} == {
        "annotation": "", "ints": [1, 2], "nan": False, "negative_zero": False, "ascii": True, "lengths": [2, 2],
    }


def test_literal_calls_of_tests_are_made(shop: Path) -> None:
    answer = observe(shop, "table")
    # The call that raised is not counted in: what it was given says little.
    assert signature(answer, "table") == (
        "(rows: list[tuple[int, str]], limits: dict[str, list[float]], rest: tuple[()], "
        "options: dict[Never, Never]) -> None"
    )
    (table,) = answer["functions"]
    seen = dict(table["parameters"])
    assert table["calls"] == 3 and not seen["rows"]["ascii"]
    assert seen["limits"]["negative_zero"] and not seen["limits"]["nan"]


def test_the_foremost_type_is_told(shop: Path) -> None:
    assert signature(observe(shop, "shout"), "shout") == "(text: str) -> str"


def test_only_functions_at_the_top_are_watched(shop: Path) -> None:
    answer = observe(shop, "shout", "later", command=[sys.executable, "-c", (
        "from app.pricing import *; around(); Cart().shout(1); list(later(1)); shout('x')"
    )])
    assert signature(answer, "shout") == "(text: str) -> str"
    assert [row["calls"] for row in answer["functions"]] == [1]


def test_annotations_are_held_against_calls(shop: Path) -> None:
    (quote,) = observe(shop, "quote")["functions"]
    assert quote["disagreements"] == [
        "`price` is annotated `float`, and was `int`", "the result is annotated `float`, and was `int`",
    ]


def test_nothing_runs_where_it_must_not(shop: Path) -> None:
    (shop / "app" / "pricing.py").write_text(f"open({str(shop / 'ran')!r}, 'w')\n" + PRICING)
    assert observe(shop, "total", run=False) == {"functions": [], "notes": []}
    assert not (shop / "ran").exists()


def test_recordings_are_read(shop: Path) -> None:
    folder = shop / ".transom" / "recordings"
    folder.mkdir(parents=True)
    (folder / "app.pricing.total.jsonl").write_text('{"xs": [1.5]}\n\n{"xs": []}\n')
    (folder / "other.jsonl").write_text('{"function": "app.pricing:shout", "arguments": {"text": "x"}}\n')
    (folder / "broken.jsonl").write_text("nonsense\n")
    answer = observe(shop, "total", "shout", run=False)
    assert signature(answer, "total") == "(xs: list[float]) -> None"
    assert signature(answer, "shout") == "(text: str) -> None"
    assert "broken.jsonl cannot be read" in answer["notes"][0]


@pytest.mark.parametrize(("code", "note"), [
    ("import time; time.sleep(60)", "stopped after 1 s"),
    ("while True:\n    try:\n        pass\n    except BaseException:\n        pass", "stopped after 1 s"),
    ("raise RuntimeError('no')", "RuntimeError: no"),
    ("import os; os._exit(3)", "ended without an answer"),
    ("import sys; sys.exit(3)", "SystemExit: 3"),
])
def test_what_hangs_or_fails_is_told(shop: Path, code: str, note: str) -> None:
    (shop / "app" / "pricing.py").write_text(PRICING + code)
    answer = observe(shop, "total", seconds_max=1.0)
    assert answer["functions"] == []
    assert note in answer["notes"][0]


def test_a_command_is_watched_in_every_process(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shop / "sitecustomize.py").write_text("import builtins\nbuiltins.own = 'ran'\n")
    (shop / "run.py").write_text(
        "import subprocess, sys, threading\nfrom app.pricing import total\n"
        "thread = threading.Thread(target=total, args=([1.5],)); thread.start(); thread.join()\n"
        "print(own)\n"
        "if len(sys.argv) < 2:\n    subprocess.run([sys.executable, 'run.py', 'again'], check=True)\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(shop), os.environ.get("PYTHONPATH")])))
    answer = observe(shop, "total", command=["python", "run.py"])
    assert [row["calls"] for row in answer["functions"]] == [2], answer
    assert signature(answer, "total") == "(xs: list[float]) -> float"


def test_pytest_is_watched(shop: Path) -> None:
    (shop / "tests" / "test_more.py").write_text(
        "from app.pricing import total, table\n"
        "def test_total():\n    assert total([x / 2 for x in range(4)]) == 3.0\n"
        "def test_fails():\n    table(1)\n"
    )
    answer = observe(shop, "total", "table", command=["python", "-m", "pytest", "-q", "tests/test_more.py", "-p", "no:cacheprovider"])
    assert signature(answer, "total") == "(xs: list[float]) -> float"
    assert signature(answer, "table").startswith("(rows: int, limits: None")
    assert answer["notes"] == ["the command ended with status 1; what it called until then was watched"]


def test_a_command_that_is_not_there_is_told(shop: Path) -> None:
    answer = observe(shop, "total", command=["no-such-command-at-all"])
    assert "no-such-command-at-all" in answer["notes"][0]


def test_a_command_is_stopped_in_time(shop: Path) -> None:
    program = "from app.pricing import total\ntotal([1])\nimport time; time.sleep(60)"
    answer = observe(shop, "total", command=["python", "-c", program], seconds_max=1.5)
    assert signature(answer, "total") == "(xs: list[int]) -> int"
    assert "stopped after 2 s" in answer["notes"][0]
