"""Times the kernels by turns, one call a turn and side; prints lines of JSON: steps, rows, and a table.

Equal results are required: a side whose result differs from CPython's, in a type, a bit or an order, counts as one that
cannot do the kernel.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
from pathlib import Path
from statistics import median
from typing import Any

from drafts.report import geometric_mean
from workloads import WORKLOADS

from . import build
from .build import EXAMPLE, ROOT, Side

#: The row's name for each peer.
ROWS = {"cpython": "", "mypyc": ".mypyc", "numba": ".numba", "pypy": ".pypy", "codon": ".codon"}
ROUNDS = 7
QUICK_SCALE = 0.01

Times = dict[str, list[float]]


class Process:
    """A worker, asked line by line."""

    def __init__(self, side: Side, scale: float) -> None:
        """Start it."""
        paths = [*side.paths, EXAMPLE, ROOT / "corpus"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONHASHSEED": "0"}
        words = [side.python, str(Path(__file__).parent / "worker.py"), side.name, str(side.project), str(scale)]
        self.side = side
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=EXAMPLE
        )

    def ask(self, what: str, kernel: str) -> dict[str, Any]:
        """Send a line and read the answer."""
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.write(f"{what} {kernel}\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        return json.loads(line) if line else {"cannot": "its process ended"}

    def end(self) -> None:
        """Let it go."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def main() -> None:
    """Build, time and tell."""
    parser = argparse.ArgumentParser(prog="drafted", description=__doc__)
    parser.add_argument("--target", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="check the answers and time next to nothing")
    asked = parser.parse_args()
    asked.target = asked.target.resolve()
    asked.target.mkdir(parents=True, exist_ok=True)
    sides, absent = _sides(asked.target, quick=asked.quick)
    scale, rounds = (QUICK_SCALE, 1) if asked.quick else (1.0, ROUNDS)
    processes = [Process(side, scale) for side in sides]
    times: dict[str, Times] = {}
    cannot: dict[str, dict[str, str]] = {}
    for work in WORKLOADS:
        times[work.name], cannot[work.name] = _kernel(work.name, processes, rounds)
    for process in processes:
        process.end()
    for name, suffix in ROWS.items():
        _say(row=_row(f"draft.kernels{suffix}", name, sides, times))
    text = _table(sides, absent, times, cannot)
    (asked.target / "kernels.txt").write_text(text + "\n", encoding="utf-8")
    detail = {"milliseconds": _medians(times), "cannot": cannot, "absent": absent}
    (asked.target / "kernels.json").write_text(json.dumps(detail, indent=1) + "\n", encoding="utf-8")
    _say(note=text)
    if "ours" in absent:
        raise SystemExit(f"nothing is drafted: {absent['ours']}")


def _sides(target: Path, *, quick: bool) -> tuple[list[Side], dict[str, str]]:
    _say(step="drafting the kernels")
    found: list[Side | str] = [build.ours(target, lambda step: _say(step=f"kernels: {step}")), build.cpython()]
    names = ["ours", "cpython"]
    if not quick:
        _say(step="compiling the kernels with the peers")
        found += [build.mypyc(target), build.numba(), build.pypy(), build.codon(target)]
        names += ["mypyc", "numba", "pypy", "codon"]
    absent = {name: side for name, side in zip(names, found) if isinstance(side, str)}
    return [side for side in found if isinstance(side, Side)], absent


def _kernel(name: str, processes: list[Process], rounds: int) -> tuple[Times, dict[str, str]]:
    _say(step=f"{name}: warming up")
    said = {process.side.name: process.ask("prepare", name) for process in processes}
    expected = said["cpython"]["digest"]
    cannot = {side: answer["cannot"] for side, answer in said.items() if "cannot" in answer}
    cannot |= {side: "its result differs" for side, answer in said.items() if answer.get("digest", expected) != expected}
    able = [process for process in processes if process.side.name not in cannot]
    times: Times = {process.side.name: [] for process in able}
    for turn in range(rounds):
        _say(step=f"{name}: round {turn + 1} of {rounds}")
        for process in able[turn % len(able) :] + able[: turn % len(able)]:
            answer = process.ask("turn", name)
            if "seconds" in answer:
                times[process.side.name].append(answer["seconds"])
            else:
                cannot[process.side.name] = answer["cannot"]
    return {side: runs for side, runs in times.items() if len(runs) == rounds}, cannot


def _medians(times: dict[str, Times]) -> dict[str, dict[str, float]]:
    return {
        kernel: {side: round(median(runs) * 1000, 4) for side, runs in sides.items()} for kernel, sides in times.items()
    }


def _row(row: str, peer: str, sides: list[Side], times: dict[str, Times]) -> dict[str, Any]:
    """Make a row of the kernels that both sides can do: geometric means of milliseconds, and of their ratios."""
    both = [one for one in times.values() if "ours" in one and peer in one]
    title = next((side.title for side in sides if side.name == peer), None)

    def mean(side: str, turn: int | None = None) -> float:
        return geometric_mean((median(one[side]) if turn is None else one[side][turn]) * 1000 for one in both)

    made: dict[str, Any] = {"name": row, "unit": f"ms a kernel, mean of {len(both)}"}
    if not both:
        return {**made, "ours": 0.0, "peer": None, "peer_name": None, "ratio": None, "runs": []}
    turns = range(len(both[0]["ours"]))
    runs = [{"ours": mean("ours", turn), "peer": mean(peer, turn)} for turn in turns]
    ratio = mean(peer) / mean("ours")
    return {**made, "ours": mean("ours"), "peer": mean(peer), "peer_name": title, "ratio": ratio, "runs": runs}


def _table(
    sides: list[Side], absent: dict[str, str], times: dict[str, Times], cannot: dict[str, dict[str, str]]
) -> str:
    """Write the milliseconds of each side, and how many times as long as ours it takes."""
    peers = [side for side in sides if side.name != "ours"]
    lines = [f"{'kernel':16}{'drafted':>10}" + "".join(f"{side.title:>22}" for side in peers)]
    medians = _medians(times)
    for kernel, of in medians.items():
        own = of.get("ours")
        cells = [f"{own:10.3f}" if own else f"{'–':>10}"]
        for side in peers:
            took = of.get(side.name)
            ratio = f"{took / own:8.2f} ×" if took and own else f"{'':10}"
            cells.append(f"{took:12.3f}{ratio}" if took else f"{'–':>22}")
        lines.append(f"{kernel:16}" + "".join(cells))
    means = []
    for side in peers:
        ratios = [of[side.name] / of["ours"] for of in medians.values() if side.name in of and "ours" in of]
        means.append(f"{geometric_mean(ratios):.2f} × ({len(ratios)} of {len(times)})" if ratios else "–")
    lines.append(f"{'geometric mean':26}" + "".join(f"{mean:>22}" for mean in means))
    lines += [f"{name}: {why}" for name, why in absent.items()]
    lines += [f"{kernel}, {side}: {why[:150]}" for kernel, of in cannot.items() for side, why in of.items()]
    return "\n".join(lines)


def _say(**line: Any) -> None:
    if "row" in line and any(isinstance(value, float) and not math.isfinite(value) for value in line["row"].values()):
        line["row"] = {**line["row"], "ratio": None}
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
