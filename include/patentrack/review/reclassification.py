"""What a change of the rules moves: every known text is classified anew, and the documents of those that changed.

Between two releases of the rules there is nothing to do: a text is classified when a file first brings it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from patentrack.ingest.conveyance_texts import CLASSIFICATION_COLUMNS, classification
from patentrack.review.database import locked
from patentrack.settings import Settings
from patentrack.sources.records import Row
from patentrack.warehouse import ledger
from patentrack.warehouse.bulk import load_rows
from patentrack.warehouse.engine import Warehouse, transaction
from patentrack.warehouse.statements import empty, update_matching
from patentrack.warehouse.tables import staging
from patentrack.warehouse.tables.assignments import (
    assignment_conveyance,
    assignment_group,
    representative_assignment_conveyance,
)

# Progress is told in texts: done, and in all.
Progress = Callable[[int, int], None]

_PAGE = 10_000


@dataclass(frozen=True)
class Reclassified:
    """What a reclassification did.

    Attributes:
        texts: Distinct texts looked at.
        changed: Those of which the rules now say something else.
        tier_1: Documents that bear them.
        tier_2: Documents of which tier 2 changed: not locked, and their text without a reviewer's type.
        moves: Texts by old and new type, such as ``{"other -> license": 12}``; only where the type changed.
        seconds: Time taken.
    """

    texts: int
    changed: int
    tier_1: int
    tier_2: int
    moves: dict[str, int]
    seconds: float


def reclassify(settings: Settings, *, progress: Progress | None = None) -> Reclassified:
    """Classify all known texts by the rules of this release, and bring both tiers of their documents into step.

    Reading and classifying only fill staging; what changed is one transaction with the change log. A run that was
    killed has changed nothing, and can be run again.

    Args:
        settings: Where the warehouse is, and who the change log names.
        progress: Called after each few thousand texts.

    Raises:
        WarehouseError: The database failed; nothing has changed.
    """
    started = time.perf_counter()
    with locked(settings) as (warehouse, connection):
        _empty_staging(warehouse, connection)
        texts, moves, changed = _classify_anew(warehouse, connection, progress)
        tier_1 = tier_2 = 0
        if changed:
            with transaction(connection):
                tier_1, tier_2 = _merge(connection)
                ledger.log_change(
                    connection,
                    by=settings.actor,
                    action="reclassify",
                    scope=f"{changed} of {texts} texts",
                    tables={
                        str(assignment_group): (changed, changed),
                        str(assignment_conveyance): (tier_1, tier_1),
                        str(representative_assignment_conveyance): (tier_2, tier_2),
                    },
                )
            _empty_staging(warehouse, connection)
    return Reclassified(texts, changed, tier_1, tier_2, moves, time.perf_counter() - started)


def _classify_anew(
    warehouse: Warehouse, connection: Connection, progress: Progress | None
) -> tuple[int, dict[str, int], int]:
    """Stage the texts that changed; returns the texts looked at, the moves and how many changed."""
    wording = assignment_group.c
    stored = [wording[name] for name in CLASSIFICATION_COLUMNS]
    with connection.begin():
        expected = connection.execute(select(func.count()).select_from(assignment_group)).scalar_one()
    done = changed = last = 0
    moves: Counter[str] = Counter()
    while True:
        with connection.begin():
            page = connection.execute(
                select(wording.assignment_group_id, wording.text, *stored)
                .where(wording.assignment_group_id > last)
                .order_by(wording.assignment_group_id)
                .limit(_PAGE)
            ).all()
        if not page:
            return done, dict(moves), changed
        rows: list[Row] = []
        for group_id, text, *before in page:
            after = classification(text)
            if after != tuple(before):
                rows.append((group_id, *after))
                if after[0] != before[0]:
                    moves[f"{before[0]} -> {after[0]}"] += 1
        _stage(warehouse, connection, rows)
        done, changed, last = done + len(page), changed + len(rows), page[-1][0]
        if progress:
            progress(done, expected)


def _stage(warehouse: Warehouse, connection: Connection, rows: Sequence[Row]) -> None:
    if rows:
        columns = ("assignment_group_id", *CLASSIFICATION_COLUMNS)
        with transaction(connection):
            load_rows(warehouse, connection, staging.reclassified_text, columns, rows)


def _merge(connection: Connection) -> tuple[int, int]:
    """Returns the documents of which tier 1 and tier 2 were written."""
    staged, wording = staging.reclassified_text, assignment_group
    by_text, target = assignment_conveyance, representative_assignment_conveyance
    employee = staged.c.convey_ty == "employee"
    values = {name: staged.c[name] for name in CLASSIFICATION_COLUMNS}
    # First tier 2, which looks at what tier 1 said until now.
    tier_2 = update_matching(
        connection,
        target,
        {"convey_ty": staged.c.convey_ty, "employer_assign": employee},
        target.c.rf_id == by_text.c.rf_id,
        target.c.flag == 0,
        by_text.c.assignment_group_id == staged.c.assignment_group_id,
        by_text.c.convey_ty != staged.c.convey_ty,
        wording.c.assignment_group_id == staged.c.assignment_group_id,
        wording.c.updated_convey_ty.is_(None),
    )
    tier_1 = update_matching(
        connection,
        by_text,
        {**values, "employer_assign": employee},
        by_text.c.assignment_group_id == staged.c.assignment_group_id,
    )
    update_matching(connection, wording, values, wording.c.assignment_group_id == staged.c.assignment_group_id)
    return tier_1, tier_2


def _empty_staging(warehouse: Warehouse, connection: Connection) -> None:
    with transaction(connection):
        empty(warehouse, connection, staging.reclassified_text)
