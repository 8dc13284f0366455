"""What every DAG has in common: owner, tags, pools, retries, and how a failure is told."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from airflow.sdk.exceptions import AirflowFailException

from patentrack.downloads.errors import DownloadError
from patentrack.errors import DecisionsError, SchemaError, SettingsError, SourceFileError

OWNER = "data-engineering"

TAGS = frozenset(
    {
        "application-status",
        "assignments",
        "backfill",
        "bibliographic",
        "cpc",
        "daily",
        "maintenance-fees",
        "manual",
        "monthly",
        "parties",
        "uspto",
        "weekly",
    }
)
"""The closed set of tags: a product, how a DAG is started, where its data comes from."""

USPTO_POOL = "uspto_api"
WAREHOUSE_POOL = "warehouse"

POOLS: Mapping[str, tuple[int, str]] = {
    USPTO_POOL: (1, "Requests to the USPTO's bulk-data API: it allows one at a time per key"),
    WAREHOUSE_POOL: (
        1,
        "Writes to the master tables: one at a time, since merges wait for each other anyway",
    ),
}
"""Slots and description of each pool. A task whose pool does not exist is never started."""

NIGHTLY_PRIORITY = 100
BACKFILL_PRIORITY = 1
"""A back-file leaves the pool to the nightly run after each part, so it never delays it by more than one."""

log = logging.getLogger(__name__)


def default_args() -> dict[str, Any]:
    """Arguments of every task: two retries with growing pauses, a time limit, a log line on failure."""
    return {
        "owner": OWNER,
        "retries": 2,
        "retry_delay": timedelta(minutes=1),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(minutes=15),
        "execution_timeout": timedelta(minutes=10),
        "on_failure_callback": report_failure,
    }


def download_args() -> dict[str, Any]:
    """Arguments of a task that asks the USPTO: its pool, and retries that outlast an hour without the network.

    The client itself tries again for some minutes. A file that is a little late comes within these retries, too.
    """
    return {
        "pool": USPTO_POOL,
        "retries": 3,
        "retry_delay": timedelta(minutes=10),
        "max_retry_delay": timedelta(hours=1),
        "execution_timeout": timedelta(hours=2),
    }


@contextmanager
def fail_at_once() -> Iterator[None]:
    """End the task without retries when trying again cannot help: a bad file, a wrong setting, a refused key.

    Everything else, a lost connection for one, keeps the retries of the task.

    Raises:
        AirflowFailException: In place of SourceFileError, SettingsError, SchemaError, DecisionsError and a permanent
            DownloadError, with their message.
    """
    try:
        yield
    except (SourceFileError, SettingsError, SchemaError, DecisionsError) as error:
        raise AirflowFailException(str(error)) from error
    except DownloadError as error:
        if error.permanent:
            raise AirflowFailException(str(error)) from error
        raise


def file_day(data_interval_start: datetime | None) -> date:
    """The calendar day (UTC) whose file a run is about.

    Raises:
        AirflowFailException: The run has no data interval: it was started without a logical date.
    """
    if data_interval_start is None:
        raise AirflowFailException("This run has no logical date, so there is no day to load. Trigger it with one")
    return data_interval_start.astimezone(UTC).date()


def file_week(data_interval_start: datetime | None) -> tuple[date, date]:
    """Monday and Sunday of the week (UTC) whose file a run is about.

    Raises:
        AirflowFailException: As `file_day`.
    """
    day = file_day(data_interval_start)
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def file_month(data_interval_start: datetime | None) -> tuple[date, date]:
    """First and last day of the month (UTC) whose file a run is about.

    Raises:
        AirflowFailException: As `file_day`.
    """
    first = file_day(data_interval_start).replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def report_failure(context: Mapping[str, Any]) -> None:
    """Write one machine-readable line about a failed task, for whatever watches the log."""
    instance = context["ti"]
    error = context.get("exception")
    log.error(
        "task failed %s",
        json.dumps(
            {
                "dag_id": instance.dag_id,
                "task_id": instance.task_id,
                "map_index": instance.map_index,
                "run_id": instance.run_id,
                "try_number": instance.try_number,
                "error": str(error) if error else None,
            }
        ),
    )
