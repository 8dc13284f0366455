"""Load the USPTO's assignment file of one day.

**What it does.** `find_file` looks for the day's file (product PASDL, `adYYYYMMDD.zip` or `.xml`) in the
landing folder. `ingest` checks it, merges it into `assignment`, `assignor`, `assignee` and `documentid` in
one transaction and writes the ledger row. The asset `assignments` then tells the DAGs that follow.

**The day.** A run is about the calendar day that contains its logical date, whether it was scheduled,
backfilled or started by hand. The run of a day starts at 10:00 UTC on the next.

**Owner.** data-engineering

## Runbook

Nothing needs undoing after a failure: a file is loaded entirely or not at all, and a file that the ledger
knows changes nothing. A bad file fails at once, since trying again cannot help; everything else is tried
three times. The message of the failed task says what happened:

* *the daily file of ... is not in ...*: it was not published or not fetched. There is one for every calendar
  day, weekends included. Put it into the landing folder and clear `find_file`.
* *a file name, a position and a reason*: the file is damaged, cut short, or not an assignment file. Fetch it
  again, replace it and clear `find_file`.
* *more bad records than allowed*: the format has probably changed. The file's ledger row has the counts.
  Raise `PATENTRACK_MAX_REJECTED_SHARE` only if those records may be left out.
* *the database is missing or behind*: run `patentrack db upgrade` and clear `ingest`.
* *lost connection, lock time-out*: once the database answers, clear `ingest`.

## Days again, and old days

In the UI choose *Trigger*, *Backfill* and give the first and the last day, or

    airflow backfill create --dag-id assignments_daily --from-date 2015-07-01 --to-date 2015-07-31

Any range, any order, any number of times: the same tables come out. After an interruption the last seven days
are made up unasked; a longer one takes a backfill. What lies before this year is quicker with
`assignments_backfile`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import dag, task

from patentrack.orchestration.assets import ASSIGNMENTS
from patentrack.orchestration.defaults import (
    NIGHTLY_PRIORITY,
    WAREHOUSE_POOL,
    default_args,
    fail_at_once,
    file_day,
)
from patentrack.orchestration.timetable import FileDayTimetable


@dag(
    dag_display_name="Assignments: daily file",
    schedule=FileDayTimetable(),
    # The oldest records are of August 1980; with catchup off this only bounds what can be backfilled.
    start_date=datetime(1980, 8, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=default_args() | {"priority_weight": NIGHTLY_PRIORITY, "weight_rule": "absolute"},
    tags=["assignments", "daily", "uspto"],
    doc_md=__doc__,
)
def assignments_daily() -> None:
    @task
    def find_file(data_interval_start: datetime | None = None) -> str:
        """The path of the day's file in the landing folder."""
        from patentrack.ingest.landing import day_file
        from patentrack.settings import load_settings

        with fail_at_once():
            return str(day_file(file_day(data_interval_start), load_settings().landing))

    @task(pool=WAREHOUSE_POOL, execution_timeout=timedelta(hours=2), outlets=[ASSIGNMENTS])
    def ingest(path: str, outlet_events: Any = None) -> dict[str, Any]:
        """Load the file; the summary counts its records."""
        from patentrack.orchestration.tasks import ingest_assignments

        summary = ingest_assignments(path)
        outlet_events[ASSIGNMENTS].extra = summary
        return summary

    ingest(find_file())


assignments_daily()
