"""Finds an engine: built beside the project, or installed from a wheel."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

#: The namespace package that engines' wheels install into, and the parent of every engine's module name.
NAMESPACE = "transom_engines"
_SUFFIX: str = sysconfig.get_config_var("EXT_SUFFIX")


def find(engine: str, root: Path | None) -> ModuleType | None:
    """The engine's module, imported once: from ``.transom/engines`` below ``root``, else installed; or ``None``."""
    name = f"{NAMESPACE}.{engine}"
    known = sys.modules.get(name)
    if known is not None:
        return known
    if root is not None:
        built = root / ".transom" / "engines" / f"{engine}{_SUFFIX}"
        if built.exists():
            return load(name, built)
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name in (NAMESPACE, name):
            return None
        raise


def load(name: str, path: Path) -> ModuleType:
    """Import an extension module as a name."""
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no extension module of this Python")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[name] = module
    return module
