"""A private MariaDB server for the length of a test run: own data directory, socket, port and password."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymysql

USER = "patentrack"
ADMINISTRATOR = "administrator"
INSTALL_HINT = "MariaDB server not installed: apt-get install mariadb-server-core mariadb-client-core"
START_SECONDS = 60
MEMORY = "/dev/shm"
ROOM_NEEDED = 6 << 30
STOP_SECONDS = 10

# The shell watches its standard input. When this process ends, in whatever way, the pipe closes: the server
# is killed and its directory removed. Nothing of it is worth an orderly shutdown.
SUPERVISOR = """
directory=$1 installer=$2 server=$3; shift 3
trap 'rm -rf "$directory"' EXIT
exec 3<&0
# The server runs as root only when told so; for anybody else it already is the right user.
user=; [ "$(id -u)" != 0 ] || user=--user=root
# Another server on this machine would lose its temporary tables if this one swept a folder they share.
export TMPDIR="$directory"
"$installer" --no-defaults --datadir="$directory/data" $user --skip-test-db --skip-name-resolve \\
  </dev/null || exit
"$server" --no-defaults --datadir="$directory/data" $user "$@" </dev/null &
pid=$!
{ cat <&3; kill -KILL "$pid"; } &
wait "$pid"
"""


class ServerMissingError(Exception):
    """The MariaDB server programs are not on this machine."""


@dataclass(frozen=True)
class MariaDBServer:
    """A running server and how to reach it.

    Attributes:
        port: TCP port on 127.0.0.1.
        unix_socket: Path of the server's socket.
        password: Password of the user ``patentrack``, who has every right on every database.
    """

    port: int
    unix_socket: Path
    password: str = field(repr=False)

    @property
    def url(self) -> str:
        """Value for ``PATENTRACK_DATABASE_URL``."""
        return f"mysql+pymysql://{USER}:{self.password}@127.0.0.1:{self.port}/"

    @contextlib.contextmanager
    def connect(self, **options: Any) -> Iterator[pymysql.Connection[Any]]:
        """Open a plain PyMySQL connection, autocommit on; `options` go to ``pymysql.connect``."""
        defaults = {"host": "127.0.0.1", "port": self.port, "user": USER, "password": self.password}
        connection = pymysql.connect(**{**defaults, "autocommit": True, **options})
        try:
            yield connection
        finally:
            connection.close()

    def connect_as_administrator(self) -> contextlib.AbstractContextManager[pymysql.Connection[Any]]:
        """Open a connection that may set global variables, create users and see every connection."""
        return self.connect(user=ADMINISTRATOR)

    def databases(self, prefix: str) -> list[str]:
        """Names of the databases that begin with `prefix`, sorted."""
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute("SHOW DATABASES")
            return sorted(name for (name,) in cursor if name.startswith(prefix))

    def drop_databases(self, prefix: str) -> None:
        """Drop the databases that begin with `prefix`.

        Raises:
            pymysql.err.OperationalError: 1205 after 30 seconds: a test left a transaction open on them.
        """
        names = self.databases(prefix)
        with self.connect() as connection, connection.cursor() as cursor:
            # Foreign keys may cross the databases of one prefix.
            cursor.execute("SET SESSION lock_wait_timeout = 30, foreign_key_checks = 0")
            for name in names:
                cursor.execute(f"DROP DATABASE `{name}`")


@contextlib.contextmanager
def running_server(*, durable: bool = False) -> Iterator[MariaDBServer]:
    """Start a server, about a second; it is gone afterwards, also when the test run is killed.

    Args:
        durable: Write to the disk and wait for it, as in production: for measuring. The tests kill clients, never the
            machine; for them the files are in memory where there is room, which makes a schema in half a second.

    Raises:
        ServerMissingError: The programs are not installed.
        RuntimeError: The server did not come up; the message holds the end of its log.
    """
    programs = [_program("mariadb-install-db"), _program("mariadbd")]
    directory = Path(tempfile.mkdtemp(prefix="patentrack-mariadb-", dir=None if durable else _memory()))
    server = MariaDBServer(_free_port(), directory / "mariadb.sock", secrets.token_hex(16))
    init_file = directory / "init.sql"
    init_file.touch(mode=0o600)
    init_file.write_text(
        f"CREATE USER {USER}@'%' IDENTIFIED BY '{server.password}';\nGRANT ALL PRIVILEGES ON `%`.* TO {USER}@'%';\n"
        f"CREATE USER {ADMINISTRATOR}@'%' IDENTIFIED BY '{server.password}';\n"
        f"GRANT ALL PRIVILEGES ON *.* TO {ADMINISTRATOR}@'%' WITH GRANT OPTION;\n",
        encoding="ascii",
    )
    options = [
        "--bind-address=127.0.0.1",
        f"--port={server.port}",
        f"--socket={server.unix_socket}",
        f"--pid-file={directory / 'mariadb.pid'}",
        f"--tmpdir={directory}",
        f"--init-file={init_file}",
        "--skip-name-resolve",
        "--character-set-server=utf8mb4",
        "--local-infile=ON",
        "--innodb-buffer-pool-size=256M",
        "--innodb-flush-log-at-trx-commit=2",
        *(() if durable else ("--debug-no-sync", "--innodb-flush-method=nosync")),
    ]
    with tempfile.TemporaryFile() as log:
        supervisor = subprocess.Popen(
            ["/bin/sh", "-c", SUPERVISOR, "sh", str(directory), *programs, *options],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            try:
                _wait_until_ready(server, supervisor)
            except RuntimeError as error:
                log.seek(0)
                tail = log.read()[-2000:].decode(errors="replace")
                raise RuntimeError(f"{error}. The end of its log:\n{tail}") from None
            yield server
        finally:
            _stop(supervisor, directory)


def _memory() -> str | None:
    """A file system in memory with room for the largest test, if there is one."""
    room = shutil.disk_usage(MEMORY).free if Path(MEMORY).is_dir() else 0
    return MEMORY if room > ROOM_NEEDED and os.access(MEMORY, os.W_OK) else None


def _program(name: str) -> str:
    # Debian keeps the server in /usr/sbin, which is not on every user's path.
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if path is None:
        raise ServerMissingError(INSTALL_HINT)
    return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(server: MariaDBServer, supervisor: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with server.connect():
                return
        except pymysql.err.OperationalError as error:
            if supervisor.poll() is not None:
                raise RuntimeError(f"The MariaDB server ended with code {supervisor.returncode}") from error
            if time.monotonic() > deadline:
                raise RuntimeError(f"No MariaDB server after {START_SECONDS} s: {error}") from error
        time.sleep(0.02)


def _stop(supervisor: subprocess.Popen[bytes], directory: Path) -> None:
    assert supervisor.stdin is not None
    supervisor.stdin.close()
    try:
        supervisor.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        # A forked child of the tests that still lives holds the other end of the pipe open.
        os.killpg(supervisor.pid, signal.SIGKILL)
        supervisor.wait()
    shutil.rmtree(directory, ignore_errors=True)
