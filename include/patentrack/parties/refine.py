"""`patentrack refine`: what follows from all documents together, after the loads (design sections 6 and 11)."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any

from sqlalchemy.exc import DBAPIError

from patentrack.errors import WarehouseError
from patentrack.parties.refine_names import refine_names
from patentrack.settings import Settings
from patentrack.warehouse.engine import driver_message, open_warehouse, transaction
from patentrack.warehouse.migrate import ensure_schema

# Loads of assignments add and remove spellings: they and this take turns.
LOCK = "assignments"


def refine(settings: Settings) -> dict[str, Any]:
    """Bring names into entities, in one transaction; returns a JSON-able summary.

    Cost follows what is new since the last run. A run that is killed leaves everything as it was.

    Raises:
        DecisionsError: The analysts' decisions contradict each other.
        WarehouseError: The database failed; nothing has changed.
    """
    started = time.perf_counter()
    warehouse = open_warehouse(settings)
    try:
        ensure_schema(warehouse)
        with warehouse.locked(LOCK) as connection, transaction(connection):
            names = refine_names(warehouse, connection, actor=settings.actor)
    except DBAPIError as error:
        raise WarehouseError(f"refine: the database failed: {driver_message(error)}") from error
    finally:
        warehouse.engine.dispose()
    return {"names": asdict(names), "seconds": round(time.perf_counter() - started, 3)}
