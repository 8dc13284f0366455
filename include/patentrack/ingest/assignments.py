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
from patentrack.ingest.assignments_merge import merge
from patentrack.ingest.summary import ROWS, FileSummary
from patentrack.parties.spelling import normalise_spelling
from patentrack.settings import Settings
from patentrack.sources.assignments import (
    ASSIGNEE_COLUMNS,
    ASSIGNMENT_COLUMNS,
    ASSIGNOR_COLUMNS,
    DOCUMENTID_COLUMNS,
    AssignmentFile,
    Batch,
    read_assignments,
)
from patentrack.sources.records import RejectedRecord, Row
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
            with transaction(connection):
                source_file_id = ledger.begin(connection, file)
            load = _Load(warehouse, connection, path, settings, source_file_id, progress)
            try:
                load.stage()
                summary = load.merge()
            except BaseException as error:
                load.note_failure(error)
                raise
            load.empty_staging()
    finally:
        warehouse.engine.dispose()
    return replace(summary, seconds=time.perf_counter() - started)


@dataclass
class _Load:
    """One file on its way, and what reading it has found so far."""

    warehouse: Warehouse
    connection: Connection
    path: Path
    settings: Settings
    source_file_id: int
    progress: Progress | None
    transaction_date: str = ""
    records: int = 0
    xml_bytes: int = 0
    unreadable_values: int = 0
    rejected: int = 0
    first_rejected: RejectedRecord | None = None

    def stage(self) -> None:
        """Read the file into the staging tables, and keep what is rejected; refuse it if that is too much."""
        # A killed run may have left something.
        self.empty_staging()
        with open_archive(self.path, max_unpacked_bytes=self.settings.max_unpacked_bytes) as archive:
            member = self._only_xml(archive)
            with archive.open(member) as stream:
                content = read_assignments(stream, file_name=self.path.name)
                if content.header.transaction_date is None:
                    raise SourceFileError(
                        self.path.name, "has no transaction-date", hint="Without it versions cannot be ordered"
                    )
                self.transaction_date = content.header.transaction_date
                self._stage_batches(content, member.unpacked_bytes)
        limit = self.settings.max_rejected_share
        if self.rejected > self.records * limit:
            first = self.first_rejected
            reason = f"{self.rejected} of {self.records} records are bad, more than {limit:.1%}"
            raise SourceFileError(
                self.path.name,
                f"{reason}; the first: {first.reason}" if first else reason,
                position=first.position if first else None,
                hint="The table rejected_record has each; PATENTRACK_MAX_REJECTED_SHARE allows more",
            )

    def merge(self) -> FileSummary:
        """Bring the staged rows into the master tables, in one transaction with the ledger."""
        with transaction(self.connection):
            merged = merge(
                self.warehouse,
                self.connection,
                source_file_id=self.source_file_id,
                file_name=self.path.name,
                transaction_date=self.transaction_date,
            )
            counts: dict[str, Any] = {
                "records_read": self.records,
                "inserted": merged.inserted,
                "replaced": merged.replaced,
                "stale": merged.stale,
                "purged": merged.purged,
                "rejected": self.rejected,
                "unreadable_values": self.unreadable_values,
            }
            ledger.finish(
                self.connection,
                self.source_file_id,
                transaction_date=date.fromisoformat(self.transaction_date),
                **counts,
            )
            changes = {
                f"db_uspto.{name}": (merged.rows_before.get(name, 0), rows) for name, rows in merged.rows.items()
            }
            ledger.log_change(
                self.connection, by=self.settings.actor, action="ingest", scope=self.path.name, tables=changes
            )
        return FileSummary(
            file=self.path.name,
            product=PRODUCT,
            transaction_date=self.transaction_date,
            rows={name: merged.rows[name] for name in ROWS},
            xml_bytes=self.xml_bytes,
            **counts,
        )

    def note_failure(self, error: BaseException) -> None:
        """Write the reason to the ledger, if the database still takes it; the error itself goes on."""
        if isinstance(error, PatentrackError):
            reason = str(error)
        elif isinstance(error, DBAPIError):
            reason = driver_message(error)
        else:
            reason = type(error).__name__
        # If the database is what failed, the line stays `loading`, and the next run takes it up.
        with suppress(DBAPIError), transaction(self.connection):
            ledger.fail(self.connection, self.source_file_id, reason, records_read=self.records, rejected=self.rejected)

    def empty_staging(self) -> None:
        with transaction(self.connection):
            for table in _STAGING_TABLES:
                empty(self.warehouse, self.connection, table)

    def _only_xml(self, archive: Archive) -> Member:
        # A file that is no archive may have any name; the reader tells whether it is XML.
        if [member.name for member in archive.members] == [self.path.name]:
            return archive.members[0]
        members = [member for member in archive.members if member.name.lower().endswith(".xml")]
        if len(members) != 1:
            names = ", ".join(member.name for member in archive.members[:5])
            raise SourceFileError(
                self.path.name, f"should hold one XML file and holds {len(members)} (members: {names})"
            )
        return members[0]

    def _stage_batches(self, content: AssignmentFile, expected_bytes: int) -> None:
        buffered: list[Batch] = []
        staged_bytes = 0
        for batch in content:
            buffered.append(batch)
            self.records += batch.records
            self.unreadable_values += batch.unreadable_values
            self.xml_bytes = batch.bytes_read
            if self.xml_bytes - staged_bytes >= _STAGE_BYTES:
                self._flush(buffered)
                staged_bytes = self.xml_bytes
                if self.progress:
                    self.progress(self.xml_bytes, max(expected_bytes, self.xml_bytes))
        self._flush(buffered)
        if self.progress:
            self.progress(self.xml_bytes, self.xml_bytes)

    def _flush(self, batches: list[Batch]) -> None:
        found = [record for batch in batches for record in batch.rejected]
        self.first_rejected = self.first_rejected or next(iter(found), None)
        rejected = [_rejected_row(record) for record in found]
        with transaction(self.connection):
            for (table, columns), rows in zip(_STAGED_COLUMNS, _staged_rows(batches), strict=True):
                load_rows(self.warehouse, self.connection, table, columns, rows)
            ledger.keep_rejected(self.connection, self.source_file_id, rejected)
        self.rejected += len(rejected)
        batches.clear()


def _staged_rows(batches: Sequence[Batch]) -> Iterator[list[Row]]:
    """Rows for each staging table, in the order of `_STAGED_COLUMNS`."""
    documents = []
    for row in _chained(batch.assignments for batch in batches):
        type_ = _classify(row[_TEXT])
        corrected = type_.corrected_rf_ids[0] if type_.corrected_rf_ids else None
        documents.append((*row, type_.convey_ty, type_.corrected_type, corrected, type_.rule))
    yield documents
    yield [(*row, normalise_spelling(row[_ASSIGNOR_NAME])) for row in _chained(batch.assignors for batch in batches)]
    yield [(*row, normalise_spelling(row[_ASSIGNEE_NAME])) for row in _chained(batch.assignees for batch in batches)]
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


@contextmanager
def _database_errors(file_name: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise WarehouseError(f"{file_name}: the database failed: {driver_message(error)}") from error
