from __future__ import annotations

import pytest

from patentrack.conveyances import classify
from patentrack.conveyances.glossary import FOREIGN, FOREIGN_IN_COMPANY, in_english, without_ideographs
from patentrack.conveyances.spelling import mend


@pytest.mark.parametrize(
    ("foreign", "english"),
    [
        ("CHANGEMENT DE NOM", "CHANGE OF NAME"),
        ("CESSION PARTIELLE DE BREVET", "ASSIGNMENT PARTIAL OF PATENT"),
        ("ABTRETUNGSERKLARUNG", "ASSIGNMENT AGREEMENT"),
        ("ABTRETUNGSERKLAERUNG", "ASSIGNMENT AGREEMENT"),
        ("UEBERTRAGUNG DER LIZENZ", "TRANSFER OF LICENSE"),
        ("JOTOSHO", "ASSIGNMENT"),
    ],
)
def test_word_for_word(foreign: str, english: str) -> None:
    assert " ".join(in_english(foreign.split())) == english


@pytest.mark.parametrize("text", ["NUCLEAR FUSION", "GAGE BLOCK", "DE LA CRUZ", "ASSIGNMENT TO RAISON INC", "FORME"])
def test_words_that_english_has_too_stay_as_they_are(text: str) -> None:
    assert in_english(text.split()) == text.split()


def test_ideographs_stand_before_their_parts() -> None:
    assert without_ideographs("特許権一部譲渡証書").split() == ["特許権", "PARTIAL", "ASSIGNMENT", "証書"]


def test_foreign_words_survive_the_mending_of_slips() -> None:
    # They are put into English first; what they become must not be mended on.
    english = {word for words in (FOREIGN | FOREIGN_IN_COMPANY).values() for word in words.split()}
    assert {word: mend(word) for word in english if mend(word) != word} == {}


def test_no_word_is_certain_and_doubtful_at_once() -> None:
    assert FOREIGN.keys().isdisjoint(FOREIGN_IN_COMPANY)


def test_doubtful_words_are_read_beside_certain_ones_or_alone() -> None:
    assert classify("FUSION").convey_ty == classify("ACTE DE FUSION").convey_ty == "merger"
    assert classify("ASSIGNMENT OF COLD FUSION PATENT").convey_ty == "assignment"
