"""Runs at the start of every Python that a watched command starts: watches calls, and writes what it saw at the end."""

from __future__ import annotations

import atexit
import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType

_HERE = Path(__file__).parent
_NAME = "_transom_observe"


def _load() -> ModuleType:
    """The package above, under a name of its own: the program may have another ``transom``, or none."""
    spec = importlib.util.spec_from_file_location(
        _NAME, _HERE.parent / "__init__.py", submodule_search_locations=[str(_HERE.parent)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{_HERE.parent} is no package")
    package = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = package
    spec.loader.exec_module(package)
    return importlib.import_module(f"{_NAME}.watch")


def _watch(order: str) -> None:
    asked = json.loads(Path(order).read_text(encoding="utf-8"))
    watch = _load().Watch([(file, function) for file, function in asked["functions"]])
    watch.__enter__()
    process = os.getpid()

    def write() -> None:
        watch.__exit__()
        # A process that was forked off has the same order, and may end at another time.
        name = f"seen.{os.getpid()}.{process}.json"
        seen = [[file, function, calls.as_json()] for (file, function), calls in watch.seen.items()]
        staged = Path(asked["folder"]) / f"{name}.new"
        staged.write_text(json.dumps(seen), encoding="utf-8")
        staged.rename(staged.with_suffix(""))

    atexit.register(write)


def _next() -> None:
    """The program's own ``sitecustomize``, which this one stands before."""
    sys.path[:] = [folder for folder in sys.path if Path(folder or ".").resolve() != _HERE.resolve()]
    this = sys.modules.pop("sitecustomize", None)
    try:
        importlib.import_module("sitecustomize")
    except ModuleNotFoundError:
        if this is not None:
            sys.modules["sitecustomize"] = this


def _start(order: str) -> None:
    try:
        _watch(order)
    except Exception as error:
        print(f"transom cannot watch this process: {error}", file=sys.stderr)
    _next()


if "TRANSOM_OBSERVE" in os.environ:
    _start(os.environ["TRANSOM_OBSERVE"])
