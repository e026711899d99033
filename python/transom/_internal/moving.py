"""``@transom.move``: the original stays, its name answers from Rust where the configuration says so."""

from __future__ import annotations

import functools
import inspect
import json
import logging
import weakref
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, overload

from .. import _transom
from . import engines, project
from .client import connect
from .errors import ConfigError
from .shadow import Report

F = TypeVar("F", bound=Callable[..., Any])

_log = logging.getLogger("transom")
_said: set[str] = set()
_moved: weakref.WeakValueDictionary[str, Any] = weakref.WeakValueDictionary()


@overload
def move(target: F, /) -> F: ...
@overload
def move(target: str, /) -> Callable[[F], F]: ...
def move(target: Any, /) -> Any:
    """Move a function: ``@transom.move`` or ``@transom.move("engine.function")``.

    Without a name the function ``quote`` of the module ``app.pricing`` is ``pricing.quote``. The moved name keeps
    the original's signature, annotations and docstring; ``__wrapped__`` is the original.
    """
    if isinstance(target, str):
        return functools.partial(_move, name=target)
    module = getattr(target, "__module__", "") or ""
    return _move(target, name=f"{module.rpartition('.')[2]}.{getattr(target, '__name__', '')}")


def stats() -> dict[str, dict[str, Any]]:
    """What every moved function of this process counted, by ``engine.function``.

    ``calls``, ``engine`` (answered by Rust), ``declined`` by reason, ``raised`` (by the original, as the engine
    meant it), and in shadow ``compared``, ``mismatches`` and
    the ``smallest_mismatch``.
    """
    return {name: moved.stats() for name, moved in sorted(_moved.items())}


def _move(original: Callable[..., Any], *, name: str) -> Any:
    engine, function = _names(name)
    _check(original, name)
    config, root = project.config_for(_source(original))
    mode, at = config.function(name)
    report = Report(root, name) if mode == "shadow" and root is not None else None
    moved: Any
    if mode == "off":
        moved = _transom.bind(name, original, "off")
    elif at != "embedded":
        moved = _transom.bind(name, original, mode, report, Route(at, function))
    else:
        moved = _embedded(original, engine, function, mode, report, root)
    functools.update_wrapper(moved, original)
    moved.__transom__ = name
    _moved[name] = moved
    return moved


def _embedded(
    original: Callable[..., Any], engine: str, function: str, mode: str, report: Report | None, root: Path | None
) -> Any:
    name = f"{engine}.{function}"
    module = engines.find(engine, root)
    if module is None:
        why = f"no engine `{engine}` for this Python (build it: transom build {engine})"
        return _stay(name, original, engine, why)
    if function in _functions(module) and inspect.isgeneratorfunction(original) and not _yields(module, function):
        raise TypeError(
            f"`{name}` is a generator; move a function that returns a list, or let the engine's function say `yields`"
        )
    if function not in _functions(module):
        why = f"the engine `{engine}` has no function `{function}` (there are {', '.join(_functions(module))})"
        return _stay(name, original, name, why)
    try:
        return module.bind(function, original, mode, report)
    except TypeError as error:
        return _stay(name, original, name, f"{error} (give both the same arguments)")


def _stay(name: str, original: Callable[..., Any], key: str, why: str) -> Any:
    """Stay on Python, and say why once."""
    if key not in _said:
        _said.add(key)
        _log.warning("`%s` stays on Python: %s", name, why)
    return _transom.bind(name, original, "off")


class Route:
    """The way to a served function. It connects at the first call, so that importing needs no service."""

    def __init__(self, url: str, function: str) -> None:
        self._url = url
        self._function = function

    def __call__(self, arguments: dict[str, Any]) -> Any:
        return getattr(connect(self._url), self._function)(**arguments)

    def contract(self) -> str:
        """The engine's contract as JSON."""
        return json.dumps(connect(self._url).contract)


def _yields(module: ModuleType, function: str) -> bool:
    """Whether an engine's function answers an iterator, in the place of a generator function."""
    described = {one["name"]: one["output"] for one in json.loads(module.contract())["functions"]}
    output = described[function]
    return isinstance(output, dict) and output.get("as", [None])[0] == "iterator"


def _functions(module: ModuleType) -> list[str]:
    return list(module.__all__)


def _names(name: str) -> tuple[str, str]:
    engine, dot, function = name.partition(".")
    if not dot or not engine.isidentifier() or not function.isidentifier():
        raise ConfigError(f'a moved function is named "engine.function", such as "pricing.quote", not "{name}"')
    return engine, function


def _check(original: Any, name: str) -> None:
    if inspect.iscoroutinefunction(original) or inspect.isasyncgenfunction(original):
        raise TypeError(f"`{name}` is async: it waits, and Rust does not wait faster; move the function that it calls")
    if not inspect.isfunction(original):
        kind = type(original).__name__
        raise TypeError(f"`{name}` is a {kind}; put @transom.move on a plain function, closest to its `def`")


def _source(original: Callable[..., Any]) -> str | None:
    try:
        return inspect.getsourcefile(original)
    except TypeError:
        return None
