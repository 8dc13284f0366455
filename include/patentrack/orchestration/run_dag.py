"""Runs DAGs without scheduler and web server: for the demo and for tests.

Airflow reads its settings when it is imported and takes over the process's logging, so it runs in a child
process (`patentrack.orchestration.run_dag_child`), which takes some seconds to start and a fraction of one
per run. Orders and outcomes go through pipes, a line a run; what Airflow prints goes to a log file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
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


@dataclass(frozen=True)
class DagRunResult:
    """What came of one run.

    Attributes:
        state: ``success`` or ``failed``, as Airflow has it.
        tasks: State of each task: ``ingest``, or ``ingest[0]`` for the first of a mapped one.
        returned: What each task handed on, under the same names; a summary from each ``ingest``.
        errors: Message of each task that failed, under the same names.
        seconds: Wall time.
    """

    dag_id: str
    logical_date: datetime
    state: Literal["success", "failed"]
    tasks: dict[str, str]
    returned: dict[str, Any]
    errors: dict[str, str]
    seconds: float


@dataclass(frozen=True)
class DayRun:
    """What came of the daily run of one day.

    Attributes:
        summary: The summary of the ingest; None when it did not get that far.
        error: Why the run failed, one line; None when it succeeded.
        seconds: Wall time.
    """

    day: date
    state: Literal["success", "failed"]
    summary: dict[str, Any] | None
    error: str | None
    seconds: float


def run_daily(days: Sequence[date], *, on_run: Callable[[DayRun], None] | None = None) -> list[DayRun]:
    """Run `assignments_daily` for some days, in the order given, each day as often as it is named.

    A day that fails does not stop the days after it; look at the state of each.

    Args:
        days: Calendar days whose files are in the landing folder.
        on_run: Called as each day ends, for a progress display.

    Raises:
        PatentrackError: Airflow itself could not run; the message names its log file.
    """
    runs = []
    with DagRunner() as runner:
        for day in days:
            midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
            result = runner.run("assignments_daily", midnight)
            error = "; ".join(f"{task}: {message}" for task, message in result.errors.items())
            if result.state != "success":
                error = error or f"the run is {result.state}"
            runs.append(DayRun(day, result.state, result.returned.get("ingest"), error or None, result.seconds))
            if on_run:
                on_run(runs[-1])
    return runs


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

    def run(self, dag_id: str, logical_date: datetime, params: Mapping[str, Any] | None = None) -> DagRunResult:
        """Run a DAG to its end, failed tasks included; the same logical date again runs all its tasks again.

        Args:
            dag_id: The DAG.
            logical_date: For a DAG of daily files a moment within the day it is about.
            params: Values of the DAG's form; what is left out keeps its default.

        Raises:
            PatentrackError: Airflow itself failed; the message names its log file.
        """
        order = {
            "dag_id": dag_id,
            "logical_date": logical_date.isoformat(),
            "params": dict(params or {}),
            "environment": {k: v for k, v in os.environ.items() if k.startswith(VARIABLES)},
        }
        line = ""
        with suppress(BrokenPipeError):
            self._orders.write(json.dumps(order) + "\n")
            self._orders.flush()
            line = self._outcome.readline()
        if not line:
            raise PatentrackError(
                f"Airflow ended with {self._child.wait()} at {dag_id} of {logical_date:%Y-%m-%d}",
                hint=f"Its log is {self._log_file}",
            )
        return DagRunResult(logical_date=logical_date, **json.loads(line))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error:
            self._child.kill()
        with suppress(BrokenPipeError):
            self._orders.close()
        self._outcome.close()
        self._child.wait()
