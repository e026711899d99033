"""The product of two matrices."""

from __future__ import annotations


def product(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    """Multiply two matrices, each a list of rows.

    >>> product([[1.0, 2.0], [3.0, 4.0]], [[0.0, 1.0], [1.0, 0.0]])
    [[2.0, 1.0], [4.0, 3.0]]
    """
    inner = len(right)
    columns = len(right[0])
    result: list[list[float]] = []
    for row in left:
        if len(row) != inner:
            raise ValueError(f"expected rows of {inner}, found one of {len(row)}")
        line: list[float] = []
        for j in range(columns):
            total = 0.0
            for k in range(inner):
                total += row[k] * right[k][j]
            line.append(total)
        result.append(line)
    return result
