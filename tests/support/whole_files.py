"""Files of the products that are published whole each time, written by hand, and what readers and the ledger then say.

CPC after the real record (WIPO ST.96), fee lines after the USPTO's file documentation; numbers are invented.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from patentrack.ingest.summary import FileSummary
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.generations import Dataset
from patentrack.warehouse.tables import classification, maintenance_fees
from patentrack.warehouse.tables import generations as tables
from patentrack.warehouse.tables.ledger import change_log, rejected_record, source_file
from support.cpc_files import Document, Symbol, text, xml, xml_record

CPC, FEES = classification.patent_cpc, maintenance_fees.event_maintainence_fees
# A document whose section is none: rejected by the reader, in either form.
BAD = Symbol(section="Z", position="F")


def zipped(path: Path, members: Mapping[str, str], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip with these members, the same bytes each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, method)
    return path


def grants(numbers: Iterable[int], version: str = "2013-01-01") -> list[Document]:
    """Grants of two symbols each, all of one version of the scheme: what tells one month from another."""
    symbols = (Symbol(position="F", version=version), Symbol(sub_group="08", version=version))
    return [Document(number=str(number), application=f"{number:08d}", symbols=symbols) for number in numbers]


def cpc_month(
    path: Path,
    *members: Sequence[Document],
    form: str = "xml",
    publications: bool = False,
    method: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """Write a month of CPC, a member for each list of documents."""
    table: Any = "application_cpc" if publications else "patent_cpc"
    contents = {
        f"part_{place}.{'xml' if form == 'xml' else 'txt'}": (
            xml(*(xml_record(document, table) for document in documents))
            if form == "xml"
            else text(*documents, table=table)
        )
        for place, documents in enumerate(members, start=1)
    }
    return zipped(path, contents, method=method)


def damaged(path: Path, content: bytes) -> Path:
    """Change one bit where this content stands in a zip whose members are stored as they are."""
    data = bytearray(path.read_bytes())
    at = data.index(content)
    data[at] ^= 1
    path.write_bytes(data)
    return path


def fee_line(patent: int | str = 6788980, *, day: str = "20080221", code: str = "M1551", entity: str = "N") -> str:
    """A line of the maintenance fee events, with its end."""
    number = str(patent).zfill(13)
    return f"{number} 09591604 {entity} 20000609 20040907 {day} {code:<5}\r\n"


def fee_week(path: Path, lines: Iterable[str], descriptions: Mapping[str, str] | None = None) -> Path:
    """Write a week of fee events, with descriptions of codes beside them if there are some."""
    day = path.stem.rpartition("_")[2]
    members = {f"MaintFeeEvents_{day}.txt": "".join(lines)}
    if descriptions:
        beside = "".join(f"{code:<5} {words}\r\n" for code, words in descriptions.items())
        members[f"MaintFeeEventsDesc_{day}.txt"] = beside
    return zipped(path, members)


def rows(table: Table, *columns: str) -> list[tuple[Any, ...]]:
    """Rows of a table or view, sorted; all columns if none is named."""
    chosen = [table.c[name] for name in columns] or list(table.c)
    return sorted(map(tuple, _all(select(*chosen))), key=repr)


def versions() -> dict[str, int]:
    """How many rows of CPC readers see of each version of the scheme."""
    found: dict[str, int] = {}
    for (version,) in rows(CPC, "classification_version_date"):
        found[str(version)] = found.get(str(version), 0) + 1
    return found


def hidden(dataset: Dataset) -> int:
    """How many rows lie in the slot that readers do not see."""
    shown = [row.slot for row in _all(select(dataset.current)) if row.dataset == dataset.name]
    return sum(row.slot not in shown for row in _all(select(dataset.rows.c.slot)))


def file_row(name: str) -> Any:
    """The row of a file in the ledger; of a re-issued one that of its last issue."""
    return _all(select(source_file).where(source_file.c.file_name == name).order_by(source_file.c.source_file_id))[-1]


def rejections() -> list[tuple[str, str]]:
    """Position and reason of each rejected record, in the order of arrival."""
    ordered = select(rejected_record).order_by(rejected_record.c.rejected_record_id)
    return [(row.position, row.reason) for row in _all(ordered)]


def changes() -> list[tuple[str, str, int, int]]:
    """Scope, table, rows before and after of each entry of the change log."""
    ordered = select(change_log).order_by(change_log.c.change_log_id)
    return [(row.scope, row.table_name, row.rows_before, row.rows_after) for row in _all(ordered)]


def parts() -> dict[str, tuple[int, int]]:
    """Records stored and whether it is finished, of each part of the generation being loaded."""
    return {row.member: (row.records, row.finished) for row in _all(select(tables.part))}


def pointers(current: Table = tables.uspto) -> dict[str, tuple[int, Any, int]]:
    """By dataset: slot, day of the file and rows that readers see."""
    return {row.dataset: (row.slot, row.file_date, row.rows_visible) for row in _all(select(current))}


def without_time(summary: FileSummary) -> FileSummary:
    """A summary that can be compared."""
    return replace(summary, seconds=0.0)


def _all(statement: Any) -> list[Any]:
    warehouse = open_warehouse(load_settings())
    try:
        with warehouse.connect() as connection:
            return _rows(connection, statement)
    finally:
        warehouse.engine.dispose()


def _rows(connection: Connection, statement: Any) -> list[Any]:
    return list(connection.execute(statement).all())
