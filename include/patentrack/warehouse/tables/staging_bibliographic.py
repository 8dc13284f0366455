"""`db_staging`: bibliographic documents and application statuses of the file being loaded."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table

from patentrack.warehouse.tables import bibliographic, citations
from patentrack.warehouse.tables import status as status_tables
from patentrack.warehouse.tables.common import NUMBER, STAGING, flag_check, one_of, table
from patentrack.warehouse.tables.staging import OUTCOMES, as_in, record_number, sequence_number

document = table(
    "bibliographic_document",
    STAGING,
    "Grants or published applications of the file being loaded.",
    record_number(),
    Column("doc_num", String(NUMBER), nullable=False, doc="Patent or publication number."),
    Column("doc_date", Date, nullable=False, doc="Grant or publication date."),
    *as_in(bibliographic.application_grant, "grant_doc_num", "grant_date", "file_name", "file_date", "source_file_id"),
    Column("extension", Integer, doc="Days of term adjustment."),
    flag_check("disclaimer"),
    Index(None, "doc_num"),
    grain="one row per document of the file",
    clustered=True,
)

document_outcome = table(
    "bibliographic_outcome",
    STAGING,
    "What the merge does with each document of the file being loaded.",
    record_number(),
    Column("doc_num", String(NUMBER), nullable=False, doc="Patent or publication number."),
    Column("outcome", String(12), nullable=False, doc="inserted, replaced or stale."),
    one_of("outcome", OUTCOMES),
    Index(None, "outcome", "doc_num"),
    grain="one row per document of the file",
    clustered=True,
)


def _staged(name: str, source: Table, *but: str) -> Table:
    return table(
        f"bibliographic_{name}",
        STAGING,
        f"Rows of {source.name} of the file being loaded.",
        record_number(),
        sequence_number(),
        *as_in(source, *but),
        grain="one row per document and row of its list",
        clustered=True,
    )


children = {
    name: _staged(name, source, "grant_doc_num", "sequence_no", "appno_doc_num")
    for name, source in bibliographic.grant_children.items()
} | {"citation": _staged("citation", citations.cited_patents, "citing_patent_number", "sequence_no", "citing_date")}

status = table(
    "application_status",
    STAGING,
    "Statuses of the file being loaded.",
    record_number(),
    *as_in(status_tables.application_status, "application_status_id", "first_seen", "source_file_id"),
    Index(None, "appno_doc_num"),
    grain="one row per application of the file",
    clustered=True,
)
