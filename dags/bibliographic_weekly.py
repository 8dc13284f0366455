"""Fetch and load the front pages of the week's grants and published applications.

**What it does.** Each of the products PTBLXML (grants, `ipgbYYYYMMDD_wkNN.zip`) and APPBLXML (published applications,
`ipabYYYYMMDD_wkNN.zip`) goes its own way. `download` has the file of the week in the landing folder: one that is there
already is taken, with or without a key, any other is fetched from the bulk-data API, and verified to its last
checksum. `ingest` merges it into the tables of `db_patent_grant_bibliographic` or
`db_patent_application_bibliographic`, and the citations of grants into `cited_patents`, in one transaction with the
ledger row. The asset `bibliographic` tells the DAGs that follow, once for each product. `check_gaps` looks, in the
run of the schedule, for weeks before that never came; it holds nothing up and is skipped in backfills and for old
weeks.

**The week.** A run is about the week, Monday to Sunday, that contains its logical date. Grants come on Tuesday,
applications on Thursday; the run starts on Friday at 11:00 UTC.

**The key.** The password of the connection `uspto_odp`, as in `assignments_daily`.

**Owner.** data-engineering

## Runbook

Nothing needs undoing after a failure: a file is loaded entirely or not at all, a file that is here is not fetched
again, a download that broke off goes on where it stopped, and a file that the ledger knows changes nothing. One
product's failure does not hold up the other. What cannot be helped by trying again fails at once; the network is
given an hour, everything else three tries. The message of the failed task says what happened:

* *no file of ... is listed by the USPTO*: the week is late. Clear `download` the next day.
* *no file of ... is in ...*: the same without a key. Put the file there, or set the key, and clear `download`.
* *refuses the key*, *downloaded ... times within a year*, *status ...*: as in the runbook of `assignments_daily`.
* *a file name, a position and a reason*: the file is damaged, cut short, or holds other documents. Clear `download`:
  the file is fetched again if the USPTO has published it anew. Otherwise replace it by hand.
* *more bad records than allowed*: the format has probably changed. `rejected_record` has the first thousand. Raise
  `PATENTRACK_MAX_REJECTED_SHARE` only if such records may be left out.
* *in the 30 days before ... no file came of ...* (`check_gaps`): after a Friday without a scheduler, since missed weeks
  are not made up unasked. Run a backfill of these weeks. The week of this run is loaded all the same. The run turns
  green when `check_gaps` is cleared after it.
* *another run holds the lock*: both products use the same staging tables, and take turns. Clear `ingest`.
* *the database is missing or behind*: run `patentrack db upgrade` and clear the run with *Only failed*.
* *lost connection, lock time-out*: once the database answers, clear the run with *Only failed*.

A run can be green and still have something to say, in the log of the task and in the summary it returns: *bytes,
where ... are usual* (`download`) asks for a look at the content, *records are bad and were left out* (`ingest`) for one
into `rejected_record`.

A good file that the USPTO has published anew is fetched by `patentrack download PTBLXML --from DAY --to DAY` (or
APPBLXML); then clear the run of that week. It takes the place of all that its earlier issue brought.

## Weeks again, and old weeks

In the UI choose *Trigger*, *Backfill* and give a range that holds the Fridays of the weeks, or

    airflow backfill create --dag-id bibliographic_weekly --from-date 2024-01-01 --to-date 2024-03-31

Any range, any order, any number of times: of two versions of a document the one of the newer file stays. The DAG must
not be paused meanwhile. Files before 2005 are of another kind and are not read.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import dag, task, task_group

from patentrack.orchestration.assets import BIBLIOGRAPHIC
from patentrack.orchestration.defaults import (
    NIGHTLY_PRIORITY,
    WAREHOUSE_POOL,
    default_args,
    download_args,
    file_week,
)

PRODUCTS = ["PTBLXML", "APPBLXML"]

# What the UI shows in place of the number of a mapped task.
PRODUCT = "{{ task.op_kwargs['product'] }}"
FILES = "{{ task.op_kwargs['files'] | map(attribute='file_name') | join(', ') }}"


@dag(
    dag_display_name="Bibliographic data: weekly files",
    schedule="0 11 * * FRI",
    start_date=datetime(2005, 1, 3, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=default_args() | {"priority_weight": NIGHTLY_PRIORITY, "weight_rule": "absolute"},
    tags=["bibliographic", "uspto", "weekly"],
    doc_md=__doc__,
)
def bibliographic_weekly() -> None:
    @task(**download_args(), map_index_template=PRODUCT)
    def download(product: str, data_interval_start: datetime | None = None) -> list[dict[str, Any]]:
        """Have the week's file of a product in the landing folder."""
        from patentrack.orchestration.downloads import fetch

        return fetch(product, *file_week(data_interval_start))

    @task(pool=WAREHOUSE_POOL, execution_timeout=timedelta(hours=2), outlets=[BIBLIOGRAPHIC], map_index_template=FILES)
    def ingest(files: list[dict[str, Any]], outlet_events: Any = None) -> list[dict[str, Any]]:
        """Load the file; the summary counts its documents."""
        from patentrack.orchestration import tasks

        summaries = [tasks.ingest(file["ingest_as"], file["path"]) for file in files]
        outlet_events[BIBLIOGRAPHIC].extra = {"files": summaries}
        return summaries

    @task(map_index_template=PRODUCT)
    def check_gaps(product: str, data_interval_start: datetime | None = None, dag_run: Any = None) -> None:
        """Fail if a week before this one never came."""
        from patentrack.orchestration import downloads

        monday, _ = file_week(data_interval_start)
        downloads.check_gaps(product, monday, dag_run.run_type)

    @task_group
    def each(product: str) -> None:
        ingest(files=download(product=product))

    each.expand(product=PRODUCTS)
    check_gaps.expand(product=PRODUCTS)


bibliographic_weekly()
