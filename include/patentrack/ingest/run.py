"""The frame of every load: one file, one line in the ledger, one lock, one outcome (design section 4)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from patentrack.archives import Archive, Member, sha256_of
from patentrack.errors import PatentrackError, SourceFileError, WarehouseError
from patentrack.ingest.summary import FileSummary
from patentrack.settings import Settings
from patentrack.sources.records import RejectedRecord
from patentrack.warehouse import ledger
from patentrack.warehouse.engine import Warehouse, driver_message, open_warehouse, transaction
from patentrack.warehouse.migrate import ensure_schema

# Progress is told in unpacked bytes: done, and in all.
Progress = Callable[[int, int], None]

# A server is asked once per this much of the file, so that the memory is bounded and the round trips are few.
STAGE_BYTES = 8 << 20

_KEPT = {"reel_no": 100, "frame_no": 100, "position": 100, "reason": 500}


@dataclass
class FileRun:
    """One file on its way, and what reading it has found so far.

    Attributes:
        product: As `patentrack ingest` names it.
        connection: Holds the lock of the product.
        source_file_id: The file in the ledger.
        records: Records read, rejected ones included.
        bytes_read: Unpacked bytes read.
        unreadable_values: Dates and numbers that are none, stored as NULL.
        rejected: Records left out.
        first_rejected: The first of them.
    """

    product: str
    path: Path
    settings: Settings
    warehouse: Warehouse
    connection: Connection
    source_file_id: int
    progress: Progress | None = None
    records: int = 0
    bytes_read: int = 0
    unreadable_values: int = 0
    rejected: int = 0
    first_rejected: RejectedRecord | None = None

    def keep_rejected(self, records: Sequence[RejectedRecord]) -> None:
        """Keep rejected records for a person to look at; the caller's transaction is open."""
        ledger.keep_rejected(self.connection, self.source_file_id, rejected_rows(records))
        self.first_rejected = self.first_rejected or next(iter(records), None)
        self.rejected += len(records)

    def refuse_if_too_many_rejected(self) -> None:
        """Refuse the file if more than the allowed share of its records is bad.

        Raises:
            SourceFileError: It is; the message has the first bad record.
        """
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

    def show_progress(self, expected_bytes: int) -> None:
        """Tell how far reading is."""
        if self.progress:
            self.progress(self.bytes_read, max(expected_bytes, self.bytes_read))

    def superseded(self, note: str) -> FileSummary:
        """Give a file up because something newer is loaded; nothing of it has been read."""
        with transaction(self.connection):
            ledger.supersede(self.connection, self.source_file_id)
        return FileSummary(file=self.path.name, product=self.product, unchanged=True, note=note)

    def finish(
        self,
        *,
        rows: Mapping[str, int],
        changes: Mapping[str, tuple[int, int]],
        inserted: int,
        replaced: int = 0,
        stale: int = 0,
        purged: int = 0,
        **facts: Any,
    ) -> FileSummary:
        """Write the ledger's line and the change log, in the transaction that the caller has open.

        Args:
            rows: Rows written, by table.
            changes: Per table with its database the rows in scope before and after.
            inserted: Records that were new.
            replaced: Records that replaced an older version.
            stale: Records that were not newer than what is there.
            purged: Of the inserted and replaced, those that the USPTO has deleted.
            facts: Further columns of `source_file`, such as its dates.
        """
        summary = FileSummary(
            file=self.path.name,
            product=self.product,
            records_read=self.records,
            inserted=inserted,
            replaced=replaced,
            stale=stale,
            purged=purged,
            rejected=self.rejected,
            unreadable_values=self.unreadable_values,
            rows=dict(rows),
            bytes_read=self.bytes_read,
        )
        ledger.finish(self.connection, self.source_file_id, **summary.counts(), **facts)
        ledger.log_change(
            self.connection, by=self.settings.actor, action="ingest", scope=self.path.name, tables=dict(changes)
        )
        return summary


def load_file(
    path: Path,
    settings: Settings,
    *,
    product: str,
    lock: str,
    load: Callable[[FileRun], FileSummary],
    progress: Progress | None = None,
    resumable: bool = False,
) -> FileSummary:
    """Load one file, unless the ledger knows it as loaded; whatever comes of it is written to the ledger.

    Args:
        path: The file.
        settings: Where the warehouse is, and the limits.
        product: As `patentrack ingest` names it.
        lock: Held while the file is loaded; loads that share staging tables share it.
        load: Does the work and gives the summary; its last transaction calls `FileRun.finish`.
        progress: Called now and then with the unpacked bytes read and expected.
        resumable: Rejected records of a run that was broken off stay, since the next one goes on after it.

    Raises:
        SourceFileError: The file cannot be used; nothing that readers see has changed.
        WarehouseError: The database is not there, not at this version's schema, locked, or failed; nothing
            that readers see has changed.
    """
    started = time.perf_counter()
    if not path.is_file():
        raise SourceFileError(path.name, "there is no such file", hint=f"Looked for {path}")
    file = ledger.SourceFile(product, path.name, sha256_of(path), path.stat().st_size)
    warehouse = open_warehouse(settings)
    try:
        with database_errors(path.name):
            ensure_schema(warehouse)
        with database_errors(path.name), warehouse.locked(lock) as connection:
            if ledger.is_loaded(connection, file):
                return FileSummary(file=path.name, product=product, unchanged=True)
            connection.rollback()
            with transaction(connection):
                source_file_id = ledger.begin(connection, file, keep_rejected=resumable)
            run = FileRun(product, path, settings, warehouse, connection, source_file_id, progress)
            try:
                summary = load(run)
            except BaseException as error:
                _note_failure(run, error, goes_on=resumable)
                raise
    finally:
        warehouse.engine.dispose()
    return replace(summary, seconds=time.perf_counter() - started)


def only_member(archive: Archive, file_name: str, *suffixes: str) -> Member:
    """The one data file of an archive.

    Args:
        archive: Opened.
        file_name: Of the archive; a file that is no archive may have any name, its reader tells what it is.
        suffixes: How the names of data files end, in lower case.

    Raises:
        SourceFileError: There is none, or more than one.
    """
    if [member.name for member in archive.members] == [file_name]:
        return archive.members[0]
    members = [member for member in archive.members if member.name.lower().endswith(suffixes)]
    if len(members) != 1:
        names = ", ".join(member.name for member in archive.members[:5])
        kind = " or ".join(suffix.removeprefix(".").upper() for suffix in suffixes)
        raise SourceFileError(file_name, f"should hold one {kind} file and holds {len(members)} (members: {names})")
    return members[0]


def rejected_rows(records: Sequence[RejectedRecord]) -> list[dict[str, Any]]:
    """Rejected records as rows of `rejected_record`, cut to its columns."""
    rows = [asdict(record) for record in records]
    for row in rows:
        for name, length in _KEPT.items():
            row[name] = row[name][:length] if row[name] else row[name]
    return rows


@contextmanager
def database_errors(file_name: str) -> Iterator[None]:
    """Tell a failure of the database in one line, with the file that was being loaded."""
    try:
        yield
    except DBAPIError as error:
        raise WarehouseError(f"{file_name}: the database failed: {driver_message(error)}") from error


def _note_failure(run: FileRun, error: BaseException, *, goes_on: bool) -> None:
    """Write the reason to the ledger, if the database still takes it; the error itself goes on."""
    if isinstance(error, PatentrackError):
        reason = str(error)
    elif isinstance(error, DBAPIError):
        reason = driver_message(error)
    else:
        reason = type(error).__name__
    # If the database is what failed, the line stays `loading`, and the next run takes it up.
    with suppress(DBAPIError), transaction(run.connection):
        ledger.fail(
            run.connection,
            run.source_file_id,
            reason,
            goes_on=goes_on and not isinstance(error, SourceFileError),
            records_read=run.records,
            rejected=run.rejected,
        )
