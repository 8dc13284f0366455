"""A run that is killed leaves nothing half done, and the next one finishes the work (design sections 4 and 12)."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from patentrack.ingest.assignments import ingest_file
from patentrack.samples.assignments import write_week
from patentrack.settings import load_settings
from patentrack.warehouse.check import check_warehouse
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import ensure_schema
from patentrack.warehouse.tables import assignments as master
from patentrack.warehouse.tables.ledger import source_file
from support.environment import PROJECT_ROOT, WarehouseEnv
from support.snapshot import clear, ledger, snapshot

MONDAY = date(2015, 7, 27)


@pytest.mark.parametrize("kills", [6, pytest.param(60, marks=pytest.mark.slow)])
def test_killed_at_random_moments_and_run_again_equals_a_clean_run(
    tmp_path: Path, warehouse_env: WarehouseEnv, kills: int
) -> None:
    files = write_week(tmp_path / "week", MONDAY, seed=7, scale=0.02)
    seconds = clean_run(files)
    expected = snapshot()
    # Fixed seed: a moment that once went wrong can be looked at again.
    moments = random.Random(20150727)
    killed = 0
    while killed < kills:
        empty_tables()
        while not finished(files):
            process = start(tmp_path / "week", warehouse_env.env)
            try:
                process.wait(timeout=moments.uniform(0.2, 0.7 + seconds))
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
                assert_whole_files_only()
        assert snapshot() == expected
    assert check() == []


def test_two_runs_at_once_load_each_file_once(tmp_path: Path, warehouse_env: WarehouseEnv) -> None:
    files = write_week(tmp_path / "week", MONDAY, seed=7, scale=0.01)
    clean_run(files)
    expected = snapshot()
    empty_tables()

    both = [start(tmp_path / "week", warehouse_env.env) for _ in range(2)]

    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert snapshot() == expected
    assert set(ledger().values()) == {"loaded"}


def start(folder: Path, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "patentrack", "ingest", "assignments", str(folder)],
        env=dict(env),
        cwd=PROJECT_ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def clean_run(files: list[Path]) -> float:
    started = time.monotonic()
    for file in files:
        ingest_file(file, load_settings())
    return time.monotonic() - started


def finished(files: list[Path]) -> bool:
    states = ledger()
    return len(states) == len(files) and set(states.values()) == {"loaded"}


def assert_whole_files_only() -> None:
    """Every document is of a loaded file, and every loaded file has all of its documents or newer ones."""
    warehouse = open_warehouse(load_settings())
    with warehouse.connect() as connection:
        of_files = set(connection.scalars(select(master.assignment.c.source_file_id).distinct()))
        files = connection.execute(select(source_file)).all()
        documents = connection.execute(select(func.count()).select_from(master.assignment)).scalar_one()
        typed = connection.execute(select(func.count()).select_from(master.assignment_conveyance)).scalar_one()
    warehouse.engine.dispose()
    loaded = [file for file in files if file.state == "loaded"]
    assert of_files <= {file.source_file_id for file in loaded}
    assert documents == typed == sum(file.inserted for file in loaded)


def empty_tables() -> None:
    warehouse = open_warehouse(load_settings())
    ensure_schema(warehouse)
    clear(warehouse)
    warehouse.engine.dispose()


def check() -> list[str]:
    warehouse = open_warehouse(load_settings())
    try:
        return check_warehouse(warehouse)
    finally:
        warehouse.engine.dispose()
