"""Text."""

from __future__ import annotations


def index(s: str, i: int) -> str:
    return s[i]


def length(s: str) -> int:
    return len(s)


def slices(s: str, a: int, b: int) -> list[str]:
    return [s[a:b], s[:b], s[a:], s[::-1], s[a::2], s[b:a:-1], s[-2:], s[::-2], s[:-1]]


def cases(s: str) -> list[str]:
    return [s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold()]


def classes(s: str) -> list[bool]:
    return [s.isdigit(), s.isalpha(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.isnumeric(), s.isdecimal(), s.isidentifier(), s.istitle(), s.isascii()]


def strips(s: str) -> list[str]:
    return [s.strip(), s.lstrip(), s.rstrip(), s.strip("a "), s.lstrip("ab"), s.rstrip("é")]


def splits(s: str) -> list[list[str]]:
    return [s.split(), s.split(" "), s.split(",", 1), s.rsplit(",", 1), s.splitlines(), s.rsplit(None, 1), s.split(None, 1)]


def split_on(s: str, sep: str) -> list[str]:
    return s.split(sep)


def finds(s: str, t: str, a: int, b: int) -> list[int]:
    return [s.find(t), s.rfind(t), s.find(t, a), s.find(t, a, b), s.count(t), s.count(t, a), s.rfind(t, a, b)]


def index_of(s: str, t: str) -> int:
    return s.index(t)


def starts(s: str, t: str) -> list[bool]:
    return [s.startswith(t), s.endswith(t), t in s, s.startswith((t, "a")), s == t, s < t, s >= t]


def replace(s: str, a: str, b: str) -> list[str]:
    return [s.replace(a, b), s.replace(a, b, 1), s.replace(a, b, -1)]


def joins(xs: list[str]) -> list[str]:
    return ["".join(xs), ", ".join(xs), "-".join(x.strip() for x in xs), "é".join(xs[::-1])]


def reprs(s: str) -> list[str]:
    return [repr(s), f"{s!r}", str([s]), str((s,)), str({s: 1}), f"{s!a}", "%r" % s, str({"k": [s]})]


def formats(s: str) -> list[str]:
    return [f"{s:>5}", f"{s:<5}|", f"{s:^5}|", f"{s:*^6}", f"{s:.2}", f"{s:5.1}|", "%5s|" % s, "%-5s|" % s, "{} {}".format(s, s), "{0}{0}".format(s)]


def pads(s: str, n: int) -> list[str]:
    return [s.center(n), s.ljust(n, "*"), s.rjust(n), s.zfill(n), s.center(n, "é"), s * n]


def ords(s: str) -> list[int]:
    return [ord(c) for c in s]


def one_ord(s: str) -> int:
    return ord(s)


def chars(n: int) -> str:
    return chr(n)


def walk_loop(s: str) -> list[str]:
    out = []
    for i, c in enumerate(s):
        out.append(c * i)
    return out


def count_chars(s: str) -> dict[str, int]:
    d: dict[str, int] = {}
    for c in s:
        d[c] = d.get(c, 0) + 1
    return d


def palindrome(s: str) -> bool:
    return s == s[::-1]


def build(s: str) -> str:
    out = ""
    for c in s:
        out = c + out
        out += "."
    return out


def caesar(s: str, k: int) -> str:
    out = ""
    for c in s:
        if "a" <= c <= "z":
            out += chr((ord(c) - ord("a") + k) % 26 + ord("a"))
        else:
            out += c
    return out


def parts(s: str) -> list[str]:
    a, b, c = s.partition(",")
    d, e, f = s.rpartition(",")
    return [a, b, c, d, e, f]


def prefix(s: str) -> list[str]:
    return [s.removeprefix("a"), s.removesuffix("b"), s.expandtabs()]


def sorted_text(s: str) -> list[str]:
    return sorted(s) + list(s) + list(set(s) & set("a"))


def minmax(s: str) -> list[str]:
    return [min(s), max(s)]


def words(s: str) -> str:
    return " ".join(w.capitalize() for w in s.split())


def sort_words(xs: list[str]) -> list[str]:
    return sorted(xs, key=len) + sorted(xs, reverse=True) + sorted(xs, key=str.lower)


def in_set(s: str) -> int:
    return sum(1 for c in s if c in "aeiou") + sum(c in {"a", "b"} for c in s)


def index_walk(s: str) -> int:
    i = 0
    n = 0
    while i < len(s) and s[i] != ",":
        if s[i].isdigit():
            n = n * 10 + int(s[i])
        i += 1
    return n * 100 + i


def last_char(s: str) -> str:
    return s[-1] if s else ""


def compare_chars(s: str) -> bool:
    return all(s[i] <= s[i + 1] for i in range(len(s) - 1))


def empty_is(s: str) -> list[bool]:
    return [not s, bool(s), s == "", "" in s, s in "abc", s.startswith("")]


def dict_order(xs: list[str]) -> list[str]:
    d: dict[str, int] = {}
    for i, x in enumerate(xs):
        if x in d:
            del d[x]
        d[x] = i
    d.update({"z": 1, "a": 2})
    if len(d) > 3:
        k, v = d.popitem()
        d[k + "!"] = v
    return list(d) + [str(v) for v in d.values()]


def dict_str(d: dict[str, float]) -> str:
    return str(d)


def nested_str(x: list[tuple[int, str | None]]) -> str:
    return str(x) + f"{x}"


def esc(n: int) -> str:
    return f"{{{n}}} {n!s:>4} {n:{n}d}" if 0 < n < 9 else "{}"


TS = ["", "a", "ab", "abc", "aé", "é", "ß", "ﬁx", "İ", "ǆ", "Ab cD", " a b ", "a,b,c", ",", "1", "²", "٣", "a\tb\n", "'", '"', "'\"", "\\", "\x00", "\x1f", "\x7f", "\x85", "\u00a0", "\u200b", "\U0001f600", "e\u0301", "\ud800", "\r\n", "a\r\nb\nc\x0bd\x1ce\u2028f", "aaa", "aeiou,12", "12,", "0x", "Ǆ", "ÿ", "Σας", "hello world", "\u3000x"]
CALLS = {
    "index": [[s, i] for s in TS for i in (0, -1, 1, 5, -3)],
    "slices": [[s, a, b] for s in TS for a in (0, 1, -1, 5) for b in (0, 2, -1, 9, -9)],
    "split_on": [[s, t] for s in TS for t in ("", "a", ",", "é", "aa")],
    "finds": [[s, t, a, b] for s in TS for t in ("", "a", "é", "bc") for a in (0, 1, -1, 9) for b in (1, -1, 9)],
    "index_of": [[s, t] for s in TS for t in ("", "a", "zz")],
    "starts": [[s, t] for s in TS for t in ("", "a", "é", "a,b,c")],
    "replace": [[s, a, b] for s in TS for a in ("", "a", "aa") for b in ("", "xy", "é")],
    "joins": [[[]], [["a"]], [[" a", "é", ""]]],
    "pads": [[s, n] for s in TS for n in (0, 1, 2, 3, 4, 7, -1)],
    "chars": [[n] for n in (0, 97, 233, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0x10FFFF, 0x110000, -1)],
    "caesar": [[s, k] for s in TS for k in (0, 3, -30)],
    "sort_words": [[[]], [["bb", "a", "C", "aa", "c"]], [["é", "z", "Z", "\U0001f600", "\uffff"]]],
    "dict_order": [[[]], [["a"]], [["a", "b", "a", "c", "z", "b"]]],
    "dict_str": [[{}], [{"a": 1.0, "b'": float("nan"), "c": 1e22}]],
    "nested_str": [[[]], [[(1, None), (-2, "x'y"), (3, "\n")]]],
    "esc": [[n] for n in (0, 1, 5, 8, 9)],
}
for _name in ("length cases classes strips splits reprs formats ords one_ord walk_loop count_chars palindrome build parts prefix sorted_text minmax words in_set "
              "index_walk last_char compare_chars empty_is").split():
    CALLS[_name] = [[s] for s in TS]


def doubled(text: str, other: str) -> str:
    text += text
    other += "z" if text == "" else other
    return text + other


def grows_while_walked(text: str) -> str:
    text = text.strip() + " end"
    for word in text.split():
        text += word[::-1]
    for letter in text:
        text = text[1:] + letter
    return text


def lent_and_owned(text: str, n: int) -> str:
    part = "Xy".partition("y")[0] if n > 2 else str(n)
    if str(n) < "10".partition("Xy")[2]:
        part += text.partition("b")[2]
    text += text.partition(" ")[0]
    return "/".join(["-", text, part])


def sets_of_lent(text: str) -> tuple[set[str], int]:
    return ({text, "10"} ^ {"b", "10"}) | set(text.split()), len([]) + len(text)


def pops_with_default(counts: dict[str, str | None], key: str) -> dict[str, str | None]:
    copy = dict(counts)
    copy.pop(key, None if key == "" else key)
    return copy


def one_name_for_two(words: list[str], n: int) -> str:
    last = ""
    for word in words:
        for other in words[:n]:
            word, other = other, "x"
            word, other = other, word.replace("a", word)
        tries = 3
        while tries > 0 and n > 1:
            tries -= 1
            last += word
            word = "-".join(words)
    return last
