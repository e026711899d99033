"""The calls of the HTTP rows as JSON Lines: path, body, and the answer that the Python original gives."""

from __future__ import annotations

import json

import carts

from rows import data

CALLS = 64


def main() -> None:
    """Print one call a line."""
    for cart in data.carts(CALLS):
        print(json.dumps({"path": "/quote", "body": {"cart": cart}, "answer": carts.quote(cart)}))


if __name__ == "__main__":
    main()
