"""The queue: distinct conveyance texts, those of the most documents first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from patentrack.review.database import reading
from patentrack.settings import Settings
from patentrack.warehouse.tables.assignments import assignment_group


@dataclass(frozen=True)
class QueuedText:
    """A row of `assignment_group`, as its columns tell it."""

    assignment_group_id: int
    counter: int
    convey_ty: str
    corrected_type: str | None
    rule: str
    updated_convey_ty: str | None
    updated_by: str | None
    updated_at: dt.datetime | None
    note: str | None
    text: str


_COLUMNS = [assignment_group.c[name] for name in QueuedText.__dataclass_fields__]


def list_texts(
    settings: Settings,
    *,
    convey_ty: str | None = None,
    rule: str | None = None,
    unreviewed: bool = False,
    limit: int,
) -> tuple[list[QueuedText], int]:
    """The texts with the most documents, and how many there are in all; of equals the one that came last first.

    Args:
        settings: Where the warehouse is.
        convey_ty: Only those that the rules give this type.
        rule: Only those that this rule decided.
        unreviewed: Only those without a reviewer's type.
        limit: At most so many.
    """
    wording = assignment_group.c
    conditions = []
    if convey_ty is not None:
        conditions.append(wording.convey_ty == convey_ty)
    if rule is not None:
        conditions.append(wording.rule == rule)
    if unreviewed:
        conditions.append(wording.updated_convey_ty.is_(None))
    with reading(settings) as connection:
        total = connection.execute(select(func.count()).select_from(assignment_group).where(*conditions)).scalar_one()
        rows = connection.execute(
            select(*_COLUMNS)
            .where(*conditions)
            # In the order of the index on the counter, so that the top is found without sorting a million texts.
            .order_by(wording.counter.desc(), wording.assignment_group_id.desc())
            .limit(limit)
        )
        return [QueuedText(*row) for row in rows], int(total)
