"""Fetch the USPTO's assignment file of one day and load it.

**What it does.** `download` has the day's file (product PASDL, `adYYYYMMDD.zip`) in the landing folder: one that is
there already is taken, with or without a key, any other is fetched from the bulk-data API, verified and entered
in the ledger. `ingest` merges it into `assignment`, `assignor`, `assignee` and `documentid` in one transaction and
writes the ledger row. The asset `assignments` then tells the DAGs that follow. `check_gaps` looks, in the nightly
run, for days before that never came; it holds nothing up and is skipped in backfills and for old days.

**The day.** A run is about the calendar day that contains its logical date, whether it was scheduled,
backfilled or started by hand. The run of a day starts at 10:00 UTC on the next.

**The key.** The password of the connection `uspto_odp` (*Admin, Connections*, type HTTP), or where there is none
`PATENTRACK_USPTO_API_KEY` in the environment of the workers. The API allows one request at a time per key and
twenty downloads of a file a year: hence the pool `uspto_api` with one slot. Runs side by side wait in it.

**Owner.** data-engineering

## Runbook

Nothing needs undoing after a failure: a file is loaded entirely or not at all, a file that is here is not fetched
again, and one that the ledger knows changes nothing. What cannot be helped by trying again fails at once; the
network is given an hour, everything else three tries. The message of the failed task says what happened:

* *no file of ... is listed by the USPTO*: there is one for every calendar day, weekends included, so it is late or
  lost. Clear `download` later, ask the USPTO if it stays away, or put the file into the landing folder and clear.
  Days before this year are not listed any more: they are in the back-file, see `assignments_backfile`.
* *no file of ... is in ...*: the same without a key. Put the file there, or set the key, and clear `download`.
* *refuses the key, an HTML page came*: put the right key into the connection `uspto_odp` and clear `download`.
* *downloaded ... times within a year*: somebody fetches the same file again and again. Use a copy of it, or
  `patentrack download PASDL --from DAY --to DAY --force`, then clear `download`.
* *status 429, 5xx, ended after ... bytes*: the service was busy or ill for an hour. Clear `download`; it goes on
  where it stopped.
* *a file name, a position and a reason*: the file is damaged, cut short, or not an assignment file. Clear
  `download`: the file is fetched again if the USPTO has published it anew. Otherwise replace it by hand.
* *more bad records than allowed*: the format has probably changed. The file's ledger row has the counts.
  Raise `PATENTRACK_MAX_REJECTED_SHARE` only if those records may be left out.
* *in the 30 days before ... no file came of ...* (`check_gaps`): run a backfill of these days. The day of this run
  is loaded all the same. The run turns green when `check_gaps` is cleared after it.
* *the database is missing or behind*: run `patentrack db upgrade` and clear the run with *Only failed*.
* *lost connection, lock time-out*: once the database answers, clear the run with *Only failed*.

`patentrack doctor` shows gaps, budgets and what waits. A good file that the USPTO has published anew is fetched by
`patentrack download PASDL --from DAY --to DAY`; then clear the run of that day.

## Days again, and old days

In the UI choose *Trigger*, *Backfill* and give the first and the last day, or

    airflow backfill create --dag-id assignments_daily --from-date 2024-01-01 --to-date 2024-01-30

Any range, any order, any number of times: the same tables come out. The DAG must not be paused meanwhile. After an
interruption the last seven days are made up unasked; a longer one takes a backfill. What lies before this year is
in the back-file: `assignments_backfile`.
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
    download_args,
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
    @task(**download_args())
    def download(data_interval_start: datetime | None = None) -> dict[str, Any]:
        """Have the day's file in the landing folder."""
        from patentrack.orchestration.downloads import fetch_day

        return fetch_day(file_day(data_interval_start))

    @task(pool=WAREHOUSE_POOL, execution_timeout=timedelta(hours=2), outlets=[ASSIGNMENTS])
    def ingest(file: dict[str, Any], outlet_events: Any = None) -> dict[str, Any]:
        """Load the file; the summary counts its records."""
        from patentrack.orchestration import tasks

        summary = tasks.ingest("assignments", file["path"])
        outlet_events[ASSIGNMENTS].extra = {"files": [summary]}
        return summary

    @task
    def check_gaps(data_interval_start: datetime | None = None, dag_run: Any = None) -> None:
        """Fail if a day before this one never came."""
        from patentrack.orchestration import downloads

        downloads.check_gaps(downloads.DAILY, file_day(data_interval_start), dag_run.run_type)

    ingest(download())
    check_gaps()


assignments_daily()
