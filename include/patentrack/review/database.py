"""How the review reaches the warehouse: for reading, or with the lock of the loads in hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from patentrack.ingest.assignments import LOCK
from patentrack.ingest.run import database_errors
from patentrack.settings import Settings
from patentrack.warehouse.engine import Warehouse, open_warehouse
from patentrack.warehouse.migrate import ensure_schema


@contextmanager
def reading(settings: Settings) -> Iterator[Connection]:
    """A connection for reading; an empty server gets its schema first.

    Raises:
        WarehouseError: The database is not there, not at this version's schema, or failed.
    """
    with _opened(settings) as warehouse, warehouse.connect() as connection:
        yield connection


@contextmanager
def locked(settings: Settings) -> Iterator[tuple[Warehouse, Connection]]:
    """A connection that keeps loads of assignments out.

    A document that is loaded while a reviewer decides on its text would miss the decision.

    Raises:
        WarehouseError: As for `reading`, or a load holds the lock for too long.
    """
    with _opened(settings) as warehouse, warehouse.locked(LOCK) as connection:
        yield warehouse, connection


@contextmanager
def _opened(settings: Settings) -> Iterator[Warehouse]:
    warehouse = open_warehouse(settings)
    try:
        with database_errors("review"):
            ensure_schema(warehouse)
            yield warehouse
    finally:
        warehouse.engine.dispose()
