"""What came of it, in words and as JSON; and how far it has come, for who is watching."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from .result import Mismatch, Result

#: Reasons, lines and conditions that are listed.
LISTED_MAX = 5


def as_text(result: Result) -> str:
    """The result in words."""
    return "\n".join(_lines(result))


def as_json(results: list[Result]) -> str:
    """The results as one JSON document."""
    functions = [_as_dict(result) for result in results]
    holds = bool(results) and all(one.holds for one in results)
    return json.dumps({"holds": holds, "functions": functions}, indent=2)


def summary(results: list[Result]) -> str:
    """How many came to which verdict."""
    verdicts = [result.verdict for result in results]
    counts = {verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts), key=verdicts.count, reverse=True)}
    compared = sum(result.compared for result in results)
    mismatches = sum(result.mismatches for result in results)
    words = ", ".join(f"{count} {_word(verdict)}" for verdict, count in counts.items())
    return f"{len(results)} functions: {words}; {mismatches:,} mismatches in {compared:,}"


def _word(verdict: str) -> str:
    return {"proved": "without a mismatch on every line and branch", "partly proved": "only in part"}.get(verdict, verdict)


def _lines(result: Result) -> Iterator[str]:
    mismatches = f"{result.mismatches:,} mismatch{'' if result.mismatches == 1 else 'es'}"
    covered = result.coverage
    said = f"{result.function}: {mismatches} in {result.compared:,}; declined {result.declined.total():,}"
    if covered.total:
        said += f"; lines {covered.covered}/{covered.total}, branches {covered.branches}/{covered.branches_total}"
    yield said
    if result.problem:
        yield f"  {result.problem}"
    if result.sources:
        sources = ", ".join(f"{count:,} {_source(name)}" for name, count in result.sources.items())
        yield f"  inputs    {sources} (seed {result.seed})"
    if result.unsteady is not None:
        yield "  the original disagrees with itself, so that there is nothing to compare with"
        yield f"    call      {result.unsteady.call}"
        yield f"    the same call came to something else the second time: {result.unsteady.difference}"
        yield "    its answer depends on more than its arguments (time, chance, a global, a set's order): pass that in"
        return
    if not result.compared:
        yield "  nothing was compared, which says nothing about the engine"
    if result.recorded and not result.mismatches:
        bound = min(1.0, 3 / result.recorded)
        yield f"  recorded  0 mismatches in {result.recorded:,}; 95 % upper bound {bound:.2%} if they are a random sample"
    yield from _reasons("declined", result.declined, "which the original answers and which compare nothing")
    yield from _reasons("left out", result.cut, "for which the original gives no answer to compare with")
    if result.raised:
        yield f"  raised    {result.raised:,}: the same exception with the same arguments"
    if result.compared and not covered.whole:
        yield from _uncovered(result)
    if result.speed is not None:
        speed = result.speed
        original, engine = _span(speed.original_ns), _span(speed.engine_ns)
        yield (
            f"  time      original {original}, engine {engine} a call: {_times(speed.median)} "
            f"(95 %: {speed.low:.2g} to {speed.high:.2g}); declined {speed.decline_rate:.1%}"
        )
    if result.first is not None:
        yield from _mismatch_lines(result.first)


def _uncovered(result: Result) -> Iterator[str]:
    covered = result.coverage
    yield "  partly    no compared call took"
    if covered.missing:
        yield f"            line{'s' if len(covered.missing) > 1 else ''} {_ranges(covered.missing)}"
    for branch in covered.branches_missing[:LISTED_MAX]:
        yield f"            {branch}"
    if len(covered.branches_missing) > LISTED_MAX:
        yield f"            and {len(covered.branches_missing) - LISTED_MAX} conditions more"


def _mismatch_lines(first: Mismatch) -> Iterator[str]:
    yield "  the first mismatch, at its smallest"
    yield f"    call      {first.call}"
    yield f"    expected  {first.expected}"
    yield f"    found     {first.found}"
    yield f"    {first.difference}"


def _reasons(word: str, reasons: Any, meaning: str) -> Iterator[str]:
    if reasons:
        yield f"  {word:9} {reasons.total():,}, {meaning}"
        for reason, count in reasons.most_common(LISTED_MAX):
            yield f"            {count:,} × {reason}"
        if len(reasons) > LISTED_MAX:
            yield f"            and {len(reasons) - LISTED_MAX} reasons more"


def _source(name: str) -> str:
    return {
        "docstring": "of the docstring", "tests": "of the tests", "contract": "by the contract",
        "hypothesis": "by hypothesis",
    }.get(name, name)


def _ranges(lines: list[int]) -> str:
    parts: list[list[int]] = []
    for line in lines:
        if parts and line == parts[-1][1] + 1:
            parts[-1][1] = line
        else:
            parts.append([line, line])
    return ", ".join(str(one) if one == other else f"{one}–{other}" for one, other in parts)


def _as_dict(result: Result) -> dict[str, Any]:
    covered, speed = result.coverage, result.speed
    return {
        "function": result.function,
        "original": result.original,
        "verdict": result.verdict,
        "compared": result.compared,
        "declined": dict(result.declined.most_common()),
        "raised": result.raised,
        "mismatches": result.mismatches,
        "lines": {"covered": covered.covered, "total": covered.total, "missing": covered.missing},
        "branches": {
            "covered": covered.branches, "total": covered.branches_total, "missing": covered.branches_missing,
        },
        "speedup": speed.median if speed else None,
        "speed": vars(speed) if speed else None,
        "recorded": result.recorded,
        "inputs": dict(result.sources),
        "left_out": dict(result.cut),
        "seed": result.seed,
        "seconds": round(result.seconds, 3),
        "problem": result.problem,
        "unsteady": vars(result.unsteady) if result.unsteady else None,
        "first_mismatch": vars(result.first) if result.first else None,
    }


def _times(speed_up: float) -> str:
    return f"{speed_up:.1f} times as fast" if speed_up >= 1 else f"{1 / speed_up:.1f} times as slow"


def _span(ns: float) -> str:
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if ns >= size:
            return f"{ns / size:.3g} {unit}"
    return f"{ns:.0f} ns"


def progress(done: int, total: int, name: str) -> None:
    """Show on standard error how many functions are done, where somebody watches."""
    if sys.stderr.isatty():
        text = f"{done} of {total}: {name}" if done < total else ""
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
