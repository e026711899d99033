"""Dates, times and spans."""

from __future__ import annotations

import datetime as dt
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
START = date(2020, 1, 1)


def moved(a: date, n: int) -> date:
    return a + timedelta(days=n) - DAY + timedelta(weeks=1)


def between(a: date, b: date) -> int:
    return (b - a).days + abs(a - b).days


def parts(a: date) -> list[int]:
    return [a.weekday(), a.isoweekday(), a.toordinal(), a.year, a.month, a.day]


def shown(a: date) -> list[str]:
    return [a.isoformat(), str(a), repr(a), f"{a}", f"{a:%d.%m.%Y}", "{:%y%j}".format(a), a.strftime("%Y-%m-%d %H:%M")]


def read(s: str) -> date:
    return date.fromisoformat(s)


def spans(a: datetime, b: datetime) -> list[float]:
    return [(b - a).total_seconds(), (b - a) / timedelta(hours=1)]


def midnight(a: datetime) -> datetime:
    return a.replace(hour=0, minute=0, second=0, microsecond=0)


def first(a: date) -> list[date]:
    return [a.replace(day=1), date(a.year, a.month, 1), a.replace(month=2, day=28), a.replace(2024, 2)]


def stamps(a: datetime) -> list[str]:
    return [a.isoformat(), a.isoformat(" "), a.isoformat(sep="_"), str(a), a.strftime("%Y%m%d%H%M%S.%f"), f"{a:%I:%M}", repr(a)]


def days(a: date, b: date) -> list[date]:
    out = []
    while a <= b:
        out.append(a)
        a += timedelta(days=1)
    return out


def arithmetic(a: timedelta, b: timedelta) -> list[timedelta]:
    return [a * 2, 3 * b, a / 2, a * 0.3, abs(a), a // 3, -b, a + b, a - b, a % b]


def ratios(a: timedelta, b: timedelta) -> tuple[float, int, tuple[int, timedelta]]:
    return a / b, a // b, divmod(a, b)


def clock(a: timedelta) -> str:
    h, r = divmod(a.seconds, 3600)
    m, s = divmod(r, 60)
    return f"{a.days}d {h:02d}:{m:02d}:{s:02d}.{a.microseconds}"


def spread(d: int, h: int, x: float) -> list[timedelta]:
    return [timedelta(d, h), timedelta(hours=h, days=d), timedelta(minutes=x), timedelta(), timedelta(0, x, h), timedelta(milliseconds=h)]


def cut(a: datetime) -> tuple[date, time, dict[str, int]]:
    return a.date(), a.time(), {"y": a.year, "h": a.hour, "w": a.weekday(), "us": a.microsecond}


def extremes(xs: list[date]) -> tuple[date, date, list[date]]:
    return max(xs), min(xs), sorted(xs, reverse=True)


def grouped(xs: list[tuple[date, float]]) -> dict[date, float]:
    out: dict[date, float] = {}
    for d, x in xs:
        out[d] = out.get(d, 0.0) + x
    return out


def working(a: dt.date) -> bool:
    return a.weekday() < 5 and a > START


def total(xs: list[timedelta]) -> timedelta:
    return sum(xs, timedelta())


def noon(a: date) -> datetime:
    return datetime.combine(a, time(12, 30))


def read_time(s: str) -> datetime:
    return datetime.fromisoformat(s)


def parsed(s: str) -> datetime:
    return datetime.strptime(s, "%Y-%m-%d %H:%M:%S")


def parsed_day(s: str) -> date:
    return datetime.strptime(s, "%d/%m/%y").date()


def year_or_none(a: date | None) -> int:
    if a is None:
        return 0
    return a.year


def month_end(y: int, m: int) -> date:
    if m == 12:
        return date(y + 1, 1, 1) - timedelta(days=1)
    return date(y, m + 1, 1) - timedelta(days=1)


def times(a: time, b: time) -> tuple[bool, int, time, str]:
    return a < b, a.hour * 60 + a.minute, a.replace(minute=5), a.isoformat() + f"{a:%H%M}"


def made(y: int, m: int, d: int, h: int) -> list[datetime]:
    return [datetime(y, m, d), datetime(y, m, d, h), datetime(year=y, month=m, day=d, minute=h)]


DS = [date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31), date(999, 5, 6), date(2021, 1, 3)]
TS = [datetime(2024, 2, 29, 23, 59, 59, 999999), datetime(2000, 1, 1), datetime(2021, 7, 4, 12, 5, 6), datetime(1, 1, 1, 0, 0, 0, 1)]
SS = [timedelta(0), timedelta(days=-1, seconds=1), timedelta(microseconds=3), timedelta(days=5, hours=3, microseconds=7), timedelta(seconds=-90)]
CALLS = {
    "moved": [[a, n] for a in DS for n in (0, 1, -8, 400)],
    "between": [[a, b] for a in DS for b in DS],
    "parts": [[a] for a in DS],
    "shown": [[a] for a in DS],
    "read": [[s] for s in ("2024-02-29", "2023-02-29", "20240229", "2024-W01-1", "", "0001-01-01", "2024-2-9", " 2024-02-09")],
    "spans": [[a, b] for a in TS for b in TS],
    "midnight": [[a] for a in TS],
    "first": [[a] for a in DS],
    "stamps": [[a] for a in TS],
    "days": [[date(2024, 2, 27), date(2024, 3, 1)], [date(2024, 2, 27), date(2023, 3, 1)]],
    "arithmetic": [[a, b] for a in SS for b in SS],
    "ratios": [[a, b] for a in SS for b in SS],
    "clock": [[a] for a in SS],
    "spread": [[d, h, x] for d in (0, -3) for h in (5, -7) for x in (0.5, -1.1, 1e-7)],
    "cut": [[a] for a in TS],
    "extremes": [[DS], [[]]],
    "grouped": [[[(DS[0], 1.5), (DS[1], 2.0), (DS[0], 0.25)]]],
    "working": [[a] for a in DS],
    "total": [[SS], [[]]],
    "noon": [[a] for a in DS],
    "read_time": [[s] for s in ("2024-02-29", "2024-02-29T10:11", "2024-02-29 10:11:12", "2024-02-29T10:11:12.5", "2024-02-29T10:11:12.123", "2024-02-29T10:11:12.123456", "2024-02-29T10:11:12Z", "2024-02-29T10:11:12+01:00", "2024-02-29T24:00", "x")],
    "parsed": [[s] for s in ("2024-02-29 10:11:12", "2024-02-30 10:11:12", "2024-2-9 1:2:3", "2024-02-29  10:11:12", "2024-02-29 10:11:61", "2024-02-29 10:11:12 ")],
    "parsed_day": [[s] for s in ("01/02/69", "01/02/68", "31/12/99", "1/2/03", "32/01/20")],
    "year_or_none": [[None], [DS[0]]],
    "month_end": [[2024, m] for m in range(1, 14)],
    "times": [[time(1, 2), time(1, 2, 3)], [time(23, 59, 59, 5), time(0)]],
    "made": [[2024, 2, 29, 5], [2023, 2, 29, 5], [2024, 1, 1, 24]],
}
