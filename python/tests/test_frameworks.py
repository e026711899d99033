"""Moved functions where people use functions: FastAPI, pandas, polars."""

from __future__ import annotations

import asyncio

import fastapi
import httpx
import pandas
import polars

import sample_app
import transom


def ask(app: fastapi.FastAPI, method: str, path: str, **kwargs) -> httpx.Response:
    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.request(method, path, **kwargs)

    return asyncio.run(answer())


def test_fastapi_serves_them_as_endpoints():
    app = fastapi.FastAPI()
    app.get("/fare")(sample_app.fare)
    app.post("/quote")(sample_app.quote)
    before = transom.stats()["sample.fare"]["engine"]
    assert ask(app, "GET", "/fare", params={"distance": 2.0, "rate": 0.5, "seats": 3}).json() == 3.0
    assert transom.stats()["sample.fare"]["engine"] == before + 1
    assert ask(app, "GET", "/fare", params={"distance": "far"}).status_code == 422
    cart = {"customer": "c", "currency": "EUR", "lines": [{"sku": "a", "quantity": 2, "unit_price": 1.5}]}
    assert ask(app, "POST", "/quote", json=cart).json() == {"currency": "EUR", "items": 2, "total": 3.0}
    fare = ask(app, "GET", "/openapi.json").json()["paths"]["/fare"]["get"]
    assert (fare["summary"], fare["description"]) == ("Fare", "Price some seats over a distance.")


def test_fastapi_depends_on_them():
    app = fastapi.FastAPI()

    @app.get("/")
    def endpoint(price: float = fastapi.Depends(sample_app.fare)) -> float:
        return price

    assert ask(app, "GET", "/", params={"distance": 2.0, "rate": 0.5, "seats": 3}).json() == 3.0


def test_pandas_applies_them():
    table = pandas.DataFrame({"distance": [1.0, 2.0], "rate": [0.5, 0.25], "seats": [1, 2]})
    found = table.apply(lambda row: sample_app.fare(row.distance, row.rate, int(row.seats)), axis=1)
    assert found.tolist() == [0.5, 1.0]
    assert pandas.Series([1, 2]).map(sample_app.stubborn).tolist() == [1, 2]
    assert pandas.Series([1, 2]).apply(sample_app.off).tolist() == [2, 4]


def test_polars_applies_them():
    series = polars.Series([1, 2, -3])
    assert series.map_elements(sample_app.stubborn, return_dtype=polars.Int64).to_list() == [1, 2, -3]
