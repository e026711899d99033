"""What is asked, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .watch import Calls

#: The longest that one module's calls may take, and all of them together, in seconds.
MODULE_SECONDS_MAX = 5.0
ALL_SECONDS_MAX = 30.0
#: The longest that a command may take, in seconds.
COMMAND_SECONDS_MAX = 600.0


@dataclass(frozen=True)
class Subject:
    """A function whose calls are watched."""

    module: str
    function: str
    file: str
    #: The folder that the module's name counts from.
    base: str


@dataclass(frozen=True)
class Plan:
    """Whose calls are watched, and how they come about."""

    root: Path
    functions: list[Subject]
    #: A command that makes the calls; empty: doctests and literal calls in tests.
    command: list[str]
    #: Whether the project's code may be run.
    run: bool
    seconds_max: float | None

    @staticmethod
    def read(data: dict[str, Any]) -> Plan:
        """The plan as the command line hands it over."""
        functions = [Subject(**function) for function in data["functions"]]
        return Plan(Path(data["root"]), functions, data["command"], data["run"], data["seconds_max"])

    def modules(self) -> dict[str, list[Subject]]:
        """The functions, by module."""
        modules: dict[str, list[Subject]] = {}
        for subject in self.functions:
            modules.setdefault(subject.module, []).append(subject)
        return modules


class Answer:
    """What was seen."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], Calls] = {}
        #: Where annotations and calls contradict each other.
        self.contradictions: dict[tuple[str, str], list[str]] = {}
        #: What went wrong, for people.
        self.notes: list[str] = []

    def calls(self, module: str, function: str) -> Calls:
        """What was seen of one function so far."""
        return self.seen.setdefault((module, function), Calls())

    def add(self, module: str, function: str, calls: Calls) -> None:
        """Take in the calls of one function."""
        self.calls(module, function).join(calls)

    def as_json(self) -> dict[str, Any]:
        """As the command line reads it."""
        functions = [
            {
                "module": module,
                "function": function,
                "calls": calls.calls,
                "parameters": [[name, place.answer()] for name, place in (calls.parameters or calls.raised).items()],
                "result": calls.result and calls.result.answer(),
                "disagreements": self.contradictions.get((module, function), []),
            }
            for (module, function), calls in self.seen.items()
        ]
        return {"functions": functions, "notes": self.notes}
