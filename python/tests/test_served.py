"""A moved function whose engine is served elsewhere: the same guards, the same fallback, the same counts."""

from __future__ import annotations

import pytest

import transom
from transom import _transom


class Route:
    """Stands for the way to a service: answers, or raises what it is told to."""

    def __init__(self, engine, answer=None, error=None, reachable=True):
        self.engine, self.answer, self.error, self.reachable = engine, answer, error, reachable
        self.asked = []

    def __call__(self, arguments):
        self.asked.append(arguments)
        if self.error is not None:
            raise self.error
        return self.answer

    def contract(self):
        if not self.reachable:
            raise transom.Unavailable("nobody listens")
        return self.engine.contract()


def fare(distance, rate=0.5, *, seats=1):
    return distance * rate * seats


def quote(cart, shipping=0.0):
    raise AssertionError("the original is not asked")


def test_the_service_answers_with_the_originals_defaults(engine):
    route = Route(engine, answer=3.0)
    moved = _transom.bind("sample.fare", fare, "on", None, route)
    assert moved(2.0, seats=3) == 3.0
    assert route.asked == [{"distance": 2.0, "rate": 0.5, "seats": 3}]
    assert (moved.stats()["calls"], moved.stats()["engine"]) == (1, 1)


@pytest.mark.parametrize("args", [(2,), (2.0, True), ("2",)], ids=repr)
def test_what_json_would_change_is_left_to_python(engine, args):
    route = Route(engine, answer="wrong")
    moved = _transom.bind("sample.fare", lambda distance, rate=0.5, seats=1: "python", "on", None, route)
    assert moved(*args) == "python"
    assert route.asked == []
    assert moved.stats()["declined"] == {"arguments of other types": 1}


def test_python_answers_what_an_exact_service_declines_or_cannot_be_asked(engine):
    for error, reason in [
        (transom.Declined("attempt to add with overflow"), "attempt to add with overflow"),
        (transom.Unavailable("refused"), "unavailable"),
    ]:
        moved = _transom.bind("sample.fare", fare, "on", None, Route(engine, error=error))
        assert moved(2.0) == 1.0
        assert moved.stats()["declined"] == {reason: 1}


def test_python_answers_while_nobody_has_said_whether_the_function_is_exact(engine):
    route = Route(engine, answer=3.0, reachable=False)
    moved = _transom.bind("sample.fare", fare, "on", None, route)
    assert moved(2.0) == 1.0
    route.reachable = True
    assert moved(2.0) == 3.0
    assert moved.stats()["declined"] == {"unavailable": 1}


def test_faults_of_a_contract_function_are_raised(engine):
    for error in (transom.Unavailable("refused"), transom.Overloaded("busy"), transom.ValidationError("x", [])):
        route = Route(engine, error=error)
        moved = _transom.bind("sample.quote", quote, "on", None, route)
        with pytest.raises(type(error)):
            moved({})


def test_arguments_that_do_not_fit_raise_what_python_raises(engine):
    moved = _transom.bind("sample.fare", fare, "on", None, Route(engine))
    with pytest.raises(TypeError, match="takes from 1 to 2 positional arguments"):
        moved(1.0, 2.0, 3)


def test_shadow_compares(engine):
    told = []
    route = Route(engine, answer=1.5)
    moved = _transom.bind("sample.fare", fare, "shadow", lambda *all: told.append(all), route)
    assert moved(2.0) == 1.0
    assert moved(3.0) == 1.5
    assert (moved.stats()["compared"], moved.stats()["mismatches"]) == (2, 1)
    assert told == [('{"distance":2.0,"rate":0.5,"seats":1}', "1.0", "1.5")]


def test_importing_needs_no_service(configured):
    configured('[functions."sample.fare"]\nat = "http://127.0.0.1:9"\n')
    moved = transom.move("sample.fare")(lambda distance, rate, seats: distance * rate * seats)
    assert moved(2.0, 0.5, 3) == 3.0
    assert moved.stats()["declined"] == {"unavailable": 1}
