"""What every table must be, counted over the metadata: names, keys, indexes, CHECKs, words, and the seed's names."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    SmallInteger,
    Table,
    UniqueConstraint,
    insert,
    update,
)
from sqlalchemy.exc import DBAPIError

from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.tables import DATABASES, metadata
from patentrack.warehouse.tables.common import APPLICATIONS, FEES, GRANTS, NEW_APPLICATION
from patentrack.warehouse.tables.views import view_metadata
from support.rows import fill_every_table, row_of

TABLES = sorted(metadata.tables.values(), key=str)
CPC_SYMBOL = (
    "country kind_code classification_version_date section class sub_class main_group sub_group symbol_position_code"
    " classification_value_code type"
)
PERSON = "given_name middle_name family_name"
PLACE = "city state postcode country"

# What users know by name: section 2 of the database schema, and the tables of the bibliographic, citation and
# maintenance fee databases. Kept by hand: it is what was promised, not what is there. Of columns those that hold
# data of the USPTO; the old system's paths of files and icons are none.
SEED = {
    "db_uspto.assignor_and_assignee": "assignor_and_assignee_id name instances representative_id",
    "db_uspto.representative": "representative_id representative_name type parent_id",
    "db_uspto.assignment": "rf_id cname caddress_1 caddress_2 caddress_3 reel_no frame_no convey_text record_dt"
    " last_update_dt page_count purge_in",
    "db_uspto.assignor": "rf_id assignor_and_assignee_id or_name exec_dt",
    "db_uspto.assignee": "rf_id assignor_and_assignee_id ee_name ee_address_1 ee_address_2 ee_city ee_state"
    " ee_postcode ee_country",
    "db_uspto.assignment_conveyance": "rf_id convey_ty employer_assign",
    "db_uspto.representative_assignment_conveyance": "rf_id convey_ty employer_assign",
    "db_uspto.documentid": "rf_id title appno_doc_num appno_date appno_country pgpub_doc_num pgpub_date"
    " grant_doc_num grant_date grant_country",
    "db_uspto.correspondent": "rf_id cname",
    "db_uspto.patent_cpc": f"application_number grant_doc_num grant_date {CPC_SYMBOL}",
    "db_uspto.application_cpc": f"application_number pgpub_doc_num pgpub_date {CPC_SYMBOL}",
    "db_uspto.cpc_defination": "cpc_code hierarchical_structure",
    "db_uspto.company_temp": "",
    "db_uspto.list2": "",
    "db_uspto.conveyance": "is_ota",
    "db_uspto.assignment_group": "",
    "db_uspto.application_status": "",
    "db_uspto.download_tracking": "",
    f"{GRANTS}.application_grant": "appno_doc_num appno_date grant_doc_num grant_date title file_name",
    f"{GRANTS}.grant_extension": "appno_doc_num extension",
    f"{APPLICATIONS}.application_publication": "appno_doc_num appno_date pgpub_doc_num pgpub_date title file_name",
    **{f"{database}.inventor": f"appno_doc_num name {PERSON}" for database in (GRANTS, APPLICATIONS)},
    **{
        f"{database}.applicant": f"appno_doc_num original_name name {PERSON} address_1 address_2 {PLACE} type"
        for database in (GRANTS, APPLICATIONS)
    },
    **{
        f"{database}.assignee": f"appno_doc_num original_name name {PERSON} address_1 {PLACE} type"
        for database in (GRANTS, APPLICATIONS)
    },
    f"{FEES}.event_maintainence_fees": "grant_doc_num appno_doc_num entity_status filling_date grant_date event_date"
    " event_code",
    f"{FEES}.event_maintainence_code": "event_code event_description",
    f"{FEES}.event_maintainence_code_fees": "event_code fees_amount",
    f"{NEW_APPLICATION}.cited_patents": "patent_number citing_patent_number",
}

# Keys that are held by no foreign key, and why.
FREE_KEYS = {
    "db_uspto.assignment_conveyance.corrected_rf_id": "a text may name a document that has not been loaded, or none",
    "db_uspto.assignment_group.corrected_rf_id": "the same",
    "db_staging.assignment.corrected_rf_id": "the same",
    "db_staging.reclassified_text.corrected_rf_id": "the same",
    "db_staging.assignment.rf_id": "staged before it is known to the master tables",
    "db_staging.assignment_outcome.rf_id": "staged before it is known to the master tables",
    "db_staging.name_result.representative_id": "lies in another database",
    "db_staging.generation_build.source_file_id": "lies in another database",
    f"{GRANTS}.application_grant.source_file_id": "lies in another database",
    f"{APPLICATIONS}.application_publication.source_file_id": "lies in another database",
    f"{FEES}.current_generation.source_file_id": "lies in another database",
    "db_uspto.current_generation.source_file_id": "the same table in each database that has generations",
}

# Beside these, every SmallInteger is a flag or a code, and has a CHECK as well.
NOT_NEGATIVE = {
    "db_uspto.assignor_and_assignee.instances",
    "db_uspto.company_temp.instances",
    "db_uspto.assignment_group.counter",
    "db_uspto.download_request.bytes_received",
    "db_uspto.download_tracking.files_downloaded",
    "db_uspto.source_file.bytes",
    "db_uspto.source_file.records_read",
    "db_uspto.source_file.inserted",
    "db_uspto.source_file.replaced",
    "db_uspto.source_file.stale",
    "db_uspto.source_file.purged",
    "db_uspto.source_file.rejected",
    "db_uspto.source_file.unreadable_values",
}
CLOSED_SETS = {
    "db_uspto.source_file.state": "pending loading loaded failed superseded",
    "db_uspto.download_tracking.status": "in_progress success failed",
    "db_uspto.download_tracking.schedule_frequency": "daily weekly monthly yearly on_demand",
    "db_staging.assignment_outcome.outcome": "inserted replaced stale",
    "db_staging.bibliographic_outcome.outcome": "inserted replaced stale",
    f"{FEES}.event_maintainence_fees_generation.entity_status": "N Y M",
    f"{FEES}.event_maintainence_code_fees.entity": "large small micro",
    f"{FEES}.event_maintainence_code_fees.kind": "fee surcharge",
    f"{NEW_APPLICATION}.cited_patents.cited_type": "grant publication application foreign",
    **{
        f"{database}.{party}.type": "organisation person"
        for database in (GRANTS, APPLICATIONS)
        for party in ("applicant", "assignee", "lawfirm")
    },
}

# One broken value per CHECK, beside a row that is otherwise right.
BROKEN = [
    ("db_uspto.assignment", {"rf_id": 1}),
    ("db_uspto.assignment", {"rf_id": 415770000, "frame_no": 10000}),
    ("db_uspto.assignment", {"rf_id": 10000000000, "reel_no": 1000000, "frame_no": 0}),
    ("db_uspto.assignment", {"purge_in": 2}),
    ("db_uspto.assignment_arrows", {"arrows": 0}),
    ("db_uspto.assignment_conveyance", {"employer_assign": 2}),
    ("db_uspto.assignment_group", {"counter": -1}),
    ("db_uspto.assignor_and_assignee", {"instances": -1}),
    ("db_uspto.conveyance", {"is_ota": 2}),
    ("db_uspto.representative", {"type": 5}),
    ("db_uspto.representative_assignment_conveyance", {"flag": 2}),
    ("db_uspto.representative_decision", {"name_1": "Foo Corp"}),
    ("db_uspto.representative_decision", {"same": 2}),
    ("db_uspto.source_file", {"state": "half"}),
    ("db_uspto.source_file", {"state": "Loaded"}),
    ("db_uspto.source_file", {"loaded_at": None}),
    ("db_uspto.source_file", {"rejected": -1}),
    ("db_uspto.download_request", {"http_status": 99}),
    ("db_uspto.download_tracking", {"status": "done"}),
    ("db_uspto.quality_metric", {"success": 2}),
    ("db_uspto.patent_cpc_generation", {"type": 2}),
    ("db_uspto.patent_cpc_generation", {"slot": 2}),
    ("db_uspto.application_cpc_generation", {"type": -1}),
    ("db_uspto.application_cpc_generation", {"slot": -1}),
    ("db_uspto.current_generation", {"slot": 2}),
    (f"{FEES}.current_generation", {"slot": 2}),
    (f"{FEES}.event_maintainence_fees_generation", {"entity_status": "?"}),
    (f"{FEES}.event_maintainence_fees_generation", {"slot": 2}),
    (f"{FEES}.event_maintainence_code_fees", {"fees_amount": 0}),
    (f"{FEES}.event_maintainence_code_fees", {"entity": "Large"}),
    (f"{FEES}.event_maintainence_code_fees", {"payment_year": 3}),
    (f"{FEES}.event_maintainence_code_fees", {"kind": "tax"}),
    (f"{GRANTS}.application_grant", {"disclaimer": 2}),
    (f"{APPLICATIONS}.application_publication", {"disclaimer": -1}),
    (f"{GRANTS}.grant_extension", {"extension": -1}),
    (f"{GRANTS}.applicant", {"type": "company"}),
    (f"{APPLICATIONS}.lawfirm", {"type": "Person"}),
    (f"{NEW_APPLICATION}.cited_patents", {"cited_type": "patent"}),
    ("db_staging.bibliographic_outcome", {"outcome": "lost"}),
    ("db_staging.bibliographic_document", {"disclaimer": 2}),
    ("db_staging.generation_build", {"slot": 2}),
    ("db_staging.generation_part", {"finished": 2}),
    ("db_staging.assignment", {"purge_in": 2}),
    ("db_staging.assignment_outcome", {"outcome": "lost"}),
    # Foreign keys.
    ("db_uspto.assignment", {"source_file_id": 99}),
    ("db_uspto.assignor", {"assignor_and_assignee_id": 99}),
    ("db_uspto.documentid", {"rf_id": 999990001}),
    ("db_uspto.assignment_conveyance", {"convey_ty": "Assignment"}),
    ("db_uspto.assignment_conveyance", {"assignment_group_id": 99}),
    ("db_uspto.assignment_group", {"updated_convey_ty": "sold"}),
    ("db_uspto.representative_assignment_conveyance", {"convey_ty": "assignment "}),
    ("db_uspto.application_status", {"source_file_id": 99}),
    (f"{GRANTS}.inventor", {"grant_doc_num": "y"}),
    (f"{GRANTS}.grant_extension", {"grant_doc_num": "y"}),
    (f"{APPLICATIONS}.related_document", {"pgpub_doc_num": "y"}),
    (f"{FEES}.event_maintainence_code_fees", {"event_code": "M155"}),
]

# A row of each lookup that is broken above; its rows come with the schema.
LOOKED_UP = {
    "db_uspto.conveyance": {"convey_name": "assignment"},
    f"{FEES}.event_maintainence_code_fees": {"event_code": "M1551", "valid_from": dt.date(2013, 3, 19)},
}


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_constraints_and_indexes_are_named_by_convention(table: Table) -> None:
    for constraint in table.constraints:
        name = str(constraint.name)
        if isinstance(constraint, CheckConstraint):
            assert re.fullmatch(rf"ck_{table.name}_[a-z0-9_]+", name)
        else:
            kind = {ForeignKeyConstraint: "fk", UniqueConstraint: "uq"}.get(type(constraint), "pk")
            assert name == "_".join([kind, table.name, *constraint.columns.keys()])
        assert len(name) <= 64, f"MariaDB takes 64 characters: {name}"
    for index in table.indexes:
        assert index.name == "_".join(["ix", table.name, *index.columns.keys()])
        assert len(str(index.name)) <= 64, f"MariaDB takes 64 characters: {index.name}"


def test_names_of_checks_say_their_column() -> None:
    for table in TABLES:
        for check in checks_of(table):
            column = str(check.name).removeprefix(f"ck_{table.name}_")
            assert column in table.c or (table.name, column) == ("representative_decision", "names"), check.name


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_foreign_key_has_an_index(table: Table) -> None:
    leading = [list(index.columns.keys()) for index in table.indexes] + [list(table.primary_key.columns.keys())]
    leading += [list(c.columns.keys()) for c in table.constraints if isinstance(c, UniqueConstraint)]
    for key in table.foreign_key_constraints:
        columns = list(key.column_keys)
        assert any(index[: len(columns)] == columns for index in leading), f"no index under {key.name}"


def test_every_id_is_a_key_or_on_the_list() -> None:
    free = {
        f"{table}.{column.name}"
        for table in TABLES
        for column in table.columns
        if column.name.endswith("_id") and not column.primary_key and not column.foreign_keys
    }
    assert free == set(FREE_KEYS)


def test_every_flag_code_count_and_closed_set_has_a_check() -> None:
    unchecked = [
        f"{table}.{column.name}"
        for table in TABLES
        for column in table.columns
        if isinstance(column.type, SmallInteger) and not conditions_on(table, column)
    ]
    assert unchecked == []
    for name in NOT_NEGATIVE:
        assert f"{column_of(name).name} >= 0" in conditions_on(column_of(name).table, column_of(name)), name
    for name, values in CLOSED_SETS.items():
        listed = ", ".join(f"'{value}'" for value in values.split())
        assert f"{column_of(name).name} IN ({listed})" in conditions_on(column_of(name).table, column_of(name)), name


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_table_and_column_says_what_it_holds(table: Table) -> None:
    assert table.schema in DATABASES
    assert table.primary_key.columns, "a table without a key"
    assert re.fullmatch(r"[A-Z`].*\.", table.info["doc"])
    assert table.info["grain"].startswith("one row per ")
    for column in table.columns:
        assert column.doc, f"{column.name} has no text"
        assert column.doc.endswith("."), column.name


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_mariadb_stores_in_innodb_by_code_point(table: Table) -> None:
    options = {name: table.kwargs[f"mysql_{name}"] for name in ("engine", "charset", "collate")}
    assert options == {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_nopad_bin"}


@pytest.mark.parametrize("name", SEED)
def test_the_names_of_the_seed_exist(name: str) -> None:
    table = {**metadata.tables, **view_metadata.tables}[name]
    assert set(SEED[name].split()) <= set(table.columns.keys())


def test_every_table_takes_a_row_and_refuses_a_broken_one(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        fill_every_table(connection)
    for name, broken in BROKEN:
        table = metadata.tables[name]
        keys = LOOKED_UP.get(name) or {key.name: row_of(table)[key.name] for key in table.primary_key.columns}
        condition = [table.c[key] == value for key, value in keys.items()]
        # Refused as a change of the row that is right, so that only the broken value can be the reason.
        with pytest.raises(DBAPIError), migrated.write() as connection:
            connection.execute(update(table).where(*condition).values(**broken))
        with migrated.connect() as connection:
            assert connection.execute(table.select().where(*condition)).one(), "there was a row to refuse"


def test_a_parent_with_children_cannot_be_deleted(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        fill_every_table(connection)
    parents = {key.referred_table for table in TABLES for key in table.foreign_key_constraints}
    assert len(parents) >= 5
    for parent in parents:
        with pytest.raises(DBAPIError), migrated.write() as connection:
            connection.execute(parent.delete())


def test_names_that_differ_at_all_are_different(migrated: Warehouse) -> None:
    """By case, accent, trailing blank, or how an accent is encoded: both engines keep them apart."""
    names = [
        "Muller",
        "muller",
        "M\u00fcller",
        "Mu\u0308ller",
        "Muller ",
        " Muller",
        "Stra\u00dfe",
        "Strasse",
        "\U0001f3e6",
    ]
    spelling = metadata.tables["db_uspto.assignor_and_assignee"]
    with migrated.write() as connection:
        connection.execute(insert(spelling), [{"name": name} for name in names])
    with migrated.connect() as connection:
        for name in names:
            assert connection.scalars(
                spelling.select().with_only_columns(spelling.c.name).where(spelling.c.name == name)
            ).all() == [name]
        ordered = connection.scalars(
            spelling.select().with_only_columns(spelling.c.name).order_by(spelling.c.name)
        ).all()
    assert ordered == sorted(names), "ordered by code point"
    with pytest.raises(DBAPIError), migrated.write() as connection:
        connection.execute(insert(spelling), [{"name": "Muller"}])


def test_dates_and_times_come_back_as_they_went_in(migrated: Warehouse) -> None:
    file = metadata.tables["db_uspto.source_file"]
    at, day = dt.datetime(2015, 3, 29, 2, 30, 59), dt.date(1790, 7, 31)  # noqa: DTZ001 (columns hold UTC without zone)
    with migrated.write() as connection:
        connection.execute(insert(file), [row_of(file, registered_at=at, transaction_date=day)])
    with migrated.connect() as connection:
        row = connection.execute(file.select()).one()
    assert (row.registered_at, row.transaction_date) == (at, day)


def checks_of(table: Table) -> list[CheckConstraint]:
    return [constraint for constraint in table.constraints if isinstance(constraint, CheckConstraint)]


def conditions_on(table: Table, column: Column[Any]) -> list[str]:
    texts = [str(check.sqltext) for check in checks_of(table)]
    return [text for text in texts if re.match(rf"{column.name}\b", text)]


def column_of(name: str) -> Column[Any]:
    table, _, column = name.rpartition(".")
    return metadata.tables[table].c[column]
