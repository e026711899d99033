"""The functions of a folder of Python, read off its source: none of it is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

#: Annotations that say nothing about a type.
VAGUE = {"Any", "object"}


@dataclass(frozen=True)
class Function:
    """A function at the top level of a module."""

    module: str
    name: str
    line: int
    lines: int
    #: Whether all parameters and the result are annotated, none with `Any` or `object`.
    strict: bool
    #: Every name that its body mentions.
    mentions: frozenset[str] = field(repr=False)
    #: What its module imports by `from … import …`: the name here, the last part of the other module, the name there.
    imported: frozenset[tuple[str, str, str]] = field(repr=False, default=frozenset())

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other function."""
        return self.module, self.name


def functions(root: Path) -> list[Function]:
    """List the functions below a folder that imports start from; a file that does not parse has none."""
    found = [function for file in sorted(root.rglob("*.py")) for function in _in_file(root, file)]
    # A name that is defined twice stands for its last definition, as in Python.
    return list({function.key: function for function in found}.values())


def module_name(root: Path, file: Path) -> str:
    """Make the dotted name of a file."""
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def _in_file(root: Path, file: Path) -> Iterator[Function]:
    try:
        tree = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError):
        return
    module = module_name(root, file)
    imported = frozenset(
        (alias.asname or alias.name, (node.module or "").rpartition(".")[2], alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    )
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            mentions = frozenset(found.id for found in ast.walk(node) if isinstance(found, ast.Name))
            yield Function(module, node.name, node.lineno, lines, _strict(node), mentions, imported)


def _strict(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    given = node.args
    parameters = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    parameters += [one for one in (given.vararg, given.kwarg) if one is not None]
    annotations = [*(one.annotation for one in parameters), node.returns]
    return all(one is not None and not VAGUE & set(_names(one)) for one in annotations)


def _names(annotation: ast.expr) -> Iterator[str]:
    for node in ast.walk(annotation):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            try:
                yield from _names(ast.parse(node.value, mode="eval").body)
            except SyntaxError:
                yield node.value
