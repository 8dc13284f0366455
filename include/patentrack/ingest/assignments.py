"""Assignment files into the master tables: verify, stream, stage, check, merge in one transaction.

A run may be killed at any moment, run again, or run beside itself (design section 4): everything before
the merge touches only staging and the file's own line in the ledger, and a named lock lets one run at a
time stage and merge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from patentrack.archives import open_archive
from patentrack.errors import SourceFileError
from patentrack.ingest.assignments_merge import merge
from patentrack.ingest.conveyance_texts import CLASSIFICATION_COLUMNS, classification, text_sha256
from patentrack.ingest.run import STAGE_BYTES, FileRun, Progress, load_file, only_member
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
    read_assignments,
)
from patentrack.sources.records import Row
from patentrack.warehouse.bulk import load_rows
from patentrack.warehouse.engine import transaction
from patentrack.warehouse.statements import empty
from patentrack.warehouse.tables import staging

PRODUCT = "assignments"
LOCK = "assignments"

ROWS = ("assignment", "assignor", "assignee", "documentid", "correspondent", "assignment_arrows")

_TEXT = ASSIGNMENT_COLUMNS.index("convey_text")
_ASSIGNOR_NAME = ASSIGNOR_COLUMNS.index("or_name")
_ASSIGNEE_NAME = ASSIGNEE_COLUMNS.index("ee_name")

_STAGED_COLUMNS = (
    (staging.assignment, (*ASSIGNMENT_COLUMNS, *CLASSIFICATION_COLUMNS, "text_sha256")),
    (staging.assignor, (*ASSIGNOR_COLUMNS, "name")),
    (staging.assignee, (*ASSIGNEE_COLUMNS, "name")),
    (staging.documentid, DOCUMENTID_COLUMNS),
)
_STAGING_TABLES = (
    *(table for table, _ in _STAGED_COLUMNS),
    staging.assignment_outcome,
    staging.name_change,
    staging.text_change,
)


def ingest_file(path: Path, settings: Settings, *, progress: Progress | None = None) -> FileSummary:
    """Load one assignment file (PASDL or a part of PASYR), as a zip or as XML.

    Args:
        path: The file.
        settings: Where the warehouse is, and the limits.
        progress: Called now and then with the bytes of XML read and expected.

    Raises:
        SourceFileError: The file cannot be used; no master table has changed.
        WarehouseError: The database is not there, not at this version's schema, locked, or failed;
            no master table has changed.
    """
    return load_file(path, settings, product=PRODUCT, lock=LOCK, load=_load, progress=progress)


def _load(run: FileRun) -> FileSummary:
    # A killed run may have left something.
    _empty_staging(run)
    transaction_date = _stage(run)
    run.refuse_if_too_many_rejected()
    summary = _merge(run, transaction_date)
    _empty_staging(run)
    return summary


def _stage(run: FileRun) -> str:
    """Read the file into the staging tables, and keep what is rejected; returns its day, ISO."""
    with open_archive(run.path, max_unpacked_bytes=run.settings.max_unpacked_bytes) as archive:
        member = only_member(archive, run.path.name, ".xml")
        with archive.open(member) as stream:
            content = read_assignments(stream, file_name=run.path.name)
            if content.header.transaction_date is None:
                raise SourceFileError(
                    run.path.name, "has no transaction-date", hint="Without it versions cannot be ordered"
                )
            _stage_batches(run, content, member.unpacked_bytes)
    return content.header.transaction_date


def _merge(run: FileRun, transaction_date: str) -> FileSummary:
    """Bring the staged rows into the master tables, in one transaction with the ledger."""
    with transaction(run.connection):
        merged = merge(
            run.warehouse,
            run.connection,
            source_file_id=run.source_file_id,
            file_name=run.path.name,
            transaction_date=transaction_date,
        )
        summary = run.finish(
            rows={name: merged.rows[name] for name in ROWS},
            changes={f"db_uspto.{name}": (merged.rows_before.get(name, 0), rows) for name, rows in merged.rows.items()},
            inserted=merged.inserted,
            replaced=merged.replaced,
            stale=merged.stale,
            purged=merged.purged,
            transaction_date=date.fromisoformat(transaction_date),
        )
    return replace(summary, transaction_date=transaction_date)


def _empty_staging(run: FileRun) -> None:
    with transaction(run.connection):
        for table in _STAGING_TABLES:
            empty(run.warehouse, run.connection, table)


def _stage_batches(run: FileRun, content: AssignmentFile, expected_bytes: int) -> None:
    buffered: list[Batch] = []
    staged_bytes = 0
    for batch in content:
        buffered.append(batch)
        run.records += batch.records
        run.unreadable_values += batch.unreadable_values
        run.bytes_read = batch.bytes_read
        if run.bytes_read - staged_bytes >= STAGE_BYTES:
            _flush(run, buffered)
            staged_bytes = run.bytes_read
            run.show_progress(expected_bytes)
    _flush(run, buffered)
    run.show_progress(run.bytes_read)


def _flush(run: FileRun, batches: list[Batch]) -> None:
    with transaction(run.connection):
        for (table, columns), rows in zip(_STAGED_COLUMNS, _staged_rows(batches), strict=True):
            load_rows(run.warehouse, run.connection, table, columns, rows)
        run.keep_rejected([record for batch in batches for record in batch.rejected])
    batches.clear()


def _staged_rows(batches: Sequence[Batch]) -> Iterator[list[Row]]:
    """Rows for each staging table, in the order of `_STAGED_COLUMNS`."""
    yield [(*row, *_of_text(row[_TEXT])) for row in _chained(batch.assignments for batch in batches)]
    yield [(*row, normalise_spelling(row[_ASSIGNOR_NAME])) for row in _chained(batch.assignors for batch in batches)]
    yield [(*row, normalise_spelling(row[_ASSIGNEE_NAME])) for row in _chained(batch.assignees for batch in batches)]
    yield list(_chained(batch.documentids for batch in batches))


def _chained(lists: Iterator[list[Row]]) -> Iterator[Row]:
    for rows in lists:
        yield from rows


# Two thirds of a daily file bear one of a dozen texts.
@lru_cache(maxsize=65536)
def _of_text(text: str | None) -> Row:
    return (*classification(text), text_sha256(text))
