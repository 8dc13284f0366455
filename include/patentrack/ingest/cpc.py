"""CPC of grants and of published applications: monthly master files into `patent_cpc` and `application_cpc`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection

from patentrack.archives import Archive, BinaryReader, Member
from patentrack.errors import SourceFileError
from patentrack.ingest.generations import GenerationSource, ingest_generation
from patentrack.ingest.names import day_in_name
from patentrack.ingest.run import FileRun, Progress
from patentrack.ingest.summary import FileSummary
from patentrack.settings import Settings
from patentrack.sources.cpc import COLUMNS, read_cpc_text, read_cpc_xml
from patentrack.sources.records import RowBatch
from patentrack.warehouse.generations import Dataset
from patentrack.warehouse.tables import classification
from patentrack.warehouse.tables.generations import uspto

_SNIFFED = 256


def ingest_grants(path: Path, settings: Settings, *, progress: Progress | None = None) -> FileSummary:
    """Load a file of CPCMCPT, XML or text; arguments and errors as in `ingest_generation`."""
    return ingest_generation(path, settings, GRANTS, f"{__name__}:GRANTS", progress=progress)


def ingest_publications(path: Path, settings: Settings, *, progress: Progress | None = None) -> FileSummary:
    """Load a file of CPCMCAPP, XML or text; arguments and errors as in `ingest_generation`."""
    return ingest_generation(path, settings, PUBLICATIONS, f"{__name__}:PUBLICATIONS", progress=progress)


def _parts(archive: Archive, file_name: str) -> list[Member]:
    """All XML files, or else all text files; both forms hold the same."""
    if [member.name for member in archive.members] == [file_name]:
        return list(archive.members)
    for suffix in (".xml", ".txt"):
        found = [member for member in archive.members if member.name.lower().endswith(suffix)]
        if found:
            return found
    names = ", ".join(member.name for member in archive.members[:5])
    raise SourceFileError(file_name, f"holds no XML and no text file (members: {names})")


def _read_grants(stream: BinaryReader, shown: str, _facts: Any) -> Iterator[RowBatch]:
    return _read(stream, shown, "patent_cpc")


def _read_publications(stream: BinaryReader, shown: str, _facts: Any) -> Iterator[RowBatch]:
    return _read(stream, shown, "application_cpc")


def _read(stream: BinaryReader, shown: str, table: Literal["patent_cpc", "application_cpc"]) -> Iterator[RowBatch]:
    start = stream.read(_SNIFFED)
    reader = read_cpc_xml if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else read_cpc_text
    return reader(_Rewound(start, stream), file_name=shown, table=table)


class _Rewound:
    """A stream from its beginning again, after a look at its first bytes."""

    def __init__(self, start: bytes, rest: BinaryReader) -> None:
        self._start, self._rest = start, rest

    def read(self, size: int, /) -> bytes:
        if self._start:
            data, self._start = self._start[:size], self._start[size:]
            return data
        return self._rest.read(size)


def _prepare(_run: FileRun, _archive: Archive) -> None:
    """Nothing: the reader needs no facts."""


def _publish(_connection: Connection, _facts: None) -> None:
    """Nothing: there is nothing but the rows."""


GRANTS = GenerationSource(
    dataset=Dataset("cpc-grants", classification.patent_cpc_generation, uspto),
    columns=COLUMNS["patent_cpc"],
    read=_read_grants,
    parts=_parts,
    prepare=_prepare,
    publish=_publish,
    file_date=day_in_name,
)
PUBLICATIONS = GenerationSource(
    dataset=Dataset("cpc-publications", classification.application_cpc_generation, uspto),
    columns=COLUMNS["application_cpc"],
    read=_read_publications,
    parts=_parts,
    prepare=_prepare,
    publish=_publish,
    file_date=day_in_name,
)
