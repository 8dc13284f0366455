"""The ledger of files: what state follows what, and what is known as loaded."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Row, func, insert, select
from sqlalchemy.exc import DBAPIError

from patentrack.warehouse import ledger
from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.ledger import REJECTED_KEPT_OF_FAILED_FILE, SourceFile
from patentrack.warehouse.tables.ledger import change_log, rejected_record, source_file

ONE = SourceFile("assignments", "ad20150727.zip", "1" * 64, 1000)
REISSUE = SourceFile("assignments", "ad20150727.zip", "2" * 64, 1001)
OTHER = SourceFile("assignments", "ad20150728.zip", "3" * 64, 1002)
SAME_NAME_OF_ANOTHER_PRODUCT = SourceFile("cpc-grants", "ad20150727.zip", "4" * 64, 1003)


def test_a_file_goes_from_loading_to_loaded(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        number = ledger.begin(connection, ONE)
        assert not ledger.is_loaded(connection, ONE)
    row = rows(migrated)[ONE.sha256]
    assert (row.source_file_id, row.state, row.loaded_at) == (number, "loading", None)
    assert (row.product, row.file_name, row.sha256, row.bytes) == (ONE.product, ONE.file_name, ONE.sha256, ONE.bytes)
    with migrated.write() as connection:
        ledger.finish(connection, number, records_read=3, inserted=2, rejected=1, transaction_date=dt.date(2015, 7, 27))
    row = rows(migrated)[ONE.sha256]
    assert (row.state, row.error, row.records_read, row.inserted, row.replaced) == ("loaded", None, 3, 2, 0)
    assert row.transaction_date == dt.date(2015, 7, 27)
    assert abs(row.loaded_at - ledger.utc_now()) < dt.timedelta(minutes=1)
    assert is_loaded(migrated, ONE)
    assert not is_loaded(migrated, OTHER)


def test_a_failed_file_keeps_its_number_and_loses_its_rejected_records(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        number = ledger.begin(connection, ONE)
        ledger.keep_rejected(connection, number, [rejected(1)])
        ledger.fail(connection, number, "ad20150727.zip, line 3: mismatched tag", records_read=2, rejected=1)
    row = rows(migrated)[ONE.sha256]
    assert (row.state, row.error, row.rejected) == ("failed", "ad20150727.zip, line 3: mismatched tag", 1)
    assert not is_loaded(migrated, ONE)
    with migrated.write() as connection:
        assert ledger.begin(connection, ONE) == number
        assert connection.execute(select(func.count()).select_from(rejected_record)).scalar_one() == 0
    row = rows(migrated)[ONE.sha256]
    assert (row.state, row.error) == ("loading", None)


def test_a_reissue_supersedes_and_is_a_file_of_its_own(migrated: Warehouse) -> None:
    for file in (OTHER, SAME_NAME_OF_ANOTHER_PRODUCT, ONE, REISSUE):
        load(migrated, file)
    assert states(migrated) == {
        OTHER.sha256: "loaded",
        SAME_NAME_OF_ANOTHER_PRODUCT.sha256: "loaded",
        ONE.sha256: "superseded",
        REISSUE.sha256: "loaded",
    }
    assert is_loaded(migrated, ONE), "the superseded content is not loaded a second time"
    assert is_loaded(migrated, REISSUE)


def test_a_file_that_failed_before_its_reissue_was_never_loaded(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        ledger.fail(connection, ledger.begin(connection, ONE), "no space left")
    load(migrated, REISSUE)
    assert states(migrated) == {ONE.sha256: "superseded", REISSUE.sha256: "loaded"}
    assert not is_loaded(migrated, ONE)
    load(migrated, ONE)
    assert states(migrated) == {ONE.sha256: "superseded", REISSUE.sha256: "loaded"}
    assert is_loaded(migrated, ONE)


def test_a_file_killed_before_its_reissue_was_never_loaded(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        ledger.begin(connection, ONE)
    load(migrated, REISSUE)
    assert not is_loaded(migrated, ONE)


def test_a_failed_reissue_supersedes_nothing(migrated: Warehouse) -> None:
    load(migrated, ONE)
    with migrated.write() as connection:
        ledger.fail(connection, ledger.begin(connection, REISSUE), "cut")
    assert states(migrated) == {ONE.sha256: "loaded", REISSUE.sha256: "failed"}


def test_a_failed_file_keeps_its_first_rejected_records(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        one, other = ledger.begin(connection, ONE), ledger.begin(connection, OTHER)
        for number in (one, other):
            # Every third record is bad: the limit counts rejected records, not records of the file.
            records = [rejected(3 * place) for place in range(1, REJECTED_KEPT_OF_FAILED_FILE + 6)]
            ledger.keep_rejected(connection, number, records)
        ledger.fail(connection, one, "too many")
        kept = {
            number: list(
                connection.scalars(
                    select(rejected_record.c.record_no)
                    .where(rejected_record.c.source_file_id == number)
                    .order_by(rejected_record.c.record_no)
                )
            )
            for number in (one, other)
        }
    assert kept[one] == [3 * place for place in range(1, REJECTED_KEPT_OF_FAILED_FILE + 1)]
    assert len(kept[other]) == REJECTED_KEPT_OF_FAILED_FILE + 5


def test_a_file_that_will_be_gone_on_with_keeps_all_its_rejected_records(migrated: Warehouse) -> None:
    count = REJECTED_KEPT_OF_FAILED_FILE + 5
    with migrated.write() as connection:
        number = ledger.begin(connection, ONE)
        ledger.keep_rejected(connection, number, [rejected(place) for place in range(1, count + 1)])
        ledger.fail(connection, number, "the server went away", goes_on=True)
        assert connection.execute(select(func.count()).select_from(rejected_record)).scalar_one() == count
    assert states(migrated) == {ONE.sha256: "failed"}


def test_what_fails_after_the_commit_does_not_make_a_loaded_file_a_failed_one(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        number = ledger.begin(connection, ONE)
        records = [rejected(place) for place in range(1, REJECTED_KEPT_OF_FAILED_FILE + 6)]
        ledger.keep_rejected(connection, number, records)
        ledger.finish(connection, number, records_read=9)
    with migrated.write() as connection:
        ledger.fail(connection, number, "KeyboardInterrupt", records_read=0)
        assert connection.execute(select(func.count()).select_from(rejected_record)).scalar_one() == len(records)
    row = rows(migrated)[ONE.sha256]
    assert (row.state, row.error, row.records_read) == ("loaded", None, 9)


def test_a_later_issue_counts_once_it_is_loaded(migrated: Warehouse) -> None:
    def numbers(*files: SourceFile) -> list[int]:
        with migrated.write() as connection:
            return [ledger.begin(connection, file) for file in files]

    def outdated(number: int) -> bool:
        with migrated.connect() as connection:
            return ledger.has_later_issue(connection, number)

    first, second, other, namesake = numbers(ONE, REISSUE, OTHER, SAME_NAME_OF_ANOTHER_PRODUCT)
    assert not any(outdated(number) for number in (first, second, other, namesake))
    for file in (REISSUE, OTHER, SAME_NAME_OF_ANOTHER_PRODUCT):
        load(migrated, file)
    assert [outdated(number) for number in (first, second, other, namesake)] == [True, False, False, False]


@pytest.mark.parametrize("length", [15_999, 16_001, 300_000])
def test_an_error_of_any_length_is_kept(migrated: Warehouse, length: int) -> None:
    with migrated.write() as connection:
        ledger.fail(connection, ledger.begin(connection, ONE), "\u20ac" * length)
    assert rows(migrated)[ONE.sha256].error == "\u20ac" * min(length, 16_000)


def test_rejected_records_are_kept_as_they_are(migrated: Warehouse) -> None:
    raw = "<patent-assignment>\t<reel-no>\\N \U0001f3e6</reel-no>\n</patent-assignment>" * 1000
    with migrated.write() as connection:
        number = ledger.begin(connection, ONE)
        ledger.keep_rejected(connection, number, [])
        ledger.keep_rejected(connection, number, [rejected(7, raw_text=raw, frame_no=None)])
        row = connection.execute(rejected_record.select()).one()
    assert (row.source_file_id, row.record_no, row.frame_no, row.raw_text) == (number, 7, None, raw)


def test_records_of_several_members_have_their_own_numbers(migrated: Warehouse) -> None:
    """A record is numbered in its file of the archive: two of them can have the same number."""
    with migrated.write() as connection:
        number = ledger.begin(connection, ONE)
        ledger.keep_rejected(
            connection, number, [rejected(7, position="a.xml, record 7"), rejected(7, position="b.xml, record 7")]
        )
        found = connection.execute(rejected_record.select().order_by(rejected_record.c.rejected_record_id)).all()
        assert ledger.first_rejected(connection, number) == found[0]
    assert [(row.record_no, row.position) for row in found] == [(7, "a.xml, record 7"), (7, "b.xml, record 7")]


def test_the_first_rejected_record_is_the_one_kept_first(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        one, other = ledger.begin(connection, ONE), ledger.begin(connection, OTHER)
        assert ledger.first_rejected(connection, one) is None
        ledger.keep_rejected(connection, other, [rejected(1)])
        ledger.keep_rejected(connection, one, [rejected(9), rejected(3)])
        assert ledger.first_rejected(connection, one).record_no == 9
        ledger.forget_rejected(connection, one)
        assert ledger.first_rejected(connection, one) is None
        assert ledger.first_rejected(connection, other).record_no == 1


def test_a_run_that_goes_on_keeps_what_it_rejected(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        number = ledger.begin(connection, ONE)
        ledger.keep_rejected(connection, number, [rejected(1)])
    with migrated.write() as connection:
        assert ledger.begin(connection, ONE, keep_rejected=True) == number
        assert ledger.first_rejected(connection, number).record_no == 1
        assert ledger.begin(connection, ONE) == number
        assert ledger.first_rejected(connection, number) is None


def test_a_file_that_readers_no_longer_see_is_superseded(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        number = ledger.begin(connection, ONE)
        ledger.supersede(connection, number)
    assert states(migrated) == {ONE.sha256: "superseded"}
    assert not is_loaded(migrated, ONE), "it was never loaded"
    load(migrated, OTHER)
    with migrated.write() as connection:
        ledger.supersede(connection, ledger.begin(connection, OTHER))
    assert states(migrated)[OTHER.sha256] == "superseded"


def test_the_change_log_says_who_did_what(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        ledger.log_change(
            connection,
            by="assignments_daily scheduled__2015-07-27",
            action="ingest",
            scope="ad20150727.zip",
            tables={"db_uspto.assignment": (0, 12), "db_uspto.assignor": (3, 4)},
        )
        found = connection.execute(change_log.select().order_by(change_log.c.change_log_id)).all()
    assert [(row.table_name, row.rows_before, row.rows_after) for row in found] == [
        ("db_uspto.assignment", 0, 12),
        ("db_uspto.assignor", 3, 4),
    ]
    assert {(row.changed_by, row.action, row.scope) for row in found} == {
        ("assignments_daily scheduled__2015-07-27", "ingest", "ad20150727.zip")
    }


def test_one_content_of_a_name_is_one_row(migrated: Warehouse) -> None:
    load(migrated, ONE)
    with pytest.raises(DBAPIError), migrated.write() as connection:
        connection.execute(
            insert(source_file).values(
                product=ONE.product,
                file_name=ONE.file_name,
                sha256=ONE.sha256,
                bytes=1,
                state="pending",
                registered_at=ledger.utc_now(),
            )
        )


def rejected(record_no: int, **values: Any) -> dict[str, Any]:
    record = {
        "record_no": record_no,
        "position": f"record {record_no}",
        "reel_no": "41576",
        "frame_no": "10000",
        "reason": "frame above 9999",
        "raw_text": "<patent-assignment/>",
    }
    return record | values


def load(warehouse: Warehouse, file: SourceFile) -> None:
    with warehouse.write() as connection:
        ledger.finish(connection, ledger.begin(connection, file))


def rows(warehouse: Warehouse) -> dict[str, Row[Any]]:
    with warehouse.connect() as connection:
        return {row.sha256: row for row in connection.execute(source_file.select())}


def states(warehouse: Warehouse) -> dict[str, str]:
    return {sha256: row.state for sha256, row in rows(warehouse).items()}


def is_loaded(warehouse: Warehouse, file: SourceFile) -> bool:
    with warehouse.connect() as connection:
        return ledger.is_loaded(connection, file)
