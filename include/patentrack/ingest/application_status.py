"""Status of applications from the file wrapper data (PTFWPRE): what is new becomes history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from patentrack.archives import Archive, Member, open_archive
from patentrack.errors import SourceFileError
from patentrack.ingest.names import day_in_name
from patentrack.ingest.run import FileRun, Progress, load_file
from patentrack.ingest.staged import empty_staging, stage
from patentrack.ingest.summary import FileSummary
from patentrack.settings import Settings
from patentrack.sources.application_status import COLUMNS, read_status
from patentrack.sources.records import RowBatch
from patentrack.warehouse.engine import transaction
from patentrack.warehouse.ledger import utc_now
from patentrack.warehouse.statements import run_file
from patentrack.warehouse.tables import staging_bibliographic as staging

PRODUCT = "application-status"
_STAGED = {"application_status": (staging.status, COLUMNS)}


def ingest_file(path: Path, settings: Settings, *, progress: Progress | None = None) -> FileSummary:
    """Load a file of PTFWPRE, as a zip of JSON files or as one of them.

    A status that is known, with its day, changes nothing; the history grows by the others.

    Args:
        path: The file.
        settings: Where the warehouse is, and the limits.
        progress: Called now and then with the unpacked bytes read and expected.

    Raises:
        SourceFileError: The file cannot be used; the history has not changed.
        WarehouseError: The database failed; the history has not changed.
    """
    return load_file(path, settings, product=PRODUCT, lock=PRODUCT, load=_load, progress=progress)


def _load(run: FileRun) -> FileSummary:
    empty_staging(run, [staging.status])
    with open_archive(run.path, max_unpacked_bytes=run.settings.max_unpacked_bytes) as archive:
        members = _members(archive, run.path.name)
        size = sum(member.unpacked_bytes for member in members)
        for member in members:
            with archive.open(member) as stream:
                batches = read_status(stream, file_name=f"{run.path.name}:{member.name}")
                stage(run, _of_member(batches, member.name, run.records), _STAGED, expected_bytes=size)
    run.refuse_if_too_many_rejected()
    summary = _merge(run)
    empty_staging(run, [staging.status])
    return summary


def _members(archive: Archive, file_name: str) -> list[Member]:
    if [member.name for member in archive.members] == [file_name]:
        return list(archive.members)
    found = [member for member in archive.members if member.name.lower().endswith(".json")]
    if not found:
        names = ", ".join(member.name for member in archive.members[:5])
        raise SourceFileError(file_name, f"holds no JSON file (members: {names})")
    return found


def _of_member(batches: Iterator[RowBatch], name: str, first: int) -> Iterator[RowBatch]:
    """Rows numbered through the archive, since that is the key of the staging table; the rejected with their file."""
    for batch in batches:
        rows = [(int(number or 0) + first, *values) for number, *values in batch.rows["application_status"]]
        rejected = [replace(record, position=f"{name}, {record.position}") for record in batch.rejected]
        yield replace(batch, rows={"application_status": rows}, rejected=rejected)


def _merge(run: FileRun) -> FileSummary:
    day = day_in_name(run.path.name)
    facts = {"source_file_id": run.source_file_id, "day": (day or _today()).isoformat()}
    with transaction(run.connection):
        # Before the rows that are new: an older file may state an older first day for those that are known.
        run_file(run.warehouse, run.connection, "merge/application_status/first_seen.sql", **facts)
        added = run_file(run.warehouse, run.connection, "merge/application_status/insert.sql", **facts)
        summary = run.finish(
            rows={"application_status": added},
            changes={"db_uspto.application_status": (0, added)},
            inserted=added,
            stale=run.records - run.rejected - added,
            transaction_date=day,
        )
    return replace(summary, transaction_date=day.isoformat() if day else None)


def _today() -> dt.date:
    return utc_now().date()
