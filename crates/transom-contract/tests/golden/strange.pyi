"""Names | that *get* in the `way`.

The engine ``strange`` 0.1.0: made by Transom from its contract, do not edit. Names that are no functions
exist for type checkers only: import them under ``if TYPE_CHECKING:``.
"""

import builtins
import datetime as _datetime
import transom
import typing
import typing_extensions

# Ends in a quote "
Hiding = typing_extensions.TypedDict(
    "Hiding",
    {
        "str": str,
        "list": str,
        "datetime": str,
        "int": str,
        "typing": str,
        "when": _datetime.date,
        "many": builtins.list[int_],
        "é\"\\": bool,
    },
)


# Back\slash.
int_ = typing_extensions.TypedDict(
    "int_",
    {
        "__private": bool,
    },
)


QuoteInput: typing.TypeAlias = typing.Literal["a-b", "a_b", "é\"\\\n"]
"""- "a-b": Say \"\"\".
- "a_b": Say \"\"\".
- "é\\"\\\\\\n": Say \"\"\".
"""


# One
#
# case.
IssueAB = typing_extensions.TypedDict(
    "IssueAB",
    {
        "@kind": typing.Literal["a-b"],
        "number": _datetime.timedelta,
    },
)


# One
#
# case.
IssueAB_ = typing_extensions.TypedDict(
    "IssueAB_",
    {
        "@kind": typing.Literal["a_b"],
        "number": _datetime.timedelta,
    },
)


Issue: typing.TypeAlias = IssueAB | IssueAB_


class two_words(typing_extensions.TypedDict):
    next: typing_extensions.NotRequired[two_words | None]


class two_words_(typing_extensions.TypedDict):
    ...


class class_(typing_extensions.TypedDict):
    ...


class Client(typing_extensions.TypedDict):
    ...


__version__: str
__all__: builtins.list[str] = ["quote", "list", "datetime", "lambda", "late"]


def contract() -> str:
    """The engine's contract as JSON."""


def quote(list: builtins.list[Hiding], a: dict[QuoteInput, _datetime.date]) -> Issue:
    """First line

      - a | list

    Raises:
        Problem: problem
        Problem: other_problem
    """


def list(int: builtins.list[int]) -> Issue:
    """First line

      - a | list

    Raises:
        Problem: problem
        Problem: other_problem
    """


def datetime(when: _datetime.datetime) -> Issue:
    """First line

      - a | list

    Raises:
        Problem: problem
        Problem: other_problem
    """


def late(
    first: str = "\"\\😀",
    second: builtins.list[int] | None = None,
    *,
    two_words: two_words_,
    client: Client,
    issue: Issue,
    **others: typing.Any,
) -> Issue:
    """First line

      - a | list

    Raises:
        Problem: problem
        Problem: other_problem
    """


class Errors:
    """The classes of declared errors."""

    class Problem(transom.DomainError):
        """The error ``problem``."""


class AsyncFunctions(typing.Protocol):
    """The functions of a client, to be awaited."""

    async def quote(
        self,
        list: builtins.list[Hiding],
        a: dict[QuoteInput, _datetime.date],
    ) -> Issue:
        """First line

          - a | list

        Raises:
            Problem: problem
            Problem: other_problem
        """

    async def list(self, int: builtins.list[int]) -> Issue:
        """First line

          - a | list

        Raises:
            Problem: problem
            Problem: other_problem
        """

    async def datetime(self, when: _datetime.datetime) -> Issue:
        """First line

          - a | list

        Raises:
            Problem: problem
            Problem: other_problem
        """

    async def late(
        self,
        first: str = "\"\\😀",
        second: builtins.list[int] | None = None,
        *,
        two_words: two_words_,
        client: Client,
        issue: Issue,
        **others: typing.Any,
    ) -> Issue:
        """First line

          - a | list

        Raises:
            Problem: problem
            Problem: other_problem
        """


class Client_(typing.Protocol):
    """What ``transom.connect`` answers for this engine."""

    @property
    def aio(self) -> AsyncFunctions: ...
    @property
    def errors(self) -> Errors: ...

    def quote(self, list: builtins.list[Hiding], a: dict[QuoteInput, _datetime.date]) -> Issue:
        """First line

          - a | list

        Raises:
            Problem: problem
            Problem: other_problem
        """

    def list(self, int: builtins.list[int]) -> Issue:
        """First line

          - a | list

        Raises:
            Problem: problem
            Problem: other_problem
        """

    def datetime(self, when: _datetime.datetime) -> Issue:
        """First line

          - a | list

        Raises:
            Problem: problem
            Problem: other_problem
        """

    def late(
        self,
        first: str = "\"\\😀",
        second: builtins.list[int] | None = None,
        *,
        two_words: two_words_,
        client: Client,
        issue: Issue,
        **others: typing.Any,
    ) -> Issue:
        """First line

          - a | list

        Raises:
            Problem: problem
            Problem: other_problem
        """
