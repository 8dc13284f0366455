"""The text form of the CPC master file: documents from lines, and lines that are not what they should be."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patentrack.sources import cpc_text
from patentrack.sources.records import RAW_TEXT_LIMIT
from support.cpc_files import Document, Symbol, lines, numbered, read_all, refused, text

ONE = lines(Document())[0]


def of_lines(*given: str) -> str:
    return "".join(line + "\r\n" for line in given)


def with_line(start: int, new: str, line: str = ONE) -> str:
    assert len(line) == 48
    return line[:start] + new + line[start + len(new) :]


def test_the_lines_of_a_document_become_its_rows() -> None:
    line = "B21389748409400000F04D  29/703   20130101FI  0 0"
    other = "B21389748409400000F04D2029/070313201508 LA 12 3".replace("201508 L", "20150801L")
    assert (len(line), len(other)) == (48, 48)
    start = ("13897484", "US", "B2", None)
    result = read_all(of_lines(line, other), "text")
    assert result.rows == [
        ("9400000", 1, *start, "2013-01-01", "F", "04", "D", "29", "703", "F", "I", 0, None, None),
        ("9400000", 2, *start, "2015-08-01", "F", "04", "D", "2029", "070313", "L", "A", 1, 12, 3),
    ]
    assert (result.records, result.rejected, result.unreadable_values) == (1, [], 0)


def test_a_publication_has_a_wider_number() -> None:
    document = Document("20050123456", "A1", None)
    result = read_all(text(document, table="application_cpc"), "text", "application_cpc")
    assert [row[:6] for row in result.rows] == [("20050123456", n, None, "US", "A1", None) for n in (1, 2)]


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize("last", ["", "newline", "\r\n\r\n", "\n   \n"])
def test_line_ends_and_blank_lines_do_not_matter(newline: str, last: str) -> None:
    documents = numbered(3)
    whole = [line for document in documents for line in lines(document)]
    data = newline.join([*whole[:3], "", *whole[3:]]) + (newline if last == "newline" else last)
    assert read_all(data, "text") == read_all(text(*documents), "text")


def test_a_document_is_told_by_number_and_kind() -> None:
    # A corrected publication keeps its number and has a kind of its own, in XML as a record of its own.
    documents = [Document("20050123456", "A1"), Document("20050123456", "A9"), Document("20050123457", "A9")]
    result = read_all(text(*documents, table="application_cpc"), "text", "application_cpc")
    assert result.records == 3
    assert [row[1] for row in result.rows] == [1, 2] * 3


@pytest.mark.parametrize(
    ("start", "new", "place", "value"),
    [
        (41, "F", 12, "F"),
        (41, "L", 14, 1),
        (42, " ", 13, None),
        (43, "  0 0", 15, None),
        (43, "     ", 15, None),
        (43, "  7 0", 15, 7),
        (43, "007  ", 16, None),
        (43, "  012", 16, 12),
        (43, "99999", 15, 999),
        (22, "29  ", 10, "29"),
        (22, "0029", 10, "0029"),
        (27, " 00   ", 11, "00"),
        (33, "20131301", 6, None),
        (33, "00000000", 6, None),
        (33, "        ", 6, None),
    ],
)
def test_values_of_a_line(start: int, new: str, place: int, value: object) -> None:
    result = read_all(of_lines(with_line(start, new)), "text")
    assert result.rejected == []
    assert [row[place] for row in result.rows] == [value]
    assert result.unreadable_values == (place == 6)


@pytest.mark.parametrize(
    ("start", "new", "reason"),
    [
        (10, "        ", "grant_doc_num is missing"),
        (18, "I", "symbol 2: section is 'I', not a letter A to H or Y"),
        (18, " ", "symbol 2: section is missing"),
        (19, " 4", "symbol 2: class is '4', not two digits"),
        (21, "d", "symbol 2: sub_class is 'd', not one capital letter"),
        (22, "    ", "symbol 2: main_group is missing"),
        (22, " 2 9", "symbol 2: main_group is '2 9', not one to four digits"),
        (26, "-", "symbol 2: 'F04D  29-703   ' has no slash between main_group and sub_group"),
        (22, "   29/703  ", "symbol 2: 'F04D   29/703  ' has no slash between main_group and sub_group"),
        (25, "/ ", "symbol 2: 'F04D  2/ 703   ' has no slash between main_group and sub_group"),
        (27, "7     ", "symbol 2: sub_group is '7', not two to six digits"),
        (27, "7 3   ", "symbol 2: sub_group is '7 3'"),
        (41, "X", "symbol 2: symbol_position_code is 'X', not F or L"),
        (41, " ", "symbol 2: symbol_position_code is missing: nothing else tells main from further"),
        (42, "N", "symbol 2: classification_value_code is 'N', not I or A"),
        (43, "1 2", "symbol 2: set_group is '1 2', not a number"),
        (46, "-1", "symbol 2: set_rank is '-1', not a number"),
    ],
)
def test_a_document_with_a_bad_line_is_left_out_as_a_whole(start: int, new: str, reason: str) -> None:
    bad = with_line(start, new)
    number = bad[10:18]
    around = [line[:10] + number + line[18:] for line in (ONE, bad, ONE)]
    result = read_all(text(Document("1")) + of_lines(*around) + text(Document("2")), "text")
    assert [row[:2] for row in result.rows] == [("1", 1), ("1", 2), ("2", 1), ("2", 2)]
    assert result.records == 3
    [rejected] = result.rejected
    assert rejected.reason.startswith(reason), rejected.reason
    assert (rejected.record_no, rejected.position) == (2, "line 3")
    assert rejected.raw_text == "\n".join(around)


def test_a_document_has_one_application_number() -> None:
    result = read_all(of_lines(ONE, with_line(2, "13897485")), "text")
    assert result.reasons() == ["application_number is '13897484' and '13897485' in the lines of one document"]


def test_a_line_of_the_wrong_length_inside_a_document_leaves_it_out() -> None:
    given = [*lines(Document("1")), *lines(Document("2")), *lines(Document("3"))]
    given[2:4] = [given[2], given[3][:30], given[3]]
    result = read_all(of_lines(*given), "text")
    assert (result.records, {row[0] for row in result.rows}) == (3, {"1", "3"})
    [rejected] = result.rejected
    assert rejected.reason == "line 4 has 30 characters, not 48"
    assert rejected.raw_text.count("\n") == 2


def test_a_line_of_the_wrong_length_between_documents_leaves_out_both() -> None:
    given = [line for number in "1234" for line in lines(Document(number))]
    given.insert(4, given[4] + "0")
    result = read_all(of_lines(*given), "text")
    assert (result.records, {row[0] for row in result.rows}) == (4, {"1", "4"})
    assert result.reasons() == [
        "line 5 has 49 characters, not 48",
        "the line before it has the wrong length and may be one of its symbols",
    ]
    assert [(rejected.record_no, rejected.position) for rejected in result.rejected] == [(2, "line 3"), (3, "line 6")]


def test_a_line_of_the_wrong_length_at_the_start_leaves_out_the_first_document() -> None:
    result = read_all(of_lines("A", *lines(Document("1")), *lines(Document("2"))), "text")
    assert (result.records, {row[0] for row in result.rows}) == (2, {"2"})
    assert result.reasons() == ["line 1 has 1 characters, not 48"]


def test_a_bad_line_holds_up_its_own_documents_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpc_text, "BATCH_BYTES", 1000)
    monkeypatch.setattr(cpc_text, "MAX_DOCUMENT_BYTES", 2000)
    good = text(*numbered(100))
    assert read_all(of_lines(ONE, "bad") + good, "text").records == 100


@settings(max_examples=60)
@given(
    lengths=st.lists(st.sampled_from([0, 5, 47, 48, 48, 48, 49]), min_size=2, max_size=12),
    batch=st.integers(1, 300),
)
def test_batches_never_part_a_document_from_its_bad_lines(lengths: list[int], batch: int) -> None:
    whole = [line for document in numbered(6) for line in lines(document)]
    data = of_lines(ONE, *[(line + "0")[:length] for line, length in zip(whole, lengths, strict=False)])
    expected = read_all(data, "text")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cpc_text, "BATCH_BYTES", batch)
        # The first look at the file needs a line of the right length.
        patch.setattr(cpc_text, "_START_LINES", 1)
        assert read_all(data, "text") == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "is empty"),
        ("<html><body>Sign in</body></html>", "is an HTML page, not a CPC master file in text form"),
        ('<?xml version="1.0"?><a/>', "is XML, not the text form"),
        ("\ufeff<a/>", "is XML, not the text form"),
        ("PK\x03\x04zip", "holds the byte 0x03, and this form is plain ASCII"),
        (ONE[:20], "ends early: its last line has 20 of 48 characters"),
        (of_lines(ONE) + ONE[:47], "ends early: its last line has 47 of 48 characters"),
        (of_lines(ONE, "Ü"), "holds the byte 0xc3, and this form is plain ASCII"),
        (of_lines(ONE) + "\x00", "holds the byte 0x00, and this form is plain ASCII"),
        (of_lines(ONE[:43]), r"has 43 characters in its first line, the lines of patent_cpc have 48"),
        (text(Document("20050123456"), table="application_cpc"), "has 51 characters in its first line"),
    ],
)
def test_what_is_no_text_form_is_refused(data: str, reason: str) -> None:
    assert re.match(reason, refused(data, "text").reason), refused(data, "text").reason


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_wide_encoding_is_refused(codec: str) -> None:
    assert "plain ASCII" in refused(text(Document()).encode(codec), "text").reason


def test_strange_bytes_late_in_a_file_are_located() -> None:
    good = text(*numbered(4000))
    error = refused(good + of_lines(with_line(18, "\x1a")), "text")
    assert error.position == f"byte {len(good) + 18}"
    cut = refused(good + ONE[:9], "text")
    assert cut.position == f"line 8001, byte {len(good) + 9}"


def test_line_numbers_count_across_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpc_text, "BATCH_BYTES", 500)
    documents = numbered(30)
    documents[20] = replace(documents[20], symbols=(Symbol("Z"),))
    [rejected] = read_all(text(*documents), "text").rejected
    assert (rejected.record_no, rejected.position) == (21, "line 41")


def test_a_document_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpc_text, "MAX_DOCUMENT_BYTES", 100_000)
    monkeypatch.setattr(cpc_text, "BATCH_BYTES", 10_000)
    error = refused(of_lines(*[ONE] * 4000), "text")
    assert error.reason == "has more than 100000 bytes for one document"


def test_a_rejected_document_is_kept_up_to_a_limit() -> None:
    [rejected] = read_all(of_lines(*[ONE] * 2000, with_line(18, "Z")), "text").rejected
    assert len(rejected.raw_text) == RAW_TEXT_LIMIT
    assert rejected.reason.startswith("symbol 2001: section is 'Z'")
