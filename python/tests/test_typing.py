"""What a type checker sees."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = '''
import transom

@transom.move("sample.fare")
def fare(distance: float, rate: float, seats: int) -> float:
    return distance * rate * seats

@transom.move
def add(a: int, b: int = 1) -> int:
    return a + b

reveal_type(fare)
reveal_type(add)
fare("far", 1.0, 1)
add()
reveal_type(transom.stats())
reveal_type(transom.connect("sample"))
'''


def mypy(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "mypy", *arguments], capture_output=True, text=True)
    return done.stdout + done.stderr


def test_a_moved_function_has_its_originals_types(tmp_path):
    file = tmp_path / "program.py"
    file.write_text(PROGRAM)
    said = mypy("--strict", "--no-incremental", str(file))
    assert 'note: Revealed type is "def (distance: float, rate: float, seats: int) -> float"' in said
    assert 'note: Revealed type is "def (a: int, b: int =) -> int"' in said
    assert 'Argument 1 to "fare" has incompatible type "str"; expected "float"' in said
    assert "[call-arg]" in said
    assert 'note: Revealed type is "dict[str, dict[str, Any]]"' in said
    assert 'note: Revealed type is "transom._internal.client.Client"' in said
    assert "Found 2 errors" in said
