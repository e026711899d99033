"""Edits between two texts, letters that changed places counted as one."""

from __future__ import annotations


def edit_distance(left: str, right: str) -> int:
    """Count the insertions, deletions, replacements and swaps of neighbours that make one text the other.

    >>> edit_distance("kitten", "sitting")
    3
    >>> edit_distance("form", "from")
    1
    >>> edit_distance("", "abc")
    3
    """
    rows = len(left) + 1
    columns = len(right) + 1
    table = [[0] * columns for _ in range(rows)]
    for i in range(rows):
        table[i][0] = i
    for j in range(columns):
        table[0][j] = j
    for i in range(1, rows):
        for j in range(1, columns):
            cost = 0 if left[i - 1] == right[j - 1] else 1
            best = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
                best = min(best, table[i - 2][j - 2] + 1)
            table[i][j] = best
    return table[-1][-1]
