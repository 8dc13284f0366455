"""Decisions as CSV: what is written can be read, and what is wrong is told with its line."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentrack.errors import SourceFileError
from patentrack.review.decisions_file import LONGEST, TYPES, Decision, read_decisions, single_blanks, write_decisions
from patentrack.warehouse.tables.assignments import assignment_group

AT = dt.datetime(2026, 1, 31, 17, 5)  # noqa: DTZ001 (columns hold UTC without zone)

# What XML can hold.
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30).map(single_blanks)
decisions = st.builds(
    Decision,
    text=words,
    convey_ty=st.sampled_from(TYPES),
    by=st.none() | words.filter(bool),
    at=st.none() | st.datetimes().map(lambda at: at.replace(microsecond=0)),
    note=st.none() | words.filter(bool),
)


@given(st.lists(decisions, max_size=4, unique_by=lambda decision: decision.text))
def test_what_is_written_is_read_again(written: list[Decision]) -> None:
    assert read_decisions(write_decisions(written).encode(), "x.csv") == written


def test_a_file_from_a_spreadsheet_is_read() -> None:
    content = '\ufefftype,Text,note\r\nlicense,"A  ""B"", C",\r\n\r\nsecurity,D\t,why\r\nlicense,"A ""B"", C",\r\n'
    assert read_decisions(content.encode(), "x.csv") == [
        Decision('A "B", C', "license"),
        Decision("D", "security", note="why"),
    ]


def test_a_time_with_a_zone_is_told_in_utc() -> None:
    (decision,) = read_decisions(b"text,type,at\nA,license,2026-01-31T18:05:00.5+01:00\n", "x.csv")
    assert decision.at == AT


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"x\.csv, line 1: is missing"),
        ("text\nA\n", r"line 1: has no column 'type'"),
        ("text,type,colour\n", r"line 1: has a column 'colour'"),
        ("text,type,text\n", r"line 1: has a column 'text'"),
        ("text,type\nA,license\nB,sold\n", r"line 3: 'sold' is no conveyance type.*assignment, partialassignment"),
        ("text,type\nA,License\n", r"line 2: 'License' is no"),
        ("text,type\nA,\n", r"line 2: '' is no"),
        ('text,type\n"A\nB",license\nC,x\n', r"line 4: 'x' is no"),
        ("text,type\nA\n", r"line 2: has 1 values for 2 columns"),
        ("text,type\nA,license,x\n", r"line 2: has 3 values for 2 columns"),
        ('text,type\nB,license\n"A,license\n', r"line 3: is no CSV"),
        ("text,type\nA,license\nA,option\n", r"line 3: option for a text that line 2 calls license"),
        ("text,type,at\nA,license,yesterday\n", r"line 2: 'yesterday' is no time"),
        (f"text,type,note\nA,license,{'x' * 501}\n", r"line 2: has more than 500 characters in note"),
        (f"text,type\n{'x' * 16001},license\n", r"line 2: has more than 16000 characters in text"),
    ],
)
def test_a_line_that_is_no_decision_refuses_the_file(content: str, message: str) -> None:
    with pytest.raises(SourceFileError, match=message) as caught:
        read_decisions(content.encode(), "x.csv")
    assert "\n" not in str(caught.value)


def test_a_file_in_another_encoding_is_told_with_the_line() -> None:
    with pytest.raises(SourceFileError, match=r"line 2: is not UTF-8"):
        read_decisions("text,type\nMÜLLER,license\n".encode("latin-1"), "x.csv")


def test_lengths_are_those_of_the_columns() -> None:
    assert assignment_group.c.updated_by.type.length == LONGEST["by"]
    assert assignment_group.c.note.type.length == LONGEST["note"]
