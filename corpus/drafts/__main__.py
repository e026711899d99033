"""`cargo xtask corpus NAME…`: drafts, builds and proves every function of a body of Python."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import report
from .calls import callers
from .engine import make
from .listing import Function, functions
from .proof import prove
from .sources import CannotRun, Corpus, fetch

#: Seconds of search for inputs of each function.
SECONDS = 2.0
QUICK_SECONDS = 0.3
#: Functions of a quick run.
QUICK_FUNCTIONS = 6


def main() -> int:
    """Run the corpora that the command line names."""
    parser = argparse.ArgumentParser(prog="cargo xtask corpus", description=__doc__)
    parser.add_argument("names", nargs="+", help="algorithms, pyperformance, kernels, a folder or an installed package")
    parser.add_argument("--target", type=Path, required=True, help="where corpora and results go")
    parser.add_argument("--quick", action="store_true", help="a few functions, proved in short")
    parser.add_argument("--no-prove", action="store_true", help="draft and build only")
    parser.add_argument("--seconds", type=float, help="how long to look for inputs of each function")
    asked = parser.parse_args()
    seconds = asked.seconds or (QUICK_SECONDS if asked.quick else SECONDS)
    try:
        totals = [_run(name, asked, seconds) for name in asked.names]
    except CannotRun as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    faults = sum(total["mismatched"] + total["drafted"] - total["compiled"] for total in totals)
    return 1 if faults else 0


def _run(name: str, asked: argparse.Namespace, seconds: float) -> report.Entry:
    _say(f"{name}: fetching")
    corpus = fetch(name, asked.target)
    listed = functions(corpus.project)
    words = corpus.words
    if asked.quick:
        listed = listed[:: max(1, len(listed) // QUICK_FUNCTIONS)][:QUICK_FUNCTIONS]
        words = [":".join(function.key) for function in listed]
    return _through(corpus, listed, words, seconds, provable=not asked.no_prove, target=asked.target)


def _through(
    corpus: Corpus, listed: list[Function], words: list[str], seconds: float, *, provable: bool, target: Path
) -> report.Entry:
    def say(step: str) -> None:
        _say(f"{corpus.name}: {step}")

    engine = make(corpus.project, f"corpus_{_plain(corpus.name)}", words, callers(listed), say)
    wanted = {function.key: engine.built[function.key] for function in listed if function.key in engine.built}
    proofs = prove(corpus.project, engine.name, wanted, seconds, say) if provable else {}
    some = report.entries(listed, engine, proofs)
    total = report.write(target / f"{corpus.name}.json", corpus.name, some, engine)
    text = report.table(corpus.name, total, some, engine)
    (target / f"{corpus.name}.txt").write_text(text + "\n", encoding="utf-8")
    _say("")
    print(text, flush=True)
    return total


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() and letter.isascii() else "_" for letter in name.lower())


def _say(step: str) -> None:
    """Show how far it is: one line that changes, or lines where nobody watches."""
    if sys.stderr.isatty():
        print(f"\r\x1b[2K{step}"[:200], end="", file=sys.stderr, flush=True)
    elif step and "of" not in step.split():
        print(f"· {step}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
