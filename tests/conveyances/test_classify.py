"""The classification against its golden file, its own rules, and any text at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patentrack.conveyances import CONVEYANCE_TYPES, RULES, Classification, classify, fold
from patentrack.conveyances.asides import ASIDES
from support.labelled_texts import GOLDEN, Case, labelled_texts

SEE_DOCUMENT = " (SEE DOCUMENT FOR DETAILS)."

CASES = labelled_texts(GOLDEN)
TEXTS = [case.text for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"line{case.line}-{case.text[:40]}")
def test_golden(case: Case) -> None:
    said = classify(case.text)
    assert said.convey_ty == case.convey_ty, f"decided by rule {said.rule}"
    if case.corrected is not None:
        assert (said.corrected_type, said.corrected_rf_ids) == case.corrected


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in RULES for example in rule.examples],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_example_is_decided_by_its_own_rule(rule, example) -> None:
    said = classify(example)
    assert (said.rule, said.convey_ty) == (rule.name, rule.convey_ty)


def test_rules_are_well_formed() -> None:
    types = {kind.convey_name for kind in CONVEYANCE_TYPES}
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.convey_ty for rule in RULES} == types, "a type that no rule gives, or a rule with no such type"
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name), rule.name
        assert len(rule.name) <= 64
        assert rule.examples, f"{rule.name} has no example"
        assert all(re.fullmatch("[A-Z0-9]+", cue) for cue in rule.cues), f"{rule.name}: cues are parts of a word"


def _applies(rule, folded: str) -> bool:
    def found(pattern: str) -> bool:
        return re.search(rf"(?<!\S)(?:{pattern})(?!\S)", folded) is not None

    return all(map(found, rule.patterns)) and not any(map(found, rule.unless))


# Words that rules and their exceptions turn on, to be met in every order.
WORDS = sorted({word for text in TEXTS for word in fold(text).split()})
WORD_SALAD = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


def _assert_cues_hide_nothing(folded: str) -> None:
    words = folded.split()

    def is_cued(cues: tuple[str, ...]) -> bool:
        return not cues or any(cue in word for word in words for cue in cues)

    hidden = [rule.name for rule in RULES if not is_cued(rule.cues) and _applies(rule, folded)]
    hidden += [pattern for cues, pattern in ASIDES if not is_cued(cues) and re.search(rf"\b(?:{pattern})\b", folded)]
    assert hidden == [], folded


def test_cues_hide_nothing_from_a_golden_text() -> None:
    for text in TEXTS:
        _assert_cues_hide_nothing(fold(text))


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ 019"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.cues], ids=lambda rule: rule.name)
def test_cues_hide_nothing_that_the_patterns_match(rule) -> None:
    matching = st.tuples(*(st.from_regex(re.compile(pattern), alphabet=LETTERS) for pattern in rule.patterns))

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
    @given(matching.map(lambda parts: " ".join(" ".join(parts).split())))
    def hidden(folded: str) -> None:
        assert not _applies(rule, folded) or any(cue in folded for cue in rule.cues), folded

    hidden()


@given(WORD_SALAD)
def test_cues_hide_nothing_from_any_words(folded: str) -> None:
    _assert_cues_hide_nothing(folded)


@given(st.text())
def test_any_text_has_a_type(text: str) -> None:
    said = classify(text)
    assert said.convey_ty in {kind.convey_name for kind in CONVEYANCE_TYPES}
    assert said == classify(text)


@given(WORD_SALAD)
def test_any_words_have_a_type_and_only_corrections_a_corrected_type(text: str) -> None:
    said = classify(text)
    assert said.convey_ty == "correct" or said.corrected_type is None
    assert said.corrected_type != "correct"


def test_no_text_is_missing() -> None:
    assert classify(None) == classify("") == Classification("missing", None, (), "says-nothing")


@pytest.mark.parametrize("text", TEXTS)
def test_case_space_and_the_usptos_trailer_change_nothing(text: str) -> None:
    said = classify(text)
    # Small letters keep a correction from being read by its end alone.
    assert classify(text.lower()) == said
    assert classify("  " + text.replace(" ", " \t ") + "\n").convey_ty == said.convey_ty
    # A recording appended after a semicolon is no part of the text that the trailer ends.
    if ";" not in text:
        assert replace(classify(text + SEE_DOCUMENT), corrected_rf_ids=said.corrected_rf_ids) == said


@pytest.mark.parametrize("text", TEXTS)
def test_a_corrective_document_is_a_correction_whatever_it_corrects(text: str) -> None:
    assert classify("CORRECTIVE " + text).convey_ty == "correct"


@pytest.mark.parametrize(
    "convey_ty",
    [kind.convey_name for kind in CONVEYANCE_TYPES if kind.convey_name not in {"correct", "missing", "other"}],
)
def test_confirmed_type_is_that_of_the_confirmed_document(convey_ty: str) -> None:
    start = "CORRECTIVE ASSIGNMENT TO CORRECT THE ASSIGNEE PREVIOUSLY RECORDED AT REEL: 012345 FRAME: 0123. "
    for case in CASES:
        if case.convey_ty == convey_ty and ";" not in case.text:
            said = classify(f"{start}ASSIGNOR(S) HEREBY CONFIRMS THE {case.text}")
            assert said.corrected_type == convey_ty, case.text


DATES_AND_RECORDINGS = [
    " RECORDED AT REEL/FRAME 012345/0678",
    " (REEL 012345, FRAME 0678)",
    " DATED MARCH 3, 2004",
    " EFFECTIVE AS OF 12/31/2009",
    " EXECUTED ON 5 MAY 2001",
]
PARTIES = [
    " FROM ACME SECURITY BANK TO MERGER SUB, INC.",
    " BETWEEN LICENSE HOLDINGS LLC AND RELEASE TECHNOLOGIES, INC.",
    " IN FAVOR OF RELEASE TECHNOLOGIES",
]


@pytest.mark.parametrize(
    ("text", "convey_ty"),
    [
        ("ASSIGNMENT", "assignment"),
        ("SECURITY AGREEMENT", "security"),
        ("RELEASE BY SECURED PARTY", "release"),
        ("MERGER", "merger"),
        ("CHANGE OF NAME", "namechg"),
        ("LICENSE", "license"),
        ("CHARGE", "security"),
        ("CHANGE OF ADDRESS", "addresschg"),
    ],
)
@pytest.mark.parametrize("tail", [*DATES_AND_RECORDINGS, *PARTIES])
def test_dates_recordings_and_parties_change_nothing(text: str, convey_ty: str, tail: str) -> None:
    assert classify(text + tail).convey_ty == convey_ty


@pytest.mark.parametrize("text", ["TERMINATION", "FORECLOSURE", "GRANT", "TRUSTEE", "INTEREST", "WILL"])
@pytest.mark.parametrize("tail", DATES_AND_RECORDINGS)
def test_dates_and_recordings_leave_a_word_alone(text: str, tail: str) -> None:
    said = classify(text + tail)
    assert said.convey_ty == classify(text).convey_ty != "other"


@pytest.mark.parametrize(
    ("text", "convey_ty"),
    [
        ("CHAPTER 11", "courtorder"),
        ("CHAPTER 12", "other"),
        ("EXECUTIVE ORDER NO. 9424", "govern"),
        ("UCC-1", "security"),
        ("ASSIGNMENT OF 100% OF ASSIGNORS INTEREST IN PATENT 7,123,456", "assignment"),
        ("ASSIGNMENT OF 33.333% OF ASSIGNORS INTEREST", "partialassignment"),
        ("ASSIGNMENT OF A 1/128 INTEREST", "partialassignment"),
    ],
)
def test_numbers_that_mean_something_are_read(text: str, convey_ty: str) -> None:
    assert classify(text).convey_ty == convey_ty


@pytest.mark.parametrize(
    "word",
    [
        "ASSIGNMENT ",
        "SECURITY AMENDED ",
        "REEL ",
        "1/2 ",
        "NATURE OF CONVEYANCE CORRECT ",
        "A ",
        "ASSIGNMENT",
        "TO ",
        "A.",
    ],
)
def test_a_hostile_text_costs_no_more_than_its_length(word: str) -> None:
    # Patterns that backtrack over the whole text would take hours here.
    assert classify(word * 2_000).convey_ty


@pytest.mark.real_data
def test_a_whole_real_day(real_data: Path) -> None:
    file = real_data / "assignments" / "ad20150727.xml"
    texts = re.findall(r"<conveyance-text>([^<]*)</conveyance-text>", file.read_text(encoding="utf-8"))
    assert Counter(classify(text).convey_ty for text in texts) == {
        "assignment": 239,
        "namechg": 32,
        "govern": 23,
        "correct": 19,
        "security": 15,
        "release": 6,
        "addresschg": 4,
        "merger": 2,
        "licenseend": 2,
        "license": 1,
    }
    corrections = [text for text in texts if classify(text).convey_ty == "correct"]
    assert all(len(classify(text).corrected_rf_ids) == 1 for text in corrections)


@pytest.mark.real_data
def test_labels_of_the_research_dataset(real_data: Path) -> None:
    file = real_data / "assignments" / "oce-10-labelled-conveyances.tsv"
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    assert [classify(row[2]).convey_ty for row in rows] == [row[3] for row in rows]
