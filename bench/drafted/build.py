"""Builds every side below a folder; a side that cannot be had says why."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from drafts.calls import callers
from drafts.engine import make
from drafts.listing import functions
from drafts.sources import CannotRun

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "kernels"
#: Lines that Codon has no use for.
FOREIGN = ("from __future__ import", "from typing import")

Say = Callable[[str], None]


@dataclass(frozen=True)
class Side:
    """A process to time: the Python that runs it, and what it imports from."""

    name: str
    title: str
    python: str = sys.executable
    paths: list[Path] = field(default_factory=list)
    #: The project of the engine, or where a compiler's words are kept.
    project: Path = Path()


def ours(folder: Path, say: Say) -> Side | str:
    """Draft the kernels and build their engine."""
    project = folder / "project"
    shutil.rmtree(project / "kernels", ignore_errors=True)
    shutil.copytree(EXAMPLE / "kernels", project / "kernels", ignore=shutil.ignore_patterns("__pycache__"))
    listed = functions(project)
    try:
        engine = make(project, "kernels", ["kernels"], callers(listed), say)
    except CannotRun as error:
        return str(error)
    built = {":".join(key): name for key, name in engine.built.items()}
    (project / "built.json").write_text(json.dumps(built), encoding="utf-8")
    return Side("ours", "drafted", paths=[project], project=project)


def cpython() -> Side:
    """Take the kernels as they are."""
    return Side("cpython", f"CPython {sys.version.split()[0]}")


def mypyc(folder: Path) -> Side | str:
    """Compile the kernels with mypyc."""
    place = folder / "mypyc"
    if not any(place.glob("kernels/sieve.*.so")):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(EXAMPLE / "kernels", place / "kernels", ignore=shutil.ignore_patterns("__pycache__"))
        files = sorted(str(file.relative_to(place)) for file in (place / "kernels").glob("*.py"))
        done = _run([str(Path(sys.executable).parent / "mypyc"), *files], place)
        if done.returncode != 0:
            return f"mypyc: {done.stderr.strip()[-200:] or done.stdout.strip()[-200:]}"
    return Side("mypyc", "mypyc", paths=[place])


def numba() -> Side | str:
    """Take the versions for Numba, where it is installed."""
    if importlib.util.find_spec("numba") is None:
        return "Numba is not installed"
    return Side("numba", "Numba", paths=[Path(__file__).parent])


def pypy() -> Side | str:
    """Take the kernels as they are, on PyPy."""
    found = shutil.which("pypy3")
    return Side("pypy", "PyPy", python=found) if found else "there is no pypy3; on Debian: apt-get install pypy3"


def codon(folder: Path) -> Side | str:
    """Compile each kernel with Codon, as far as it can, into an extension."""
    if importlib.util.find_spec("codon_compiler_demo") is None:
        return "Codon is not installed"
    from codon_compiler_demo.paths import CODON_BIN, CODON_LIB  # type: ignore[import-not-found]

    place = folder / "codon"
    place.mkdir(parents=True, exist_ok=True)
    os.chmod(CODON_BIN, 0o755)
    for file in sorted((EXAMPLE / "kernels").glob("[a-z]*.py")):
        source, built, name = place / "source" / file.name, place / f"{file.stem}.so", file.stem
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        text = "".join(line for line in lines if not line.startswith(FOREIGN))
        if built.exists() and source.read_text(encoding="utf-8") == text:
            continue
        source.parent.mkdir(exist_ok=True)
        source.write_text(text, encoding="utf-8")
        built.unlink(missing_ok=True)
        object_file = place / f"{name}.o"
        words = ["build", "-release", "-relocation-model=pic", "-pyext", "-o", str(object_file), "-module", name]
        done = _run([str(CODON_BIN), *words, str(source)], place)
        said = re.sub(r"\x1b\[[0-9;]*m", "", done.stderr).strip()
        (place / f"{name}.txt").write_text(said, encoding="utf-8")
        if done.returncode == 0:
            link = ["cc", "-shared", "-o", str(built), str(object_file), f"-L{CODON_LIB}", "-lcodonrt"]
            _run([*link, f"-Wl,-rpath,{CODON_LIB}"], place)
    return Side("codon", "Codon", paths=[place], project=place)


def _run(command: list[str], place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
