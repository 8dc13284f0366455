"""Bibliographic weekly files: front pages of grants and of published applications."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from patentrack.archives import open_archive
from patentrack.errors import SourceFileError
from patentrack.ingest.bibliographic_merge import APPLICATIONS, GRANTS, Target, merge, newest_day
from patentrack.ingest.names import day_in_name
from patentrack.ingest.run import FileRun, Progress, load_file, only_member
from patentrack.ingest.staged import empty_staging, stage
from patentrack.ingest.summary import FileSummary
from patentrack.parties.spelling import normalise_spelling
from patentrack.settings import Settings
from patentrack.sources.bibliographic import COLUMNS, read_applications, read_grants
from patentrack.sources.records import Row, RowBatch
from patentrack.warehouse import ledger
from patentrack.warehouse.engine import transaction
from patentrack.warehouse.tables import staging_bibliographic as staging

# Both products use the same staging tables.
LOCK = "bibliographic"

_RENAMED = {
    "document": {"doc_kind": "kind_code"},
    "applicant": {"name": "original_name"},
    "assignee": {"name": "original_name"},
    "citation": {"doc_num": "patent_number", "kind": "kind_code", "date": "cited_date"},
}
# Parties get their normalised spelling beside the printed one.
_SPELLED = ("applicant", "assignee")
_STAGED = {
    name: (
        staging.document if name == "document" else staging.children[name],
        (
            *(_RENAMED.get(name, {}).get(column, column) for column in columns),
            *(("name",) if name in _SPELLED else ()),
        ),
    )
    for name, columns in COLUMNS.items()
}
_TABLES = (*(table for table, _ in _STAGED.values()), staging.document_outcome)

Reader = Callable[..., Iterator[RowBatch]]


def ingest_grants(path: Path, settings: Settings, *, progress: Progress | None = None) -> FileSummary:
    """Load a weekly file of grants (PTBLXML, or the full text PTGRXML), as a zip or as XML.

    Args:
        path: The file.
        settings: Where the warehouse is, and the limits.
        progress: Called now and then with the unpacked bytes read and expected.

    Raises:
        SourceFileError: The file cannot be used; no table that readers see has changed.
        WarehouseError: The database failed; no table that readers see has changed.
    """
    load = partial(_load, reader=read_grants, target=GRANTS)
    return load_file(path, settings, product="grants", lock=LOCK, load=load, progress=progress)


def ingest_applications(path: Path, settings: Settings, *, progress: Progress | None = None) -> FileSummary:
    """Load a weekly file of published applications (APPBLXML, or the full text APPXML); as `ingest_grants`."""
    load = partial(_load, reader=read_applications, target=APPLICATIONS)
    return load_file(path, settings, product="applications", lock=LOCK, load=load, progress=progress)


def _load(run: FileRun, *, reader: Reader, target: Target) -> FileSummary:
    is_reissued = ledger.has_later_issue(run.connection, run.source_file_id)
    run.connection.rollback()
    if is_reissued:
        # It would bring back what the later issue has left out.
        return run.superseded("a later issue of this file has been loaded; not loaded")
    empty_staging(run, _TABLES)
    with open_archive(run.path, max_unpacked_bytes=run.settings.max_unpacked_bytes) as archive:
        member = only_member(archive, run.path.name, ".xml")
        with archive.open(member) as stream:
            batches = _with_spellings(reader(stream, file_name=run.path.name))
            stage(run, batches, _STAGED, expected_bytes=member.unpacked_bytes)
    if not run.records:
        raise SourceFileError(run.path.name, "holds no document at all")
    run.refuse_if_too_many_rejected()
    summary = _merge(run, target)
    empty_staging(run, _TABLES)
    return summary


def _merge(run: FileRun, target: Target) -> FileSummary:
    with transaction(run.connection):
        day = day_in_name(run.path.name) or newest_day(run.connection)
        merged = merge(
            run.connection, target, source_file_id=run.source_file_id, file_name=run.path.name, file_date=day
        )
        summary = run.finish(
            rows=merged.rows,
            changes={
                f"{table.schema}.{name}": (merged.rows_before[name], rows)
                for name, rows in merged.rows.items()
                for table in (target.tables()[name],)
            },
            inserted=merged.inserted,
            replaced=merged.replaced,
            stale=merged.stale,
            transaction_date=day,
        )
    return replace(summary, transaction_date=day.isoformat())


def _with_spellings(batches: Iterator[RowBatch]) -> Iterator[RowBatch]:
    for batch in batches:
        for name in _SPELLED:
            at = COLUMNS[name].index("name")
            rows: list[Row] = batch.rows.get(name, [])
            batch.rows[name] = [(*row, normalise_spelling(str(row[at]))) for row in rows]
        yield batch
