"""Airflow with its user interface on this machine, for ``make up``.

Run as ``python -m patentrack.orchestration.standalone``. Metadata: SQLite in ``$PATENTRACK_HOME/airflow``,
one user with a generated password, reachable from this machine only. For development and for looking around.

The components are those of ``airflow standalone``, started one by one: that command also opens Airflow's log
servers on every address of the machine (no setting changes that; here the logs are read from the files), and
leaves its components behind when it is ended with SIGTERM.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType

from patentrack.errors import EXIT_DONE, EXIT_FAILED, EXIT_USAGE, PatentrackError, SettingsError
from patentrack.orchestration.environment import DEFAULT_PORT, airflow_environment
from patentrack.settings import load_settings

USER = "admin"
READY_SECONDS = 180
STOP_SECONDS = 20
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
COMPONENTS = {
    "api-server": (),
    "scheduler": ("--skip-serve-logs",),
    "dag-processor": (),
    "triggerer": ("--skip-serve-logs",),
}
"""Airflow's commands and their options. The log servers would listen on every address of the machine."""


class StopRequestedError(Exception):
    """The user, or the system, asked for the end."""


def main() -> int:
    """Start Airflow, say where it is, and stay until a signal ends it."""
    try:
        return _run(_port())
    except PatentrackError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_USAGE if isinstance(error, SettingsError) else EXIT_FAILED


def admin_password(airflow_home: Path) -> str:
    """The password of the only user, made at the first start and kept in a file that only its owner can read.

    The file is that of Airflow's simple auth manager, which takes what it finds there.
    """
    file = airflow_home / "simple_auth_manager_passwords.json.generated"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(json.dumps({USER: secrets.token_urlsafe(12)}) + "\n", encoding="utf-8")
    return str(json.loads(file.read_text(encoding="utf-8"))[USER])


def fernet_key(airflow_home: Path) -> str:
    """What passwords of connections are encrypted with, made at the first start and kept as the password is.

    Airflow writes a key into its settings file too, but its API server does not find it there, and would keep the
    passwords as they are typed.
    """
    file = airflow_home / "fernet.key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() + "\n", encoding="ascii")
    return file.read_text(encoding="ascii").strip()


def _run(port: int) -> int:
    home = load_settings().home / "airflow"
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)  # Airflow keeps its keys and the password there.
    # One secret for all components, anew at each start: left to themselves the server makes up another one
    # than the scheduler signs with, and refuses every task.
    environment = airflow_environment(home, port=port) | {
        "AIRFLOW__CORE__FERNET_KEY": fernet_key(home),
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(64),
        "AIRFLOW__API__SECRET_KEY": secrets.token_hex(32),
    }
    _require_free(port)
    logs = home / "logs"
    logs.mkdir(exist_ok=True)
    for number in STOP_SIGNALS:
        signal.signal(number, _stop)
    password = admin_password(home)
    _say(f"Starting Airflow; its logs are in {logs}")
    components: dict[str, subprocess.Popen[bytes]] = {}
    try:
        prepare = [sys.executable, "-m", "patentrack.orchestration.metadata"]
        metadata = components["metadata"] = _start(prepare, environment, logs / "metadata.log")
        if metadata.wait():
            raise PatentrackError("Airflow's metadata cannot be set up", hint=f"See {logs / 'metadata.log'}")
        del components["metadata"]
        airflow = str(Path(sys.executable).parent / "airflow")
        for name, arguments in COMPONENTS.items():
            components[name] = _start([airflow, name, *arguments], environment, logs / f"{name}.log")
        _wait_until_healthy(port, components, logs)
        _say(f"Airflow is ready: http://127.0.0.1:{port}  user {USER}  password {password}")
        _say("Ctrl-C stops it")
        while True:
            _require_running(components, logs)
            time.sleep(1)
    except StopRequestedError:
        _say("Stopping Airflow")
        return EXIT_DONE
    finally:
        _end(components.values())


def _start(command: list[str], environment: dict[str, str], log_file: Path) -> subprocess.Popen[bytes]:
    """Start a component in a session of its own, so that Ctrl-C reaches this process alone."""
    with log_file.open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - Airflow's own command, from this installation
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _port() -> int:
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not text.isdecimal() or not 1024 <= int(text) <= 64000:
        raise SettingsError(f"PORT is {text!r}", hint="Use a number from 1024 to 64000")
    return int(text)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SettingsError(
                f"Port {port} of this machine is taken", hint="Choose another one: make up PORT=8090"
            ) from None


def _wait_until_healthy(port: int, components: Mapping[str, subprocess.Popen[bytes]], logs: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        _require_running(components, logs)
        with suppress(OSError, ValueError, KeyError):
            address = f"http://127.0.0.1:{port}/api/v2/monitor/health"
            with urllib.request.urlopen(address, timeout=5) as answer:
                health = json.load(answer)
            if all(part["status"] == "healthy" for part in health.values()):
                return
        time.sleep(0.5)
    raise PatentrackError(f"Airflow is not ready after {READY_SECONDS} seconds", hint=f"See {logs}")


def _require_running(components: Mapping[str, subprocess.Popen[bytes]], logs: Path) -> None:
    for name, process in components.items():
        if process.poll() is not None:
            raise PatentrackError(
                f"Airflow's {name} ended by itself with {process.returncode}", hint=f"See {logs / name}.log"
            )


def _end(processes: Collection[subprocess.Popen[bytes]]) -> None:
    """Ask every component to stop; what is left after a while, and what it started itself, is killed."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0, deadline - time.monotonic()))
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signal.signal wants it
    for later in STOP_SIGNALS:
        signal.signal(later, signal.SIG_IGN)  # The way down is not to be interrupted.
    raise StopRequestedError


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
