"""Random expressions of a wanted type over the names that are in scope."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .types import BOOL, FLOAT, INT, KEYS, SCALARS, STR, Type, dict_of, list_of, optional, set_of, tuple_of


@dataclass
class Helper:
    """A function that may be called: its name, what it takes and what it answers."""

    name: str
    takes: list[Type]
    answers: Type


@dataclass
class Scope:
    """What generated code may name, and the source of chance."""

    source: random.Random
    names: dict[str, Type] = field(default_factory=dict)
    helpers: list[Helper] = field(default_factory=list)
    #: Names that must not be assigned or changed: what a loop walks, what a nested function sees.
    fixed: set[str] = field(default_factory=set)
    loops: int = 0
    count: int = 0

    def fresh(self, stem: str = "v") -> str:
        """Make a name that is not in use."""
        self.count += 1
        return f"{stem}{self.count}"

    def of(self, kind: Type) -> list[str]:
        """List the names of a type."""
        return [name for name, known in self.names.items() if known == kind]

    def kinds(self, *names: str) -> list[tuple[str, Type]]:
        """List the names whose types have these names."""
        return [(name, kind) for name, kind in self.names.items() if kind.name in names]

    @contextmanager
    def having(self, **names: Type) -> Iterator[None]:
        """Have more names for a while."""
        before = self.names
        self.names = {**before, **names}
        yield
        self.names = before


def expression(scope: Scope, kind: Type, depth: int = 2) -> str:
    """Write an expression of a type."""
    source = scope.source
    known = scope.of(kind)
    if known and source.random() < (0.75 if depth == 0 else 0.3):
        return source.choice(known)
    if depth == 0:
        return literal(scope, kind)
    if source.random() < 0.08:
        return (
            f"({expression(scope, kind, depth - 1)} if {expression(scope, BOOL, depth - 1)}"
            f" else {expression(scope, kind, depth - 1)})"
        )
    fitting = [helper for helper in scope.helpers if helper.answers == kind]
    if fitting and source.random() < 0.2:
        helper = source.choice(fitting)
        return f"{helper.name}({', '.join(expression(scope, one, depth - 1) for one in helper.takes)})"
    taken = _taken(scope, kind, depth)
    if taken and source.random() < 0.2:
        return taken
    return WRITERS[kind.name](scope, kind, depth)


def literal(scope: Scope, kind: Type) -> str:
    """Write a constant of a type, or the shortest way to a value."""
    source, name = scope.source, kind.name
    if name == "int":
        return str(source.choice((0, 1, 2, 3, 5, 7, 10, 100, -1, -3)))
    if name == "float":
        return source.choice(("0.0", "1.0", "0.5", "2.5", "-1.25", "1e3", "0.1"))
    if name == "bool":
        return source.choice(("True", "False"))
    if name == "str":
        return source.choice(('""', '"a"', '"b,c"', '"Xy"', '" z "', '"é"', '"10"', '"-"'))
    if name == "Optional":
        return "None" if source.random() < 0.4 else literal(scope, kind.item)
    items = [expression(scope, kind.item, 0) for _ in range(source.randrange(1, 4))]
    if name == "list":
        return f"[{', '.join(items)}]"
    if name == "set":
        return f"{{{', '.join(items)}}}"
    if name == "dict":
        return "{" + ", ".join(f"{expression(scope, kind.key, 0)}: {item}" for item in items) + "}"
    return f"({', '.join(expression(scope, one, 0) for one in kind.of)})"


def _taken(scope: Scope, kind: Type, depth: int) -> str | None:
    """Take a value of a type out of something that holds it."""
    ways = []
    for name, held in scope.names.items():
        if held.name == "list" and held.item == kind:
            ways += [f"{name}[{index(scope, name)}]", f"{name}[-1]"]
            if kind.orderable:
                ways.append(f"{scope.source.choice(('min', 'max'))}({name})")
            if kind.name in ("int", "float"):
                ways.append(f"sum({name})")
        elif held.name == "dict" and held.item == kind:
            key = expression(scope, held.key, depth - 1)
            ways += [f"{name}[{key}]", f"{name}.get({key}, {expression(scope, kind, depth - 1)})"]
        elif held.name == "dict" and kind == optional(held.item):
            ways.append(f"{name}.get({expression(scope, held.key, depth - 1)})")
        elif held.name == "tuple":
            ways += [f"{name}[{place}]" for place, one in enumerate(held.of) if one == kind]
        elif held == optional(kind):
            ways.append(f"({name} if {name} is not None else {expression(scope, kind, depth - 1)})")
            if kind.name in ("int", "str", "list"):
                ways.append(f"({name} or {expression(scope, kind, depth - 1)})")
    return scope.source.choice(ways) if ways else None


def index(scope: Scope, name: str) -> str:
    """Write an index into a sequence: one that fits, mostly."""
    inner = expression(scope, INT, 0)
    return scope.source.choice((f"{inner} % len({name})", inner, "0", "-1", f"len({name}) // 2"))


def bounds(scope: Scope) -> str:
    """Write what stands between the brackets of a slice."""
    def end() -> str:
        return scope.source.choice(("", "", expression(scope, INT, 0)))

    step = scope.source.choice(("", "", "", ":2", ":-1", ":-2", ":3"))
    return f"{end()}:{end()}{step}"


def sequence(scope: Scope, depth: int, kind: Type | None = None) -> tuple[str, Type]:
    """Write something to walk over, and say what its items are."""
    source = scope.source
    ways: list[tuple[str, Type]] = []
    for name, held in scope.names.items():
        if held.name == "list":
            ways.append((name, held.item))
            ways.append((f"{name}[{bounds(scope)}]", held.item))
            ways.append((f"reversed({name})", held.item))
            if held.item.orderable:
                ways.append((f"sorted({name})", held.item))
            ways.append((f"enumerate({name})", tuple_of(INT, held.item)))
            ways.append((f"enumerate({name}, start=1)", tuple_of(INT, held.item)))
            ways.append((f"range(len({name}))", INT))
            ways += [
                (f"zip({name}, {other})", tuple_of(held.item, more.item)) for other, more in scope.kinds("list")
            ]
        elif held.name == "dict":
            ways += [(name, held.key), (f"{name}.items()", tuple_of(held.key, held.item))]
            ways += [(f"{name}.values()", held.item), (f"sorted({name})", held.key)]
        elif held == STR:
            ways += [(name, STR), (f"{name}.split()", STR), (f"enumerate({name})", tuple_of(INT, STR))]
        elif held.name == "set" and source.random() < 0.3:
            ways += [(f"sorted({name})", held.item), (name, held.item)]
    low, step = source.choice(("", "1, ", "-2, ")), source.choice(("", "", ", 2", ", 3"))
    limit = expression(scope, INT, max(0, depth - 1))
    ways.append((f"range({low or ('0, ' if step else '')}{limit} % 7{step})", INT))
    ways.append((f"range({source.randrange(1, 6)}, -1, -1)", INT))
    ways.append((expression(scope, list_of(kind or source.choice(SCALARS)), max(0, depth - 1)), kind or INT))
    fitting = [way for way in ways[:-1] if kind is None or way[1] == kind]
    if kind is not None:
        fitting.append(ways[-1])
    return source.choice(fitting)


def target(scope: Scope, kind: Type) -> tuple[str, dict[str, Type]]:
    """Write what a loop assigns to: a name, or the parts of a tuple."""
    if kind.name == "tuple" and scope.source.random() < 0.85:
        parts = {scope.fresh("i"): one for one in kind.of}
        return ", ".join(parts), parts
    name = scope.fresh("i")
    return name, {name: kind}


def comprehension(scope: Scope, depth: int, write: Callable[[], str]) -> str:
    """Write `… for … in … if …`; `write` writes the first part, with the loop's names in scope."""
    walked, item = sequence(scope, depth - 1)
    name, names = target(scope, item)
    with scope.having(**names):
        condition = f" if {expression(scope, BOOL, depth - 1)}" if scope.source.random() < 0.4 else ""
        return f"{write()} for {name} in {walked}{condition}"


def _int(scope: Scope, _: Type, depth: int) -> str:
    def e(kind: Type = INT) -> str:
        return expression(scope, kind, depth - 1)

    source = scope.source
    small = source.randrange(1, 6)
    return source.choice(
        (
            lambda: f"({e()} + {e()})",
            lambda: f"({e()} - {e()})",
            lambda: f"({e()} * {e()})",
            lambda: f"({e()} // {e()})",
            lambda: f"({e()} % {e()})",
            lambda: f"({e()} // {source.choice((2, 3, -2, 7))})",
            lambda: f"({e()} % {source.choice((2, 3, -5, 10))})",
            lambda: f"({e()} {source.choice('&|^')} {e()})",
            lambda: f"({e()} >> {small})",
            lambda: f"({e()} << {small})",
            lambda: f"({e()} ** {source.choice((2, 2, 3))})",
            lambda: f"({source.choice('-~')}{e()})",
            lambda: f"abs({e()})",
            lambda: f"{source.choice(('min', 'max'))}({e()}, {e()})",
            lambda: f"int({e(FLOAT)})",
            lambda: f"int({e(BOOL)})",
            lambda: f"int({e(STR)})",
            lambda: f"round({e(FLOAT)})",
            lambda: f"len({e(STR)})",
            lambda: f"len({e(list_of(source.choice(SCALARS)))})",
            lambda: f"len({e(set_of(source.choice(KEYS)))})",
            lambda: f"{e(STR)}.{source.choice(('count', 'find', 'rfind', 'index'))}({e(STR)})",
            lambda: f"{e(list_of(INT))}.{source.choice(('count', 'index'))}({e()})",
            lambda: f"sum({comprehension(scope, depth, e)})",
            lambda: f"sum(1 for {comprehension(scope, depth, lambda: 'x').partition(' for ')[2]})",
            lambda: f"max(({comprehension(scope, depth, e)}), default={e()})",
            lambda: f"divmod({e()}, {small})[{source.randrange(2)}]",
            lambda: f"math.{source.choice(('floor', 'ceil', 'trunc'))}({e(FLOAT)})",
            lambda: f"math.gcd({e()}, {e()})",
            lambda: f"math.isqrt(abs({e()}))",
            lambda: f"({e()} + ({e(BOOL)}))",
            lambda: f"pow({e()}, 2, 97)",
            lambda: f"ord({e(STR)}[0])",
        )
    )()


def _float(scope: Scope, _: Type, depth: int) -> str:
    def e(kind: Type = FLOAT) -> str:
        return expression(scope, kind, depth - 1)

    source = scope.source
    return source.choice(
        (
            lambda: f"({e()} {source.choice('+-*/')} {e()})",
            lambda: f"({e()} {source.choice(('+', '-', '*', '/'))} {e(INT)})",
            lambda: f"({e(INT)} {source.choice(('+', '-', '*', '/'))} {e()})",
            lambda: f"({e(INT)} / {e(INT)})",
            lambda: f"({e()} // {e()})",
            lambda: f"({e()} % {e()})",
            lambda: f"({e()} ** {source.choice(('2', '0.5', '3', '-1'))})",
            lambda: f"(-{e()})",
            lambda: f"abs({e()})",
            lambda: f"{source.choice(('min', 'max'))}({e()}, {e()})",
            lambda: f"float({e(INT)})",
            lambda: f"round({e()}, {source.choice((1, 2, 3))})",
            lambda: f"math.sqrt(abs({e()}))",
            lambda: f"math.{source.choice(('sin', 'cos', 'atan', 'exp', 'fabs'))}({e()})",
            lambda: f"math.{source.choice(('hypot', 'atan2', 'copysign', 'fmod'))}({e()}, {e()})",
            lambda: f"sum(({comprehension(scope, depth, e)}), 0.0)",
            lambda: f"float({e(STR)})",
        )
    )()


def _bool(scope: Scope, _: Type, depth: int) -> str:
    def e(kind: Type = BOOL) -> str:
        return expression(scope, kind, depth - 1)

    source = scope.source
    compare = source.choice(("<", "<=", ">", ">=", "==", "!="))
    ordered = source.choice((INT, INT, FLOAT, STR, tuple_of(INT, STR)))
    held = source.choice((INT, STR))
    optionals = [name for name, _ in scope.kinds("Optional")]
    return source.choice(
        (
            lambda: f"({e(ordered)} {compare} {e(ordered)})",
            lambda: f"({e(INT)} {compare} {e(INT)})",
            lambda: f"({e(INT)} {compare} {e(FLOAT)})",
            lambda: f"({e(INT)} <= {e(INT)} < {e(INT)})",
            lambda: f"({e()} {source.choice(('and', 'or'))} {e()})",
            lambda: f"(not {e()})",
            lambda: f"({e(held)} {source.choice(('in', 'not in'))} {e(list_of(held))})",
            lambda: f"({e(STR)} in {e(STR)})",
            lambda: f"({e(held)} in {e(source.choice((set_of(held), dict_of(held, INT))))})",
            lambda: f"{e(STR)}.{source.choice(('isdigit', 'isalpha', 'isupper', 'isspace', 'isalnum', 'islower'))}()",
            lambda: f"{e(STR)}.{source.choice(('startswith', 'endswith'))}({e(STR)})",
            lambda: f"{source.choice(('any', 'all'))}({comprehension(scope, depth, e)})",
            lambda: f"({e(list_of(INT))} {source.choice(('==', '<', '!='))} {e(list_of(INT))})",
            lambda: f"bool({e(source.choice((INT, FLOAT, STR, list_of(INT))))})",
            lambda: f"({source.choice(optionals)} is {source.choice(('', 'not '))}None)" if optionals else "True",
        )
    )()


def _str(scope: Scope, _: Type, depth: int) -> str:
    def e(kind: Type = STR) -> str:
        return expression(scope, kind, depth - 1)

    source = scope.source
    spec = source.choice(("", ":>6", ":<5", ":^7", ":04d", ":,", ":x", ":b", ":+d", ":*>8", "!r"))
    float_spec = source.choice(("", ":.2f", ":.3e", ":8.1f", ":g", ":.1%", ":,.2f", "!r", ":+.0f"))
    return source.choice(
        (
            lambda: f"({e()} + {e()})",
            lambda: f"({e()} * {source.randrange(4)})",
            lambda: f"{e()}[{bounds(scope)}]",
            lambda: f"{e()}[{source.choice((0, -1, 1))}]",
            lambda: f"{e()}.{source.choice(('upper', 'lower', 'strip', 'title', 'capitalize', 'swapcase', 'lstrip'))}()",
            lambda: f"{e()}.{source.choice(('strip', 'rstrip', 'lstrip', 'removeprefix', 'removesuffix'))}({e()})",
            lambda: f"{e()}.replace({e()}, {e()})",
            lambda: f"{e()}.{source.choice(('center', 'ljust', 'rjust', 'zfill'))}({source.randrange(9)})",
            lambda: f"{literal(scope, STR)}.join({e(list_of(STR))})",
            lambda: f"{literal(scope, STR)}.join({comprehension(scope, depth, e)})",
            lambda: f"str({e(source.choice((INT, FLOAT, BOOL, list_of(INT), tuple_of(INT, STR), dict_of(STR, FLOAT))))})",
            lambda: f"repr({e(source.choice((STR, FLOAT, list_of(STR))))})",
            lambda: f"f\"{{{_quoteless(scope, INT)}{spec}}} {{{_quoteless(scope, STR)}}}\"",
            lambda: f"f\"<{{{_quoteless(scope, FLOAT)}{float_spec}}}>\"",
            lambda: f"chr(97 + {e(INT)} % 26)",
            lambda: f"{e()}.partition({literal(scope, STR)})[{source.randrange(3)}]",
            lambda: f"(\"%s-%d\" % ({e()}, {e(INT)}))",
            lambda: f"\"{{}}/{{}}\".format({e()}, {e(INT)})",
        )
    )()


def _quoteless(scope: Scope, kind: Type) -> str:
    """Write what may stand between the braces of an f-string in every Python."""
    known = scope.of(kind)
    return scope.source.choice(known) if known else {"int": "7", "float": "2.5", "str": "len([])"}[kind.name]


def _list(scope: Scope, kind: Type, depth: int) -> str:
    def e(wanted: Type = kind) -> str:
        return expression(scope, wanted, depth - 1)

    source, item = scope.source, kind.item
    ways = [
        lambda: literal(scope, kind),
        lambda: f"[{comprehension(scope, depth, lambda: e(item))}]",
        lambda: f"[{comprehension(scope, depth, lambda: e(item))}]",
        lambda: f"({e()} + {e()})",
        lambda: f"{e()}[{bounds(scope)}]",
        lambda: f"list({e()})",
        lambda: f"list(reversed({e()}))",
        lambda: f"([{e(item)}] * {source.randrange(4)})",
        lambda: f"[{e(item)}, *{e()}]",
    ]
    if item.orderable:
        ways += [lambda: f"sorted({e()}{source.choice(('', ', reverse=True'))})"]
    walked, names = sequence(scope, 1, item)
    ways.append(lambda: f"list({walked})" if names == item else literal(scope, kind))
    name = scope.fresh("k")
    with scope.having(**{name: item}):
        key = expression(scope, source.choice((INT, STR, tuple_of(INT, INT))), 1)
    ways.append(lambda: f"sorted({e()}, key=lambda {name}: {key})")
    if item == INT:
        ways += [lambda: f"list(range({e(INT)} % 9))", lambda: f"list({e(dict_of(STR, INT))}.values())"]
    if item == STR:
        ways += [lambda: f"{e(STR)}.split({source.choice(('', literal(scope, STR)))})", lambda: f"list({e(STR)})"]
        ways += [lambda: f"{e(STR)}.splitlines()"]
    if item == tuple_of(INT, STR):
        ways.append(lambda: f"list(enumerate({e(STR)}))")
    return source.choice(ways)()


def _dict(scope: Scope, kind: Type, depth: int) -> str:
    def e(wanted: Type = kind) -> str:
        return expression(scope, wanted, depth - 1)

    both = comprehension(scope, depth, lambda: f"{e(kind.key)}: {e(kind.item)}")
    return scope.source.choice(
        (
            lambda: literal(scope, kind),
            lambda: f"{{{both}}}",
            lambda: f"dict({e()})",
            lambda: f"{{**{e()}, {e(kind.key)}: {e(kind.item)}}}",
            lambda: f"dict(zip({e(list_of(kind.key))}, {e(list_of(kind.item))}))",
        )
    )()


def _set(scope: Scope, kind: Type, depth: int) -> str:
    def e(wanted: Type = kind) -> str:
        return expression(scope, wanted, depth - 1)

    return scope.source.choice(
        (
            lambda: literal(scope, kind),
            lambda: f"set({e(list_of(kind.item))})",
            lambda: f"({e()} {scope.source.choice('&|-^')} {e()})",
            lambda: f"{{{comprehension(scope, depth, lambda: e(kind.item))}}}",
        )
    )()


def _tuple(scope: Scope, kind: Type, depth: int) -> str:
    return f"({', '.join(expression(scope, one, depth - 1) for one in kind.of)})"


def _optional(scope: Scope, kind: Type, depth: int) -> str:
    return expression(scope, kind.item, depth - 1) if scope.source.random() < 0.6 else "None"


WRITERS: dict[str, Callable[[Scope, Type, int], str]] = {
    "int": _int,
    "float": _float,
    "bool": _bool,
    "str": _str,
    "list": _list,
    "dict": _dict,
    "set": _set,
    "tuple": _tuple,
    "Optional": _optional,
}
