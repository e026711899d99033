"""What to compare: functions of an engine, each with its Python original."""

from __future__ import annotations

import atexit
import importlib
import inspect
import itertools
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import ModuleType
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
    #: Where the original is, as `module:name`.
    coordinate: str = ""
    #: Tells what the engine alone makes of a call, with the original's defaults.
    probe: Callable[..., tuple[Any, ...]] | None = None
    #: The engine's function as it is called in place of the original.
    moved: Callable[..., Any] | None = None

    @cached_property
    def required(self) -> list[str]:
        """The arguments that the original has no default for, so that no call leaves them out."""
        parameters = inspect.signature(self.original).parameters.values()
        return [one.name for one in parameters if one.default is one.empty and one.name in self.arguments]

    @cached_property
    def positional(self) -> list[str]:
        """The first arguments, as far as both sides have the same in the same places."""
        parameters = inspect.signature(self.original).parameters.values()
        kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        pairs = zip((one for one in parameters if one.kind in kinds), self.arguments)
        return [own for one, own in itertools.takewhile(lambda pair: pair[0].name == pair[1], pairs)]

    @cached_property
    def arguments(self) -> list[str]:
        """The names of the engine's arguments."""
        return [field["name"] for field in self.description["input"]["fields"]]

    @property
    def exact(self) -> bool:
        """Whether the engine's function leaves to the original what it does not answer."""
        return bool(self.description.get("exact"))

    @cached_property
    def errors(self) -> dict[str, str]:
        """The names of the declared errors, by code."""
        return {case["code"]: case["name"] for case in self.description.get("errors", [])}


@dataclass(frozen=True)
class Problem:
    """A function that cannot be compared, and why."""

    name: str
    coordinate: str
    why: str


def find(target: str, named: str | None) -> tuple[list[Subject], list[Problem]]:
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
    subjects: list[Subject] = []
    problems: list[Problem] = []
    _stay_on_python()
    for name in [function] if function else described:
        original = named or configured.get(f"{engine}.{name}") or described[name].get("original")
        if original is not None:
            try:
                subjects.append(_subject(module, engine, contract, described[name], original, root))
            except CannotRun as error:
                if function:
                    raise
                problems.append(Problem(f"{engine}.{name}", original, str(error)))
    if not subjects and not problems:
        name = f"{engine}.{function or next(iter(described), 'name')}"
        raise CannotRun(
            f"which Python function is the original of `{name}`?\n"
            f"name it with --original module:name, or in transom.toml:\n\n"
            f'[functions."{name}"]\noriginal = "module:name"\n\n'
            'or where the function is: #[transom::function(exact, original = "module:name")]'
        )
    return subjects, problems


def _subject(
    module: ModuleType, engine: str, contract: str, described: dict[str, Any], original: str, root: Path | None
) -> Subject:
    name = described["name"]
    found = _import(original, root)
    subject = Subject(f"{engine}.{name}", found, getattr(module, name), contract, described, original)
    _check(subject, original)
    if not subject.exact:
        return subject
    try:
        moved = module.bind(name, found, "on", None)
    except (TypeError, AttributeError):
        # It is asked as an engine without an original is.
        return subject
    return replace(subject, probe=moved._probe, moved=moved)


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
    base = root or Path.cwd()
    for folder in (str(base), str(base / "src")):
        if folder not in sys.path and Path(folder).is_dir():
            sys.path.insert(0, folder)
    try:
        found: Any = importlib.import_module(module_name)
    except Exception as error:
        raise CannotRun(f"the module `{module_name}` of the original cannot be imported: {error}") from error
    for step in path.split("."):
        try:
            found = getattr(found, step)
        except AttributeError:
            raise CannotRun(f"`{module_name}` has no `{path}`") from None
    while hasattr(found, "__transom__"):
        found = found.__wrapped__
    if not callable(found) or inspect.iscoroutinefunction(found):
        raise CannotRun(f"`{name}` is no plain function")
    return found  # type: ignore[no-any-return]


def _check(subject: Subject, name: str) -> None:
    original, positional = subject.original, subject.positional
    try:
        named = {argument: None for argument in subject.arguments[len(positional):]}
        inspect.signature(original).bind_partial(*positional, **named)
    except TypeError:
        raise CannotRun(
            f"`{name}` takes {inspect.signature(original)}, the engine's function ({', '.join(subject.arguments)}): "
            "both need the same names"
        ) from None
