"""Routes that are like a route: a small recommendation engine over sparse vectors."""

from __future__ import annotations

import math
from typing import TypedDict

import transom


class Match(TypedDict):
    """A route, and how like it is: from 0 for nothing in common to 1."""

    route: str
    score: float


@transom.move("flights.similar_routes")
def similar_routes(profiles: dict[str, dict[str, int]], most: int = 5) -> dict[str, list[Match]]:
    """For each route the ``most`` similar others, the best first.

    A profile says how often each thing was seen on a route: a plane's model, an hour of the week, a month. Things
    are weighed as words are in documents: more where they are frequent here, less where they are seen everywhere.
    Two routes are as similar as the cosine between their vectors.
    """
    routes_with: dict[str, int] = {}
    for profile in profiles.values():
        for term in profile:
            routes_with[term] = routes_with.get(term, 0) + 1

    vectors: dict[str, dict[str, float]] = {}
    for route, profile in profiles.items():
        vector: dict[str, float] = {}
        for term, times in sorted(profile.items()):
            vector[term] = (1.0 + math.log(times)) * math.log(len(profiles) / routes_with[term])
        squares = 0.0
        for weight in vector.values():
            squares += weight * weight
        length = math.sqrt(squares)
        vectors[route] = {term: weight / length for term, weight in vector.items()} if length > 0.0 else {}

    similar: dict[str, list[Match]] = {}
    for route, vector in vectors.items():
        matches: list[Match] = []
        for other, candidate in vectors.items():
            if other == route:
                continue
            small, large = (vector, candidate) if len(vector) < len(candidate) else (candidate, vector)
            score = 0.0
            for term, weight in small.items():
                if term in large:
                    score += weight * large[term]
            if score > 0.0:
                matches.append({"route": other, "score": score})
        matches.sort(key=lambda match: (-match["score"], match["route"]))
        similar[route] = matches[:most]
    return similar
