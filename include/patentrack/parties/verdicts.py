"""What a comparison of two names can say."""

from __future__ import annotations

from typing import NamedTuple

FIRM = "firm"
WEAK = "weak"
TYPO = "typo"


class Comparison(NamedTuple):
    """Result of comparing two names.

    Attributes:
        verdict: FIRM, WEAK, TYPO, or that of CONFLICT or UNKNOWN.
        rule: The rules that were needed, joined by " + "; "" if the names do not meet.
        score: How sure, 0 to 1.
    """

    verdict: str
    rule: str = ""
    score: float = 0.0


CONFLICT = Comparison("conflict")
UNKNOWN = Comparison("unknown")
