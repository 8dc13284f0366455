from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from patentrack.ingest.catalogue import loader_of
from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.run_dag import DagRunner, DagRunResult
from patentrack.settings import load_settings
from support.published import publish

Select = Callable[[str], list[tuple[Any, ...]]]
Events = Callable[[], list[tuple[str, dict[str, Any]]]]

# Mondays; the file of a week has its Monday in its name.
FIRST, SECOND, THIRD = date(2024, 3, 4), date(2024, 3, 11), date(2024, 3, 18)
DONE = {"download": "success", "ingest": "success"}
VISIBLE = "SELECT grant_doc_num, event_code FROM {fees}.event_maintainence_fees ORDER BY 1"


def run(dag_runner: DagRunner, day: date) -> DagRunResult:
    return dag_runner.run("maintenance_fees_weekly", day)


def events(folder: Path, monday: date, *lines: str, described: str = "") -> Path:
    """Write the file of a week, and what its new codes mean."""
    texts = {f"MaintFeeEvents_{monday:%Y%m%d}.txt": "".join(f"{line}\r\n" for line in lines)}
    if described:
        texts[f"MaintFeeEventsDesc_{monday:%Y%m%d}.txt"] = f"{described}\r\n"
    return publish(folder, f"MaintFeeEvents_{monday:%Y%m%d}.zip", texts)


def line(patent: int, code: str = "M1551") -> str:
    return f"{patent:013d} 09591604 N 20000609 20040907 20080221 {code:<5}"


def test_a_week_is_loaded_once_and_takes_the_place_of_the_one_before(
    mirror: MirrorServer, dag_runner: DagRunner, select: Select, asset_events: Events
) -> None:
    folder = mirror.catalogue.root / "PTMNFEE2"
    events(folder, FIRST, line(6788980))
    second = events(folder, SECOND, line(6788980), line(6788981, "ZZ99."), described="ZZ99. A new event")

    loaded = run(dag_runner, date(2024, 3, 6))
    newer = run(dag_runner, SECOND)
    again = run(dag_runner, date(2024, 3, 17))

    assert (loaded.state, loaded.tasks) == ("success", DONE)
    assert newer.summaries["ingest"][0]["rows"] == {"event_maintainence_fees": 2}
    assert select(VISIBLE) == [("6788980", "M1551"), ("6788981", "ZZ99.")]
    described = "SELECT event_description FROM {fees}.event_maintainence_code WHERE event_code = 'ZZ99.'"
    assert select(described) == [("A new event",)]
    assert (again.state, again.summaries["ingest"][0]["unchanged"]) == ("success", True)
    assert len(mirror.requests_for("download")) == 2
    told = asset_events()
    assert [name for name, _ in told] == ["maintenance_fees"] * 3
    assert told[1][1]["files"][0] | {"file": second.name, "records_read": 2} == told[1][1]["files"][0]


def test_bad_lines_are_told_and_too_many_of_them_fail_at_once(
    landing: Path, dag_runner: DagRunner, select: Select, asset_events: Events
) -> None:
    good = [line(6788980 + number) for number in range(200)]
    events(landing, FIRST, *good, "cut short")
    events(landing, SECOND, *good[:5], "cut short")

    few = run(dag_runner, FIRST)
    many = run(dag_runner, SECOND)
    missing = run(dag_runner, THIRD)

    assert few.state == "success"
    assert few.summaries["ingest"][0] | {"inserted": 200, "rejected": 1} == few.summaries["ingest"][0]
    assert select("SELECT raw_text FROM {uspto}.rejected_record WHERE raw_text LIKE 'cut%'")[0] == ("cut short",)
    assert many.tasks == {"download": "success", "ingest": "failed"}
    assert many.seconds < 60, "A bad file was tried again: fail_at_once should end its task"
    assert (many.error or "").startswith("ingest: MaintFeeEvents_20240311.zip")
    assert "1 of 6 records are bad, more than 1.0%" in (many.error or "")
    assert len(select(VISIBLE)) == 200
    assert missing.tasks == {"download": "failed", "ingest": "upstream_failed"}
    assert f"PTMNFEE2: no file of 2024-03-18 to 2024-03-24 is in {landing}" in (missing.error or "")
    assert len(asset_events()) == 1


def test_the_week_before_is_loaded_under_another_name_alone(
    landing: Path, dag_runner: DagRunner, select: Select, tmp_path: Path
) -> None:
    """What the runbook says under *Back to the week before*."""
    first = events(landing, FIRST, line(6788980))
    events(landing, SECOND, line(6788981))
    events(landing, THIRD, line(6788982))
    assert run(dag_runner, SECOND).state == "success"

    older = run(dag_runner, FIRST)

    assert older.state == "success"
    assert older.summaries["ingest"][0]["note"] == "older than what readers see, which is of 2024-03-11; not loaded"
    assert select(VISIBLE) == [("6788981", "M1551")]

    again = shutil.copyfile(first, tmp_path / "fees-again.zip")
    loader_of("maintenance-fees").function()(again, load_settings())
    assert select(VISIBLE) == [("6788980", "M1551")]
    assert run(dag_runner, THIRD).state == "success"
    assert select(VISIBLE) == [("6788982", "M1551")]
