from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from patentrack.orchestration.standalone import admin_password

COMMAND = [sys.executable, "-m", "patentrack.orchestration.standalone"]


def test_the_password_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    password = admin_password(tmp_path)
    assert len(password) >= 16
    assert admin_password(tmp_path) == password
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("port", ["80", "http", "65535"])
def test_a_port_that_cannot_be_is_wrong_usage(port: str) -> None:
    run = subprocess.run(
        COMMAND, env=os.environ | {"PORT": port}, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"PORT is '{port}'. Use a number from 1024 to 64000\n"


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        run = subprocess.run(
            COMMAND, env=os.environ | {"PORT": port}, capture_output=True, text=True, check=False
        )
    assert run.returncode == 2
    assert run.stderr == f"Port {port} of this machine is taken. Choose another one: make up PORT=8090\n"


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_gets_healthy_and_leaves_nothing_behind(stop: signal.Signals) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    airflow = subprocess.Popen(
        COMMAND, env=os.environ | {"PORT": str(port)}, stdout=subprocess.PIPE, text=True
    )
    try:
        assert airflow.stdout
        assert "logs" in airflow.stdout.readline()
        ready = re.search(r"(http://\S+)  user (\S+)  password (\S+)", airflow.stdout.readline())
        assert ready, "Airflow did not get ready"
        login = urllib.request.Request(  # noqa: S310 - this machine
            f"{ready[1]}/auth/token",
            data=json.dumps({"username": ready[2], "password": ready[3]}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(login) as answer:  # noqa: S310 - this machine
            assert json.load(answer)["access_token"]
        # Only now: before, a child may not have entered its session yet.
        sessions = set(_children(airflow.pid))
        assert len(sessions) == 4
    finally:
        airflow.send_signal(stop)
        assert airflow.wait(60) == 0
    time.sleep(0.2)
    left = [path for path in Path("/proc").glob("[0-9]*/stat") if _session(path) in sessions]
    assert not left


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _session(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[3])
    except (FileNotFoundError, ProcessLookupError):
        return 0
