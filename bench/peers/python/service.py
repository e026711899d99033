"""The peer of the rows against FastAPI: the cart as an endpoint.

An `async def` endpoint, so that no call pays for a thread; the answer's model is written as JSON by Pydantic.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Body, FastAPI

from carts import Cart, Quote, totals

app = FastAPI()


@app.post("/quote")
async def quote(cart: Annotated[Cart, Body(embed=True)]) -> Quote:
    """Validate a cart and say what it costs."""
    return totals(cart)


@app.get("/readyz")
async def ready() -> str:
    """Say that the service answers."""
    return "ready"
