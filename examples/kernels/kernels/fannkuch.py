"""Pancake flipping over all orders of a small deck."""

from __future__ import annotations


def flips(deck: list[int]) -> int:
    """Count how often the deck is turned before card 0 is on top: as many cards as the top one says, and one.

    >>> flips([2, 0, 1]), flips([0, 1, 2])
    (2, 0)
    """
    cards = deck[:]
    count = 0
    while cards[0] != 0:
        top = cards[0]
        cards[: top + 1] = cards[top::-1]
        count += 1
    return count


def fannkuch(size: int) -> tuple[int, int]:
    """Answer the checksum and the most flips over all orders of `size` cards.

    >>> fannkuch(7)
    (228, 16)
    """
    deck = list(range(size))
    counts = [0] * size
    checksum = 0
    most = 0
    sign = 1
    while True:
        turned = flips(deck)
        most = max(most, turned)
        checksum += sign * turned
        sign = -sign
        # The next order: rotate the shortest front that has not come around yet.
        front = 1
        while front < size:
            first = deck[0]
            for i in range(front):
                deck[i] = deck[i + 1]
            deck[front] = first
            counts[front] += 1
            if counts[front] <= front:
                break
            counts[front] = 0
            front += 1
        if front >= size:
            return checksum, most
