from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentrack.conveyances import RULES, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Assignment of Assignor's Interest", "ASSIGNMENT OF ASSIGNORS INTEREST"),
        ("ASSIGNOR\u2019S INTEREST", "ASSIGNORS INTEREST"),
        ("ASSIGNOR&#39;S INTEREST", "ASSIGNORS INTEREST"),
        ("ASSIGNOR&RSQUO;S INTEREST", "ASSIGNORS INTEREST"),
        ("MERGER &amp; CHANGE&#32;OF&#x20;NAME", "MERGER AND CHANGE OF NAME"),
        ("AT&T; MERGER", "AT AND T MERGER"),
        ("ASSIGNOR(S) HEREBY CONFIRMS", "ASSIGNORS HEREBY CONFIRMS"),
        ("  MERGER,\tAND\nCHANGE-OF-NAME.", "MERGER AND CHANGE OF NAME"),
        ("50% & 1/2", "50 PERCENT AND 1 OVER 2"),
        ("A&R CREDIT AGREEMENT", "AMENDED AND RESTATED CREDIT AGREEMENT"),
        ("APPLICATION 14/053,026 OF 7/14/2015", "APPLICATION 14 053 026 OF 7 14 2015"),
        ("U.S. GOVERNMENT", "US GOVERNMENT"),
        ("FIRST BANK, N. A. AND ACME, L.L.C.", "FIRST BANK NA AND ACME LLC"),
        ("JOHN A. SMITH", "JOHN A SMITH"),
        ("CO-OWNERSHIP OF SMITH & CO.", "COOWNERSHIP OF SMITH AND CO"),
        ("SOCI\u00c9T\u00c9 G\u00c9N\u00c9RALE", "SOCIETE GENERALE"),
        ("MERGER (SEE DOCUMENT FOR DETAILS).", "MERGER"),
        ("MERGER (SEE DOCUMENT FOR DETAILS). EFFECTIVE 2001", "MERGER EFFECTIVE 2001"),
        ("MERGER (SEE DOCUMENT FOR DET", "MERGER"),
        ("MERGER (SEE DOCUMENT FOR", "MERGER"),
        ("MERGER (SEE RECORD FOR DETAILS)", "MERGER"),
        ("SECURITY INTEREST;ASSIGNOR:ACME MERGER CORP.;REEL/FRAME:012345/0123", "SECURITY INTEREST"),
        ('ASSIGNMENT OF INVENTION "LICENSE PLATE" TO ACME', "ASSIGNMENT OF INVENTION TO ACME"),
        ("ASSIGNMENT OF INVENTION: OPTICAL RELEASE. CONFIRMS THE LIEN", "ASSIGNMENT OF INVENTION CONFIRMS THE LIEN"),
        ('FROM "SECURITY INTEREST" TO "ASSIGNMENT"', "FROM SECURITY INTEREST TO ASSIGNMENT"),
        ("ASSINGMENT OF SECURTIY INTREST", "ASSIGNMENT OF SECURITY INTEREST"),
        ("LICENCE TO THE GOVERMENT", "LICENSE TO THE GOVERNMENT"),
        ("ASSIGN MENT AND QUIT CLAIM", "ASSIGNMENT AND QUITCLAIM"),
        ("CHANGEOF NAME", "CHANGE OF NAME"),
        ("MERGEB OF CHAMGE", "MERGER OF CHAMGE"),
        ("\u30fb...", ""),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_of_the_rules_are_never_respelled() -> None:
    for rule in RULES:
        for example in rule.examples:
            words = example.upper().replace("'", "").split()
            assert [word for word in words if word.isalpha() and fold(word) != word] in ([], ["SEE"]), rule.name


@given(st.text())
def test_folded_text_is_plain_words(text: str) -> None:
    folded = fold(text)
    assert all(word.isascii() and word.isalnum() and word == word.upper() for word in folded.split(" ") if folded)
