"""Writes what Airflow makes of the DAG files, as JSON. A process of its own, as Airflow wants it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from airflow.dag_processing.dagbag import DagBag
from airflow.serialization.serialized_objects import DagSerialization


def describe(dag: Any) -> dict[str, Any]:
    return {
        "file": Path(dag.fileloc).name,
        "owner": dag.owner,
        "tags": sorted(dag.tags),
        "doc": dag.doc_md or "",
        "catchup": dag.catchup,
        "max_active_runs": dag.max_active_runs,
        "start_date": dag.start_date and dag.start_date.isoformat(),
        "timetable": type(dag.timetable).__name__,
        "params": {
            name: {**(param := dag.params.get_param(name)).schema, "description": param.description}
            for name in dag.params
        },
        "tasks": {
            task.task_id: {
                "owner": task.owner,
                "retries": task.retries,
                "exponential": bool(task.retry_exponential_backoff),
                "timeout": task.execution_timeout and task.execution_timeout.total_seconds(),
                "pool": task.pool,
                "reports_failure": bool(task.on_failure_callback),
            }
            for task in dag.tasks
        },
    }


bag = DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
loaded = sorted(name for name in sys.modules if not name.startswith("airflow"))
for dag in bag.dags.values():
    DagSerialization.serialize_dag(dag)
found = {
    "import_errors": bag.import_errors,
    "modules": loaded,
    "dags": {dag_id: describe(dag) for dag_id, dag in bag.dags.items()},
}
Path(sys.argv[1]).write_text(json.dumps(found), encoding="utf-8")
