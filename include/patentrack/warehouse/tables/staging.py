"""`db_staging`: what a load has read and not yet merged. Emptied by the load that holds its lock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from patentrack.warehouse.tables import assignments as master
from patentrack.warehouse.tables.common import NAME, STAGING, Id, flag_check, one_of, table

OUTCOMES = ("inserted", "replaced", "stale")


def record_number() -> Column[int]:
    """Declare the first key column of a staging table."""
    return Column("record_no", Integer, primary_key=True, autoincrement=False, doc="Number of the record in the file.")


def sequence_number() -> Column[int]:
    """Declare the second key column of a staged list."""
    return Column("sequence_no", Integer, primary_key=True, autoincrement=False, doc="Place in the record, from 1.")


def _spelling() -> Column[str]:
    return Column("name", String(NAME), nullable=False, doc="Normalised spelling.")


def as_in(source: Table, *but: str) -> Iterator[Column[Any]]:
    """The columns of a master table, without its keys, defaults and constraints."""
    for column in source.columns:
        if column.name not in but:
            yield Column(column.name, column.type, nullable=column.nullable, doc=column.doc)


assignment = table(
    "assignment",
    STAGING,
    "Documents of the file being loaded, with the type their text gives them.",
    record_number(),
    *as_in(master.assignment, "source_file_id"),
    *as_in(master.assignment_conveyance, "rf_id", "assignment_group_id", "employer_assign"),
    Column("text_sha256", String(64), nullable=False, doc="Digest of the conveyance text."),
    flag_check("purge_in"),
    Index(None, "rf_id"),
    grain="one row per record of the file",
    clustered=True,
)

assignor = table(
    "assignor",
    STAGING,
    "Assignors of the file being loaded.",
    record_number(),
    sequence_number(),
    *as_in(master.assignor, "rf_id", "sequence_no", "assignor_and_assignee_id"),
    _spelling(),
    grain="one row per record and assignor",
    clustered=True,
)

assignee = table(
    "assignee",
    STAGING,
    "Assignees of the file being loaded.",
    record_number(),
    sequence_number(),
    *as_in(master.assignee, "rf_id", "sequence_no", "assignor_and_assignee_id"),
    _spelling(),
    grain="one row per record and assignee",
    clustered=True,
)

documentid = table(
    "documentid",
    STAGING,
    "Properties of the file being loaded.",
    record_number(),
    sequence_number(),
    *as_in(master.documentid, "rf_id", "sequence_no"),
    grain="one row per record and property",
    clustered=True,
)

assignment_outcome = table(
    "assignment_outcome",
    STAGING,
    "What the merge does with each record of the file being loaded.",
    record_number(),
    Column("rf_id", BigInteger, nullable=False, doc="The document."),
    Column("outcome", String(12), nullable=False, doc="inserted, replaced or stale."),
    one_of("outcome", OUTCOMES),
    Index(None, "outcome", "rf_id"),
    grain="one row per record of the file",
    clustered=True,
)

name_change = table(
    "name_change",
    STAGING,
    "Spellings the merge touches, and by how much their mentions change.",
    Column("assignor_and_assignee_id", Id, primary_key=True, autoincrement=False, doc="The spelling."),
    Column("mentions", Integer, nullable=False, doc="Mentions gained, or lost when negative."),
    grain="one row per spelling in a replaced or new version",
)

text_change = table(
    "text_change",
    STAGING,
    "Conveyance texts that gain or lose documents by the merge.",
    Column("assignment_group_id", Id, primary_key=True, autoincrement=False, doc="The text."),
    Column("documents", Integer, nullable=False, doc="Documents gained, or lost when negative."),
    grain="one row per text whose number of documents changes",
)

reclassified_text = table(
    "reclassified_text",
    STAGING,
    "Conveyance texts of which the rules now say something else.",
    Column("assignment_group_id", Id, primary_key=True, autoincrement=False, doc="The text."),
    *as_in(master.assignment_conveyance, "rf_id", "assignment_group_id", "employer_assign"),
    grain="one row per text that is to be reclassified",
)
