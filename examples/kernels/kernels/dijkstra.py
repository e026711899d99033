"""Shortest ways through a network of roads."""

from __future__ import annotations

import heapq


def shortest_paths(roads: dict[int, list[tuple[int, float]]], start: int) -> dict[int, float]:
    """Answer how far each place is from `start`, the nearest first; places that cannot be reached are left out.

    >>> shortest_paths({1: [(2, 7.0), (3, 1.0)], 3: [(2, 2.5)], 4: []}, 1)
    {1: 0.0, 3: 1.0, 2: 3.5}
    """
    distances: dict[int, float] = {}
    queue = [(0.0, start)]
    while queue:
        distance, place = heapq.heappop(queue)
        if place in distances:
            continue
        distances[place] = distance
        for neighbour, length in roads.get(place, []):
            if neighbour not in distances:
                heapq.heappush(queue, (distance + length, neighbour))
    return distances
