"""Products that are published whole each time: loaded beside what readers see, checked, then shown at once.

CPC and maintenance fee events come as files of up to 30 GB unpacked. Each file inside the archive is a part;
parts are read side by side, a process a part, and a run that is killed goes on where each of them stopped.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from patentrack.archives import Archive, BinaryReader, Member, open_archive
from patentrack.errors import SourceFileError, WarehouseError
from patentrack.ingest.generation_part import PartTask, load_part, watch_parent
from patentrack.ingest.run import FileRun, Progress, load_file
from patentrack.ingest.summary import FileSummary
from patentrack.settings import Settings
from patentrack.sources.records import RowBatch
from patentrack.warehouse import generations, ledger
from patentrack.warehouse.engine import transaction
from patentrack.warehouse.generations import Build, Dataset

# Starting a process costs seconds; reading this much takes as long.
BYTES_WORTH_A_PROCESS = 32 << 20


@dataclass(frozen=True)
class GenerationSource:
    """How the files of one product become the generations of a dataset.

    Attributes:
        dataset: Where they go; its name is that of the product.
        columns: Columns of the dataset's table, in the order of the reader's values.
        read: The reader: stream, name for messages, and what `prepare` gave; `RowBatch`es whose rows go by the
            name of the view.
        parts: The files of the archive to read.
        prepare: What the reader must know before the first part, looked up once; small, and picklable.
        publish: What else of it readers get to see, in the transaction of the switch.
        file_date: Day in the name of a file, if there is one.
    """

    dataset: Dataset
    columns: tuple[str, ...]
    read: Callable[[BinaryReader, str, Any], Iterator[RowBatch]]
    parts: Callable[[Archive, str], list[Member]]
    prepare: Callable[[FileRun, Archive], Any]
    publish: Callable[[Connection, Any], None]
    file_date: Callable[[str], dt.date | None]

    @property
    def table(self) -> str:
        """Name of the view readers use."""
        return self.dataset.rows.name.removesuffix("_generation")


def ingest_generation(
    path: Path, settings: Settings, source: GenerationSource, address: str, *, progress: Progress | None = None
) -> FileSummary:
    """Load one file of a product that is published whole, and show it to the readers.

    A file older than what readers see is not loaded: it is noted as superseded.

    Args:
        path: The file.
        settings: Where the warehouse is, and the limits.
        source: The product.
        address: Module and name of `source`, as in ``"patentrack.ingest.cpc:GRANTS"``, for the processes.
        progress: Called now and then with the unpacked bytes read and expected.

    Raises:
        SourceFileError: The file cannot be used; readers see what they saw.
        WarehouseError: The database failed; readers see what they saw.
    """
    name = source.dataset.name

    def load(run: FileRun) -> FileSummary:
        try:
            return _Generation(run, source, address).load()
        except SourceFileError:
            # The next try reads it from its beginning: what is wrong lies in the file, not in this run.
            with transaction(run.connection):
                generations.give_up(run.connection, source.dataset)
            raise

    return load_file(path, settings, product=name, lock=name, load=load, progress=progress, resumable=True)


@dataclass
class _Generation:
    run: FileRun
    source: GenerationSource
    address: str

    def load(self) -> FileSummary:
        run, source = self.run, self.source
        day = source.file_date(run.path.name)
        if newer := self._newer_than(day):
            return run.superseded(f"{newer}; not loaded")
        with open_archive(run.path, max_unpacked_bytes=run.settings.max_unpacked_bytes) as archive:
            members = source.parts(archive, run.path.name)
            facts = source.prepare(run, archive)
        build = generations.begin(
            run.warehouse,
            run.connection,
            source.dataset,
            run.source_file_id,
            [member.name for member in members],
        )
        try:
            self._load_parts(build, members, facts)
        except SourceFileError:
            self._count(build)
            raise
        rows = self._check(build)
        summary = self._switch(build, day, rows, facts)
        # What readers saw until now. Where that cannot be done, the next generation begins with it.
        generations.empty_slot(run.warehouse, run.connection, source.dataset.rows, 1 - build.slot, patience=0)
        return summary

    def _newer_than(self, day: dt.date | None) -> str | None:
        """Say what is newer than this file, if something is."""
        run = self.run
        shown = generations.current(run.connection, self.source.dataset)
        is_reissued = ledger.has_later_issue(run.connection, run.source_file_id)
        run.connection.rollback()
        if day and shown and shown.file_date and shown.file_date > day:
            return f"older than what readers see, which is of {shown.file_date}"
        return "a later issue of this file has been loaded" if is_reissued else None

    def _load_parts(self, build: Build, members: Sequence[Member], facts: Any) -> None:
        run = self.run
        progress = generations.progress_of(run.connection, build)
        run.connection.rollback()
        size = sum(member.unpacked_bytes for member in members)
        tasks = [
            PartTask(
                address=self.address,
                path=run.path,
                settings=run.settings,
                source_file_id=run.source_file_id,
                build=build,
                member=member,
                archive_bytes=size,
                facts=facts,
                done=progress[member.name],
            )
            for member in members
            if not progress[member.name].finished
        ]
        # The largest first: the last one to end is then a small one.
        tasks.sort(key=lambda task: -task.member.unpacked_bytes)
        before = sum(done.bytes_read for done in progress.values() if done.finished)

        def tell(bytes_read: int) -> None:
            run.bytes_read = before + bytes_read
            run.show_progress(size)

        _run(tasks, tell)

    def _check(self, build: Build) -> int:
        """Refuse a generation that is not whole; returns its rows."""
        run, dataset = self.run, self.source.dataset
        progress = self._count(build)
        rows = generations.rows_in(run.connection, dataset, build.slot)
        run.connection.rollback()
        stored = sum(part.rows_stored for part in progress)
        if rows != stored or not all(part.finished for part in progress):
            raise SourceFileError(
                run.path.name,
                f"{rows} rows are in the table where {stored} were stored; readers see what they saw before",
                hint="Run this again: it begins anew",
            )
        if not rows:
            raise SourceFileError(run.path.name, "holds no record at all", hint="Readers see what they saw before")
        run.refuse_if_too_many_rejected()
        return rows

    def _count(self, build: Build) -> Collection[generations.Progress]:
        """Take over what all parts together have read, by this run and those before it."""
        run = self.run
        progress = generations.progress_of(run.connection, build).values()
        run.records = sum(part.records for part in progress)
        run.bytes_read = sum(part.bytes_read for part in progress)
        run.unreadable_values = sum(part.unreadable_values for part in progress)
        run.rejected = sum(part.rejected for part in progress)
        run.first_rejected = ledger.first_rejected(run.connection, run.source_file_id)
        run.connection.rollback()
        return progress

    def _switch(self, build: Build, day: dt.date | None, rows: int, facts: Any) -> FileSummary:
        run, source = self.run, self.source
        with transaction(run.connection):
            source.publish(run.connection, facts)
            shown = generations.current(run.connection, source.dataset)
            generations.switch(
                run.connection,
                source.dataset,
                build,
                source_file_id=run.source_file_id,
                file_date=day,
                rows_visible=rows,
            )
            if shown and shown.source_file_id != run.source_file_id:
                ledger.supersede(run.connection, shown.source_file_id)
            summary = run.finish(
                rows={source.table: rows},
                changes={f"{source.dataset.rows.schema}.{source.table}": (shown.rows_visible if shown else 0, rows)},
                inserted=run.records - run.rejected,
                transaction_date=day,
            )
        return replace(summary, transaction_date=day.isoformat() if day else None)


def _run(tasks: list[PartTask], tell: Callable[[int], None]) -> None:
    """Load the parts side by side, as many as there are processors."""
    size = sum(task.member.unpacked_bytes for task in tasks)
    processes = min(len(tasks), os.cpu_count() or 1, size // BYTES_WORTH_A_PROCESS)
    read = 0
    if processes <= 1:
        for task in tasks:
            read += load_part(task, lambda done, before=read: tell(before + done))  # type: ignore[misc]
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=watch_parent, initargs=(os.getpid(),)) as pool:
        futures = [pool.submit(load_part, task) for task in tasks]
        try:
            for future in as_completed(futures):
                read += future.result()
                tell(read)
        except BrokenProcessPool:
            raise WarehouseError(
                f"{tasks[0].path.name}: a process that loaded a part of it was killed or could not start",
                hint="See the lines above, or the system's log if memory was short; run this again, it goes on there",
            ) from None
        finally:
            for future in futures:
                future.cancel()
