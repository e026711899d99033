"""What a call may raise: one class for each row of the fault table, the same for every door."""

from __future__ import annotations

import json
from typing import Any


class TransomError(Exception):
    """Anything that Transom itself raises."""


class ConfigError(TransomError, ValueError):
    """``transom.toml``, or a use of ``transom``, is not as it should be."""


class ValidationError(TransomError, ValueError):
    """The input does not keep the contract; every issue at once, in Pydantic's shape."""

    def __init__(self, title: str, issues: list[dict[str, Any]]) -> None:
        super().__init__(title, issues)
        self.title = title
        self._issues = issues

    def errors(self) -> list[dict[str, Any]]:
        """Each issue as ``{"type", "loc", "msg", "input"}``, with ``ctx`` where there are limits."""
        return [{**issue, "loc": tuple(issue["loc"])} for issue in self._issues]

    def error_count(self) -> int:
        """How many issues there are."""
        return len(self._issues)

    def json(self, *, indent: int | None = None) -> str:
        """The issues as JSON."""
        return json.dumps(self._issues, indent=indent, default=str)

    def __str__(self) -> str:
        count = len(self._issues)
        lines = [f"{count} validation error{'' if count == 1 else 's'} for {self.title}"]
        for issue in self._issues:
            lines.append(".".join(str(step) for step in issue["loc"]) or "(the whole input)")
            given = issue.get("input")
            lines.append(f"  {issue['msg']} [type={issue['type']}, input_value={_short(given)}, "
                         f"input_type={type(given).__name__}]")
        return "\n".join(lines)


class InvalidRequest(TransomError, ValueError):
    """The input never became a call: not well-formed, too large, too slow, or in a format that nobody reads here."""


class UnknownFunction(TransomError, LookupError):
    """The engine has no function of this name."""


class ContractMismatch(TransomError):
    """The caller was made for another contract than the engine's."""


class DomainError(TransomError):
    """One of a function's declared errors; each has a subclass under its engine's ``errors``."""

    def __init__(self, code: str, message: str, data: dict[str, Any] | None = None) -> None:
        super().__init__(code, message, data)
        self.code = code
        self.message = message
        self.data = data or {}

    def __str__(self) -> str:
        return self.message


class Declined(TransomError):
    """An exact function leaves this input to its Python original."""


class Overloaded(TransomError):
    """Too many calls at once; ``retry_after`` is in seconds."""

    def __init__(self, message: str, retry_after: float = 0.0) -> None:
        super().__init__(message, retry_after)
        self.retry_after = retry_after

    def __str__(self) -> str:
        return str(self.args[0])


class DeadlineExceeded(TransomError, TimeoutError):
    """The deadline passed before an answer."""


class Unavailable(TransomError, ConnectionError):
    """The service, or something that it depends on, cannot be reached."""


class InternalError(TransomError, RuntimeError):
    """The function panicked or its answer cannot be written: a bug in the engine."""


def _short(value: object, limit: int = 50) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit // 2]}...{text[-limit // 2 + 3 :]}"


_domain_classes: dict[tuple[str, str], type[DomainError]] = {}


def domain_class(engine: str, code: str) -> type[DomainError]:
    """The exception class of an engine's declared error; one class for every door."""
    key = (engine, code)
    found = _domain_classes.get(key)
    if found is None:
        name = "".join(part.capitalize() for part in code.split("_"))
        own = {"__module__": f"transom_engines.{engine}", "__reduce__": _reduce_domain}
        found = type(name, (DomainError,), own)
        found.__doc__ = f"The declared error `{code}` of the engine `{engine}`."
        found.engine = engine  # type: ignore[attr-defined]
        found = _domain_classes.setdefault(key, found)
    return found


def _reduce_domain(error: Any) -> tuple[Any, ...]:
    return _make_domain, (error.engine, error.code, error.message, error.data)


def _make_domain(engine: str, code: str, message: str, data: dict[str, Any]) -> DomainError:
    return domain_class(engine, code)(code, message, data)


_CLASSES: dict[str, type[TransomError]] = {
    "malformed": InvalidRequest,
    "too_large": InvalidRequest,
    "too_slow": InvalidRequest,
    "unsupported": InvalidRequest,
    "unknown_function": UnknownFunction,
    "contract_mismatch": ContractMismatch,
    "declined": Declined,
    "deadline_exceeded": DeadlineExceeded,
    "draining": Unavailable,
    "unavailable": Unavailable,
    "internal": InternalError,
}


def from_fault(engine: str, function: str, fault: dict[str, Any]) -> TransomError:
    """The exception of a fault, as its row says: ``{"type": slug, "detail": …, …}`` as on the HTTP wire."""
    slug = fault["type"]
    detail = fault.get("detail", slug)
    if slug == "invalid":
        return ValidationError(f"{engine}.{function}", fault.get("errors", []))
    if slug == "domain":
        return domain_class(engine, fault["code"])(fault["code"], fault.get("message", detail), fault.get("data") or {})
    if slug == "overloaded":
        return Overloaded(detail, float(fault.get("retry_after", 0.0)))
    return _CLASSES.get(slug, TransomError)(detail)
