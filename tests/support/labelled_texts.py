"""Conveyance texts with what an expert says of them: the files in tests/golden."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from patentrack.conveyances import Classification

_FOLDER = Path(__file__).parents[1] / "golden"
GOLDEN = _FOLDER / "conveyances.txt"
# Kept apart while the rules were written; the head of the file tells how the first trial went.
UNSEEN = _FOLDER / "conveyances_unseen.txt"


class Case(NamedTuple):
    """A text and what an expert says of it."""

    line: int
    text: str
    convey_ty: str
    # The corrected type and the recordings named; None where the case says nothing of them.
    corrected: tuple[str | None, tuple[int, ...]] | None

    def is_right(self, said: Classification) -> bool:
        """Whether the type is right, and what is said of the corrected document."""
        corrected = (said.corrected_type, said.corrected_rf_ids)
        return said.convey_ty == self.convey_ty and self.corrected in (None, corrected)


def labelled_texts(path: Path) -> list[Case]:
    """Read pairs of lines, text and expectation; comments (``# ``) and blank lines part them."""
    lines = [
        (number, line)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line and not line.startswith("# ")
    ]
    assert len(lines) % 2 == 0, f"{path.name}: a text without an expectation"
    cases = []
    for (number, text), (_, expected) in zip(lines[::2], lines[1::2], strict=True):
        convey_ty, *corrected = (part.strip() for part in expected.split("|"))
        what = (corrected[0] or None, tuple(map(int, corrected[1].split()))) if corrected else None
        cases.append(Case(number, text, convey_ty, what))
    return cases
