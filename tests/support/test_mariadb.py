"""The private server is what the warehouse code will be told it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pymysql
import pytest

from support.environment import PROJECT_ROOT, WarehouseEnv
from support.mariadb import MariaDBServer

OWN_SERVER = """
import sys
sys.path.insert(0, "tests")
from support.mariadb import running_server
with running_server() as server:
    print(server.unix_socket.parent, server.port, flush=True)
    sys.stdin.read()
"""


@pytest.mark.mariadb
def test_load_data_local_round_trips_text(mariadb_server: MariaDBServer, tmp_path: Path) -> None:
    source = tmp_path / "parties.tsv"
    source.write_bytes("415760001\tSociété Générale 🏦\n415760002\t\\N\n".encode())
    prefix = "t_load_"
    with mariadb_server.connect(local_infile=True) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {prefix}a")
        cursor.execute(f"CREATE TABLE {prefix}a.party (rf_id BIGINT PRIMARY KEY, name VARCHAR(200))")
        cursor.execute(f"LOAD DATA LOCAL INFILE %s INTO TABLE {prefix}a.party CHARACTER SET utf8mb4", (str(source),))
        cursor.execute(f"SELECT rf_id, name FROM {prefix}a.party ORDER BY rf_id")
        assert cursor.fetchall() == ((415760001, "Société Générale 🏦"), (415760002, None))
    mariadb_server.drop_databases(prefix)
    assert mariadb_server.databases(prefix) == []


@pytest.mark.mariadb
def test_server_defaults(mariadb_server: MariaDBServer) -> None:
    with mariadb_server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT @@tx_isolation, @@character_set_server, @@default_storage_engine,"
            " @@log_bin, @@local_infile, @@sql_mode, @@version"
        )
        isolation, charset, engine, binlog, local_infile, sql_mode, version = cursor.fetchall()[0]
    assert (isolation, charset, engine) == ("REPEATABLE-READ", "utf8mb4", "InnoDB")
    assert (binlog, local_infile) == (0, 1)
    assert "STRICT_TRANS_TABLES" in sql_mode
    assert tuple(int(part) for part in version.split("-")[0].split(".")[:2]) >= (10, 11)


@pytest.mark.mariadb
def test_server_asks_for_the_password(mariadb_server: MariaDBServer) -> None:
    with (
        pytest.raises(pymysql.err.OperationalError, match="Access denied"),
        mariadb_server.connect(password="wrong"),
    ):
        pass


@pytest.mark.mariadb
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_remains_of_a_killed_test_run(mariadb_server: MariaDBServer, end: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OWN_SERVER],
        cwd=PROJECT_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as run:
        assert run.stdout is not None
        directory = Path(run.stdout.readline().split()[0].decode())
        pid = int((directory / "mariadb.pid").read_text())
        run.send_signal(end)
    deadline = time.monotonic() + 30
    while directory.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not directory.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_each_test_has_a_warehouse_of_its_own(warehouse_env: WarehouseEnv, tmp_path: Path) -> None:
    assert os.environ["PATENTRACK_HOME"] == warehouse_env.env["PATENTRACK_HOME"] == str(tmp_path / "var")
    given = {name for name in warehouse_env.env if name.startswith("PATENTRACK_")}
    if warehouse_env.engine == "sqlite":
        assert given == {"PATENTRACK_HOME"}
    else:
        assert given == {"PATENTRACK_HOME", "PATENTRACK_DATABASE_URL", "PATENTRACK_DATABASE_PREFIX"}
        assert warehouse_env.env["PATENTRACK_DATABASE_PREFIX"] == warehouse_env.prefix
