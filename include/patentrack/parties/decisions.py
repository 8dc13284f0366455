"""An analyst's word on two spellings: it wins over every rule, on every run (design section 6)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from patentrack.errors import PatentrackError
from patentrack.parties.spelling import normalise_spelling
from patentrack.settings import Settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.ledger import log_change, utc_now
from patentrack.warehouse.migrate import ensure_schema
from patentrack.warehouse.tables.assignments import representative_decision


@dataclass(frozen=True)
class StoredDecision:
    """A decision as it is kept.

    Attributes:
        name_1: The spelling that sorts first.
        name_2: The other one.
        same: Whether they are one entity.
        decided_by: Who decided.
        decided_at: When (UTC), ISO.
        note: Why.
    """

    name_1: str
    name_2: str
    same: bool
    decided_by: str
    decided_at: str
    note: str | None


def decide(settings: Settings, names: tuple[str, str], same: bool | None, *, by: str | None, note: str | None) -> bool:
    """Keep a decision, or take it back; the next `refine` acts on it.

    Args:
        settings: Where the warehouse is.
        names: The two names, as recorded or as spellings; they need not be there yet.
        same: Whether they are one entity; None takes the decision back.
        by: Who decided; None for whoever runs this.
        note: Why.

    Returns:
        Whether anything has changed.

    Raises:
        PatentrackError: Both names are one spelling.
        WarehouseError: The database failed.
    """
    first, second = sorted(normalise_spelling(name) for name in names)
    if first == second:
        raise PatentrackError(f"both names are the spelling {first!r}", hint="A decision is about two spellings")
    table, actor = representative_decision, by or settings.actor
    digest = hashlib.sha256(f"{first}\n{second}".encode()).hexdigest()
    warehouse = open_warehouse(settings)
    try:
        ensure_schema(warehouse)
        with warehouse.write() as connection:
            mine = table.c.names_sha256 == digest
            known = connection.execute(select(table).where(mine)).one_or_none()
            if (known is None and same is None) or (known is not None and same is not None and known.same == same):
                return False
            values = {"same": int(bool(same)), "decided_by": actor, "decided_at": utc_now(), "note": note}
            if same is None:
                connection.execute(delete(table).where(mine))
            elif known is not None:
                connection.execute(update(table).where(mine).values(**values))
            else:
                connection.execute(insert(table).values(name_1=first, name_2=second, names_sha256=digest, **values))
            log_change(
                connection,
                by=actor,
                action="decide" if same is not None else "take back",
                scope=f"{first} / {second}"[:255],
                tables={"db_uspto.representative_decision": (int(known is not None), int(same is not None))},
            )
    finally:
        warehouse.engine.dispose()
    return True


def list_decisions(settings: Settings) -> list[StoredDecision]:
    """All decisions, by name."""
    warehouse = open_warehouse(settings)
    try:
        ensure_schema(warehouse)
        with warehouse.connect() as connection:
            table = representative_decision
            rows = connection.execute(select(table).order_by(table.c.name_1, table.c.name_2)).all()
    finally:
        warehouse.engine.dispose()
    return [
        StoredDecision(
            row.name_1, row.name_2, bool(row.same), row.decided_by, row.decided_at.isoformat(sep=" "), row.note
        )
        for row in rows
    ]
