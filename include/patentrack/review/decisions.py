"""A reviewer's type for a text: it wins for every document that bears the text, now and later (design section 5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, insert, select, update

from patentrack.errors import PatentrackError
from patentrack.ingest.conveyance_texts import CLASSIFICATION_COLUMNS, classification, text_sha256
from patentrack.review.database import locked, reading
from patentrack.review.decisions_file import Decision, single_blanks
from patentrack.settings import Settings
from patentrack.warehouse import ledger
from patentrack.warehouse.engine import transaction
from patentrack.warehouse.statements import update_matching
from patentrack.warehouse.tables.assignments import (
    assignment_conveyance,
    assignment_group,
    representative_assignment_conveyance,
)

_GROUP, _TIER_2 = (str(table) for table in (assignment_group, representative_assignment_conveyance))
_DECISION = ("updated_convey_ty", "updated_by", "updated_at", "note")
_SCOPE_LENGTH = 255
# Of digests in one question to the database; SQLite takes no more than 32,766 parameters.
_ASKED_AT_ONCE = 1000


@dataclass(frozen=True)
class Reviewed:
    """What a decision did.

    Attributes:
        assignment_group_id: The text.
        text: As recorded.
        before: The reviewer's type until now.
        after: The reviewer's type from now on.
        documents: Documents of which tier 2 changed.
    """

    assignment_group_id: int
    text: str
    before: str | None
    after: str | None
    documents: int


@dataclass(frozen=True)
class Imported:
    """What a file of decisions did.

    Attributes:
        decisions: Decisions in the file.
        changed: Those that said something new.
        new_texts: Texts that no document has borne yet.
        documents: Documents of which tier 2 changed.
    """

    decisions: int
    changed: int
    new_texts: int
    documents: int


def review_text(
    settings: Settings, target: int | str, convey_ty: str | None, *, by: str | None = None, note: str | None = None
) -> Reviewed:
    """Set the reviewer's type of a text, or take it back, with every document that no person has locked.

    Args:
        settings: Where the warehouse is; its actor is the reviewer unless `by` says another.
        target: Number of the text in the queue, or the text itself.
        convey_ty: One of the conveyance types; None: the rules decide again.
        by: The reviewer.
        note: Why.

    Raises:
        PatentrackError: There is no such text.
        WarehouseError: The database failed; nothing has changed.
    """
    reviewer = by or settings.actor
    with locked(settings) as (_, connection), transaction(connection):
        wording = _find(connection, target)
        reviewed = Reviewed(wording.assignment_group_id, wording.text, wording.updated_convey_ty, convey_ty, 0)
        if convey_ty == wording.updated_convey_ty and note in (None, wording.note):
            return reviewed
        _decide(connection, [_decided(wording.assignment_group_id, convey_ty, reviewer, ledger.utc_now(), note)])
        documents = _tell_documents(connection, assignment_group.c.assignment_group_id == wording.assignment_group_id)
        _log(connection, wording, convey_ty, reviewer, tables={_GROUP: (1, 1), _TIER_2: (documents, documents)})
    return Reviewed(wording.assignment_group_id, wording.text, wording.updated_convey_ty, convey_ty, documents)


def export_decisions(settings: Settings) -> list[Decision]:
    """Every reviewer's decision, in the order of the texts.

    Raises:
        WarehouseError: The database failed.
    """
    wording = assignment_group.c
    with reading(settings) as connection:
        rows = connection.execute(
            select(wording.text, wording.updated_convey_ty, wording.updated_by, wording.updated_at, wording.note)
            .where(wording.updated_convey_ty.is_not(None))
            .order_by(wording.text)
        )
        return [Decision(*row) for row in rows]


def import_decisions(settings: Settings, decisions: Sequence[Decision], *, source: str) -> Imported:
    """Take over decisions, in one transaction; a text that is not known yet waits for its documents.

    Where a decision has another type or another note than the warehouse, the file is right. What it says
    nothing of stays.

    Args:
        settings: Where the warehouse is; its actor is the reviewer where the file names none.
        decisions: One for each text.
        source: Where they come from, for the change log.

    Raises:
        WarehouseError: The database failed; nothing has changed.
    """
    by_key = {text_sha256(decision.text): decision for decision in decisions}
    now = ledger.utc_now()
    with locked(settings) as (_, connection), transaction(connection):
        known = {row.text_sha256 for row in _with_keys(connection, list(by_key))}
        unknown = [key for key in by_key if key not in known]
        _enter(connection, unknown, by_key)
        rows = {row.text_sha256: row for row in _with_keys(connection, list(by_key))}
        changed = [(rows[key], said) for key, said in by_key.items() if not _says_the_same(rows[key], said)]
        if not changed:
            return Imported(len(decisions), 0, 0, 0)
        _decide(
            connection,
            [
                _decided(
                    row.assignment_group_id,
                    decision.convey_ty,
                    decision.by or settings.actor,
                    decision.at or now,
                    decision.note,
                )
                for row, decision in changed
            ],
        )
        documents = _tell_documents(connection, assignment_group.c.updated_convey_ty.is_not(None))
        for row, decision in changed:
            rows_before = 1 if row.text_sha256 in known else 0
            _log(connection, row, decision.convey_ty, settings.actor, tables={_GROUP: (rows_before, 1)})
        ledger.log_change(
            connection,
            by=settings.actor,
            action="review import",
            scope=source[:_SCOPE_LENGTH],
            tables={_TIER_2: (documents, documents)},
        )
    return Imported(len(decisions), len(changed), len(unknown), documents)


def _find(connection: Connection, target: int | str) -> Row[Any]:
    wording = assignment_group.c
    if isinstance(target, int):
        condition, name = wording.assignment_group_id == target, f"text {target}"
    else:
        text = single_blanks(target)
        condition, name = wording.text_sha256 == text_sha256(text), f"text {text[:80]!r}"
    found = connection.execute(select(assignment_group).where(condition)).one_or_none()
    if found is None:
        raise PatentrackError(f"there is no {name} in the queue", hint="See: patentrack review list")
    return found


def _with_keys(connection: Connection, keys: Sequence[str]) -> Iterator[Row[Any]]:
    for start in range(0, len(keys), _ASKED_AT_ONCE):
        some = keys[start : start + _ASKED_AT_ONCE]
        yield from connection.execute(select(assignment_group).where(assignment_group.c.text_sha256.in_(some))).all()


def _enter(connection: Connection, keys: Sequence[str], decisions: dict[str, Decision]) -> None:
    if keys:
        connection.execute(
            insert(assignment_group),
            [
                {
                    "text_sha256": key,
                    "text": decisions[key].text,
                    "counter": 0,
                    **dict(zip(CLASSIFICATION_COLUMNS, classification(decisions[key].text), strict=True)),
                }
                for key in keys
            ],
        )


def _says_the_same(wording: Row[Any], decision: Decision) -> bool:
    return wording.updated_convey_ty == decision.convey_ty and decision.note in (None, wording.note)


def _decided(group_id: int, convey_ty: str | None, by: str, at: dt.datetime, note: str | None) -> dict[str, Any]:
    if convey_ty is None:
        return {"of_text": group_id, **dict.fromkeys(_DECISION)}
    return {"of_text": group_id, **dict(zip(_DECISION, (convey_ty, by, at, note), strict=True))}


def _decide(connection: Connection, decided: Sequence[dict[str, Any]]) -> None:
    connection.execute(
        update(assignment_group)
        .where(assignment_group.c.assignment_group_id == bindparam("of_text"))
        .values({name: bindparam(name) for name in _DECISION}),
        list(decided),
    )


def _tell_documents(connection: Connection, texts: ColumnElement[bool]) -> int:
    """Bring tier 2 into step with what reviewers, else the rules, say of some texts; returns the rows changed."""
    target, by_text, wording = representative_assignment_conveyance, assignment_conveyance, assignment_group
    said = func.coalesce(wording.c.updated_convey_ty, wording.c.convey_ty)
    return update_matching(
        connection,
        target,
        {"convey_ty": said, "employer_assign": said == "employee"},
        target.c.rf_id == by_text.c.rf_id,
        target.c.flag == 0,
        target.c.convey_ty != said,
        by_text.c.assignment_group_id == wording.c.assignment_group_id,
        texts,
    )


def _log(
    connection: Connection,
    wording: Row[Any],
    convey_ty: str | None,
    by: str,
    *,
    tables: dict[str, tuple[int, int]],
) -> None:
    ledger.log_change(
        connection,
        by=by,
        action=f"review: {wording.updated_convey_ty or 'none'} -> {convey_ty or 'none'}",
        scope=f"text {wording.assignment_group_id}: {wording.text}"[:_SCOPE_LENGTH],
        tables=tables,
    )
