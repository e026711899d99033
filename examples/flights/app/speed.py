"""How fast a flight was, from its two airports and its two local clocks."""

from __future__ import annotations

import math

import transom

EARTH_RADIUS_KM = 6371.0088
DAY_MINUTES = 24 * 60


@transom.move("flights.block_speed")
def block_speed(
    latitude: float | None,
    longitude: float | None,
    zone: int | None,
    to_latitude: float | None,
    to_longitude: float | None,
    to_zone: int | None,
    departed: int | None,
    arrived: int | None,
) -> float | None:
    """Kilometres an hour along the great circle, from gate to gate.

    The clocks are local (517 is 5:17), each in its airport's zone; a flight takes less than a day. ``None`` where
    the flight never left or arrived, or where it is not known between which places.
    """
    if departed is None or arrived is None:
        return None
    if latitude is None or longitude is None or zone is None:
        return None
    if to_latitude is None or to_longitude is None or to_zone is None:
        return None

    local = (arrived // 100 * 60 + arrived % 100) - (departed // 100 * 60 + departed % 100)
    minutes = (local - (to_zone - zone) * 60) % DAY_MINUTES
    if minutes == 0:
        return None

    phi = math.radians(latitude)
    to_phi = math.radians(to_latitude)
    up = math.sin((to_phi - phi) / 2.0)
    along = math.sin(math.radians(to_longitude - longitude) / 2.0)
    haversine = up * up + math.cos(phi) * math.cos(to_phi) * along * along
    kilometres = 2.0 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, haversine)))
    return kilometres * 60.0 / minutes
