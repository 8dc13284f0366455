from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from patentrack.orchestration.standalone import admin_password
from support.padx import record, write_padx

COMMAND = [sys.executable, "-m", "patentrack.orchestration.standalone"]


def test_the_password_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    password = admin_password(tmp_path)
    assert len(password) >= 16
    assert admin_password(tmp_path) == password
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("port", ["80", "http", "65535"])
def test_a_port_that_cannot_be_is_wrong_usage(port: str) -> None:
    run = subprocess.run(COMMAND, env=os.environ | {"PORT": port}, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"PORT is '{port}'. Use a number from 1024 to 64000\n"


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        run = subprocess.run(COMMAND, env=os.environ | {"PORT": port}, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr == f"Port {port} of this machine is taken. Choose another one: make up PORT=8090\n"


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_runs_a_dag_and_leaves_nothing_behind(stop: signal.Signals) -> None:
    day = date(2015, 7, 27)
    landing = Path(os.environ["PATENTRACK_HOME"]) / "landing"
    write_padx(landing / "ad20150727.zip", day, [record(41576, 1, updated=day)])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with subprocess.Popen(COMMAND, env=os.environ | {"PORT": port}, stdout=subprocess.PIPE, text=True) as airflow:
        assert airflow.stdout
        sessions: set[int] = set()
        try:
            assert "logs" in airflow.stdout.readline()
            ready = re.search(r"(http://\S+)  user (\S+)  password (\S+)", airflow.stdout.readline())
            assert ready, "Airflow did not get ready"
            sessions = set(_children(airflow.pid))
            assert len(sessions) == 4
            api = Api(ready[1], ready[2], ready[3])
            api.call("PATCH", "/api/v2/dags/assignments_daily", {"is_paused": False})
            runs = "/api/v2/dags/assignments_daily/dagRuns"
            run_id = api.call("POST", runs, {"logical_date": "2015-07-27T12:00:00Z"})["dag_run_id"]
            deadline = time.monotonic() + 90
            while (state := api.call("GET", f"{runs}/{run_id}")["state"]) in {"queued", "running"}:
                assert time.monotonic() < deadline, f"The run is still {state}"
                time.sleep(0.5)
            assert state == "success"
        finally:
            airflow.send_signal(stop)
            code = airflow.wait(60)
    assert code == 0
    left = [path for path in Path("/proc").glob("[0-9]*/stat") if _session(path) in sessions]
    assert not left


class Api:
    """Airflow's API, logged in as a user would be."""

    def __init__(self, address: str, user: str, password: str) -> None:
        self._address = address
        self._token = None
        self._token = self.call("POST", "/auth/token", {"username": user, "password": password})["access_token"]

    def call(self, method: str, path: str, body: object = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 - this machine
            self._address + urllib.parse.quote(path),
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - this machine
            return json.load(answer)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _session(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[3])
    except (FileNotFoundError, ProcessLookupError):
        return 0
