"""A floor under the accuracy on labelled texts, and the measure itself."""

from __future__ import annotations

from collections import Counter

from accuracy.conveyances import Accuracy, measure
from patentrack.conveyances import CONVEYANCE_TYPES, classify
from support.labelled_texts import GOLDEN, UNSEEN, labelled_texts


def test_every_golden_text_is_right() -> None:
    assert [case for case in labelled_texts(GOLDEN) if not case.is_right(classify(case.text))] == []


def test_texts_kept_apart_are_right() -> None:
    cases = labelled_texts(UNSEEN)
    right = sum(case.is_right(classify(case.text)) for case in cases)
    assert right / len(cases) >= 0.97


def test_no_text_is_in_both_files_or_twice_in_one() -> None:
    texts = Counter(case.text for path in (GOLDEN, UNSEEN) for case in labelled_texts(path))
    assert [text for text, times in texts.items() if times > 1] == []


def test_both_files_cover_every_type() -> None:
    types = {kind.convey_name for kind in CONVEYANCE_TYPES}
    for path in (GOLDEN, UNSEEN):
        assert {case.convey_ty for case in labelled_texts(path)} == types


def test_the_measure_itself() -> None:
    found = measure([("merger", "merger"), ("merger", "namechg"), ("lease", "merger")])
    assert found["merger"] == Accuracy(labelled=2, given=2, agreed=1)
    assert (found["merger"].precision, found["merger"].recall) == (0.5, 0.5)
    assert found["namechg"] == Accuracy(labelled=0, given=1, agreed=0)
    assert (found["namechg"].precision, found["namechg"].recall) == (0.0, 1.0)
