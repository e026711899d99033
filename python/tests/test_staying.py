"""Where there is nothing to move to, a function stays on Python and says so once; a wrong configuration says where."""

from __future__ import annotations

import logging

import pytest

import transom
from transom._internal import moving


@pytest.fixture(autouse=True)
def _nothing_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "_said", set())


def test_without_an_engine_python_answers(configured, caplog):
    configured("")

    def price(amount: float) -> float:
        return amount * 2

    with caplog.at_level(logging.WARNING, "transom"):
        first = transom.move("nowhere.price")(price)
        second = transom.move("nowhere.other")(price)
    assert (first(1.0), second(2.0)) == (2.0, 4.0)
    assert first.stats()["calls"] == 1
    assert [record.getMessage() for record in caplog.records] == [
        "`nowhere.price` stays on Python: no engine `nowhere` for this Python (build it: transom build nowhere)"
    ]


def test_a_function_that_the_engine_lacks_stays_on_python(configured, caplog):
    configured("")
    moved = transom.move("sample.fair")(lambda distance: distance)
    assert moved(1.0) == 1.0
    assert "has no function `fair` (there are fare, add" in caplog.records[0].getMessage()


def test_an_original_with_other_arguments_stays_on_python(configured, caplog):
    configured("")
    moved = transom.move("sample.fare")(lambda distance, price: distance * price)
    assert moved(2.0, 3.0) == 6.0
    assert caplog.records[0].getMessage() == (
        "`sample.fare` stays on Python: the original takes (distance, price), the engine's function "
        "(distance, rate, seats) (give both the same arguments)"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[transom]\nmod = "on"\n', "unknown key `mod`; did you mean `mode`?"),
        ('[transform]\nmode = "on"\n', "did you mean `transom`?"),
        ('[transom]\nmode = "of"\n', '`mode` is "off", "shadow" or "on", not "of"'),
        ('[transom]\nat = "ftp://x"\n', '`at` is "embedded" or an address'),
        ("[functions.fare]\n", 'a function is named "engine.function"'),
        ("[transom\n", "transom.toml:1:"),
    ],
)
def test_a_wrong_configuration_says_what_and_where(configured, text, message):
    project = configured(text)
    with pytest.raises(transom.ConfigError) as raised:
        transom.move("sample.fare")(lambda distance, rate, seats: 0.0)
    assert message in str(raised.value)
    assert str(project / "transom.toml") in str(raised.value)


def test_a_named_file_that_is_missing_is_an_error(configured, monkeypatch):
    monkeypatch.setenv("TRANSOM_CONFIG", str(configured("") / "missing.toml"))
    with pytest.raises(transom.ConfigError, match="cannot be read"):
        transom.move("sample.fare")(lambda distance, rate, seats: 0.0)
