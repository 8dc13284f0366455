"""What docker-compose.yaml starts, without Docker: PostgreSQL, Redis, Airflow's components and two Celery workers."""

from __future__ import annotations

import base64
import json
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.environment import airflow_environment
from patentrack.orchestration.standalone import USER, admin_password
from support.airflow import Api, free_port
from support.environment import PROJECT_ROOT
from support.processes import Processes
from support.worker_name import VARIABLE

WORKERS = ("worker-1", "worker-2")
INSTALL_HINT = "not installed: tests/distributed/servers.sh installs it"


class ServerMissingError(Exception):
    """A server's programs are not on this machine."""


@dataclass(frozen=True)
class Cluster:
    """Airflow on several processes; no worker yet.

    Attributes:
        api: Logged in as its only user.
        metadata_url: Of Airflow's database, for SQLAlchemy.
        environment: What every component has; holds secrets.
        processes: All of them.
        home: Airflow's.
    """

    api: Api
    metadata_url: str = field(repr=False)
    environment: dict[str, str] = field(repr=False)
    processes: Processes
    home: Path

    @contextmanager
    def workers(self, warehouse: Mapping[str, str], mirror: MirrorServer) -> Iterator[None]:
        """Two workers, each with a name of its own.

        Args:
            warehouse: The variables of the project that name the warehouse.
            mirror: Where they download from; the key is in their environment, as in docker-compose.yaml.
        """
        connection = {"conn_type": "http", "password": mirror.key}
        for name in WORKERS:
            environment = self.environment | {
                **{variable: value for variable, value in warehouse.items() if variable.startswith("PATENTRACK_")},
                "PATENTRACK_USPTO_API_URL": mirror.url,
                "PATENTRACK_USPTO_CA_FILE": str(mirror.ca_file),
                "PATENTRACK_USPTO_HOSTS": "localhost",
                "AIRFLOW_CONN_USPTO_ODP": json.dumps(connection),
                "AIRFLOW__CORE__HOSTNAME_CALLABLE": "support.worker_name.worker_name",
                "PYTHONPATH": str(PROJECT_ROOT / "tests"),
                VARIABLE: name,
            }
            options = ["--concurrency", "2", "--skip-serve-logs", "--without-mingle", "--without-gossip"]
            command = ["celery", "worker", "--celery-hostname", f"{name}@%h", *options]
            self.processes.start(name, [_airflow(), *command], environment)
        try:
            for name in WORKERS:
                log = self.processes.log(name)
                self.processes.wait(lambda log=log: " ready." in log.read_text(), f"{name} is ready")
            yield
        finally:
            for name in WORKERS:
                self.processes.log(name).rename(self.processes.logs / f"{name}-{secrets.token_hex(3)}.log")
                self.processes.stop(name)


@contextmanager
def running_cluster(home: Path) -> Iterator[Cluster]:
    """Start everything but the workers, and kill all of it at the end.

    Args:
        home: Airflow's folder: settings and logs.

    Raises:
        ServerMissingError: PostgreSQL or Redis is not installed.
    """
    programs = _postgres_programs(), _program("redis-server")
    with Processes(home / "logs" / "processes") as processes, _postgres(processes, programs[0]) as metadata_url:
        broker = _redis(processes, programs[1])
        port = free_port()
        home.mkdir(parents=True, exist_ok=True)
        environment = airflow_environment(home, port=port) | {
            "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
            "AIRFLOW__CORE__PARALLELISM": "8",
            "AIRFLOW__CORE__FERNET_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "AIRFLOW__API__SECRET_KEY": secrets.token_hex(32),
            "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(64),
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": metadata_url,
            "AIRFLOW__CELERY__BROKER_URL": broker,
            "AIRFLOW__CELERY__RESULT_BACKEND": f"db+{metadata_url}",
            "AIRFLOW__CELERY__WORKER_PREFETCH_MULTIPLIER": "1",
        }
        environment = {name: value for name, value in environment.items() if not name.startswith("PATENTRACK_")}
        password = admin_password(home)
        subprocess.run(
            [sys.executable, "-m", "patentrack.orchestration.metadata"],
            env=environment,
            check=True,
            capture_output=True,
        )
        for component, options in {
            "api-server": (),
            "scheduler": ("--skip-serve-logs",),
            "dag-processor": (),
        }.items():
            processes.start(component, [_airflow(), component, *options], environment)
        address = f"http://127.0.0.1:{port}"
        processes.wait(lambda: _healthy(address), "Airflow is healthy")
        yield Cluster(Api(address, USER, password), metadata_url, environment, processes, home)
    assert not processes.left()


def _healthy(address: str) -> bool:
    with suppress(OSError, ValueError, KeyError):
        with urllib.request.urlopen(f"{address}/api/v2/monitor/health", timeout=5) as answer:  # noqa: S310
            health = json.load(answer)
        return all(health[part]["status"] == "healthy" for part in ("metadatabase", "scheduler", "dag_processor"))
    return False


@contextmanager
def _postgres(processes: Processes, programs: Path) -> Iterator[str]:
    # PostgreSQL refuses to run as root, and its user cannot look into the folders of root's tests.
    user = None if os.geteuid() else "postgres"
    folder = Path(tempfile.mkdtemp(prefix="patentrack-postgres-"))
    password, port = secrets.token_hex(16), free_port()
    try:
        secret = folder / "password"
        secret.touch(mode=0o600)
        secret.write_text(password)
        if user:
            account = pwd.getpwnam(user)
            for path in (folder, secret):
                os.chown(path, account.pw_uid, account.pw_gid)
        plain = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
        data = folder / "data"
        create = [programs / "initdb", "--pgdata", data, "--username=airflow", f"--pwfile={secret}", "--no-sync"]
        subprocess.run(
            [*create, "--auth=scram-sha-256", "--encoding=UTF8"],
            env=plain,
            user=user,
            cwd=folder,
            check=True,
            capture_output=True,
        )
        options = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={port}", "-c", f"unix_socket_directories={folder}"]
        processes.start("postgres", [programs / "postgres", "-D", data, *options, "-c", "fsync=off"], plain, user)
        ready = [programs / "pg_isready", "--host=127.0.0.1", f"--port={port}", "--dbname=postgres", "--quiet"]
        processes.wait(lambda: not subprocess.run(ready, check=False).returncode, "PostgreSQL is ready")
        yield f"postgresql+psycopg2://airflow:{password}@127.0.0.1:{port}/postgres"
    finally:
        processes.stop("postgres")
        shutil.rmtree(folder, ignore_errors=True)


def _redis(processes: Processes, program: str) -> str:
    password, port = secrets.token_hex(16), free_port()
    options = ["--bind", "127.0.0.1", "--port", str(port), "--requirepass", password, "--save", ""]
    processes.start("redis", [program, *options], {"PATH": os.environ.get("PATH", "")})
    processes.wait(lambda: "Ready to accept" in processes.log("redis").read_text(), "Redis is ready")
    return f"redis://:{password}@127.0.0.1:{port}/0"


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ServerMissingError(f"{name} {INSTALL_HINT}")
    return found


def _postgres_programs() -> Path:
    """Where PostgreSQL's programs are: Debian keeps them off the path, a folder a version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise ServerMissingError(f"PostgreSQL {INSTALL_HINT}")
    return found[-1].parent


def _airflow() -> str:
    return str(Path(sys.executable).parent / "airflow")
