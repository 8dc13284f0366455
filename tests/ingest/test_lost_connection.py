"""A server that drops the connection in the middle costs the run, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from patentrack.ingest.assignments import ingest_file
from patentrack.samples.assignments import write_file
from patentrack.settings import load_settings
from support.environment import PROJECT_ROOT, WarehouseEnv
from support.mariadb import MariaDBServer
from support.snapshot import ledger, snapshot


@pytest.mark.mariadb
@pytest.mark.parametrize("warehouse_env", ["mariadb"], indirect=True)
@pytest.mark.parametrize("statement", ["LOAD DATA LOCAL INFILE%", "INSERT INTO%documentid%"])
def test_a_connection_lost_while_loading_fails_in_one_line_and_is_made_good_by_another_run(
    tmp_path: Path, warehouse_env: WarehouseEnv, mariadb_server: MariaDBServer, statement: str
) -> None:
    file = write_file(tmp_path / "ad20240305.zip", megabytes=12, day=date(2024, 3, 5))
    process = subprocess.Popen(
        [sys.executable, "-m", "patentrack", "ingest", "assignments", str(file)],
        env=warehouse_env.env,
        cwd=PROJECT_ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )

    killed = kill_the_connection_that_runs(statement, mariadb_server, process)

    _, said = process.communicate(timeout=60)
    assert killed, "the statement was never seen"
    assert process.returncode == 1
    (line,) = said.splitlines()
    assert "ad20240305.zip: the database failed" in line
    assert not any(snapshot().values())
    assert ingest_file(file, load_settings()).inserted > 3000
    assert ledger() == {"ad20240305.zip": "loaded"}


def kill_the_connection_that_runs(statement: str, server: MariaDBServer, process: subprocess.Popen[str]) -> bool:
    with server.connect_as_administrator() as administrator, administrator.cursor() as cursor:
        while process.poll() is None:
            cursor.execute(
                "SELECT id FROM information_schema.processlist WHERE info LIKE %s AND id <> CONNECTION_ID()", statement
            )
            row = cursor.fetchone()
            if row:
                cursor.execute(f"KILL CONNECTION {int(row[0])}")
                return True
            time.sleep(0.001)
    return False
