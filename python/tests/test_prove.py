"""``transom prove``, as a user runs it, in a project of its own that shares the engine `sample`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

APP = '''
import copy
import itertools

count = itertools.count()


def fare(distance, rate, seats):
    return distance * rate * seats


def add(a, b):
    return a + b


def divide(a, b):
    return a // b


def pick(items, at):
    return items[at]


def total(numbers, label):
    return sum(numbers)


def same(value):
    return copy.deepcopy(value)


def itself(value):
    return value


def record(value):
    answer = {name: item for name, item in value.items() if name != "maybe"}
    names = list(answer)
    names.insert(names.index("list"), "maybe")
    return {name: copy.deepcopy(value.get(name)) for name in names}


def nearly(value):
    return value or 0.0


def sort(value):
    value.sort()
    return value


def rounded(number):
    return round(number)


def tally(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def grade(score):
    """A grade.

    >>> grade(90)
    'A'
    """
    if score >= 90:
        return "A"
    if score >= 50:
        return "B"
    if score is None:
        return "?"
    return "C"


def number(number):
    return number


def unsure(value):
    return value + next(count)


def other_names(first, second):
    return first + second


class Gone(Exception):
    pass


def quote_anyway(cart, shipping=0.0):
    total = sum((line["quantity"] * line["unit_price"] for line in cart["lines"]), 0.0)
    items = sum(line["quantity"] for line in cart["lines"])
    return {"currency": cart["currency"], "items": items, "total": total + shipping}


def quote(cart, shipping=0.0):
    for line in cart["lines"]:
        if line["sku"] == "gone":
            raise Gone(line["sku"])
    return quote_anyway(cart, shipping)
'''

CONFIG = '''
[functions."sample.add"]
original = "app:add"

[functions."sample.pick"]
original = "app:pick"
'''

CART = {"customer": "Ada", "currency": "EUR", "lines": [{"sku": "a", "quantity": 2, "unit_price": 1.5}]}


@pytest.fixture
def app(project: Path, tmp_path: Path) -> Path:
    """A project with originals, beside the engine that is built already."""
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "transom.toml").write_text(CONFIG)
    (tmp_path / ".transom").symlink_to(project / ".transom")
    return tmp_path


def run(app: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "TRANSOM_CONFIG"}
    command = [sys.executable, "-m", "transom", "prove", *words]
    return subprocess.run(command, cwd=app, env=environment, capture_output=True, text=True, timeout=120)


def prove(app: Path, *words: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit status, and what came of each function."""
    done = run(app, *words, "--json")
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)["functions"]


def recorded(app: Path, *calls: object) -> str:
    (app / "calls.jsonl").write_text("".join(f"{json.dumps(call)}\n" for call in calls))
    return "calls.jsonl"


def test_an_engine_that_is_right_has_no_mismatch(app: Path):
    status, [fare] = prove(app, "sample.fare", "--original", "app:fare", "--generate", "500", "--seed", "3")
    assert status == 0
    assert (fare["function"], fare["original"], fare["verdict"]) == ("sample.fare", "app:fare", "proved")
    assert (fare["compared"], fare["mismatches"], fare["seed"]) == (500, 0, 3)
    assert fare["lines"] == {"covered": 1, "total": 1, "missing": []}
    speed = fare["speed"]
    assert speed["original_ns"] > 0 and speed["engine_ns"] > 0
    assert speed["low"] <= fare["speedup"] <= speed["high"]
    assert fare["first_mismatch"] is None


def test_says_how_many_and_never_that_it_is_certain(app: Path):
    done = run(app, "sample.fare", "--original", "app:fare", "--generate", "1000")
    assert done.returncode == 0
    first, second, *_ = done.stdout.splitlines()
    assert first == "sample.fare: 0 mismatches in 1,000; declined 0; lines 1/1, branches 0/0"
    assert second == "  inputs    1,000 by the contract (seed 0)"
    assert " times as " in done.stdout
    assert "proved" not in done.stdout + done.stderr
    assert done.stderr == ""


def test_a_mismatch_is_made_as_small_as_it_gets(app: Path):
    status, [wrong] = prove(app, "sample.wrong", "--original", "app:total")
    assert (status, wrong["verdict"]) == (1, "mismatch")
    assert wrong["mismatches"] > 1
    assert wrong["first_mismatch"] == {
        "call": "total(numbers=[11], label='')",
        "input": {"numbers": [11], "label": ""},
        "expected": "11",
        "found": "12",
        "difference": "expected int 11, found int 12",
    }
    done = run(app, "sample.wrong", "--original", "app:total")
    assert "    call      total(numbers=[11], label='')\n    expected  11\n    found     12\n" in done.stdout


def test_what_is_declined_compares_nothing(app: Path):
    status, [add] = prove(app, "sample.add", "--generate", "1000")
    assert status == 0
    # A call that was made already is not made again.
    assert 900 < add["compared"] + sum(add["declined"].values()) <= 1000
    assert any("overflow" in reason for reason in add["declined"])
    # Rust panics where Python raises: nothing is left to compare.
    calls = recorded(app, {"items": [], "at": 0}, {"items": [1], "at": 5})
    status, [pick] = prove(app, "sample.pick", "--inputs", calls)
    assert status == 1
    assert (pick["compared"], pick["verdict"]) == (0, "declined always")
    assert sum(pick["declined"].values()) == 2
    assert "nothing was compared" in run(app, "sample.pick", "--inputs", calls).stdout


def test_minus_zero_is_not_zero(app: Path):
    status, [nearly] = prove(app, "sample.same_float", "--original", "app:nearly")
    assert status == 1
    assert nearly["first_mismatch"]["input"] == {"value": -0.0}
    assert nearly["first_mismatch"]["difference"] == "expected float 0.0, found float -0.0"


@pytest.mark.parametrize("kind", [
    "bool", "int", "small", "float", "single", "text", "bytes", "date", "time", "naive", "instant", "span",
    "decimal", "uuid", "option", "list", "array", "tuple", "map",
    "record", "choice", "union", "tree",
])
def test_every_type_goes_through_unchanged(app: Path, kind: str):
    # A record's field that may be nothing is there in every answer.
    original = "app:record" if kind == "record" else "app:same"
    status, [same] = prove(app, f"sample.same_{kind}", "--original", original, "--generate", "200")
    assert (status, same["mismatches"], same["first_mismatch"]) == (0, 0, None)
    # Decimals with an exponent, or of more than 28 digits, go to the original.
    declined = sum(same["declined"].values())
    assert same["compared"] + declined == 200
    assert declined == 0 or kind in ("decimal", "record")
    assert declined < 50


def test_an_original_that_changes_its_argument_is_told(app: Path):
    calls = recorded(app, {"value": [2.0, 1.0]})
    status, [sort] = prove(app, "sample.same_list", "--original", "app:sort", "--inputs", calls)
    assert (status, sort["verdict"]) == (1, "mismatch")
    (app / "app.py").write_text("def sort(value):\n    answer = list(value)\n    value.sort()\n    return answer\n")
    status, [sort] = prove(app, "sample.same_list", "--original", "app:sort", "--inputs", calls)
    assert status == 1
    assert sort["first_mismatch"]["difference"].startswith("the original changes its arguments, the engine does not")


def test_an_answer_that_is_an_argument_has_to_be_that_very_object(app: Path):
    status, [same] = prove(app, "sample.same_list", "--original", "app:itself")
    assert (status, same["verdict"]) == (1, "mismatch")
    assert same["first_mismatch"]["call"] == "itself(value=[])"
    assert same["first_mismatch"]["difference"].startswith("in which object is which, ")
    status, [same] = prove(app, "sample.same_int", "--original", "app:itself")
    assert (status, same["verdict"]) == (0, "proved")


def test_an_original_that_disagrees_with_itself_is_refused(app: Path):
    status, [unsure] = prove(app, "sample.same_int", "--original", "app:unsure")
    assert (status, unsure["verdict"], unsure["compared"]) == (1, "unsteady", 0)
    assert unsure["unsteady"]["call"].startswith("unsure(value=")
    done = run(app, "sample.same_int", "--original", "app:unsure")
    assert "the original disagrees with itself" in done.stdout


def test_recorded_calls_are_typed_by_the_contract(app: Path):
    (app / "app.py").write_text(
        "import datetime\n\n\ndef later(value):\n    return value + datetime.timedelta(days=0)\n"
    )
    calls = recorded(app, {"value": "2024-02-29"}, {"value": "1969-12-31"})
    status, [date] = prove(app, "sample.same_date", "--original", "app:later", "--inputs", calls)
    assert (status, date["compared"], date["inputs"]) == (0, 2, {"recorded": 2})


def test_recorded_and_generated_calls_may_be_both(app: Path):
    calls = recorded(app, {"a": 1, "b": 2})
    _, [add] = prove(app, "sample.add", "--inputs", calls, "--generate", "10")
    assert add["inputs"] == {"recorded": 1, "contract": 10}
    assert add["compared"] + sum(add["declined"].values()) == 11


def test_a_declared_error_is_the_original_s_exception_of_that_name(app: Path):
    gone = {**CART, "lines": [{**CART["lines"][0], "sku": "gone"}]}
    calls = recorded(app, {"cart": CART}, {"cart": gone}, {"cart": CART, "shipping": 2})
    status, [quote] = prove(app, "sample.quote", "--original", "app:quote", "--inputs", calls)
    assert (status, quote["compared"], quote["raised"]) == (0, 3, 1)
    calls = recorded(app, {"cart": gone})
    status, [quote] = prove(app, "sample.quote", "--original", "app:quote_anyway", "--inputs", calls)
    assert status == 1
    assert "gone is not sold any more" in quote["first_mismatch"]["found"]


def test_what_only_the_contract_refuses_is_a_mismatch(app: Path):
    calls = recorded(app, {"cart": {**CART, "coupon": "no"}})
    status, [quote] = prove(app, "sample.quote", "--original", "app:quote", "--inputs", calls)
    assert status == 1
    assert "cart.coupon: String should have at least 4 characters" in quote["first_mismatch"]["found"]
    calls = recorded(app, {"cart": {"lines": []}})
    status, [quote] = prove(app, "sample.quote", "--original", "app:quote", "--inputs", calls)
    assert quote["declined"] == {"refused by the contract, and by the original": 1}


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".arrow"])
def test_rows_of_a_table_are_calls(app: Path, suffix: str):
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table({"distance": [1.5, 2.0, 3.25], "rate": [0.5, 1.0, 2.0], "seats": [1, 2, 3]})
    file = app / f"calls{suffix}"
    if suffix == ".parquet":
        from pyarrow import parquet

        parquet.write_table(table, file)
    elif suffix == ".csv":
        from pyarrow import csv

        csv.write_csv(table, file)
    else:
        with pyarrow.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)
    status, [fare] = prove(app, "sample.fare", "--original", "app:fare", "--inputs", file.name)
    assert (status, fare["compared"]) == (0, 3)


def test_arguments_are_passed_by_place_where_the_original_wants_them_so(app: Path):
    (app / "app.py").write_text("def add(a, /, *, b):\n    return a + b\n")
    status, [add] = prove(app, "sample.add", "--inputs", recorded(app, {"a": 1, "b": 2}))
    assert (status, add["compared"]) == (0, 1)


def test_a_file_is_found_from_where_the_command_is_run(app: Path):
    recorded(app, {"a": 1, "b": 2})
    below = app / "below"
    below.mkdir()
    status, [add] = prove(below, "sample.add", "--inputs", "../calls.jsonl")
    assert (status, add["compared"]) == (0, 1)


def test_an_engine_s_functions_are_those_that_have_an_original(app: Path):
    status, functions = prove(app, "sample", "--generate", "50")
    assert status == 0
    # One is named in the engine's source, two are in transom.toml.
    assert [function["function"] for function in functions] == ["sample.add", "sample.pick", "sample.grade"]


def test_what_an_original_prints_is_none_of_the_result(app: Path):
    (app / "app.py").write_text("def same(value):\n    print('hello')\n    return value\n")
    status, [same] = prove(app, "sample.same_int", "--original", "app:same", "--generate", "5")
    assert (status, same["compared"]) == (0, 5)


@pytest.mark.parametrize(("words", "said"), [
    (["sample.ad", "--original", "app:add"], "the engine `sample` has no function `ad`"),
    (["simple.add"], "there is no engine `simple` for this Python; build it: transom build simple"),
    (["sample.fare"], "name it with --original module:name, or in transom.toml"),
    (["sample.fare", "--original", "app.fare"], 'an original is named "module:name"'),
    (["sample.fare", "--original", "ap:fare"], "the module `ap` of the original cannot be imported"),
    (["sample.fare", "--original", "app:far"], "`app` has no `far`"),
    (["sample.add", "--original", "app:other_names"], "both need the same names"),
    (["sample", "--original", "app:add"], "--original is of one function"),
    (["sample", "--inputs", "calls.jsonl"], "recorded calls are of one function"),
    (["sample.add", "--inputs", "none.jsonl"], "none.jsonl cannot be read"),
    (["sample.add", "--inputs", "app.py"], "is none of the files that are read: .jsonl"),
    (["sample.add", "--inputs", "bad.jsonl"], "bad.jsonl line 2: EOF while parsing an object at line 1 column 6"),
    (["sample.add", "--inputs", "bad.parquet"], "bad.parquet cannot be read"),
])
def test_says_what_stands_in_the_way(app: Path, words: list[str], said: str):
    (app / "bad.jsonl").write_text('{"a": 1, "b": 2}\n{"a":1')
    (app / "bad.parquet").write_text("none")
    done = run(app, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_half_that_is_rounded_otherwise_is_found(app: Path):
    status, [rounded] = prove(app, "sample.rounded", "--original", "app:rounded", "--seconds", "1")
    assert (status, rounded["verdict"]) == (1, "mismatch")
    assert rounded["first_mismatch"]["call"] in ("rounded(number=0.5)", "rounded(number=2.5)")


def test_an_order_that_is_lost_is_found(app: Path):
    status, [tally] = prove(app, "sample.tally", "--original", "app:tally", "--seconds", "1")
    assert (status, tally["verdict"]) == (1, "mismatch")
    assert len(tally["first_mismatch"]["input"]["words"]) == 2
    assert "expected the key" in tally["first_mismatch"]["difference"]


def test_what_no_compared_call_takes_is_listed(app: Path):
    status, [grade] = prove(app, "sample.grade", "--seconds", "0.5")
    assert (status, grade["verdict"], grade["original"]) == (0, "partly proved", "app:grade")
    assert grade["mismatches"] == 0
    [line] = grade["lines"]["missing"]
    assert (app / "app.py").read_text().splitlines()[line - 1].strip() == 'return "?"'
    assert grade["lines"]["covered"] == grade["lines"]["total"] - 1
    assert grade["branches"]["missing"] == [f"line {line - 1}: `{'score is None'}` never None"]
    done = run(app, "sample.grade", "--seconds", "0.5")
    assert f"  partly    no compared call took\n            line {line}\n" in done.stdout
    assert "proved" not in done.stdout


def test_what_only_declined_calls_take_is_not_covered(app: Path):
    (app / "app.py").write_text("def stubborn(number):\n    if number < 0:\n        return number\n    return number\n")
    _, [stubborn] = prove(app, "sample.stubborn", "--original", "app:stubborn", "--seconds", "0.5")
    assert (stubborn["verdict"], stubborn["lines"]["missing"]) == ("partly proved", [3])
    assert stubborn["declined"]


def test_constants_of_the_original_are_tried(app: Path):
    (app / "app.py").write_text("def number(number):\n    return number if number != 123456789 else 0\n")
    _, [same] = prove(app, "sample.stubborn", "--original", "app:number", "--seconds", "1")
    assert same["first_mismatch"]["call"] == "number(number=123456789)"


@pytest.mark.parametrize(("number", "said"), [(7001, "signal SIGABRT"), (7002, "it did not answer within")])
def test_an_engine_that_ends_the_process_or_never_ends_is_a_mismatch(app: Path, number: int, said: str):
    calls = recorded(app, {"number": 1}, {"number": number})
    status, [fatal] = prove(app, "sample.fatal", "--original", "app:number", "--inputs", calls)
    assert (status, fatal["verdict"]) == (1, "mismatch")
    assert fatal["first_mismatch"]["call"] == f"number(number={number})"
    assert said in fatal["first_mismatch"]["difference"]


def test_a_call_that_the_original_does_not_finish_is_left_out(app: Path):
    (app / "app.py").write_text(
        "def slow(number):\n    if number > 50:\n        while True:\n            pass\n    return number\n"
    )
    status, [slow] = prove(app, "sample.stubborn", "--original", "app:slow", "--seconds", "1")
    assert (status, slow["verdict"], slow["mismatches"]) == (0, "partly proved", 0)
    assert slow["left_out"]["takes too long"] > 0
    assert slow["seconds"] < 20


def test_an_original_that_ends_the_process_is_told(app: Path):
    (app / "app.py").write_text("import os\n\n\ndef gone(number):\n    os._exit(3)\n")
    status, [gone] = prove(app, "sample.stubborn", "--original", "app:gone", "--seconds", "0.5")
    assert (status, gone["verdict"]) == (1, "no inputs")
    assert gone["problem"] == "the original ends the process: status 3"


def test_calls_of_the_docstring_and_of_the_tests_are_compared(app: Path):
    (app / "tests").mkdir()
    (app / "tests" / "test_app.py").write_text(
        "from app import grade\n\n\ndef test_it():\n    score = 55\n    assert grade(score) == 'B'\n    grade(-1)\n"
    )
    _, [grade] = prove(app, "sample.grade", "--seconds", "0.5")
    assert (grade["inputs"]["docstring"], grade["inputs"]["tests"]) == (1, 2)


def test_calls_that_differed_in_shadow_are_compared_again(app: Path, project: Path):
    kept = project / ".transom" / "shadow"
    kept.mkdir(exist_ok=True)
    file = kept / "sample.grade.jsonl"
    file.write_text('{"score": 12}\n')
    try:
        _, [grade] = prove(app, "sample.grade", "--seconds", "0.5")
    finally:
        file.unlink()
    assert (grade["recorded"], grade["inputs"]["recorded"]) == (1, 1)


def test_a_file_takes_the_result(app: Path):
    done = run(app, "sample.grade", "--seconds", "0.3", "--json", "result.json")
    assert done.stdout.startswith("1 functions: 1 only in part; 0 mismatches in ")
    assert json.loads((app / "result.json").read_text())["functions"][0]["verdict"] == "partly proved"


def test_one_original_that_cannot_be_imported_stops_no_other(app: Path):
    (app / "transom.toml").write_text(CONFIG + '\n[functions."sample.fare"]\noriginal = "nowhere:fare"\n')
    status, functions = prove(app, "sample", "--generate", "20")
    assert status == 1
    verdicts = {function["function"]: function["verdict"] for function in functions}
    assert verdicts["sample.fare"] == "no inputs"
    assert verdicts["sample.add"] == "proved"


@pytest.mark.skipif("TRANSOM_SLOW" not in os.environ, reason="builds the engine again; asked for with TRANSOM_SLOW")
def test_faults_that_no_input_notices_are_told(project: Path):
    words = [sys.executable, "-m", "transom", "prove", "sample.grade", "--original", "grades:grade", "--strength", "--json"]
    source = APP[APP.index("def grade") : APP.index("def number")]
    (project / "grades.py").write_text(source)
    try:
        done = subprocess.run(words, cwd=project, capture_output=True, text=True, timeout=600)
    finally:
        (project / "grades.py").unlink()
    [grade] = json.loads(done.stdout)["functions"]
    assert grade["strength"] == {"killed": 6, "total": 6, "survivors": []}
