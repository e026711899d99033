"""What the engine alone makes of a call, as `transom prove` asks for it."""

from __future__ import annotations

import sample_app
import transom


def test_it_answers_with_the_arguments_by_name():
    assert sample_app.greet._probe("Ada", times=2) == (
        "answer",
        "Hello, Ada! Hello, Ada!",
        {"name": "Ada", "times": 2, "greeting": "Hello"},
    )


def test_it_declines_and_the_original_is_not_asked():
    before = sample_app.add.stats()
    kind, reason = sample_app.add._probe(2**62, 2**62)
    assert (kind, "overflow" in reason) == ("declined", True)
    assert sample_app.add._probe(True, 2) == ("declined", "arguments of other types")
    assert sample_app.add._probe(1) == ("declined", "arguments that do not fit the signature")
    assert sample_app.add.stats() == before


def test_it_says_what_would_be_raised(engine):
    kind, raised, args = engine.crash._probe("oh no")
    assert (kind, raised) == ("raised", transom.InternalError)
    assert "oh no" in args[0]


def test_a_function_without_an_original_has_it_too(engine):
    assert engine.add._probe(1, 2)[:2] == ("answer", 3)
