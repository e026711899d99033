"""Drafts a project's functions into one engine and builds it; what does not compile is found and left out."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .sources import CannotRun

#: How often the engine is built again without what did not compile.
BUILDS_MAX = 25
#: The longest that one build may take, in seconds.
BUILD_MAX_S = 1800
#: A function at the top of a Rust file.
ITEM = re.compile(r"(?:pub(?:\([a-z]+\))? )?(?:const )?(?:fn|struct|enum|const|static|impl) ?(?:<[^>]*> )?(\w+)?")

Key = tuple[str, str]
Say = Callable[[str], None]


@dataclass
class Engine:
    """What became of the functions of a project."""

    project: Path
    name: str
    #: Each function's entry of the census, drafted or not.
    census: dict[Key, dict[str, Any]]
    #: Modules that cannot be read, each with its refusal.
    unread: list[dict[str, Any]]
    #: What does not compile, with what the compiler says.
    broken: dict[Key, str] = field(default_factory=dict)
    #: The engine's name of each function in it.
    built: dict[Key, str] = field(default_factory=dict)
    draft_seconds: float = 0.0
    build_seconds: float = 0.0


def transom(
    project: Path, *words: str, check: bool = True, env: dict[str, str] | None = None, timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in a project: the one of this Python, or what TRANSOM names."""
    own = Path(sys.executable).parent / "transom"
    command = [*(shlex.split(os.environ.get("TRANSOM", "")) or [str(own)]), *words, "--python", sys.executable]
    process = subprocess.Popen(
        command, cwd=project, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        said, errors = process.communicate(timeout=timeout)
    except BaseException:
        # What the command started itself has to end, too.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if check and process.returncode not in (0, 1):
        raise CannotRun(f"transom {' '.join(words[:4])} stopped with {process.returncode}\n{errors.strip()[-3000:]}")
    return subprocess.CompletedProcess(command, process.returncode, said, errors)


def make(project: Path, name: str, words: list[str], callers: Callable[[Key], Iterable[Key]], say: Say) -> Engine:
    """Draft what the words name into a new engine and build it; `callers` answers the functions that mention one."""
    shutil.rmtree(project / "engines", ignore_errors=True)
    if not (project / "transom.toml").exists():
        (project / "transom.toml").write_text("[transom]\n", encoding="utf-8")
    say("drafting")
    engine = _drafted(project, name, words)
    for number in range(BUILDS_MAX):
        drafted = {key for key, entry in engine.census.items() if entry["drafted"]}
        wanted = drafted - engine.broken.keys()
        if not wanted:
            break
        if engine.broken:
            for key in list(engine.broken):
                # What is drafted along for another function cannot be left out: that one goes, too.
                for caller in set(callers(key)) & wanted:
                    engine.broken.setdefault(caller, f"calls {':'.join(key)}, which does not compile")
            wanted -= engine.broken.keys()
            _drafted(project, name, [":".join(key) for key in sorted(wanted)])
        say(f"building {len(wanted)} functions" + (f", {len(engine.broken)} left out" if engine.broken else ""))
        began = time.monotonic()
        built = _build(project, name)
        engine.build_seconds += time.monotonic() - began
        if built is None:
            engine.built = _contract(project, name)
            return engine
        before = len(engine.broken)
        for key, said in _failing(project, name, built, callers):
            if key in wanted:
                engine.broken.setdefault(key, said)
        if len(engine.broken) == before:
            raise CannotRun(f"the engine {name} does not build, and no function is to blame\n{built[-4000:]}")
    return engine


def _drafted(project: Path, name: str, words: list[str]) -> Engine:
    shutil.rmtree(project / "engines" / name, ignore_errors=True)
    shutil.rmtree(project / ".transom" / "drafts", ignore_errors=True)
    began = time.monotonic()
    done = transom(project, "draft", *words, "--engine", name, "--json")
    seconds = time.monotonic() - began
    try:
        census = json.loads(done.stdout)
    except ValueError:
        raise CannotRun(f"transom draft told no JSON\n{done.stderr.strip()[-3000:]}") from None
    entries = {(one["module"], one["name"]): one for one in census["functions"]}
    return Engine(project, name, entries, census.get("unread", []), draft_seconds=seconds)


def _build(project: Path, name: str) -> str | None:
    """Build the engine; answer what the compiler says where it fails."""
    environment = {**os.environ, "CARGO_TERM_COLOR": "never"}
    try:
        done = transom(project, "build", name, check=False, env=environment, timeout=BUILD_MAX_S)
    except subprocess.TimeoutExpired:
        raise CannotRun(f"the engine {name} is not built within {BUILD_MAX_S} s") from None
    return None if done.returncode == 0 else done.stderr


def _failing(
    project: Path, name: str, said: str, callers: Callable[[Key], Iterable[Key]]
) -> Iterator[tuple[Key, str]]:
    """Find the functions that errors point into, each with what the compiler says."""
    for part in re.split(r"^(?=(?:error|warning)[:\[])", said, flags=re.MULTILINE):
        place = re.search(rf"--> (?:\S*{name}/)?src/(\w+)\.rs:(\d+)", part)
        if part.startswith("error") and place:
            items = _items(project / "engines" / name / "src" / f"{place[1]}.rs")
            at_fault = [item for item in items if item.first <= int(place[2])][-1:]
            for item in at_fault:
                own = [one.original for one in items if one.original]
                blamed = [item.original] if item.original else _users(item.name, own, callers) or own
                yield from ((key, part.strip()[:1500]) for key in blamed)


@dataclass(frozen=True)
class Item:
    """An item of a Rust file: where it starts with all that stands above it, and what it stands for."""

    first: int
    name: str
    original: Key | None


def _items(file: Path) -> list[Item]:
    items: list[Item] = []
    first, original, gap = 1, None, True
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if gap and line.startswith(("///", "#[", "pub", "fn", "struct", "enum", "const", "impl", "static")):
            first, original, gap = number, None, False
        mark = re.search(r'original = "([^":]+):([^"]+)"', line)
        if mark:
            original = (mark[1], mark[2])
        started = ITEM.match(line)
        if started and started[1]:
            items.append(Item(first, started[1], original))
        gap = not line or line == "}" or gap
    return items


def _users(item: str, own: list[Key], callers: Callable[[Key], Iterable[Key]]) -> list[Key]:
    """Find the functions that need an item which stands for none of them."""
    return sorted({caller for module in {key[0] for key in own} for caller in callers((module, item))} & set(own))


def _contract(project: Path, name: str) -> dict[Key, str]:
    """Ask the built engine which function stands for which original."""
    ask = (
        "import json, sys; from transom._internal import engines; from pathlib import Path; "
        "print(engines.find(sys.argv[1], Path.cwd()).contract())"
    )
    done = subprocess.run([sys.executable, "-c", ask, name], cwd=project, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotRun(f"the engine {name} cannot be imported\n{done.stderr.strip()[-2000:]}")
    functions = json.loads(done.stdout)["functions"]
    originals = {one["name"]: one.get("original") or "" for one in functions}
    return {tuple(original.split(":", 1)): name for name, original in originals.items() if ":" in original}
