"""Modules full of random functions. The same seed makes the same programs."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .expressions import Helper
from .statements import function

#: Functions of one module; every third may call those before it.
IN_A_MODULE = 25

HEAD = '''"""Random functions."""

from __future__ import annotations

import math

LIMIT = 7
RATE = 0.25
LABEL = "ab-c"
'''


@dataclass(frozen=True)
class Program:
    """One function: where it is, how it is written, what it takes."""

    module: str
    name: str
    text: str
    shape: Helper
    #: Functions that it calls, where its module has to bring them.
    needs: str = ""


def programs(seed: int, count: int) -> list[Program]:
    """Make so many functions."""
    made: list[Program] = []
    while len(made) < count:
        module = f"drafted_{len(made) // IN_A_MODULE:03}"
        near = [one for one in made[-2:] if one.module == module and len(made) % 3 == 0]
        name = f"f{len(made):05}"
        lines, shape = function(random.Random(seed * 1_000_003 + len(made)), name, [one.shape for one in near])
        needs = "".join(f"{one.needs}\n\n{one.text}\n" for one in near)
        made.append(Program(module, name, "\n".join(lines), shape, needs))
    return made


def modules(made: list[Program], *, apart: bool = False) -> dict[str, str]:
    """Write the modules of some programs: with all that they call, where each has a module of its own."""
    texts: dict[str, str] = {}
    for one in made:
        needs = one.needs if apart else ""
        texts[one.module] = texts.get(one.module, HEAD) + f"{needs}\n\n{one.text}\n"
    return texts
