"""Blocking leaves out no pair that a comparison would join, and typos are told from other words."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from patentrack.parties.blocking import probe_keys, slip_keys, slip_probes, stored_keys
from patentrack.parties.normalisation import parse_name
from patentrack.parties.pairs import candidate_pairs
from patentrack.parties.typos import DOUBLE, END, INNER, START, SWAP, is_misreading, is_typo, kind_of_slip

letters = st.text("ABCE1", min_size=5, max_size=14)


@given(letters, letters)
def test_texts_one_slip_apart_share_a_key(one: str, other: str) -> None:
    if OSA.distance(one, other) == 1 and [*filter(str.isdigit, one)] == [*filter(str.isdigit, other)]:
        assert set(slip_keys(one)) & set(slip_probes(other, shorter_only=False))


@given(letters, st.integers(0, 13), st.sampled_from(["swap", "drop", "add", "change"]))
def test_every_slip_shares_a_key(text: str, place: int, slip: str) -> None:
    at = place % (len(text) - 1)
    wrong = {
        "swap": text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        "drop": text[:at] + text[at + 1 :],
        "add": text[:at] + "B" + text[at:],
        "change": text[:at] + "B" + text[at + 1 :],
    }[slip]
    if sorted(filter(str.isdigit, wrong)) == sorted(filter(str.isdigit, text)) and len(wrong) >= 5:
        digits_in_order = [*filter(str.isdigit, wrong)] == [*filter(str.isdigit, text)]
        assert not digits_in_order or set(slip_keys(text)) & set(slip_probes(wrong, shorter_only=False))


@settings(max_examples=40)
@given(st.lists(st.text("AB", min_size=5, max_size=9), min_size=2, max_size=60, unique=True))
def test_a_whole_run_finds_the_pairs_that_probing_one_by_one_finds(words: list[str]) -> None:
    parsed = [parse_name(f"{word} QUANTOGRAM") for word in words]
    found = {pair for pair in candidate_pairs(parsed) if pair[0] != pair[1]}
    for left, right in combinations(range(len(words)), 2):
        if OSA.distance(words[left], words[right]) == 1:
            assert (left, right) in found
            assert set(stored_keys(parsed[left])) & set(probe_keys(parsed[right]))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("SAMSUNG", "SAMSNUG", SWAP),
        ("QUALCOMM", "QUALCOM", DOUBLE),
        ("GENENTECH", "GENETECH", INNER),
        ("NOVATEL", "NOVATEK", END),
        ("MARVEL", "CARVEL", START),
        ("NOVATEL", "NOVATEL", ""),
        ("NOVATEL", "ALTERA", ""),
    ],
)
def test_kinds_of_slips(one: str, other: str, kind: str) -> None:
    assert kind_of_slip(one, other) == kind_of_slip(other, one) == kind


@pytest.mark.parametrize(
    ("one", "other", "anchored", "companions", "names", "typo"),
    [
        ("ELECTRONICS", "ELECTRNOICS", True, 1, (40, 1), True),
        ("VISION", "VIZION", False, 1, (40, 1), False),
        ("QUANTOGRAM", "QUANTGORAM", False, 0, (1, 1), True),
        ("QUANTOGRAM", "QUANTAGRAM", False, 0, (9, 1), True),
        ("QUANTOGRAM", "QUANTAGRAM", False, 0, (9, 3), False),
        ("ANDERSON", "ANDERSEN", True, 2, (9, 1), False),
        ("AUSTRALIA", "AUSTRALIE", True, 2, (9, 1), False),
        ("XINGDA", "XINDA", True, 2, (9, 1), False),
        ("MODEL5X", "MODEL6X", True, 2, (9, 1), False),
        ("SONY", "SONI", True, 2, (9, 1), False),
        ("TECHNOLOGIE", "TECHNOLOGY", True, 2, (9, 1), False),
    ],
)
def test_typos(  # noqa: PLR0917 - a row of the table
    one: str, other: str, anchored: bool, companions: int, names: tuple[int, int], typo: bool
) -> None:
    assert is_typo(one, other, anchored=anchored, companions=companions, names=names) is typo
    assert is_typo(other, one, anchored=anchored, companions=companions, names=names[::-1]) is typo


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("T0SHIBA", "TOSHIBA", True),
        ("KVERNELAND", "KVEMELAND", True),
        ("MODERN", "MODEM", False),
        ("A1B2C", "A7B2C", False),
        ("P2", "PZ", False),
    ],
)
def test_misread_letters(one: str, other: str, same: bool) -> None:
    assert is_misreading(one, other) is is_misreading(other, one) is same
