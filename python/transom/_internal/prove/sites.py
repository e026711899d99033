"""The lines and branches of an original and of what it calls in its own module, read off their bytecode."""

from __future__ import annotations

import dis
import linecache
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

#: What a function does before its first line.
_PROLOGUE = {"RESUME", "MAKE_CELL", "COPY_FREE_VARS", "RETURN_GENERATOR", "GEN_START", "POP_TOP", "CACHE", "NOP"}
#: A jump after one of these is how `except` and `with` are made, no choice of the author's.
_PLUMBING = {"CHECK_EXC_MATCH", "JUMP_IF_NOT_EXC_MATCH", "WITH_EXCEPT_START", "CHECK_EG_MATCH", "SEND"}
#: Characters of a condition that are shown.
SHOWN_MAX = 60


@dataclass(frozen=True)
class Branch:
    """One outcome of one condition."""

    line: int
    #: Where the condition stands: end of line, column, end of column; the place in the bytecode where that is unknown.
    place: tuple[Any, ...]
    outcome: str

    def __str__(self) -> str:
        return f"line {self.line}: never {self.outcome}"


@dataclass
class Code:
    """One code object: its sites by offset."""

    code: types.CodeType
    lines: dict[int, int] = field(default_factory=dict)
    #: By the offset of a conditional jump: where it goes, and what that means.
    branches: dict[int, dict[int, Branch]] = field(default_factory=dict)
    #: The offset of an instruction by the one of its prefix.
    prefixes: dict[int, int] = field(default_factory=dict)


@dataclass
class Sites:
    """All that is to be covered."""

    codes: list[Code]
    file: str

    def lines(self) -> set[int]:
        """Every line that does something."""
        return {line for code in self.codes for line in code.lines.values()}

    def branches(self) -> set[Branch]:
        """Every outcome of every condition."""
        return {branch for code in self.codes for ways in code.branches.values() for branch in ways.values()}

    def shown(self, branch: Branch) -> str:
        """A branch with its condition, as far as the source is there."""
        text = linecache.getline(self.file, branch.line)
        end, start, stop = (*branch.place, None, None, None)[:3]
        if text and end == branch.line and isinstance(start, int) and isinstance(stop, int):
            text = text.encode()[start:stop].decode(errors="replace")
        text = text.strip()
        text = text if len(text) <= SHOWN_MAX else f"{text[:SHOWN_MAX]}…"
        return f"line {branch.line}: `{text}` never {branch.outcome}"


def of(function: Callable[..., Any]) -> Sites:
    """The sites of a function and of all that it calls in its own module."""
    functions = list(reachable(function))
    codes = [code for one in functions for code in _nested(one.__code__)]
    file = functions[0].__code__.co_filename if functions else ""
    return Sites([_read(code) for code in codes], file)


def reachable(function: Callable[..., Any]) -> Iterator[types.FunctionType]:
    """The function, and the functions and methods of its module that it names, and what those name."""
    left, seen = [_plain(function)], set()
    while left:
        one = left.pop()
        if one is None or id(one.__code__) in seen:
            continue
        seen.add(id(one.__code__))
        yield one
        names = {name for code in _nested(one.__code__) for name in code.co_names}
        for name in names:
            left.extend(_named(one, one.__globals__.get(name), names))
        for cell in one.__closure__ or ():
            try:
                left.extend(_named(one, cell.cell_contents, names))
            except ValueError:
                continue


def _named(user: types.FunctionType, found: Any, names: set[str]) -> list[types.FunctionType | None]:
    """What a name stands for, if that is in the same file: a function, or the methods of a class that are named."""
    if isinstance(found, type) and found.__module__ == user.__module__:
        methods = [_plain(method) for name, method in vars(found).items() if name in names or name.startswith("__")]
        return [one for one in methods if one is not None and one.__code__.co_filename == user.__code__.co_filename]
    plain = _plain(found)
    same = plain is not None and plain.__code__.co_filename == user.__code__.co_filename
    return [plain] if same else []


def _plain(found: Any) -> types.FunctionType | None:
    while not isinstance(found, types.FunctionType):
        if isinstance(found, property):
            found = found.fget
        elif isinstance(found, type) or not hasattr(type(found), "__get__") and not callable(found):
            return None
        else:
            inner = getattr(found, "__wrapped__", None) or getattr(found, "__func__", None)
            if inner is None:
                return None
            found = inner
    return found


def _nested(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _nested(constant)


def _read(code: types.CodeType) -> Code:
    """Where the code's instructions stand, and which of them choose."""
    line_at = _line_at(code)
    read = Code(code)
    instructions = [one for one in dis.get_instructions(code) if one.opname != "CACHE"]
    prologue, before = True, ""
    start: int | None = None
    for number, one in enumerate(instructions):
        if one.opname == "EXTENDED_ARG":
            start = one.offset if start is None else start
            continue
        if start is not None:
            read.prefixes.update(dict.fromkeys(range(start, one.offset, 2), one.offset))
            start = None
        line = line_at.get(one.offset)
        prologue = prologue and one.opname in _PROLOGUE and line in (None, code.co_firstlineno)
        if line is not None and not prologue:
            read.lines[one.offset] = line
        if _chooses(one.opname) and before not in _PLUMBING and line is not None:
            after = instructions[number + 1].offset if number + 1 < len(instructions) else -1
            read.branches[one.offset] = _ways(one, line, after)
        before = before if one.opname == "TO_BOOL" else one.opname
    return read


def _line_at(code: types.CodeType) -> dict[int, int]:
    return {offset: line for start, end, line in code.co_lines() if line for offset in range(start, end, 2)}


def _chooses(name: str) -> bool:
    return name == "FOR_ITER" or ("JUMP" in name and "_IF_" in name and name not in _PLUMBING)


def _ways(one: dis.Instruction, line: int, after: int) -> dict[int, Branch]:
    place: tuple[Any, ...] = (one.offset,)
    if sys.version_info >= (3, 11):
        positions = one.positions
        if positions is not None and positions.col_offset is not None:
            line = positions.lineno or line
            place = (positions.end_lineno, positions.col_offset, positions.end_col_offset)
    if one.opname == "FOR_ITER":
        jumps, falls = "at its end", "entered"
    elif "NOT_NONE" in one.opname:
        jumps, falls = "other than None", "None"
    elif "NONE" in one.opname:
        jumps, falls = "None", "other than None"
    elif "IF_TRUE" in one.opname:
        jumps, falls = "true", "false"
    else:
        jumps, falls = "false", "true"
    return {int(one.argval): Branch(line, place, jumps), after: Branch(line, place, falls)}
