from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentrack.conveyances import RULES, fold
from patentrack.conveyances import folding as module


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Assignment of Assignor's Interest", "ASSIGNMENT OF ASSIGNORS INTEREST"),
        ("ASSIGNOR\u2019S INTEREST", "ASSIGNORS INTEREST"),
        ("ASSIGNOR(S) HEREBY CONFIRMS", "ASSIGNORS HEREBY CONFIRMS"),
        ("  MERGER,\tAND\nCHANGE-OF-NAME.", "MERGER AND CHANGE OF NAME"),
        ("50% & 1/2", "50 PERCENT AND 1 OVER 2"),
        ("APPLICATION 14/053,026 OF 7/14/2015", "APPLICATION 14 053 026 OF 7 14 2015"),
        ("SOCI\u00c9T\u00c9 G\u00c9N\u00c9RALE", "SOCIETE GENERALE"),
        ("MERGER (SEE DOCUMENT FOR DETAILS).", "MERGER"),
        ("MERGER (SEE DOCUMENT FOR DET", "MERGER"),
        ("MERGER (SEE RECORD FOR DETAILS)", "MERGER"),
        ("SECURITY INTEREST;ASSIGNOR:ACME MERGER CORP.;REEL/FRAME:012345/0123", "SECURITY INTEREST"),
        ("ASSINGMENT OF SECURTIY INTREST", "ASSIGNMENT OF SECURITY INTEREST"),
        ("LICENCE TO THE GOVERMENT", "LICENSE TO THE GOVERNMENT"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "word",
    [
        "LICENSEE",
        "LICENSED",
        "EMPLOYER",
        "RELEASED",
        "SECURE",
        "MERGED",
        "CHARGE",
        "INCORRECT",
        "DETERMINATION",
    ],
)
def test_a_real_word_is_not_mended_into_its_neighbour(word: str) -> None:
    assert fold(word) == word


def test_words_of_the_rules_are_never_respelled() -> None:
    for rule in RULES:
        for example in rule.examples:
            words = example.upper().replace("'", "").split()
            assert [word for word in words if word.isalpha() and fold(word) != word] in ([], ["SEE"]), rule.name


def test_table_of_spellings_holds_only_what_the_one_slip_rule_misses() -> None:
    slips = {slip for word in module._KEYWORD_LIST.split() for slip in module._one_slip_away(word)}
    kept = set(module._REAL_WORD_LIST.split())
    assert [wrong for wrong in module._SPELLINGS if wrong in slips - kept] == []


def test_list_of_real_words_holds_only_neighbours_of_keywords() -> None:
    slips = {slip for word in module._KEYWORD_LIST.split() for slip in module._one_slip_away(word)}
    assert sorted(set(module._REAL_WORD_LIST.split()) - slips) == []


@given(st.text())
def test_folded_text_is_plain_words(text: str) -> None:
    folded = fold(text)
    assert all(word.isascii() and word.isalnum() and word == word.upper() for word in folded.split(" ") if folded)
