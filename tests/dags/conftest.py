"""DAG runs in one child process for the whole session: starting Airflow costs seconds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from patentrack.mirror.limits import Limits
from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.run_dag import DagRunner
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import upgrade
from support.environment import WarehouseEnv

DATABASES = {
    "uspto": "db_uspto",
    "fees": "db_patent_maintainence_fee",
    "grants": "db_patent_grant_bibliographic",
    "applications": "db_patent_application_bibliographic",
    "new": "db_new_application",
}


@pytest.fixture(scope="session")
def airflow_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("airflow")


@pytest.fixture(scope="session")
def dag_runner(airflow_home: Path) -> Iterator[DagRunner]:
    """Runs DAGs; the tasks see the variables of the test that asks."""
    with DagRunner(airflow_home) as runner:
        yield runner


@pytest.fixture
def asset_events(airflow_home: Path) -> Callable[[], list[tuple[str, dict[str, Any]]]]:
    """The events of all assets, in order: its name, and what it carries; called again, only what is new."""
    seen = 0

    def _new() -> list[tuple[str, dict[str, Any]]]:
        nonlocal seen
        if not (airflow_home / "airflow.db").exists():
            return []
        with closing(sqlite3.connect(airflow_home / "airflow.db")) as metadata:
            rows = metadata.execute(
                "SELECT asset_event.id, asset.name, asset_event.extra FROM asset_event JOIN asset"
                " ON asset.id = asset_event.asset_id WHERE asset_event.id > ? ORDER BY asset_event.id",
                (seen,),
            ).fetchall()
        seen = rows[-1][0] if rows else seen
        return [(name, json.loads(extra)) for _, name, extra in rows]

    _new()  # Those of earlier tests.
    return _new


@pytest.fixture
def landing(warehouse_env: WarehouseEnv) -> Path:
    """The landing folder of a warehouse whose tables are there."""
    warehouse = open_warehouse(load_settings())
    upgrade(warehouse)
    warehouse.engine.dispose()
    folder = warehouse_env.home / "landing"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def select(landing: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    """Rows of a query; a name like ``{uspto}`` stands for the database."""

    def _select(query: str) -> list[tuple[Any, ...]]:
        warehouse = open_warehouse(load_settings())
        names = {short: warehouse.database_name(name) for short, name in DATABASES.items()}
        with warehouse.engine.connect() as connection:
            rows = connection.execute(text(query.format(**names))).all()
        warehouse.engine.dispose()
        return [tuple(row) for row in rows]

    return _select


@pytest.fixture
def mirror(landing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MirrorServer]:
    """The stand-in without limits; its key in the environment, where no connection is."""
    folder = tmp_path / "mirrored"
    folder.mkdir()
    with MirrorServer(folder, limits=Limits.none()) as server:
        monkeypatch.setenv("PATENTRACK_USPTO_API_URL", server.url)
        monkeypatch.setenv("PATENTRACK_USPTO_CA_FILE", str(server.ca_file))
        monkeypatch.setenv("PATENTRACK_USPTO_HOSTS", "localhost")
        monkeypatch.setenv("PATENTRACK_USPTO_API_KEY", server.key)
        yield server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One DAG shows that tasks reach MariaDB; the loaders are tested on both engines where they live."""
    for item in items:
        elsewhere = item.path.parent == Path(__file__).parent and item.path.name != "test_assignments_daily.py"
        if elsewhere and item.get_closest_marker("mariadb"):
            item.add_marker(pytest.mark.slow)
