"""Rows of a dataset that is kept by generation, and what readers see of it: for tests of the mechanism itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, select

from patentrack.warehouse import generations, ledger
from patentrack.warehouse.engine import Warehouse, transaction
from patentrack.warehouse.generations import Build, Dataset, Progress
from patentrack.warehouse.ledger import SourceFile
from patentrack.warehouse.tables import classification
from patentrack.warehouse.tables import generations as tables

GRANTS = Dataset("cpc-grants", classification.patent_cpc_generation, tables.uspto)
JANUARY = SourceFile(GRANTS.name, "US_Grant_CPC_MCF_XML_2024-01-01.zip", "1" * 64, 1000)
NOTHING = Progress()
FEBRUARY = SourceFile(GRANTS.name, "US_Grant_CPC_MCF_XML_2024-02-01.zip", "2" * 64, 1000)


def begin(warehouse: Warehouse, file: SourceFile, members: Sequence[str] = ("a.xml", "b.xml")) -> Build:
    """Begin a generation as a run does, or take it up again."""
    with warehouse.connect() as connection:
        number = entered(connection, file)
        return generations.begin(warehouse, connection, GRANTS, number, members)


def entered(connection: Connection, file: SourceFile) -> int:
    """The number of a file in the ledger, where it now is `loading`."""
    with transaction(connection):
        return ledger.begin(connection, file, keep_rejected=True)


def store(
    warehouse: Warehouse,
    build: Build,
    member: str,
    documents: Iterable[str],
    *,
    before: Progress = NOTHING,
    finished: bool = True,
) -> bool:
    """Store documents of one symbol each, with the progress of their part; False if another run has taken over."""
    rows = [symbol(document, slot=build.slot) for document in documents]
    after = Progress(before.records + len(rows), before.rows_stored + len(rows), finished=finished)
    with warehouse.connect() as connection, transaction(connection):
        if not generations.advance(connection, build, member, before, after):
            return False
        connection.execute(insert(GRANTS.rows), rows)
        return True


def symbol(document: str, *, slot: int, sequence_no: int = 1, main_group: str = "1") -> dict[str, object]:
    """A row of `patent_cpc_generation`."""
    return {
        "slot": slot,
        "grant_doc_num": document,
        "sequence_no": sequence_no,
        "application_number": f"1{document[-7:]:0>7}",
        "section": "H",
        "class": "04",
        "sub_class": "L",
        "main_group": main_group,
        "sub_group": "00",
        "type": 0,
    }


def show(warehouse: Warehouse, build: Build, file: SourceFile) -> None:
    """Switch to a generation."""
    with warehouse.connect() as connection:
        number, rows = entered(connection, file), generations.rows_in(connection, GRANTS, build.slot)
        connection.rollback()
        with transaction(connection):
            generations.switch(connection, GRANTS, build, source_file_id=number, file_date=None, rows_visible=rows)


def seen(warehouse: Warehouse) -> list[str]:
    """Documents that readers see, sorted."""
    view = classification.patent_cpc
    with warehouse.connect() as connection:
        return list(connection.scalars(select(view.c.grant_doc_num).order_by(view.c.grant_doc_num)))


def in_slots(warehouse: Warehouse) -> list[tuple[int, str]]:
    """Slot and document of every row, sorted."""
    rows = GRANTS.rows.c
    with warehouse.connect() as connection:
        found = connection.execute(select(rows.slot, rows.grant_doc_num).order_by(rows.slot, rows.grant_doc_num))
        return [(slot, document) for slot, document in found]
