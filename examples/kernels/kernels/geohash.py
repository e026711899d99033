"""Places as short texts: near places begin alike."""

from __future__ import annotations

ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz"


def encode(latitude: float, longitude: float, length: int) -> str:
    """Make the geohash of one place.

    >>> encode(57.64911, 10.40744, 11)
    'u4pruydqqvj'
    """
    south, north = -90.0, 90.0
    west, east = -180.0, 180.0
    letters: list[str] = []
    across = True
    for _ in range(length):
        index = 0
        for _ in range(5):
            index *= 2
            if across:
                middle = (west + east) / 2
                if longitude >= middle:
                    index += 1
                    west = middle
                else:
                    east = middle
            else:
                middle = (south + north) / 2
                if latitude >= middle:
                    index += 1
                    south = middle
                else:
                    north = middle
            across = not across
        letters.append(ALPHABET[index])
    return "".join(letters)


def geohashes(places: list[tuple[float, float]], length: int = 9) -> list[str]:
    """Make the geohash of each place, a pair of latitude and longitude.

    >>> geohashes([(48.8584, 2.2945), (-33.8568, 151.2153)], 6)
    ['u09tun', 'r3gx2u']
    >>> geohashes([(91.0, 0.0)])
    Traceback (most recent call last):
    ...
    ValueError: there is no place 91.0, 0.0
    """
    hashes: list[str] = []
    for latitude, longitude in places:
        if not (-90.0 <= latitude <= 90.0 and -180.0 <= longitude <= 180.0):
            raise ValueError(f"there is no place {latitude}, {longitude}")
        hashes.append(encode(latitude, longitude, length))
    return hashes
