"""``transom.connect``: any engine's functions as Python callables, embedded or served, sync or async."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from .. import _transom
from . import engines, project
from .errors import ConfigError, DomainError, UnknownFunction, domain_class

#: How long a served engine may take to answer one call, in seconds.
TIMEOUT_S = 30.0


class Client:
    """The functions of one engine: ``client.quote(cart, currency="EUR")``, ``await client.aio.quote(...)``.

    Arguments and answers are plain Python objects, as the contract describes them; errors are the same for every
    door. ``client.errors.OutOfStock`` is the class of a declared error.
    """

    def __init__(
        self, target: str, call: Callable[..., Any], call_async: Callable[..., Awaitable[Any]], contract: str
    ) -> None:
        self._target = target
        self._call = call
        self._call_async = call_async
        self.contract: dict[str, Any] = json.loads(contract)
        self.engine: str = self.contract["engine"]
        self._functions = {function["name"]: function for function in self.contract["functions"]}
        self.errors = Errors(self.engine, self.contract)
        self.aio = AsyncFunctions(self)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return self._function(name, self._call)

    def _function(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        function = self._functions.get(name)
        if function is None:
            known = ", ".join(self._functions)
            raise UnknownFunction(f"`{self.engine}` has no function `{name}`; there are {known}")

        def answer(*args: Any, **kwargs: Any) -> Any:
            return call(name, args, kwargs)

        answer.__name__ = answer.__qualname__ = name
        answer.__doc__ = function.get("doc", "")
        return answer

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._functions]

    def __repr__(self) -> str:
        return f"<transom.Client of {self.engine} at {self._target}>"


class AsyncFunctions:
    """The same functions, to be awaited."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        return self._client._function(name, self._client._call_async)

    def __dir__(self) -> list[str]:
        return list(self._client._functions)


class Errors:
    """The classes of an engine's declared errors, by name: ``client.errors.OutOfStock``."""

    def __init__(self, engine: str, contract: dict[str, Any]) -> None:
        self._classes: dict[str, type[DomainError]] = {
            case["name"]: domain_class(engine, case["code"])
            for function in contract["functions"]
            for case in function.get("errors", [])
        }

    def __getattr__(self, name: str) -> type[DomainError]:
        try:
            return self._classes[name]
        except KeyError:
            raise AttributeError(f"no declared error `{name}`; there are {', '.join(self._classes)}") from None

    def __dir__(self) -> list[str]:
        return list(self._classes)


def connect(target: str, *, timeout: float = TIMEOUT_S) -> Client:
    """A client of the engine at ``target``: an address such as ``"http://127.0.0.1:8080"``, or an engine's name.

    ``timeout`` is in seconds and holds for each call of a served engine. Connections are kept and shared.
    """
    if target.startswith("http://"):
        return _known_served(target.rstrip("/"), timeout)
    if target.isidentifier():
        return _known_embedded(target)
    raise ConfigError(f'expected an address such as "http://127.0.0.1:8080" or an engine\'s name, found "{target}"')


def _served(url: str, timeout: float) -> Client:
    native = _transom.HttpClient(url, timeout)
    return Client(url, native.call, native.call_async, native.contract())


def _embedded(engine: str) -> Client:
    _, root = project.config_for(None)
    module = engines.find(engine, root)
    if module is None:
        where = f" in {Path(root) / '.transom' / 'engines'}" if root else ""
        raise ConfigError(f"no engine `{engine}`{where} or installed; build it: transom build {engine}")

    def call(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return getattr(module, name)(*args, **kwargs)

    async def call_async(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return await asyncio.to_thread(call, name, args, kwargs)

    return Client("embedded", call, call_async, module.contract())


_known_served = lru_cache(maxsize=64)(_served)
_known_embedded = lru_cache(maxsize=64)(_embedded)
