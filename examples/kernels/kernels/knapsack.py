"""What to pack when not everything fits."""

from __future__ import annotations


def knapsack(weights: list[int], values: list[int], capacity: int) -> tuple[int, list[int]]:
    """Answer the greatest value that can be carried, and which items make it.

    >>> knapsack([1, 3, 4, 5], [1, 4, 5, 7], 7)
    (9, [1, 2])
    >>> knapsack([8], [10], 7)
    (0, [])
    """
    if len(weights) != len(values):
        raise ValueError("expected as many weights as values")
    best = [[0] * (capacity + 1)]
    for weight, value in zip(weights, values):
        above = best[-1]
        row = above[:weight]
        for room in range(weight, capacity + 1):
            row.append(max(above[room], above[room - weight] + value))
        best.append(row[: capacity + 1])
    chosen: list[int] = []
    room = capacity
    for item in range(len(weights) - 1, -1, -1):
        if best[item + 1][room] != best[item][room]:
            chosen.append(item)
            room -= weights[item]
    chosen.reverse()
    return best[-1][capacity], chosen
