"""Load the USPTO's annual back-file: every assignment from 1980 to the end of last year.

**What it does.** `download` has the parts of one generation (product PASYR, `ad19800101-20231231-01.zip` and so on,
about 150 MB each) in the landing folder: with a key (connection `uspto_odp`) it compares them with the USPTO's list
and fetches what is lacking; without one they have to be there. `ingest` loads them, a mapped task a part; they go one
after the other and leave the database to the nightly run in between. `announce` tells the DAGs that follow, through
the asset `assignments`, once every part is in.

**Which generation.** The USPTO publishes overlapping generations side by side. Loading two reads everything
twice, so with several to choose from the form has to name one. Without a key every part from 01 to the highest
number has to be there; compare the highest number with the USPTO's list.

**Owner.** data-engineering

## Runbook

Starting again, in this run or a new one, goes on where it stopped: a part that the ledger knows changes
nothing. The order does not matter: of two versions of a record the one updated last stays, so a part loaded
after the daily files takes nothing back. The message of the failed task says what happened:

* *... generations lie between ...*, *several generations are in ...*: trigger it again with *Generation* filled in.
  The message names those there are, by their first and last day.
* *not listed: ad...-03.zip*: the USPTO is still publishing this generation. Start again when it is complete.
* *missing from ...: ad...-03.zip*: without a key. Put the part into the landing folder and clear `download`.
* *refuses the key*, *downloaded ... times within a year*, *status ...*: as in the runbook of `assignments_daily`.
  A download goes on where it stopped.
* *a file name, a position and a reason*: this part is damaged; the others are loaded all the same. Replace it, with
  a key by deleting it, then clear the run.
* *lost connection, lock time-out*: once the database answers, clear the run with *Only failed*.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from airflow.sdk import Param, dag, task

from patentrack.orchestration.assets import ASSIGNMENTS
from patentrack.orchestration.defaults import (
    BACKFILL_PRIORITY,
    WAREHOUSE_POOL,
    default_args,
    download_args,
    file_day,
)


@dag(
    dag_display_name="Assignments: back-file",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    default_args=default_args() | {"priority_weight": BACKFILL_PRIORITY, "weight_rule": "absolute"},
    params={
        "generation": Param(
            default=None,
            type=["null", "string"],
            title="Generation",
            description="What stands in the file names between `ad` and the part number, as in "
            "`19800101-20231231`. Empty: the only one there is.",
            pattern=r"^\s*(ad)?(\d{8}-)?\d{8}\s*$",
        ),
        "parts": Param(
            default=None,
            type=["null", "string"],
            title="Parts",
            description="Numbers and ranges, as in `1, 4-6`. Empty: all parts.",
            pattern=r"^[\s\d,-]*$",
        ),
    },
    tags=["assignments", "backfill", "manual", "uspto"],
    doc_md=__doc__,
)
def assignments_backfile() -> None:
    @task(**download_args() | {"execution_timeout": timedelta(hours=4)})
    def download(params: dict[str, Any] | None = None, data_interval_start: datetime | None = None) -> list[str]:
        """The paths of the chosen parts in the landing folder."""
        from patentrack.orchestration.downloads import fetch_back_file

        chosen = params or {}
        return fetch_back_file(chosen.get("generation"), chosen.get("parts"), file_day(data_interval_start))

    @task(
        pool=WAREHOUSE_POOL,
        execution_timeout=timedelta(hours=4),
        map_index_template="{{ task.op_kwargs['path'].rpartition('/')[2] }}",
    )
    def ingest(path: str) -> dict[str, Any]:
        """Load one part; the summary counts its records."""
        from patentrack.orchestration import tasks

        return tasks.ingest("assignments", path)

    @task(outlets=[ASSIGNMENTS])
    def announce(summaries: list[dict[str, Any]], outlet_events: Any = None) -> None:
        """Tell the DAGs after this one, once and only when every part is in."""
        outlet_events[ASSIGNMENTS].extra = {"files": list(summaries)}

    announce(ingest.expand(path=download()))


assignments_backfile()
