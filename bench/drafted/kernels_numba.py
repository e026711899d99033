"""The kernels that Numba can do, as one writes them for it: on arrays, converted on the way in and out."""

from __future__ import annotations

import math
from typing import Any, Callable

import numpy as np
from numba import njit

from kernels.nbody import Body

ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz"


@njit
def _advance(b: Any, steps: int, dt: float) -> None:
    count = b.shape[0]
    for _ in range(steps):
        for i in range(count):
            for j in range(i + 1, count):
                dx = b[i, 0] - b[j, 0]
                dy = b[i, 1] - b[j, 1]
                dz = b[i, 2] - b[j, 2]
                squared = dx * dx + dy * dy + dz * dz
                pull = dt / (squared * math.sqrt(squared))
                b[i, 3] -= dx * b[j, 6] * pull
                b[i, 4] -= dy * b[j, 6] * pull
                b[i, 5] -= dz * b[j, 6] * pull
                b[j, 3] += dx * b[i, 6] * pull
                b[j, 4] += dy * b[i, 6] * pull
                b[j, 5] += dz * b[i, 6] * pull
        for i in range(count):
            b[i, 0] += dt * b[i, 3]
            b[i, 1] += dt * b[i, 4]
            b[i, 2] += dt * b[i, 5]


def nbody(bodies: list[Body], steps: int, dt: float) -> list[Body]:
    """Move bodies as rows of an array."""
    rows = np.array(bodies)
    _advance(rows, steps, dt)
    return [Body(*row) for row in rows.tolist()]


@njit
def _entry(i: int, j: int) -> float:
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


@njit
def _times(vector: Any) -> Any:
    result = np.empty_like(vector)
    for i in range(len(vector)):
        total = 0.0
        for j in range(len(vector)):
            total += _entry(i, j) * vector[j]
        result[i] = total
    return result


@njit
def _times_transposed(vector: Any) -> Any:
    result = np.empty_like(vector)
    for i in range(len(vector)):
        total = 0.0
        for j in range(len(vector)):
            total += _entry(j, i) * vector[j]
        result[i] = total
    return result


@njit
def spectral_norm(size: int, rounds: int) -> float:
    """Iterate on arrays."""
    u = np.ones(size)
    v = u
    for _ in range(rounds):
        v = _times_transposed(_times(u))
        u = _times_transposed(_times(v))
    product = 0.0
    square = 0.0
    for i in range(size):
        product += u[i] * v[i]
        square += v[i] * v[i]
    return math.sqrt(product / square)


@njit
def _mandelbrot(width: int, height: int, limit: int) -> Any:
    rows = np.empty((height, width), np.int64)
    for line in range(height):
        imaginary = 2.5 * line / (height - 1) - 1.25
        for column in range(width):
            real = 2.5 * column / (width - 1) - 2.0
            x = 0.0
            y = 0.0
            steps = limit
            for step in range(limit):
                if x * x + y * y > 4.0:
                    steps = step
                    break
                x, y = x * x - y * y + real, 2.0 * x * y + imaginary
            rows[line, column] = steps
    return rows


def mandelbrot(width: int, height: int, limit: int) -> list[list[int]]:
    """Draw into an array."""
    return _mandelbrot(width, height, limit).tolist()


@njit
def _fannkuch(size: int) -> tuple[int, int]:
    deck = np.arange(size)
    cards = np.empty(size, np.int64)
    counts = np.zeros(size, np.int64)
    checksum = 0
    most = 0
    sign = 1
    while True:
        cards[:] = deck
        turned = 0
        while cards[0] != 0:
            low = 0
            high = cards[0]
            while low < high:
                cards[low], cards[high] = cards[high], cards[low]
                low += 1
                high -= 1
            turned += 1
        most = max(most, turned)
        checksum += sign * turned
        sign = -sign
        front = 1
        while front < size:
            first = deck[0]
            for i in range(front):
                deck[i] = deck[i + 1]
            deck[front] = first
            counts[front] += 1
            if counts[front] <= front:
                break
            counts[front] = 0
            front += 1
        if front >= size:
            return checksum, most


@njit
def _primes(limit: int) -> Any:
    is_prime = np.ones(limit + 1, np.bool_)
    is_prime[0] = is_prime[1] = False
    number = 2
    while number * number <= limit:
        if is_prime[number]:
            is_prime[number * number :: number] = False
        number += 1
    return np.nonzero(is_prime)[0]


def sieve(limit: int) -> list[int]:
    """Sieve an array."""
    return _primes(limit).tolist()


def _letters(text: str) -> Any:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


@njit
def _edit_distance(left: Any, right: Any) -> int:
    table = np.zeros((len(left) + 1, len(right) + 1), np.int64)
    table[:, 0] = np.arange(len(left) + 1)
    table[0, :] = np.arange(len(right) + 1)
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            cost = 0 if left[i - 1] == right[j - 1] else 1
            best = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + cost)
            if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
                best = min(best, table[i - 2, j - 2] + 1)
            table[i, j] = best
    return table[-1, -1]


def edit_distance(left: str, right: str) -> int:
    """Compare code points."""
    return _edit_distance(_letters(left), _letters(right))


@njit
def _knapsack(weights: Any, values: Any, capacity: int) -> Any:
    best = np.zeros((len(weights) + 1, capacity + 1), np.int64)
    for item in range(len(weights)):
        weight = weights[item]
        best[item + 1, :weight] = best[item, :weight]
        for room in range(weight, capacity + 1):
            best[item + 1, room] = max(best[item, room], best[item, room - weight] + values[item])
    return best


def knapsack(weights: list[int], values: list[int], capacity: int) -> tuple[int, list[int]]:
    """Fill an array."""
    best = _knapsack(np.array(weights), np.array(values), capacity)
    chosen: list[int] = []
    room = capacity
    for item in range(len(weights) - 1, -1, -1):
        if best[item + 1, room] != best[item, room]:
            chosen.append(item)
            room -= weights[item]
    chosen.reverse()
    return int(best[-1, capacity]), chosen


@njit
def _levenshtein(left: Any, right: Any) -> int:
    previous = np.arange(len(right) + 1)
    current = np.empty_like(previous)
    for i in range(1, len(left) + 1):
        current[0] = i
        for j in range(1, len(right) + 1):
            cost = 0 if left[i - 1] == right[j - 1] else 1
            current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
        previous, current = current, previous
    return previous[-1]


def names(some: list[str], asked: str, count: int) -> list[tuple[str, int]]:
    """Compare code points, name by name."""
    wanted = _letters(asked.lower())
    found = [(name, _levenshtein(_letters(name.lower()), wanted)) for name in some]
    found.sort(key=lambda pair: pair[1])
    return found[:count]


@njit
def _moving(values: Any, window: int) -> Any:
    results = np.empty((len(values) - window + 1, 2))
    total = 0.0
    squares = 0.0
    for i in range(len(values)):
        total += values[i]
        squares += values[i] * values[i]
        if i >= window:
            oldest = values[i - window]
            total -= oldest
            squares -= oldest * oldest
        if i >= window - 1:
            mean = total / window
            results[i - window + 1, 0] = mean
            results[i - window + 1, 1] = math.sqrt(max(0.0, squares / window - mean * mean))
    return results


def moving(values: list[float], window: int) -> list[tuple[float, float]]:
    """Move over an array."""
    results = _moving(np.array(values), window)
    return list(zip(results[:, 0].tolist(), results[:, 1].tolist()))


@njit
def _life(grid: Any, generations: int) -> Any:
    height, width = grid.shape
    for _ in range(generations):
        following = np.empty_like(grid)
        for i in range(height):
            for j in range(width):
                around = 0
                for down in (-1, 0, 1):
                    for across in (-1, 0, 1):
                        if down != 0 or across != 0:
                            around += grid[(i + down) % height, (j + across) % width]
                following[i, j] = 1 if around == 3 or (grid[i, j] == 1 and around == 2) else 0
        grid = following
    return grid


def life(grid: list[list[int]], generations: int) -> list[list[int]]:
    """Live in an array."""
    return _life(np.array(grid), generations).tolist()


@njit
def _product(left: Any, right: Any) -> Any:
    result = np.empty((left.shape[0], right.shape[1]))
    for i in range(left.shape[0]):
        for j in range(right.shape[1]):
            total = 0.0
            for k in range(left.shape[1]):
                total += left[i, k] * right[k, j]
            result[i, j] = total
    return result


def matrix(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    """Multiply arrays, by the same sums: a library's product adds in another order."""
    return _product(np.array(left), np.array(right)).tolist()


@njit
def _next_state(state: int) -> int:
    state ^= (state << 13) & 0xFFFFFFFF
    state ^= state >> 17
    state ^= (state << 5) & 0xFFFFFFFF
    return state


@njit
def monte_carlo(
    spot: float, strike: float, rate: float, volatility: float, years: float, paths: int, state: int
) -> tuple[float, int]:
    """Draw as the kernel does."""
    drift = (rate - 0.5 * volatility * volatility) * years
    spread = volatility * math.sqrt(years)
    total = 0.0
    for _ in range(paths):
        state = _next_state(state)
        first = (state + 1) / 4294967297.0
        state = _next_state(state)
        second = state / 4294967296.0
        normal = math.sqrt(-2.0 * math.log(first)) * math.cos(2.0 * math.pi * second)
        final = spot * math.exp(drift + spread * normal)
        total += max(final - strike, 0.0)
    return math.exp(-rate * years) * total / paths, state


@njit
def _geohash(places: Any, length: int) -> Any:
    indices = np.empty((places.shape[0], length), np.uint8)
    for place in range(places.shape[0]):
        latitude = places[place, 0]
        longitude = places[place, 1]
        south, north, west, east = -90.0, 90.0, -180.0, 180.0
        across = True
        for letter in range(length):
            index = 0
            for _ in range(5):
                index *= 2
                if across:
                    middle = (west + east) / 2
                    if longitude >= middle:
                        index += 1
                        west = middle
                    else:
                        east = middle
                else:
                    middle = (south + north) / 2
                    if latitude >= middle:
                        index += 1
                        south = middle
                    else:
                        north = middle
                across = not across
            indices[place, letter] = index
    return indices


def geohash(places: list[tuple[float, float]], length: int) -> list[str]:
    """Find the letters' numbers in an array, and the texts after that."""
    given = np.array(places)
    if not ((np.abs(given) <= (90.0, 180.0)).all()):
        raise ValueError("there is no such place")
    letters = np.frombuffer(ALPHABET.encode(), np.uint8)[_geohash(given, length)]
    return [row.decode() for row in letters.view(f"S{length}").ravel().tolist()]


KERNELS: dict[str, Callable[..., Any]] = {
    "nbody": nbody,
    "spectral_norm": spectral_norm,
    "mandelbrot": mandelbrot,
    "fannkuch": _fannkuch,
    "sieve": sieve,
    "edit_distance": edit_distance,
    "knapsack": knapsack,
    "names": names,
    "moving": moving,
    "life": life,
    "matrix": matrix,
    "monte_carlo": monte_carlo,
    "geohash": geohash,
}
