"""A month through Airflow's scheduler, started as `make up` does, downloads from the stand-in included."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.environment import airflow_environment
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import upgrade
from support import leaks
from support.airflow import Airflow, command, running_airflow, wait_for
from support.padx import record, write_padx
from support.snapshot import ledger, snapshot

pytestmark = pytest.mark.slow

DAG = "assignments_daily"
FIRST = date(2024, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(30)]
MISSING = date(2024, 1, 17)
RUNS_AT_ONCE = 6


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MirrorServer]:
    """The stand-in with the limits of the real API; the month but one day, and yesterday for the nightly run."""
    folder = tmp_path / "mirrored"
    for day in [*DAYS, datetime.now(UTC).date() - timedelta(days=1)]:
        if day != MISSING:
            _publish(folder, day)
    with MirrorServer(folder) as server:
        monkeypatch.setenv("PATENTRACK_USPTO_API_URL", server.url)
        monkeypatch.setenv("PATENTRACK_USPTO_CA_FILE", str(server.ca_file))
        monkeypatch.setenv("PATENTRACK_USPTO_HOSTS", "localhost")
        yield server


@pytest.fixture
def airflow(mirror: MirrorServer) -> Iterator[Airflow]:
    warehouse = open_warehouse(load_settings())
    upgrade(warehouse)
    warehouse.engine.dispose()
    with running_airflow(os.environ) as running:
        connection = {"connection_id": "uspto_odp", "conn_type": "http", "password": mirror.key}
        running.api.call("POST", "/api/v2/connections", connection)
        yield running


def test_a_month_is_backfilled_a_missing_day_is_red_and_repaired_and_nothing_is_fetched_twice(
    mirror: MirrorServer, airflow: Airflow
) -> None:
    home, api = Path(os.environ["PATENTRACK_HOME"]), airflow.api

    # The nightly run comes by itself; with nothing before it there is no gap.
    api.unpause(DAG)
    wait_for(lambda: [run["state"] for run in api.runs(DAG)] == ["success"], 120)

    # As the command line does it, ...
    environment = airflow_environment(home / "airflow", port=airflow.port)
    month = {"from_date": f"{DAYS[0]}T00:00:00Z", "to_date": f"{DAYS[-1]}T00:00:00Z"}
    command(
        environment,
        *("backfill", "create", "--dag-id", DAG, "--max-active-runs", str(RUNS_AT_ONCE)),
        *("--from-date", str(DAYS[0]), "--to-date", str(DAYS[-1])),
    )
    wait_for(lambda: _ended(api.runs(DAG), "backfill") == len(DAYS), 240)
    runs = {run["logical_date"][:10]: run for run in api.runs(DAG) if run["run_type"] == "backfill"}
    assert {day for day, run in runs.items() if run["state"] != "success"} == {str(MISSING)}
    assert set(map(str, DAYS)) == set(runs)
    log = api.log(DAG, runs[str(MISSING)]["dag_run_id"], "download", 1)
    assert f"PASDL: no file of {MISSING} is listed by the USPTO" in log
    expected = {f"ad{day:%Y%m%d}.zip" for day in DAYS if day != MISSING}
    assert {name for name, state in ledger().items() if state == "loaded"} >= expected
    assert f"ad{MISSING:%Y%m%d}.zip" not in ledger()

    # ... the missing day comes late, and the run is cleared, ...
    _publish(mirror.catalogue.root, MISSING)
    cleared = {"dag_run_id": runs[str(MISSING)]["dag_run_id"], "dry_run": False, "only_failed": True}
    api.call("POST", f"/api/v2/dags/{DAG}/clearTaskInstances", cleared)
    wait_for(lambda: {run["state"] for run in api.runs(DAG)} == {"success"}, 60)
    assert set(ledger().values()) == {"loaded"}
    assert _times_fetched(mirror) == dict.fromkeys(_names(mirror), 1)
    loaded = snapshot()
    assert len(loaded["assignment"]) == 2 * (len(DAYS) + 1)

    # ... and all of it again, as the form in the user interface does it.
    # (Airflow allows one backfill of a DAG at a time, and looks every half minute whether it is complete.)
    wait_for(lambda: all(one["completed_at"] for one in _backfills(airflow)), 90)
    again = {"dag_id": DAG, **month, "reprocess_behavior": "completed", "max_active_runs": 2 * RUNS_AT_ONCE}
    backfill = api.call("POST", "/api/v2/backfills", again | {"run_backwards": True})["id"]
    wait_for(lambda: api.call("GET", f"/api/v2/backfills/{backfill}")["completed_at"], 240)
    assert {run["state"] for run in api.runs(DAG)} == {"success"}
    assert _times_fetched(mirror) == dict.fromkeys(_names(mirror), 1)
    assert mirror.most_at_once == 1
    assert snapshot() == loaded

    _assert_no_secret(home, leaks.secrets_of(mirror))


def _backfills(airflow: Airflow) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = airflow.api.call("GET", "/api/v2/backfills", dag_id=DAG)["backfills"]
    return found


def _assert_no_secret(home: Path, secrets: set[str]) -> None:
    assert len(secrets) > len(DAYS)
    tables = [f"sqlite:///{home / 'airflow' / 'airflow.db'}", f"sqlite:///{home / 'db_uspto.db'}"]
    # First that the search finds what is there: a file name in logs, XComs and both databases.
    known = [f"ad{DAYS[0]:%Y%m%d}.zip"]
    assert any(path.endswith(".log") for path in leaks.in_files(home, known)[known[0]])
    assert "xcom" in leaks.in_tables(tables[0], known)[known[0]]
    assert "source_file" in leaks.in_tables(tables[1], known)[known[0]]

    assert leaks.in_files(home, secrets) == {}
    for url in tables:
        assert leaks.in_tables(url, secrets) == {}


def _publish(folder: Path, day: date) -> None:
    reel = 60000 + day.toordinal() - FIRST.toordinal()
    write_padx(folder / "PASDL" / f"ad{day:%Y%m%d}.zip", day, [record(reel, frame, updated=day) for frame in (1, 2)])


def _ended(runs: list[dict[str, Any]], kind: str) -> int:
    return sum(run["run_type"] == kind and run["state"] in {"success", "failed"} for run in runs)


def _times_fetched(mirror: MirrorServer) -> dict[str, int]:
    return dict(Counter(seen.path.rpartition("/")[2] for seen in mirror.requests_for("download")))


def _names(mirror: MirrorServer) -> list[str]:
    return [file.name for file in mirror.catalogue.files("PASDL")]
