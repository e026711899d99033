"""Builds the engine of the tests' own project once, with the command that a user runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
