"""Load the USPTO's annual back-file: every assignment from 1980 to the end of last year.

**What it does.** `list_parts` looks for the parts of one generation (product PASYR,
`ad19800101-20231231-01.zip` and so on) in the landing folder. `ingest` loads them, a mapped task a part; they
go one after the other and leave the database to the nightly run in between. `announce` tells the DAGs that
follow, through the asset `assignments`, once every part is in.

**Which generation.** The USPTO publishes overlapping generations side by side. Loading two reads everything
twice, so with several in the landing folder the form has to name one. Every part from 01 to the highest
number has to be there; compare the highest number with the USPTO's list.

**Owner.** data-engineering

## Runbook

Starting again, in this run or a new one, goes on where it stopped: a part that the ledger knows changes
nothing. The order does not matter: of two versions of a record the one updated last stays, so a part loaded
after the daily files takes nothing back. The message of the failed task says what happened:

* *several generations are in ...*: trigger it again with *Generation* filled in.
* *missing from ...: ad...-03.zip*: put the part into the landing folder and clear `list_parts`.
* *a file name, a position and a reason*: this part is damaged; the others are loaded all the same. Fetch it
  again, replace it, then clear the run with *Only failed*.
* *lost connection, lock time-out*: once the database answers, clear the run with *Only failed*.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, task

from patentrack.orchestration.assets import ASSIGNMENTS
from patentrack.orchestration.defaults import BACKFILL_PRIORITY, WAREHOUSE_POOL, default_args, fail_at_once


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
            "`19800101-20231231`. Empty: the only one in the landing folder.",
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
    @task
    def list_parts(params: dict[str, Any] | None = None) -> list[str]:
        """The paths of the chosen parts in the landing folder."""
        from patentrack.ingest.landing import backfile_parts, select_parts
        from patentrack.settings import load_settings

        chosen = params or {}
        with fail_at_once():
            parts = backfile_parts(load_settings().landing, chosen.get("generation"))
            return [str(path) for path in select_parts(parts, chosen.get("parts"))]

    @task(
        pool=WAREHOUSE_POOL,
        execution_timeout=timedelta(hours=4),
        map_index_template="{{ task.op_kwargs['path'].rpartition('/')[2] }}",
    )
    def ingest(path: str) -> dict[str, Any]:
        """Load one part; the summary counts its records."""
        from patentrack.orchestration.tasks import ingest_assignments

        return ingest_assignments(path)

    @task(outlets=[ASSIGNMENTS])
    def announce(summaries: list[dict[str, Any]], outlet_events: Any = None) -> None:
        """Tell the DAGs after this one, once and only when every part is in."""
        outlet_events[ASSIGNMENTS].extra = {"files": list(summaries)}

    announce(ingest.expand(path=list_parts()))


assignments_backfile()
