"""The command line as a user meets it: a project of their own, from `new` to a wheel without Rust."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import transom

APP = '''
import transom

@transom.move("pricing.total")
def total(prices: list[float], quantities: list[int]) -> float:
    amount = 0.0
    for price, quantity in zip(prices, quantities):
        amount += price * quantity
    return amount

print(total([1.5, 2.25], [2, 4]), transom.stats()["pricing.total"]["engine"])
'''
ADDS = "amount += price * f64::from(*quantity);"


def run(
    folder: Path, *arguments: str, program: tuple[str, ...] = ("-m", "transom"), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, the command line unless another program is named."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith("TRANSOM_")} | environment
    variables.setdefault("CARGO_TARGET_DIR", str(folder / ".transom" / "target"))
    command = [sys.executable, *program, *arguments]
    return subprocess.run(command, cwd=folder, env=variables, text=True, capture_output=True, check=False)


def answer(folder: Path, *arguments: str, **environment: str) -> Any:
    """What a command prints with `--json`."""
    done = run(folder, *arguments, "--json", **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check_fails(folder: Path, *arguments: str, says: tuple[str, ...], **environment: str) -> None:
    """The command fails and its words hold these."""
    done = run(folder, *arguments, **environment)
    assert done.returncode == 2, done.stdout + done.stderr
    for part in says:
        assert part in done.stderr, done.stderr


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python project with the engine `pricing` made and built."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "app.py").write_text(APP)
    made = answer(folder, "new", "pricing")
    assert made["engine"] == "pricing"
    built = answer(folder, "build")
    assert built["functions"] == ["total"]
    return folder


@pytest.fixture
def source(shop: Path) -> Iterator[Path]:
    """The engine's source, as it was before once the test is over."""
    path = shop / "engines" / "pricing" / "src" / "lib.rs"
    before = path.read_text()
    yield path
    path.write_text(before)


def test_what_new_makes_builds_and_answers(shop: Path) -> None:
    assert run(shop, program=("app.py",)).stdout == "12.0 1\n"


def test_an_edit_is_built_within_ten_seconds(shop: Path, source: Path) -> None:
    source.write_text(source.read_text().replace(ADDS, ADDS + " amount += 1.0;"))
    built = answer(shop, "build", "pricing")
    assert built["seconds"] < 10.0
    assert run(shop, program=("app.py",)).stdout == "14.0 1\n"


def test_a_wheel_runs_where_there_is_no_rust(shop: Path, tmp_path: Path) -> None:
    built = answer(shop, "build", "--wheel", "--out", str(tmp_path / "dist"))
    wheel = Path(built["file"])
    assert wheel.suffix == ".whl"
    install = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(tmp_path / "site"))
    done = run(tmp_path, str(wheel), program=install)
    assert done.returncode == 0, done.stderr
    elsewhere = tmp_path / "deployed"
    elsewhere.mkdir()
    (elsewhere / "app.py").write_text(APP)
    done = run(elsewhere, program=("app.py",), PYTHONPATH=str(tmp_path / "site"), PATH="/nowhere")
    assert done.stdout == "12.0 1\n", done.stderr


def test_a_served_engine_answers_and_shows_its_status(shop: Path) -> None:
    environment = os.environ | {"CARGO_TARGET_DIR": os.environ.get("CARGO_TARGET_DIR", str(shop / ".transom/target"))}
    command = [sys.executable, "-m", "transom", "serve", "pricing", "--address", "127.0.0.1:0"]
    with subprocess.Popen(command, cwd=shop, env=environment, text=True, stdout=subprocess.PIPE) as service:
        try:
            assert service.stdout is not None
            url = service.stdout.readline().split()[-1]
            assert transom.connect(url).total([1.5, 2.25], [2, 4]) == 12.0
            served = answer(shop, "status", "--url", url)["services"][0]
            assert served["ready"] and served["engine"] == "pricing"
            assert served["functions"][0]["calls"] == 1
        finally:
            service.terminate()
        assert service.wait(timeout=20) == 0
    assert run(shop, "status", "--url", url).returncode == 1


def test_doctor_finds_everything_there(shop: Path) -> None:
    checks = answer(shop, "doctor")
    assert {check["outcome"] for check in checks} == {"ok"}, checks


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "elvish"])
def test_shells_complete_the_commands(shop: Path, shell: str) -> None:
    done = run(shop, "completions", shell)
    assert done.returncode == 0
    assert "doctor" in done.stdout


def test_a_mistake_in_the_engine_is_shown_as_rustc_shows_it(shop: Path, source: Path) -> None:
    source.write_text(source.read_text().replace(ADDS, "amount += price * quantity;"))
    check_fails(shop, "build", says=("cannot multiply `&f64` by `&i32`", "src/lib.rs:", "`pricing` does not build"))


def test_without_rust_it_says_where_to_build(shop: Path) -> None:
    check_fails(shop, "build", says=("cargo cannot be run", "install Rust", "--wheel"), PATH="/nowhere")


def test_an_old_python_is_refused(shop: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    facts = {"version": [3, 9, 2], "suffix": ".so", "platform": "x", "implementation": "cpython", "base": str(old),
             "transom": None}
    old.write_text(f"#!/bin/sh\necho '{json.dumps(facts)}'\n")
    old.chmod(0o755)
    check_fails(shop, "build", "--python", str(old), says=("expected Python 3.10 or newer, found 3.9",))
    check_fails(shop, "build", "--python", "/nowhere/python", says=("/nowhere/python cannot be run", "--python"))


def test_an_unknown_engine_names_those_there_are(shop: Path) -> None:
    for command in ("build", "serve"):
        check_fails(shop, command, "prices", says=("there is no engine `prices`; there are pricing",))


def test_an_unknown_key_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "transom.toml").write_text("[transom]\nmods = 'on'\n")
    check_fails(tmp_path, "status", says=("unknown key `mods`; did you mean `mode`?", "transom.toml:2:1"))


@pytest.mark.parametrize("name", ["Pricing", "9lives", "a-b", "../up", "class", "transom", ""])
def test_new_refuses_a_name_that_is_none(tmp_path: Path, name: str) -> None:
    check_fails(tmp_path, "new", name, says=(f"`{name}`",))
    assert not any(tmp_path.iterdir())


def test_new_never_overwrites(shop: Path) -> None:
    check_fails(shop, "new", "pricing", says=("is there already",))
