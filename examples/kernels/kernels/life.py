"""Conway's game of life on a torus."""

from __future__ import annotations


def neighbours(grid: list[list[int]], row: int, column: int) -> int:
    """Count the living cells around one; the edges meet.

    >>> neighbours([[0, 1, 0], [0, 1, 0], [0, 1, 0]], 1, 1)
    2
    """
    height = len(grid)
    width = len(grid[0])
    count = 0
    for down in (-1, 0, 1):
        for across in (-1, 0, 1):
            if down != 0 or across != 0:
                count += grid[(row + down) % height][(column + across) % width]
    return count


def life(grid: list[list[int]], generations: int) -> list[list[int]]:
    """Answer the grid after so many generations.

    >>> blinker = [[0] * 5, [0] * 5, [0, 1, 1, 1, 0], [0] * 5, [0] * 5]
    >>> life(blinker, 1)
    [[0, 0, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]]
    """
    current = [row[:] for row in grid]
    for _ in range(generations):
        following: list[list[int]] = []
        for i, row in enumerate(current):
            cells: list[int] = []
            for j, cell in enumerate(row):
                around = neighbours(current, i, j)
                cells.append(1 if around == 3 or (cell == 1 and around == 2) else 0)
            following.append(cells)
        current = following
    return current
