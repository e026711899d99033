"""In shadow the original answers; the engine runs beside it and is compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

import sample_app
import transom


def shadow(engine, function, original, reports=None):
    report = None if reports is None else lambda *told: reports.append(told)
    return engine.bind(function, original, "shadow", report)


def test_the_original_answers_and_the_comparison_is_counted():
    before = transom.stats()["sample.shadowed"]
    assert sample_app.shadowed(4) == 8
    after = transom.stats()["sample.shadowed"]
    assert (after["calls"], after["compared"]) == (before["calls"] + 1, before["compared"] + 1)
    assert (after["engine"], after["mismatches"]) == (0, 0)


def test_the_smallest_differing_input_is_kept(engine):
    reports = []
    moved = shadow(engine, "wrong", lambda numbers, label="": sum(numbers), reports)
    for numbers in ([1, 2], [10, 20, 30, 40], [11], [12, 13]):
        assert moved(numbers) == sum(numbers)
    stats = moved.stats()
    assert (stats["compared"], stats["mismatches"]) == (4, 3)
    assert stats["smallest_mismatch"] == {"input": '{"numbers":[11],"label":""}', "expected": "11", "found": "12"}
    assert [told[0] for told in reports] == ['{"numbers":[10,20,30,40],"label":""}', '{"numbers":[11],"label":""}']


def test_differing_inputs_are_written_where_prove_reads_them(configured):
    project = configured('[transom]\nmode = "shadow"\n')

    @transom.move("sample.wrong")
    def wrong(numbers: list[int], label: str = "") -> int:
        return sum(numbers)

    wrong([1])
    file = project / ".transom" / "shadow" / "sample.wrong.jsonl"
    assert not file.exists()
    wrong([40, 2], "x")
    wrong([42])
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert lines == [{"numbers": [40, 2], "label": "x"}, {"numbers": [42], "label": ""}]


def test_the_engine_sees_the_arguments_before_the_original_changes_them(engine):
    def original(numbers, label):
        numbers.append(1)
        return sum(numbers) - 1

    moved = shadow(engine, "wrong", original)
    numbers = [1, 2]
    assert moved(numbers, "right") == 3
    assert numbers == [1, 2, 1]
    smallest = moved.stats()["smallest_mismatch"]
    assert smallest["input"] == '{"numbers":[1,2],"label":"right"}'
    assert smallest["expected"] == "the original changes its arguments"


def test_a_decline_is_no_difference(engine):
    moved = shadow(engine, "stubborn", lambda number: number)
    assert moved(-1) == -1
    assert moved("x") == "x"
    assert moved.stats()["compared"] == 0
    assert moved.stats()["declined"] == {"no negative numbers": 1, "arguments of other types": 1}


def test_an_original_that_raises_is_compared(engine):
    def original(number):
        raise KeyError(number)

    moved = shadow(engine, "stubborn", original)
    with pytest.raises(KeyError):
        moved(1)
    with pytest.raises(KeyError):
        moved(-1)
    stats = moved.stats()
    assert (stats["compared"], stats["mismatches"], stats["declined"]) == (1, 1, {"no negative numbers": 1})
    assert stats["smallest_mismatch"] == {"input": '{"number":1}', "expected": "raises KeyError: 1", "found": "1"}


def test_whoever_ends_the_program_ends_it(engine):
    def original(number):
        raise KeyboardInterrupt

    moved = shadow(engine, "stubborn", original)
    with pytest.raises(KeyboardInterrupt):
        moved(1)
    assert moved.stats()["compared"] == 0


def test_an_exception_of_the_engine_never_reaches_the_caller(engine, capfd):
    moved = shadow(engine, "crash", lambda message: "fine")
    assert moved("boom") == "fine"
    assert "InternalError" in moved.stats()["smallest_mismatch"]["found"]


def test_an_input_that_is_too_large_to_keep_is_counted(engine):
    reports = []
    moved = shadow(engine, "wrong", lambda numbers, label="": sum(numbers), reports)
    assert moved([1] * 20_000) == 20_000
    assert moved.stats()["smallest_mismatch"]["input"] == "(too large to keep)"
    assert reports == []
    assert moved([99]) == 99
    assert len(reports) == 1


@dataclass
class Point:
    x: float


@pytest.mark.parametrize(
    ("function", "value", "answer"),
    [
        ("same_int", 1, 1.0),
        ("same_int", 1, True),
        ("same_float", 0.0, -0.0),
        ("same_list", [1.0], (1.0,)),
        ("same_list", [1.0], [1.0, 2.0]),
        ("same_map", {"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ("same_map", {"a": 1}, {"a": True}),
        ("same_text", "a", "\ud800"),
        ("same_decimal", Decimal("1.0"), Decimal("1.00")),
        ("same_instant", datetime(2024, 1, 1, tzinfo=timezone.utc), datetime(2024, 1, 1, tzinfo=ZoneInfo("UTC"))),
        ("same_naive", datetime(2024, 1, 1), datetime(2024, 1, 1, fold=1)),
        ("same_tuple", (1, "a"), (1, Point(1.0))),
    ],
    ids=repr,
)
def test_what_can_be_told_apart_is_a_difference(engine, function, value, answer):
    moved = shadow(engine, function, lambda value: answer)
    assert moved(value) is answer
    assert moved.stats()["mismatches"] == 1


def test_deep_answers_are_compared_without_end(engine):
    deep: list = []
    inside = deep
    for _ in range(10_000):
        inside.append([])
        inside = inside[0]
    round_and_round: list = []
    round_and_round.append(round_and_round)
    for answer in (deep, round_and_round):
        moved = shadow(engine, "same_list", answering(answer))
        assert moved([1.0]) is answer
        assert moved.stats()["mismatches"] == 1


def answering(answer):
    return lambda value: answer
