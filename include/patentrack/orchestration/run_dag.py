"""Runs DAGs without scheduler and web server: for the demo and for tests.

Airflow reads its settings when it is imported and takes over the process's logging, so it runs in a child
process (`patentrack.orchestration.run_dag_child`), which takes some seconds to start and a fraction of one
per run. Orders and outcomes go through pipes, a line a run; what Airflow prints goes to a log file.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from patentrack.errors import PatentrackError
from patentrack.orchestration.environment import airflow_environment
from patentrack.settings import load_settings

VARIABLES = "PATENTRACK_"
"""What the names of the project's variables begin with."""

_INGEST = re.compile(r"(.*\.)?ingest(\[\d+\])?")


@dataclass(frozen=True)
class DagRunResult:
    """What came of one run.

    Attributes:
        day: As it was asked for.
        state: ``success`` or ``failed``, as Airflow has it.
        tasks: State of each task: ``ingest``, or ``ingest[0]`` for the first of a mapped one, or ``each.ingest[0]``
            for one in a group.
        returned: What each task handed on, under the same names.
        errors: Message of each task that failed, under the same names.
        seconds: Wall time.
    """

    dag_id: str
    day: date
    state: Literal["success", "failed"]
    tasks: dict[str, str]
    returned: dict[str, Any]
    errors: dict[str, str]
    seconds: float

    @property
    def summaries(self) -> dict[str, list[dict[str, Any]]]:
        """What each ``ingest`` loaded, a summary a file, under the same names; one that failed is not there."""
        loaded = {name: value for name, value in self.returned.items() if _INGEST.fullmatch(name)}
        return {name: value if isinstance(value, list) else [value] for name, value in loaded.items()}

    @property
    def error(self) -> str | None:
        """Why the run failed, one line; None when it succeeded."""
        if self.state == "success":
            return None
        return "; ".join(f"{task}: {message}" for task, message in self.errors.items()) or f"the run is {self.state}"


class DagRunner:
    """A process that runs DAGs, from entering the ``with`` to leaving it.

    Tasks see the ``PATENTRACK_`` variables as they are at each call of `run`. A task with retries is tried
    again after its pauses, as under the scheduler.

    Args:
        airflow_home: Folder of Airflow's metadata; made when missing. Default: ``airflow/direct`` in the
            home, apart from that of ``make up``, whose scheduler would take the tasks for its own.
    """

    def __init__(self, airflow_home: Path | None = None) -> None:
        self._home = airflow_home or load_settings().home / "airflow" / "direct"
        self._log_file = self._home / "logs" / "run_dag.log"

    def __enter__(self) -> Self:
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        child_orders, orders = os.pipe()
        outcome, child_outcome = os.pipe()
        with self._log_file.open("wb") as log:
            self._child = subprocess.Popen(  # noqa: S603 - this interpreter, a module of this library
                [sys.executable, "-m", "patentrack.orchestration.run_dag_child", str(child_outcome)],
                env=airflow_environment(self._home),
                stdin=child_orders,
                stdout=log,
                stderr=log,
                pass_fds=[child_outcome],
            )
        os.close(child_orders)
        os.close(child_outcome)
        self._orders = os.fdopen(orders, "w", encoding="utf-8")
        self._outcome = os.fdopen(outcome, encoding="utf-8")
        return self

    def run(self, dag_id: str, day: date, conf: Mapping[str, Any] | None = None) -> DagRunResult:
        """Run a DAG to its end, failed tasks included; the same day again runs all its tasks again.

        Args:
            dag_id: The DAG.
            day: The day, or a day of the week or month, that the run is about. A `datetime` with a zone is taken for
                the logical date as it is.
            conf: Values of the DAG's form; what is left out keeps its default.

        Raises:
            PatentrackError: The form refuses the values; or Airflow itself failed, and the message names its log file.
        """
        moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day, tzinfo=UTC)
        order = {
            "dag_id": dag_id,
            "logical_date": moment.isoformat(),
            "conf": dict(conf or {}),
            "environment": {k: v for k, v in os.environ.items() if k.startswith(VARIABLES)},
        }
        line = ""
        with suppress(BrokenPipeError):
            self._orders.write(json.dumps(order) + "\n")
            self._orders.flush()
            line = self._outcome.readline()
        if not line:
            raise PatentrackError(
                f"Airflow ended with {self._child.wait()} at {dag_id} of {day:%Y-%m-%d}",
                hint=f"Its log is {self._log_file}",
            )
        outcome = json.loads(line)
        if "refused" in outcome:
            raise PatentrackError(f"{dag_id} refuses {dict(conf or {})}: {outcome['refused']}")
        return DagRunResult(day=day, **outcome)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error:
            self._child.kill()
        with suppress(BrokenPipeError):
            self._orders.close()
        self._outcome.close()
        self._child.wait()
