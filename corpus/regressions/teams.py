"""Functions as teams write them."""
from __future__ import annotations
import re
import math
import string
import bisect
import heapq
import itertools
import datetime as dt
from collections import Counter, defaultdict, deque, OrderedDict, namedtuple
from dataclasses import dataclass, field, replace
from decimal import Decimal, ROUND_HALF_UP
from enum import Enum, IntEnum
from functools import lru_cache, reduce
from typing import Optional, NamedTuple, TypedDict, Literal

class Side(Enum):
    BUY = "buy"
    SELL = "sell"

class Level(IntEnum):
    LOW = 1
    MID = 5
    HIGH = 10

class Point(NamedTuple):
    x: float
    y: float

class Row(TypedDict):
    name: str
    qty: int
    price: float

@dataclass(frozen=True)
class Trade:
    side: Side
    qty: int
    price: float
    note: str = ""

@dataclass
class Box:
    w: int
    h: int
    def area(self) -> int:
        return self.w * self.h
    def grown(self, by: int) -> int:
        return (self.w + by) * (self.h + by)

PATTERN = re.compile(r"^([A-Z]{2})-(\d{3,5})$")
VOWELS = set("aeiou")
RATES = {"std": 0.2, "red": 0.05}
MONTHS = ("jan", "feb", "mar")

def position(trades: list[Trade]) -> int:
    pos = 0
    for t in trades:
        if t.side is Side.BUY:
            pos += t.qty
        elif t.side == Side.SELL:
            pos -= t.qty
    return pos

def vwap(rows: list[Row]) -> float | None:
    q = sum(r["qty"] for r in rows)
    if not q:
        return None
    return sum(r["qty"] * r["price"] for r in rows) / q

def by_name(rows: list[Row]) -> dict[str, float]:
    out: dict[str, float] = defaultdict(float)
    for r in rows:
        out[r["name"]] += r["qty"] * r["price"]
    return dict(out)

def flip(side: Side) -> Side:
    return Side.SELL if side == Side.BUY else Side.BUY

def side_of(s: str) -> Side:
    return Side(s)

def level_sum(ls: list[Level]) -> int:
    return sum(ls)

def level_name(level: Level) -> str:
    return level.name.lower()

def level_cmp(level: Level) -> bool:
    return level > 3

def centroid(ps: list[Point]) -> Point:
    n = len(ps)
    return Point(sum(p.x for p in ps) / n, sum(p.y for p in ps) / n)

def area(b: Box) -> int:
    return b.area() + b.grown(2)

def parse_code(s: str) -> Optional[tuple[str, int]]:
    m = PATTERN.match(s)
    if m is None:
        return None
    return m.group(1), int(m.group(2))

def slug(s: str) -> str:
    s = s.strip().lower()
    s = re.sub(r"[^a-z0-9]+", "-", s)
    return s.strip("-")

def csv_line(line: str, sep: str = ",") -> list[str]:
    out, cur, quoted = [], "", False
    i = 0
    while i < len(line):
        c = line[i]
        if quoted:
            if c == '"':
                if i + 1 < len(line) and line[i + 1] == '"':
                    cur += '"'
                    i += 1
                else:
                    quoted = False
            else:
                cur += c
        elif c == '"':
            quoted = True
        elif c == sep:
            out.append(cur)
            cur = ""
        else:
            cur += c
        i += 1
    out.append(cur)
    return out

def money(x: float) -> str:
    return f"{x:,.2f}"

def table_row(name: str, n: int, x: float) -> str:
    return f"{name:<10}|{n:>6d}|{x:^12.3e}|{n:+05d}|{x:%}|{n:#x}|{n:b}"

def pad(s: str, n: int) -> str:
    return s.zfill(n) + s.rjust(n, ".") + s.center(n, "*") + s.ljust(n)

def percent(n: int, d: int) -> str:
    return "%d of %d: %.1f%% %s %5s|%-5s|%05d" % (n, d, 100.0 * n / d, str(n), d, n, n)

def fmt(a: int, b: str) -> str:
    return "{0} {1!r} {0:>4} {b:^7}".format(a, b, b=b)

def roman(n: int) -> str:
    vals = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    out = []
    for v, s in vals:
        q, n = divmod(n, v)
        out.append(s * q)
    return "".join(out)

def is_leap(y: int) -> bool:
    return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)

def days_between(a: dt.date, b: dt.date) -> int:
    return (b - a).days

def add_months(d: dt.date, n: int) -> dt.date:
    y, m0 = divmod(d.year * 12 + d.month - 1 + n, 12)
    days = [31, 29 if is_leap(y) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return dt.date(y, m0 + 1, min(d.day, days[m0]))

def business_days(a: dt.date, n: int) -> dt.date:
    d = a
    while n > 0:
        d += dt.timedelta(days=1)
        if d.weekday() < 5:
            n -= 1
    return d

def next_friday(d: dt.date) -> str:
    return (d + dt.timedelta(days=(4 - d.weekday()) % 7)).isoformat()

def hours(a: dt.datetime, b: dt.datetime) -> float:
    return (b - a).total_seconds() / 3600

def haversine(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    p1, p2 = math.radians(lat1), math.radians(lat2)
    dp, dl = math.radians(lat2 - lat1), math.radians(lon2 - lon1)
    a = math.sin(dp / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dl / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(a))

def bearing(lat1: float, lon1: float, lat2: float, lon2: float) -> str:
    y = math.sin(lon2 - lon1) * math.cos(lat2)
    x = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
    deg = (math.degrees(math.atan2(y, x)) + 360) % 360
    names = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"]
    return names[int((deg + 22.5) // 45) % 8]

def schedule(jobs: list[tuple[int, int, int]]) -> int:
    jobs = sorted(jobs, key=lambda j: j[1])
    ends = [j[1] for j in jobs]
    best = [0]
    for i, (s, e, w) in enumerate(jobs):
        k = bisect.bisect_right(ends, s, 0, i)
        best.append(max(best[-1], best[k] + w))
    return best[-1]

def rooms(meetings: list[list[int]]) -> int:
    heap: list[int] = []
    for s, e in sorted(meetings):
        if heap and heap[0] <= s:
            heapq.heapreplace(heap, e)
        else:
            heapq.heappush(heap, e)
    return len(heap)

def merge(iv: list[list[int]]) -> list[list[int]]:
    iv.sort(key=lambda x: x[0])
    out: list[list[int]] = []
    for s, e in iv:
        if out and s <= out[-1][1]:
            out[-1][1] = max(out[-1][1], e)
        else:
            out.append([s, e])
    return out

def transpose(m: list[list[int]]) -> list[list[int]]:
    return [list(r) for r in zip(*m)]

def matmul(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]

def det(m: list[list[float]]) -> float:
    m = [row[:] for row in m]
    n = len(m)
    d = 1.0
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        if m[p][i] == 0:
            return 0.0
        if p != i:
            m[i], m[p] = m[p], m[i]
            d = -d
        d *= m[i][i]
        for r in range(i + 1, n):
            f = m[r][i] / m[i][i]
            for c in range(i, n):
                m[r][c] -= f * m[i][c]
    return d

def spiral(m: list[list[int]]) -> list[int]:
    out = []
    while m:
        out += m.pop(0)
        m = [list(r) for r in zip(*m)][::-1]
    return out

def rotate(m: list[list[int]]) -> None:
    n = len(m)
    for i in range(n):
        for j in range(i + 1, n):
            m[i][j], m[j][i] = m[j][i], m[i][j]
    for r in m:
        r.reverse()

def top_words(text: str, n: int) -> list[tuple[str, int]]:
    words = [w.strip(string.punctuation) for w in text.lower().split()]
    return Counter(w for w in words if w).most_common(n)

def anagrams(words: list[str]) -> list[list[str]]:
    groups = defaultdict(list)
    for w in words:
        groups["".join(sorted(w))].append(w)
    return [g for g in groups.values() if len(g) > 1]

def caesar(s: str, k: int) -> str:
    out = []
    for c in s:
        if c.isalpha() and c.isascii():
            base = ord("A") if c.isupper() else ord("a")
            out.append(chr((ord(c) - base + k) % 26 + base))
        else:
            out.append(c)
    return "".join(out)

def rle(s: str) -> str:
    return "".join(f"{k}{len(list(g))}" for k, g in itertools.groupby(s))

def unrle(s: str) -> str:
    out, n = "", ""
    for c in s:
        if c.isdigit():
            n += c
        else:
            out += c * int(n or "1")
            n = ""
    return out

def bfs(graph: dict[str, list[str]], a: str, b: str) -> list[str] | None:
    q = deque([[a]])
    seen = {a}
    while q:
        path = q.popleft()
        if path[-1] == b:
            return path
        for n in graph.get(path[-1], []):
            if n not in seen:
                seen.add(n)
                q.append(path + [n])
    return None

def topo(graph: dict[int, list[int]]) -> list[int]:
    indeg: dict[int, int] = {n: 0 for n in graph}
    for n in graph:
        for m_ in graph[n]:
            indeg[m_] = indeg.get(m_, 0) + 1
    ready = [n for n, d in indeg.items() if d == 0]
    out = []
    while ready:
        n = ready.pop()
        out.append(n)
        for m_ in graph.get(n, ()):
            indeg[m_] -= 1
            if indeg[m_] == 0:
                ready.append(m_)
    if len(out) != len(indeg):
        raise ValueError("cycle")
    return out

@lru_cache(maxsize=None)
def ways(n: int) -> int:
    if n < 0:
        return 0
    if n == 0:
        return 1
    return ways(n - 1) + ways(n - 2) + ways(n - 5)

def luhn(s: str) -> bool:
    digits = [int(c) for c in s if c.isdigit()]
    odd = digits[-1::-2]
    even = [sum(divmod(2 * d, 10)) for d in digits[-2::-2]]
    return (sum(odd) + sum(even)) % 10 == 0

def valid_email(s: str) -> bool:
    if s.count("@") != 1:
        return False
    local, _, domain = s.partition("@")
    return bool(local) and "." in domain and not domain.startswith(".") and all(p for p in domain.split("."))

def password(s: str) -> list[str]:
    problems = []
    if len(s) < 8:
        problems.append("short")
    if not any(c.isupper() for c in s):
        problems.append("upper")
    if not any(c in string.digits for c in s):
        problems.append("digit")
    if s.lower() == s[::-1].lower():
        problems.append("palindrome")
    return problems

def tax(amount: float, kind: Literal["std", "red"]) -> float:
    return round(amount * (1 + RATES[kind]), 2)

def dec_total(prices: list[Decimal], rate: Decimal) -> Decimal:
    total = sum(prices, Decimal("0"))
    return (total * (Decimal(1) + rate)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)

def amort(p: float, r: float, n: int) -> list[tuple[int, float, float]]:
    pay = p * r / (1 - (1 + r) ** -n)
    out = []
    for k in range(1, n + 1):
        i = p * r
        p -= pay - i
        out.append((k, round(i, 2), round(p, 2)))
    return out

def npv(rate: float, flows: list[float]) -> float:
    return sum(f / (1 + rate) ** t for t, f in enumerate(flows))

def irr(flows: list[float]) -> float | None:
    lo, hi = -0.99, 10.0
    if npv(lo, flows) * npv(hi, flows) > 0:
        return None
    for _ in range(100):
        mid = (lo + hi) / 2
        if npv(lo, flows) * npv(mid, flows) <= 0:
            hi = mid
        else:
            lo = mid
    return mid

def chunks(xs: list[int], n: int) -> list[list[int]]:
    return [xs[i:i + n] for i in range(0, len(xs), n)]

def flatten(xs: list[list[int]]) -> list[int]:
    return list(itertools.chain.from_iterable(xs))

def windows(xs: list[float], k: int) -> list[float]:
    out, q = [], deque(maxlen=k)
    for x in xs:
        q.append(x)
        if len(q) == k:
            out.append(sum(q) / k)
    return out

def dedupe(xs: list[str]) -> list[str]:
    seen = set()
    return [x for x in xs if not (x in seen or seen.add(x))]

def inc_all(d: dict[str, int]) -> dict[str, int]:
    for k in d:
        d[k] += 1
    return d

def fsm(s: str) -> str:
    state = "start"
    for c in s:
        match (state, c):
            case ("start", "a"):
                state = "mid"
            case ("mid", "b") | ("mid", "c"):
                state = "end"
            case _:
                state = "fail"
    return state

def fsm2(s: str) -> int:
    state = 0
    for c in s:
        match c:
            case "a" | "b":
                state += 1
            case "c" if state > 1:
                state *= 2
            case _:
                return -state
    return state

def gen_fib(n: int):
    a, b = 0, 1
    for _ in range(n):
        yield a
        a, b = b, a + b

def take_fib(n: int) -> list[int]:
    return list(gen_fib(n))

def swap_case(s: str) -> str:
    return "".join(c.lower() if c.isupper() else c.upper() for c in s)

def camel(s: str) -> str:
    head, *tail = s.split("_")
    return head + "".join(w.title() for w in tail)

def first_last(xs: list[int]) -> tuple[int, list[int], int]:
    a, *mid, b = xs
    return a, mid, b

def sort_multi(xs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(xs, key=lambda p: (-p[1], p[0]))

def sort_rev(xs: list[str]) -> list[str]:
    return sorted(xs, key=len, reverse=True)

def max_pair(d: dict[str, int]) -> str:
    return max(d, key=d.get)

def median(xs: list[float]) -> float:
    s = sorted(xs)
    n = len(s)
    return s[n // 2] if n % 2 else (s[n // 2 - 1] + s[n // 2]) / 2

def hexdump(b: bytes) -> str:
    return " ".join(f"{x:02x}" for x in b)

def checksum(b: bytes) -> int:
    acc = 0xFFFF
    for x in b:
        acc ^= x << 8
        for _ in range(8):
            acc = (acc << 1) ^ 0x1021 if acc & 0x8000 else acc << 1
            acc &= 0xFFFF
    return acc

def fnv(s: str) -> int:
    h = 0x811C9DC5
    for c in s.encode("utf-8"):
        h = ((h ^ c) * 0x01000193) & 0xFFFFFFFF
    return h

def product(xs: list[int]) -> int:
    return reduce(lambda a, b: a * b, xs, 1)

def nested_opt(d: dict[str, dict[str, int]], a: str, b: str) -> int:
    inner = d.get(a)
    if inner is None or b not in inner:
        return -1
    return inner[b]

def clamp(x: float, lo: float = 0.0, hi: float = 1.0) -> float:
    return max(lo, min(hi, x))

def mixed(xs: list[float], n: int) -> float:
    total = 0
    for x in xs[:n]:
        total += x
    return total

def compare_versions(a: str, b: str) -> int:
    pa, pb = [int(x) for x in a.split(".")], [int(x) for x in b.split(".")]
    return (pa > pb) - (pa < pb)

def split_text(s: str) -> tuple[list[str], list[str], list[str]]:
    return s.split(), s.split(" ", 1), s.splitlines()

def replace_tail(s: str) -> str:
    for suffix in ("ies", "es", "s"):
        if s.endswith(suffix):
            return s.removesuffix(suffix) + ("y" if suffix == "ies" else "")
    return s

def float_div(a: float, b: float) -> tuple[float, float, float]:
    return a // b, a % b, a / b

def int_div(a: int, b: int) -> tuple[int, int]:
    return a // b, a % b

def bit_tricks(n: int) -> list[int]:
    return [n & -n, n.bit_length(), n ^ (n >> 1), ~n, bin(n).count("1")]

def walrus(xs: list[int]) -> list[int]:
    return [y for x in xs if (y := x * x) > 4]

def for_else(xs: list[int]) -> int:
    for i, x in enumerate(xs):
        if x < 0:
            break
    else:
        return -1
    return i

def sliding_max(xs: list[int], k: int) -> list[int]:
    q: deque[int] = deque()
    out = []
    for i, x in enumerate(xs):
        while q and xs[q[-1]] <= x:
            q.pop()
        q.append(i)
        if q[0] <= i - k:
            q.popleft()
        if i >= k - 1:
            out.append(xs[q[0]])
    return out

def permute(xs: list[int]) -> list[list[int]]:
    if len(xs) <= 1:
        return [xs[:]]
    return [[xs[i]] + p for i in range(len(xs)) for p in permute(xs[:i] + xs[i + 1:])]

def subsets(xs: list[int]) -> list[list[int]]:
    out = [[]]
    for x in xs:
        out += [s + [x] for s in out]
    return out

def change(coins: list[int], n: int) -> int:
    dp = [0] + [n + 1] * n
    for i in range(1, n + 1):
        for c in coins:
            if c <= i:
                dp[i] = min(dp[i], dp[i - c] + 1)
    return dp[n] if dp[n] <= n else -1

def inverse(d: dict[str, int]) -> dict[int, list[str]]:
    out: dict[int, list[str]] = {}
    for k, v in d.items():
        out.setdefault(v, []).append(k)
    return out

def default_mut(x: int, acc: list[int] = []) -> int:
    return len(acc) + x

def od_lru(ops: list[tuple[str, int]], cap: int) -> list[int]:
    cache: OrderedDict[str, int] = OrderedDict()
    out = []
    for k, v in ops:
        if k in cache:
            cache.move_to_end(k)
            out.append(cache[k])
        else:
            out.append(-1)
            cache[k] = v
            if len(cache) > cap:
                cache.popitem(last=False)
    return out

T = Trade
F = [[[]], [[1.0]], [[3.0, 1.0, 2.0]], [[0.1, 0.2, 0.3, -0.0]], [[float("nan"), 1.0]], [[1e308, 1e308]]]
S = [[""], ["a"], ["Hello, World"], ["ab_cd_ef"], ["  x  y "], ["éßÀ"], ["aaabbc"], ["3a2b"], ["racecar"], ["a\nb\r\nc"], ["ΣΑΣ"], ["acab"], ["\x1c\x85"], ["studies"], ["boxes"], ["İ"]]
D1, D2 = dt.date(2024, 2, 29), dt.date(1999, 12, 31)
GRID = [[[]], [[[1]]], [[[1, 2], [3, 4]]], [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[1, 2], [3]]]]
IV = [[[]], [[[1, 3], [2, 6], [8, 10]]], [[[1, 4], [4, 5]]], [[[5, 6], [1, 2]]], [[[1, 2, 3]]]]
NUM = [[-5], [0], [1], [2], [7], [14], [255], [1994], [2**40]]
XL = [[[]], [[1]], [[3, 1, 2]], [[2, -1, 5, 5]], [[1, 2, 3, 4, 5]], [[2**62, 2**62]]]
CALLS = {
 "position": [[[]], [[T(Side.BUY, 3, 1.0), T(Side.SELL, 1, 2.0)]]], "vwap": [[[]], [[Row(name="a", qty=2, price=1.5)]], [[{"name": "a", "qty": 0, "price": 1.0}]]],
 "by_name": [[[]], [[Row(name="a", qty=2, price=1.5), Row(name="b", qty=1, price=2.0), Row(name="a", qty=1, price=0.1)]]],
 "flip": [[Side.BUY], [Side.SELL]], "side_of": [["buy"], ["x"]], "level_sum": [[[]], [[Level.LOW, Level.HIGH]]], "level_name": [[Level.MID]], "level_cmp": [[Level.LOW], [Level.MID]],
 "centroid": [[[]], [[Point(1.0, 2.0), Point(3.0, 5.0)]]], "area": [[Box(2, 3)]], "parse_code": [["AB-123"], ["AB-12"], ["AB-123\n"], ["AB-١٢٣"], [""]],
 "money": [[0.0], [1234567.891], [-0.001], [float("inf")], [1e20], [0.005], [2.675]], "table_row": [["a", 5, 0.5], ["longer than ten", -12345678, 1e-300], ["é", 0, float("nan")]],
 "pad": [["a", 5], ["-5", 4], ["+x", 1], ["é", 4], ["", 3], ["ab", 5]], "percent": [[1, 3], [0, 5], [-7, 2], [1, 0]], "fmt": [[1, "x"], [-5, "it's"], [0, "é\n"]],
 "days_between": [[D1, D2], [D2, D1]], "add_months": [[D1, 12], [D2, 2], [D2, -13], [dt.date(1, 1, 1), -1]], "business_days": [[D1, 5], [D2, 0], [dt.date(9999, 12, 31), 3]], "next_friday": [[D1], [D2]],
 "hours": [[dt.datetime(2024, 1, 1, 5), dt.datetime(2024, 1, 2, 4, 30, 0, 5)]],
 "haversine": [[0.0, 0.0, 1.0, 1.0], [90.0, 0.0, -90.0, 180.0], [52.5, 13.4, 48.9, 2.35]], "bearing": [[0.1, 0.2, 0.3, 0.4], [0.0, 0.0, 0.0, 0.0], [1.0, 2.0, -1.0, float("inf")]],
 "schedule": [[[]], [[(1, 3, 5), (2, 5, 6), (4, 6, 5)]]], "rooms": IV, "merge": IV, "transpose": GRID, "rotate": GRID, "spiral": GRID, "permute": XL[:4], "subsets": XL,
 "matmul": [[[[1.0, 2.0]], [[3.0], [4.0]]], [[], []], [[[0.1]], [[0.2, 0.3]]]], "det": [[[]], [[[2.0]]], [[[1.0, 2.0], [3.0, 4.0]]], [[[0.0, 1.0], [0.0, 2.0]]]],
 "top_words": [["a b a. B! c", 2], ["", 3], ["x y", 0], ["x", -1]], "anagrams": [[["ab", "ba", "c"]], [[]]], "caesar": [["Hello, Zed", 3], ["abc", -1], ["é", 5], ["xyz", 29]],
 "bfs": [[{"a": ["b", "c"], "b": ["d"], "c": ["d"]}, "a", "d"], [{}, "a", "b"], [{}, "a", "a"]], "topo": [[{1: [2], 2: [3]}], [{1: [2], 2: [1]}], [{}]],
 "ways": [[0], [5], [30], [-1]], "luhn": [["79927398713"], ["0"], [""], ["x"], ["²"], ["١"]], "valid_email": [["a@b.c"], ["a@b"], ["@b.c"], ["a@.c"], ["a@b..c"], ["a@@b"]], "tax": [[10.0, "std"], [0.125, "red"], [1.0, "q"]],
 "dec_total": [[[Decimal("1.10"), Decimal("2.205")], Decimal("0.2")], [[], Decimal("0")], [[Decimal("NaN")], Decimal(1)], [[Decimal("1E+30")], Decimal("0.1")]],
 "amort": [[1000.0, 0.01, 3], [1000.0, 0.0, 3], [0.0, 0.1, 0]], "npv": [[0.1, [-100.0, 60.0, 60.0]], [-1.0, [1.0, 2.0]], [0.0, []]], "irr": [[[-100.0, 60.0, 60.0]], [[1.0]], [[]]],
 "chunks": [[[1, 2, 3], 2], [[], 1], [[1], 0], [[1, 2], -1]], "flatten": GRID, "windows": [[[1.0, 2.0, 3.0], 2], [[], 1], [[1.0], 0], [[1.0], -1]], "dedupe": [[["a", "b", "a"]], [[]]],
 "inc_all": [[{"a": 1}], [{}]], "first_last": XL, "sort_multi": [[[("a", 1), ("b", 2), ("c", 1)]]], "sort_rev": [[["a", "bb", "c", "dd"]]], "max_pair": [[{"a": 1, "b": 5, "c": 5}], [{}]],
 "median": F, "hexdump": [[b""], [b"\x00\xff"]], "checksum": [[b""], [b"123456789"]], "fnv": S, "product": XL, "nested_opt": [[{"a": {"b": 1}}, "a", "b"], [{"a": {}}, "a", "b"], [{}, "a", "b"]],
 "clamp": [[0.5], [-1.0], [float("nan")], [-0.0], [5.0, 1.0, 2.0]], "mixed": [[[1.0], 0], [[1.5, 2.0], 2], [[-0.0], 1]], "compare_versions": [["1.2", "1.10"], ["1", "1"], ["1.0", "1"], ["x", "1"]],
 "float_div": [[1.0, 0.1], [-7.0, 2.0], [7.0, -2.0], [1.0, 0.0], [-0.0, 3.0], [float("inf"), 2.0], [5.0, float("inf")], [-5.0, float("inf")]], "int_div": [[7, -2], [-7, 2], [1, 0], [-2**63, -1]],
 "bit_tricks": NUM + [[-1], [-2**63]], "walrus": XL, "for_else": XL, "sliding_max": [[[1, 3, -1, -3, 5], 3], [[], 1], [[1], 0], [[2, 1], 5]], "change": [[[1, 2, 5], 11], [[2], 3], [[], 0], [[0], 2], [[1], -1]],
 "inverse": [[{"a": 1, "b": 2, "c": 1}]], "default_mut": [[1], [1, [1]]], "od_lru": [[[("a", 1), ("b", 2), ("a", 3), ("c", 4), ("b", 5)], 2]], "take_fib": [[0], [1], [10], [100], [-1]],
}
for _n in "slug csv_line rle unrle password swap_case camel split_text replace_tail fsm fsm2".split():
    CALLS[_n] = S
for _n in "roman is_leap".split():
    CALLS[_n] = NUM
