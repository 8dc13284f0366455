"""The DAGs of assignments with the stand-in for the API: what is fetched, what is not, and which task says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.run_dag import DagRunner
from support.padx import record, write_padx

Select = Callable[[str], list[tuple[Any, ...]]]


def test_a_day_is_fetched_and_loaded_and_a_gap_before_it_is_red_beside_it(
    mirror: MirrorServer, dag_runner: DagRunner, select: Select
) -> None:
    today = datetime.now(UTC).date()
    days = {ago: today - timedelta(days=ago) for ago in (4, 3, 2)}
    for ago in (4, 2):
        name = f"ad{days[ago]:%Y%m%d}.zip"
        day_record = record(60000, ago, updated=days[ago])
        write_padx(mirror.catalogue.root / "PASDL" / name, days[ago], [day_record])

    first = dag_runner.run("assignments_daily", days[4])
    later = dag_runner.run("assignments_daily", days[2])

    assert first.tasks == dict.fromkeys(("download", "ingest", "check_gaps"), "success")
    assert (first.returned["download"]["fetched"], first.returned["download"]["downloads_in_year"]) == (True, 1)
    assert later.state == "failed"
    assert later.tasks == {"download": "success", "ingest": "success", "check_gaps": "failed"}
    assert f"no file came of {days[3]}. " in later.errors["check_gaps"]
    assert select("SELECT COUNT(*) FROM {uspto}.assignment") == [(2,)]

    again = dag_runner.run("assignments_daily", days[4])
    assert again.returned["download"]["fetched"] is False
    assert again.returned["ingest"]["unchanged"] is True
    assert len(mirror.requests_for("download")) == 2


def test_the_back_file_is_fetched_and_loaded(mirror: MirrorServer, dag_runner: DagRunner, select: Select) -> None:
    end = date(2023, 12, 31)
    for number in (1, 2):
        path = mirror.catalogue.root / "PASYR" / f"ad19800101-20231231-{number:02}.zip"
        write_padx(path, end, [record(number, 1, updated=end)])

    run = dag_runner.run("assignments_backfile", date(2026, 1, 23))

    assert (run.state, run.errors) == ("success", {})
    assert [Path(path).name[-6:] for path in run.returned["download"]] == ["01.zip", "02.zip"]
    assert select("SELECT rf_id FROM {uspto}.assignment ORDER BY rf_id") == [(10001,), (20001,)]
