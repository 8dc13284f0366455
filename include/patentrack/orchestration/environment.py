"""The settings under which the project starts Airflow on one machine: `make up` and the demo."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from patentrack.errors import SettingsError

DEFAULT_PORT = 8080


def project_root() -> Path:
    """The checkout, which holds ``dags/``.

    Raises:
        SettingsError: The library was installed without the project around it.
    """
    root = Path(__file__).resolve().parents[3]
    if not (root / "dags").is_dir():
        raise SettingsError(
            f"There is no folder dags in {root}", hint="Airflow's part of the project runs from a checkout"
        )
    return root


def airflow_environment(airflow_home: Path, *, port: int = DEFAULT_PORT) -> dict[str, str]:
    """The environment of a process that runs Airflow, with its metadata in SQLite under `airflow_home`.

    Variables of Airflow that are set outside are not passed on: they may lead to another Airflow's
    metadata, which must not change because somebody ran a demo.

    Args:
        airflow_home: Folder of the metadata database, the logs and Airflow's own settings file.
        port: Port of the user interface, on the loopback address only.
    """
    url = f"http://127.0.0.1:{port}"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW_", "_AIRFLOW"))}
    # The commands that Airflow starts by name have to be those of this installation.
    scripts = str(Path(sys.executable).parent)
    return inherited | {
        "PATH": os.pathsep.join([scripts, *filter(None, [inherited.get("PATH")])]),
        "AIRFLOW_HOME": str(airflow_home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(project_root() / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(project_root() / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "4",
        # A task that has ended is often noticed only at its next heartbeat, and keeps its place until then.
        "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{airflow_home / 'airflow.db'}",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(airflow_home / "logs"),
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        # With another port than 8080 tasks look for the server in the wrong place unless both are told.
        "AIRFLOW__API__BASE_URL": url,
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
    }
