"""``transom draft`` as a user meets it: a Python project of their own becomes an engine that answers exactly."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from test_cli import check_fails, run

TAX = '''
"""What is added."""

RATES = (0.05, 0.1, 0.2)


def rate(quantity: int) -> float:
    """The rate for this many."""
    if quantity > 100:
        return RATES[0]
    return RATES[1] if quantity > 10 else RATES[2]
'''
PRICING = '''
"""What things cost."""

from .tax import rate


def quote(price: float, quantity: int) -> float:
    """The price of so many."""
    return price * quantity * (1.0 + rate(quantity))


def total(prices: list[float]) -> float:
    """All prices in sum."""
    amount = 0.0
    for price in prices:
        amount += price
    return amount


def above(prices: list[float], limit: float) -> list[float]:
    """The prices above a limit."""
    dear = []
    for price in prices:
        if price > limit:
            dear.append(price)
    return dear


def largest(numbers):
    """The largest of some numbers.

    >>> largest([3, 1, 2])
    3
    """
    best = numbers[0]
    for number in numbers:
        if number > best:
            best = number
    return best
'''
REFUSED = '''
import random


def board(n: int, m: int) -> list[list[int]]:
    rows = [[0] * n] * m
    rows[0][0] = 1
    return rows


def toss(n: int) -> int:
    return random.randrange(n)


async def fetch(n: int) -> int:
    return n
'''


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose package ``app`` is drafted, built and left alone."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "app").mkdir()
    for name, text in {"__init__": "", "pricing": PRICING, "tax": TAX}.items():
        (folder / "app" / f"{name}.py").write_text(text, encoding="utf-8")
    done = run(folder, "draft", "app.pricing", "app.tax")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 drafted" in done.stdout
    done = run(folder, "build", "app")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(shop: Path, tmp_path: Path) -> Path:
    """The same project, to be changed."""
    folder = tmp_path / "copy"
    shutil.copytree(shop, folder, ignore=shutil.ignore_patterns("target"))
    return folder


def census(folder: Path, *arguments: str, status: int = 0) -> Any:
    """What a draft comes to."""
    done = run(folder, "draft", *arguments, "--json")
    assert done.returncode == status, done.stdout + done.stderr
    return json.loads(done.stdout)


def source(folder: Path, module: str = "pricing") -> Path:
    """The draft of a module."""
    return folder / "engines" / "app" / "src" / f"{module}.rs"


def files(folder: Path) -> dict[str, bytes]:
    """Everything that version control would see."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in paths if ".transom" not in path.parts}


def test_a_draft_proves_at_once(shop: Path) -> None:
    done = run(shop, "prove", "app", "--generate", "200", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    proved = {function["function"]: function for function in json.loads(done.stdout)["functions"]}
    assert set(proved) == {"app.quote", "app.total", "app.above", "app.largest", "app.rate"}
    assert all(function["mismatches"] == 0 for function in proved.values())


def test_a_draft_can_be_switched_on(copy: Path) -> None:
    text = (copy / "app" / "pricing.py").read_text()
    text = text.replace("def total(", '@transom.move("app.total")\ndef total(').replace("from .tax", "import transom\nfrom .tax")
    (copy / "app" / "pricing.py").write_text(text)
    program = "import app.pricing, transom; print(app.pricing.total([1.5, 2.0]), transom.stats()['app.total']['engine'])"
    done = run(copy, "-c", program, program=())
    assert done.stdout == "3.5 1\n", done.stderr


def test_a_draft_is_readable(shop: Path) -> None:
    text = source(shop).read_text()
    assert "pub fn total(prices: &[f64]) -> f64" in text
    assert "All prices in sum" in text
    assert 'original = "app.pricing:total"' in text
    assert ".clone()" not in text
    drafted = census(shop, "app", "--dry-run")["functions"]
    assert all(function["rust_lines"] <= 2 * function["python_lines"] + 2 for function in drafted), drafted


def test_drafting_again_changes_nothing(copy: Path) -> None:
    before = files(copy)
    assert census(copy, "app")["written"] == []
    assert files(copy) == before


def test_what_was_not_edited_follows_the_python(copy: Path) -> None:
    path = copy / "app" / "pricing.py"
    path.write_text(path.read_text().replace("1.0 + rate", "1.25 + rate"))
    again = census(copy, "app.pricing:quote")
    assert again["written"] == ["engines/app/src/pricing.rs"] and again["engine"] == "app"
    text = source(copy).read_text()
    assert "1.25" in text and "pub fn total" in text


def test_an_edit_is_never_overwritten(copy: Path) -> None:
    edited = source(copy).read_text().replace("let mut amount = 0.0;", "let mut amount = -0.0;")
    assert "-0.0" in edited
    source(copy).write_text(edited)
    path = copy / "app" / "pricing.py"
    path.write_text(path.read_text().replace("amount = 0.0", "amount = 5.0"))
    done = run(copy, "draft", "app.pricing:total")
    assert done.returncode == 0, done.stderr
    assert source(copy).read_text() == edited
    for line in ("`fn total`", "was edited", "-    let mut amount = -0.0;", "+    let mut amount = 5.0;", "1 edited"):
        assert line in done.stdout, done.stdout
    assert run(copy, "draft", "app.pricing:total", "--merge").returncode == 0
    assert source(copy).read_text() == edited


def test_a_new_function_is_added_to_an_edited_file(copy: Path) -> None:
    edited = source(copy).read_text().replace("let mut amount = 0.0;", "let mut amount = -0.0;")
    source(copy).write_text(edited)
    path = copy / "app" / "pricing.py"
    path.write_text(path.read_text() + "\n\ndef half(price: float) -> float:\n    return price / 2.0\n")
    assert census(copy, "app.pricing:half")["written"] == ["engines/app/src/lib.rs", "engines/app/src/pricing.rs"]
    text = source(copy).read_text()
    assert text.startswith(edited.rstrip()) and "pub fn half(price: f64) -> f64" in text
    assert "pricing::half" in (source(copy, "lib")).read_text()


def test_every_reason_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "game.py").write_text(REFUSED)
    done = run(tmp_path, "draft", "game.py")
    assert done.returncode == 1
    for part in ("refused[T-ALIAS-02]", "game.py:6:", "[[0] * n] * m", "help: write", "T-IO-02", "T-ASYNC-01",
                 "0 drafted, 3 refused"):
        assert part in done.stdout, done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["game.py"]
    found = census(tmp_path, "game.py", status=1)
    assert all(reason["code"] and reason["line"] and reason["mend"]
               for function in found["functions"] for reason in function["refusals"])


def test_what_can_be_drafted_is_although_something_cannot(tmp_path: Path) -> None:
    (tmp_path / "game.py").write_text(REFUSED + "\n\ndef twice(n: int) -> int:\n    return n * 2\n")
    found = census(tmp_path, "game.py", status=1)
    assert (found["totals"]["drafted"], found["totals"]["refused"]) == (1, 3)
    assert (tmp_path / "engines" / "game" / "src" / "game.rs").exists()


def test_nothing_is_left_where_it_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "game.py").write_text("def twice(n: int) -> int:\n    return n * 2\n")
    (tmp_path / "engines" / "game").mkdir(parents=True)
    (tmp_path / "engines" / "game" / "src").write_text("in the way")
    before = files(tmp_path)
    check_fails(tmp_path, "draft", "game.py", says=("engines/game/src",))
    assert files(tmp_path) == before


def test_an_engine_of_ones_own_is_added_to(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "game").returncode == 0
    (tmp_path / "game.py").write_text("def twice(n: int) -> int:\n    return n * 2\n")
    assert census(tmp_path, "game:twice")["engine"] == "game"
    library = (tmp_path / "engines" / "game" / "src" / "lib.rs").read_text()
    assert "functions: [total, game::twice]" in library and "mod game;" in library


def test_types_are_seen_in_a_command(tmp_path: Path) -> None:
    (tmp_path / "game.py").write_text("def twice(n):\n    return n * 2\n")
    (tmp_path / "play.py").write_text("import game\nprint(game.twice(4.5))\n")
    assert census(tmp_path, "game.py", "--dry-run", status=1)["functions"][0]["drafted"] is False
    found = census(tmp_path, "game.py", "--dry-run", "--observe", "python play.py")
    assert found["functions"][0]["drafted"] and not found["functions"][0]["strict"]


@pytest.mark.skipif(os.name != "posix", reason="needs a folder without the right to write")
def test_a_package_of_a_hundred_files_is_drafted_in_seconds(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    for number in range(100):
        (tmp_path / "app" / f"part_{number}.py").write_text(PRICING.replace("from .tax import rate\n", TAX))
    found = census(tmp_path, "app")
    assert found["totals"]["functions"] == 500
    assert found["totals"]["seconds"] < 20.0, found["totals"]
