"""The calls that a project already has: its doctests, and calls in tests whose arguments stand there literally."""

from __future__ import annotations

import ast
import doctest
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

#: Files of tests that are searched, and the largest that is.
FILES_MAX = 400
FILE_BYTES_MAX = 1 << 20
#: Literal calls of one function that are made.
CALLS_MAX = 50

Call = tuple[str, list[Any], dict[str, Any]]


def has_doctests(text: str) -> bool:
    """Whether a module may have doctests."""
    return ">>>" in text


def run_doctests(module: ModuleType) -> None:
    """Run the examples in a module's docstrings; whether they hold is not the question."""
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    finder = doctest.DocTestFinder(exclude_empty=True)
    for test in finder.find(module, module.__name__):
        runner.run(test, out=lambda _: None, clear_globs=True)


def run_literal(module: ModuleType, calls: list[Call]) -> None:
    """Make literal calls; what one raises is its answer."""
    for name, args, kwargs in calls:
        function: Callable[..., Any] | None = getattr(module, name, None)
        if callable(function):
            try:
                function(*args, **kwargs)
            except Exception:
                continue


def literal_calls(texts: list[str], names: set[str]) -> list[Call]:
    """The calls of these functions in these sources whose arguments are all literal."""
    found: list[Call] = []
    counts = dict.fromkeys(names, 0)
    for text in texts:
        if not any(name in text for name in names):
            continue
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            continue
        for call in _calls(tree, names):
            if counts[call[0]] < CALLS_MAX:
                counts[call[0]] += 1
                found.append(call)
    return found


def test_texts(root: Path) -> list[tuple[Path, str]]:
    """The sources of a project's tests."""
    texts = []
    for path in _test_files(root):
        try:
            if path.stat().st_size <= FILE_BYTES_MAX:
                texts.append((path, path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError):
            continue
        if len(texts) >= FILES_MAX:
            break
    return texts


def _test_files(root: Path) -> Iterator[Path]:
    skipped = {"node_modules", "site-packages", "engines", "target", "__pycache__"}
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders
            if not name.startswith(".") and name not in skipped and not (here / name / "pyvenv.cfg").exists()
        )
        for name in sorted(files):
            if name.endswith(".py") and (name.startswith("test") or name.endswith("_test.py")):
                yield here / name


def _calls(tree: ast.AST, names: set[str]) -> Iterator[Call]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", None)
        if name not in names or any(keyword.arg is None for keyword in node.keywords):
            continue
        try:
            args = [ast.literal_eval(argument) for argument in node.args]
            kwargs = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in node.keywords}
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            continue
        yield str(name), args, kwargs


def imported(name: str, base: str, root: str) -> ModuleType:
    """The module, imported as its project imports it."""
    import importlib

    for folder in (root, base):
        if folder not in sys.path:
            sys.path.insert(0, folder)
    return importlib.import_module(name)
