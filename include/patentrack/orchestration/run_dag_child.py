"""The process behind `patentrack.orchestration.run_dag`: orders on stdin, a line a run on a pipe."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime
from typing import Any, TextIO

from airflow.dag_processing.dagbag import DagBag
from airflow.listeners import hookimpl
from airflow.sdk.exceptions import ParamValidationError
from airflow.sdk.listener import get_listener_manager

from patentrack.errors import PatentrackError
from patentrack.orchestration.metadata import prepare_metadata
from patentrack.orchestration.run_dag import VARIABLES


class FailureListener:
    """Keeps why tasks failed: Airflow itself writes that to the log only."""

    def __init__(self) -> None:
        self.errors: dict[str, str] = {}

    @hookimpl
    def on_task_instance_failed(self, task_instance: Any, error: Any) -> None:
        """Called by Airflow for each attempt that failed."""
        self.errors[_name(task_instance)] = str(error)


def main(orders: TextIO, outcome: TextIO) -> None:
    """Make runs as they are ordered, until the orders end, and write what came of each."""
    prepare_metadata()
    bag = DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
    if bag.import_errors:
        raise PatentrackError(f"DAG files cannot be read: {bag.import_errors}")
    defaults = {dag_id: _form(dag) for dag_id, dag in bag.dags.items()}
    listener = FailureListener()
    get_listener_manager().add_listener(listener)  # type: ignore[no-untyped-call]
    for line in orders:
        order = json.loads(line)
        for name in [name for name in os.environ if name.startswith(VARIABLES)]:
            del os.environ[name]
        os.environ.update(order["environment"])
        listener.errors.clear()
        dag: Any = bag.dags[order["dag_id"]]
        # Airflow keeps a run's values in the DAG itself, since it reads the file anew for each task.
        for params in (dag.params, *(task.params for task in dag.tasks)):
            for name in params:
                params.get_param(name).value = defaults[dag.dag_id][name]
        json.dump(_run(dag, order, listener.errors), outcome)
        outcome.write("\n")
        outcome.flush()


def _run(dag: Any, order: dict[str, Any], errors: dict[str, str]) -> dict[str, Any]:
    started = time.monotonic()
    try:
        run = dag.test(logical_date=datetime.fromisoformat(order["logical_date"]), run_conf=order["conf"])
    except ParamValidationError as error:
        return {"refused": str(error)}
    instances = {_name(instance): instance for instance in run.get_task_instances()}
    returned = {
        name: instance.xcom_pull(instance.task_id, map_indexes=instance.map_index)
        for name, instance in instances.items()
    }
    return {
        "dag_id": dag.dag_id,
        "state": run.state,
        "tasks": {name: instance.state for name, instance in instances.items()},
        "returned": {name: value for name, value in returned.items() if value is not None},
        "errors": {name: errors.get(name, "") for name, one in instances.items() if one.state == "failed"},
        "seconds": round(time.monotonic() - started, 3),
    }


def _form(dag: Any) -> dict[str, Any]:
    return {name: dag.params.get_param(name).value for name in dag.params}


def _name(instance: Any) -> str:
    mapped = instance.map_index if instance.map_index is not None else -1
    return instance.task_id if mapped < 0 else f"{instance.task_id}[{mapped}]"


if __name__ == "__main__":
    with os.fdopen(int(sys.argv[1]), "w", encoding="utf-8") as pipe:
        main(sys.stdin, pipe)
