"""Paragraphs broken into lines of equal width."""

from __future__ import annotations


def wrap_paragraph(paragraph: str, width: int) -> list[str]:
    """Break one paragraph into lines; a word that is too long has a line of its own.

    >>> wrap_paragraph("to be or not to be", 9)
    ['to be or', 'not to be']
    """
    lines: list[str] = []
    line = ""
    for word in paragraph.split():
        if not line:
            line = word
        elif len(line) + 1 + len(word) <= width:
            line += " " + word
        else:
            lines.append(line)
            line = word
    if line:
        lines.append(line)
    return lines


def justify(line: str, width: int) -> str:
    """Stretch a line to the width by wider gaps, those on the left first.

    >>> justify("not to be", 12)
    'not   to  be'
    """
    words = line.split(" ")
    gaps = len(words) - 1
    if gaps == 0:
        return line
    room = width - sum(len(word) for word in words)
    narrow, wider = divmod(room, gaps)
    text = words[0]
    for i, word in enumerate(words[1:]):
        text += " " * (narrow + 1 if i < wider else narrow) + word
    return text


def wrap(text: str, width: int = 72) -> str:
    """Wrap and justify the paragraphs of a text; the last line of each stays as it is.

    >>> print(wrap("one two three four\\n\\nfive six", 10))
    one    two
    three four
    <BLANKLINE>
    five six
    """
    paragraphs: list[str] = []
    for paragraph in text.split("\n\n"):
        lines = wrap_paragraph(paragraph, width)
        last = len(lines) - 1
        paragraphs.append("\n".join(line if i == last else justify(line, width) for i, line in enumerate(lines)))
    return "\n\n".join(paragraphs)
