"""Bring the names of all documents into entities, after each load.

**What it does.** `refine` looks at the party names that are new since its last run, compares them with those that are
known, and gives each its entity: `assignor_and_assignee.representative_id`, with the rule and the score in `name_link`.
What analysts decided (`patentrack names decide`) wins. Links that are there stay, unless a decision moves them;
`name_move` lists what moved, `name_hint` what a person should look at. Everything is one transaction. The asset
`parties` then tells the DAGs that follow.

**When.** After every load of assignments. Runs that wait for each other become one: cost follows what is new.

**Owner.** data-engineering

## Runbook

Nothing needs undoing after a failure: a run changes everything or nothing. The message of the failed task says what
happened:

* *decisions contradict each other*: somebody said that A and B are the same, B and C too, and A and C are not. See
  `patentrack names decisions`, take one back with `patentrack names decide A C --clear`, and clear the run.
* *another run holds the lock*: a load takes long. Clear the run when it has ended.
* *the database is missing or behind*: run `patentrack db upgrade` and clear the run with *Only failed*.
* *lost connection, lock time-out*: once the database answers, clear the run with *Only failed*.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import dag, task

from patentrack.orchestration.assets import ASSIGNMENTS, PARTIES
from patentrack.orchestration.defaults import NIGHTLY_PRIORITY, WAREHOUSE_POOL, default_args


@dag(
    dag_display_name="Parties: names into entities",
    schedule=[ASSIGNMENTS],
    start_date=datetime(1980, 8, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=default_args() | {"priority_weight": NIGHTLY_PRIORITY, "weight_rule": "absolute"},
    tags=["parties", "uspto"],
    doc_md=__doc__,
)
def parties_and_titles() -> None:
    @task(pool=WAREHOUSE_POOL, execution_timeout=timedelta(hours=4), outlets=[PARTIES])
    def refine(outlet_events: Any = None) -> dict[str, Any]:
        """Give every name its entity; the summary counts them."""
        from patentrack.orchestration import tasks

        summary = tasks.refine()
        outlet_events[PARTIES].extra = summary
        return summary

    refine()


parties_and_titles()
