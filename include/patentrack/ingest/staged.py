"""Reading a file into staging tables, batch by batch; the merge that follows is one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Table

from patentrack.ingest.run import STAGE_BYTES, FileRun
from patentrack.sources.records import Row, RowBatch
from patentrack.warehouse.bulk import load_rows
from patentrack.warehouse.engine import transaction
from patentrack.warehouse.statements import empty

Staged = Mapping[str, tuple[Table, Sequence[str]]]
"""By the name a reader gives its rows: the staging table, and its columns in the order of the values."""


def stage(run: FileRun, batches: Iterator[RowBatch], tables: Staged, *, expected_bytes: int) -> None:
    """Store what a reader gives, with the rejected records, a transaction for every few megabytes.

    Args:
        run: Its counters grow.
        batches: What the reader gives.
        tables: Where the rows go.
        expected_bytes: Unpacked size, for the progress.
    """
    read_before, stored_bytes = run.bytes_read, 0
    held: list[RowBatch] = []
    for batch in batches:
        held.append(batch)
        run.records += batch.records
        run.unreadable_values += batch.unreadable_values
        run.bytes_read = read_before + batch.bytes_read
        if batch.bytes_read - stored_bytes >= STAGE_BYTES:
            _store(run, held, tables)
            stored_bytes = batch.bytes_read
            run.show_progress(expected_bytes)
    _store(run, held, tables)
    run.show_progress(expected_bytes)


def empty_staging(run: FileRun, tables: Sequence[Table]) -> None:
    """Empty staging tables: before a load, since a killed run may have left something, and after it."""
    with transaction(run.connection):
        for table in tables:
            empty(run.warehouse, run.connection, table)


def _store(run: FileRun, batches: list[RowBatch], tables: Staged) -> None:
    with transaction(run.connection):
        for name, (table, columns) in tables.items():
            rows: list[Row] = [row for batch in batches for row in batch.rows.get(name, ())]
            load_rows(run.warehouse, run.connection, table, columns, rows)
        run.keep_rejected([record for batch in batches for record in batch.rejected])
    batches.clear()
