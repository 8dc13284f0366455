"""Maintenance fee events by the week: lines become rows, codes beside them are taken over, bad lines are kept apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from patentrack.errors import SourceFileError
from patentrack.ingest.maintenance_fees import EVENTS, ingest_file
from patentrack.ingest.summary import FileSummary
from patentrack.settings import load_settings
from patentrack.sources.maintenance_fee_facts import EVENT_CODES
from patentrack.warehouse.tables import generations, maintenance_fees
from support.snapshot import ledger
from support.whole_files import (
    FEES,
    changes,
    fee_line,
    fee_week,
    file_row,
    hidden,
    pointers,
    rejections,
    rows,
    zipped,
)

FIRST, SECOND, THIRD = (f"MaintFeeEvents_202601{day}.zip" for day in ("06", "13", "20"))
CODES = maintenance_fees.event_maintainence_code

pytestmark = pytest.mark.usefixtures("warehouse_env")


def load(path: Path, *, allowed: float | None = None) -> FileSummary:
    settings = load_settings()
    return ingest_file(path, settings if allowed is None else replace(settings, max_rejected_share=allowed))


def codes() -> dict[str, str]:
    return dict(rows(CODES))


def test_lines_become_rows_in_their_order(tmp_path: Path) -> None:
    week = fee_week(
        tmp_path / FIRST,
        [
            "0000006788980 09591604 N 20000609 20040907 20080221 M1551\r\n",
            "00000RE040123 10123456 Y 20021213 20080226 20120131 EXP. \r\n",
            "00000RE040123 10123456 Y 20021213 20080226 20120131 EXP. \r\n",
            "0000004291808 06215853 M 19801212 19810929 19851031 EXPX \r\n",
            "0000004291809 06215854 ? 00000000 19810929 19851031 REM. \r\n",
        ],
    )

    summary = load(week)

    assert rows(FEES) == [
        (1, "6788980", "09591604", "N", date(2000, 6, 9), date(2004, 9, 7), date(2008, 2, 21), "M1551"),
        (2, "RE40123", "10123456", "Y", date(2002, 12, 13), date(2008, 2, 26), date(2012, 1, 31), "EXP."),
        (3, "RE40123", "10123456", "Y", date(2002, 12, 13), date(2008, 2, 26), date(2012, 1, 31), "EXP."),
        (4, "4291808", "06215853", "M", date(1980, 12, 12), date(1981, 9, 29), date(1985, 10, 31), "EXPX"),
        (5, "4291809", "06215854", None, None, date(1981, 9, 29), date(1985, 10, 31), "REM."),
    ]
    assert (summary.records_read, summary.inserted, summary.rejected, summary.unreadable_values) == (5, 5, 0, 1)
    assert (summary.rows, summary.transaction_date) == ({"event_maintainence_fees": 5}, "2026-01-06")
    assert pointers(generations.fees) == {"maintenance-fees": (0, date(2026, 1, 6), 5)}
    assert changes() == [(FIRST, "db_patent_maintainence_fee.event_maintainence_fees", 0, 5)]
    assert file_row(FIRST).product == "maintenance-fees"


def test_a_plain_text_is_the_same_as_the_zip(tmp_path: Path) -> None:
    lines = [fee_line(), fee_line(code="EXP.")]
    load(fee_week(tmp_path / FIRST, lines))
    from_zip = rows(FEES)
    plain = tmp_path / "MaintFeeEvents_20260113.txt"
    plain.write_bytes("".join(lines).encode())
    assert load(plain).inserted == 2
    assert rows(FEES) == from_zip


def test_a_week_takes_the_place_of_the_last_one_and_an_older_one_does_not(tmp_path: Path) -> None:
    first, second = fee_week(tmp_path / FIRST, [fee_line(1)]), fee_week(tmp_path / SECOND, [fee_line(1), fee_line(2)])
    load(second)
    late = load(first)
    assert (late.unchanged, late.note) == (True, "older than what readers see, which is of 2026-01-13; not loaded")
    assert load(second).unchanged
    assert rows(FEES, "grant_doc_num") == [("1",), ("2",)]

    load(fee_week(tmp_path / THIRD, [fee_line(3)]))

    assert rows(FEES, "grant_doc_num") == [("3",)]
    assert hidden(EVENTS.dataset) == 0
    assert ledger() == {SECOND: "superseded", FIRST: "superseded", THIRD: "loaded"}


def test_codes_that_lie_beside_the_events_are_taken_over(tmp_path: Path) -> None:
    load(
        fee_week(
            tmp_path / FIRST,
            [fee_line(), fee_line(code="M9999"), fee_line(code="NEW.")],
            {"M9999": "A payment of another kind.", "NEW.": "What is new.", "M1551": "Said in other words."},
        )
    )
    assert codes() == EVENT_CODES | {
        "M9999": "A payment of another kind.",
        "NEW.": "What is new.",
        "M1551": "Said in other words.",
    }
    assert rows(FEES, "event_code") == [("M1551",), ("M9999",), ("NEW.",)]

    load(fee_week(tmp_path / SECOND, [fee_line(code="M9999")], {"EXP.": "Gone."}))

    assert codes()["M9999"] == "A payment of another kind.", "a code that is known stays known"
    assert codes()["EXP."] == "Gone."


def test_codes_of_a_file_that_fails_are_not_taken_over(tmp_path: Path) -> None:
    load(fee_week(tmp_path / FIRST, [fee_line()]))
    beside = {"M9999": "A payment of another kind.", "M1551": "Said in other words."}
    with pytest.raises(SourceFileError, match="1 of 2 records are bad"):
        load(fee_week(tmp_path / SECOND, [fee_line(code="M9999"), fee_line(code="X")], beside))
    assert codes() == EVENT_CODES


def test_codes_of_an_older_file_are_not_taken_over(tmp_path: Path) -> None:
    load(fee_week(tmp_path / SECOND, [fee_line()], {"M1551": "Today's words."}))
    load(fee_week(tmp_path / FIRST, [fee_line()], {"M1551": "Words of last week."}))
    assert codes()["M1551"] == "Today's words."


def test_a_list_of_codes_that_is_none_is_refused(tmp_path: Path) -> None:
    load(fee_week(tmp_path / FIRST, [fee_line()]))
    members = {"MaintFeeEvents_20260113.txt": fee_line(), "MaintFeeEventsDesc_20260113.txt": "<html></html>"}
    with pytest.raises(SourceFileError, match=r"MaintFeeEventsDesc_20260113\.txt.*HTML"):
        load(zipped(tmp_path / SECOND, members))
    assert ledger() == {FIRST: "loaded", SECOND: "failed"}


BAD_LINES = {
    "unknown code": (fee_line(code="M9999"), "unknown event code 'M9999'"),
    "code without its dot": (fee_line(code="EXP"), "unknown event code 'EXP'"),
    "no day": (fee_line(day="20230231"), "event date is '20230231', not a day"),
    "short": (fee_line()[:30] + "\r\n", "the line has 30 characters, not 57"),
    "long": ("0" + fee_line(), "the line has 58 characters, not 57"),
    "other entity": (fee_line(entity="X"), "entity status is 'X'"),
    "no number": (fee_line("ABC"), "patent number"),
}


@pytest.mark.parametrize("what", BAD_LINES)
def test_a_bad_line_is_kept_and_the_load_goes_on(tmp_path: Path, what: str) -> None:
    line, reason = BAD_LINES[what]
    week = fee_week(tmp_path / FIRST, [*(fee_line(number) for number in range(1, 51)), line, *[fee_line(99)] * 49])

    summary = load(week)

    assert (summary.records_read, summary.inserted, summary.rejected) == (100, 99, 1)
    [(position, found)] = rejections()
    assert position == "MaintFeeEvents_20260106.txt, line 51"
    assert reason in found
    lines = [number for number, _ in rows(FEES, "line_no", "grant_doc_num")]
    assert sorted(lines) == [*range(1, 51), *range(52, 101)]


def test_too_many_bad_lines_leave_last_week(tmp_path: Path) -> None:
    load(fee_week(tmp_path / FIRST, [fee_line(1)]))
    bad = fee_week(tmp_path / SECOND, [*[fee_line(2)] * 98, *[fee_line(code="XXXXX")] * 2])
    with pytest.raises(SourceFileError, match=r"line 99: 2 of 100 records are bad, more than 1\.0%"):
        load(bad)
    assert rows(FEES, "grant_doc_num") == [("1",)]
    assert file_row(SECOND).rejected == 2
    assert load(bad, allowed=0.02).inserted == 98
    assert len(rejections()) == 2


FAULTS = {
    "cut": (fee_line()[:40], "ends early"),
    "empty": ("", "is empty"),
    "page": ("<!DOCTYPE html><html></html>", "HTML"),
    "bytes that are no text": (fee_line() + "\0" * 59, "not ASCII text"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_week_leaves_the_last_one(tmp_path: Path, fault: str) -> None:
    content, message = FAULTS[fault]
    load(fee_week(tmp_path / FIRST, [fee_line(1)]))
    with pytest.raises(SourceFileError, match=message):
        load(zipped(tmp_path / SECOND, {"MaintFeeEvents_20260113.txt": content}))
    assert rows(FEES, "grant_doc_num") == [("1",)]
    assert load(fee_week(tmp_path / SECOND, [fee_line(2)])).inserted == 1
    assert rows(FEES, "grant_doc_num") == [("2",)]


def test_an_archive_must_hold_one_list_of_events(tmp_path: Path) -> None:
    members = {"MaintFeeEvents_1.txt": fee_line(), "MaintFeeEvents_2.txt": fee_line()}
    with pytest.raises(SourceFileError, match="should hold one text file of events and holds 2"):
        load(zipped(tmp_path / FIRST, members))
    with pytest.raises(SourceFileError, match="should hold one text file of events and holds 0"):
        load(zipped(tmp_path / SECOND, {"MaintFeeEventsDesc_1.txt": "M1551 X"}))


def test_several_blocks_are_one_week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patentrack.ingest.generation_part.BLOCK_ROWS", 10)
    monkeypatch.setattr("patentrack.sources.maintenance_fees.BATCH_BYTES", 59 * 10)
    load(fee_week(tmp_path / FIRST, [fee_line(number) for number in range(1, 128)]))
    assert sorted(rows(FEES, "line_no", "grant_doc_num")) == [(number, str(number)) for number in range(1, 128)]


@pytest.mark.real_data
def test_each_field_of_the_real_lines_is_in_its_column(tmp_path: Path, real_data: Path) -> None:
    raw = (real_data / "maintenance-fees" / "MaintFeeEvents_sample_from_spec.txt").read_bytes()
    plain = tmp_path / "MaintFeeEvents_20250401.txt"
    plain.write_bytes(raw)

    summary = load(plain)

    lines = raw.decode("ascii").splitlines()
    assert (summary.inserted, summary.rejected, len(lines)) == (164, 0, 164)
    # Each of these has an entity status, so blanks alone tell the fields apart.
    expected = [line.split() for line in lines]
    assert sorted(rows(FEES)) == [
        (place, str(int(patent)), application, entity, *map(date.fromisoformat, days), code)
        for place, (patent, application, entity, *days, code) in enumerate(expected, start=1)
    ]
