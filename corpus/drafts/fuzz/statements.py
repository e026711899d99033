"""Random statements, and functions made of them. Every loop ends: what it walks is short, or it has fuel."""

from __future__ import annotations

import random
from collections.abc import Callable

from .expressions import Helper, Scope, bounds, expression, index, literal, sequence, target
from .types import BOOL, FLOAT, INT, STR, Type, any_type, list_of

#: Loops within loops.
LOOPS_MAX = 2
#: How long a text or a list may grow by assignment in a loop.
LENGTH_MAX = 12

Lines = list[str]


def indented(lines: Lines) -> Lines:
    """Move lines in by one step."""
    return [f"    {line}" for line in lines]


def block(scope: Scope, depth: int, answers: Type | None, least: int = 1) -> Lines:
    """Write some statements; names that they make are gone after them."""
    names, helpers = scope.names, scope.helpers
    scope.names, scope.helpers = dict(names), list(helpers)
    lines: Lines = []
    for _ in range(scope.source.randrange(least, 4)):
        lines += statement(scope, depth, answers)
    scope.names, scope.helpers = names, helpers
    return lines


def statement(scope: Scope, depth: int, answers: Type | None) -> Lines:
    """Write one statement; `answers` is what a `return` in it answers, if it may return at all."""
    source = scope.source
    simple: list[Callable[[Scope], Lines]] = [_new, _new, _again, _again, _augmented, _change, _change, _swap]
    if depth == 0 or source.random() < 0.45:
        if answers is not None and source.random() < 0.08:
            return [f"if {expression(scope, BOOL)}:", f"    return {expression(scope, answers, 1)}"]
        return source.choice(simple)(scope)
    ways = [_if, _if, _for, _for, _for] if scope.loops < LOOPS_MAX else [_if]
    if scope.loops < LOOPS_MAX:
        ways.append(_while)
    ways += [_try, _raise, _narrow]
    if scope.loops == 0:
        ways.append(_nested)
    return source.choice(ways)(scope, depth, answers)


def _bounded(scope: Scope, kind: Type, text: str) -> str:
    """Keep what is assigned in a loop from growing with each round."""
    if not scope.loops:
        return text
    if kind.name in ("str", "list"):
        return f"({text})[:{LENGTH_MAX}]"
    return f"({text}) % 10007" if kind == INT and any(sign in text for sign in ("*", "<<")) else text


def _new(scope: Scope) -> Lines:
    source = scope.source
    kind = any_type(source) if source.random() < 0.6 else source.choice([*scope.names.values(), INT])
    text = expression(scope, kind)
    name = scope.fresh()
    scope.names[name] = kind
    if kind.name in ("list", "dict", "set") and source.random() < 0.4:
        empty = {"list": "[]", "dict": "{}", "set": "set()"}[kind.name]
        return [f"{name}: {kind} = {empty}"]
    if kind == FLOAT and source.random() < 0.1:
        return [f"{name} = 0", f"{name} += {text}"]
    return [f"{name}: {kind} = {text}" if kind.name == "Optional" or source.random() < 0.15 else f"{name} = {text}"]


def _again(scope: Scope) -> Lines:
    free = [(name, kind) for name, kind in scope.names.items() if name not in scope.fixed]
    if not free:
        return _new(scope)
    name, kind = scope.source.choice(free)
    return [f"{name} = {_bounded(scope, kind, expression(scope, kind))}"]


def _augmented(scope: Scope) -> Lines:
    source = scope.source
    free = [(name, kind) for name, kind in scope.kinds("int", "float", "str", "set") if name not in scope.fixed]
    if not free:
        return _new(scope)
    name, kind = source.choice(free)
    if kind == INT:
        sign = source.choice(("+=", "+=", "-=", "//=", "%=", "&=", "|=", "^=", ">>="))
        return [f"{name} {sign} {expression(scope, INT, 1)}"]
    if kind == FLOAT:
        return [f"{name} {source.choice(('+=', '-=', '*=', '/='))} {expression(scope, source.choice((FLOAT, INT)), 1)}"]
    if kind == STR:
        shortened = [f"{name} = {name}[-{LENGTH_MAX}:]"] if scope.loops else []
        return [f"{name} += {expression(scope, STR, 1)}", *shortened]
    return [f"{name} {source.choice(('|=', '&=', '-='))} {expression(scope, kind, 1)}"]


def _change(scope: Scope) -> Lines:
    """Change a list, a dict or a set in place."""
    source = scope.source
    free = [(name, kind) for name, kind in scope.kinds("list", "dict", "set") if name not in scope.fixed]
    if not free:
        return _new(scope)
    name, kind = source.choice(free)

    def e(wanted: Type, depth: int = 1) -> str:
        return expression(scope, wanted, depth)

    if kind.name == "list":
        item = kind.item
        ways = [f"{name}.append({e(item)})"] * 3
        ways += [f"{name}[{index(scope, name)}] = {e(item)}"] * 2
        ways += [f"{name}.insert({e(INT, 0)}, {e(item)})", f"{name}.extend({e(kind)}[:3])", f"{name} += {e(kind)}[:2]"]
        ways += [f"{name}.pop()", f"{name}.pop({e(INT, 0)})", f"del {name}[{index(scope, name)}]", f"{name}.reverse()"]
        ways += [f"{name}[{bounds(scope)}] = {e(kind)}[:3]", f"del {name}[{bounds(scope)}]", f"{name}.clear()"]
        ways += [f"{name}.remove({e(item)})"]
        if item.orderable:
            ways += [f"{name}.sort()", f"{name}.sort(reverse=True)"]
        if item.name in ("int", "float"):
            ways += [f"{name}[{index(scope, name)}] += {e(item)}"] * 2
        if item.name == "list":
            ways += [f"{name}[{index(scope, name)}].append({e(item.item)})"] * 2
    elif kind.name == "dict":
        key, item = e(kind.key), kind.item
        ways = [f"{name}[{key}] = {e(item)}"] * 3
        ways += [f"{name}.pop({key}, {e(item)})", f"del {name}[{key}]", f"{name}.update({e(kind)})"]
        ways += [f"{name}.setdefault({key}, {e(item)})", f"{name}.clear()"]
        if item.name in ("int", "float"):
            ways += [f"{name}[{key}] = {name}.get({key}, 0{'.0' if item == FLOAT else ''}) + {e(item)}"] * 3
            ways += [f"{name}[{key}] += {e(item)}"]
        if item.name == "list":
            ways += [f"{name}.setdefault({key}, []).append({e(item.item)})"] * 2
    else:
        method = source.choice(("add", "add", "discard", "remove"))
        ways = [f"{name}.{method}({e(kind.item)})", f"{name}.update({e(kind)})"]
    return [source.choice(ways)]


def _swap(scope: Scope) -> Lines:
    source = scope.source
    free = [(name, kind) for name, kind in scope.names.items() if name not in scope.fixed]
    pairs = [(a, b) for a, kind in free for b, other in free if a < b and kind == other]
    lists = [name for name, kind in scope.kinds("list") if name not in scope.fixed]
    if lists and source.random() < 0.3:
        name = source.choice(lists)
        return [f"{name}[0], {name}[-1] = {name}[-1], {name}[0]"]
    if not pairs:
        return _again(scope)
    a, b = source.choice(pairs)
    return [f"{a}, {b} = {b}, {_bounded(scope, scope.names[a], expression(scope, scope.names[a], 1))}"]


def _if(scope: Scope, depth: int, answers: Type | None) -> Lines:
    lines = [f"if {expression(scope, BOOL)}:", *indented(block(scope, depth - 1, answers))]
    while scope.source.random() < 0.25:
        lines += [f"elif {expression(scope, BOOL)}:", *indented(block(scope, depth - 1, answers))]
    if scope.source.random() < 0.5:
        lines += ["else:", *indented(block(scope, depth - 1, answers))]
    return lines


def _looped(scope: Scope, depth: int, answers: Type | None) -> Lines:
    scope.loops += 1
    lines = block(scope, depth - 1, answers)
    scope.loops -= 1
    if scope.source.random() < 0.35:
        stop = scope.source.choice(("break", "break", "continue"))
        lines = [f"if {expression(scope, BOOL, 1)}:", f"    {stop}", *lines]
    return lines


def _else(scope: Scope, depth: int, answers: Type | None, lines: Lines) -> Lines:
    if any(line.strip() == "break" for line in lines) and scope.source.random() < 0.3:
        return ["else:", *indented(block(scope, depth - 1, answers))]
    return []


def _for(scope: Scope, depth: int, answers: Type | None) -> Lines:
    walked, item = sequence(scope, 1)
    name, names = target(scope, item)
    roots = {root for root in scope.names if root in walked and scope.names[root].name in ("list", "dict", "set")}
    held = roots - scope.fixed
    # Now and then what is walked is changed, which a draft has to refuse or to get right.
    scope.fixed |= held if scope.source.random() < 0.95 else set()
    with scope.having(**names):
        lines = _looped(scope, depth, answers)
    scope.fixed -= held
    after = _else(scope, depth, answers, lines)
    if scope.source.random() < 0.1 and walked.startswith("range("):
        # The loop's variable lives on, if the loop ran at all.
        first = next(iter(names))
        return [f"{first} = -1", f"for {name} in {walked}:", *indented(lines), *after, *_keep(scope, first)]
    return [f"for {name} in {walked}:", *indented(lines), *after]


def _keep(scope: Scope, name: str) -> Lines:
    scope.names[name] = INT
    return []


def _while(scope: Scope, depth: int, answers: Type | None) -> Lines:
    fuel = scope.fresh("fuel")
    condition = expression(scope, BOOL, 1)
    lines = [f"{fuel} -= 1", *_looped(scope, depth, answers)]
    after = _else(scope, depth, answers, lines)
    return [f"{fuel} = {scope.source.randrange(2, 9)}", f"while {fuel} > 0 and {condition}:", *indented(lines), *after]


def _try(scope: Scope, depth: int, answers: Type | None) -> Lines:
    source = scope.source
    kind = source.choice(
        ("ValueError", "KeyError", "IndexError", "ZeroDivisionError", "(ValueError, KeyError)", "Exception")
    )
    lines = ["try:", *indented(block(scope, depth - 1, answers))]
    if source.random() < 0.5:
        raised = source.choice(("ValueError", "KeyError", "IndexError"))
        lines += [f"    if {expression(scope, BOOL, 1)}:", f"        raise {raised}({literal(scope, STR)})"]
    lines += [f"except {kind}:", *indented(block(scope, depth - 1, answers))]
    if source.random() < 0.2:
        lines += ["else:", *indented(block(scope, depth - 1, answers))]
    if source.random() < 0.15:
        lines += ["finally:", *indented(block(scope, 0, None))]
    return lines


def _raise(scope: Scope, depth: int, answers: Type | None) -> Lines:
    del depth, answers
    source = scope.source
    if source.random() < 0.25:
        return [f"assert {expression(scope, BOOL)}, {literal(scope, STR)}"]
    known = [name for name, kind in scope.kinds("int", "str", "float")]
    words = f'f"bad {{{source.choice(known)}}}"' if known and source.random() < 0.6 else literal(scope, STR)
    raised = source.choice(("ValueError", "ValueError", "KeyError", "TypeError", "RuntimeError"))
    return [f"if {expression(scope, BOOL)} and {expression(scope, BOOL, 1)}:", f"    raise {raised}({words})"]


def _narrow(scope: Scope, depth: int, answers: Type | None) -> Lines:
    optionals = scope.kinds("Optional")
    if not optionals:
        return _if(scope, depth, answers)
    name, kind = scope.source.choice(optionals)
    fixed = name in scope.fixed
    scope.fixed.add(name)
    with scope.having(**{name: kind.item}):
        lines = block(scope, depth - 1, answers)
    if not fixed:
        scope.fixed.discard(name)
    return [f"if {name} is not None:", *indented(lines)]


def _nested(scope: Scope, depth: int, answers: Type | None) -> Lines:
    """Write a function within the function; it sees the names around it."""
    del answers
    source = scope.source
    takes = [source.choice((INT, FLOAT, STR, list_of(INT))) for _ in range(source.randrange(1, 3))]
    result = source.choice((INT, FLOAT, STR, BOOL))
    name = scope.fresh("inner")
    names = {scope.fresh("p"): kind for kind in takes}
    fixed = set(scope.fixed)
    scope.fixed |= set(scope.names)
    with scope.having(**names):
        lines = [*block(scope, min(depth - 1, 1), result), f"return {expression(scope, result)}"]
    scope.fixed = fixed
    scope.helpers.append(Helper(name, takes, result))
    given = ", ".join(f"{one}: {kind}" for one, kind in names.items())
    return [f"def {name}({given}) -> {result}:", *indented(lines), ""]


def function(source: random.Random, name: str, helpers: list[Helper]) -> tuple[Lines, Helper]:
    """Write a function, its body random; `helpers` may be called in it."""
    takes = [any_type(source) for _ in range(source.choice((1, 2, 2, 3)))]
    result = any_type(source) if source.random() < 0.6 else source.choice(takes)
    if source.random() < 0.12:
        takes = [INT, *takes[1:]]
        return _recursive(source, name, takes, result, helpers), Helper(name, takes, result)
    scope = Scope(source, helpers=list(helpers))
    scope.names = {f"a{place}": kind for place, kind in enumerate(takes)}
    given = [f"{one}: {kind}" for one, kind in scope.names.items()]
    if takes[-1].name in ("int", "float", "str", "bool") and source.random() < 0.15:
        given[-1] += f" = {literal(scope, takes[-1])}"
    lines = [f"def {name}({', '.join(given)}) -> {result}:"]
    for _ in range(source.randrange(1, 6)):
        lines += indented(statement(scope, 2, result))
    lines.append(f"    return {expression(scope, result)}")
    return lines, Helper(name, takes, result)


def _recursive(source: random.Random, name: str, takes: list[Type], result: Type, helpers: list[Helper]) -> Lines:
    """Write a function that calls itself with less each time."""
    scope = Scope(source, helpers=list(helpers))
    scope.names = {f"a{place}": kind for place, kind in enumerate(takes)}
    given = ", ".join(f"{one}: {kind}" for one, kind in scope.names.items())
    lines = [f"def {name}({given}) -> {result}:"]
    lines += ["    if a0 <= 0:", f"        return {expression(scope, result, 1)}"]
    scope.fixed = set(scope.names)
    lines += indented(statement(scope, 0, None))
    handed = ", ".join([f"a0 // 2 - 1 if a0 > 8 else a0 - {source.choice((1, 2))}", *list(scope.names)[1 : len(takes)]])
    deeper = scope.fresh("deeper")
    lines.append(f"    {deeper} = {name}({handed})")
    scope.names[deeper] = result
    lines.append(f"    return {expression(scope, result, 1)}")
    return lines
