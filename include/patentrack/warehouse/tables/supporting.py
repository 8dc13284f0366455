"""`db_uspto`: work tables that users of the seed know."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, String

from patentrack.warehouse.tables.common import NAME, USPTO, Id, table

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
