"""The lines that the demo's modules print: how far they are, and what came of it."""

from __future__ import annotations

import json
from typing import Any


def progress(stage: str, part: float) -> None:
    """Say how far a stage is, from 0 to 1."""
    print(json.dumps({"progress": {"stage": stage, "part": part}}), flush=True)


def result(of: dict[str, Any]) -> None:
    """Say what came of it."""
    print(json.dumps({"result": of}), flush=True)
