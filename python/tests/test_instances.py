"""Models that stand for the application's own classes: instances of exactly those go in and come out."""

from __future__ import annotations

import dataclasses

import pytest
from sample_models import Colour, Level, Odd, Pair, Path, Point, Offer, Row

import transom

PATH = Path("home", [Point(1, 2.5), Point(-1)], Colour.BLUE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("same_point", Point(3, -0.0)),
        ("same_path", PATH),
        ("same_path", Path("", [], None)),
        ("same_colour", Colour.RED),
        ("same_level", Level.HIGH),
        ("same_pair", Pair(1, "é")),
        ("same_row", Row(id=1, note=None)),
        ("same_offer", Offer(sku="a", quantity=2, path=PATH)),
    ],
)
def test_instances_come_back_as_instances(engine, name, value):
    found = getattr(engine, name)(value)
    assert type(found) is type(value)
    assert found == value
    assert repr(found) == repr(value)


def test_enum_members_are_the_members(engine):
    assert engine.same_colour(Colour.BLUE) is Colour.BLUE
    assert engine.same_level(Level.LOW) is Level.LOW


def test_a_made_pydantic_model_is_whole(engine):
    found = engine.same_offer(Offer(sku="a"))
    assert found.model_dump() == {"sku": "a", "quantity": 1, "path": None}
    assert found.model_copy(update={"quantity": 3}).quantity == 3
    assert list(found.model_dump()) == ["sku", "quantity", "path"]


def test_a_made_dataclass_is_whole(engine):
    found = engine.shifted(Point(1, 2.0), 4)
    assert found == Point(5, 2.0)
    assert hash(found) == hash(Point(5, 2.0))
    assert dataclasses.replace(found, x=0) == Point(0, 2.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.x = 1


class Nearer(Point):
    pass


class Wider(Pair):
    pass


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("same_point", Nearer(1)),
        ("same_point", {"x": 1, "y": 0.0}),
        ("same_point", Point(True)),
        ("same_point", Point(1, 2)),
        ("same_point", (1, 0.0)),
        ("same_pair", Wider(1, "a")),
        ("same_pair", (1, "a")),
        ("same_colour", "RED"),
        ("same_colour", Colour.GREEN),
        ("same_level", 1),
        ("same_row", {"id": 1}),
        ("same_row", {"note": None, "id": 1}),
        ("same_row", {"id": 1, "note": None, "more": 1}),
        ("same_offer", {"sku": "a"}),
        ("same_odd", Odd(1)),
        ("same_missing", Odd(1)),
    ],
)
def test_anything_else_declines(engine, name, value):
    with pytest.raises(transom.Declined):
        getattr(engine, name)(value)


def test_it_says_why_a_class_cannot_be_used(engine):
    with pytest.raises(transom.Declined, match="sample_models:Odd has a __getattribute__ of its own"):
        engine.same_odd(Odd(1))
    with pytest.raises(transom.Declined, match="sample_models:Missing cannot be imported"):
        engine.same_missing(Odd(1))


def test_a_field_that_was_deleted_declines(engine):
    path = Path("home", [])
    del path.name
    with pytest.raises(transom.Declined):
        engine.same_path(path)


def test_a_member_of_an_enum_is_a_default_that_does_not_change(engine):
    def same_colour(value=Colour.BLUE):
        return "original"

    moved = engine.bind("same_colour", same_colour, "on", None)
    assert moved() is Colour.BLUE


def test_mutable_classes_are_read_as_they_are_now(engine):
    path = Path("home", [])
    path.name = "away"
    assert engine.same_path(path) == Path("away", [])


def test_an_instance_whose_dict_somebody_asked_for_is_read_alike(engine):
    point = Point(7, 1.5)
    vars(point)["x"] = 8
    assert engine.same_point(point) == Point(8, 1.5)
    assert [engine.same_point(Point(number, -0.5)).x for number in (1, 300, -(2**40))] == [1, 300, -(2**40)]


def test_a_field_that_was_deleted_is_what_the_class_has(engine):
    point = Point(7, 1.5)
    object.__delattr__(point, "y")
    assert engine.same_point(point) == Point(7, 0.0)
    object.__delattr__(point, "x")
    with pytest.raises(transom.Declined):
        engine.same_point(point)


def test_fields_set_in_another_order_are_read_by_name(engine):
    point = object.__new__(Point)
    object.__setattr__(point, "more", 1)
    object.__setattr__(point, "y", 2.5)
    object.__setattr__(point, "x", 3)
    assert engine.same_point(point) == Point(3, 2.5)


def test_a_class_that_is_changed_later_is_asked_anew(python):
    done = python("""if 1:
        from transom._internal import engines
        import sample_models
        engine = engines.find("sample", ".")
        point = sample_models.Point(1, 2.0)
        assert engine.same_point(point) == point
        sample_models.Point.x = property(lambda self: 5)
        print(engine.same_point(point).y)
    """)
    # What a property answers is not what is stored: `x` cannot be set, so that no instance can be made.
    assert "2.0" not in done.stdout and done.returncode != 0
