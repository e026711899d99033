"""``transom draft`` on input that nobody wishes for: a clear refusal or an exact draft, never a panic, never half a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from test_cli import run

#: Words that only a fault of Transom's own brings.
FAULTS = ("panicked", "RUST_BACKTRACE", "fault of transom's own", "Traceback")
TWICE = "def twice(n: int) -> int:\n    return n * 2\n"
CYCLE = "def even(n: int) -> bool:\n    return n == 0 or odd(n - 1)\n\n\ndef odd(n: int) -> bool:\n    return n != 0 and even(n - 1)\n"


def draft(folder: Path, *words: str, status: int) -> Any:
    """What a draft comes to, nothing written; a fault of Transom's own fails the test."""
    done = run(folder, "draft", *words, "--dry-run", "--json")
    assert done.returncode == status, done.stdout + done.stderr
    assert not any(fault in done.stdout + done.stderr for fault in FAULTS), done.stdout + done.stderr
    return json.loads(done.stdout)


def reasons(found: Any) -> set[str]:
    """The codes of all refusals; each has a line and a mend."""
    every = [one for function in found["functions"] for one in function["refusals"]] + [one["refusal"] for one in found["unread"]]
    assert all(one["code"] and one["mend"] for one in every), every
    return {one["code"] for one in every}


@pytest.mark.parametrize(
    "text",
    [
        b"def half(:\n",
        b"\x00\x01\x02\xff\xfe",
        b"# -*- coding: latin-1 -*-\nNAME = '\xe9'\n" + TWICE.encode(),
        b"def f(x: int) -> int:\n    return " + b"(" * 100_000 + b"x" + b")" * 100_000 + b"\n",
        b"if True:\n" + b"".join(b" " * depth + b"if True:\n" for depth in range(1, 3000)) + b" " * 3000 + b"pass\n",
    ],
    ids=["no syntax", "binary", "latin-1", "deep parentheses", "deep blocks"],
)
def test_what_cannot_be_read_is_told_and_nothing_is_written(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "bad.py").write_bytes(text)
    (tmp_path / "good.py").write_text(TWICE)
    assert reasons(draft(tmp_path, "bad.py", "good.py", status=1))
    done = run(tmp_path, "draft", "bad.py")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "refused[" in done.stdout and "help:" in done.stdout, done.stdout
    assert not any(fault in done.stdout + done.stderr for fault in FAULTS), done.stdout + done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.py", "good.py"]


@pytest.mark.parametrize(
    "text",
    [
        TWICE.replace("\n", "\r\n").encode(),
        TWICE.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + TWICE.encode(),
        TWICE.rstrip().encode(),
        TWICE.replace("    ", "\t").encode(),
        "# é ü 漢字\n".encode() + TWICE.encode(),
        TWICE.encode() + b"\x0c\n" + CYCLE.encode(),
    ],
    ids=["CRLF", "CR", "BOM", "no newline", "tabs", "not ASCII", "form feed and a cycle"],
)
def test_what_is_written_in_another_way_is_drafted(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "game.py").write_bytes(text)
    found = draft(tmp_path, "game.py", status=0)
    assert found["totals"]["refused"] == 0 and found["totals"]["drafted"] >= 1


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.py").touch()
    found = draft(tmp_path, "empty.py", status=0)
    assert found["functions"] == [] and found["totals"]["functions"] == 0


def test_what_is_no_plain_function_is_refused_by_name(tmp_path: Path) -> None:
    source = (
        "import contextlib\n\n\nclass Game:\n    pass\n\n\n@contextlib.contextmanager\ndef held(n: int) -> int:\n    yield n\n\n\n"
        "async def fetch(n: int) -> int:\n    return n\n"
    )
    (tmp_path / "game.py").write_text(source)
    for name, code in {"Game": "T-NAME-03", "held": "T-DECO-01", "fetch": "T-ASYNC-01"}.items():
        found = reasons(draft(tmp_path, f"game:{name}", status=1))
        assert any(one.startswith(code) for one in found), found
    done = run(tmp_path, "draft", "game:missing")
    assert done.returncode != 0 and "missing" in done.stdout + done.stderr


def test_a_large_module_is_drafted_and_a_deep_expression_refused(tmp_path: Path) -> None:
    functions = "".join(f"def f{number}(n: int) -> int:\n    n += {number}\n    return n\n\n\n" for number in range(10_000))
    (tmp_path / "large.py").write_text(functions)
    assert functions.count("\n") == 50_000
    assert draft(tmp_path, "large:f9999", status=0)["totals"]["drafted"] == 1
    (tmp_path / "long.py").write_text("def f(x: int) -> int:\n    return " + " + ".join(["x"] * 3_000) + "\n")
    assert reasons(draft(tmp_path, "long.py", status=1)) == {"T-SYNTAX-03"}
