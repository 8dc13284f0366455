from __future__ import annotations

import re
from random import Random

import pytest
from rapidfuzz.distance import Hamming

from patentrack.conveyances import RULES
from patentrack.conveyances import spelling as module
from patentrack.conveyances.asides import ASIDES
from patentrack.conveyances.spelling import joined, mend, mend_first

KEYWORDS = sorted(module.KEYWORDS)


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("INTERST", "INTEREST"),
        ("ASSIGNMNET", "ASSIGNMENT"),
        ("ASSIGMNET", "ASSIGNMENT"),
        ("SECURTIY", "SECURITY"),
        ("SECUIRTY", "SECURITY"),
        ("RELSAE", "RELEASE"),
        ("CONFIRMTRY", "CONFIRMATORY"),
        ("MEREGR", "MERGER"),
        ("MERGERR", "MERGER"),
        ("MERGR", "MERGER"),
        ("C0URT", "COURT"),
        ("L1CENSE", "LICENSE"),
        ("L1EN", "LIEN"),
        ("ASS1GNMNET", "ASSIGNMENT"),
        ("0F", "OF"),
        ("CHANGEOFNAME", "CHANGE OF NAME"),
        ("SECURITYAGREEMENT", "SECURITY AGREEMENT"),
        ("JUDGEMENT", "JUDGMENT"),
    ],
)
def test_mend(slip: str, word: str) -> None:
    assert mend(slip) == word


REAL_WORDS = """
    LICENSEE LICENSED EMPLOYER RELEASED SECURE MERGED CHARGE INCORRECT DETERMINATION DESIGNATION CONVERSATION
    CONNECTION COLLECTIVE ALIGNMENT CONSIGNMENT BERGER MERCER CHANG CHENG LESTER 3M R2D2 4TH INDEED INCORPORATE
"""


@pytest.mark.parametrize("word", REAL_WORDS.split())
def test_a_real_word_is_not_mended_into_its_neighbour(word: str) -> None:
    assert mend(word) == word


def test_first_word_may_have_a_wrong_letter_even_if_short() -> None:
    assert (mend_first("MERGEB"), mend_first("CHAMGE"), mend_first("CAHGE")) == ("MERGER", "CHANGE", "CHANGE")
    assert (mend_first("CHARGE"), mend_first("PARENT"), mend_first("ACME")) == ("CHARGE", "PARENT", "ACME")


def test_joined() -> None:
    assert joined(["SECU", "RITY", "OF", "INTER", "EST"]) == ["SECURITY", "OF", "INTEREST"]
    assert joined(["RE", "ASSIGNMENT", "TO"]) == ["RE", "ASSIGNMENT", "TO"]


@pytest.mark.parametrize("word", KEYWORDS)
def test_every_single_slip_of_a_keyword_is_mended(word: str) -> None:
    random = Random(word)
    at = random.randrange(1, len(word) - 1)
    slips = [word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]]
    slips.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    if len(word) >= 7:
        slips.append(word[:at] + "Q" + word[at + 1 :])
    # A slip may make another word, or leave too little.
    slips = [slip for slip in slips if slip not in module._KNOWN and len(slip) >= 5]
    assert [slip for slip in slips if mend(slip) not in KEYWORDS] == []


def test_words_of_the_rules_are_left_alone() -> None:
    patterns = [pattern for rule in RULES for pattern in rule.patterns + rule.unless]
    patterns += [pattern for _, pattern in ASIDES]
    # Whole words: no letter, backslash, bracket or mark of repetition beside them.
    words = {word for pattern in patterns for word in re.findall(r"(?<![A-Z\\])[A-Z]{4,}(?![A-Z(\\?])", pattern)}
    assert {word: mend(word) for word in words if mend(word) != word} == {}


def test_table_of_spellings_holds_only_what_the_slips_miss() -> None:
    assert [word for word in module._SPELLINGS if word in module._KNOWN or module._slip_of(word)] == []


def test_list_of_real_words_holds_only_neighbours_of_keywords() -> None:
    short = [word for word in KEYWORDS if len(word) < 7]
    idle = [
        word
        for word in module._REAL_WORD_LIST.split()
        if not module._slip_of(word)
        and not any(len(word) == len(key) and Hamming.distance(word, key) == 1 for key in short)
        and module.mend_first.__wrapped__(word) == word
    ]
    assert [word for word in idle if word != "CHENG"] == []
    assert len(set(module._REAL_WORD_LIST.split())) == len(module._REAL_WORD_LIST.split())


def test_a_word_of_any_length_is_read() -> None:
    assert mend("ASSIGNMENT" * 1_000) == "ASSIGNMENT" * 1_000
    assert mend("A0" * 5_000) == "A0" * 5_000
