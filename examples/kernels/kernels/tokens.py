"""The tokens of a text in the manner of JSON."""

from __future__ import annotations

from typing import NamedTuple

BLANK = " \t\r\n"
MARKS = "{}[]:,"
NUMBER = "+-.0123456789eE"
WORDS = ("true", "false", "null")


class Token(NamedTuple):
    """A piece of the text: what it is, how it is written, and where it starts."""

    kind: str
    text: str
    start: int


def end_of_string(text: str, start: int) -> int:
    """Find the end of the string that begins with the quote at `start`."""
    at = start + 1
    while at < len(text) and text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    if at >= len(text):
        raise ValueError(f"the string at {start} is not closed")
    return at + 1


def tokenise(text: str) -> list[Token]:
    """Split a text into its tokens.

    >>> [token.text for token in tokenise('{"a": [1, -2.5e3, true]}')]
    ['{', '"a"', ':', '[', '1', ',', '-2.5e3', ',', 'true', ']', '}']
    >>> tokenise("[nil]")
    Traceback (most recent call last):
    ...
    ValueError: unexpected nil at 1
    """
    found: list[Token] = []
    at = 0
    while at < len(text):
        letter = text[at]
        start = at
        if letter in BLANK:
            at += 1
            continue
        if letter in MARKS:
            at += 1
            found.append(Token("mark", letter, start))
        elif letter == '"':
            at = end_of_string(text, start)
            found.append(Token("string", text[start:at], start))
        elif letter == "-" or "0" <= letter <= "9":
            while at < len(text) and text[at] in NUMBER:
                at += 1
            found.append(Token("number", text[start:at], start))
        else:
            while at < len(text) and "a" <= text[at] <= "z":
                at += 1
            word = text[start:at]
            if word not in WORDS:
                raise ValueError(f"unexpected {word or letter} at {start}")
            found.append(Token("word", word, start))
    return found
