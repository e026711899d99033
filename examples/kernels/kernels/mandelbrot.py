"""The Mandelbrot set as a picture of numbers."""

from __future__ import annotations


def escape_time(real: float, imaginary: float, limit: int) -> int:
    """Count the steps until a point runs away, `limit` at most.

    >>> escape_time(0.0, 0.0, 50), escape_time(2.0, 2.0, 50)
    (50, 1)
    """
    x = 0.0
    y = 0.0
    for step in range(limit):
        if x * x + y * y > 4.0:
            return step
        x, y = x * x - y * y + real, 2.0 * x * y + imaginary
    return limit


def mandelbrot(width: int, height: int, limit: int = 100) -> list[list[int]]:
    """Draw the set between -2 and 0.5 across, and -1.25 and 1.25 down.

    >>> for row in mandelbrot(24, 9, 30):
    ...     print("".join("-+*#"[min(3, steps // 8)] for steps in row))
    ------------------------
    -----------------++-----
    -------------#######+++-
    -------#+*#+*##########-
    #####################*--
    -------#+*#+*##########-
    -------------#######+++-
    -----------------++-----
    ------------------------
    """
    rows: list[list[int]] = []
    for line in range(height):
        imaginary = 2.5 * line / (height - 1) - 1.25
        row: list[int] = []
        for column in range(width):
            real = 2.5 * column / (width - 1) - 2.0
            row.append(escape_time(real, imaginary, limit))
        rows.append(row)
    return rows
