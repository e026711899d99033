"""Planets that attract each other, moved forward in small steps."""

from __future__ import annotations

import math
from typing import NamedTuple


class Body(NamedTuple):
    """Where a body is, how it moves, and its mass."""

    x: float
    y: float
    z: float
    vx: float
    vy: float
    vz: float
    mass: float


def energy(bodies: list[Body]) -> float:
    """Say what the system's motion and attraction add up to.

    >>> energy([Body(0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 2.0)])
    1.0
    """
    total = 0.0
    for i, body in enumerate(bodies):
        total += 0.5 * body.mass * (body.vx * body.vx + body.vy * body.vy + body.vz * body.vz)
        for other in bodies[i + 1 :]:
            dx = body.x - other.x
            dy = body.y - other.y
            dz = body.z - other.z
            total -= body.mass * other.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


def advance(bodies: list[Body], steps: int, dt: float) -> list[Body]:
    """Move the bodies forward by so many steps of `dt`.

    >>> still = Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    >>> advance([still._replace(vx=1.0)], 4, 0.25)[0].x
    1.0
    >>> left, right = advance([still, still._replace(x=2.0)], 1, 0.5)
    >>> left.vx, right.vx
    (0.125, -0.125)
    """
    count = len(bodies)
    mass = [body.mass for body in bodies]
    x = [body.x for body in bodies]
    y = [body.y for body in bodies]
    z = [body.z for body in bodies]
    vx = [body.vx for body in bodies]
    vy = [body.vy for body in bodies]
    vz = [body.vz for body in bodies]
    for _ in range(steps):
        for i in range(count):
            for j in range(i + 1, count):
                dx = x[i] - x[j]
                dy = y[i] - y[j]
                dz = z[i] - z[j]
                squared = dx * dx + dy * dy + dz * dz
                pull = dt / (squared * math.sqrt(squared))
                vx[i] -= dx * mass[j] * pull
                vy[i] -= dy * mass[j] * pull
                vz[i] -= dz * mass[j] * pull
                vx[j] += dx * mass[i] * pull
                vy[j] += dy * mass[i] * pull
                vz[j] += dz * mass[i] * pull
        for i in range(count):
            x[i] += dt * vx[i]
            y[i] += dt * vy[i]
            z[i] += dt * vz[i]
    return [Body(x[i], y[i], z[i], vx[i], vy[i], vz[i], mass[i]) for i in range(count)]
