"""Fetch the CPC classification of grants and of published applications, both products, once a month.

**What it does.** `download`, mapped over the products CPCMCPT and CPCMCAPP, has the file of the month in the landing
folder: one that is there already is taken, with or without a key, any other is fetched from the bulk-data API. It is
verified to its last checksum and entered in the ledger as `pending`. `hand_over` makes sure that it still is what was
verified. **Nothing is loaded yet:** the files wait in the ledger for the loader of CPC.

**The month.** A run is about the month that contains its logical date. Files come about the 15th; the run starts on
the 20th at 11:00 UTC. The USPTO lists only the newest file, which holds everything: older months cannot be made up.

**The key.** The password of the connection `uspto_odp`, as in `assignments_daily`.

**Owner.** data-engineering

## Runbook

Nothing needs undoing after a failure: a file that is here and verified is not fetched again, and a download that
broke off goes on where it stopped. What cannot be helped by trying again fails at once; the network is given an
hour. The message of the failed task says what happened:

* *no file of ... is listed by the USPTO*: the month is late. Clear `download` some days later.
* *no file of ... is in ...*: the same without a key. Put `US_Grant_CPC_MCF_XML_YYYY-MM-DD.zip` and
  `US_PGPub_CPC_MCF_XML_YYYY-MM-DD.zip` there, or set the key, and clear `download`.
* *a warning about the size*: the file is loaded all the same; look at its content before anybody relies on it.
* *has changed since it was downloaded*: somebody replaced the file in the landing folder. Clear `download`.
* *refuses the key*, *downloaded ... times within a year*, *status ...*: as in the runbook of `assignments_daily`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import dag, task, task_group

from patentrack.orchestration.defaults import NIGHTLY_PRIORITY, default_args, download_args, file_month

PRODUCTS = ["CPCMCPT", "CPCMCAPP"]


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
    @task(**download_args() | {"execution_timeout": timedelta(hours=4)})
    def download(product: str, data_interval_start: datetime | None = None) -> list[dict[str, Any]]:
        """Have the month's file of a product in the landing folder."""
        from patentrack.orchestration.downloads import fetch

        return fetch(product, *file_month(data_interval_start))

    @task(execution_timeout=timedelta(hours=1))
    def hand_over(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Make sure that the file is whole; it waits in the ledger for its loader."""
        from patentrack.orchestration import downloads

        return downloads.hand_over(files)

    @task_group
    def each(product: str) -> None:
        hand_over(download(product))

    each.expand(product=PRODUCTS)


cpc_monthly()
