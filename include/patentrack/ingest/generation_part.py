"""One file of an archive on its way into the slot that readers do not see; runs in a process of its own."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from patentrack.archives import Member, open_archive
from patentrack.errors import SourceFileError, WarehouseError
from patentrack.ingest.run import database_errors, rejected_rows
from patentrack.settings import Settings
from patentrack.sources.records import RejectedRecord, Row, RowBatch
from patentrack.warehouse import ledger
from patentrack.warehouse.bulk import load_rows
from patentrack.warehouse.engine import Warehouse, open_warehouse, transaction
from patentrack.warehouse.generations import Build, Progress, advance, give_up

if TYPE_CHECKING:
    from patentrack.ingest.generations import GenerationSource

# Rows of one transaction: some seconds of work lost at a kill, some tens of megabytes of memory.
BLOCK_ROWS = 50_000
_KEYS_AT_ONCE = 500
_HOPELESS_RECORDS, _HOPELESS_FACTOR = 1000, 2


@dataclass(frozen=True)
class PartTask:
    """What a process needs to load one part.

    Attributes:
        address: Module and name of the `GenerationSource`.
        path: The archive.
        settings: Where the warehouse is, and the limits.
        source_file_id: The archive in the ledger.
        build: The generation being loaded.
        member: The part.
        archive_bytes: Unpacked size of all parts.
        facts: What the source prepared.
        done: How far an earlier run came with this part.
    """

    address: str
    path: Path
    settings: Settings
    source_file_id: int
    build: Build
    member: Member
    archive_bytes: int
    facts: Any
    done: Progress

    @property
    def shown(self) -> str:
        """The part as a person knows it."""
        name, member = self.path.name, self.member.name
        return name if member == name else f"{name}:{member}"


def load_part(task: PartTask, tell: Callable[[int], None] | None = None) -> int:
    """Read one part to its end and store it block by block; returns the unpacked bytes read.

    Args:
        task: The part.
        tell: Called with the bytes read, block by block.

    Raises:
        SourceFileError: The part cannot be used.
        WarehouseError: The database failed, or another run has taken over.
    """
    module, _, name = task.address.partition(":")
    source: GenerationSource = getattr(import_module(module), name)
    warehouse = open_warehouse(task.settings)
    try:
        with (
            database_errors(task.path.name),
            warehouse.connect() as connection,
            open_archive(task.path, max_unpacked_bytes=task.settings.max_unpacked_bytes) as archive,
            archive.open(task.member) as stream,
        ):
            part = _Part(task, source, warehouse, connection, task.done)
            for block, is_last in _blocks(source.read(stream, task.shown, task.facts), source.table):
                part.store(block, finished=is_last)
                if tell:
                    tell(block.bytes_read)
            return part.stored.bytes_read
    finally:
        warehouse.engine.dispose()


def watch_parent(parent: int) -> None:
    """End this process when the one that started it has died, so that no orphan goes on."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _blocks(batches: Iterator[RowBatch], table: str) -> Iterator[tuple[RowBatch, bool]]:
    """Batches put together until they have the rows of a transaction, and whether it is the last one.

    Where they are cut follows from the file alone, so that a later run cuts them there again.
    """
    held: list[RowBatch] = []
    rows = 0
    for batch in batches:
        if rows >= BLOCK_ROWS:
            yield _joined(held, table), False
            held, rows = [], 0
        held.append(batch)
        rows += len(batch.rows.get(table, ())) + len(batch.rejected)
    yield _joined(held, table), True


def _joined(batches: list[RowBatch], table: str) -> RowBatch:
    return RowBatch(
        records=sum(batch.records for batch in batches),
        rows={table: [row for batch in batches for row in batch.rows.get(table, ())]},
        bytes_read=max((batch.bytes_read for batch in batches), default=0),
        rejected=[record for batch in batches for record in batch.rejected],
        unreadable_values=sum(batch.unreadable_values for batch in batches),
    )


@dataclass
class _Part:
    task: PartTask
    source: GenerationSource
    warehouse: Warehouse
    connection: Connection
    stored: Progress
    # What has been read, stored by an earlier run or by this one.
    records: int = 0
    first_rejected: RejectedRecord | None = None

    def store(self, block: RowBatch, *, finished: bool) -> None:
        """Store one block and the progress in one transaction; skip what an earlier run has stored."""
        first = self.records + 1
        self.records += block.records
        if self.records <= self.task.done.records and not finished:
            return
        if first <= self.task.done.records:
            # Another version of the reader has cut the file elsewhere.
            with transaction(self.connection):
                give_up(self.connection, self.source.dataset)
            raise WarehouseError(
                f"{self.task.path.name}: what an earlier run has loaded cannot be gone on with",
                hint="Run this again: it begins anew",
            )
        rows, rejected = block.rows[self.source.table], block.rejected
        try:
            self._write(block, rows, rejected, finished=finished)
        except (IntegrityError, WarehouseError):
            rows, repeated = self._without_repeated(rows, first)
            if not repeated:
                raise
            rejected = [*rejected, *repeated]
            self._write(block, rows, rejected, finished=finished)
        self._refuse_if_hopeless()

    def _write(self, block: RowBatch, rows: list[Row], rejected: list[RejectedRecord], *, finished: bool) -> None:
        before, slot = self.stored, self.task.build.slot
        after = Progress(
            records=before.records + block.records,
            rows_stored=before.rows_stored + len(rows),
            rejected=before.rejected + len(rejected),
            unreadable_values=before.unreadable_values + block.unreadable_values,
            bytes_read=block.bytes_read,
            finished=finished,
        )
        with transaction(self.connection):
            self._advance(after)
            load_rows(
                self.warehouse,
                self.connection,
                self.source.dataset.rows,
                ("slot", *self.source.columns),
                [(slot, *row) for row in rows],
            )
            placed = [replace(record, position=f"{self.task.member.name}, {record.position}") for record in rejected]
            ledger.keep_rejected(self.connection, self.task.source_file_id, rejected_rows(placed))
        self.stored = after
        self.first_rejected = self.first_rejected or next(iter(rejected), None)

    def _advance(self, after: Progress) -> None:
        if not advance(self.connection, self.task.build, self.task.member.name, self.stored, after):
            raise WarehouseError(
                f"{self.task.path.name}: another run has taken over", hint="Nothing to do: it goes on with this file"
            )

    def _without_repeated(self, rows: list[Row], first: int) -> tuple[list[Row], list[RejectedRecord]]:
        """Leave out documents that are in the slot already, or twice in this block: the first one stays."""
        numbers = list(dict.fromkeys(row[0] for row in rows))
        there: set[Any] = set()
        table = self.source.dataset.rows
        _, number, *_ = table.primary_key.columns
        for start in range(0, len(numbers), _KEYS_AT_ONCE):
            there |= set(
                self.connection.scalars(
                    select(number).where(
                        table.c.slot == self.task.build.slot,
                        number.in_(numbers[start : start + _KEYS_AT_ONCE]),
                    )
                )
            )
        self.connection.rollback()
        kept: list[Row] = []
        repeated: list[RejectedRecord] = []
        for document, group in enumerate(_documents(rows)):
            name = group[0][0]
            if name in there:
                repeated.append(
                    RejectedRecord(
                        record_no=first + document,
                        position=f"document {name}",
                        reason=f"{number.name} {name} occurs a second time in the file",
                        raw_text="\n".join(str(row) for row in group),
                    )
                )
            else:
                kept += group
                there.add(name)
        return kept, repeated

    def _refuse_if_hopeless(self) -> None:
        """Stop where this part alone has far more bad records than the whole file may have.

        How many records the file has is a guess from its size, and records differ in length: a file that may be
        good after all is read to its end, and decided then.
        """
        if self.stored.rejected < _HOPELESS_RECORDS:
            return
        expected = self.stored.records * max(1.0, self.task.archive_bytes / self.stored.bytes_read)
        limit = self.task.settings.max_rejected_share
        if self.stored.rejected > expected * limit * _HOPELESS_FACTOR:
            first = self.first_rejected
            reason = (
                f"{self.stored.rejected} of {self.stored.records} records are bad, more than {limit:.1%} of the file"
            )
            raise SourceFileError(
                self.task.shown,
                f"{reason}; the first: {first.reason}" if first else reason,
                position=first.position if first else None,
                hint="The table rejected_record has each; PATENTRACK_MAX_REJECTED_SHARE allows more",
            )


def _documents(rows: list[Row]) -> Iterator[list[Row]]:
    """Rows of one document each: the place starts again at 1."""
    group: list[Row] = []
    for row in rows:
        if group and row[1] == 1:
            yield group
            group = []
        group.append(row)
    if group:
        yield group
