from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from patentrack.orchestration.run_dag import DagRunner, DagRunResult
from support.padx import record, write_padx

MONDAY = date(2015, 7, 27)
TUESDAY = date(2015, 7, 28)

Select = Callable[[str], list[tuple[Any, ...]]]
Events = Callable[[], list[tuple[str, dict[str, Any]]]]


def run(dag_runner: DagRunner, day: date, hour: int = 0) -> DagRunResult:
    return dag_runner.run("assignments_daily", datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


def test_days_are_loaded_once_and_a_missing_day_is_a_failed_run(
    landing: Path, dag_runner: DagRunner, select: Select, asset_events: Events
) -> None:
    write_padx(landing / "ad20150727.zip", MONDAY, [record(41576, frame, updated=MONDAY) for frame in (1, 2)])
    write_padx(landing / "ad20150728.xml", TUESDAY, [record(41576, 1, updated=TUESDAY, assignee="LATER INC.")])

    # Out of order, at another hour of the day, twice, and a day that is not there.
    tuesday = run(dag_runner, TUESDAY)
    monday = run(dag_runner, MONDAY, hour=13)
    again = run(dag_runner, MONDAY)
    missing = run(dag_runner, date(2015, 7, 29))

    assert (tuesday.state, tuesday.tasks) == (
        "success",
        {"download": "success", "ingest": "success", "check_gaps": "skipped"},
    )
    assert tuesday.returned["ingest"]["inserted"] == 1
    assert monday.returned["download"]["path"] == str(landing / "ad20150727.zip")
    assert monday.returned["download"]["fetched"] is False
    assert monday.returned["ingest"] | {"records_read": 2, "inserted": 1, "stale": 1} == monday.returned["ingest"]
    assert again.state == "success"
    assert again.returned["ingest"]["unchanged"] is True
    assert select("SELECT rf_id, ee_name FROM {uspto}.assignee ORDER BY rf_id") == [
        (415760001, "LATER INC."),
        (415760002, "EXAMPLE CORPORATION"),
    ]

    assert (missing.state, missing.tasks["download"], missing.tasks["ingest"]) == (
        "failed",
        "failed",
        "upstream_failed",
    )
    assert f"PASDL: no file of 2015-07-29 is in {landing}" in missing.errors["download"]
    assert [(name, [file["file"] for file in extra["files"]]) for name, extra in asset_events()] == [
        ("assignments", ["ad20150728.xml"]),
        ("assignments", ["ad20150727.zip"]),
        ("assignments", ["ad20150727.zip"]),
    ]
    changed_by = select("SELECT DISTINCT changed_by FROM {uspto}.change_log")
    assert all(name.startswith("assignments_daily manual__") for (name,) in changed_by), changed_by


def test_a_bad_file_fails_at_once_and_changes_no_table(landing: Path, dag_runner: DagRunner, select: Select) -> None:
    file = write_padx(landing / "ad20150727.xml", MONDAY, [record(41576, 1, updated=MONDAY)])
    whole = file.read_bytes()
    file.write_bytes(whole[:-200])

    cut = run(dag_runner, MONDAY)

    assert (cut.tasks["download"], cut.tasks["ingest"]) == ("success", "failed")
    assert "ad20150727.xml" in cut.errors["ingest"]
    assert cut.seconds < 60, "A bad file was tried again: fail_at_once should end its task"
    assert select("SELECT COUNT(*) FROM {uspto}.assignment") == [(0,)]

    file.write_bytes(whole)
    repaired = run(dag_runner, MONDAY)
    assert repaired.state == "success"
    assert select("SELECT COUNT(*) FROM {uspto}.assignment") == [(1,)]
