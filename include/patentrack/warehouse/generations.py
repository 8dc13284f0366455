"""Filling a slot of a dataset, and showing it to the readers (design section 4).

The rows of a generation are stored block by block in transactions of their own, into the slot that readers do
not see. With each block goes the progress of its part (a file of the archive), so that a run that is killed goes
on after the last block. `attempt` is a fencing token: what a run that was given up still tries to store is refused.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from patentrack.errors import WarehouseError
from patentrack.warehouse.engine import LOCK_WAIT_SECONDS, Warehouse, driver_code, transaction
from patentrack.warehouse.ledger import forget_rejected, utc_now
from patentrack.warehouse.tables import generations as tables

# Rows that one statement deletes on SQLite, so that readers need not wait for long.
_DELETED_AT_ONCE = 100_000
# On MariaDB: how long one try waits for readers that have the table open, and how long they are let be after it.
_LOCK_WAIT_SECONDS = 1
_PAUSE_SECONDS = 2
_LOCK_WAIT_TIMEOUT = 1205


@dataclass(frozen=True)
class Dataset:
    """A dataset kept by generation.

    Attributes:
        name: Product, as `patentrack ingest` names it.
        rows: Table that holds both slots.
        current: Table that names the slot readers see, in the same database.
    """

    name: str
    rows: Table
    current: Table


@dataclass(frozen=True)
class Build:
    """A generation being loaded.

    Attributes:
        dataset: Name of the dataset.
        slot: Where its rows go.
        attempt: Number of this run.
    """

    dataset: str
    slot: int
    attempt: int


@dataclass(frozen=True)
class Progress:
    """How far a part is.

    Attributes:
        records: Records read, rejected ones included.
        rows_stored: Rows they became.
        rejected: Records left out.
        unreadable_values: Dates and numbers that are none.
        bytes_read: Unpacked bytes read.
        finished: Whether it was read to its end.
    """

    records: int = 0
    rows_stored: int = 0
    rejected: int = 0
    unreadable_values: int = 0
    bytes_read: int = 0
    finished: bool = False


def current(connection: Connection, dataset: Dataset) -> Any:
    """The row of `current_generation`, or None before the first generation."""
    table = dataset.current
    return connection.execute(select(table).where(table.c.dataset == dataset.name)).one_or_none()


def begin(
    warehouse: Warehouse, connection: Connection, dataset: Dataset, source_file_id: int, members: Sequence[str]
) -> Build:
    """Take up the generation that an earlier run of this file left, or empty the free slot for a new one.

    Begun anew, the records that an earlier run of the file rejected are forgotten.

    Args:
        warehouse: The engine.
        connection: Holds the lock of the dataset; no transaction is open.
        dataset: What is loaded.
        source_file_id: The file, in the ledger.
        members: Its parts.
    """
    build, part = tables.build, tables.part
    with transaction(connection):
        shown = current(connection, dataset)
        slot = 1 - shown.slot if shown else 0
        left = connection.execute(select(build).where(build.c.dataset == dataset.name)).one_or_none()
        known = set(connection.scalars(select(part.c.member).where(part.c.dataset == dataset.name)))
        attempt = left.attempt + 1 if left else 1
        resumed = left is not None and (left.source_file_id, left.slot, known) == (source_file_id, slot, set(members))
        # This row outlives the generation: no two runs of a dataset ever have the same number.
        connection.execute(delete(build).where(build.c.dataset == dataset.name))
        connection.execute(
            insert(build).values(dataset=dataset.name, source_file_id=source_file_id, slot=slot, attempt=attempt)
        )
        if resumed:
            connection.execute(update(part).where(part.c.dataset == dataset.name).values(attempt=attempt))
        else:
            # Without its parts, an older run that is still alive cannot store anything any more.
            give_up(connection, dataset)
            forget_rejected(connection, source_file_id)
    if resumed:
        return Build(dataset.name, slot, attempt)
    if not empty_slot(warehouse, connection, dataset.rows, slot, patience=LOCK_WAIT_SECONDS):
        raise WarehouseError(
            f"{dataset.rows.name}: a transaction of a reader has kept the table open for {LOCK_WAIT_SECONDS} s",
            hint="See SHOW PROCESSLIST for connections that sleep in a transaction; end them and run this again",
        )
    with transaction(connection):
        connection.execute(
            insert(part), [{"dataset": dataset.name, "member": member, "attempt": attempt} for member in members]
        )
    return Build(dataset.name, slot, attempt)


def progress_of(connection: Connection, build: Build) -> dict[str, Progress]:
    """How far each part is, by name."""
    part = tables.part
    return {
        row.member: Progress(
            row.records, row.rows_stored, row.rejected, row.unreadable_values, row.bytes_read, bool(row.finished)
        )
        for row in connection.execute(select(part).where(part.c.dataset == build.dataset))
    }


def advance(connection: Connection, build: Build, member: str, before: Progress, after: Progress) -> bool:
    """Note the progress of a part, in the transaction that stores its rows.

    Returns:
        False when another run has taken over, or has got further: nothing may be stored.
    """
    part = tables.part
    result = connection.execute(
        update(part)
        .where(
            part.c.dataset == build.dataset,
            part.c.member == member,
            part.c.attempt == build.attempt,
            part.c.records == before.records,
            part.c.finished == 0,
        )
        .values(
            records=after.records,
            rows_stored=after.rows_stored,
            rejected=after.rejected,
            unreadable_values=after.unreadable_values,
            bytes_read=after.bytes_read,
            finished=int(after.finished),
        )
    )
    return result.rowcount == 1


def rows_in(connection: Connection, dataset: Dataset, slot: int) -> int:
    """Rows in a slot."""
    return int(
        connection.execute(
            select(func.count()).select_from(dataset.rows).where(dataset.rows.c.slot == slot)
        ).scalar_one()
    )


def switch(
    connection: Connection,
    dataset: Dataset,
    build: Build,
    *,
    source_file_id: int,
    file_date: dt.date | None,
    rows_visible: int,
) -> None:
    """Show the generation to the readers, in the transaction that writes the ledger."""
    table = dataset.current
    facts = {
        "slot": build.slot,
        "source_file_id": source_file_id,
        "file_date": file_date,
        "rows_visible": rows_visible,
        "switched_at": utc_now(),
    }
    if current(connection, dataset) is None:
        connection.execute(insert(table).values(dataset=dataset.name, **facts))
    else:
        connection.execute(update(table).where(table.c.dataset == dataset.name).values(**facts))
    give_up(connection, dataset)


def give_up(connection: Connection, dataset: Dataset) -> None:
    """Forget how far a generation is: it cannot be gone on with, or it is complete. The next run begins anew."""
    connection.execute(delete(tables.part).where(tables.part.c.dataset == dataset.name))


def empty_slot(warehouse: Warehouse, connection: Connection, table: Table, slot: int, *, patience: float) -> bool:
    """Empty a slot that no reader sees. On MariaDB at once, and committed, as every TRUNCATE is.

    Args:
        warehouse: The engine.
        connection: No transaction is open.
        table: Table that holds both slots.
        slot: The slot.
        patience: Seconds to go on trying while readers have the table open in a transaction.

    Returns:
        Whether it is empty; on MariaDB a reader may have held on to the table for all that time.
    """
    is_empty = connection.execute(select(table.c.slot).where(table.c.slot == slot).limit(1)).first() is None
    connection.rollback()
    if is_empty:
        return True  # as usual, and no reader is in the way
    if warehouse.is_mariadb:
        return _truncate_partition(warehouse, connection, table, slot, patience)
    _, leading, *_ = table.primary_key.columns
    rows_left = True
    while rows_left:
        with transaction(connection):
            last = connection.execute(
                select(leading).where(table.c.slot == slot).order_by(leading).offset(_DELETED_AT_ONCE).limit(1)
            ).scalar()
            statement = delete(table).where(table.c.slot == slot)
            connection.execute(statement if last is None else statement.where(leading <= last))
        rows_left = last is not None
    return True


def _truncate_partition(warehouse: Warehouse, connection: Connection, table: Table, slot: int, patience: float) -> bool:
    name = connection.dialect.identifier_preparer.quote(warehouse.database_name(str(table.schema)))
    deadline = time.monotonic() + patience
    while True:
        try:
            # While it waits, new readers wait behind it: only for a moment, then they are let through.
            connection.exec_driver_sql(
                f"SET STATEMENT lock_wait_timeout = {_LOCK_WAIT_SECONDS} FOR"
                f" ALTER TABLE {name}.{table.name} TRUNCATE PARTITION slot_{slot:d}"
            )
        except DBAPIError as error:
            connection.rollback()
            if driver_code(error) != _LOCK_WAIT_TIMEOUT:
                raise
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE_SECONDS)
        else:
            connection.commit()
            return True
