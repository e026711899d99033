"""The README's five minutes, taken literally: its files are written, its commands run, in its order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

README = Path(__file__).parent.parent.parent / "README.md"
#: A code block, and the file that the line before it names, if it names one.
BLOCK = re.compile(r"(?:`(?P<file>[\w./]+)`:\n\n)?```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL)

SIGNATURE = re.compile(r"#\[transom::function.*|pub fn .*")


def steps() -> Iterator[tuple[str | None, str, str]]:
    """Each block of the five minutes: the file that it is, its language, its text."""
    text = README.read_text(encoding="utf-8")
    path = text[text.index("## From Python to Rust") : text.index("### What cannot be drafted")]
    for block in BLOCK.finditer(path):
        yield block["file"], block["language"], block["text"]


def test_five_minutes_go_as_the_readme_says(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TRANSOM_")}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    printed, noted = [], []
    for file, language, text in steps():
        if file is not None:
            if language == "rust":
                # What the command drafted; what the page shows of it is built and proven in its place.
                assert SIGNATURE.findall((tmp_path / file).read_text()) == SIGNATURE.findall(text)
            (tmp_path / file).write_text(text)
        elif language == "sh" and not text.startswith("transom serve"):
            done = sh(text, tmp_path, environment)
            assert done.returncode == 0, f"{text}{done.stdout}{done.stderr}"
            printed.append(done.stdout)
            noted.append(done.stderr)
    assert "no engine `rise`" in noted[0]
    ran, drafted, built, proved = printed
    assert "'engine': 0" in ran and "'engine': 1" in built
    assert "1 drafted" in drafted and "0 mismatches" in proved
    assert f"\n{ran.split()[0]} in " in built
    declined = sh('python -c "import rise; rise.longest_rise([])"', tmp_path, environment)
    assert "ValueError: max() " in declined.stderr


def sh(text: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run lines of shell, stopping at the first that fails."""
    return subprocess.run(
        ["sh", "-ec", text], cwd=folder, env=environment, text=True, capture_output=True, check=False
    )
