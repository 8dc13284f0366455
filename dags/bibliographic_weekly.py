"""Fetch the front pages of the week's grants and published applications.

**What it does.** `download`, mapped over the products PTBLXML (grants, `ipgbYYYYMMDD_wkNN.zip`) and APPBLXML
(published applications, `ipabYYYYMMDD_wkNN.zip`), has the file of the week in the landing folder: one that is there
already is taken, with or without a key, any other is fetched from the bulk-data API. It is verified to its last
checksum and entered in the ledger as `pending`. `hand_over` makes sure that it still is what was verified.
**Nothing is loaded yet:** the files wait in the ledger for the loader of bibliographic data.

**The week.** A run is about the week, Monday to Sunday, that contains its logical date. Grants come on Tuesday,
applications on Thursday; the run starts on Friday at 11:00 UTC. Any range of weeks can be backfilled.

**The key.** The password of the connection `uspto_odp`, as in `assignments_daily`.

**Owner.** data-engineering

## Runbook

Nothing needs undoing after a failure: a file that is here and verified is not fetched again, and a download that
broke off goes on where it stopped. One product's failure does not hold up the other. What cannot be helped by trying
again fails at once; the network is given an hour. The message of the failed task says what happened:

* *no file of ... is listed by the USPTO*: the week is late. Clear `download` the next day.
* *no file of ... is in ...*: the same without a key. Put the file there, or set the key, and clear `download`.
* *has changed since it was downloaded*: somebody replaced the file in the landing folder. Clear `download`.
* *refuses the key*, *downloaded ... times within a year*, *status ...*: as in the runbook of `assignments_daily`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from airflow.sdk import dag, task, task_group

from patentrack.orchestration.defaults import NIGHTLY_PRIORITY, default_args, download_args, file_week

PRODUCTS = ["PTBLXML", "APPBLXML"]


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
    @task(**download_args())
    def download(product: str, data_interval_start: datetime | None = None) -> list[dict[str, Any]]:
        """Have the week's file of a product in the landing folder."""
        from patentrack.orchestration.downloads import fetch

        return fetch(product, *file_week(data_interval_start))

    @task
    def hand_over(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Make sure that the file is whole; it waits in the ledger for its loader."""
        from patentrack.orchestration import downloads

        return downloads.hand_over(files)

    @task_group
    def each(product: str) -> None:
        hand_over(download(product))

    each.expand(product=PRODUCTS)


bibliographic_weekly()
