"""Fetch and load the events of maintenance fees, whole, once a week.

**What it does.** `download` has the week's file (product PTMNFEE2, `MaintFeeEvents_YYYYMMDD.zip`, every event since
1981) in the landing folder: one that is there already is taken, with or without a key, any other is fetched from the
bulk-data API, and verified to its last checksum. `ingest` reads its 26 million lines into the half of
`event_maintainence_fees` that nobody reads, counts what is there, and then shows it to the readers: until that moment
they see the week before, never a mixture. Codes that the file describes and `event_maintainence_code` lacks are added.
The asset `maintenance_fees` tells the DAGs that follow.

**The week.** A run is about the week, Monday to Sunday, that contains its logical date. The file comes on Tuesday;
the run starts on Wednesday at 11:00 UTC. The USPTO lists only the newest file, which holds everything: older weeks
cannot be made up, and need not be.

**The key.** The password of the connection `uspto_odp`, as in `assignments_daily`.

**Owner.** data-engineering

## Runbook

Nothing needs undoing after a failure: readers see the week before, a file that is here and verified is not fetched
again, and a download that broke off goes on where it stopped. So does `ingest` after a kill, a time-out or a lost
connection: clear it, and it goes on after the last 50,000 lines or so. What cannot be helped by trying again fails at
once; the network is given an hour, everything else three tries. The message of the failed task says what happened:

* *no file of ... is listed by the USPTO*: the week is late. Clear `download` the next day.
* *no file of ... is in ...*: the same without a key. Put `MaintFeeEvents_YYYYMMDD.zip` there, or set the key, and
  clear `download`.
* *refuses the key*, *downloaded ... times within a year*, *status ...*: as in the runbook of `assignments_daily`.
* *a file name, a position and a reason*: the file is damaged or holds something else. `ingest` would begin anew. Clear
  `download`: it is fetched again if the USPTO has published it anew. Otherwise replace it by hand.
* *more bad records than allowed*: short lines, wrong dates or codes nobody knows. `rejected_record` has the first
  thousand. New codes stand in the file `MaintFeeEventsDesc` inside the zip: without it they are unknown.
* *rows are in the table where ... were stored*: clear `ingest`; it begins anew.
* *a transaction of a reader has kept the table open*: end the connections that sleep in a transaction, then clear
  `ingest`.
* *another run holds the lock*, *another run has taken over*: the file is loaded twice at once. Let the other run end.
* *the database is missing or behind*: run `patentrack db upgrade` and clear the run with *Only failed*.
* *lost connection, lock time-out*: once the database answers, clear the run with *Only failed*.

A run can be green and still have something to say, in the log of the task and in the summary it returns:

* *bytes, where ... are usual* (`download`): the file is loaded all the same; look at its content before anybody
  relies on it.
* *records are bad and were left out* (`ingest`): fewer than allowed. `rejected_record` has each.
* *older than what readers see, which is of ...; not loaded* (`ingest`): the run is about a past week, and a newer
  file is loaded. Nothing is wrong.

## Back to the week before

The file of the week before cannot be downloaded any more, and while it lies in the landing folder under its own name
it counts as older and is not loaded. Give it a name without a day and load that:

    cp MaintFeeEvents_20260112.zip /elsewhere/fees-again.zip
    patentrack ingest maintenance-fees /elsewhere/fees-again.zip

Readers see it until the next week's run. To return earlier to the newer file, load it in the same way: under its own
name the ledger knows it as loaded, and a run changes nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import dag, task

from patentrack.orchestration.assets import MAINTENANCE_FEES
from patentrack.orchestration.defaults import (
    NIGHTLY_PRIORITY,
    WAREHOUSE_POOL,
    default_args,
    download_args,
    file_week,
)


@dag(
    dag_display_name="Maintenance fees: weekly file",
    schedule="0 11 * * WED",
    start_date=datetime(1981, 9, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=default_args() | {"priority_weight": NIGHTLY_PRIORITY, "weight_rule": "absolute"},
    tags=["maintenance-fees", "uspto", "weekly"],
    doc_md=__doc__,
)
def maintenance_fees_weekly() -> None:
    @task(**download_args())
    def download(data_interval_start: datetime | None = None) -> list[dict[str, Any]]:
        """Have the week's file in the landing folder."""
        from patentrack.orchestration.downloads import fetch

        return fetch("PTMNFEE2", *file_week(data_interval_start))

    @task(pool=WAREHOUSE_POOL, execution_timeout=timedelta(hours=2), outlets=[MAINTENANCE_FEES])
    def ingest(files: list[dict[str, Any]], outlet_events: Any = None) -> list[dict[str, Any]]:
        """Load the file beside what readers see, and show it once it is whole; the summary counts its lines."""
        from patentrack.orchestration import tasks

        summaries = [tasks.ingest(file["ingest_as"], file["path"]) for file in files]
        outlet_events[MAINTENANCE_FEES].extra = {"files": summaries}
        return summaries

    ingest(download())


maintenance_fees_weekly()
