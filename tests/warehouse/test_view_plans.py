"""What readers ask of the views is answered by an index on both engines, never by reading a whole slot."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Select, insert, inspect, select
from sqlalchemy.dialects import mysql, sqlite

from patentrack.warehouse.engine import Warehouse, transaction
from patentrack.warehouse.tables import STAGING, assignments, classification, maintenance_fees, metadata
from patentrack.warehouse.tables import generations as tables
from patentrack.warehouse.tables import status as status_tables
from support.generations import symbol
from support.rows import RF_ID, fill_every_table, row_of

DOCUMENTS = 3000
CPC, FEES = classification.patent_cpc, maintenance_fees.event_maintainence_fees
STATUS, PROPERTY = status_tables.application_status_latest, assignments.documentid
CPC_ROWS, FEE_ROWS = classification.patent_cpc_generation, maintenance_fees.event_maintainence_fees_generation

# Query, then by engine the table read by a key and the columns of the key that are used.
CASES = {
    "symbols of a grant": (
        select(CPC.c.section).where(CPC.c.grant_doc_num == "1500"),
        "patent_cpc_generation",
        ["slot", "grant_doc_num"],
    ),
    "symbols of an application": (
        select(CPC.c.section).where(CPC.c.application_number == "10001500"),
        "patent_cpc_generation",
        ["slot", "application_number"],
    ),
    "properties with their symbols": (
        select(PROPERTY.c.rf_id, CPC.c.section).select_from(
            PROPERTY.outerjoin(CPC, CPC.c.grant_doc_num == PROPERTY.c.grant_doc_num)
        ),
        "patent_cpc_generation",
        ["slot", "grant_doc_num"],
    ),
    "fees of a grant": (
        select(FEES.c.event_code).where(FEES.c.grant_doc_num == "1500"),
        "event_maintainence_fees_generation",
        ["slot", "grant_doc_num"],
    ),
    "properties with their fees": (
        select(PROPERTY.c.rf_id, FEES.c.event_code).select_from(
            PROPERTY.outerjoin(FEES, FEES.c.grant_doc_num == PROPERTY.c.grant_doc_num)
        ),
        "event_maintainence_fees_generation",
        ["slot", "grant_doc_num"],
    ),
    "status of an application": (
        select(STATUS.c.status).where(STATUS.c.appno_doc_num == "1500"),
        "application_status",
        ["appno_doc_num"],
    ),
}


@pytest.fixture
def filled(migrated: Warehouse) -> Warehouse:
    """Some thousand rows in both slots, so that reading all of them is not the cheapest way."""
    documents = range(DOCUMENTS)
    with migrated.connect() as connection:
        with transaction(connection):
            fill_every_table(connection)
            for slot in (0, 1):
                connection.execute(insert(CPC_ROWS), [symbol(str(number), slot=slot) for number in documents])
                events = [row_of(FEE_ROWS, slot=slot, line_no=10 + n, grant_doc_num=str(n)) for n in documents]
                connection.execute(insert(FEE_ROWS), events)
            properties = [row_of(PROPERTY, rf_id=RF_ID, sequence_no=10 + n, grant_doc_num=str(n)) for n in range(50)]
            connection.execute(insert(PROPERTY), properties)
            statuses = [
                row_of(status_tables.application_status, application_status_id=10 + n, appno_doc_num=str(n))
                for n in documents
            ]
            connection.execute(insert(status_tables.application_status), statuses)
            for current, dataset in ((tables.uspto, "cpc-grants"), (tables.fees, "maintenance-fees")):
                connection.execute(insert(current), [row_of(current, dataset=dataset, slot=1)])
        analyse(migrated, connection)
    return migrated


def test_every_query_is_answered_by_a_key(filled: Warehouse) -> None:
    with filled.connect() as connection:
        for what, (query, table, columns) in CASES.items():
            assert connection.execute(query).first(), what
            plan = plan_of(filled, connection, query)
            used = by_mariadb(filled, connection, plan, table) if filled.is_mariadb else by_sqlite(plan, table)
            assert used == columns, f"{what}: {plan}"


def analyse(warehouse: Warehouse, connection: Connection) -> None:
    """Let the engine count what is there."""
    for table in (CPC_ROWS, FEE_ROWS, PROPERTY, status_tables.application_status):
        database = warehouse.database_name(str(table.schema))
        word = "ANALYZE TABLE" if warehouse.is_mariadb else "ANALYZE"
        connection.exec_driver_sql(f"{word} {database}.{table.name}").close()
    connection.commit()


def plan_of(warehouse: Warehouse, connection: Connection, query: Select[tuple[object]]) -> list[dict[str, object]]:
    dialect = mysql.dialect() if warehouse.is_mariadb else sqlite.dialect()
    text = str(query.compile(connection, dialect=dialect, compile_kwargs={"literal_binds": True}))
    for database in {str(table.schema) for table in (CPC, FEES, PROPERTY)}:
        text = text.replace(database, warehouse.database_name(database))
    word = "EXPLAIN" if warehouse.is_mariadb else "EXPLAIN QUERY PLAN"
    return [dict(row) for row in connection.exec_driver_sql(f"{word} {text}").mappings()]


def by_sqlite(plan: list[dict[str, object]], table: str) -> list[str]:
    """Columns of the key in `SEARCH patent_cpc_generation USING PRIMARY KEY (slot=? AND grant_doc_num=?)`."""
    [found] = [str(row["detail"]) for row in plan if f" {table} " in str(row["detail"])]
    assert found.startswith("SEARCH"), found
    return [part.strip(" =?") for part in found.split("(")[1].rstrip(")").removesuffix(") LEFT-JOIN").split(" AND ")]


def by_mariadb(
    warehouse: Warehouse, connection: Connection, plan: list[dict[str, object]], table: str
) -> list[str | None]:
    """Columns of the key that a row of EXPLAIN names, as many as `ref` has values for."""
    [row] = [row for row in plan if row["table"] == table]
    assert row["type"] == "ref", row
    [schema] = {str(t.schema) for t in metadata.tables.values() if t.name == table and t.schema != STAGING}
    inspector = inspect(connection)
    name = warehouse.database_name(schema)
    keys = {index["name"]: index["column_names"] for index in inspector.get_indexes(table, schema=name)}
    keys["PRIMARY"] = list(inspector.get_pk_constraint(table, schema=name)["constrained_columns"])
    return keys[str(row["key"])][: len(str(row["ref"]).split(","))]
