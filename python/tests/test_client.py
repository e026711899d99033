"""`transom.connect`: an engine's functions without an original, by its contract."""

from __future__ import annotations

import asyncio

import pytest

import transom

CART = {"customer": "c", "currency": "EUR", "lines": [{"sku": "a", "quantity": 2, "unit_price": 1.5}]}


@pytest.fixture(scope="module")
def client() -> transom.Client:
    return transom.connect("sample")


def test_it_calls_by_position_and_by_name(client):
    assert client.quote(CART) == {"currency": "EUR", "items": 2, "total": 3.0}
    assert client.quote(cart=CART, shipping=1.0)["total"] == 4.0
    assert client.engine == "sample"


def test_it_calls_asynchronously(client):
    async def main():
        with pytest.raises(client.errors.Closed):
            await client.aio.quote({**CART, "customer": "nobody"})
        with pytest.raises(transom.ValidationError):
            await client.aio.quote({})
        return await asyncio.gather(*(client.aio.quote(CART, float(number)) for number in range(3)))

    assert [answer["total"] for answer in asyncio.run(main())] == [3.0, 4.0, 5.0]


def test_it_shows_what_there_is(client):
    assert {"quote", "fare", "aio", "errors"} <= set(dir(client))
    assert {"Gone", "Closed"} <= set(dir(client.errors))
    assert client.quote.__doc__ == "Says what a cart costs."
    assert repr(client) == "<transom.Client of sample at embedded>"
    with pytest.raises(transom.UnknownFunction, match="no function `quota`; there are fare"):
        client.quota()
    with pytest.raises(AttributeError, match="no declared error `Lost`; there are"):
        client.errors.Lost


def test_there_is_one_client_of_an_engine():
    assert transom.connect("sample") is transom.connect("sample")


@pytest.mark.parametrize("target", ["https//x", "", "a b", "ftp://x"])
def test_a_target_is_an_address_or_an_engine(target):
    with pytest.raises(transom.ConfigError, match="expected an address"):
        transom.connect(target)


def test_an_engine_that_is_nowhere_is_an_error():
    with pytest.raises(transom.ConfigError, match="build it: transom build nowhere"):
        transom.connect("nowhere")
