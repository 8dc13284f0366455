"""What tests of the review ask of the tables, and what they do to them by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select, update

from patentrack.ingest.assignments import ingest_file
from patentrack.settings import load_settings
from patentrack.warehouse.engine import Warehouse, open_warehouse
from patentrack.warehouse.tables.assignments import assignment_group, representative_assignment_conveyance
from patentrack.warehouse.tables.ledger import change_log
from support.documents import File
from support.snapshot import snapshot


def ingest(folder: Path, *files: File) -> None:
    for file in files:
        ingest_file(file.write(folder), load_settings())


@contextmanager
def writing() -> Iterator[tuple[Warehouse, Connection]]:
    warehouse = open_warehouse(load_settings())
    try:
        with warehouse.write() as connection:
            yield warehouse, connection
    finally:
        warehouse.engine.dispose()


def lock(rf_id: int, convey_ty: str) -> None:
    """What an administrator does who knows better about one document."""
    target = representative_assignment_conveyance
    with writing() as (_, connection):
        connection.execute(update(target).where(target.c.rf_id == rf_id).values(convey_ty=convey_ty, flag=1))


def counters() -> dict[str, int]:
    """Documents by text."""
    with writing() as (_, connection):
        rows = connection.execute(select(assignment_group.c.text, assignment_group.c.counter))
        return {row.text: row.counter for row in rows}


def tier_1() -> dict[int, str]:
    """Frame and type of each document by its text."""
    return {int(row[0]) % 10000: row[1] for row in snapshot()["assignment_conveyance"]}


def tier_2() -> dict[int, str]:
    """Frame and type of each document; a type with a star is one from inventor to employer."""
    rows = snapshot()["representative_assignment_conveyance"]
    return {int(row[0]) % 10000: f"{row[1]}{'*' if row[2] == '1' else ''}" for row in rows}


def logged() -> list[tuple[str, str, str, str, int]]:
    """What the change log tells of other than loads: who, what, where, which table, how many rows."""
    log = change_log.c
    with writing() as (_, connection):
        rows = connection.execute(
            select(log.changed_by, log.action, log.scope, log.table_name, log.rows_after)
            .where(log.action != "ingest")
            .order_by(log.change_log_id)
        )
        return [tuple(row) for row in rows]
