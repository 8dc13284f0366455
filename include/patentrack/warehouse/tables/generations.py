"""Generations: datasets that the USPTO publishes as a whole each time (design section 4).

The rows of a dataset lie in one of two slots. Readers see, through a view, the slot that `current_generation`
names; the next generation is loaded into the other one, and one UPDATE makes it the current one.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, DateTime, Integer, SmallInteger, String, Table

from patentrack.warehouse.tables.common import FEES, NUMBER, STAGING, USPTO, Id, flag, flag_check, table
from patentrack.warehouse.tables.views import view

SLOTS = (0, 1)
# A partition a slot: emptying one of fifty million rows takes no time. A foreign key would forbid it; none is needed.
_PARTITIONS = "LIST (slot) (PARTITION slot_0 VALUES IN (0), PARTITION slot_1 VALUES IN (1))"


def _current(database: str) -> Table:
    return table(
        "current_generation",
        database,
        "Which generation of a dataset readers see.",
        Column("dataset", String(NUMBER), primary_key=True, doc="Product, as `patentrack ingest` names it."),
        Column("slot", SmallInteger, nullable=False, doc="Slot that holds the rows of this generation."),
        Column("source_file_id", Id, nullable=False, doc="File they came from, in db_uspto.source_file."),
        Column("file_date", Date, doc="Day in the name of the file."),
        Column("rows_visible", BigInteger, nullable=False, doc="Rows of this generation."),
        Column("switched_at", DateTime, nullable=False, doc="Since when readers see it (UTC)."),
        CheckConstraint("slot IN (0, 1)", name="slot"),
        grain="one row per dataset",
    )


# One in each database that has such datasets: a view of SQLite cannot look into another database.
uspto = _current(USPTO)
fees = _current(FEES)

build = table(
    "generation_build",
    STAGING,
    "The generation of a dataset that was last begun, so that a killed run can be taken up again.",
    Column("dataset", String(NUMBER), primary_key=True, doc="Product, as `patentrack ingest` names it."),
    Column("source_file_id", Id, nullable=False, doc="File it is loaded from, in db_uspto.source_file."),
    Column("slot", SmallInteger, nullable=False, doc="Slot it is loaded into."),
    Column(
        "attempt",
        Integer,
        nullable=False,
        doc="Number of the run; what an earlier run still does is refused.",
    ),
    CheckConstraint("slot IN (0, 1)", name="slot"),
    grain="one row per dataset",
)

part = table(
    "generation_part",
    STAGING,
    "How far each file of the archive has been loaded; written with the rows, in one transaction.",
    Column("dataset", String(NUMBER), primary_key=True, doc="Product, as `patentrack ingest` names it."),
    Column("member", String(255), primary_key=True, doc="Name of the file inside the archive."),
    Column("attempt", Integer, nullable=False, doc="Number of the run that may go on with it."),
    Column("records", BigInteger, nullable=False, default=0, server_default="0", doc="Records read and stored."),
    Column("rows_stored", BigInteger, nullable=False, default=0, server_default="0", doc="Rows they became."),
    Column("rejected", Integer, nullable=False, default=0, server_default="0", doc="Records left out."),
    Column("unreadable_values", Integer, nullable=False, default=0, server_default="0", doc="Values that are none."),
    Column("bytes_read", BigInteger, nullable=False, default=0, server_default="0", doc="Bytes read."),
    flag("finished", "1: read to its end."),
    flag_check("finished"),
    grain="one row per dataset being loaded and file of its archive",
)


def generation_table(name: str, database: str, doc: str, *items: Any, grain: str) -> Table:
    """Declare the table that holds both slots of a dataset; `slot` is the first column of its key."""
    return table(
        f"{name}_generation",
        database,
        f"{doc} Both slots: readers use the view {name}.",
        Column("slot", SmallInteger, primary_key=True, autoincrement=False, doc="0 or 1."),
        *items,
        CheckConstraint("slot IN (0, 1)", name="slot"),
        grain=grain,
        clustered=True,
        partition_by=_PARTITIONS,
    )


def generation_view(source: Table, dataset: str, doc: str, grain: str) -> Table:
    """Declare the view that shows the current generation of a dataset."""
    return view(
        source.name.removesuffix("_generation"),
        str(source.schema),
        doc,
        source,
        "slot",
        where=f"slot = (SELECT slot FROM {{here}}current_generation WHERE dataset = '{dataset}')",
        grain=grain,
    )
