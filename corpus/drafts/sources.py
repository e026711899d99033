"""Where the functions come from: packages of the index, the examples, or any folder or installed package."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: Packages whose functions are a corpus, at the version that the figures were measured with.
PINNED = {"algorithms": "algorithms==1.0.1", "pyperformance": "pyperformance==1.14.0"}
#: What the originals of a corpus import.
NEEDED = {"pyperformance": ["pyperf==2.10.0"]}


class CannotRun(Exception):
    """There is nothing to work on, or a tool that is needed failed."""


@dataclass(frozen=True)
class Corpus:
    """Python source, copied into a project of its own."""

    name: str
    #: The project's root; imports start there.
    project: Path
    #: What was copied into it: the words for `transom draft`.
    words: list[str]


def fetch(asked: str, target: Path) -> Corpus:
    """Lay a corpus out below `target`."""
    if asked in PINNED:
        place, name = _from_index(asked, target / "downloads"), asked
    elif asked == "kernels":
        place, name = ROOT / "examples" / "kernels" / "kernels", asked
    else:
        place = _found(asked)
        name = place.stem
    project = target / name / "project"
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir(parents=True)
    words = _pyperformance(place, project) if asked == "pyperformance" else _copied(place, project)
    return Corpus(name, project, words)


def _from_index(name: str, downloads: Path) -> Path:
    unpacked = downloads / PINNED[name]
    if not unpacked.exists():
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        wheels = downloads / "wheels"
        run([*pip, "download", "--no-deps", "--dest", str(wheels), PINNED[name]])
        if name in NEEDED:
            run([*pip, "install", *NEEDED[name]])
        wheel = max(wheels.glob(f"{name}-*.whl"), key=lambda file: file.stat().st_mtime)
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacked)
    return unpacked / name


def _found(asked: str) -> Path:
    place = Path(asked)
    if place.exists():
        return place.resolve()
    try:
        spec = importlib.util.find_spec(asked)
    except (ImportError, ValueError):
        spec = None
    if spec is None or spec.origin is None:
        known = ", ".join([*PINNED, "kernels"])
        raise CannotRun(f"expected one of {known}, a folder, a file, or an installed package; found {asked}")
    origin = Path(spec.origin)
    return origin.parent if origin.name == "__init__.py" else origin


def _copied(place: Path, project: Path) -> list[str]:
    """Copy a file, a package as a package, or what a folder holds."""
    if place.is_file():
        shutil.copy(place, project)
        return [place.name]
    unwanted = shutil.ignore_patterns("__pycache__", ".*", "*.so", "*.pyd")
    if (place / "__init__.py").exists():
        shutil.copytree(place, project / place.name, ignore=unwanted)
        return [place.name]
    shutil.copytree(place, project, ignore=unwanted, dirs_exist_ok=True)
    return ["."]


def _pyperformance(place: Path, project: Path) -> list[str]:
    """Make a module of each benchmark: all of them are called `run_benchmark`."""
    folder = project / "benchmarks"
    folder.mkdir()
    (folder / "__init__.py").touch()
    for file in sorted((place / "data-files" / "benchmarks").glob("bm_*/run_benchmark*.py")):
        kind = file.stem.removeprefix("run_benchmark")
        shutil.copy(file, folder / f"{file.parent.name}{kind}.py")
    return ["benchmarks"]


def run(command: list[str], **settings: object) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; what it says is part of the error where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, **settings)  # type: ignore[call-overload]
    if done.returncode != 0:
        raise CannotRun(f"{' '.join(command[:6])} … stopped with {done.returncode}\n{done.stderr.strip()[-3000:]}")
    return done  # type: ignore[no-any-return]
