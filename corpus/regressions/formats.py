"""Formats, tables of characters, bytes."""

from __future__ import annotations

ROW = "{:>6}|{:<5}|"
KEEP = str.maketrans("abc", "xyz", " ,")


def plain(a: int, b: str) -> str:
    return "{} and {} {{}}".format(a, b)


def numbered(a: int, b: float) -> str:
    return "{0}-{1:.2f}-{0:05d}".format(a, b)


def named(name: str, x: float) -> str:
    return "{name:>10}|{x:8.3f}|{name!r}".format(name=name, x=x)


def nested(a: int, w: int) -> str:
    return "{:>{}}{:<{w}}".format(a, 7, "x", w=w)


def swapped(xs: list[int]) -> str:
    return "{1}{0}{1}".format(xs.pop(), xs.pop()) + str(xs)


def row(a: int, s: str) -> str:
    return ROW.format(a, s) + "{:,}".format(a) + "{:b}{:%}".format(a, 0.25)


def optional(a: int | None, b: list[float], c: bool) -> str:
    return "{} {} {} {!r}".format(a, b, c, "x")


def percent(s: str, n: int, x: float) -> str:
    return "%s %d %f %.2f %x %5d %-5s %% %05d %+d %e %g %c" % (s, n, x, x, n, n, s, n, n, x, x, 65)


def percent_one(s: str) -> str:
    return "hi %s" % s + "%r" % s + "%10.3s|" % s + "%-4s|" % s


def percent_float_d(x: float) -> str:
    return "%d %i" % (x, x)


def percent_star(n: int, w: int, p: int, x: float) -> str:
    return "%*d|%.*f" % (w, n, p, x)


def percent_any(a: list[int], b: int | None, c: bool, d: tuple[int, str]) -> str:
    return "%s %s %s %r %d" % (a, b, c, d, c)


def builtin(n: int, s: str, x: float) -> str:
    return format(n, "05d") + format(s, ">10") + format(x, ".2f") + format(n) + format(x)


def ascii_of(s: str) -> str:
    return ascii(s) + f"{s!a}" + ascii([s])


def table(s: str) -> str:
    return s.translate(str.maketrans("abc", "xyé")) + s.translate(KEEP)


def gone(s: str) -> str:
    remove = str.maketrans("", "", ".,!")
    return s.translate(remove)


def by_dict(s: str) -> str:
    return s.translate(str.maketrans({"a": "1", "b": None, "c": "zz"}))


def by_points(s: str) -> str:
    codes = {ord("a"): "b", ord("c"): None}
    return s.translate(codes) + s.translate({97: 98})


def lines(s: str, keep: bool) -> list[list[str]]:
    return [s.splitlines(True), s.splitlines(keepends=keep), s.split(maxsplit=1), s.split(sep=",", maxsplit=1)]


def to_bytes(n: int) -> list[bytes]:
    return [n.to_bytes(4, "big"), n.to_bytes(2, byteorder="little", signed=True)]


def from_bytes(b: bytes) -> list[int]:
    return [int.from_bytes(b, "little"), int.from_bytes(b, byteorder="big", signed=True)]


def floats(x: float) -> tuple[str, tuple[int, int]]:
    return x.hex(), x.as_integer_ratio()


def bytes_asked(b: bytes, c: bytes) -> list[int]:
    return [b.find(c), b.rfind(c), b.count(c), len(b), sum(b), int(b.startswith(c)), int(b.endswith(c)), int(b == c)]


def bytes_kinds(b: bytes) -> list[bool]:
    return [b.isdigit(), b.isalpha(), b.isalnum(), b.isspace(), b.isupper(), b.islower()]


def bytes_made(b: bytes, c: bytes) -> list[bytes]:
    return [b.replace(b"a", c), b.strip(), b.lstrip(), b.rstrip(), b.upper(), b.lower(), b + c, b * 2, b.removeprefix(c), b[1:3], bytes(2), bytes([1, 255]), c.join([b, b"x", b])]


def bytes_split(b: bytes) -> list[bytes]:
    return b.split(b",")


def bytes_text(b: bytes) -> str:
    return b.hex() + b.decode() + b.decode("ascii") + b.decode("latin-1")


def text_bytes(s: str) -> list[bytes]:
    return [s.encode(), s.encode("utf-8"), bytes(s, "utf8")]


def from_hex(s: str) -> bytes:
    return bytes.fromhex(s)


def xor(b: bytes, k: int) -> bytes:
    out = bytearray()
    for x in b:
        out.append(x ^ k)
    return bytes(out)


def grown(n: int) -> bytearray:
    out = bytearray(n)
    out[0] = 5
    out.extend([1, 2, 3])
    out += b"abc"
    out.extend(b"xy")
    last = out.pop()
    out.append(last)
    return out


def changed(b: bytearray) -> None:
    b[0] = 1
    b.append(2)
    b.reverse()


TS = ["", "a", "abc", "aé", "a b,c", "x.y!", "a,b\nc\r\nd", "\U0001f600", "'", "\x00\x7f\x80", "12345678901"]
BS = [b"", b"a", b"abc", b"a,b,,c", b" \x0b aB1 ", b"\xff\x00", b"12", b"aaaa", b"ABC"]
CALLS = {
    "plain": [[n, s] for n in (0, -5) for s in TS],
    "numbered": [[n, x] for n in (0, -5, 123456) for x in (0.0, -1.005, 1e300, float("nan"))],
    "named": [[s, x] for s in TS for x in (0.0, -2.5)],
    "nested": [[n, w] for n in (0, -123) for w in (0, 3, 9)],
    "swapped": [[[1, 2, 3]], [[1]]],
    "row": [[n, s] for n in (0, -1234567, 5) for s in TS],
    "optional": [[None, [1.0], True], [3, [], False]],
    "percent": [[s, n, x] for s in TS for n in (0, -255, 70000) for x in (0.0, -1.5, 1e22)],
    "percent_float_d": [[x] for x in (0.0, -2.7, 1e18, float("nan"), float("inf"), 1e30)],
    "percent_star": [[n, w, p, x] for n in (3, -3) for w in (0, 6, -6) for p in (0, 2) for x in (1.25, -0.5)],
    "percent_any": [[[1, 2], None, True, (1, "x")], [[], 5, False, (0, "")]],
    "builtin": [[n, s, x] for n in (0, -7) for s in TS for x in (0.5, 1e16)],
    "lines": [[s, k] for s in TS for k in (True, False)],
    "to_bytes": [[n] for n in (0, 1, 255, 256, 32767, 32768, -1, 1 << 40)],
    "from_bytes": [[b] for b in BS],
    "floats": [[x] for x in (0.0, -0.0, 1.0, 0.1, -2.5, 5e-324, 1e308, float("inf"), float("nan"))],
    "bytes_asked": [[b, c] for b in BS for c in (b"", b"a", b",", b"aa")],
    "bytes_made": [[b, c] for b in BS for c in (b"", b"a", b"-=")],
    "from_hex": [["00ff"], ["0 0"], ["de ad"], ["xyz"], [""], ["abc"]],
    "xor": [[b, k] for b in BS for k in (0, 85, 256)],
    "grown": [[0], [3]],
    "changed": [[bytearray(b"abc")], [bytearray()]],
}
for _name in "percent_one ascii_of table gone by_dict by_points text_bytes".split():
    CALLS[_name] = [[s] for s in TS]
for _name in "bytes_kinds bytes_split bytes_text".split():
    CALLS[_name] = [[b] for b in BS]
