from __future__ import annotations

from pathlib import Path

import pytest

from patentrack.orchestration.environment import airflow_environment
from support.environment import PROJECT_ROOT


def test_another_airflow_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "postgresql://production/airflow")
    monkeypatch.setenv("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD", "cat /run/secrets/url")
    monkeypatch.setenv("AIRFLOW_CONFIG", "/etc/airflow.cfg")
    monkeypatch.setenv("PATENTRACK_DATABASE_PREFIX", "kept_")
    environment = airflow_environment(tmp_path)
    assert environment["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] == f"sqlite:///{tmp_path}/airflow.db"
    assert "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD" not in environment
    assert "AIRFLOW_CONFIG" not in environment
    assert environment["PATENTRACK_DATABASE_PREFIX"] == "kept_"
    assert environment["AIRFLOW__CORE__DAGS_FOLDER"] == str(PROJECT_ROOT / "dags")


def test_tasks_find_the_server_on_another_port(tmp_path: Path) -> None:
    environment = airflow_environment(tmp_path, port=8090)
    assert environment["AIRFLOW__API__PORT"] == "8090"
    assert environment["AIRFLOW__API__BASE_URL"] == "http://127.0.0.1:8090"
    assert environment["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:8090/execution/"
