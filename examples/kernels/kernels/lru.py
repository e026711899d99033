"""A cache that forgets what was not used for longest, fed with a list of requests."""

from __future__ import annotations

from collections import OrderedDict


def simulate(requests: list[int], capacity: int) -> tuple[int, int, list[int]]:
    """Answer the hits, the misses, and what the cache holds in the end, oldest first.

    >>> simulate([1, 2, 1, 3, 2, 1], 2)
    (1, 5, [2, 1])
    """
    if capacity < 1:
        raise ValueError(f"expected room for one at least, found {capacity}")
    cache: OrderedDict[int, int] = OrderedDict()
    hits = 0
    misses = 0
    for request in requests:
        if request in cache:
            hits += 1
            cache[request] += 1
            cache.move_to_end(request)
        else:
            misses += 1
            if len(cache) >= capacity:
                cache.popitem(last=False)
            cache[request] = 1
    return hits, misses, list(cache)
