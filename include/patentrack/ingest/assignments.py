"""Assignment files into the master tables: verify, stream, stage, check, merge in one transaction.

A run may be killed at any moment, run again, or run beside itself (design section 4): everything before
the merge touches only staging and the file's own line in the ledger, and a named lock lets one run at a
time stage and merge.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from patentrack.archives import Archive, Member, open_archive, sha256_of
from patentrack.conveyances import Classification, classify
from patentrack.errors import PatentrackError, SourceFileError, WarehouseError
from patentrack.ingest.assignments_merge import Merged, merge
from patentrack.ingest.summary import FileSummary
from patentrack.parties.spelling import normalise_spelling
from patentrack.settings import Settings
from patentrack.sources.assignments import (
    ASSIGNEE_COLUMNS,
    ASSIGNMENT_COLUMNS,
    ASSIGNOR_COLUMNS,
    DOCUMENTID_COLUMNS,
    AssignmentFile,
    Batch,
    RejectedRecord,
    Row,
    read_assignments,
)
from patentrack.warehouse import ledger
from patentrack.warehouse.bulk import load_rows
from patentrack.warehouse.engine import Warehouse, driver_message, open_warehouse, transaction
from patentrack.warehouse.migrate import ensure_schema
from patentrack.warehouse.statements import empty
from patentrack.warehouse.tables import staging

PRODUCT = "assignments"
LOCK = "assignments"

# Progress is told in bytes of XML: done, and in all.
Progress = Callable[[int, int], None]

# A server is asked once per this much XML, so that the memory is bounded and the round trips are few.
_STAGE_BYTES = 8 << 20

_TEXT = ASSIGNMENT_COLUMNS.index("convey_text")
_ASSIGNOR_NAME = ASSIGNOR_COLUMNS.index("or_name")
_ASSIGNEE_NAME = ASSIGNEE_COLUMNS.index("ee_name")

_STAGED_COLUMNS = (
    (staging.assignment, (*ASSIGNMENT_COLUMNS, "convey_ty", "corrected_type", "corrected_rf_id", "rule")),
    (staging.assignor, (*ASSIGNOR_COLUMNS, "name")),
    (staging.assignee, (*ASSIGNEE_COLUMNS, "name")),
    (staging.documentid, DOCUMENTID_COLUMNS),
)
_STAGING_TABLES = (*(table for table, _ in _STAGED_COLUMNS), staging.assignment_outcome, staging.name_change)


@dataclass
class _Read:
    """What reading a file has found so far."""

    records: int = 0
    xml_bytes: int = 0
    unreadable_values: int = 0
    rejected: int = 0


def ingest_file(path: Path, settings: Settings, *, progress: Progress | None = None) -> FileSummary:
    """Load one assignment file (PASDL or a part of PASYR), as a zip or as XML.

    A file that the ledger knows as loaded is not read again. Any other outcome is written to the ledger:
    loaded, in the transaction of the merge, or failed with the reason.

    Args:
        path: The file.
        settings: Where the warehouse is, and the limits.
        progress: Called now and then with the bytes of XML read and expected.

    Raises:
        SourceFileError: The file cannot be used; no master table has changed.
        WarehouseError: The database is not there, not at this version's schema, locked, or failed;
            no master table has changed.
    """
    started = time.perf_counter()
    if not path.is_file():
        raise SourceFileError(path.name, "there is no such file", hint=f"Looked for {path}")
    file = ledger.SourceFile(PRODUCT, path.name, sha256_of(path), path.stat().st_size)
    warehouse = open_warehouse(settings)
    try:
        with _database_errors(path.name):
            ensure_schema(warehouse)
        with _database_errors(path.name), warehouse.locked(LOCK) as connection:
            if ledger.is_loaded(connection, file):
                return FileSummary(file=path.name, product=PRODUCT, unchanged=True)
            connection.rollback()
            summary = _load(warehouse, connection, path, file, settings, progress)
    finally:
        warehouse.engine.dispose()
    return replace(summary, seconds=time.perf_counter() - started)


def _load(
    warehouse: Warehouse,
    connection: Connection,
    path: Path,
    file: ledger.SourceFile,
    settings: Settings,
    progress: Progress | None,
) -> FileSummary:
    with transaction(connection):
        source_file_id = ledger.begin(connection, file)
    read = _Read()
    try:
        with open_archive(path, max_unpacked_bytes=settings.max_unpacked_bytes) as archive:
            member = _only_xml(archive, path.name)
            with archive.open(member) as stream:
                content = read_assignments(stream, file_name=path.name)
                _stage(warehouse, connection, source_file_id, content, read, member.unpacked_bytes, progress)
        transaction_date = content.header.transaction_date
        if transaction_date is None:
            raise SourceFileError(path.name, "has no transaction-date", hint="Versions cannot be ordered without it")
        _check_rejected_share(path.name, read, settings.max_rejected_share)
        with transaction(connection):
            merged = merge(
                warehouse,
                connection,
                source_file_id=source_file_id,
                file_name=path.name,
                transaction_date=transaction_date,
            )
            _write_ledger(connection, source_file_id, path.name, transaction_date, read, merged, settings.actor)
    except BaseException as error:
        _note_failure(connection, source_file_id, read, error)
        raise
    _empty_staging(warehouse, connection)
    return FileSummary(
        file=path.name,
        product=PRODUCT,
        transaction_date=transaction_date,
        records_read=read.records,
        inserted=merged.inserted,
        replaced=merged.replaced,
        stale=merged.stale,
        purged=merged.purged,
        rejected=read.rejected,
        unreadable_values=read.unreadable_values,
        rows={name: merged.rows[name] for name in FileSummary(file="", product="").rows},
        xml_bytes=read.xml_bytes,
    )


def _only_xml(archive: Archive, file_name: str) -> Member:
    members = [member for member in archive.members if member.name.lower().endswith(".xml")]
    if len(members) != 1:
        names = ", ".join(member.name for member in archive.members[:5])
        raise SourceFileError(file_name, f"should hold one XML file and holds {len(members)} (members: {names})")
    return members[0]


def _stage(
    warehouse: Warehouse,
    connection: Connection,
    source_file_id: int,
    content: AssignmentFile,
    read: _Read,
    expected_bytes: int,
    progress: Progress | None,
) -> None:
    """Fill the staging tables, whatever a killed run has left there, and keep what is rejected."""
    _empty_staging(warehouse, connection)
    buffered: list[Batch] = []
    staged_bytes = 0

    def flush() -> None:
        with transaction(connection):
            for (table, columns), rows in zip(_STAGED_COLUMNS, _staged_rows(buffered), strict=True):
                load_rows(warehouse, connection, table, columns, rows)
            rejected = [record for batch in buffered for record in batch.rejected]
            ledger.keep_rejected(connection, source_file_id, [_rejected_row(record) for record in rejected])
        read.rejected += len(rejected)
        buffered.clear()

    for batch in content:
        buffered.append(batch)
        read.records += batch.records
        read.unreadable_values += batch.unreadable_values
        read.xml_bytes = batch.bytes_read
        if batch.bytes_read - staged_bytes >= _STAGE_BYTES:
            flush()
            staged_bytes = batch.bytes_read
            if progress:
                progress(batch.bytes_read, max(expected_bytes, batch.bytes_read))
    flush()
    if progress:
        progress(read.xml_bytes, read.xml_bytes)


def _staged_rows(batches: Sequence[Batch]) -> Iterator[list[Row]]:
    """Rows for each staging table, in the order of `_STAGED_COLUMNS`."""
    documents = []
    for row in _chained(batch.assignments for batch in batches):
        type_ = _classify(row[_TEXT])
        corrected = type_.corrected_rf_ids[0] if type_.corrected_rf_ids else None
        documents.append((*row, type_.convey_ty, type_.corrected_type, corrected, type_.rule))
    yield documents
    yield [
        (*row, normalise_spelling(row[_ASSIGNOR_NAME])) for row in _chained(batch.assignors for batch in batches)
    ]
    yield [
        (*row, normalise_spelling(row[_ASSIGNEE_NAME])) for row in _chained(batch.assignees for batch in batches)
    ]
    yield list(_chained(batch.documentids for batch in batches))


def _chained(lists: Iterator[list[Row]]) -> Iterator[Row]:
    for rows in lists:
        yield from rows


# Two thirds of a daily file bear one of a dozen texts.
@lru_cache(maxsize=65536)
def _classify(text: str | None) -> Classification:
    return classify(text)


def _rejected_row(record: RejectedRecord) -> dict[str, Any]:
    row = asdict(record)
    for name, length in (("reel_no", 100), ("frame_no", 100), ("position", 100), ("reason", 500)):
        row[name] = row[name][:length] if row[name] else row[name]
    return row


def _check_rejected_share(file_name: str, read: _Read, limit: float) -> None:
    if read.rejected > read.records * limit:
        raise SourceFileError(
            file_name,
            f"{read.rejected} of {read.records} records are bad, more than {limit:.1%}",
            hint="See rejected_record for each, or allow more with PATENTRACK_MAX_REJECTED_SHARE",
        )


def _write_ledger(
    connection: Connection,
    source_file_id: int,
    file_name: str,
    transaction_date: str,
    read: _Read,
    merged: Merged,
    actor: str,
) -> None:
    ledger.finish(
        connection,
        source_file_id,
        transaction_date=date.fromisoformat(transaction_date),
        records_read=read.records,
        inserted=merged.inserted,
        replaced=merged.replaced,
        stale=merged.stale,
        purged=merged.purged,
        rejected=read.rejected,
        unreadable_values=read.unreadable_values,
    )
    ledger.log_change(
        connection,
        by=actor,
        action="ingest",
        scope=file_name,
        tables={
            f"db_uspto.{name}": (merged.rows_before.get(name, 0), count) for name, count in merged.rows.items()
        },
    )


def _note_failure(connection: Connection, source_file_id: int, read: _Read, error: BaseException) -> None:
    """Write the reason to the ledger, if the database still takes it; the error itself goes on."""
    if isinstance(error, PatentrackError):
        reason = str(error)
    elif isinstance(error, DBAPIError):
        reason = driver_message(error)
    else:
        reason = type(error).__name__
    # If the database is what failed, the line stays `loading`, and the next run takes it up.
    with suppress(DBAPIError), transaction(connection):
        ledger.fail(connection, source_file_id, reason, records_read=read.records, rejected=read.rejected)


def _empty_staging(warehouse: Warehouse, connection: Connection) -> None:
    with transaction(connection):
        for table in _STAGING_TABLES:
            empty(warehouse, connection, table)


@contextmanager
def _database_errors(file_name: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise WarehouseError(f"{file_name}: the database failed: {driver_message(error)}") from error
