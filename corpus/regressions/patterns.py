"""`re`."""

from __future__ import annotations

import re

PAIR = re.compile(r"(\d+)-(\w+)")
TOKEN = re.compile(r"(?P<num>\d+(?:\.\d*)?)|(?P<name>[A-Za-z_]\w*)|(?P<op>[-+*/()=])|(?P<space>\s+)")
LINE = re.compile(r"^(?P<key>\w+)\s*=\s*(?P<value>.*?)\s*(?:#.*)?$", re.M)
EMAIL = r"[\w.+-]+@[\w-]+\.[\w.]+"


def is_word(s: str) -> bool:
    return re.match(r"^[a-z]+$", s) is not None


def collapsed(s: str) -> str:
    return re.sub(r"\s+", " ", s).strip()


def words(s: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", s)


def parts(s: str) -> list[list[str]]:
    return [re.split(r"[,;]\s*", s), re.split(",", s, maxsplit=1), re.split(r"\s+", s.strip())]


def pair(s: str) -> str:
    m = PAIR.match(s)
    if m:
        return m.group(1) + m.group(2) + m[0]
    return ""


def pairs(s: str) -> list[tuple[str, str]]:
    return PAIR.findall(s)


def numbers(s: str) -> list[int]:
    return [int(x) for x in re.findall(r"-?(\d+)", s)]


def assigned(s: str) -> tuple[str, str | None, int]:
    m = re.search(r"(?P<k>\w+)=(?P<v>\w+)?", s)
    if m is None:
        return "", None, -1
    return m.group("k"), m.group("v"), m.start("v")


def places(s: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer("ab", s)] + [(m.start(), m.end()) for m in PAIR.finditer(s)]


def phone(s: str) -> bool:
    return bool(re.fullmatch(r"\d{3}-\d{4}", s))


def swapped(s: str) -> str:
    return re.sub(r"(\w+) (\w+)", r"\2 \g<1>", s, count=1)


def raised(s: str) -> str:
    return re.sub(r"\d", lambda m: str(int(m.group()) + 1), s)


def camel(s: str) -> str:
    return re.sub(r"_([a-z])", lambda m: m.group(1).upper(), s)


def snake(s: str) -> str:
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", s).lower()


def tokens(s: str) -> list[tuple[str, str]]:
    out = []
    for m in TOKEN.finditer(s):
        kind = m.lastgroup
        if kind is not None and kind != "space":
            out.append((kind, m.group()))
    return out


def settings(s: str) -> dict[str, str]:
    found = {}
    for m in LINE.finditer(s):
        found[m["key"]] = m["value"]
    return found


def date(s: str) -> tuple[int, int, int]:
    m = re.match(r"(\d{4})-(\d{2})-(\d{2})", s)
    if not m:
        raise ValueError("no date: " + s)
    y, mo, d = m.groups()
    return int(y), int(mo), int(d)


def mails(s: str) -> list[str]:
    return re.findall(EMAIL, s, flags=re.IGNORECASE)


def local(s: str) -> list[str]:
    pattern = re.compile("[^a-z0-9]+", re.I)
    return pattern.split(s) + [pattern.sub("-", s)]


def maybe(s: str) -> str:
    m = re.match("(a)|(b)", s)
    return f"{m.group(1)} {m.group(2)}" if m else "none"


def counted(xs: list[str]) -> int:
    return sum(1 for x in xs if re.search("a.b", x)) + len([x for x in xs if PAIR.search(x)])


TS = ["", "abc", "abc\n", "a b  c", "1-a 22-b_c", "k=v", "k=", "x=é", "é", "555-1234", "hello world foo", "a1b2", "some_snake_case",
      "someCamelCase2Go", "x = 3.5*(y+2)", "a = 1 # c\nb=two\n\nc =", "2024-02-29", "2024-2-9", "A.b+c@D-e.org, x@y.zz", "a,b; c,d", "\x1c\x85", "abab", "a-b--c", "b", "aXb"]
CALLS = {name: [[s] for s in TS] for name in (
    "is_word collapsed words parts pair pairs numbers assigned places phone swapped raised camel snake tokens settings date mails local maybe").split()}
CALLS["counted"] = [[TS], [[]]]
