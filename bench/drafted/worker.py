"""One side, in a process of its own: reads a kernel's name, calls it once or more, and prints what that took.

It runs on any Python from 3.9 on, since PyPy is one of the sides.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Callable

from drafts.fuzz.compare import written
from workloads import WORKLOADS, Workload

#: A turn is about as long as this, so that a fast side is called more than once in it.
TURN_S = 0.02
CALLS_MAX = 50
#: Compilers at run time get this long, or this many calls, to make up their mind.
WARM_S = {"pypy": 1.0, "numba": 0.2}
WARM_CALLS = 2

Function = Callable[..., Any]


class Cannot(Exception):
    """This side has no such kernel."""


def original(work: Workload) -> Function:
    """Find the function as Python imports it, compiled or not."""
    return getattr(importlib.import_module(work.module), work.function)


def compiled(work: Workload) -> Function:
    """Find the function in a module that has to be a compiled one."""
    function = original(work)
    if str(sys.modules[work.module].__file__).endswith(".py"):
        raise Cannot("mypyc did not compile it")
    return function


def drafted(work: Workload) -> Function:
    """Find the function in the engine, which has to answer by itself."""
    from transom._internal import engines

    project = Path(sys.argv[2])
    engine = engines.find("kernels", project)
    names: dict[str, str] = json.loads((project / "built.json").read_text(encoding="utf-8"))
    key = f"{work.module}:{work.function}"
    if engine is None or key not in names:
        raise Cannot("it is not drafted")
    function = getattr(engine, names[key])
    kind, reason = function._probe(*work.arguments(1.0))[:2]
    if kind != "answer":
        raise Cannot(f"{kind}: {reason}")
    return function


def numba(work: Workload) -> Function:
    """Find the version for Numba, on arrays."""
    from kernels_numba import KERNELS

    if work.name not in KERNELS:
        raise Cannot("Numba has no such texts, dicts or objects")
    return KERNELS[work.name]


def codon(work: Workload) -> Function:
    """Find the extension that Codon made."""
    try:
        return getattr(importlib.import_module(work.name), work.function)
    except ImportError:
        said = (Path(sys.argv[2]) / f"{work.name}.txt").read_text(encoding="utf-8")
        raise Cannot(said.partition("error: ")[2].split("\n")[0] or "Codon does not compile it") from None


SIDES = {"cpython": original, "pypy": original, "mypyc": compiled, "numba": numba, "codon": codon, "ours": drafted}


class Side:
    """The kernels of this process, each made ready once."""

    def __init__(self, name: str, scale: float) -> None:
        """Take a side by its name."""
        self.name, self.scale = name, scale
        self.ready: dict[str, tuple[Function, tuple[Any, ...], int]] = {}

    def prepare(self, work: Workload) -> str:
        """Warm a kernel up and answer what tells its result from every other."""
        function, given = SIDES[self.name](work), work.arguments(self.scale)
        result = function(*given)
        began, calls, last = perf_counter(), 0, 0.0
        while calls < WARM_CALLS or perf_counter() - began < WARM_S.get(self.name, 0.0) * self.scale:
            start = process_time()
            function(*given)
            last = process_time() - start
            calls += 1
        self.ready[work.name] = function, given, max(1, min(CALLS_MAX, int(TURN_S / max(last, 1e-7))))
        return hashlib.sha256(written(result).encode("utf-8", "surrogatepass")).hexdigest()

    def turn(self, work: Workload) -> float:
        """Call a kernel and answer the seconds of one call: of the processor, so that what else runs does not count."""
        function, given, calls = self.ready[work.name]
        gc.collect()
        gc.disable()
        start = process_time()
        for _ in range(calls):
            function(*given)
        spent = process_time() - start
        gc.enable()
        return spent / calls


def main() -> None:
    """Answer each line that is read with a line."""
    side = Side(sys.argv[1], float(sys.argv[3]))
    kernels = {work.name: work for work in WORKLOADS}
    for line in sys.stdin:
        asked, _, name = line.strip().partition(" ")
        try:
            work = kernels[name]
            said = {"digest": side.prepare(work)} if asked == "prepare" else {"seconds": side.turn(work)}
        except Exception as error:
            said = {"cannot": f"{error}" if isinstance(error, Cannot) else f"{type(error).__name__}: {error}"}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
