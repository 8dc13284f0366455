"""Fetch and load where each application stands, for some years of filing.

**What it does.** `download` has the files of the product PTFWPRE that hold the chosen years of filing in the landing
folder, each in its newest issue (`2021-2026-patent-filewrapper-full-json-YYYYMMDD.zip`, one a decade): with a key
(connection `uspto_odp`) it compares them with the USPTO's list and fetches what is lacking; without one they have to
be there. `ingest` adds to `application_status` what is new, in one transaction a file: a mapped task a file, one after
the other, and the nightly run goes first in between. `announce` tells the DAGs that follow, through the asset
`application_status`, once every file is in.

**Why there is no schedule.** The files are published anew every Sunday, with 3 to 30 GB each, and most of what they
repeat has not changed. Which years are worth it depends on the assets one looks at, and the older decades hardly move.
Trigger it when statuses are needed, or give it a schedule of your own: the history only grows by what is new, so any
rhythm, and any order of issues, ends in the same tables.

**Owner.** data-engineering

## Runbook

Have room in the landing folder for the files, and remove issues that are loaded: nothing does so yet. Nothing needs
undoing after a failure: a file is loaded entirely or not at all, a download that broke off goes on where it stopped,
and a file that the ledger knows changes nothing. A load that broke off begins its file anew. What cannot be helped by
trying again fails at once; the network is given an hour, everything else three tries. The message of the failed task
says what happened:

* *no file holds applications filed between ...*: without a key the file has to be in the landing folder under the
  USPTO's name. With one, the list begins with 2001.
* *... is after ...*: the two years are the wrong way round. Trigger it again.
* *refuses the key*, *downloaded ... times within a year*, *status ...*: as in the runbook of `assignments_daily`.
* *unpacks to more than ... bytes*: some decades do. Raise `PATENTRACK_MAX_UNPACKED_BYTES` and clear `ingest`.
* *a file name, a position and a reason*: the file is damaged or not a file wrapper; the others are loaded all the same.
  Replace it, with a key by deleting it, then clear the run.
* *more bad records than allowed*: the format has probably changed. `rejected_record` has the first thousand. Raise
  `PATENTRACK_MAX_REJECTED_SHARE` only if such records may be left out.
* *another run holds the lock*: a file of this product is being loaded. Clear `ingest` when it has ended.
* *the database is missing or behind*: run `patentrack db upgrade` and clear the run with *Only failed*.
* *lost connection, lock time-out*: once the database answers, clear the run with *Only failed*.

A run can be green and still have something to say, in the log of the task and in the summary it returns: *bytes,
where ... are usual* (`download`) asks for a look at the content, *records are bad and were left out* (`ingest`) for one
into `rejected_record`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from airflow.sdk import Param, dag, task

from patentrack.orchestration.assets import APPLICATION_STATUS
from patentrack.orchestration.defaults import BACKFILL_PRIORITY, WAREHOUSE_POOL, default_args, download_args


@dag(
    dag_display_name="Application status: by year of filing",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    default_args=default_args() | {"priority_weight": BACKFILL_PRIORITY, "weight_rule": "absolute"},
    # No defaults: a click too many would fetch up to 90 GB.
    params={
        "filed_from": Param(
            type="integer",
            minimum=2001,
            maximum=2100,
            title="Filed from",
            description="First year of filing, as in 2015. The whole file that holds it is loaded.",
        ),
        "filed_to": Param(
            type="integer",
            minimum=2001,
            maximum=2100,
            title="Filed to",
            description="Last year of filing; the same year for one file.",
        ),
    },
    tags=["application-status", "manual", "uspto"],
    doc_md=__doc__,
)
def application_status() -> None:
    @task(**download_args() | {"execution_timeout": timedelta(hours=4)})
    def download(params: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Have the newest files of the chosen years in the landing folder."""
        from patentrack.orchestration.downloads import fetch

        years = params or {}
        return fetch("PTFWPRE", date(years["filed_from"], 1, 1), date(years["filed_to"], 12, 31))

    @task(
        pool=WAREHOUSE_POOL,
        execution_timeout=timedelta(hours=4),
        map_index_template="{{ task.op_kwargs['file']['file_name'] }}",
    )
    def ingest(file: dict[str, Any]) -> dict[str, Any]:
        """Load one file; the summary counts its applications."""
        from patentrack.orchestration import tasks

        return tasks.ingest(file["ingest_as"], file["path"])

    @task(outlets=[APPLICATION_STATUS])
    def announce(summaries: list[dict[str, Any]], outlet_events: Any = None) -> None:
        """Tell the DAGs after this one, once and only when every file is in."""
        outlet_events[APPLICATION_STATUS].extra = {"files": list(summaries)}

    announce(ingest.expand(file=download()))


application_status()
