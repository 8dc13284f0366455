"""`db_new_application`: which patent cites which, read off the grants."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String

from patentrack.warehouse.tables.common import CODE, LINE, NAME, NEW_APPLICATION, NUMBER, one_of, table

CITED_TYPES = ("grant", "publication", "application", "foreign")

cited_patents = table(
    "cited_patents",
    NEW_APPLICATION,
    "Patents and published applications that a grant cites; read by patent_number these are forward citations.",
    Column("citing_patent_number", String(NUMBER), primary_key=True, doc="The grant that cites."),
    Column("sequence_no", Integer, primary_key=True, autoincrement=False, doc="Place in its list, from 1."),
    Column("patent_number", String(NUMBER), nullable=False, doc="What is cited; of the USPTO as in documentid."),
    Column("cited_type", String(CODE), nullable=False, doc="grant, publication or application; or foreign."),
    Column("country", String(CODE), doc="Office of the cited document."),
    Column("kind_code", String(CODE), doc="Kind code of the cited document."),
    Column("name", String(NAME), doc="Name printed beside it, usually the first inventor's."),
    Column("cited_date", Date, doc="Day of the cited document, where the month and the day are given."),
    Column("category", String(LINE), doc="Who cited it: cited by examiner, cited by applicant and others."),
    Column("citing_date", Date, nullable=False, doc="Grant date of the patent that cites."),
    one_of("cited_type", CITED_TYPES),
    Index(None, "patent_number"),
    grain="one row per citing grant and cited document",
)
