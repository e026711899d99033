"""What came of a corpus: an entry for each function, the sums, and a table."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .engine import Engine
from .listing import Function
from .proof import Proof

#: Functions that stand as examples of a refusal.
EXAMPLES_MAX = 3
PROVED, PARTLY = "proved", "partly proved"

Entry = dict[str, Any]


def entries(functions: list[Function], engine: Engine, proofs: dict[tuple[str, str], Proof]) -> list[Entry]:
    """Make an entry for each function."""
    unread = {one["module"]: one["refusal"] for one in engine.unread}
    return [_entry(one, engine, proofs.get(one.key), unread.get(one.module)) for one in functions]


def _entry(function: Function, engine: Engine, proof: Proof | None, unread: Any) -> Entry:
    said = engine.census.get(function.key)
    drafted = bool(said and said["drafted"])
    refusals = said["refusals"] if said else [unread] if unread else []
    compiled = function.key in engine.built
    entry: Entry = {
        "module": function.module,
        "name": function.name,
        "line": function.line,
        "strict": function.strict,
        "drafted": drafted,
        "compiled": compiled,
        "verdict": proof.verdict if proof else _unproved(drafted, compiled),
        "compared": proof.compared if proof else 0,
        "declined": proof.declined if proof else 0,
        "mismatches": proof.mismatches if proof else 0,
        "refusals": [_refusal(one) for one in refusals],
        "lines_in": said["python_lines"] if drafted and said else function.lines,
        "lines_out": said["rust_lines"] if drafted and said else None,
        "speedup": proof.speedup if proof else None,
    }
    if proof and (proof.first or proof.said):
        entry["first_mismatch"], entry["said"] = proof.first, proof.said
    if proof and proof.reasons:
        entry["decline_reasons"] = proof.reasons
    if function.key in engine.broken:
        entry["compiler"] = engine.broken[function.key]
    return entry


def _unproved(drafted: bool, compiled: bool) -> str:
    if not drafted:
        return "refused"
    return "not run" if compiled else "not compiled"


def _refusal(said: dict[str, Any]) -> Entry:
    wanted = ("code", "line", "message", "mend", "source_line", "path")
    return {name: said.get(name) for name in wanted}


def sums(some: list[Entry]) -> Entry:
    """Add the entries up."""
    drafted = [one for one in some if one["drafted"]]
    refusals: Counter[str] = Counter()
    for one in some:
        refusals.update({refusal["code"] for refusal in one["refusals"]} if not one["drafted"] else ())
    speedups = [one["speedup"] for one in some if one["speedup"]]
    proved = [one for one in some if one["verdict"] == PROVED]
    return {
        "functions": len(some),
        "strict": sum(one["strict"] for one in some),
        "drafted": len(drafted),
        "compiled": sum(one["compiled"] for one in some),
        "proved": len(proved),
        "proved_strict": sum(one["strict"] for one in proved),
        "partly_proved": sum(one["verdict"] == PARTLY for one in some),
        "declined": sum(one["declined"] for one in some),
        "mismatched": sum(one["mismatches"] > 0 for one in some),
        "refusals": dict(refusals.most_common()),
        "lines_in": sum(one["lines_in"] for one in drafted),
        "lines_out": sum(one["lines_out"] or 0 for one in drafted),
        "speedup_geomean": round(geometric_mean(speedups), 3) if speedups else None,
    }


def geometric_mean(values: Iterable[float]) -> float:
    """The mean of ratios."""
    logs = [math.log(value) for value in values]
    return math.exp(sum(logs) / len(logs))


def write(path: Path, name: str, some: list[Entry], engine: Engine) -> Entry:
    """Write the corpus's file and answer the sums."""
    total = sums(some)
    times = {"draft_seconds": round(engine.draft_seconds, 3), "build_seconds": round(engine.build_seconds, 1)}
    path.write_text(json.dumps({"corpus": name, **total, **times, "entries": some}, indent=1) + "\n", encoding="utf-8")
    return total


def table(name: str, total: Entry, some: list[Entry], engine: Engine) -> str:
    """Everything in words."""
    return "\n".join([*_head(name, total, engine), *_verdicts(some), *_refusals(some), *_faults(some)])


def _head(name: str, total: Entry, engine: Engine) -> Iterator[str]:
    def share(count: int, whole: int) -> str:
        return f"{count:5} of {whole} ({count / whole:.0%})" if whole else "none"

    every, strict = total["functions"], total["strict"]
    yield f"{name}: {every} functions at the top of their modules, {strict} strictly typed"
    for word in ("drafted", "compiled", "proved"):
        yield f"  {word:14}{share(total[word], every)}"
    yield f"  {'proved, strict':14}{share(total['proved_strict'], strict)}"
    yield f"  mismatched    {total['mismatched']:5}"
    yield f"  lines         {total['lines_in']:5} of Python became {total['lines_out']} of Rust"
    if total["speedup_geomean"]:
        yield f"  speed         {total['speedup_geomean']:.1f} × as fast on generated inputs (geometric mean)"
    yield f"  took          {engine.draft_seconds:.1f} s to draft, {engine.build_seconds:.0f} s to build"


def _verdicts(some: list[Entry]) -> Iterator[str]:
    counts = Counter(one["verdict"] for one in some)
    yield "  verdicts      " + ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())


def _refusals(some: list[Entry]) -> Iterator[str]:
    by_code: dict[str, list[tuple[Entry, Entry]]] = defaultdict(list)
    for one in some:
        seen: set[str] = set()
        for refusal in one["refusals"]:
            if not one["drafted"] and refusal["code"] not in seen:
                seen.add(refusal["code"])
                by_code[refusal["code"]].append((one, refusal))
    sole = Counter(
        next(iter(codes))
        for one in some
        if not one["drafted"] and len(codes := {refusal["code"] for refusal in one["refusals"]}) == 1
    )
    if by_code:
        yield "\n  functions  alone  refused by"
    for code, found in sorted(by_code.items(), key=lambda pair: -len(pair[1])):
        yield f"  {len(found):9}  {sole[code]:5}  {code}"
        for one, refusal in found[:EXAMPLES_MAX]:
            yield f"{'':20}{one['module']}:{refusal['line']}  {(refusal['source_line'] or '').strip()[:70]}"
            yield f"{'':22}{refusal['message']}"


def _faults(some: list[Entry]) -> Iterator[str]:
    """What has to be mended in Transom itself."""
    for one in some:
        place = f"{one['module']}:{one['name']}"
        if one["verdict"] == "not compiled":
            said = one.get("compiler", "nothing is known of it").splitlines()
            yield f"\n  does not compile: {place}\n    " + "\n    ".join(said[:12])
        elif one["verdict"] in ("mismatch", "crashed", "cannot run"):
            yield f"\n  {one['verdict']}: {place}  {json.dumps(one.get('first_mismatch'))}  {one.get('said', '')}"
        elif not one["drafted"] and not one["refusals"]:
            yield f"\n  neither drafted nor refused: {place}"
