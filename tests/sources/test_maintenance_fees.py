"""Maintenance fee events: every line there can be becomes a row, a rejected record, or the end of a bad file."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentrack.errors import SourceFileError
from patentrack.sources import maintenance_fees
from patentrack.sources.maintenance_fee_facts import EVENT_CODES
from patentrack.sources.maintenance_fees import COLUMNS, read_event_codes, read_fee_events
from patentrack.sources.numbers import application_number, patent_number
from patentrack.sources.records import RejectedRecord, Row, RowBatch

LINE = "0000006788980 09591604 N 20000609 20040907 20080221 M1551"
EXPIRED = "0000004291808 06215853 Y 19801212 19810929 19851031 EXP. "
ROW = ("6788980", "09591604", "N", "2000-06-09", "2004-09-07", "2008-02-21", "M1551")


def batches(data: str | bytes) -> list[RowBatch]:
    raw = data.encode("ascii") if isinstance(data, str) else data
    return list(read_fee_events(io.BytesIO(raw), file_name="MaintFeeEvents_20260106.txt", known_codes=EVENT_CODES))


def read(data: str | bytes) -> RowBatch:
    (batch,) = batches(data)
    return batch


def rows(data: str) -> list[Row]:
    batch = read(data)
    assert not batch.rejected
    return batch.rows["event_maintainence_fees"]


def rejected(line: str) -> RejectedRecord:
    """What becomes of a line between two good ones."""
    batch = read(f"{LINE}\r\n{line}\r\n{LINE}\r\n")
    assert batch.records == 3
    assert [row[0] for row in batch.rows["event_maintainence_fees"]] == [1, 3]
    (record,) = batch.rejected
    assert (record.record_no, record.position, record.raw_text) == (2, "line 2", line)
    return record


def refused(data: str | bytes) -> SourceFileError:
    with pytest.raises(SourceFileError) as caught:
        batches(data)
    return caught.value


def changed(start: int, text: str, line: str = LINE) -> str:
    """The line with other text from a 1-based position on, counted as the USPTO does."""
    return line[: start - 1] + text + line[start - 1 + len(text) :]


def test_a_line_becomes_a_row() -> None:
    assert COLUMNS[4] == "filling_date"
    batch = read(LINE + "\r\n" + EXPIRED + "\r\n")
    assert batch.rows == {
        "event_maintainence_fees": [
            (1, *ROW),
            (2, "4291808", "06215853", "Y", "1980-12-12", "1981-09-29", "1985-10-31", "EXP."),
        ]
    }
    assert (batch.records, batch.bytes_read, batch.rejected, batch.unreadable_values) == (2, 118, [], 0)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("last", ["\r\n", "\n", "\r", ""])
@pytest.mark.parametrize("code", ["EXP. ", "EXP."])
def test_line_ends_and_trailing_blanks_do_not_matter(end: str, last: str, code: str) -> None:
    line = changed(53, code, EXPIRED)[: 52 + len(code)]
    found = rows(f"{line}{end}{LINE}{end}{line}{last}")
    assert [row[-1] for row in found] == ["EXP.", "M1551", "EXP."]


@pytest.mark.parametrize(("letter", "value"), [("Y", "Y"), ("M", "M"), ("N", "N"), ("?", None), (" ", None)])
def test_entity_status(letter: str, value: str | None) -> None:
    assert rows(changed(24, letter))[0][3] == value


@pytest.mark.parametrize(
    "number", ["000000RE40123", "00000RE040123", "RE00000040123", "      RE40123", "RE40123      "]
)
def test_reissues_join_the_assignments(number: str) -> None:
    assert rows(changed(1, number))[0][1] == "RE40123"


@pytest.mark.parametrize("text", ["        ", "00000000", "20010229", "00010101", "2001 101", "ABCDEFGH", "21010101"])
def test_an_unreadable_filing_or_grant_date_is_none_and_counted(text: str) -> None:
    filed = changed(26, text)
    batch = read("\r\n".join([filed, changed(35, text), changed(35, text, filed), LINE]))
    assert [row[4:6] for row in batch.rows["event_maintainence_fees"]] == [
        (None, "2004-09-07"),
        ("2000-06-09", None),
        (None, None),
        ("2000-06-09", "2004-09-07"),
    ]
    assert batch.unreadable_values == 4
    assert batch.rejected == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "the line has 0 characters, not 57"),
        (LINE + " ", "the line has 58 characters, not 57"),
        (LINE[:55], "the line has 55 characters, not 57"),
        (LINE[6:], "the line has 51 characters, not 57"),
        (LINE.replace(" ", "\t"), "position 14 holds '\\t' instead of a blank"),
        (changed(52, "X"), "position 52 holds 'X' instead of a blank"),
        (changed(43, "20080221  "), "position 43 holds '2' instead of a blank"),
        (changed(43, "  20080221"), "position 52 holds '1' instead of a blank"),
        (changed(1, "000000678898X"), "patent number is '000000678898X', neither digits nor RE and digits"),
        (changed(1, "0000000000000"), "patent number is '0000000000000', neither digits nor RE and digits"),
        (changed(1, "0000123456789"), "patent number is '0000123456789', neither digits nor RE and digits"),
        (changed(1, "000000D662395"), "patent number is '000000D662395', neither digits nor RE and digits"),
        (changed(1, " " * 13), "patent number is '             ', neither digits nor RE and digits"),
        (changed(15, "09/59160"), "application number is '09/59160', not series and number"),
        (changed(15, "00000000"), "application number is '00000000', not series and number"),
        (changed(15, "        "), "application number is '        ', not series and number"),
        (changed(24, "X"), "entity status is 'X', not Y, M, N, ? or blank"),
        (changed(24, "y"), "entity status is 'y', not Y, M, N, ? or blank"),
        (changed(44, "20080230"), "event date is '20080230', not a day"),
        (changed(44, "00000000"), "event date is '00000000', not a day"),
        (changed(44, "        "), "event date is '        ', not a day"),
        (changed(53, "M9999"), "unknown event code 'M9999'"),
        (changed(53, "EXP  "), "unknown event code 'EXP'"),
        (changed(53, " EXP."), "unknown event code ' EXP.'"),
        (changed(53, "     "), "unknown event code ''"),
    ],
)
def test_a_bad_line_is_rejected_and_the_rest_loaded(line: str, reason: str) -> None:
    assert rejected(line).reason == reason


def test_a_line_owes_nothing_to_the_one_before() -> None:
    lines = [LINE]
    for start, text in ((13, "1"), (22, "5"), (24, "Y"), (33, "8"), (42, "8"), (51, "2"), (53, "M1552"), (26, "0" * 8)):
        lines += [changed(start, text), LINE]
    together = [values[1:] for values in read("\n".join(lines)).rows["event_maintainence_fees"]]
    assert together == [read(line).rows["event_maintainence_fees"][0][1:] for line in lines]
    assert len(set(together)) == 9


def test_only_the_given_codes_are_known() -> None:
    stream = io.BytesIO(f"{LINE}\r\n{EXPIRED}\r\n".encode())
    (batch,) = read_fee_events(stream, file_name="x", known_codes=["EXP."])
    assert [row[-1] for row in batch.rows["event_maintainence_fees"]] == ["EXP."]
    assert [record.reason for record in batch.rejected] == ["unknown event code 'M1551'"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "is an HTML page, not a file of maintenance fee events"),
        (b"<?xml version='1.0'?><events/>", "is an XML file, not a file of maintenance fee events"),
        (b'{"message":"Unauthorized"}', "ends early: its last line is cut"),
        ((LINE + "\r\n").encode("utf-16"), "it has bytes that are not ASCII text"),
        ((LINE + "\r\n").encode("utf-16-le"), "it has bytes that are not ASCII text"),
        ((LINE + "\r\n").encode("utf-8-sig"), "it has bytes that are not ASCII text"),
        (b"PK\x03\x04" + bytes(200), "it has bytes that are not ASCII text"),
    ],
)
def test_another_kind_of_file_is_refused(data: bytes, reason: str) -> None:
    assert reason in refused(data).reason


def test_bytes_that_are_no_text_are_located() -> None:
    data = f"{LINE}\r\n{LINE}\r\n".encode() + changed(24, "\xc4").encode("latin-1") + b"\r\n"
    assert refused(data).position == "line 3, byte 141"


@pytest.mark.parametrize("length", range(1, 57))
def test_a_file_that_ends_in_a_line_is_refused(length: int) -> None:
    error = refused(f"{EXPIRED}\r\n{LINE[:length]}")
    assert error.reason == "ends early: its last line is cut"
    assert error.position == f"line 2, byte {59 + length}"


def test_a_line_of_full_length_at_the_end_is_judged_as_any_other() -> None:
    batch = read(f"{LINE}\r\n{changed(53, 'M9999')}")
    assert [record.reason for record in batch.rejected] == ["unknown event code 'M9999'"]


def test_endless_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance_fees, "BATCH_BYTES", 1000)
    assert refused(f"{LINE}\n" + "0" * 5000).position == "line 2"


def test_a_batch_is_read_when_it_is_asked_for() -> None:
    stream = io.BytesIO(f"{LINE}\r\n".encode() * 50_000)
    first, *others = (
        (batch.records, stream.tell()) for batch in read_fee_events(stream, file_name="x", known_codes=EVENT_CODES)
    )
    assert first == (20_000, maintenance_fees.BATCH_BYTES)
    assert [records for records, _ in others] == [20_000, 10_000]


@given(size=st.integers(60, 400), lines=st.lists(st.sampled_from([LINE, EXPIRED, "bad", LINE + "\r"]), min_size=1))
def test_batches_of_any_size_give_the_same_rows(size: int, lines: list[str]) -> None:
    data = "\n".join([*lines, LINE])
    whole = read(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(maintenance_fees, "BATCH_BYTES", size)
        parts = batches(data)
    assert [row for part in parts for row in part.rows["event_maintainence_fees"]] == list(*whole.rows.values())
    assert [record for part in parts for record in part.rejected] == whole.rejected
    assert sum(part.records for part in parts) == whole.records == len(lines) + 1
    assert parts[-1].bytes_read == whole.bytes_read == len(data)
    assert all(part.records <= size // 4 + 1 for part in parts)


days = st.dates(date(1700, 1, 1), date(2100, 12, 31))
patents = st.one_of(
    st.integers(1, 99_999_999).map(lambda number: f"{number:013}"),
    st.integers(1, 999_999).map(lambda number: f"RE{number:05}".rjust(13, "0")),
)


@given(
    st.lists(
        st.tuples(
            patents,
            st.integers(1, 99_999_999).map(lambda number: f"{number:08}"),
            st.sampled_from("YMN? "),
            days,
            days,
            days,
            st.sampled_from(sorted(EVENT_CODES)),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_line_of_valid_fields_reads_back(events: list[tuple[str, str, str, date, date, date, str]]) -> None:
    lines = [
        f"{patent} {application} {entity} {filed:%Y%m%d} {granted:%Y%m%d} {day:%Y%m%d} {code:5}\r\n"
        for patent, application, entity, filed, granted, day, code in events
    ]
    assert all(len(line) == 59 for line in lines)
    assert rows("".join(lines)) == [
        (
            line_no,
            patent_number(patent),
            application_number(application),
            entity if entity in "YMN" else None,
            *(day.isoformat() for day in (filed, granted, happened)),
            code,
        )
        for line_no, (patent, application, entity, filed, granted, happened, code) in enumerate(events, 1)
    ]


def test_codes_and_their_descriptions() -> None:
    text = (
        "ASPN  Payor Number Assigned.\r\nBIG.  Undiscounted (note the period).   \r\n\r\nM1551 Payment \u2013 4th Year"
    )
    expected = [
        ("ASPN", "Payor Number Assigned."),
        ("BIG.", "Undiscounted (note the period)."),
        ("M1551", "Payment \u2013 4th Year"),
    ]
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        assert read_event_codes(io.BytesIO(text.encode(encoding)), file_name="x") == expected


@pytest.mark.parametrize(
    ("data", "reason", "position"),
    [
        (b"", "is empty", None),
        (b"<html>", "is an HTML page, not a list of maintenance fee event codes", None),
        (b"<a/>", "is an XML file, not a list of maintenance fee event codes", None),
        (b"ASPN  Payor\r\nM1551\r\n", "holds 'M1551' where an event code", "line 2"),
        (b"Code  Description\r\n", "holds 'Code  Description' where an event code", "line 1"),
        (b"ASPN  Payor\r\nASPN  Another\r\n", "describes the code ASPN in two ways", "line 2"),
        (b" \r\n", "it has none", None),
        (b"ASPN  Payor \x81", "it is text in no encoding known here", None),
    ],
)
def test_what_is_no_list_of_codes_is_refused(data: bytes, reason: str, position: str | None) -> None:
    with pytest.raises(SourceFileError) as caught:
        read_event_codes(io.BytesIO(data), file_name="x")
    assert reason in caught.value.reason
    assert caught.value.position == position


def test_an_endless_list_of_codes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance_fees, "MAX_DESCRIPTION_BYTES", 100)
    with pytest.raises(SourceFileError, match="it has 100 bytes or more"):
        read_event_codes(io.BytesIO(b"ASPN  Payor\n" * 100), file_name="x")


@pytest.mark.real_data
def test_each_field_of_the_real_lines(real_data: Path) -> None:
    raw = (real_data / "maintenance-fees" / "MaintFeeEvents_sample_from_spec.txt").read_bytes()
    found = rows(raw.decode("ascii"))
    lines = raw.decode("ascii").splitlines()
    assert len(found) == len(lines) == 164
    for line_no, (line, row) in enumerate(zip(lines, found, strict=True), 1):
        # Each of these has an entity status, so blanks alone tell the fields apart.
        patent, application, entity, *days_, code = line.split()
        assert row[:4] == (line_no, str(int(patent)), application, entity)
        assert [str(day).replace("-", "") for day in row[4:7]] == days_
        assert row[7] == code
        assert [date.fromisoformat(str(day)).year >= 1980 for day in row[4:7]] == [True] * 3
