"""Finds the project's root and what its ``transom.toml`` says."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from .. import _transom
from .errors import ConfigError

FILE = "transom.toml"


def config_for(source: str | None) -> tuple[_transom.Config, Path | None]:
    """The configuration that holds for a function of this source file, and the project's root.

    ``TRANSOM_CONFIG`` names the file; else it is looked for upwards from the source file, then from here.
    """
    named = os.environ.get("TRANSOM_CONFIG")
    if named:
        path = Path(named).resolve()
        return _load(path), path.parent
    starts = [Path(source).resolve().parent] if source else []
    for start in [*starts, Path.cwd()]:
        for folder in (start, *start.parents):
            if (folder / FILE).is_file():
                return _load(folder / FILE), folder
    for start in [*starts, Path.cwd()]:
        for folder in (start, *start.parents):
            if (folder / ".transom").is_dir():
                return _transom.Config.default(), folder
    return _transom.Config.default(), None


def _read(path: Path) -> _transom.Config:
    try:
        return _transom.Config.load(str(path))
    except ValueError as error:
        raise ConfigError(str(error)) from None


_load = lru_cache(maxsize=64)(_read)
