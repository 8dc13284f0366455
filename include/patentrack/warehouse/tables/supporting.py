"""`db_uspto`: classification, status and work tables that users of the seed know; later sources fill them."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Index, Integer, SmallInteger, String

from patentrack.warehouse.tables.common import CODE, LINE, NAME, NUMBER, USPTO, Id, table


def _cpc(name: str, what: str, number: str, number_doc: str) -> None:
    table(
        name,
        USPTO,
        f"Cooperative Patent Classification of {what}, from the monthly master file.",
        Column(number, String(NUMBER), primary_key=True, doc=number_doc),
        Column("sequence_no", Integer, primary_key=True, autoincrement=False, doc="Place of the symbol, from 1."),
        Column("application_number", String(NUMBER), doc="Application number."),
        Column("country", String(CODE), doc="Office."),
        Column("kind_code", String(CODE), doc="Kind code of the document."),
        *(
            [Column("grant_date", Date, doc="Grant date.")]
            if number == "grant_doc_num"
            else [Column("pgpub_date", Date, doc="Publication date.")]
        ),
        Column("classification_version_date", Date, doc="Version of the scheme."),
        Column("section", String(1), nullable=False, doc="Section, A to H or Y."),
        Column("class", String(2), nullable=False, doc="Class, two digits."),
        Column("sub_class", String(1), nullable=False, doc="Subclass, a letter."),
        Column("main_group", String(4), nullable=False, doc="Main group; text, leading zeros count."),
        Column("sub_group", String(6), nullable=False, doc="Subgroup; text, leading zeros count."),
        Column("symbol_position_code", String(1), doc="F first, L later."),
        Column("classification_value_code", String(1), doc="I inventive, A additional."),
        Column("type", SmallInteger, nullable=False, doc="0 main, 1 further."),
        CheckConstraint("type IN (0, 1)", name="type"),
        Index(None, "application_number"),
        Index(None, "section", "class", "sub_class"),
        grain="one row per document and symbol",
        clustered=True,
    )


_cpc("patent_cpc", "grants", "grant_doc_num", "Patent number.")
_cpc("application_cpc", "published applications", "pgpub_doc_num", "Publication number.")

application_status = table(
    "application_status",
    USPTO,
    "Prosecution status of applications, as history.",
    Column("application_status_id", Id, primary_key=True, doc="Unique identifier of the entry."),
    Column("appno_doc_num", String(NUMBER), nullable=False, doc="Application number."),
    Column("status", String(LINE), nullable=False, doc="Status in the USPTO's words."),
    Column("status_date", Date, doc="Day of the status."),
    Index(None, "appno_doc_num", "status_date"),
    grain="one row per application and change of status",
)

company_temp = table(
    "company_temp",
    USPTO,
    "Work table of the seed: names with counts before they are linked.",
    Column("name", String(NAME), primary_key=True, doc="Name."),
    Column("instances", Integer, nullable=False, doc="Mentions."),
    CheckConstraint("instances >= 0", name="instances"),
    grain="one row per name",
)

list2 = table(
    "list2",
    USPTO,
    "Work table of the seed: documents in which a company takes part.",
    Column("rf_id", BigInteger, primary_key=True, autoincrement=False, doc="The document."),
    Column("company_id", Id, primary_key=True, autoincrement=False, doc="The company's representative."),
    Column("organisation_id", Integer, primary_key=True, autoincrement=False, doc="The customer organisation."),
    Column("representative_name", String(NAME), doc="The company's canonical name."),
    grain="one row per organisation, company and document",
)
