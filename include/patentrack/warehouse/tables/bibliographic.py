"""Bibliographic data of grants and of published applications, each in its database (behaviour of the seed: 1.6).

The seed had the two databases crossed. Here `db_patent_grant_bibliographic` holds grants and
`db_patent_application_bibliographic` published applications, with the same tables but for the document itself.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from patentrack.warehouse.tables.common import (
    APPLICATIONS,
    CODE,
    GRANTS,
    LINE,
    NAME,
    NUMBER,
    Id,
    flag,
    flag_check,
    one_of,
    table,
)

PARTY_TYPES = ("organisation", "person")
_RELATION = 60


def _document(name: str, database: str, what: str, number: Column[str], day: Column[Any]) -> Table:
    return table(
        name,
        database,
        f"{what}: numbers, dates, title.",
        number,
        day,
        Column("kind_code", String(CODE), doc="Kind code."),
        Column("appno_doc_num", String(NUMBER), nullable=False, doc="Application number."),
        Column("appno_date", Date, doc="Filing date."),
        Column("application_type", String(CODE), doc="utility, design, plant, reissue and others."),
        Column("title", Text, doc="Title, without markup."),
        Column("length_of_grant", Integer, doc="Term of a design in years."),
        flag("disclaimer", "1: a terminal disclaimer was filed."),
        Column("claims", Integer, doc="Number of claims."),
        Column("intreg_doc_num", String(NUMBER), doc="International registration (Hague), as in DM/123456."),
        Column("pct_doc_num", String(NUMBER), doc="International application (PCT)."),
        Column("file_name", String(255), nullable=False, doc="Weekly file it came from."),
        Column("file_date", Date, nullable=False, doc="Day of that file; the newest file wins."),
        Column("source_file_id", Id, nullable=False, doc="That file, in db_uspto.source_file."),
        flag_check("disclaimer"),
        Index(None, "appno_doc_num"),
        Index(None, "file_name"),
        grain="one row per document",
    )


application_grant = _document(
    "application_grant",
    GRANTS,
    "Grants",
    Column("grant_doc_num", String(NUMBER), primary_key=True, doc="Patent number, as in documentid: no leading zeros."),
    Column("grant_date", Date, nullable=False, doc="Grant date."),
)
application_publication = _document(
    "application_publication",
    APPLICATIONS,
    "Published applications",
    Column("pgpub_doc_num", String(NUMBER), primary_key=True, doc="Publication number: year and seven digits."),
    Column("pgpub_date", Date, nullable=False, doc="Publication date."),
)

grant_extension = table(
    "grant_extension",
    GRANTS,
    "Adjustment of the patent term (35 U.S.C. 154(b)).",
    Column(
        "grant_doc_num",
        String(NUMBER),
        ForeignKey(f"{GRANTS}.application_grant.grant_doc_num"),
        primary_key=True,
        doc="Patent number.",
    ),
    Column("appno_doc_num", String(NUMBER), nullable=False, doc="Application number."),
    Column("extension", Integer, nullable=False, doc="Days."),
    CheckConstraint("extension >= 0", name="extension"),
    Index(None, "appno_doc_num"),
    grain="one row per grant with an adjustment",
)


def _name_parts() -> tuple[Column[Any], ...]:
    return (
        Column("family_name", String(NAME), doc="Family name of a person."),
        Column("given_name", String(NAME), doc="Given name of a person."),
        Column("middle_name", String(NAME), doc="Middle names or initials of a person."),
        Column("suffix", String(NAME), doc="Suffix of a person's name."),
    )


def _place() -> tuple[Column[Any], ...]:
    return (
        Column("city", String(LINE), doc="City."),
        Column("state", String(LINE), doc="State."),
        Column("postcode", String(LINE), doc="Postcode."),
        Column("country", String(LINE), doc="Country."),
    )


def _party() -> tuple[Column[Any], ...]:
    return (
        Column("original_name", String(NAME), nullable=False, doc="Name as printed."),
        Column("name", String(NAME), nullable=False, doc="Normalised spelling, as in assignor_and_assignee."),
        Column("type", String(CODE), nullable=False, doc="organisation or person."),
    )


def _inventor() -> tuple[Any, ...]:
    return (
        Column("name", String(NAME), nullable=False, doc="Name as printed: given, middle, family, suffix."),
        *_name_parts(),
        *(column for column in _place() if column.name != "postcode"),
    )


def _applicant() -> tuple[Any, ...]:
    return (
        *_party(),
        Column("app_type", String(NUMBER), doc="Role: applicant, applicant-inventor and others."),
        Column("authority", String(NUMBER), doc="By what right one applies who is no inventor."),
        *_name_parts(),
        Column("address_1", String(LINE), doc="Address line 1."),
        Column("address_2", String(LINE), doc="Address line 2."),
        *_place(),
        one_of("type", PARTY_TYPES),
    )


def _assignee() -> tuple[Any, ...]:
    return (
        *_party(),
        Column("role", String(CODE), doc="The USPTO's code of what the assignee is, as in 02: US company."),
        *_name_parts(),
        Column("address_1", String(LINE), doc="Address line 1."),
        *_place(),
        one_of("type", PARTY_TYPES),
    )


def _lawfirm() -> tuple[Any, ...]:
    return (
        Column("name", String(NAME), nullable=False, doc="Name as printed."),
        Column("type", String(CODE), nullable=False, doc="organisation or person."),
        Column("rep_type", String(NUMBER), doc="attorney, agent, or correspondence: where letters go."),
        Column("family_name", String(NAME), doc="Family name of a person."),
        Column("given_name", String(NAME), doc="Given names of a person."),
        Column("country", String(LINE), doc="Country."),
        one_of("type", PARTY_TYPES),
    )


def _priority_claim() -> tuple[Any, ...]:
    return (
        Column("country", String(CODE), doc="Office of the earlier application."),
        Column("doc_num", String(NUMBER), doc="Number of the earlier application."),
        Column("date", Date, doc="Its filing date."),
        Column("kind", String(CODE), doc="national, regional or international."),
    )


def _related_document() -> tuple[Any, ...]:
    return (
        Column("relation", String(_RELATION), nullable=False, doc="continuation, division, reissue and others."),
        Column("parent_country", String(CODE), doc="Office of the parent."),
        Column("parent_doc_num", String(NUMBER), doc="Number of the parent."),
        Column("parent_kind", String(CODE), doc="Kind code of the parent."),
        Column("parent_date", Date, doc="Date of the parent."),
        Column("parent_status", String(NUMBER), doc="State of the parent: PENDING, GRANTED, ABANDONED."),
        Column("parent_grant_doc_num", String(NUMBER), doc="Patent the parent became."),
        Column("child_country", String(CODE), doc="Office of the child."),
        Column("child_doc_num", String(NUMBER), doc="Number of the child, usually this application."),
        Index(None, "parent_doc_num"),
    )


CHILDREN = {
    "inventor": ("Inventors", "inventor", _inventor),
    "applicant": ("Applicants", "applicant", _applicant),
    "assignee": ("Assignees printed on the document", "assignee", _assignee),
    "lawfirm": ("Attorneys, agents and correspondents", "representative", _lawfirm),
    "priority_claim": ("Foreign priorities", "claim", _priority_claim),
    "related_document": ("Parents: continuations, divisions, reissues, provisionals", "parent", _related_document),
}


def _children(document: Table) -> dict[str, Table]:
    [number] = document.primary_key.columns
    return {
        name: table(
            name,
            str(document.schema),
            f"{what}, as printed.",
            Column(
                number.name,
                String(NUMBER),
                ForeignKey(f"{document.schema}.{document.name}.{number.name}"),
                primary_key=True,
                doc=number.doc,
            ),
            Column("sequence_no", Integer, primary_key=True, autoincrement=False, doc="Place in the document, from 1."),
            Column("appno_doc_num", String(NUMBER), nullable=False, doc="Application number."),
            *columns(),
            Index(None, "appno_doc_num"),
            grain=f"one row per document and {one}",
        )
        for name, (what, one, columns) in CHILDREN.items()
    }


grant_children = _children(application_grant)
application_children = _children(application_publication)
