from __future__ import annotations

import os
import signal
import socket
import subprocess
from datetime import date
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from patentrack.orchestration.standalone import admin_password, fernet_key
from support.airflow import COMMAND, ENDED, children, in_sessions, running_airflow, wait_for
from support.padx import record, write_padx


def test_the_password_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    password = admin_password(tmp_path)
    assert len(password) >= 16
    assert admin_password(tmp_path) == password
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_passwords_of_connections_are_encrypted_with_a_key_that_stays(tmp_path: Path) -> None:
    key = fernet_key(tmp_path)
    assert Fernet(key).decrypt(Fernet(fernet_key(tmp_path)).encrypt(b"secret")) == b"secret"
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
    with running_airflow(os.environ, stop) as airflow:
        sessions = set(children(airflow.process.pid))
        assert len(sessions) == 4
        airflow.api.unpause("assignments_daily")
        runs = "/api/v2/dags/assignments_daily/dagRuns"
        run_id = airflow.api.call("POST", runs, {"logical_date": "2015-07-27T12:00:00Z"})["dag_run_id"]
        wait_for(lambda: airflow.api.call("GET", f"{runs}/{run_id}")["state"] in ENDED, 90)
        assert airflow.api.call("GET", f"{runs}/{run_id}")["state"] == "success"
    assert not in_sessions(sessions)
