"""A moved function answers from Rust, and is to everybody else the Python function that it was."""

from __future__ import annotations

import copy
import doctest
import functools
import gc
import importlib
import inspect
import pickle
import pydoc
import typing
import unittest.mock
import weakref

import pytest

import sample_app
import transom


def test_the_engine_answers_and_is_counted():
    before = transom.stats()["sample.fare"]
    assert sample_app.fare(12.5, 0.31, 3) == 12.5 * 0.31 * 3
    after = transom.stats()["sample.fare"]
    assert after["calls"] == before["calls"] + 1
    assert after["engine"] == before["engine"] + 1
    assert after["declined"] == before["declined"]


def test_a_function_that_is_off_stays_on_python():
    before = transom.stats()["sample.off"]
    assert sample_app.off(4) == 8
    after = transom.stats()["sample.off"]
    assert (after["calls"], after["engine"]) == (before["calls"] + 1, 0)


def test_the_name_follows_from_the_module_where_none_is_given(engine, configured):
    configured("")

    def pick(items, at):
        return items[at]

    pick.__module__ = "app.sample"
    moved = transom.move(pick)
    assert moved.__transom__ == "sample.pick"
    assert moved([1, 2, 3], 1) == 2
    assert moved.stats()["engine"] == 1


@pytest.mark.parametrize("moved", [sample_app.greet, sample_app.off], ids=["on", "off"])
def test_it_has_what_its_original_has(moved):
    original = moved.__wrapped__
    assert inspect.isfunction(original)
    for name in ["__name__", "__qualname__", "__module__", "__doc__", "__annotations__", "__defaults__", "__code__"]:
        assert getattr(moved, name) == getattr(original, name)
    assert inspect.signature(moved) == inspect.signature(original)
    assert typing.get_type_hints(moved) == typing.get_type_hints(original)
    assert inspect.getsource(moved) == inspect.getsource(original)
    assert inspect.getdoc(moved) == inspect.getdoc(original)
    assert moved.__name__ in repr(moved)
    assert pydoc.render_doc(moved)


@pytest.mark.parametrize("moved", [sample_app.greet, sample_app.off], ids=["on", "off"])
def test_it_pickles_by_its_name(moved):
    assert pickle.loads(pickle.dumps(moved)) is moved
    assert copy.copy(moved) is moved
    assert copy.deepcopy([moved]) == [moved]


@pytest.mark.parametrize("moved", [sample_app.add, sample_app.off], ids=["on", "off"])
def test_it_binds_as_a_method(moved):
    class Till:
        method = moved

        def __init__(self, number):
            self.number = number

    assert Till.method is moved
    with pytest.raises(TypeError):
        Till(1).method(1, 2)
    assert inspect.ismethod(Till(1).method)


def test_a_method_in_a_class_body_moves(engine):
    class Till:
        def __init__(self):
            self.total = 3

        def over(self, number: int) -> int:
            return number

        over = staticmethod(engine.bind("off", lambda number: number * 2, "on", None))

    assert Till().over(2) == 4


@pytest.mark.parametrize("moved", [sample_app.add, sample_app.off], ids=["on", "off"])
def test_it_can_be_weakly_referred_to_and_wrapped(moved):
    assert weakref.ref(moved)() is moved
    assert hash(moved) == hash(moved)

    @functools.wraps(moved)
    def wrapper(*args):
        return moved(*args)

    assert inspect.signature(wrapper) == inspect.signature(moved)
    moved.note = "attributes of one's own"
    assert moved.note == "attributes of one's own"
    del moved.note


def test_it_is_freed_with_what_it_refers_to(engine):
    def original(number):
        return number * 2

    moved = engine.bind("off", original, "on", None)
    moved.itself = moved
    gone = weakref.ref(moved)
    del moved, original
    gc.collect()
    assert gone() is None


def test_doctest_finds_it():
    found = doctest.DocTestFinder().find(sample_app, extraglobs={})
    greet = next(test for test in found if test.name.endswith(".greet"))
    assert greet.examples
    runner = doctest.DocTestRunner()
    runner.run(greet)
    assert runner.summarize(verbose=False) == (0, len(greet.examples))


def test_mock_patches_it():
    with unittest.mock.patch("sample_app.add", autospec=True, return_value=7) as add:
        assert sample_app.add(1, 2) == 7
        add.assert_called_once_with(1, 2)
    assert sample_app.add(1, 2) == 3


def test_reloading_a_module_moves_its_functions_anew():
    importlib.reload(sample_app)
    before = transom.stats()["sample.add"]["calls"]
    assert sample_app.add(1, 2) == 3
    assert transom.stats()["sample.add"]["calls"] == before + 1


def test_what_is_no_plain_function_is_refused():
    async def waits():
        return 1

    def yields():
        yield 1

    for wrong, why in [(waits, "async"), (yields, "generator"), (len, "plain function"), (int, "plain function")]:
        with pytest.raises(TypeError, match=why):
            transom.move("sample.add")(wrong)
    with pytest.raises(transom.ConfigError, match="engine.function"):
        transom.move("add")(lambda a, b: a + b)
