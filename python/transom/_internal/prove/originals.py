"""What to compare: functions of an engine, each with its Python original."""

from __future__ import annotations

import atexit
import importlib
import inspect
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import engines, project
from . import CannotRun


@dataclass(frozen=True)
class Subject:
    """A function of an engine and its original."""

    #: ``engine.function``.
    name: str
    original: Callable[..., Any]
    #: The engine's function, with no original to fall back to.
    engine: Callable[..., Any]
    #: The contract, as JSON.
    contract: str
    #: The function, out of the contract.
    description: dict[str, Any]

    @property
    def required(self) -> list[str]:
        """The arguments that the original has no default for, so that no call leaves them out."""
        parameters = inspect.signature(self.original).parameters.values()
        named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
        return [one.name for one in parameters if one.default is one.empty and one.kind in named]

    @property
    def errors(self) -> dict[str, str]:
        """The names of the declared errors, by code."""
        return {case["code"]: case["name"] for case in self.description.get("errors", [])}


def find(target: str, named: str | None) -> list[Subject]:
    """The function that ``target`` names, or each function of the engine that has an original."""
    engine, _, function = target.partition(".")
    config, root = project.config_for(None)
    module = engines.find(engine, root)
    if module is None:
        raise CannotRun(f"there is no engine `{engine}` for this Python; build it: transom build {engine}")
    contract: str = module.contract()
    described = {description["name"]: description for description in json.loads(contract)["functions"]}
    configured = {name: original for name, original in config.functions() if original}
    if named and not function:
        raise CannotRun(f"--original is of one function: name it, such as `{engine}.{next(iter(described), 'name')}`")
    if function and function not in described:
        raise CannotRun(f"the engine `{engine}` has no function `{function}`; there are {', '.join(described)}")
    subjects = []
    _stay_on_python()
    for name in [function] if function else described:
        original = named or configured.get(f"{engine}.{name}")
        if original is not None:
            found = _import(original, root)
            _check(found, original, described[name])
            subjects.append(Subject(f"{engine}.{name}", found, getattr(module, name), contract, described[name]))
    if not subjects:
        name = f"{engine}.{function or next(iter(described), 'name')}"
        raise CannotRun(
            f"which Python function is the original of `{name}`?\n"
            f"name it with --original module:name, or in transom.toml:\n\n"
            f'[functions."{name}"]\noriginal = "module:name"'
        )
    return subjects


def _stay_on_python() -> None:
    """What an original calls stays on Python, too: the reference is Python alone."""
    folder = tempfile.mkdtemp(prefix="transom-prove-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = Path(folder) / project.FILE
    file.write_text('[transom]\nmode = "off"\n', encoding="utf-8")
    os.environ["TRANSOM_CONFIG"] = str(file)


def _import(name: str, root: Path | None) -> Callable[..., Any]:
    module_name, colon, path = name.partition(":")
    if not colon or not path:
        raise CannotRun(f'an original is named "module:name", such as "app.pricing:quote", not "{name}"')
    folder = str(root or Path.cwd())
    if folder not in sys.path:
        sys.path.insert(0, folder)
    try:
        found: Any = importlib.import_module(module_name)
    except ImportError as error:
        raise CannotRun(f"the module `{module_name}` of the original cannot be imported: {error}") from error
    for step in path.split("."):
        try:
            found = getattr(found, step)
        except AttributeError:
            raise CannotRun(f"`{module_name}` has no `{path}`") from None
    while hasattr(found, "__transom__"):
        found = found.__wrapped__
    return found  # type: ignore[no-any-return]


def _check(original: Callable[..., Any], name: str, description: dict[str, Any]) -> None:
    if not callable(original) or inspect.iscoroutinefunction(original):
        raise CannotRun(f"`{name}` is no plain function")
    try:
        inspect.signature(original).bind_partial(**{field["name"]: None for field in description["input"]["fields"]})
    except TypeError:
        arguments = ", ".join(field["name"] for field in description["input"]["fields"])
        raise CannotRun(
            f"`{name}` takes {inspect.signature(original)}, the engine's function ({arguments}): "
            "both need the same names"
        ) from None
