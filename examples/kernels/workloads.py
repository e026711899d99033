"""Inputs for each kernel at the size that is timed: the same on every run, 20 to 200 ms of CPython each."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, Callable

from kernels.nbody import Body
from kernels.vwap import Trade

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Workload:
    """One call of a kernel: where its function is, and what makes its arguments."""

    module: str
    function: str
    arguments: Callable[[float], tuple[Any, ...]]
    """Takes the scale: 1 is the size to time, less is a shorter run of the same shape."""

    @property
    def name(self) -> str:
        """The kernel's name: its module's, without the package."""
        return self.module.rpartition(".")[2]


def scaled(size: int, scale: float) -> int:
    """Make a size smaller, one at least."""
    return max(1, round(size * scale))


def words(source: random.Random, count: int, known: int) -> list[str]:
    """Make a text's words, of which some are used far more often than others."""
    vocabulary = ["".join(source.choice(LETTERS) for _ in range(source.randrange(2, 11))) for _ in range(known)]
    return [vocabulary[int(known * source.random() ** 3)] for _ in range(count)]


def nbody(scale: float) -> tuple[Any, ...]:
    """Make the sun and four planets."""
    source = random.Random(1)
    planets: list[Body] = []
    for _ in range(4):
        x, y, z = (source.uniform(-30.0, 30.0) for _ in range(3))
        vx, vy, vz = (source.uniform(-2.0, 2.0) for _ in range(3))
        planets.append(Body(x, y, z, vx, vy, vz, source.uniform(0.001, 0.04)))
    return [Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47), *planets], scaled(6_000, scale), 0.01


def spectral_norm(scale: float) -> tuple[Any, ...]:
    """Make a size."""
    return scaled(130, scale**0.5), 4


def mandelbrot(scale: float) -> tuple[Any, ...]:
    """Make a picture's size."""
    return scaled(150, scale**0.5) + 1, scaled(120, scale**0.5) + 1, 100


def fannkuch(scale: float) -> tuple[Any, ...]:
    """Make a deck's size."""
    return (8 if scale == 1 else 6,)


def sieve(scale: float) -> tuple[Any, ...]:
    """Make a limit."""
    return (scaled(1_000_000, scale),)


def edit_distance(scale: float) -> tuple[Any, ...]:
    """Make two texts of 400 letters, one of them the other with typing errors."""
    source = random.Random(2)
    left = [source.choice("acgt") for _ in range(scaled(400, scale**0.5))]
    right = [source.choice("acgt") if source.random() < 0.2 else letter for letter in left]
    return "".join(left), "".join(right)


def knapsack(scale: float) -> tuple[Any, ...]:
    """Make 100 items."""
    source = random.Random(3)
    count = scaled(100, scale**0.5)
    weights = [source.randrange(1, 90) for _ in range(count)]
    values = [weight + source.randrange(40) for weight in weights]
    return weights, values, scaled(6_000, scale**0.5)


def dijkstra(scale: float) -> tuple[Any, ...]:
    """Make 10,000 places with four roads each."""
    source = random.Random(4)
    places = scaled(10_000, scale)
    roads = {
        place: [(source.randrange(places), source.uniform(1.0, 9.0)) for _ in range(4)] for place in range(places)
    }
    return roads, 0


def lru(scale: float) -> tuple[Any, ...]:
    """Make requests of which a few are frequent."""
    source = random.Random(5)
    return [int(20_000 * source.random() ** 3) for _ in range(scaled(300_000, scale))], 2_000


def word_count(scale: float) -> tuple[Any, ...]:
    """Make a text of 200,000 words."""
    source = random.Random(6)
    some = words(source, scaled(200_000, scale), 5_000)
    marked = [word.capitalize() + "." if source.random() < 0.1 else word for word in some]
    return (" ".join(marked),)


def csv_fields(scale: float) -> tuple[Any, ...]:
    """Make a table of some 400,000 letters, a tenth of its fields quoted."""
    source = random.Random(7)
    some = words(source, scaled(8_000, scale) * 8, 2_000)
    fields = [f'"{word}, ""{word}"""' if source.random() < 0.1 else word for word in some]
    return ("".join(",".join(fields[i : i + 8]) + "\n" for i in range(0, len(fields), 8)),)


def tokens(scale: float) -> tuple[Any, ...]:
    """Make a list of records."""
    source = random.Random(8)
    records = []
    for word in words(source, scaled(5_000, scale), 1_000):
        amount = source.uniform(-500.0, 500.0)
        records.append(f'{{"name": "{word}", "amount": {amount:.3f}, "paid": true, "tags": ["a", "\\"b\\"", null]}}')
    return ("[" + ",\n".join(records) + "]",)


def names(scale: float) -> tuple[Any, ...]:
    """Make 2,500 names."""
    source = random.Random(9)
    some = ["".join(source.choice("aeilmnorst") for _ in range(source.randrange(5, 13))) for _ in range(2_500)]
    return [name.capitalize() for name in some[: scaled(2_500, scale)]], "Eleanorissa", 5


def moving(scale: float) -> tuple[Any, ...]:
    """Make a course of 250,000 values."""
    source = random.Random(10)
    value = 100.0
    values = []
    for _ in range(scaled(250_000, scale)):
        value += source.gauss(0.0, 1.0)
        values.append(value)
    return values, 50


def life(scale: float) -> tuple[Any, ...]:
    """Make a grid of which a third lives."""
    source = random.Random(11)
    side = scaled(64, scale**0.5) + 2
    return [[int(source.random() < 0.33) for _ in range(side)] for _ in range(side)], 10


def matrix(scale: float) -> tuple[Any, ...]:
    """Make two square matrices."""
    source = random.Random(12)
    side = scaled(110, scale ** (1 / 3))
    left = [[source.uniform(-1.0, 1.0) for _ in range(side)] for _ in range(side)]
    return left, [[source.uniform(-1.0, 1.0) for _ in range(side)] for _ in range(side)]


def monte_carlo(scale: float) -> tuple[Any, ...]:
    """Make an option."""
    return 100.0, 105.0, 0.02, 0.25, 1.0, scaled(100_000, scale), 2463534242


def text_wrap(scale: float) -> tuple[Any, ...]:
    """Make a text of 400 paragraphs."""
    source = random.Random(13)
    some = words(source, scaled(400, scale) * 200, 3_000)
    return "\n\n".join(" ".join(some[i : i + 200]) for i in range(0, len(some), 200)), 72


def geohash(scale: float) -> tuple[Any, ...]:
    """Make 20,000 places."""
    source = random.Random(14)
    places = [(source.uniform(-90.0, 90.0), source.uniform(-180.0, 180.0)) for _ in range(scaled(20_000, scale))]
    return places, 9


def vwap(scale: float) -> tuple[Any, ...]:
    """Make a day of 300,000 trades in 200 symbols."""
    source = random.Random(15)
    symbols = ["".join(source.choice(LETTERS).upper() for _ in range(4)) for _ in range(200)]
    trades = [
        Trade(source.choice(symbols), source.uniform(5.0, 400.0), source.randrange(1, 500), source.randrange(86_400))
        for _ in range(scaled(300_000, scale))
    ]
    return trades, 32_400, 61_200


WORKLOADS = [
    Workload("kernels.nbody", "advance", nbody),
    Workload("kernels.spectral_norm", "spectral_norm", spectral_norm),
    Workload("kernels.mandelbrot", "mandelbrot", mandelbrot),
    Workload("kernels.fannkuch", "fannkuch", fannkuch),
    Workload("kernels.sieve", "primes", sieve),
    Workload("kernels.edit_distance", "edit_distance", edit_distance),
    Workload("kernels.knapsack", "knapsack", knapsack),
    Workload("kernels.dijkstra", "shortest_paths", dijkstra),
    Workload("kernels.lru", "simulate", lru),
    Workload("kernels.word_count", "word_count", word_count),
    Workload("kernels.csv_fields", "parse", csv_fields),
    Workload("kernels.tokens", "tokenise", tokens),
    Workload("kernels.names", "closest", names),
    Workload("kernels.moving", "moving_statistics", moving),
    Workload("kernels.life", "life", life),
    Workload("kernels.matrix", "product", matrix),
    Workload("kernels.monte_carlo", "call_price", monte_carlo),
    Workload("kernels.text_wrap", "wrap", text_wrap),
    Workload("kernels.geohash", "geohashes", geohash),
    Workload("kernels.vwap", "vwap", vwap),
]
