"""A panic is one call's failure: a decline of an exact function, an error of any other, never the process's end."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import transom
from conftest import ROOT

MOVED = "from transom._internal import engines; from pathlib import Path; sample = engines.find('sample', Path('.'));"


def test_a_panic_is_an_ordinary_exception(engine, capfd):
    with pytest.raises(transom.InternalError, match="boom") as raised:
        engine.crash("boom")
    assert isinstance(raised.value, Exception)
    with pytest.raises(transom.InternalError, match="overflow"):
        engine.overflow(2**63 - 1)
    assert engine.overflow(2) == 4


def test_an_exact_function_without_an_original_says_that_it_declined(engine):
    with pytest.raises(transom.Declined, match="attempt to add with overflow"):
        engine.add(2**63 - 1, 1)
    with pytest.raises(transom.Declined, match="arguments of other types"):
        engine.add(1, "2")


def test_a_decline_prints_nothing(python):
    done = python(MOVED + "print(sample.bind('add', lambda a, b: a + b, 'on', None)(2**63 - 1, 1))")
    assert (done.stdout, done.stderr, done.returncode) == ("9223372036854775808\n", "", 0)


def test_a_decline_without_the_lock_prints_nothing(python):
    done = python(MOVED + "print(sample.bind('grind', lambda number: number, 'on', None)(-1))")
    assert (done.stdout, done.stderr, done.returncode) == ("-1\n", "", 0)


def test_every_other_panic_is_printed(python):
    decline = "sample.bind('add', lambda a, b: 0, 'on', None)(2**63 - 1, 1);"
    done = python(MOVED + decline + "print(sample.elsewhere('far'))")
    assert done.stdout == "True\n"
    assert "far" in done.stderr and "trouble.rs" in done.stderr
    done = python(MOVED + "sample.crash('a bug')")
    assert "a bug" in done.stderr and "trouble.rs" in done.stderr
    assert "InternalError" in done.stderr


@pytest.mark.skipif("TRANSOM_SLOW_TESTS" not in os.environ, reason="builds an engine; set TRANSOM_SLOW_TESTS")
def test_an_engine_without_overflow_checks_is_not_loaded(project, python):
    target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target" / "python-tests"))
    build = ["cargo", "build", "--release", "--lib", "--quiet", "--target-dir", target]
    wrong = ["--config", "profile.release.package.sample.overflow-checks=false"]
    environment = {**os.environ, "PYO3_PYTHON": sys.executable}
    subprocess.run([*build, *wrong], cwd=project / "engines", env=environment, check=True)
    done = python(f"""
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_loader

loader = ExtensionFileLoader("sample", "{target}/release/libsample.so")
loader.exec_module(module_from_spec(spec_from_loader("sample", loader)))
""")
    assert "ImportError: the engine `sample` was built without overflow checks" in done.stderr
    assert "overflow-checks = true" in done.stderr and "panicked" not in done.stderr
