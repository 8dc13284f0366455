"""Views: what they show, under which name, with whose rights, and that they are the ones the metadata tell of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pymysql
import pytest
from sqlalchemy import Connection, insert, select, text

from patentrack.settings import load_settings
from patentrack.warehouse.check import check_warehouse
from patentrack.warehouse.engine import Warehouse, open_warehouse
from patentrack.warehouse.migrate import upgrade
from patentrack.warehouse.tables import USPTO, metadata
from patentrack.warehouse.tables import status as status_tables
from patentrack.warehouse.tables.views import view_metadata
from patentrack.warehouse.views import create_view, drop_view
from support.generations import FEBRUARY, JANUARY, begin, seen, show, store
from support.mariadb import MariaDBServer
from support.rows import fill_every_table, row_of

VIEWS = sorted(view_metadata.tables)


def test_there_are_views_for_all_that_is_kept_by_generation() -> None:
    kept = {str(table) for table in metadata.tables.values() if table.name.endswith("_generation")}
    shown = {f"{view.schema}.{view.info['source']}" for view in view_metadata.tables.values()}
    assert kept - shown == {name for name in kept if name.endswith(".current_generation")}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_shows_columns_of_its_table_and_says_what_they_hold(name: str) -> None:
    view = view_metadata.tables[name]
    source = metadata.tables[f"{view.schema}.{view.info['source']}"]
    assert name not in metadata.tables
    for column in view.columns:
        assert (column.doc, str(column.type)) == (source.c[column.name].doc, str(source.c[column.name].type))
    assert set(source.columns.keys()) - set(view.columns.keys()) <= {"slot"}
    assert view.info["doc"].endswith(".")
    assert view.info["grain"].startswith("one row per ")


def test_the_migrations_create_the_views_of_the_metadata(migrated: Warehouse) -> None:
    """A migration keeps the text it was written with: it must be the one that the metadata have."""
    with migrated.write() as connection:
        made = {name: definition(migrated, connection, name) for name in VIEWS}
        for name in VIEWS:
            create_from_metadata(migrated, connection, name)
        assert made == {name: definition(migrated, connection, name) for name in VIEWS}


def test_a_view_is_created_anew_over_another_one(migrated: Warehouse) -> None:
    name = "db_uspto.application_status_latest"
    with migrated.write() as connection:
        fill_every_table(connection)
        create_view(migrated, connection, name, "application_status", ["status"], where="status_code = 2")
        create_view(migrated, connection, name, "application_status", ["status"], where="status_code = 1")
    with migrated.connect() as connection:
        table = f"{migrated.database_name(USPTO)}.application_status_latest"
        assert connection.execute(text(f"SELECT * FROM {table}")).all() == [("success",)]


def test_check_names_a_view_that_is_missing(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        drop_view(migrated, connection, "db_uspto.patent_cpc")
        drop_view(migrated, connection, "db_uspto.patent_cpc")
    assert check_warehouse(migrated) == [f"{migrated.database_name(USPTO)}.patent_cpc: the view is missing"]


def test_check_names_a_view_with_other_columns(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        columns = ["grant_doc_num", "section"]
        create_view(migrated, connection, "db_uspto.patent_cpc", "patent_cpc_generation", columns, where="slot = 0")
    assert check_warehouse(migrated) == [
        f"{migrated.database_name(USPTO)}.patent_cpc: the view has the columns grant_doc_num, section"
    ]


def test_the_status_of_today_is_that_of_the_latest_day_then_of_the_latest_file(migrated: Warehouse) -> None:
    table, view = status_tables.application_status, status_tables.application_status_latest
    entries = [
        # Application, status, its day, first seen.
        ("1", "Patented", "2020-05-01", "2020-06-01"),
        ("1", "Allowed", "2020-04-01", "2020-07-01"),
        ("2", "Abandoned", "2020-05-01", "2020-06-01"),
        ("2", "Revived", "2020-05-01", "2020-07-01"),
        ("3", "Docketed", None, "2021-01-01"),
        ("3", "Pending", "1990-01-01", "2020-01-01"),
        ("4", "Docketed", None, "2021-01-01"),
        ("4", "Ready", None, "2021-02-01"),
        ("5", "A", "2020-05-01", "2020-06-01"),
        ("5", "B", "2020-05-01", "2020-06-01"),
    ]
    rows = [
        row_of(
            table,
            application_status_id=place,
            appno_doc_num=number,
            status=status,
            status_date=day and date.fromisoformat(day),
            first_seen=date.fromisoformat(first),
        )
        for place, (number, status, day, first) in enumerate(entries, start=1)
    ]
    with migrated.write() as connection:
        fill_every_table(connection, without=("application_status",))
        connection.execute(insert(table), rows)
    with migrated.connect() as connection:
        latest = connection.execute(select(view.c.appno_doc_num, view.c.status).order_by(view.c.appno_doc_num)).all()
    assert latest == [("1", "Patented"), ("2", "Revived"), ("3", "Pending"), ("4", "Ready"), ("5", "B")]


@pytest.mark.mariadb
def test_a_view_shows_the_rows_of_its_own_prefix(mariadb_server: MariaDBServer, tmp_path: Path) -> None:
    one, two = (
        open_warehouse(replace(load_settings(), database_url=mariadb_server.url, database_prefix=prefix, home=tmp_path))
        for prefix in ("t_view_one_", "t_view_two_")
    )
    try:
        for warehouse, file, documents in ((one, JANUARY, ["1"]), (two, FEBRUARY, ["2"])):
            upgrade(warehouse)
            build = begin(warehouse, file)
            store(warehouse, build, "a.xml", documents)
            show(warehouse, build, file)
        assert (seen(one), seen(two)) == (["1"], ["2"])
    finally:
        for warehouse in (one, two):
            warehouse.engine.dispose()
            mariadb_server.drop_databases(warehouse.prefix)


@pytest.mark.mariadb
@pytest.mark.parametrize("warehouse_env", ["mariadb"], indirect=True)
def test_a_view_gives_nobody_rights_that_he_has_not(migrated: Warehouse, mariadb_server: MariaDBServer) -> None:
    """SQL SECURITY INVOKER: who may select from the view only, and not from its table, is refused."""
    database = migrated.database_name(USPTO)
    with mariadb_server.connect_as_administrator() as connection, connection.cursor() as cursor:
        cursor.execute("CREATE USER onlooker@'%' IDENTIFIED BY 'onlooker'")
        cursor.execute(f"GRANT SELECT ON {database}.patent_cpc TO onlooker@'%'")
        try:
            with pytest.raises(pymysql.err.Error, match=r"rights|denied"):
                count_as_onlooker(mariadb_server, database)
            cursor.execute(f"GRANT SELECT ON {database}.patent_cpc_generation TO onlooker@'%'")
            cursor.execute(f"GRANT SELECT ON {database}.current_generation TO onlooker@'%'")
            assert count_as_onlooker(mariadb_server, database) == 0
        finally:
            cursor.execute("DROP USER onlooker@'%'")


def count_as_onlooker(server: MariaDBServer, database: str) -> int:
    connection = pymysql.connect(host="127.0.0.1", port=server.port, user="onlooker", password="onlooker")
    with connection, connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {database}.patent_cpc")
        [[count]] = cursor.fetchall()
        return int(count)


def create_from_metadata(warehouse: Warehouse, connection: Connection, name: str) -> None:
    view = view_metadata.tables[name]
    create_view(warehouse, connection, name, view.info["source"], view.columns.keys(), where=view.info["where"])


def definition(warehouse: Warehouse, connection: Connection, name: str) -> str:
    """The text of a view as the engine keeps it."""
    database, _, view = name.partition(".")
    if warehouse.is_mariadb:
        statement = "SELECT view_definition FROM information_schema.views WHERE table_schema = :schema AND"
    else:
        statement = f"SELECT sql FROM {database}.sqlite_master WHERE :schema <> '' AND"
    column = "table_name" if warehouse.is_mariadb else "name"
    parameters = {"schema": warehouse.database_name(database), "view": view}
    found = str(connection.execute(text(f"{statement} {column} = :view"), parameters).scalar_one())
    assert found
    return found
