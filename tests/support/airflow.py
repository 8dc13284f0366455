"""Airflow as `make up` starts it, and its API as the user interface calls it."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "patentrack.orchestration.standalone"]
ENDED = {"success", "failed"}


class Api:
    """Airflow's API, logged in as a user would be."""

    def __init__(self, address: str, user: str, password: str) -> None:
        self.address = address
        self._token = None
        self._token = self.call("POST", "/auth/token", {"username": user, "password": password})["access_token"]

    def call(self, method: str, path: str, body: object = None, **query: object) -> Any:
        """The JSON of an answer; any status above 399 is an error that shows the answer."""
        request = urllib.request.Request(  # noqa: S310 - this machine
            f"{self.address}{urllib.parse.quote(path)}?{urllib.parse.urlencode(query)}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - this machine
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from None

    def unpause(self, dag_id: str) -> None:
        """Switch a DAG on, once its file has been read."""
        wait_for(lambda: dag_id in {dag["dag_id"] for dag in self.call("GET", "/api/v2/dags")["dags"]}, 60)
        self.call("PATCH", f"/api/v2/dags/{dag_id}", {"is_paused": False})

    def runs(self, dag_id: str) -> list[dict[str, Any]]:
        """Every run of a DAG, by logical date."""
        found = self.call("GET", f"/api/v2/dags/{dag_id}/dagRuns", limit=100, order_by="logical_date")
        assert found["total_entries"] <= 100
        runs: list[dict[str, Any]] = found["dag_runs"]
        return runs

    def log(self, dag_id: str, run_id: str, task_id: str, try_number: int) -> str:
        """The log of one try of a task, as the user interface shows it."""
        where = f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/logs/{try_number}"
        return json.dumps(self.call("GET", where, full_content="true"))


@dataclass(frozen=True)
class Airflow:
    """A running Airflow.

    Attributes:
        api: Logged in as its only user.
        process: What `make up` starts.
        port: Of its user interface.
        password: Of its only user.
    """

    api: Api
    process: subprocess.Popen[str]
    port: int
    password: str = field(repr=False)


@contextmanager
def running_airflow(
    environment: Mapping[str, str], stop: signal.Signals = signal.SIGTERM, *, seconds: float = 60
) -> Iterator[Airflow]:
    """Start Airflow as `make up` does, and end it with a signal.

    Args:
        environment: The whole environment of the process.
        stop: The signal.
        seconds: How long the end may take.
    """
    port = free_port()
    with subprocess.Popen(
        COMMAND, env={**environment, "PORT": str(port)}, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            assert "logs" in process.stdout.readline()
            ready = re.search(r"(http://\S+)  user (\S+)  password (\S+)", process.stdout.readline())
            assert ready, "Airflow did not get ready"
            yield Airflow(Api(ready[1], ready[2], ready[3]), process, port, ready[3])
        finally:
            process.send_signal(stop)
            code = process.wait(seconds)
    assert code == 0


def wait_for(condition: Callable[[], object], seconds: float, pause: float = 0.5) -> None:
    """Ask until it is so.

    Raises:
        AssertionError: It is not, after this time.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"Not so after {seconds:.0f} seconds"
        time.sleep(pause)


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def children(pid: int) -> list[int]:
    """Processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def in_sessions(sessions: set[int]) -> list[Path]:
    """Processes that live in one of these sessions."""
    return [path for path in Path("/proc").glob("[0-9]*/stat") if _session(path) in sessions]


def _session(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[3])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def command(environment: Mapping[str, str], *arguments: str) -> str:
    """What an Airflow command says; anything but success is an error that shows it."""
    airflow = str(Path(sys.executable).parent / "airflow")
    run = subprocess.run([airflow, *arguments], env=dict(environment), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout
