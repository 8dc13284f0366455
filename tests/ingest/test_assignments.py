"""The main job, by file and by command: what a file leaves in the tables."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from patentrack.errors import SourceFileError
from patentrack.ingest.assignments import ingest_file
from patentrack.settings import load_settings
from patentrack.warehouse.check import check_warehouse
from patentrack.warehouse.engine import open_warehouse
from support.cli import run_patentrack
from support.documents import SECURITY, Document, File
from support.environment import WarehouseEnv
from support.snapshot import ledger, snapshot

MONDAY, TUESDAY = date(2015, 7, 27), date(2015, 7, 28)

pytestmark = pytest.mark.usefixtures("warehouse_env")


def ingest(folder: Path, *files: File) -> None:
    for file in files:
        ingest_file(file.write(folder), load_settings())


def test_a_file_becomes_rows_of_every_master_table(tmp_path: Path) -> None:
    document = Document(assignors=("DOE, JANE", "ROE, R."), assignees=("X COMPANY LIMITED",), applications=("1", "2"))

    ingest(tmp_path, File("ad20150727.xml", MONDAY, (document,)))

    tables = snapshot()
    assert [row[0] for row in tables["assignment"]] == ["415760001"]
    assert [row[:4] for row in tables["assignor"]] == [
        ("415760001", "1", "Doe Jane", "DOE, JANE"),
        ("415760001", "2", "Roe R", "ROE, R."),
    ]
    assert [row[:4] for row in tables["assignee"]] == [("415760001", "1", "X Co Ltd", "X COMPANY LIMITED")]
    assert [row[:5] for row in tables["documentid"]] == [
        ("415760001", "1", "Title 1", "en", "1"),
        ("415760001", "2", "Title 2", "en", "2"),
    ]
    assert [row[:2] for row in tables["correspondent"]] == [("415760001", "EXAMPLE LAW LLP")]
    assert tables["assignor_and_assignee"] == [
        ("Doe Jane", "1", "None"),
        ("Roe R", "1", "None"),
        ("X Co Ltd", "1", "None"),
    ]
    assert tables["assignment_arrows"] == [("415760001", "2")]
    assert [row[:3] for row in tables["assignment_conveyance"]] == [("415760001", "assignment", "0")]
    assert tables["representative_assignment_conveyance"] == [("415760001", "assignment", "0", "0")]


def test_one_spelling_twice_in_a_document_is_two_parties_and_one_name(tmp_path: Path) -> None:
    ingest(tmp_path, File("a.xml", MONDAY, (Document(assignors=("FOO, INC.", "Foo Inc")),)))

    tables = snapshot()
    assert [row[3] for row in tables["assignor"]] == ["FOO, INC.", "Foo Inc"]
    assert ("Foo Inc", "2", "None") in tables["assignor_and_assignee"]


def test_a_newer_version_replaces_the_whole_record(tmp_path: Path) -> None:
    older = Document(applications=("1", "2", "3"), assignors=("DOE, JANE", "GONE, G."))
    newer = replace(older, updated="20150728", applications=("2",), assignors=("DOE, JANE",), text=SECURITY)

    ingest(tmp_path, File("ad20150727.xml", MONDAY, (older,)), File("ad20150728.xml", TUESDAY, (newer,)))

    tables = snapshot()
    assert [row[4] for row in tables["documentid"]] == ["2"]
    assert [row[0] for row in tables["assignor_and_assignee"]] == ["Doe Jane", "Example Corp"]
    assert tables["representative_assignment_conveyance"] == [("415760001", "security", "0", "0")]
    assert tables["assignment"][0][-1] == "ad20150728.xml"


def test_an_older_version_is_counted_and_changes_nothing(tmp_path: Path) -> None:
    newer = Document(updated="20150728", assignees=("NEWER INC.",))
    ingest(tmp_path, File("ad20150728.xml", TUESDAY, (newer,)))
    before = snapshot()

    stale = ingest_file(File("ad20150727.xml", MONDAY, (Document(),)).write(tmp_path), load_settings())

    assert (stale.inserted, stale.replaced, stale.stale) == (0, 0, 1)
    assert snapshot() == before


def test_a_purged_document_stays_and_counts_for_nothing(tmp_path: Path) -> None:
    ingest(
        tmp_path,
        File("ad20150727.xml", MONDAY, (Document(), Document(frame=2))),
        File("ad20150728.xml", TUESDAY, (Document(updated="20150728", purged=True),)),
    )

    tables = snapshot()
    assert len(tables["assignment"]) == len(tables["assignment_conveyance"]) == 2
    assert tables["assignment_arrows"] == [("415760002", "1")]
    assert [row[:2] for row in tables["assignor_and_assignee"]] == [("Doe Jane", "1"), ("Example Corp", "1")]


def test_what_a_person_has_locked_survives_a_changed_text(tmp_path: Path) -> None:
    ingest(tmp_path, File("ad20150727.xml", MONDAY, (Document(), Document(frame=2))))
    warehouse = open_warehouse(load_settings())
    with warehouse.write() as connection:
        name = warehouse.database_name("db_uspto")
        connection.exec_driver_sql(
            f"UPDATE {name}.representative_assignment_conveyance SET convey_ty = 'merger', flag = 1"
            " WHERE rf_id = 415760001"
        )
    warehouse.engine.dispose()

    changed = tuple(Document(frame=frame, updated="20150728", text=SECURITY) for frame in (1, 2))
    ingest(tmp_path, File("ad20150728.xml", TUESDAY, changed))

    assert snapshot()["representative_assignment_conveyance"] == [
        ("415760001", "merger", "0", "1"),
        ("415760002", "security", "0", "0"),
    ]


def test_the_same_name_with_other_content_is_loaded_and_the_older_issue_kept_in_the_ledger(
    tmp_path: Path,
) -> None:
    first = File("ad20150727.xml", MONDAY, (Document(assignees=("WRONG INC.",)),))
    ingest(tmp_path, first, File("ad20150727.xml", MONDAY, (Document(assignees=("RIGHT INC.",)),)))
    after = snapshot()

    assert after["assignee"][0][2] == "Right Inc"
    again = ingest_file(first.write(tmp_path), load_settings())
    assert again.unchanged
    assert snapshot() == after


def test_a_day_without_data_is_a_success(tmp_path: Path) -> None:
    summary = ingest_file(File("ad20150726.zip", date(2015, 7, 26)).write(tmp_path), load_settings())

    assert (summary.records_read, summary.unchanged) == (0, False)
    assert ledger() == {"ad20150726.zip": "loaded"}


def test_a_file_with_a_bad_record_in_many_is_loaded_without_it(tmp_path: Path, warehouse_env: WarehouseEnv) -> None:
    good = tuple(Document(frame=frame) for frame in range(1, 120))
    file = File("ad20150727.xml", MONDAY, (*good, Document(frame=12345)))

    done = run_patentrack("ingest", "assignments", file.write(tmp_path), "--json", env=warehouse_env.env)

    assert done.returncode == 3, done.stderr
    assert json.loads(done.stdout) | {"inserted": 119, "rejected": 1} == json.loads(done.stdout)
    warehouse = open_warehouse(load_settings())
    with warehouse.connect() as connection:
        name = warehouse.database_name("db_uspto")
        (row,) = connection.exec_driver_sql(f"SELECT * FROM {name}.rejected_record").mappings()
    warehouse.engine.dispose()
    assert (row["record_no"], row["reel_no"], row["frame_no"]) == (120, "41576", "12345")
    assert "frame" in row["reason"]
    assert "<frame-no>12345</frame-no>" in row["raw_text"]


def test_too_many_bad_records_fail_the_file_and_keep_the_tables(tmp_path: Path) -> None:
    good = tuple(Document(frame=frame) for frame in range(1, 50))
    with pytest.raises(SourceFileError, match=r"1 of 50 records are bad, more than 1\.0%"):
        ingest(tmp_path, File("ad20150727.xml", MONDAY, (*good, Document(frame=12345))))

    assert ledger() == {"ad20150727.xml": "failed"}
    assert not any(snapshot().values())


def test_a_failed_file_is_loaded_once_it_is_whole(tmp_path: Path) -> None:
    path = File("ad20150727.xml", MONDAY, (Document(),)).write(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])
    with pytest.raises(SourceFileError):
        ingest_file(path, load_settings())
    path.write_bytes(whole)

    assert ingest_file(path, load_settings()).inserted == 1
    assert ledger() == {"ad20150727.xml": "loaded"}


@pytest.mark.real_data
def test_the_real_day_in_numbers(real_data: Path, warehouse_env: WarehouseEnv) -> None:
    file = real_data / "assignments" / "ad20150727.xml"

    done = run_patentrack("ingest", "assignments", file, "--json", env=warehouse_env.env)
    before = snapshot()
    again = run_patentrack("ingest", "assignments", file, "--json", env=warehouse_env.env)

    assert done.returncode == again.returncode == 0, done.stderr + again.stderr
    counts = json.loads(done.stdout)
    assert (counts["records_read"], counts["inserted"], counts["purged"], counts["rejected"]) == (
        343,
        343,
        1,
        0,
    )
    assert {name: len(before[name]) for name in ("assignment", "assignor", "assignee", "documentid")} == {
        "assignment": 343,
        "assignor": 652,
        "assignee": 348,
        "documentid": 2494,
    }
    assert json.loads(again.stdout)["unchanged"] is True
    assert snapshot() == before
    warehouse = open_warehouse(load_settings())
    assert check_warehouse(warehouse) == []
    warehouse.engine.dispose()


def test_a_version_without_a_date_is_as_new_as_its_extract(tmp_path: Path) -> None:
    dated = File("ad20150727.xml", MONDAY, (Document(updated="20150726"),))
    undated = File("ad20150728.xml", TUESDAY, (Document(updated="00000000", purged=True),))

    ingest(tmp_path, dated, undated)

    assert snapshot()["assignment"][0][-2:] == ("1", "ad20150728.xml")
