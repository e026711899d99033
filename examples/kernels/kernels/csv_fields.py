"""Fields of comma-separated text, quoted ones too."""

from __future__ import annotations


def parse(text: str, delimiter: str = ",") -> list[list[str]]:
    """Split a text into rows of fields; a quote inside a quoted field is doubled.

    >>> parse('name,note\\nAda,"says ""hi"", twice"\\n')
    [['name', 'note'], ['Ada', 'says "hi", twice']]
    >>> parse("a;;b", ";")
    [['a', '', 'b']]
    """
    rows: list[list[str]] = []
    row: list[str] = []
    field: list[str] = []
    quoted = False
    at = 0
    while at < len(text):
        letter = text[at]
        if quoted:
            if letter != '"':
                field.append(letter)
            elif at + 1 < len(text) and text[at + 1] == '"':
                field.append('"')
                at += 1
            else:
                quoted = False
        elif letter == '"':
            quoted = True
        elif letter == delimiter:
            row.append("".join(field))
            field = []
        elif letter == "\n":
            row.append("".join(field))
            rows.append(row)
            row = []
            field = []
        elif letter != "\r":
            field.append(letter)
        at += 1
    if quoted:
        raise ValueError("a quoted field is not closed")
    if field or row:
        row.append("".join(field))
        rows.append(row)
    return rows
