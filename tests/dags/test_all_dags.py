"""What every DAG has to keep; each message says which one does not, and how to repair it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from patentrack.orchestration.defaults import OWNER, POOLS, TAGS
from patentrack.orchestration.environment import airflow_environment
from support.environment import PROJECT_ROOT

DAG_FILES = sorted((PROJECT_ROOT / "dags").glob("*.py"))

# What a DAG file may import at its top level. Airflow reads every file again and again.
CHEAP = ("__future__", "airflow.sdk", "datetime", "patentrack.orchestration", "typing")
HEAVY = ("great_expectations", "lxml", "pandas", "patentrack.ingest", "patentrack.warehouse", "pymysql")

# Design section 10.
TIMETABLES = {
    "application_status": "NullTimetable",
    "assignments_daily": "FileDayTimetable",
    "assignments_backfile": "NullTimetable",
    "bibliographic_weekly": "CronTriggerTimetable",
    "cpc_monthly": "CronTriggerTimetable",
    "maintenance_fees_weekly": "CronTriggerTimetable",
    "parties_and_titles": "AssetTriggeredTimetable",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("inspect")
    child = subprocess.run(
        [sys.executable, Path(__file__).with_name("inspect_dags.py"), folder / "found.json"],
        env=airflow_environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stdout + child.stderr
    answer: dict[str, Any] = json.loads((folder / "found.json").read_text())
    return answer


@pytest.fixture(scope="module")
def dags(found: dict[str, Any]) -> dict[str, Any]:
    assert not found["import_errors"], f"These DAG files cannot be read: {found['import_errors']}"
    described: dict[str, Any] = found["dags"]
    return described


def test_each_file_is_one_dag_of_its_own_name(dags: dict[str, Any]) -> None:
    assert {dag["file"]: dag_id for dag_id, dag in dags.items()} == {path.name: path.stem for path in DAG_FILES}, (
        "A DAG's id is the name of its file, one DAG a file: rename the file or the function"
    )


def test_reading_the_files_loads_nothing_heavy(found: dict[str, Any]) -> None:
    heavy = [name for name in found["modules"] if name.startswith(HEAVY)]
    assert not heavy, f"Reading the DAG files imports {heavy}: import it inside the task function"


@pytest.mark.parametrize("path", DAG_FILES, ids=lambda path: path.stem)
def test_top_level_imports_are_cheap(path: Path) -> None:
    imported = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
        elif isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
    dear = [name for name in imported if not any(name == c or name.startswith(f"{c}.") for c in CHEAP)]
    assert not dear, f"{path.name} imports {dear} at its top level: import it inside the task function"


@pytest.mark.parametrize("dag_id", [path.stem for path in DAG_FILES])
def test_a_dag_keeps_the_rules(dags: dict[str, Any], dag_id: str) -> None:
    dag = dags[dag_id]
    assert dag["owner"] == OWNER, f"{dag_id} is owned by {dag['owner']!r}: pass default_args=default_args()"
    assert dag["tags"], f"{dag_id} has no tags: choose from {sorted(TAGS)}"
    strange = set(dag["tags"]) - TAGS
    assert not strange, f"{dag_id} has the tags {strange}: choose from TAGS in orchestration/defaults.py"
    for part in ("**What it does.**", f"**Owner.** {OWNER}", "## Runbook"):
        assert part in dag["doc"], f"{dag_id} has no {part!r}: say it in the file's docstring, doc_md=__doc__"
    assert dag["catchup"] is False, f"{dag_id} would run for every past day when switched on: catchup=False"
    assert dag["max_active_runs"] == 1, f"{dag_id}: its runs write to the same tables: max_active_runs=1"
    assert dag_id in TIMETABLES, f"{dag_id} is new: add its schedule to TIMETABLES in this test"
    assert dag["timetable"] == TIMETABLES[dag_id], f"{dag_id} is not scheduled as designed (section 10)"
    scheduled = dag["timetable"] != "NullTimetable"
    assert bool(dag["start_date"]) == scheduled, f"{dag_id}: a start_date goes with a schedule"
    for name, schema in dag["params"].items():
        for part in ("title", "description", "type"):
            assert schema.get(part), f"{dag_id}: the form's {name} has no {part}: pass it to Param"


@pytest.mark.parametrize("dag_id", [path.stem for path in DAG_FILES])
def test_a_task_keeps_the_rules(dags: dict[str, Any], dag_id: str) -> None:
    for task_id, task in dags[dag_id]["tasks"].items():
        where = f"{dag_id}.{task_id}"
        assert task["owner"] == OWNER, f"{where} is owned by {task['owner']!r}: leave owner to default_args"
        assert 1 <= task["retries"] <= 3, f"{where} has {task['retries']} retries: leave them to default_args"
        assert task["exponential"], f"{where} retries at a fixed pace: leave that to default_args"
        assert task["timeout"], f"{where} may hang for ever: set execution_timeout"
        assert task["timeout"] <= 4 * 3600, f"{where} may hang for {task['timeout'] / 3600:.0f} hours"
        assert task["pool"] in {"default_pool", *POOLS}, f"{where}: add {task['pool']} to POOLS in defaults.py"
        assert task["reports_failure"], f"{where} fails in silence: leave on_failure_callback to default_args"
