"""Maintenance fee events: the weekly file, whole each time, and the descriptions of its codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from patentrack.archives import Archive, BinaryReader, Member
from patentrack.errors import SourceFileError
from patentrack.ingest.generations import GenerationSource, ingest_generation
from patentrack.ingest.names import day_in_name
from patentrack.ingest.run import FileRun, Progress
from patentrack.ingest.summary import FileSummary
from patentrack.settings import Settings
from patentrack.sources.maintenance_fees import COLUMNS, read_event_codes, read_fee_events
from patentrack.sources.records import RowBatch
from patentrack.warehouse.generations import Dataset
from patentrack.warehouse.tables import generations, maintenance_fees

# MaintFeeEvents_20240102.txt lies beside MaintFeeEventsDesc_20240102.txt.
_DESCRIPTIONS = "maintfeeeventsdesc"


def ingest_file(path: Path, settings: Settings, *, progress: Progress | None = None) -> FileSummary:
    """Load a file of PTMNFEE2, as a zip or as text; arguments and errors as in `ingest_generation`."""
    return ingest_generation(path, settings, EVENTS, f"{__name__}:EVENTS", progress=progress)


def _parts(archive: Archive, file_name: str) -> list[Member]:
    if [member.name for member in archive.members] == [file_name]:
        return list(archive.members)
    texts = [member for member in archive.members if member.name.lower().endswith(".txt")]
    events = [member for member in texts if member not in _descriptions(archive)]
    if len(events) != 1:
        names = ", ".join(member.name for member in archive.members[:5])
        raise SourceFileError(
            file_name, f"should hold one text file of events and holds {len(events)} (members: {names})"
        )
    return events


def _descriptions(archive: Archive) -> list[Member]:
    return [
        member
        for member in archive.members
        if member.name.rpartition("/")[2].lower().startswith(_DESCRIPTIONS) and member.name.lower().endswith(".txt")
    ]


def _codes(run: FileRun, archive: Archive) -> dict[str, str]:
    """The codes known so far and those that lie beside the events, with their descriptions."""
    codes = _known_codes(run.connection)
    run.connection.rollback()
    for member in _descriptions(archive):
        with archive.open(member) as stream:
            codes.update(read_event_codes(stream, file_name=f"{run.path.name}:{member.name}"))
    return codes


def _known_codes(connection: Connection) -> dict[str, str]:
    table = maintenance_fees.event_maintainence_code
    return dict(connection.execute(select(table.c.event_code, table.c.event_description)).tuples().all())


def _keep_codes(connection: Connection, codes: dict[str, str]) -> None:
    table = maintenance_fees.event_maintainence_code
    known = _known_codes(connection)
    for code, text in codes.items():
        if code not in known:
            connection.execute(insert(table).values(event_code=code, event_description=text))
        elif text != known[code]:
            connection.execute(update(table).where(table.c.event_code == code).values(event_description=text))


def _read(stream: BinaryReader, shown: str, codes: dict[str, str]) -> Iterator[RowBatch]:
    return read_fee_events(stream, file_name=shown, known_codes=codes)


EVENTS = GenerationSource(
    dataset=Dataset("maintenance-fees", maintenance_fees.event_maintainence_fees_generation, generations.fees),
    columns=COLUMNS,
    read=_read,
    parts=_parts,
    prepare=_codes,
    publish=_keep_codes,
    file_date=day_in_name,
)
