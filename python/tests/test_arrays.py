"""NumPy's arrays: of float64 and int64, contiguous, of one dimension or two; anything else is left to Python."""

from __future__ import annotations

import pytest

import transom

np = pytest.importorskip("numpy")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("same_floats", np.array([1.5, -0.0, np.inf])),
        ("same_floats", np.array([])),
        ("same_ints", np.array([1, -(2**63)], dtype=np.int64)),
        ("same_table", np.arange(6.0).reshape(2, 3)),
        ("same_grid", np.arange(6).reshape(3, 2)),
    ],
)
def test_arrays_come_back_as_they_were(engine, name, value):
    found = getattr(engine, name)(value)
    assert (type(found), found.dtype, found.shape) == (np.ndarray, value.dtype, value.shape)
    assert found.tobytes() == value.tobytes()
    found[...] = 0


class Own(np.ndarray):
    pass


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("same_floats", np.array([1, 2])),
        ("same_floats", np.array([1.0], dtype=np.float32)),
        ("same_floats", np.array([1.0], dtype=">f8")),
        ("same_floats", np.arange(6.0)[::2]),
        ("same_floats", np.arange(6.0).reshape(2, 3)),
        ("same_floats", np.arange(3.0).view(Own)),
        ("same_floats", [1.0]),
        ("same_floats", np.array(1.0)),
        ("same_ints", np.array([1], dtype=np.uint64)),
        ("same_ints", np.array([1], dtype="m8[s]")),
        ("same_ints", np.array([True])),
        ("same_table", np.arange(6.0).reshape(2, 3).T),
        ("same_table", np.zeros((0, 3))),
        ("same_float", np.float64(1.0)),
        ("same_int", np.int64(1)),
        ("same_list", np.arange(3.0)),
    ],
)
def test_anything_else_declines(engine, name, value):
    with pytest.raises(transom.Declined):
        getattr(engine, name)(value)


def test_an_array_is_read(engine):
    assert engine.above(np.arange(10.0), 6.5) == 3


def test_an_array_is_changed_in_place(engine):
    whole = np.arange(12.0).reshape(4, 3)
    engine.halve(whole[1:3])
    assert whole.tolist() == [[0, 1, 2], [1.5, 2, 2.5], [3, 3.5, 4], [9, 10, 11]]


def test_nothing_is_changed_by_a_decline(engine):
    table = np.array([[1.0, -1.0]])
    with pytest.raises(transom.Declined):
        engine.halve(table)
    table = np.array([[1.0, 1.0]])
    table.flags.writeable = False
    with pytest.raises(transom.Declined):
        engine.halve(table)
    assert table.tolist() == [[1.0, 1.0]]


def test_two_arrays_in_one_memory_decline(engine):
    whole = np.arange(10)
    with pytest.raises(transom.Declined, match="two places"):
        engine.add_to(whole[:5], whole[4:9])
    engine.add_to(whole[:5], whole[5:])
    assert whole.tolist() == [5, 7, 9, 11, 13, 5, 6, 7, 8, 9]
