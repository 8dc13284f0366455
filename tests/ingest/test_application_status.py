"""Status of applications: a history that grows by what is new, the same in whatever order the files come.

No real file of PTFWPRE is at hand: the records have the names of the USPTO's Patent File Wrapper API, the values are
made up.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patentrack.errors import SourceFileError
from patentrack.ingest.application_status import ingest_file
from patentrack.ingest.summary import FileSummary
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.ledger import utc_now
from patentrack.warehouse.migrate import ensure_schema
from patentrack.warehouse.tables import staging_bibliographic as staging
from patentrack.warehouse.tables import status as tables
from patentrack.warehouse.tables.ledger import source_file
from support.environment import WarehouseEnv
from support.snapshot import clear, ledger
from support.whole_files import changes, file_row, rejections, rows, zipped

FIRST, SECOND, THIRD = (f"2001-2010-patent-filewrapper-full-json-202401{day}.zip" for day in ("07", "14", "21"))
PENDING, ALLOWED = "Docketed New Case - Ready for Examination", "Notice of Allowance Mailed"
HISTORY = ("appno_doc_num", "status", "status_code", "status_date", "first_seen")

pytestmark = pytest.mark.usefixtures("warehouse_env")

Status = tuple[str, str, str | None, int | None]
"""Application, status, its day, its number."""


def record(number: str, status: str, day: str | None = None, code: int | None = None) -> dict[str, Any]:
    meta: dict[str, Any] = {"applicationStatusDescriptionText": status}
    if day:
        meta["applicationStatusDate"] = day
    if code:
        meta["applicationStatusCode"] = code
    return {"applicationNumberText": number, "applicationMetaData": meta}


def wrapper(*records: Mapping[str, Any]) -> str:
    return json.dumps({"count": len(records), "patentFileWrapperDataBag": records})


def full(path: Path, *statuses: Sequence[Any]) -> Path:
    return zipped(path, {"2001.json": wrapper(*(record(*status) for status in statuses))})


def load(path: Path) -> FileSummary:
    return ingest_file(path, load_settings())


def history() -> list[tuple[Any, ...]]:
    return rows(tables.application_status, *HISTORY)


def latest() -> dict[str, str]:
    return dict(rows(tables.application_status_latest, "appno_doc_num", "status"))


def test_a_file_becomes_a_history(tmp_path: Path) -> None:
    summary = load(
        full(tmp_path / FIRST, ("9789958", PENDING, "2001-02-21", 30), ("10123456", ALLOWED), ("10123457", PENDING))
    )
    seen = date(2024, 1, 7)
    assert history() == [
        ("09789958", PENDING, 30, date(2001, 2, 21), seen),
        ("10123456", ALLOWED, None, None, seen),
        ("10123457", PENDING, None, None, seen),
    ]
    assert (summary.product, summary.records_read, summary.inserted, summary.stale) == ("application-status", 3, 3, 0)
    assert (summary.rows, summary.transaction_date) == ({"application_status": 3}, "2024-01-07")
    assert (file_row(FIRST).state, file_row(FIRST).transaction_date) == ("loaded", seen)
    assert changes() == [(FIRST, "db_uspto.application_status", 0, 3)]
    assert rows(staging.status) == []


def test_the_history_grows_by_what_is_new(tmp_path: Path) -> None:
    load(full(tmp_path / FIRST, ("1", PENDING, "2023-01-01"), ("2", PENDING, "2023-01-01"), ("3", PENDING)))
    summary = load(
        full(
            tmp_path / SECOND,
            ("1", ALLOWED, "2024-01-10"),
            ("2", PENDING, "2023-01-01"),
            # The same words on another day are another status.
            ("3", PENDING, "2024-01-11"),
            ("4", PENDING, "2024-01-12"),
        )
    )
    assert (summary.inserted, summary.stale) == (3, 1)
    first, second = date(2024, 1, 7), date(2024, 1, 14)
    assert history() == [
        ("00000001", PENDING, None, date(2023, 1, 1), first),
        ("00000001", ALLOWED, None, date(2024, 1, 10), second),
        ("00000002", PENDING, None, date(2023, 1, 1), first),
        ("00000003", PENDING, None, None, first),
        ("00000003", PENDING, None, date(2024, 1, 11), second),
        ("00000004", PENDING, None, date(2024, 1, 12), second),
    ]
    assert latest() == {"00000001": ALLOWED, "00000002": PENDING, "00000003": PENDING, "00000004": PENDING}


def test_the_same_file_and_the_same_content_change_nothing(tmp_path: Path) -> None:
    statuses = [("1", PENDING, "2023-01-01", 30), ("2", ALLOWED), ("3", PENDING, "2023-01-01")]
    first = full(tmp_path / FIRST, *statuses)
    load(first)
    before = rows(tables.application_status)
    assert load(first).unchanged
    again = load(full(tmp_path / SECOND, *statuses))
    assert (again.inserted, again.stale) == (0, 3)
    assert rows(tables.application_status) == before


def test_a_status_that_a_file_states_twice_is_stated_once(tmp_path: Path) -> None:
    summary = load(
        full(
            tmp_path / FIRST,
            ("1", PENDING, "2023-01-01", 30),
            ("1", PENDING, "2023-01-01", 31),
            ("2", PENDING),
            ("2", PENDING),
            ("2", ALLOWED),
        )
    )
    assert (summary.records_read, summary.inserted, summary.stale) == (5, 3, 2)
    seen = date(2024, 1, 7)
    assert history() == [
        ("00000001", PENDING, 30, date(2023, 1, 1), seen),
        ("00000002", PENDING, None, None, seen),
        ("00000002", ALLOWED, None, None, seen),
    ]


def test_a_status_is_as_its_earliest_file_states_it(tmp_path: Path) -> None:
    load(full(tmp_path / SECOND, ("1", PENDING, "2023-01-01", 31), ("2", PENDING, None, 31), ("3", ALLOWED)))
    summary = load(
        full(
            tmp_path / FIRST,
            ("1", PENDING, "2023-01-01", 30),
            ("1", PENDING, "2023-01-01", 32),
            ("2", PENDING),
            ("3", PENDING),
        )
    )
    assert (summary.inserted, summary.stale) == (1, 3)
    first, second = date(2024, 1, 7), date(2024, 1, 14)
    assert history() == [
        ("00000001", PENDING, 30, date(2023, 1, 1), first),
        ("00000002", PENDING, None, None, first),
        ("00000003", PENDING, None, None, first),
        ("00000003", ALLOWED, None, None, second),
    ]


def test_all_members_are_read_and_what_is_bad_is_told_with_its_file(tmp_path: Path) -> None:
    good = [record(f"{number}", PENDING, "2023-01-01") for number in range(1, 101)]
    bad = {"applicationNumberText": "200", "applicationMetaData": {}}
    path = zipped(
        tmp_path / FIRST,
        {"2001.json": wrapper(*good[:70]), "2002.json": wrapper(*good[70:], bad), "readme.txt": "no data"},
    )
    summary = load(path)
    assert (summary.records_read, summary.inserted, summary.rejected) == (101, 100, 1)
    assert [number for number, *_ in history()] == [f"{number:08d}" for number in range(1, 101)]
    assert rejections() == [("2002.json, record 31", "applicationStatusDescriptionText is missing or blank")]


def test_a_plain_file_is_read_too(tmp_path: Path) -> None:
    plain = tmp_path / "2001-20240107.json"
    plain.write_text(wrapper(record("1", PENDING)))
    assert load(plain).inserted == 1


def test_a_file_without_a_day_is_of_today(tmp_path: Path) -> None:
    load(full(tmp_path / "2001.zip", ("1", PENDING)))
    [(*_, first_seen)] = history()
    assert abs((first_seen - utc_now().date()).days) <= 1


FAULTS = {
    "too many bad records": ({"2001.json": wrapper(*[record("1", PENDING)] * 9, {})}, "1 of 10 records are bad"),
    "second member cut": (
        {"1.json": wrapper(record("1", ALLOWED)), "2.json": wrapper(record("2", "x"))[:-9]},
        "2.json",
    ),
    "page": ({"2001.json": "<!DOCTYPE html><html></html>"}, "HTML"),
    "no data file": ({"readme.txt": "x"}, "holds no JSON file"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_is_not_right_leaves_the_history(tmp_path: Path, fault: str) -> None:
    load(full(tmp_path / FIRST, ("1", PENDING, "2023-01-01")))
    before = rows(tables.application_status)
    members, message = FAULTS[fault]
    with pytest.raises(SourceFileError, match=message):
        load(zipped(tmp_path / SECOND, members))
    assert rows(tables.application_status) == before
    assert ledger() == {FIRST: "loaded", SECOND: "failed"}
    load(full(tmp_path / SECOND, ("2", PENDING)))
    assert latest() == {"00000001": PENDING, "00000002": PENDING}


statuses = st.lists(
    st.tuples(
        st.sampled_from(("00000001", "00000002")),
        st.sampled_from((PENDING, ALLOWED)),
        st.sampled_from((None, "2023-01-01", "2024-01-02")),
        st.sampled_from((None, 30, 31)),
    ),
    max_size=4,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(statuses, min_size=2, max_size=3))
def test_every_order_of_files_ends_in_the_same_history(
    tmp_path: Path, warehouse_env: WarehouseEnv, contents: list[list[Status]]
) -> None:
    files = dict(zip((FIRST, SECOND, THIRD), contents, strict=False))
    expected: dict[tuple[str, str, str | None], tuple[str, int | None]] = {}
    for name, given_statuses in files.items():
        for number, status, day, code in given_statuses:
            expected.setdefault((number, status, day), (name, code))
    for order in permutations(files):
        warehouse = open_warehouse(load_settings())
        ensure_schema(warehouse)
        clear(warehouse)
        warehouse.engine.dispose()
        for name in (*order, order[0]):
            load(full(tmp_path / name, *files[name]))
        names = dict(rows(source_file, "source_file_id", "file_name"))
        columns = ("appno_doc_num", "status", "status_date", "source_file_id", "first_seen", "status_code")
        found = rows(tables.application_status, *columns)
        assert len(found) == len(expected), order
        assert {
            (number, status, day and str(day)): (names[file], code) for number, status, day, file, _, code in found
        } == expected, order
        assert all(seen.isoformat().replace("-", "") in names[file] for *_, file, seen, _ in found)
