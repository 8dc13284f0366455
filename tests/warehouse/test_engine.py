"""The two engines behind one door: what a connection is set to, transactions over the files, locks, refusals."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError

from patentrack.errors import PatentrackError, SettingsError, WarehouseError
from patentrack.settings import Settings, load_settings
from patentrack.warehouse import engine as engine_module
from patentrack.warehouse.engine import Warehouse, open_warehouse, transaction
from patentrack.warehouse.migrate import upgrade
from patentrack.warehouse.tables import DATABASES, assignments, metadata, staging
from support.environment import PROJECT_ROOT, WarehouseEnv
from support.mariadb import MariaDBServer
from support.rows import row_of

PASSWORD = "correct-horse"

# Forks writers that are killed while they commit the same number to two files, over and over. The test's
# own process does not fork: it has threads.
KILLED_WRITERS = """
import os, random, signal, sqlite3, sys, time
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from sqlalchemy import text

rounds, uspto, staging = int(sys.argv[1]), sys.argv[2], sys.argv[3]
moments = random.Random(20150727)

def numbers():
    both = []
    for path in (uspto, staging):
        connection = sqlite3.connect(path, timeout=10)
        both.append(connection.execute("SELECT n FROM number").fetchone()[0])
        connection.close()
    return both

for _ in range(rounds):
    before = numbers()[0]
    child = os.fork()
    if child == 0:
        warehouse = open_warehouse(load_settings())
        while True:
            with warehouse.write() as connection:
                for database in ("db_uspto", "db_staging"):
                    connection.execute(text(f"UPDATE {database}.number SET n = n + 1"))
    time.sleep(moments.uniform(0.03, 0.08))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print(*numbers(), flush=True)
"""

HOLDER = """
import sys
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
with open_warehouse(load_settings()).locked("assignments"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_connection_sees_every_database_under_its_own_name(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        connection.execute(insert(staging.name_change), [{"assignor_and_assignee_id": 1, "mentions": 2}])
    with migrated.connect() as connection:
        name = f"{migrated.database_name('db_staging')}.name_change"
        assert connection.execute(text(f"SELECT mentions FROM {name}")).scalar_one() == 2


def test_write_commits_at_the_end_or_not_at_all(migrated: Warehouse) -> None:
    def write_and_fail() -> None:
        with migrated.write() as connection:
            add_spelling(connection, "Foo Corp")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert spellings(migrated) == []
    with migrated.write() as connection:
        add_spelling(connection, "Foo Corp")
        assert spellings(migrated) == [], "another connection sees nothing before the commit"
    assert spellings(migrated) == ["Foo Corp"]


def test_foreign_keys_are_enforced(migrated: Warehouse) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"), migrated.write() as connection:
        connection.execute(insert(assignments.correspondent), [{"rf_id": 415760001}])


def test_text_compares_by_code_point_in_literals_too(warehouse: Warehouse) -> None:
    upgrade(warehouse)
    with warehouse.connect() as connection:
        for one, other in (("a", "A"), ("e", "\u00e9"), ("a", "a ")):
            assert connection.execute(text("SELECT :one = :other"), {"one": one, "other": other}).scalar_one() == 0


def test_sqlite_has_a_rollback_journal_and_foreign_keys(tmp_path: Path) -> None:
    warehouse = open_warehouse(load_settings())
    with warehouse.connect() as connection:
        for database in ("main", *DATABASES):
            assert connection.exec_driver_sql(f"PRAGMA {database}.journal_mode").scalar() == "delete"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        files = {row[1]: Path(row[2]).name for row in connection.exec_driver_sql("PRAGMA database_list")}
    warehouse.engine.dispose()
    # A main database without a file would cost the commit over several files its atomicity.
    assert files == {"main": "patentrack.db"} | {database: f"{database}.db" for database in DATABASES}


def test_sqlite_takes_the_write_lock_of_every_file_at_the_start() -> None:
    warehouse = open_warehouse(load_settings())
    upgrade(warehouse)
    with warehouse.write():
        for database in DATABASES:
            with (
                closing(sqlite3.connect(warehouse.database_file(database), timeout=0)) as other,
                pytest.raises(sqlite3.OperationalError, match="locked"),
            ):
                other.execute("BEGIN IMMEDIATE")
    with warehouse.connect() as connection:
        connection.execute(select(assignments.conveyance.c.convey_name)).first()
        with closing(sqlite3.connect(warehouse.database_file("db_uspto"), timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")  # a reader holds no write lock
            other.rollback()
    warehouse.engine.dispose()


@pytest.mark.parametrize("rounds", [25, pytest.param(400, marks=pytest.mark.slow)])
def test_sqlite_commits_to_both_files_or_to_none_under_kill(rounds: int) -> None:
    warehouse = open_warehouse(load_settings())
    with warehouse.write() as connection:
        for database in DATABASES:
            connection.exec_driver_sql(f"CREATE TABLE {database}.number (n INTEGER)")
            connection.exec_driver_sql(f"INSERT INTO {database}.number VALUES (0)")
    warehouse.engine.dispose()
    files = [str(warehouse.database_file(database)) for database in DATABASES]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_WRITERS, str(rounds), *files],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    numbers = [tuple(map(int, line.split())) for line in killed.stdout.splitlines()]
    assert len(numbers) == rounds
    assert all(uspto == in_staging for uspto, in_staging in numbers), numbers
    assert numbers[-1][0] > rounds, "most writers were killed before they wrote"


@pytest.mark.mariadb
def test_mariadb_session_is_strict_and_reads_what_is_committed(mariadb_server: MariaDBServer) -> None:
    warehouse = open_warehouse(with_url(mariadb_server.url))
    with warehouse.connect() as connection:
        mode, isolation, collation, zone = connection.exec_driver_sql(
            "SELECT @@sql_mode, @@tx_isolation, @@collation_connection, @@time_zone"
        ).one()
    warehouse.engine.dispose()
    assert "STRICT_ALL_TABLES" in mode
    assert (isolation, collation, zone) == ("READ-COMMITTED", "utf8mb4_nopad_bin", "+00:00")


@pytest.mark.mariadb
def test_mariadb_lock_is_of_its_prefix(mariadb_server: MariaDBServer) -> None:
    one, two = (open_warehouse(replace(with_url(mariadb_server.url), database_prefix=p)) for p in ("t_a_", "t_b_"))
    with one.locked("assignments"), two.locked("assignments", wait_seconds=0):
        pass
    one.engine.dispose()
    two.engine.dispose()


@pytest.mark.mariadb
def test_no_connection_is_left_open(mariadb_server: MariaDBServer) -> None:
    with mariadb_server.connect_as_administrator() as administrator, administrator.cursor() as cursor:

        def connections() -> int:
            cursor.execute("SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'patentrack'")
            return int(cursor.fetchall()[0][0])

        def connections_after(seconds: float, expected: int) -> int:
            # The server ends a connection a moment after the client has closed it.
            deadline = time.monotonic() + seconds
            while connections() != expected and time.monotonic() < deadline:
                time.sleep(0.02)
            return connections()

        before = connections_after(5, 0)
        warehouse = open_warehouse(replace(with_url(mariadb_server.url), database_prefix="t_open_"))
        upgrade(warehouse)
        with warehouse.locked("assignments") as connection, warehouse.write(), transaction(connection):
            assert connections() == before + 2
        with pytest.raises(ZeroDivisionError), warehouse.locked("assignments"):
            raise ZeroDivisionError
        warehouse.engine.dispose()
        assert connections_after(5, before) == before
    mariadb_server.drop_databases("t_open_")


@pytest.mark.mariadb
def test_an_older_server_is_refused(mariadb_server: MariaDBServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "MARIADB_MINIMUM", (99, 1))
    warehouse = open_warehouse(with_url(mariadb_server.url))
    with pytest.raises(WarehouseError, match=r"server is .*MariaDB.* MariaDB 99\.1 or newer is needed"):
        warehouse.connect()
    warehouse.engine.dispose()


@pytest.mark.parametrize("version", ["10.6.18-MariaDB-log", "5.5.5-10.4.1-MariaDB", "8.0.36", "9.99.9-MariaDB"])
def test_these_versions_are_too_old(version: str) -> None:
    with pytest.raises(WarehouseError, match=version):
        engine_module._check_version(version)


@pytest.mark.parametrize("version", ["10.11.0-MariaDB", "11.4.2-MariaDB-ubu2404", "5.5.5-10.11.6-MariaDB-0+deb12u1"])
def test_these_versions_will_do(version: str) -> None:
    engine_module._check_version(version)


def test_a_lock_excludes_another_process(warehouse: Warehouse, warehouse_env: WarehouseEnv) -> None:
    with holder(warehouse_env) as process:
        started = time.monotonic()
        with (
            pytest.raises(WarehouseError, match=r"assignments.*waited 1 s.*Wait for it to end") as caught,
            warehouse.locked("assignments", wait_seconds=1),
        ):
            pass
        assert 0.9 < time.monotonic() - started < 10
        assert "\n" not in str(caught.value)
        with warehouse.locked("something_else", wait_seconds=0):
            pass
        process.communicate()
    with warehouse.locked("assignments", wait_seconds=5):
        pass


def test_a_lock_is_waited_for(warehouse: Warehouse, warehouse_env: WarehouseEnv) -> None:
    with holder(warehouse_env) as process:
        assert process.stdin is not None
        process.stdin.close()
        with warehouse.locked("assignments", wait_seconds=30):
            pass


def test_a_lock_ends_with_its_holder(warehouse: Warehouse, warehouse_env: WarehouseEnv) -> None:
    with holder(warehouse_env) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with warehouse.locked("assignments", wait_seconds=30):
            pass


def test_a_lock_ends_with_an_error_inside(warehouse: Warehouse) -> None:
    with pytest.raises(ZeroDivisionError), warehouse.locked("assignments"):
        raise ZeroDivisionError
    with warehouse.locked("assignments", wait_seconds=0):
        pass


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://me:{PASSWORD}@localhost/",
        f"mysql://me:{PASSWORD}@localhost/",
        f"sqlite:///{PASSWORD}.db",
        f"me:{PASSWORD}@localhost",
        f"mysql+pymysql//me:{PASSWORD}@localhost/",
        f"mysql+pymysql://me:{PASSWORD}",
        f"mysql+pymysql://me@localhost:{PASSWORD}/",
    ],
)
def test_a_url_that_is_none_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(SettingsError, match=r"PATENTRACK_DATABASE_URL.*mysql\+pymysql://user:password") as caught:
        open_warehouse(with_url(url))
    assert_tells_no_password(caught.value)


def test_a_server_that_is_not_there_is_told_in_one_line() -> None:
    warehouse = open_warehouse(with_url(f"mysql+pymysql://me:{PASSWORD}@127.0.0.1:1/"))
    with pytest.raises(WarehouseError, match=r"127\.0\.0\.1.*PATENTRACK_DATABASE_URL") as caught:
        warehouse.connect()
    assert_tells_no_password(caught.value)
    assert PASSWORD not in repr(warehouse)
    assert PASSWORD not in repr(warehouse.engine)


@pytest.mark.mariadb
def test_a_wrong_password_is_told_in_one_line(mariadb_server: MariaDBServer) -> None:
    warehouse = open_warehouse(with_url(mariadb_server.url.replace(mariadb_server.password, PASSWORD)))
    with pytest.raises(WarehouseError, match="Access denied for user 'patentrack'") as caught:
        warehouse.connect()
    assert_tells_no_password(caught.value)


def test_a_home_that_cannot_be_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for home in (tmp_path / "file", tmp_path / "file" / "var"):
        warehouse = open_warehouse(replace(load_settings(), home=home))
        with pytest.raises(WarehouseError, match=f"{home}.*PATENTRACK_HOME"):
            warehouse.connect()


def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "db_uspto.db").write_text("this is a text file, not a database; " * 40)
    warehouse = open_warehouse(replace(load_settings(), home=tmp_path))
    with pytest.raises(WarehouseError, match="not a database"):
        warehouse.connect()


def with_url(url: str) -> Settings:
    return replace(load_settings(), database_url=url)


def holder(environment: WarehouseEnv) -> subprocess.Popen[str]:
    """A process that holds the lock until its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        env=environment.env,
        cwd=PROJECT_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def assert_tells_no_password(error: PatentrackError) -> None:
    shown = f"{error} {error!r} {error.message} {error.hint} {error.__cause__!r}"
    assert PASSWORD not in shown
    assert "\n" not in str(error)


def add_spelling(connection: Connection, name: str) -> None:
    table = assignments.assignor_and_assignee
    connection.execute(insert(table), [row_of(table, name=name, representative_id=None)])


def spellings(warehouse: Warehouse) -> list[str]:
    table = metadata.tables["db_uspto.assignor_and_assignee"]
    with warehouse.connect() as connection:
        return list(connection.scalars(select(table.c.name).order_by(table.c.name)))
