"""Fetch the events of maintenance fees, once a week.

**What it does.** `download` has the week's file (product PTMNFEE2, `MaintFeeEvents_YYYYMMDD.zip`, every event since
1981) in the landing folder: one that is there already is taken, with or without a key, any other is fetched from the
bulk-data API. It is verified to its last checksum and entered in the ledger as `pending`. `hand_over` makes sure that
it still is what was verified. **Nothing is loaded yet:** the file waits in the ledger for the loader of the events.

**The week.** A run is about the week, Monday to Sunday, that contains its logical date. The file comes on Tuesday;
the run starts on Wednesday at 11:00 UTC. The USPTO lists only the newest file, which holds everything: older weeks
cannot be made up.

**The key.** The password of the connection `uspto_odp`, as in `assignments_daily`.

**Owner.** data-engineering

## Runbook

Nothing needs undoing after a failure: a file that is here and verified is not fetched again, and a download that
broke off goes on where it stopped. What cannot be helped by trying again fails at once; the network is given an
hour. The message of the failed task says what happened:

* *no file of ... is listed by the USPTO*: the week is late. Clear `download` the next day.
* *no file of ... is in ...*: the same without a key. Put `MaintFeeEvents_YYYYMMDD.zip` there, or set the key, and
  clear `download`.
* *has changed since it was downloaded*: somebody replaced the file in the landing folder. Clear `download`.
* *refuses the key*, *downloaded ... times within a year*, *status ...*: as in the runbook of `assignments_daily`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from airflow.sdk import dag, task

from patentrack.orchestration.defaults import NIGHTLY_PRIORITY, default_args, download_args, file_week


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

    @task
    def hand_over(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Make sure that the file is whole; it waits in the ledger for its loader."""
        from patentrack.orchestration import downloads

        return downloads.hand_over(files)

    hand_over(download())


maintenance_fees_weekly()
