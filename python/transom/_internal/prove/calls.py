"""Calls that stand in the project: examples in the original's docstring, calls with literal arguments in its tests.

Nothing of a test is run. An example of a docstring is: that is what it is for.
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import inspect
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .limits import Cut, bounded

#: Test files that are read, bytes of one, and calls that are taken from them.
FILES_MAX = 2000
BYTES_MAX = 1 << 20
CALLS_MAX = 200
#: Seconds that a docstring's examples may take.
EXAMPLES_MAX_S = 1.0
_FOLDERS = ("tests", "test")

Arguments = dict[str, Any]


class Enough(BaseException):
    """As many calls as are wanted."""


def in_docstring(original: Callable[..., Any], take: Callable[[Arguments], None]) -> None:
    """Run the examples of the docstring, and take each call's arguments before it."""
    doc = getattr(original, "__doc__", None)
    if not doc or ">>>" not in doc:
        return
    signature = inspect.signature(original)
    left = CALLS_MAX

    def recorded(*args: Any, **named: Any) -> Any:
        nonlocal left
        if left == 0:
            raise Enough
        left -= 1
        with contextlib.suppress(TypeError):
            take(_bound(signature, args, named))
        return original(*args, **named)

    names = {**getattr(original, "__globals__", {}), original.__name__: recorded}
    try:
        examples = doctest.DocTestParser().get_examples(doc)
    except ValueError:
        return
    for example in examples:
        with contextlib.suppress(Exception, Cut, Enough), contextlib.redirect_stdout(io.StringIO()):
            code = compile(example.source, "<docstring>", "single", dont_inherit=True)
            bounded(lambda: exec(code, names), EXAMPLES_MAX_S)


class Tests:
    """The calls of a project's test files, by the name of what they call."""

    def __init__(self, root: Path | None) -> None:
        self._calls: dict[str, list[tuple[tuple[Any, ...], Arguments]]] = {}
        for file in _files(root) if root is not None else ():
            with contextlib.suppress(OSError, SyntaxError, ValueError, RecursionError):
                if file.stat().st_size <= BYTES_MAX:
                    self._read(ast.parse(file.read_bytes()))

    def of(self, original: Callable[..., Any]) -> Iterator[Arguments]:
        """The arguments of each call."""
        signature = inspect.signature(original)
        for args, named in self._calls.get(original.__name__, []):
            with contextlib.suppress(TypeError):
                yield _bound(signature, args, named)

    def _read(self, tree: ast.Module) -> None:
        for scope in ast.walk(tree):
            if not isinstance(scope, (ast.Module, ast.FunctionDef)):
                continue
            known: Arguments = {}
            for node in _own(scope):
                if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                    with contextlib.suppress(ValueError, TypeError, MemoryError, RecursionError):
                        known[node.targets[0].id] = ast.literal_eval(node.value)
                elif isinstance(node, ast.Call):
                    self._call(node, known)

    def _call(self, node: ast.Call, known: Arguments) -> None:
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        calls = self._calls.setdefault(name, []) if isinstance(name, str) else []
        if len(calls) >= CALLS_MAX or not (node.args or node.keywords):
            return
        with contextlib.suppress(ValueError, TypeError, MemoryError, RecursionError):
            args = tuple(_literal(one, known) for one in node.args)
            named = {one.arg: _literal(one.value, known) for one in node.keywords if one.arg}
            calls.append((args, named))


def _own(scope: ast.Module | ast.FunctionDef) -> Iterator[ast.AST]:
    """The nodes of a scope in the order of its lines, without those of functions inside it."""
    left: list[ast.AST] = list(reversed(scope.body))
    while left:
        node = left.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            left.extend(reversed(list(ast.iter_child_nodes(node))))


def _literal(node: ast.expr, known: Arguments) -> Any:
    if isinstance(node, ast.Name) and node.id in known:
        return known[node.id]
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float" and len(node.args) == 1:
        return float(ast.literal_eval(node.args[0]))
    return ast.literal_eval(node)


def _bound(signature: inspect.Signature, args: tuple[Any, ...], named: Arguments) -> Arguments:
    bound = signature.bind(*args, **named)
    return dict(bound.arguments)


def _files(root: Path) -> Iterator[Path]:
    count = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in ("target", "node_modules"))
        in_tests = any(part in _FOLDERS for part in Path(folder).relative_to(root).parts)
        for name in sorted(files):
            if name.endswith(".py") and (in_tests or name.startswith("test_") or name.endswith("_test.py")):
                yield Path(folder) / name
                count += 1
                if count >= FILES_MAX:
                    return
