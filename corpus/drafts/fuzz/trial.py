"""Programs drafted into one engine, built once, and called on both sides."""

from __future__ import annotations

import importlib.util
import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..calls import callers
from ..engine import Engine, make
from ..listing import functions
from .program import Program, modules

#: The longest that one function may keep both sides busy, in seconds.
FUNCTION_MAX_S = 60
#: How often the calls go on after a crash.
CRASHES_MAX = 40
REGRESSIONS = Path(__file__).resolve().parents[2] / "regressions"

Key = tuple[str, str]


@dataclass
class Found:
    """What came of the programs of a trial."""

    engine: Engine
    results: dict[Key, dict[str, Any]] = field(default_factory=dict)
    #: Functions whose draft ended the process or did not end itself.
    crashed: dict[Key, str] = field(default_factory=dict)

    @property
    def differing(self) -> list[Key]:
        """The functions whose draft came to something else than Python."""
        return [key for key, result in self.results.items() if result["different"]]


@dataclass(frozen=True)
class Regression:
    """A module that was drafted wrongly once, and the calls that showed it."""

    file: Path
    calls: dict[str, list[list[Any]]]

    @property
    def module(self) -> str:
        """What it is called among the programs."""
        return f"drafted_{self.file.stem}"


def regressions() -> list[Regression]:
    """Read the modules in `corpus/regressions`; each has its calls in `CALLS`."""
    return [_regression(file) for file in sorted(REGRESSIONS.glob("[a-z]*.py"))]


def _regression(file: Path) -> Regression:
    # Imported as what the worker imports: instances in the calls are of that module's classes.
    name = Regression(file, {}).module
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Regression(file, module.CALLS)


@dataclass(frozen=True)
class Setting:
    """Where trials run, and how many calls each function gets."""

    project: Path
    calls: int
    seed: int
    say: Callable[[str], None]


def run(
    setting: Setting,
    programs: list[Program],
    inputs: dict[Key, list[list[Any]]] | None = None,
    regressions: Iterable[Regression] = (),
) -> Found:
    """Draft, build and call the programs; where inputs are given, each has a module and may have calls of its own."""
    for old in setting.project.glob("drafted_*"):
        old.unlink() if old.is_file() else shutil.rmtree(old)
    setting.project.mkdir(parents=True, exist_ok=True)
    names = []
    for module, text in modules(programs, apart=inputs is not None).items():
        (setting.project / f"{module}.py").write_text(text, encoding="utf-8")
        names.append(module)
    for one in regressions:
        shutil.copy(one.file, setting.project / f"{one.module}.py")
        names.append(one.module)
    find = callers(one for one in functions(setting.project) if one.module in names)
    engine = make(setting.project, "drafted", names, find, setting.say)
    found = Found(engine)
    tasks = [
        (one.module, one.name, engine.built[one.module, one.name], one.shape.takes, (inputs or {}).get((one.module, one.name)))
        for one in programs
        if (one.module, one.name) in engine.built
    ]
    tasks += [
        (one.module, name, engine.built[one.module, name], [], given)
        for one in regressions
        for name, given in one.calls.items()
        if (one.module, name) in engine.built
    ]
    for _ in range(CRASHES_MAX):
        left = [task for task in tasks if task[:2] not in found.results and task[:2] not in found.crashed]
        if not left:
            break
        setting.say(f"calling {len(left)} functions")
        _call(setting, left, found)
    return found


def _call(setting: Setting, tasks: list[Any], found: Found) -> None:
    file = setting.project / "tasks.pickle"
    file.write_bytes(pickle.dumps(tasks))
    words = [sys.executable, "-m", "drafts.fuzz.worker", str(setting.project), "drafted", str(file)]
    words += [str(setting.calls), str(setting.seed)]
    folder = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONHASHSEED": "0"}
    worker = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    begun: Key | None = None
    try:
        said, errors = worker.communicate(timeout=FUNCTION_MAX_S + len(tasks))
        ended = f"the process ended with {worker.returncode}: {errors.strip()[-600:]}"
    except subprocess.TimeoutExpired:
        worker.kill()
        said, _ = worker.communicate()
        ended = "it does not come to an end"
    for line in said.splitlines():
        step = json.loads(line)
        if "begin" in step:
            begun = tuple(step["begin"])
        else:
            found.results[tuple(step["done"])] = step
            begun = None
    if begun is not None:
        found.crashed[begun] = ended
    elif worker.returncode != 0:
        raise RuntimeError(ended)
