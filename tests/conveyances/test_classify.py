"""The classification against its golden file, its own rules, and any text at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentrack.conveyances import CONVEYANCE_TYPES, RULES, Classification, classify, fold

GOLDEN = Path(__file__).parents[1] / "golden/conveyances.txt"
SEE_DOCUMENT = " (SEE DOCUMENT FOR DETAILS)."


class Case(NamedTuple):
    line: int
    text: str
    convey_ty: str
    # None where the case says nothing on what is corrected.
    corrected: tuple[str | None, tuple[int, ...]] | None


def golden_cases() -> list[Case]:
    """Read pairs of lines, text and expectation; comments and blank lines part them."""
    lines = [
        (number, line)
        for number, line in enumerate(GOLDEN.read_text(encoding="utf-8").splitlines(), start=1)
        if line and not line.startswith("# ")
    ]
    assert len(lines) % 2 == 0, f"{GOLDEN.name}: a text without an expectation"
    cases = []
    for (number, text), (_, expected) in zip(lines[::2], lines[1::2], strict=True):
        convey_ty, *corrected = (part.strip() for part in expected.split("|"))
        what = (corrected[0] or None, tuple(map(int, corrected[1].split()))) if corrected else None
        cases.append(Case(number, text, convey_ty, what))
    return cases


CASES = golden_cases()
TEXTS = [case.text for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"line{case.line}-{case.text[:40]}")
def test_golden(case: Case) -> None:
    said = classify(case.text)
    assert said.convey_ty == case.convey_ty, f"decided by rule {said.rule}"
    if case.corrected is not None:
        assert (said.corrected_type, said.corrected_rf_ids) == case.corrected


def test_golden_file_covers_every_type_and_no_text_twice() -> None:
    assert {case.convey_ty for case in CASES} == {kind.convey_name for kind in CONVEYANCE_TYPES}
    assert [text for text, times in Counter(TEXTS).items() if times > 1] == []


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


def _assert_cues_hide_no_rule(folded: str) -> None:
    words = folded.split()
    hidden = [
        rule.name
        for rule in RULES
        if rule.cues and not any(cue in word for word in words for cue in rule.cues) and _applies(rule, folded)
    ]
    assert hidden == [], folded


def test_cues_hide_no_rule_from_a_golden_text() -> None:
    for text in TEXTS:
        _assert_cues_hide_no_rule(fold(text))


@given(WORD_SALAD)
def test_cues_hide_no_rule_from_any_words(folded: str) -> None:
    _assert_cues_hide_no_rule(folded)


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


@pytest.mark.parametrize(
    "word", ["ASSIGNMENT ", "SECURITY AMENDED ", "REEL ", "1/2 ", "NATURE OF CONVEYANCE CORRECT ", "A "]
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
