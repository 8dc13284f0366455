"""Fetch and load the CPC classification of grants and of published applications, whole, once a month.

**What it does.** Each of the products CPCMCPT (grants) and CPCMCAPP (published applications) goes its own way.
`download` has the file of the month in the landing folder: one that is there already is taken, with or without a
key, any other is fetched from the bulk-data API, and verified to its last checksum. `ingest` reads its 100 to 180
files, several at a time, into the half of `patent_cpc` or `application_cpc` that nobody reads, counts what is there,
and then shows it to the readers: until that moment they see the month before, never a mixture. The asset `cpc` tells
the DAGs that follow, once for each product.

**The month.** A run is about the month that contains its logical date. Files come about the 15th; the run starts on
the 20th at 11:00 UTC. The USPTO lists only the newest file, which holds everything: older months cannot be made up,
and need not be.

**The key.** The password of the connection `uspto_odp`, as in `assignments_daily`.

**Owner.** data-engineering

## Runbook

Nothing needs undoing after a failure: readers see the month before, a file that is here and verified is not fetched
again, and a download that broke off goes on where it stopped. So does `ingest` after a kill, a time-out (four hours)
or a lost connection: clear it, and it goes on after the last 50,000 rows or so of each file. One product's failure
does not hold up the other. What cannot be helped by trying again fails at once; the network is given an hour,
everything else three tries. The message of the failed task says what happened:

* *no file of ... is listed by the USPTO*: the month is late. Clear `download` some days later.
* *no file of ... is in ...*: the same without a key. Put `US_Grant_CPC_MCF_XML_YYYY-MM-DD.zip` and
  `US_PGPub_CPC_MCF_XML_YYYY-MM-DD.zip` there, or set the key, and clear `download`.
* *refuses the key*, *downloaded ... times within a year*, *status ...*: as in the runbook of `assignments_daily`.
* *a file name, a position and a reason*: the file is damaged or not of CPC. `ingest` would begin anew. Clear
  `download`: it is fetched again if the USPTO has published it anew. Otherwise replace it by hand.
* *more bad records than allowed*: the format has probably changed. `rejected_record` has the first thousand. Raise
  `PATENTRACK_MAX_REJECTED_SHARE` only if such records may be left out.
* *rows are in the table where ... were stored*: clear `ingest`; it begins anew.
* *a transaction of a reader has kept the table open*: end the connections that sleep in a transaction, then clear
  `ingest`.
* *a process that loaded a part of it was killed*: memory was probably short. Clear `ingest`.
* *another run holds the lock*, *another run has taken over*: the same product is loaded twice at once. Let the other
  run end.
* *the database is missing or behind*: run `patentrack db upgrade` and clear the run with *Only failed*.
* *lost connection, lock time-out*: once the database answers, clear the run with *Only failed*.

A run can be green and still have something to say, in the log of the task and in the summary it returns:

* *bytes, where ... are usual* (`download`): the file is loaded all the same; look at its content before anybody
  relies on it.
* *records are bad and were left out* (`ingest`): fewer than allowed. `rejected_record` has each.
* *older than what readers see, which is of ...; not loaded* (`ingest`): the run is about a past month, and a newer
  file is loaded. Nothing is wrong.

## Back to the month before

The file of the month before cannot be downloaded any more, and while it lies in the landing folder under its own
name it counts as older and is not loaded. Give it a name without a day and load that:

    cp US_Grant_CPC_MCF_XML_2026-04-01.zip /elsewhere/grants-again.zip
    patentrack ingest cpc-grants /elsewhere/grants-again.zip

Readers see it until the next month's run. To return earlier to the newer file, load it in the same way: under its
own name the ledger knows it as loaded, and a run changes nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import dag, task, task_group

from patentrack.orchestration.assets import CPC
from patentrack.orchestration.defaults import (
    NIGHTLY_PRIORITY,
    WAREHOUSE_POOL,
    default_args,
    download_args,
    file_month,
)

PRODUCTS = ["CPCMCPT", "CPCMCAPP"]

# What the UI shows in place of the number of a mapped task.
PRODUCT = "{{ task.op_kwargs['product'] }}"
FILES = "{{ task.op_kwargs['files'] | map(attribute='file_name') | join(', ') }}"


@dag(
    dag_display_name="CPC: monthly files",
    schedule="0 11 20 * *",
    start_date=datetime(2013, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=default_args() | {"priority_weight": NIGHTLY_PRIORITY, "weight_rule": "absolute"},
    tags=["cpc", "monthly", "uspto"],
    doc_md=__doc__,
)
def cpc_monthly() -> None:
    @task(**download_args() | {"execution_timeout": timedelta(hours=4)}, map_index_template=PRODUCT)
    def download(product: str, data_interval_start: datetime | None = None) -> list[dict[str, Any]]:
        """Have the month's file of a product in the landing folder."""
        from patentrack.orchestration.downloads import fetch

        return fetch(product, *file_month(data_interval_start))

    @task(pool=WAREHOUSE_POOL, execution_timeout=timedelta(hours=4), outlets=[CPC], map_index_template=FILES)
    def ingest(files: list[dict[str, Any]], outlet_events: Any = None) -> list[dict[str, Any]]:
        """Load the file beside what readers see, and show it once it is whole; the summary counts its records."""
        from patentrack.orchestration import tasks

        summaries = [tasks.ingest(file["ingest_as"], file["path"]) for file in files]
        outlet_events[CPC].extra = {"files": summaries}
        return summaries

    @task_group
    def each(product: str) -> None:
        ingest(files=download(product=product))

    each.expand(product=PRODUCTS)


cpc_monthly()
