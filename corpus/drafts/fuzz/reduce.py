"""Makes a differing function smaller: many shorter forms at once, since each build has its price."""

from __future__ import annotations

import ast
import copy
import warnings
from collections.abc import Iterator

#: Forms that are tried in one build.
FORMS_MAX = 120


def shorter(text: str) -> list[str]:
    """List forms of a function that are shorter by one step; not each of them still makes sense."""
    tree = ast.parse(text)
    forms = {ast.unparse(tree): 0}
    found: list[str] = []
    for form in _forms(tree):
        ast.fix_missing_locations(form)
        try:
            written = ast.unparse(form)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(written, "form", "exec")
        except (SyntaxError, ValueError, RecursionError):
            continue
        if written not in forms and len(written) < len(text):
            forms[written] = 1
            found.append(written)
    found.sort(key=len)
    # The shortest ones, and some of every length: what matters may be anywhere.
    step = max(1, len(found) // (FORMS_MAX // 2))
    return list(dict.fromkeys(found[: FORMS_MAX // 2] + found[::step]))[:FORMS_MAX]


def _forms(tree: ast.Module) -> Iterator[ast.Module]:
    spots = list(ast.walk(tree))
    for place, node in enumerate(spots):
        for field, held in ast.iter_fields(node):
            if isinstance(held, list) and held and isinstance(held[0], ast.stmt) and not isinstance(node, ast.Module):
                yield from _statements(tree, place, field, held)
            elif isinstance(held, list) and len(held) > 1 and isinstance(held[0], ast.expr):
                for at in range(len(held)):
                    yield _changed(tree, place, field, [one for number, one in enumerate(held) if number != at])
            elif isinstance(held, ast.expr) and field not in ("annotation", "returns", "func", "target"):
                yield from _expressions(tree, place, field, held)
            if isinstance(held, list):
                for at, one in enumerate(held):
                    if isinstance(one, ast.expr) and field in ("args", "elts", "values", "comparators"):
                        for part in _parts(one):
                            yield _changed(tree, place, field, [*held[:at], part, *held[at + 1 :]])


def _statements(tree: ast.Module, place: int, field: str, held: list[ast.stmt]) -> Iterator[ast.Module]:
    for at, one in enumerate(held):
        rest = held[:at] + held[at + 1 :]
        if rest or field in ("orelse", "finalbody"):
            yield _changed(tree, place, field, rest)
        for inner in ("body", "orelse", "finalbody"):
            body = getattr(one, inner, None)
            if body and not isinstance(one, ast.FunctionDef):
                yield _changed(tree, place, field, [*held[:at], *body, *held[at + 1 :]])
    if len(held) > 3:
        half = len(held) // 2
        yield _changed(tree, place, field, held[half:])
        yield _changed(tree, place, field, [*held[:half], held[-1]])


def _expressions(tree: ast.Module, place: int, field: str, held: ast.expr) -> Iterator[ast.Module]:
    for part in _parts(held):
        yield _changed(tree, place, field, part)


def _parts(held: ast.expr) -> Iterator[ast.expr]:
    """List what may stand for an expression: a part of it, or a constant."""
    for part in ast.walk(held):
        if part is not held and isinstance(part, ast.expr) and not isinstance(part, (ast.Slice, ast.Starred)):
            yield part
    if not isinstance(held, (ast.Constant, ast.Name)):
        for constant in (0, 1, 1.5, "a", True):
            yield ast.Constant(constant)
        yield ast.List([], ast.Load())


def _changed(tree: ast.Module, place: int, field: str, put: object) -> ast.Module:
    changed = copy.deepcopy(tree)
    setattr(list(ast.walk(changed))[place], field, copy.deepcopy(put))
    return changed
