"""How long a run of the rows is, and where it tells how far it is."""

from __future__ import annotations

import json
from dataclasses import dataclass

QUICK = 100
"""How much smaller each row's work is in the quick form, which only checks that the rows run."""


@dataclass(frozen=True)
class Settings:
    """The full form, or the quick one."""

    quick: bool

    @property
    def rounds(self) -> int:
        """How many times each side has its turn."""
        return 1 if self.quick else 9

    @property
    def few_rounds(self) -> int:
        """The same for the rows whose turns take a second."""
        return 1 if self.quick else 5

    def scaled(self, size: int) -> int:
        """Make a row's work small in the quick form."""
        return max(1, size // QUICK) if self.quick else size

    def progress(self, step: str) -> None:
        """Tell `cargo xtask bench` what is being timed."""
        print(json.dumps({"step": step}), flush=True)
