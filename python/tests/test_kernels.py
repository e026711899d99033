"""The kernels of `examples/kernels` as plain Python: their examples hold, and their workloads are the same each time."""

import doctest
import importlib
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "kernels"
NAMES = sorted(path.stem for path in (FOLDER / "kernels").glob("[a-z]*.py"))


@pytest.fixture(autouse=True)
def kernels(monkeypatch):
    """Import from the example's folder, and leave nothing imported."""
    monkeypatch.syspath_prepend(str(FOLDER))
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] in ("kernels", "workloads")]:
        del sys.modules[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_kernel_hold(name):
    found = doctest.testmod(importlib.import_module(f"kernels.{name}"))
    assert found.attempted > 0
    assert found.failed == 0


def test_every_kernel_has_a_workload_that_is_the_same_each_time():
    workloads = importlib.import_module("workloads").WORKLOADS
    assert sorted(work.name for work in workloads) == NAMES
    for work in workloads:
        function = getattr(importlib.import_module(work.module), work.function)
        assert function(*work.arguments(0.01)) == function(*work.arguments(0.01)), work.name
