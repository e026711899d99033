"""Builds the engine of the tests' own project once, with the command that a user runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from transom._internal import engines

TESTS = Path(__file__).parent
PROJECT = TESTS / "project"
ROOT = TESTS.parent.parent


def pytest_sessionstart(session: pytest.Session) -> None:
    """Build before anything is collected: test modules move functions when they are imported."""
    if session.config.option.collectonly or hasattr(session.config, "workerinput"):
        return
    environment = dict(os.environ)
    environment.setdefault("CARGO_TARGET_DIR", str(ROOT / "target" / "python-tests"))
    build = [sys.executable, "-m", "transom", "build", "sample"]
    if subprocess.run(build, cwd=PROJECT, env=environment).returncode != 0:
        pytest.exit("the engine of python/tests/project does not build", returncode=1)


@pytest.fixture
def project() -> Path:
    """The folder of the tests' project, with the engine `sample` built."""
    return PROJECT


@pytest.fixture(scope="session")
def engine() -> ModuleType:
    """The engine's own module, as `transom` finds it."""
    found = engines.find("sample", PROJECT)
    assert found is not None
    return found


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Sets the text of the `transom.toml` that holds; answers the project's folder, which has the same engine."""

    def configure(text: str) -> Path:
        file = tmp_path / "transom.toml"
        file.write_text(text)
        monkeypatch.setenv("TRANSOM_CONFIG", str(file))
        return tmp_path

    return configure


@pytest.fixture
def python() -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Runs a program in a process of its own, in the tests' project."""

    def run(program: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, timeout=120)

    return run
