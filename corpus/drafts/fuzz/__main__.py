"""`cargo xtask fuzz drafts`: random programs inside the subset, by CPython and by their drafts."""

from __future__ import annotations

import argparse
import json
import os
import pickle
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..sources import CannotRun
from .program import Program, programs
from .reduce import shorter
from .trial import Found, Key, Setting, regressions, run

#: Functions where TRANSOM_FUZZ_DRAFTS names no other count.
COUNT = 200
CALLS = 60
#: Faults that are made smaller, and the builds that this may take.
REDUCED_MAX = 4
ROUNDS_MAX = 8


def main() -> int:
    """Make programs, run them on both sides, and make what differs small."""
    parser = argparse.ArgumentParser(prog="cargo xtask fuzz drafts", description=__doc__)
    parser.add_argument("--target", type=Path, required=True, help="where programs, engines and findings go")
    parser.add_argument("--count", type=int, default=int(os.environ.get("TRANSOM_FUZZ_DRAFTS", COUNT)))
    parser.add_argument("--seed", type=int, default=int(os.environ.get("TRANSOM_FUZZ_SEED", "1")))
    parser.add_argument("--calls", type=int, default=CALLS)
    parser.add_argument("--no-reduce", action="store_true", help="tell what differs as it was made")
    asked = parser.parse_args()
    setting = Setting(asked.target / "project", asked.calls, asked.seed, _say)
    made = programs(asked.seed, asked.count)
    try:
        found = run(setting, made, regressions=regressions())
        faults = _faults(found, made)
        if not asked.no_reduce:
            faults = [_reduced(setting, one) if number < REDUCED_MAX else one for number, one in enumerate(faults)]
    except CannotRun as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    summary = _summary(found, made)
    summary["faults"] = [{name: value for name, value in one.items() if name != "program"} for one in faults]
    (asked.target / "drafts.json").write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    print(_text(summary, asked.seed), flush=True)
    return 1 if faults else 0


def _faults(found: Found, made: list[Program]) -> list[dict[str, Any]]:
    by_key = {(one.module, one.name): one for one in made}
    faults: list[dict[str, Any]] = []

    def fault(kind: str, key: Key, **more: Any) -> None:
        # A regression stands for itself.
        program = by_key.get(key)
        faults.append({"kind": kind, "program": program, "text": program.text if program else ":".join(key), **more})

    for key in found.differing:
        fault("differs", key, **found.results[key]["differences"][0])
    for key, said in found.crashed.items():
        fault("crashes", key, said=said)
    for key, said in found.engine.broken.items():
        fault("does not compile", key, said=said)
    for key in by_key:
        if key not in found.engine.census:
            fault("is not in the census", key)
    faults.sort(key=lambda one: (one["kind"] != "differs", len(one["text"])))
    return faults


def _reduced(setting: Setting, fault: dict[str, Any]) -> dict[str, Any]:
    """Try shorter forms of a faulty program, many in one build, until none of them is faulty in the same way."""
    program: Program | None = fault["program"]
    if program is None:
        return fault
    for turn in range(ROUNDS_MAX):
        setting.say(f"{program.name} {fault['kind']}: making it smaller, round {turn + 1}")
        renamed = [_form(program, text, number) for number, text in enumerate(shorter(fault["text"]))]
        if not renamed:
            break
        inputs: dict[Key, list[list[Any]]] = {}
        if "pickled" in fault:
            given = pickle.loads(bytes.fromhex(fault["pickled"]))
            inputs = {(one.module, one.name): [given] for one in renamed}
        found = run(setting, renamed, inputs)
        better = [one for one in _faults(found, renamed) if one["kind"] == fault["kind"]]
        if not better:
            break
        best = min(better, key=lambda one: len(one["text"]))
        text = best["text"].replace(best["program"].name, program.name)
        fault = {**fault, **best, "program": program, "text": text}
    return fault


def _form(program: Program, text: str, number: int) -> Program:
    """Give a shorter form a module and a name of its own."""
    name = f"{program.name}_{number}"
    return replace(program, module=f"drafted_s{number:03}", name=name, text=text.replace(program.name, name))


def _summary(found: Found, made: list[Program]) -> dict[str, Any]:
    # The regressions are beside what was made at random, not part of its figures.
    own = {(one.module, one.name) for one in made}
    census = {key: entry for key, entry in found.engine.census.items() if key in own}
    drafted = [key for key, entry in census.items() if entry["drafted"]]
    refusals: Counter[str] = Counter()
    examples: dict[str, Any] = {}
    for entry in census.values():
        codes = {one["code"]: one for one in entry["refusals"]} if not entry["drafted"] else {}
        refusals.update(codes.keys())
        for code, one in codes.items():
            examples.setdefault(code, {"line": one["source_line"].strip(), "message": one["message"]})
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for result in found.results.values():
        counts.update(result["counts"])
        reasons.update(result["reasons"])
    return {
        "functions": len(made),
        "drafted": len(drafted),
        "compiled": len(own & found.engine.built.keys()),
        "calls": dict(counts),
        "decline_reasons": dict(reasons.most_common(12)),
        "refusals": dict(refusals.most_common()),
        "examples": examples,
        "draft_seconds": found.engine.draft_seconds,
        "build_seconds": found.engine.build_seconds,
    }


def _text(summary: dict[str, Any], seed: int) -> str:
    counts = f"{summary['drafted']} of {summary['functions']} drafted, {summary['compiled']} compiled"
    lines = [f"random programs, seed {seed}: {counts}"]
    lines.append("  calls    " + ", ".join(f"{count:,} {kind}" for kind, count in summary["calls"].items()))
    for code, count in summary["refusals"].items():
        example = summary["examples"][code]
        lines.append(f"  {count:5}  {code}  {example['line'][:60]}  ({example['message']})")
    for fault in summary["faults"]:
        lines.append(f"\n{fault['kind']}:\n{fault['text']}")
        for word in ("arguments", "python", "engine", "said"):
            if word in fault:
                lines.append(f"  {word:10} {fault[word]}")
    if not summary["faults"]:
        lines.append("  no difference")
    return "\n".join(lines)


def _say(step: str) -> None:
    end = "" if sys.stderr.isatty() else "\n"
    print(f"\r\x1b[2K{step}" if not end else f"· {step}", end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
