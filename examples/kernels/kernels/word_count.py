"""How often each word is used."""

from __future__ import annotations

PUNCTUATION = ".,;:!?\"'()[]"


def word_count(text: str) -> dict[str, int]:
    """Count the words of a text, in the order in which they first come, without case and punctuation.

    >>> word_count("The cat saw the dog; the dog ran!")
    {'the': 3, 'cat': 1, 'saw': 1, 'dog': 2, 'ran': 1}
    """
    counts: dict[str, int] = {}
    for word in text.lower().split():
        word = word.strip(PUNCTUATION)
        if word:
            counts[word] = counts.get(word, 0) + 1
    return counts
