"""Accuracy of the conveyance rules on labelled texts: precision and recall of each type, and of what is corrected.

Run it from the folder tests: ``python -m accuracy.conveyances``. The golden texts were read while the rules were
written. The unseen ones were labelled at the same time by the author of the rules, kept apart, and tried once when the
rules were done; the head of their file says how that went.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from patentrack.conveyances import CONVEYANCE_TYPES, classify
from support.labelled_texts import GOLDEN, UNSEEN, labelled_texts


class Accuracy(NamedTuple):
    """Texts labelled with a type, texts given it, and texts of which both hold."""

    labelled: int
    given: int
    agreed: int

    @property
    def precision(self) -> float:
        """The share of the texts given the type that are of it; 1 where none was given it."""
        return self.agreed / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of the texts of the type that were given it; 1 where there is none."""
        return self.agreed / self.labelled if self.labelled else 1.0


def measure(pairs: Iterable[tuple[str, str]]) -> dict[str, Accuracy]:
    """Compare labelled with given types, pair by pair, for each type there is."""
    labelled: Counter[str] = Counter()
    given: Counter[str] = Counter()
    agreed: Counter[str] = Counter()
    for label, said in pairs:
        labelled[label] += 1
        given[said] += 1
        agreed[label] += label == said
    return {
        kind.convey_name: Accuracy(labelled[kind.convey_name], given[kind.convey_name], agreed[kind.convey_name])
        for kind in CONVEYANCE_TYPES
    }


def main(arguments: Sequence[str]) -> None:
    """Print a table a file; with ``wrong`` the texts that were read otherwise than labelled."""
    for path in (GOLDEN, UNSEEN):
        cases = labelled_texts(path)
        answers = [(case, classify(case.text)) for case in cases]
        wrong = [(case, said) for case, said in answers if not case.is_right(said)]
        typed = sum(said.convey_ty == case.convey_ty for case, said in answers)
        print(f"{path.name}: {len(cases)} texts, type right {typed / len(cases):.4f}", end=", ")
        print(f"with what is corrected {1 - len(wrong) / len(cases):.4f}")
        print(f"  {'type':<18}{'texts':>7}{'precision':>11}{'recall':>9}")
        for convey_ty, accuracy in measure((case.convey_ty, said.convey_ty) for case, said in answers).items():
            print(f"  {convey_ty:<18}{accuracy.labelled:>7}{accuracy.precision:>11.4f}{accuracy.recall:>9.4f}")
        if "wrong" in arguments:
            for case, said in wrong:
                print(f"  {path.name}:{case.line}", case.text, f"{case.convey_ty} {case.corrected}", said, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
