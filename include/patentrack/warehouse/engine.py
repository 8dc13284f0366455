"""The two engines behind one door: SQLite files attached as databases, and MariaDB.

Everything that differs between them, apart from bulk load and joined statements, is in this module.
"""

from __future__ import annotations

import fcntl
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError

from patentrack.errors import SettingsError, WarehouseError
from patentrack.settings import Settings
from patentrack.warehouse.tables import DATABASES

LOCK_WAIT_SECONDS = 600
SQLITE_CACHE_KIB = 32 * 1024
MARIADB_MINIMUM = (10, 11)


@dataclass(frozen=True)
class Warehouse:
    """An engine and the names its databases go by.

    Attributes:
        engine: Connections see every database of `DATABASES` under its design name in SQLAlchemy
            tables; statements from `sql/` go through `statements.load_statement`.
        prefix: Put before each database name.
        home: Folder of the embedded databases and lock files.
    """

    engine: Engine
    prefix: str
    home: Path

    @property
    def is_mariadb(self) -> bool:
        """Whether the server engine is in use, as against the embedded one."""
        return self.engine.dialect.name != "sqlite"

    def database_name(self, database: str) -> str:
        """Name under which statements address a database: SQLite attaches it under its design name."""
        return f"{self.prefix}{database}" if self.is_mariadb else database

    def database_file(self, database: str) -> Path:
        """File of an embedded database."""
        return self.home / f"{self.prefix}{database}.db"

    def connect(self) -> Connection:
        """A connection for reading. Close it, or use it in a `with` statement."""
        with _refusals(self):
            return self.engine.connect()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in one transaction over all databases: committed at the end, or nothing."""
        with self.connect() as connection, transaction(connection):
            yield connection

    @contextmanager
    def locked(self, name: str, *, wait_seconds: float = LOCK_WAIT_SECONDS) -> Iterator[Connection]:
        """Hold a named lock across processes and hosts, with the connection that must do the work.

        On MariaDB the lock belongs to the connection: if it is lost, so is the lock, and the open
        transaction with it. On SQLite it is an advisory lock on a file. Both end with the process.

        Args:
            name: What is locked, for example ``"assignments"``.
            wait_seconds: How long to wait for another holder.

        Raises:
            WarehouseError: Somebody else still holds the lock after the wait.
        """
        with self.connect() as connection:
            if self.is_mariadb:
                lock = _mariadb_lock(connection, f"{self.prefix}patentrack.{name}", wait_seconds)
            else:
                lock = _file_lock(self.home / f"{self.prefix}{name}.lock", wait_seconds)
            with lock:
                yield connection


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """One write transaction on an open connection.

    On SQLite the write lock on all attached files is taken at the start (BEGIN IMMEDIATE): a reader that
    turns writer half way cannot wait for another writer and would fail at once.
    """
    connection.info["begin"] = "BEGIN IMMEDIATE"
    try:
        with connection.begin():
            yield
    finally:
        # A connection that broke during the work has no info any more, and none to reset.
        if not connection.invalidated:
            connection.info["begin"] = "BEGIN"


def open_warehouse(settings: Settings) -> Warehouse:
    """Build the engine the settings ask for. Connects to nothing yet; no database is created.

    Raises:
        SettingsError: The database URL is not one of MariaDB over PyMySQL.
    """
    if settings.database_url is None:
        engine = _sqlite_engine(settings)
    else:
        engine = _mariadb_engine(_parse_url(settings.database_url))
        engine = engine.execution_options(
            schema_translate_map={name: f"{settings.database_prefix}{name}" for name in DATABASES}
        )
    return Warehouse(engine=engine, prefix=settings.database_prefix, home=settings.home)


def _parse_url(text: str) -> URL:
    hint = "Use mysql+pymysql://user:password@host:port/ or unset it for the embedded databases"
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # The text is left out on purpose: it may hold a password. A ValueError quotes what stands where the
        # port should: the password, when the host was forgotten.
        raise SettingsError("PATENTRACK_DATABASE_URL is not a database URL", hint=hint) from None
    if url.drivername != "mysql+pymysql":
        raise SettingsError(f"PATENTRACK_DATABASE_URL names the driver {url.drivername!r}", hint=hint)
    return url


def _mariadb_engine(url: URL) -> Engine:
    engine = create_engine(
        url.set(database=None, query={**url.query, "charset": "utf8mb4"}),
        # A server that restarted overnight must not cost the nightly run its first statement.
        pool_pre_ping=True,
        # Below MariaDB's own wait_timeout of eight hours.
        pool_recycle=3600,
        # One process does one thing at a time; the second connection is for its ledger.
        pool_size=2,
        max_overflow=2,
        # Merges of one product are serialised by a named lock; gap locks would only hold up other work.
        isolation_level="READ COMMITTED",
        connect_args={"local_infile": True, "connect_timeout": 10},
    )

    @event.listens_for(engine, "connect")
    def prepare(dbapi_connection: Any, _record: Any) -> None:
        _check_version(dbapi_connection.get_server_info())
        with dbapi_connection.cursor() as cursor:
            # Literals and parameters compare as the columns do: by code point, trailing blanks counted.
            cursor.execute("SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin")
            cursor.execute(
                "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',"
                " time_zone = '+00:00'"
            )

    return engine


def _check_version(text: str) -> None:
    # An old server, or MySQL, fails later and less clearly: it lacks the collation, or takes CHECKs for comments.
    found = re.search(r"(\d+)\.(\d+)\.\d+-MariaDB", text)
    if found is None or (int(found[1]), int(found[2])) < MARIADB_MINIMUM:
        minimum = ".".join(map(str, MARIADB_MINIMUM))
        raise WarehouseError(f"the database server is {text}", hint=f"MariaDB {minimum} or newer is needed")


def _sqlite_engine(settings: Settings) -> Engine:
    # The main file stays empty: a commit over several attached files is atomic only when the main
    # database is a file, since the super-journal is named after it.
    main = settings.home / f"{settings.database_prefix}patentrack.db"
    engine = create_engine(f"sqlite:///{main}", connect_args={"timeout": LOCK_WAIT_SECONDS})

    @event.listens_for(engine, "do_connect")
    def make_home(*_: Any) -> None:
        settings.home.mkdir(parents=True, exist_ok=True)

    @event.listens_for(engine, "connect")
    def attach(dbapi_connection: Any, _record: Any) -> None:
        # SQLAlchemy's recipe for transactional DDL: the driver must not begin or commit by itself.
        dbapi_connection.isolation_level = None
        for database in DATABASES:
            path = settings.home / f"{settings.database_prefix}{database}.db"
            dbapi_connection.execute(f"ATTACH DATABASE ? AS {database}", (str(path),))
            dbapi_connection.execute(f"PRAGMA {database}.cache_size = -{SQLITE_CACHE_KIB}")
        dbapi_connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.info.get("begin", "BEGIN"))

    return engine


@contextmanager
def _refusals(warehouse: Warehouse) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, OSError) as error:
        where = f"MariaDB at {warehouse.engine.url.host}" if warehouse.is_mariadb else str(warehouse.home)
        reason = driver_message(error) if isinstance(error, DBAPIError) else error.strerror
        raise WarehouseError(
            f"cannot open the databases: {where}: {reason}",
            hint="Check PATENTRACK_DATABASE_URL and that the server runs"
            if warehouse.is_mariadb
            else "Check PATENTRACK_HOME",
        ) from None


def driver_code(error: DBAPIError) -> int | None:
    """The error number of the server, if it gave one."""
    arguments: tuple[Any, ...] = getattr(error.orig, "args", ())
    return arguments[0] if len(arguments) > 1 and isinstance(arguments[0], int) else None


def driver_message(error: DBAPIError) -> str:
    """What the database itself said, without the statement and its parameters."""
    arguments = getattr(error.orig, "args", ())
    return str(arguments[-1]) if arguments else str(error.orig)


@contextmanager
def _mariadb_lock(connection: Connection, name: str, wait_seconds: float) -> Iterator[None]:
    got = connection.exec_driver_sql("SELECT GET_LOCK(%s, %s)", (name, wait_seconds)).scalar()
    connection.commit()
    if got != 1:
        raise _still_held(name, wait_seconds)
    try:
        yield
    finally:
        if not connection.invalidated:
            connection.exec_driver_sql("SELECT RELEASE_LOCK(%s)", (name,))
            connection.commit()


@contextmanager
def _file_lock(path: Path, wait_seconds: float) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait_seconds
    with path.open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise _still_held(path.name, wait_seconds) from None
                time.sleep(0.1)
        yield


def _still_held(name: str, wait_seconds: float) -> WarehouseError:
    return WarehouseError(
        f"another run holds the lock {name}; waited {wait_seconds:.0f} s for it",
        hint="Wait for it to end, then run this again",
    )
