"""`db_uspto`: the Cooperative Patent Classification of grants and published applications (monthly, whole)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, SmallInteger, String, Table, Text

from patentrack.warehouse.tables.common import CODE, NUMBER, USPTO, table
from patentrack.warehouse.tables.generations import generation_table, generation_view

_GRAIN = "one row per document and symbol"


def _cpc(name: str, what: str, number: Column[str], day: Column[object], dataset: str) -> tuple[Table, Table]:
    doc = f"Cooperative Patent Classification of {what}, from the monthly master file."
    rows = generation_table(
        name,
        USPTO,
        doc,
        number,
        Column("sequence_no", Integer, primary_key=True, autoincrement=False, doc="Place of the symbol, from 1."),
        Column("application_number", String(NUMBER), doc="Application number."),
        Column("country", String(CODE), doc="Office."),
        Column("kind_code", String(CODE), doc="Kind code of the document."),
        day,
        Column("classification_version_date", Date, doc="Version of the scheme."),
        Column("section", String(1), nullable=False, doc="Section, A to H or Y."),
        Column("class", String(2), nullable=False, doc="Class, two digits."),
        Column("sub_class", String(1), nullable=False, doc="Subclass, a letter."),
        Column("main_group", String(4), nullable=False, doc="Main group; text, leading zeros count."),
        Column("sub_group", String(6), nullable=False, doc="Subgroup; text, leading zeros count."),
        Column("symbol_position_code", String(1), doc="F first, L later."),
        Column("classification_value_code", String(1), doc="I inventive, A additional."),
        Column("type", SmallInteger, nullable=False, doc="0 main, 1 further."),
        Column("set_group", Integer, doc="Combination set the symbol belongs to."),
        Column("set_rank", Integer, doc="Rank in the combination set."),
        CheckConstraint("type IN (0, 1)", name="type"),
        Index(None, "slot", "application_number"),
        grain=_GRAIN,
    )
    return rows, generation_view(rows, dataset, doc, _GRAIN)


patent_cpc_generation, patent_cpc = _cpc(
    "patent_cpc",
    "grants",
    Column("grant_doc_num", String(NUMBER), primary_key=True, doc="Patent number."),
    Column("grant_date", Date, doc="Grant date."),
    "cpc-grants",
)
application_cpc_generation, application_cpc = _cpc(
    "application_cpc",
    "published applications",
    Column("pgpub_doc_num", String(NUMBER), primary_key=True, doc="Publication number."),
    Column("pgpub_date", Date, doc="Publication date."),
    "cpc-publications",
)

cpc_defination = table(
    "cpc_defination",
    USPTO,
    "Titles of CPC symbols. Not in the master files: the scheme's titles are a source of their own.",
    Column("cpc_code", String(NUMBER), primary_key=True, doc="Symbol, as in F04D29/703."),
    Column("hierarchical_structure", Text, nullable=False, doc="JSON list of {cpc_code, title}, from the top down."),
    grain="one row per symbol",
)
