"""The whole way once: the engine is built, found, and answers."""

import sample_app
import transom


def test_a_moved_function_answers_from_rust():
    before = transom.stats()["sample.fare"]["engine"]
    assert sample_app.fare(12.5, 0.31, 3) == 12.5 * 0.31 * 3
    assert transom.stats()["sample.fare"]["engine"] == before + 1
