"""`transom.map`: tables of every library in, a column out, the answers those of one call a row."""

from __future__ import annotations

import datetime
import decimal
import os
import signal
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow as pa
import pytest
import sample_app
import transom

FARES = {"distance": [1.5, 2.0, 0.25], "rate": [2.0, 0.5, 4.0], "seats": [1, 2, 3]}
ANSWERS = [3.0, 2.0, 3.0]


def lines(sku: str = "a", quantity: int = 1) -> list[dict[str, Any]]:
    """Make the lines of a cart."""
    return [
        {"sku": sku, "quantity": quantity, "unit_price": 2.5, "gift": False},
        {"sku": "b", "quantity": 2, "unit_price": 1.0, "gift": True},
    ]


def cart(**changed: Any) -> dict[str, Any]:
    """Make a cart."""
    return {"customer": "Ada", "currency": "EUR", "coupon": None, "lines": lines(), **changed}


def carts(*some: dict[str, Any] | None) -> pa.Table:
    """Make a table of carts and shipping."""
    return pa.table({"cart": pa.array(some), "shipping": pa.array([1.0] * len(some))})


# Every library's tables.


@pytest.mark.parametrize(
    "table",
    [
        pa.table(FARES),
        pa.RecordBatch.from_pydict(FARES),
        polars.DataFrame(FARES),
        pandas.DataFrame(FARES),
        pa.table(FARES).select(["seats", "distance", "rate"]),
    ],
    ids=["pyarrow.Table", "pyarrow.RecordBatch", "polars", "pandas", "another order"],
)
def test_takes_tables_of_every_library(table: Any) -> None:
    """The columns are found by their names, whatever the library."""
    assert transom.map(sample_app.fare, table).to_pylist() == ANSWERS


def test_takes_a_duckdb_relation() -> None:
    """A query's rows come as they are asked for."""
    relation = duckdb.sql("select i::double as distance, 2.0::double as rate, 3::bigint as seats from range(5000) t(i)")
    assert transom.map(sample_app.fare, relation).to_pylist() == [i * 6.0 for i in range(5000)]


def test_takes_a_reader_whose_batches_python_makes_on_this_thread() -> None:
    """The thread that calls reads the table, so that a generator may hold what is bound to it."""
    threads = set()

    def batches() -> Iterator[pa.RecordBatch]:
        for _ in range(3):
            threads.add(threading.get_ident())
            yield pa.RecordBatch.from_pydict(FARES)

    reader = pa.RecordBatchReader.from_batches(pa.table(FARES).schema, batches())
    assert transom.map(sample_app.fare, reader, threads=2).to_pylist() == ANSWERS * 3
    assert threads == {threading.get_ident()}


def test_an_error_of_the_reader_is_told() -> None:
    """What goes wrong while a table is read ends the call."""

    def batches() -> Iterator[pa.RecordBatch]:
        yield pa.RecordBatch.from_pydict(FARES)
        raise OSError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.table(FARES).schema, batches())
    with pytest.raises(transom.InvalidRequest, match="the table cannot be read.*the disk is gone"):
        transom.map(sample_app.fare, reader)


@pytest.mark.parametrize("made", ["pyarrow", "polars", "pandas", "duckdb"])
def test_the_answers_go_to_every_library(made: str) -> None:
    """The answer is a table of one column, named as the function."""
    answers = transom.map(sample_app.fare, pa.table(FARES))
    assert len(answers) == 3
    if made == "pyarrow":
        assert pa.table(answers).to_pydict() == {"fare": ANSWERS}
    elif made == "polars":
        assert polars.DataFrame(answers).to_dict(as_series=False) == {"fare": ANSWERS}
    elif made == "pandas":
        assert pa.table(answers).to_pandas()["fare"].tolist() == ANSWERS
    else:
        fares = pa.table(answers)
        assert len(fares) == 3
        assert duckdb.sql("select sum(fare) from fares").fetchall() == [(sum(ANSWERS),)]
    assert pa.schema(answers) == pa.schema([("fare", pa.float64())])
    # It can be read again.
    assert list(answers) == ANSWERS == answers.to_pylist()


def test_takes_a_table_in_chunks() -> None:
    """Where a table is cut does not matter."""
    pieces = [pa.table(FARES).slice(at, 1) for at in range(3)] * 4
    assert transom.map(sample_app.fare, pa.concat_tables(pieces), threads=2).to_pylist() == ANSWERS * 4


def test_takes_an_empty_table() -> None:
    """No rows are no answers."""
    for table in (pa.table(FARES).slice(0, 0), pa.table(FARES).schema.empty_table()):
        answers = transom.map(sample_app.fare, table)
        assert answers.to_pylist() == []
        assert pa.schema(answers).names == ["fare"]


@pytest.mark.parametrize("threads", [1, 2, 7, None])
def test_answers_stand_in_the_rows_order(threads: int | None) -> None:
    """However many threads work."""
    count = 200_003
    table = pa.table({"a": pa.array(range(count)), "b": pa.array([1] * count)})
    answers = transom.map(sample_app.add, table, threads=threads)
    assert answers.to_pyarrow().column(0).to_pylist() == list(range(1, count + 1))


def test_takes_nested_columns() -> None:
    """Lists of structs are lists of records, and a missing optional field has its default."""
    answers = transom.map("sample.quote", carts(cart(), cart(currency="USD", coupon="SPRING10")))
    expected = [{"currency": "EUR", "items": 3, "total": 5.5}, {"currency": "USD", "items": 3, "total": 5.5}]
    assert answers.to_pylist() == expected
    without = carts(cart()).drop_columns(["shipping"])
    assert transom.map("sample.quote", without).to_pylist() == [{"currency": "EUR", "items": 3, "total": 4.5}]
    from_polars = polars.DataFrame({"cart": [cart(coupon="SPRING10")]})
    assert transom.map("sample.quote", from_polars).to_pylist() == [{"currency": "EUR", "items": 3, "total": 4.5}]


KINDS = {
    "flag": (pa.bool_(), True),
    "whole": (pa.int64(), -(2**63)),
    "real": (pa.float64(), -0.0),
    "text": (pa.string(), "žluťoučký 🐎"),
    "raw": (pa.binary(), b"\x00\xff"),
    "day": (pa.date32(), datetime.date(2024, 2, 29)),
    "clock": (pa.time64("us"), datetime.time(23, 59, 59, 999_999)),
    "local": (pa.timestamp("us"), datetime.datetime(1, 1, 1, 0, 0, 0, 1)),
    "instant": (pa.timestamp("us", "UTC"), datetime.datetime(9999, 12, 31, tzinfo=datetime.timezone.utc)),
    "span": (pa.duration("us"), datetime.timedelta(days=-3, microseconds=1)),
    "money": (pa.decimal128(20, 2), decimal.Decimal("-1234567890.50")),
    "id": (pa.binary(16), uuid.UUID(int=255).bytes),
    "maybe": (pa.string(), None),
    "list": (pa.list_(pa.int64()), [1, 2, 3]),
    "triple": (pa.list_(pa.float64(), 3), [1.0, 2.0, 3.0]),
    "map": (pa.map_(pa.string(), pa.float64()), [("a", 1.5), ("b", 2.5)]),
    "tier": (pa.dictionary(pa.int8(), pa.string()), "VIP"),
    "shape": (
        pa.struct([("type", pa.string()), ("rectangle", pa.struct([("width", pa.float64()), ("height", pa.float64())]))]),
        {"type": "rectangle", "rectangle": {"width": 1.0, "height": 2.0}},
    ),
}


def test_every_kind_of_value_comes_back() -> None:
    """A record with a field of every kind goes through unchanged."""
    kinds = pa.struct([(name, kind) for name, (kind, _) in KINDS.items()])
    row = {name: value for name, (_, value) in KINDS.items()}
    table = pa.table({"value": pa.array([row, row], kinds)})
    found = transom.map("sample.same_record", table).to_pylist()
    expected = {
        **row,
        "money": "-1234567890.50",
        "shape": {"type": "rectangle", "circle": None, "rectangle": {"width": 1.0, "height": 2.0}},
    }
    assert found == [expected, expected]
    assert str(found[0]["real"]) == "-0.0"


@pytest.mark.parametrize(
    ("function", "column", "answer"),
    [
        ("same_text", pa.array(["a", None], pa.large_string()), "a"),
        ("same_text", pa.array(["a", None], pa.string_view()), "a"),
        ("same_choice", pa.array(["VIP", None]).dictionary_encode(), "VIP"),
        ("same_bytes", pa.array([b"a", None], pa.large_binary()), b"a"),
        ("same_list", pa.array([[1.0], None], pa.large_list(pa.float64())), [1.0]),
        ("same_list", pa.array([[1.0], None], pa.list_(pa.float64(), 1)), [1.0]),
        ("same_small", pa.array([255, None], pa.int64()), 255),
        ("same_time", pa.array([datetime.time(1), None], pa.time64("ns")), datetime.time(1)),
        ("same_span", pa.array([datetime.timedelta(1), None], pa.duration("s")), datetime.timedelta(1)),
        ("same_decimal", pa.array(["1.50", None]), "1.50"),
        ("same_tuple", pa.array([{"a": 1, "b": "x"}, None]), {"0": 1, "1": "x"}),
    ],
)
def test_other_types_stand_for_a_kind(function: str, column: pa.Array, answer: Any) -> None:
    """And a null is a row of its own, not another value."""
    answers = transom.map(f"sample.{function}", pa.table({"value": column}), errors="collect")
    assert answers.to_pylist() == [answer, None]
    assert [failed.row for failed in answers.errors] == [1]
    assert isinstance(answers.errors[0].error, transom.Declined)


def test_a_null_is_nothing_where_nothing_may_be() -> None:
    """An option takes nulls, and columns of nothing but them."""
    for column in (pa.array([1, None]), pa.nulls(2)):
        found = transom.map("sample.same_option", pa.table({"value": column})).to_pylist()
        assert found == column.to_pylist()


# What does not fit.


def test_says_every_column_that_does_not_fit_at_once() -> None:
    """Before any row is looked at: the column, what was expected, what was found, what to do."""
    table = pa.table({"distance": ["far"], "rates": [1.0], "seats": [1]})
    with pytest.raises(transom.InvalidRequest) as raised:
        transom.map(sample_app.fare, table)
    assert str(raised.value).splitlines() == [
        "the table does not fit the arguments of `fare`:",
        "  column `rates` is not expected here; leave it out: select distance, rate, seats",
        "  column `distance`: expected Float64, found Utf8; cast it to Float64",
        "  column `rate` is missing: expected Float64; add it, or rename the one that is it",
    ]


def test_names_the_column_inside_a_column() -> None:
    """A nested field is named by its way."""
    wrong = cart(lines=[{"sku": "a", "quantity": "one", "unit_price": 1.0}])
    with pytest.raises(transom.InvalidRequest, match=r"column `cart.lines.item.quantity`: expected UInt32, found Utf8"):
        transom.map("sample.quote", carts(wrong))


def test_a_model_that_contains_itself_has_no_columns() -> None:
    """It says so, and what to do."""
    table = pa.table({"value": [{"name": "a", "children": []}]})
    with pytest.raises(transom.InvalidRequest, match="`Tree` contains itself, which a column cannot"):
        transom.map("sample.same_tree", table)


def test_text_that_is_none_is_refused() -> None:
    """Python can make a column of text out of any bytes."""
    texts = pa.array([b"\xff"]).view(pa.string())
    with pytest.raises(transom.InvalidRequest, match="column `value` holds bytes that are not UTF-8"):
        transom.map("sample.same_text", pa.table({"value": texts}))


@pytest.mark.parametrize("table", [[1, 2], "a table", {"a": [1]}, polars.LazyFrame(FARES), pa.array([1.0])])
def test_what_is_no_table_is_refused(table: Any) -> None:
    """One column without a name is no table either."""
    with pytest.raises((TypeError, transom.InvalidRequest), match="expected a table"):
        transom.map(sample_app.fare, table)


def test_wrong_uses_are_refused() -> None:
    """Each names the mend."""
    table = pa.table(FARES)
    with pytest.raises(transom.ConfigError, match="moved function"):
        transom.map(len, table)
    with pytest.raises(transom.ConfigError, match='"engine.function"'):
        transom.map("fare", table)
    with pytest.raises(transom.ConfigError, match="transom build nothing"):
        transom.map("nothing.fare", table)
    with pytest.raises(transom.UnknownFunction, match="fares"):
        transom.map("sample.fares", table)
    with pytest.raises(transom.ConfigError, match="collect"):
        transom.map(sample_app.fare, table, errors="ignore")
    with pytest.raises(ValueError, match="threads"):
        transom.map(sample_app.fare, table, threads=0)


# Rows without an answer.


def test_a_row_has_the_issues_that_a_call_has() -> None:
    """The same exception, with the row as its cause."""
    bad = cart(customer="", lines=lines(quantity=1000))
    with pytest.raises(transom.ValidationError) as called:
        sample_app.quote(bad, -1.0)
    table = carts(cart(), bad).set_column(1, "shipping", pa.array([1.0, -1.0]))
    with pytest.raises(transom.ValidationError) as mapped:
        transom.map(sample_app.quote, table)
    assert mapped.value.errors() == called.value.errors()
    assert str(mapped.value.__cause__) == "row 1 failed, the first of 1"


def test_errors_are_collected() -> None:
    """Declared errors, invalid rows and nulls; the other rows have their answers."""
    table = carts(cart(lines=lines("gone")), cart(), cart(customer="nobody"), None, cart(coupon="no"))
    answers = transom.map("sample.quote", table, errors="collect", threads=2)
    assert [answer is None for answer in answers] == [True, False, True, True, True]
    assert [failed.row for failed in answers.errors] == [0, 2, 3, 4]
    gone, closed, null, coupon = (failed.error for failed in answers.errors)
    assert isinstance(gone, transom.connect("sample").errors.Gone)
    assert gone.data == {"sku": "gone"}
    assert isinstance(closed, transom.DomainError)
    assert isinstance(null, transom.ValidationError)
    assert [(issue["type"], issue["loc"], issue["input"]) for issue in null.errors()] == [("model_type", ("cart",), None)]
    assert isinstance(coupon, transom.ValidationError)
    assert coupon.errors()[0]["loc"] == ("cart", "coupon")


def test_a_panic_is_its_rows_error_alone() -> None:
    """The rows before and behind it have their answers."""
    numbers = [1, 2**62, 3, 2**62, 2**62, 6]
    answers = transom.map("sample.overflow", pa.table({"number": numbers}), errors="collect")
    assert answers.to_pylist() == [2, None, 6, None, None, 12]
    assert [failed.row for failed in answers.errors] == [1, 3, 4]
    assert all(isinstance(failed.error, transom.InternalError) for failed in answers.errors)


def test_too_many_errors_stop_the_table() -> None:
    """They are kept for the caller, so that there is a limit."""
    table = pa.table({"message": ["no"] * 100_001})
    with pytest.raises(transom.InvalidRequest, match="more than 100000 rows have no answer.*row 0: internal error: no"):
        transom.map("sample.crash", table, errors="collect")


# Rows that Python answers.


def test_a_declined_row_is_answered_by_the_original() -> None:
    """In its place, and counted by reason."""
    table = pa.table({"number": [1, -2, 3, -4, -5]})
    answers = transom.map(sample_app.stubborn, table, threads=2)
    assert answers.to_pylist() == [1, -2, 3, -4, -5]
    assert answers.declined == {"no negative numbers": 3}
    assert answers.errors == []


def test_an_integer_for_an_exact_float_is_left_to_python() -> None:
    """Which might answer it differently."""
    table = pa.table({"distance": [2, 3], "rate": [0.5, 0.5], "seats": [1, 2]})
    answers = transom.map(sample_app.fare, table)
    assert answers.to_pylist() == [1.0, 3.0]
    assert answers.declined == {"arguments of other types": 2}


def test_an_answer_that_no_column_holds_is_told() -> None:
    """Python's integers have no end, a column's do."""
    table = pa.table({"a": [2**62, 1], "b": [2**62, 1]})
    answers = transom.map(sample_app.add, table, errors="collect")
    assert answers.to_pylist() == [None, 2]
    (failed,) = answers.errors
    assert isinstance(failed.error, transom.Declined)
    assert "a column cannot hold what Python answered" in str(failed.error)
    # Nor is one rounded: the original multiplies integers.
    table = pa.table({"distance": [2**53 + 1, 2**53], "rate": [1, 1], "seats": [1, 1]})
    answers = transom.map(sample_app.fare, table, errors="collect")
    assert answers.to_pylist() == [None, float(2**53)]


def test_what_the_original_raises_is_that_rows_error() -> None:
    """With its own class and traceback."""
    table = pa.table({"a": [7, 7, 7], "b": [2, 0, 3]})
    answers = transom.map(sample_app.divide, table, errors="collect")
    assert answers.to_pylist() == [3, None, 2]
    (failed,) = answers.errors
    assert isinstance(failed.error, ZeroDivisionError)
    assert failed.error.__traceback__ is not None
    with pytest.raises(ZeroDivisionError) as raised:
        transom.map(sample_app.divide, table)
    assert str(raised.value.__cause__) == "row 1 failed, the first of 1"


def test_originals_run_on_the_calling_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever they keep for it is there, such as a decimal context."""
    threads = []
    original = sample_app.stubborn.__wrapped__

    def noted(number: int) -> int:
        threads.append(threading.get_ident())
        return original(number)

    monkeypatch.setattr(sample_app.stubborn, "__wrapped__", noted)
    noted.__code__ = noted.__code__.replace(co_filename=original.__code__.co_filename)
    assert transom.map(sample_app.stubborn, pa.table({"number": [-1] * 1000}), threads=4).to_pylist() == [-1] * 1000
    assert set(threads) == {threading.get_ident()}


def test_a_function_that_is_not_switched_on_is_answered_by_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    """As each of its calls is."""
    config = project / "off.toml"
    config.write_text('[transom]\nmode = "off"\n')
    monkeypatch.setenv("TRANSOM_CONFIG", str(config))
    try:
        answers = transom.map(sample_app.fare, pa.table(FARES))
    finally:
        config.unlink()
    assert answers.to_pylist() == ANSWERS
    assert answers.declined == {"the function is not switched on": 3}


def test_rows_are_counted_as_calls() -> None:
    """What `transom.stats` tells of a function is told of its tables, too."""

    def counts() -> tuple[int, int, int]:
        now = transom.stats()["sample.stubborn"]
        return now["calls"], now["engine"], now["declined"].get("no negative numbers", 0)

    before = counts()
    transom.map(sample_app.stubborn, pa.table({"number": [1, -2, 3, 4, -5, 6, 7]}))
    assert tuple(after - then for after, then in zip(counts(), before)) == (7, 5, 2)


# The process around it.


def test_other_threads_go_on() -> None:
    """Python's lock is released while Rust works."""
    done = []
    table = pa.table({"millis": [20] * 20})
    worker = threading.Thread(target=lambda: done.append(transom.map("sample.busy", table, threads=1)))
    began = time.perf_counter()
    worker.start()
    turns = 0
    while worker.is_alive() and time.perf_counter() - began < 10:
        turns += 1
        time.sleep(0.001)
    worker.join()
    assert done and done[0].to_pylist() == [20] * 20
    assert turns > 50


def test_all_threads_share_a_small_table() -> None:
    """Few rows that take long are worth a thread each."""
    began = time.perf_counter()
    transom.map("sample.busy", pa.table({"millis": [50] * 16}), threads=8)
    assert time.perf_counter() - began < 0.05 * 16 * 0.7


def test_an_interrupt_ends_it() -> None:
    """Soon, though Rust works."""
    main = threading.main_thread().ident
    assert main is not None
    timer = threading.Timer(0.2, lambda: signal.pthread_kill(main, signal.SIGINT))
    timer.start()
    began = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        transom.map("sample.busy", pa.table({"millis": [20] * 1000}), threads=2)
    assert time.perf_counter() - began < 10


def test_works_before_and_after_fork() -> None:
    """No thread outlives a call."""
    table = pa.table(FARES)
    assert transom.map(sample_app.fare, table).to_pylist() == ANSWERS
    child = os.fork()
    if child == 0:
        right = list(transom.map(sample_app.fare, table, threads=2).to_pylist()) == ANSWERS
        os._exit(0 if right else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert transom.map(sample_app.fare, table).to_pylist() == ANSWERS
