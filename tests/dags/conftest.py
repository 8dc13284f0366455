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

from patentrack.orchestration.run_dag import DagRunner
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import upgrade
from support.environment import WarehouseEnv


@pytest.fixture(scope="session")
def airflow_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("airflow")


@pytest.fixture(scope="session")
def dag_runner(airflow_home: Path) -> Iterator[DagRunner]:
    """Runs DAGs; the tasks see the variables of the test that asks."""
    with DagRunner(airflow_home) as runner:
        yield runner


@pytest.fixture
def asset_events(airflow_home: Path) -> Callable[[], list[dict[str, Any]]]:
    """What the events of the asset `assignments` carry, in order; called again, only what is new."""
    seen = 0

    def _new() -> list[dict[str, Any]]:
        nonlocal seen
        if not (airflow_home / "airflow.db").exists():
            return []
        with closing(sqlite3.connect(airflow_home / "airflow.db")) as metadata:
            rows = metadata.execute(
                "SELECT asset_event.id, asset_event.extra FROM asset_event JOIN asset"
                " ON asset.id = asset_event.asset_id WHERE asset.uri = 'patentrack://db_uspto/assignments'"
                " AND asset_event.id > ? ORDER BY asset_event.id",
                (seen,),
            ).fetchall()
        seen = rows[-1][0] if rows else seen
        return [json.loads(extra) for _, extra in rows]

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
    """Rows of a query; ``{uspto}`` stands for the database."""

    def _select(query: str) -> list[tuple[Any, ...]]:
        warehouse = open_warehouse(load_settings())
        with warehouse.engine.connect() as connection:
            rows = connection.execute(text(query.format(uspto=warehouse.database_name("db_uspto")))).all()
        warehouse.engine.dispose()
        return [tuple(row) for row in rows]

    return _select
