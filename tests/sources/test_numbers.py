"""Document numbers: every way of writing one ends in the form that joins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentrack.sources.numbers import application_number, patent_number, publication_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6789012", "6789012"),
        ("06789012", "6789012"),
        ("0000006788980", "6788980"),
        ("12650000", "12650000"),
        ("  100000", "100000"),
        ("1", "1"),
        ("D0662395", "D662395"),
        ("D662395", "D662395"),
        ("D1000000", "D1000000"),
        ("RE040123", "RE40123"),
        ("RE40123", "RE40123"),
        ("00000RE40123", "RE40123"),
        ("000000RE040123", "RE40123"),
        ("PP012345", "PP12345"),
        ("H0002345", "H2345"),
        ("T0962010", "T962010"),
        ("T100201", "T100201"),
        ("RE 40123", "RE40123"),
        (" D662395\n", "D662395"),
        ("", ""),
        ("   ", ""),
        ("00000000", "00000000"),
        ("RE", "RE"),
        ("DM/083456", "DM/083456"),
        ("2005/0123456", "2005/0123456"),
        ("6,789,012", "6,789,012"),
        ("\u0661\u0662", "\u0661\u0662"),
    ],
)
def test_a_patent_number_loses_its_padding(text: str, number: str) -> None:
    assert patent_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13897484", "13897484"),
        ("09789958", "09789958"),
        ("9789958", "09789958"),
        ("789958", "00789958"),
        (" 29410000 ", "29410000"),
        ("29/410,000", "29410000"),
        ("29/410000", "29410000"),
        ("9/789,958", "09789958"),
        ("09/ 789,958", "09789958"),
        ("60/1,234", "60001234"),
        ("", None),
        ("        ", None),
        (None, None),
        ("00000000", None),
        ("138974841", "138974841"),
        ("PCT/US2004/027676", "PCT/US2004/027676"),
        ("D/410,000", "D/410,000"),
        ("\u0661\u0662", "\u0661\u0662"),
    ],
)
def test_an_application_number_has_eight_digits(text: str | None, number: str | None) -> None:
    assert application_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("20050123456", "20050123456"),
        ("2005/0123456", "20050123456"),
        ("2005123456", "20050123456"),
        ("2005/123456", "20050123456"),
        ("2001/1", "20010000001"),
        (" 20010000001", "20010000001"),
        ("", ""),
        ("  ", ""),
        ("6789012", "6789012"),
        ("200512345", "200512345"),
        ("200501234567", "200501234567"),
        ("19990123456", "19990123456"),
        ("2005-0123456", "2005-0123456"),
    ],
)
def test_a_publication_number_has_a_year_and_seven_digits(text: str, number: str) -> None:
    assert publication_number(text) == number


@given(st.text(alphabet="0123456789REDPHTre/, \n\u0661", max_size=16))
def test_a_number_in_its_final_form_stays_as_it_is(text: str) -> None:
    assert patent_number(patent_number(text)) == patent_number(text)
    assert application_number(application_number(text)) == application_number(text)
    assert publication_number(publication_number(text)) == publication_number(text)


@given(
    letters=st.sampled_from(["", "D", "RE", "PP", "H", "T"]),
    number=st.integers(1, 99_999_999),
    outer=st.integers(0, 6),
    inner=st.integers(0, 4),
)
def test_padding_never_changes_the_number(letters: str, number: int, outer: int, inner: int) -> None:
    assert patent_number(f"{'0' * outer}{letters}{'0' * inner}{number}") == f"{letters}{number}"
