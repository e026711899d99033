"""The corpus and the fuzzer as tools: what they list, make and compare has to be right before it can judge a draft."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "corpus"))

from drafts.calls import callers
from drafts.fuzz.compare import outcome, written
from drafts.fuzz.program import modules, programs
from drafts.fuzz.reduce import shorter
from drafts.fuzz.types import value
from drafts.listing import functions

SOURCE = """
from typing import Any

def strict(a: int, *rest: "list[int]", b: str = "") -> None: ...
def vague(a: int, b: Any) -> int: return helper(a)
def quoted(a: "dict[str, object]") -> int: return 0
def half(a, b: int) -> int: return vague(a, b)
def helper(a: int) -> int:
    def inner(b): ...
    return a

class Not:
    def listed(self) -> int: ...
"""


@pytest.fixture
def listed(tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text(SOURCE)
    (tmp_path / "app" / "broken.py").write_text("def (:")
    return functions(tmp_path)


def test_it_lists_functions_and_tells_the_strictly_typed(listed):
    found = {one.name: one.strict for one in listed}
    assert found == {"strict": True, "vague": False, "quoted": False, "half": False, "helper": True}
    assert {one.module for one in listed} == {"app"}


def test_it_finds_all_that_need_a_function(listed):
    assert callers(listed)(("app", "helper")) == {("app", "vague"), ("app", "half")}


def test_the_same_seed_makes_the_same_programs_and_they_run():
    made = programs(3, 60)
    assert [one.text for one in made] == [one.text for one in programs(3, 60)]
    wrong = []
    for name, text in modules(made).items():
        names: dict = {}
        exec(compile(text, name, "exec"), names)
        for one in made:
            if one.module == name:
                for seed in range(4):
                    source = random.Random(seed)
                    try:
                        names[one.name](*(value(kind, source) for kind in one.shape.takes))
                    except (NameError, AttributeError, SyntaxError) as error:
                        wrong.append((one.name, error))
                    except Exception:
                        pass
    # An unbound local now and then is part of it.
    assert not [one for one in wrong if not isinstance(one[1], UnboundLocalError)]


@pytest.mark.parametrize(
    ("left", "right"),
    [(0, False), (1, 1.0), (0.0, -0.0), ([1], (1,)), ({1: 2, 3: 4}, {3: 4, 1: 2}), ("1", 1), (None, 0)],
)
def test_it_tells_apart_what_python_calls_equal(left, right):
    assert written(left) != written(right)


def test_it_sees_which_containers_are_one_and_the_same():
    row = [0]
    assert written([row, row]) != written([[0], [0]])
    given = [1]
    assert outcome("answer", given, [given]) != outcome("answer", [1], [given])
    assert outcome("answer", float("nan"), []) == outcome("answer", -float("nan"), [])


def test_shorter_forms_are_shorter_and_parse():
    text = "def f(a: int) -> int:\n    b = a + 1\n    if a > b:\n        return b * 2\n    return a"
    forms = shorter(text)
    assert forms and all(len(one) < len(text) for one in forms)
    assert "def f(a: int) -> int:\n    return a" in [one.replace("\n    b = a + 1", "") for one in forms]
