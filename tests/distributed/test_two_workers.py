"""What docker-compose.yaml starts, without Docker: two weeks on two Celery workers, on both engines; a month of CPC."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from patentrack.archives import open_archive
from patentrack.ingest.assignments import ingest_file
from patentrack.ingest.generations import BYTES_WORTH_A_PROCESS
from patentrack.mirror.server import MirrorServer
from patentrack.samples.assignments import write_week
from patentrack.samples.cpc import write_cpc_bench_file
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import upgrade
from support import leaks
from support.airflow import ENDED, wait_for
from support.cluster import WORKERS, Cluster, ServerMissingError, running_cluster
from support.cpc_files import Document, xml, xml_record
from support.environment import WarehouseEnv
from support.published import publish
from support.snapshot import clear, ledger, snapshot

pytestmark = pytest.mark.slow

# Read before the tests' environment is set up, which takes such variables away.
REQUIRED = os.environ.get("PATENTRACK_REQUIRE_DISTRIBUTED") == "1"

DAG = "assignments_daily"
SCALE = 0.01
# An engine each its own two weeks, since Airflow makes one run of a day.
MONDAYS = {"sqlite": date(2024, 3, 4), "mariadb": date(2024, 4, 8)}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    try:
        with running_cluster(tmp_path_factory.mktemp("distributed") / "airflow") as running:
            yield running
    except ServerMissingError as missing:
        if REQUIRED:
            pytest.fail(f"{missing} (PATENTRACK_REQUIRE_DISTRIBUTED is 1)")
        pytest.skip(str(missing))


def test_two_workers_end_in_what_one_process_ends_in(
    cluster: Cluster, warehouse_env: WarehouseEnv, tmp_path: Path
) -> None:
    monday = MONDAYS[warehouse_env.engine]
    days = [monday + timedelta(days=number) for number in range(14)]
    published = tmp_path / "mirrored" / "PASDL"
    published.mkdir(parents=True)
    files = [
        file for week in (0, 7) for file in write_week(published, monday + timedelta(days=week), seed=1, scale=SCALE)
    ]
    warehouse = open_warehouse(load_settings())
    upgrade(warehouse)
    for file in files:
        ingest_file(file, load_settings())
    alone = snapshot(), ledger()
    assert len(alone[0]["assignment"]) > 500
    clear(warehouse)
    assert not ledger()
    warehouse.engine.dispose()

    with MirrorServer(tmp_path / "mirrored") as mirror, cluster.workers(warehouse_env.env, mirror):
        cluster.api.unpause(DAG)
        fortnight = {"from_date": f"{days[0]}T00:00:00Z", "to_date": f"{days[-1]}T00:00:00Z", "max_active_runs": 7}
        # One backfill of a DAG at a time; Airflow looks every half minute whether the last one is complete.
        wait_for(lambda: not _open_backfills(cluster), 90)
        cluster.api.call("POST", "/api/v2/backfills", {"dag_id": DAG, **fortnight})
        wanted = {str(day) for day in days}
        wait_for(lambda: len(_states(cluster, wanted, ended=True)) == len(days), 180)
        assert _states(cluster, wanted) == dict.fromkeys(wanted, "success")

        assert (snapshot(), ledger()) == alone
        assert Counter(seen.path.rpartition("/")[2] for seen in mirror.requests_for("download")) == {
            file.name: 1 for file in files
        }
        secrets = leaks.secrets_of(mirror)

    ran = _tasks_by_worker(cluster, days[0], days[-1])
    assert set(ran) == set(WORKERS)
    assert ran.total() == 2 * len(days)
    assert min(ran.values()) >= 5, f"One worker did nearly everything: {ran}"

    # The search finds what is there, and no secret.
    assert "xcom" in leaks.in_tables(cluster.metadata_url, [files[0].name])[files[0].name]
    assert leaks.in_tables(cluster.metadata_url, secrets) == {}
    assert leaks.in_files(cluster.home / "logs", secrets) == {}


def test_a_worker_reads_a_month_of_cpc_in_several_processes(cluster: Cluster, tmp_path: Path) -> None:
    warehouse = open_warehouse(load_settings())
    upgrade(warehouse)
    grants = tmp_path / "mirrored" / "CPCMCPT" / "US_Grant_CPC_MCF_XML_2024-03-01.zip"
    write_cpc_bench_file(grants, records=100_100)
    with open_archive(grants, max_unpacked_bytes=1 << 30) as archive:
        sizes = [member.unpacked_bytes for member in archive.members]
    assert len(sizes) == 2
    assert sum(sizes) >= 2 * BYTES_WORTH_A_PROCESS, "One process would do: take more records"
    publications = xml(xml_record(Document(number="20140000001", kind="A1"), "application_cpc"))
    publish(tmp_path / "mirrored" / "CPCMCAPP", "US_PGPub_CPC_MCF_XML_2024-03-01.zip", {"a.xml": publications})

    with MirrorServer(tmp_path / "mirrored") as mirror, cluster.workers(os.environ, mirror):
        cluster.api.unpause("cpc_monthly")
        runs = "/api/v2/dags/cpc_monthly/dagRuns"
        run = cluster.api.call("POST", runs, {"logical_date": "2024-03-20T12:00:00Z"})["dag_run_id"]
        wait_for(lambda: cluster.api.call("GET", f"{runs}/{run}")["state"] in ENDED, 180)
        found = cluster.api.call("GET", f"{runs}/{run}/taskInstances")["task_instances"]

    assert {(task["task_id"], task["map_index"]): (task["state"], task["try_number"]) for task in found} == {
        (f"each.{task}", product): ("success", 1) for task in ("download", "ingest") for product in (0, 1)
    }
    with warehouse.connect() as connection:
        assert connection.scalar(text("SELECT COUNT(DISTINCT grant_doc_num) FROM db_uspto.patent_cpc")) == 100_100
    warehouse.engine.dispose()


def _open_backfills(cluster: Cluster) -> list[int]:
    found = cluster.api.call("GET", "/api/v2/backfills", dag_id=DAG)["backfills"]
    return [one["id"] for one in found if not one["completed_at"]]


def _states(cluster: Cluster, days: set[str], *, ended: bool = False) -> dict[str, str]:
    return {
        day: run["state"]
        for run in cluster.api.runs(DAG)
        if (day := run["logical_date"][:10]) in days and (not ended or run["state"] in {"success", "failed"})
    }


def _tasks_by_worker(cluster: Cluster, first: date, last: date) -> Counter[str]:
    """How many downloads and loads each worker ran, as Airflow noted it."""
    engine = create_engine(cluster.metadata_url)
    try:
        with engine.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT ti.hostname, COUNT(*) FROM task_instance ti JOIN dag_run dr"
                    " ON dr.dag_id = ti.dag_id AND dr.run_id = ti.run_id"
                    " WHERE ti.task_id IN ('download', 'ingest') AND ti.state = 'success'"
                    " AND dr.logical_date BETWEEN :first AND :last GROUP BY 1"
                ),
                {"first": f"{first}T00:00:00Z", "last": f"{last}T00:00:00Z"},
            ).all()
    finally:
        engine.dispose()
    return Counter(dict(rows))
