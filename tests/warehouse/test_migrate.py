"""One chain of migrations, the same tables at its end as in the metadata, on both engines."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, inspect, select

from patentrack.conveyances import CONVEYANCE_TYPES
from patentrack.errors import WarehouseError
from patentrack.settings import Settings, load_settings
from patentrack.sources.maintenance_fee_facts import EVENT_CODES, FEES, Fee
from patentrack.warehouse import migrate
from patentrack.warehouse.engine import Warehouse, open_warehouse
from patentrack.warehouse.migrate import differences, downgrade, ensure_schema, head_revision, upgrade
from patentrack.warehouse.statements import sql_folder
from patentrack.warehouse.tables import DATABASES, USPTO, assignments, maintenance_fees, metadata
from support.mariadb import MariaDBServer
from support.rows import fill_every_table

VERSIONS = sql_folder() / "migrations" / "versions"
REVISIONS = [f"{number:04}" for number in range(1, len(list(VERSIONS.glob("*.py"))) + 1)]

# Rows that do not outlive a revision and its undoing: it makes the table anew, since nothing had ever loaded it.
MADE_ANEW = {"0010": {"db_uspto.application_status"}, "0011": {"db_staging.assignment"}}

FAILING_MIGRATION = '''
"""Fails half way."""
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{down}"
branch_labels = None
depends_on = None


def upgrade():
    for _ in range(2):
        op.create_table("half_done", sa.Column("half_done_id", sa.Integer(), primary_key=True), schema="db_uspto")


def downgrade():
    op.drop_table("half_done", schema="db_uspto")
'''


def test_the_chain_has_one_head_no_gap_and_no_number_twice() -> None:
    config = migrate._config()
    chain = list(ScriptDirectory.from_config(config).walk_revisions())[::-1]
    assert [script.revision for script in chain] == REVISIONS
    assert [script.down_revision for script in chain] == [None, *REVISIONS[:-1]]
    assert ScriptDirectory.from_config(config).get_heads() == [REVISIONS[-1]] == [head_revision()]
    # A file that belongs to no chain would be missing above; a file named otherwise would be hard to find.
    assert [Path(script.path).name[:4] for script in chain] == REVISIONS


def test_up_from_empty_down_to_base_and_up_again(warehouse: Warehouse) -> None:
    assert upgrade(warehouse) == head_revision()
    first = schema_of(warehouse)
    assert tables_of(warehouse) == set(metadata.tables)
    assert downgrade(warehouse, "base") == "base"
    assert tables_of(warehouse) == set()
    assert upgrade(warehouse) == head_revision()
    assert schema_of(warehouse) == first


def test_upgrade_of_a_schema_at_the_head_changes_nothing(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        fill_every_table(connection)
    before = rows_of(migrated)
    assert upgrade(migrated) == head_revision()
    assert rows_of(migrated) == before


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_revision_goes_down_and_up_with_rows_in_the_tables(migrated: Warehouse, revision: str) -> None:
    with migrated.write() as connection:
        fill_every_table(connection)
    before, below = rows_of(migrated), REVISIONS[: REVISIONS.index(revision)]
    downgrade(migrated, below[-1] if below else "base")
    undone = REVISIONS[REVISIONS.index(revision) :]
    kept = columns_of(migrated)
    for name in {name for later in undone for name in MADE_ANEW.get(later, ())} & kept.keys():
        del kept[name]
    assert rows_of(migrated, kept) == cut(before, kept)
    upgrade(migrated, revision)
    upgrade(migrated)
    with migrated.connect() as connection:
        assert differences(migrated, connection) == []
    with migrated.write() as connection:
        fill_every_table(connection)
    # A column that was added holds nothing again, but for one that follows from the others.
    outlived = columns_of(migrated) | kept
    outlived["db_uspto.assignment_conveyance"].add("assignment_group_id")
    assert rows_of(migrated, outlived) == cut(before, outlived)


def test_tables_equal_the_metadata(migrated: Warehouse) -> None:
    with migrated.connect() as connection:
        assert differences(migrated, connection) == []


def test_constraints_and_server_defaults_equal_the_metadata_by_name(migrated: Warehouse) -> None:
    """Compared with tables made from the metadata on the same engine: Alembic leaves CHECKs and defaults out."""
    found = schema_of(migrated)
    downgrade(migrated, "base")
    with migrated.write() as connection:
        metadata.create_all(connection)
    made = schema_of(migrated)
    with migrated.write() as connection:
        metadata.drop_all(connection)
    assert found == made
    checks = {name for table in found.values() for name in table["checks"]}
    assert {"ck_assignment_rf_id", "ck_source_file_state", "ck_assignment_outcome_outcome"} <= checks


def test_the_lookup_holds_the_types_of_the_rules(migrated: Warehouse) -> None:
    lookup = assignments.conveyance
    with migrated.connect() as connection:
        rows = connection.execute(select(lookup.c.convey_name, lookup.c.is_ota, lookup.c.description)).all()
    assert {(name, bool(is_ota)) for name, is_ota, _ in rows} == {
        (type_.convey_name, type_.is_ota) for type_ in CONVEYANCE_TYPES
    }
    assert all(description for _, _, description in rows)


def test_the_lookups_hold_the_facts_of_maintenance_fees(migrated: Warehouse) -> None:
    """A migration keeps the data it was written with: facts that change need a new one."""
    codes, fees = maintenance_fees.event_maintainence_code, maintenance_fees.event_maintainence_code_fees
    with migrated.connect() as connection:
        found = dict(connection.execute(select(codes.c.event_code, codes.c.event_description)).tuples().all())
        amounts = {
            Fee(
                event_code=row.event_code,
                entity=row.entity,
                year=row.payment_year,
                kind=row.kind,
                valid_from=row.valid_from,
                amount=row.fees_amount,
                source=row.source,
            )
            for row in connection.execute(select(fees))
        }
    assert found == EVENT_CODES
    assert amounts == set(FEES)


def test_a_migration_that_fails_leaves_the_old_schema(
    migrated: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with migrated.write() as connection:
        fill_every_table(connection)
    schema, rows = schema_of(migrated), rows_of(migrated)
    shutil.copytree(sql_folder() / "migrations", tmp_path / "migrations")
    head, following = REVISIONS[-1], f"{len(REVISIONS) + 1:04}"
    (tmp_path / "migrations" / "versions" / f"{following}_fails.py").write_text(
        FAILING_MIGRATION.format(revision=following, down=head)
    )
    monkeypatch.setattr(migrate, "sql_folder", lambda: tmp_path)
    with pytest.raises(WarehouseError, match=r"half_done.* already exists"):
        upgrade(migrated)
    with migrated.connect() as connection:
        assert migrate.current_revision(migrated, connection) == head
    assert rows_of(migrated) == rows
    if migrated.is_mariadb:
        # MariaDB commits at each CREATE TABLE: the revision is the old one, the half stays.
        assert tables_of(migrated) == {*metadata.tables, f"{USPTO}.half_done"}
    else:
        assert schema_of(migrated) == schema


def test_an_unknown_revision_is_refused_in_one_line(migrated: Warehouse) -> None:
    with pytest.raises(WarehouseError, match="9999") as caught:
        upgrade(migrated, "9999")
    assert "\n" not in str(caught.value)


@pytest.mark.mariadb
def test_a_user_who_may_not_create_databases_is_told_so(mariadb_server: MariaDBServer, tmp_path: Path) -> None:
    with mariadb_server.connect_as_administrator() as connection, connection.cursor() as cursor:
        cursor.execute("CREATE USER powerless@'%' IDENTIFIED BY 'powerless'")
    url = f"mysql+pymysql://powerless:powerless@127.0.0.1:{mariadb_server.port}/"
    opened = open_warehouse(settings(url, "t_powerless_", tmp_path))
    try:
        with pytest.raises(WarehouseError, match=r"Access denied.*t_powerless_db_uspto") as caught:
            upgrade(opened)
        assert "\n" not in str(caught.value)
    finally:
        opened.engine.dispose()
        with mariadb_server.connect_as_administrator() as connection, connection.cursor() as cursor:
            cursor.execute("DROP USER powerless@'%'")


@pytest.mark.mariadb
def test_nothing_is_made_outside_the_prefixed_databases(mariadb_server: MariaDBServer, tmp_path: Path) -> None:
    """Two warehouses on one server: one goes down to base while the other keeps its rows."""
    before = set(mariadb_server.databases(""))
    one = open_warehouse(settings(mariadb_server.url, "t_one_", tmp_path))
    two = open_warehouse(settings(mariadb_server.url, "t_two_", tmp_path))
    try:
        upgrade(one)
        assert set(mariadb_server.databases("")) - before == {f"t_one_{database}" for database in DATABASES}
        upgrade(two)
        with two.write() as connection:
            fill_every_table(connection)
        rows = rows_of(two)
        downgrade(one, "base")
        assert tables_of(one) == set()
        assert rows_of(two) == rows
    finally:
        for opened in (one, two):
            opened.engine.dispose()
            mariadb_server.drop_databases(opened.prefix)
    assert set(mariadb_server.databases("")) == before


def test_two_prefixes_are_two_warehouses_in_one_folder(tmp_path: Path) -> None:
    one, two = (open_warehouse(settings(None, prefix, tmp_path)) for prefix in ("a_", "b_"))
    try:
        upgrade(one)
        assert tables_of(two) == set()
        assert {file.name for file in tmp_path.glob("a_*.db")} == {
            "a_patentrack.db",
            *(f"a_{database}.db" for database in DATABASES),
        }
    finally:
        one.engine.dispose()
        two.engine.dispose()


def test_ensure_schema_creates_where_there_is_none(warehouse: Warehouse) -> None:
    ensure_schema(warehouse)
    assert tables_of(warehouse) == set(metadata.tables)
    ensure_schema(warehouse)


def test_ensure_schema_refuses_one_that_is_behind_and_leaves_it(migrated: Warehouse) -> None:
    downgrade(migrated, REVISIONS[-2])
    schema = schema_of(migrated)
    with pytest.raises(WarehouseError, match=f"revision {REVISIONS[-2]}.*{REVISIONS[-1]}.*patentrack db upgrade"):
        ensure_schema(migrated)
    assert schema_of(migrated) == schema


def settings(url: str | None, prefix: str, home: Path) -> Settings:
    return replace(load_settings(), database_url=url, database_prefix=prefix, home=home)


def tables_of(warehouse: Warehouse) -> set[str]:
    with warehouse.connect() as connection:
        return {
            f"{database}.{name}"
            for database in DATABASES
            for name in inspect(connection).get_table_names(schema=warehouse.database_name(database))
            if name != migrate.VERSION_TABLE
        }


def schema_of(warehouse: Warehouse) -> dict[str, dict[str, Any]]:
    """Everything the engine says about each table, in a form that can be compared."""
    with warehouse.connect() as connection:
        return {
            f"{database}.{name}": described(connection, warehouse.database_name(database), name)
            for database in DATABASES
            for name in inspect(connection).get_table_names(schema=warehouse.database_name(database))
            if name != migrate.VERSION_TABLE
        }


def described(connection: Connection, schema: str, name: str) -> dict[str, Any]:
    inspector = inspect(connection)
    return {
        "columns": {
            column["name"]: (str(column["type"]), column["nullable"], column["default"])
            for column in inspector.get_columns(name, schema=schema)
        },
        "key": inspector.get_pk_constraint(name, schema=schema)["constrained_columns"],
        "checks": {check["name"]: check["sqltext"] for check in inspector.get_check_constraints(name, schema=schema)},
        "unique": {
            unique["name"]: unique["column_names"] for unique in inspector.get_unique_constraints(name, schema=schema)
        },
        "foreign keys": {
            key["name"]: (key["constrained_columns"], key["referred_table"], key["referred_columns"])
            for key in inspector.get_foreign_keys(name, schema=schema)
        },
        "indexes": {index["name"]: index["column_names"] for index in inspector.get_indexes(name, schema=schema)},
    }


Rows = dict[str, list[tuple[Any, ...]]]


def columns_of(warehouse: Warehouse) -> dict[str, set[str]]:
    """The columns of each table that is there."""
    present = tables_of(warehouse).intersection(metadata.tables)
    with warehouse.connect() as connection:
        inspector = inspect(connection)
        return {
            f"{database}.{name}": {
                column["name"] for column in inspector.get_columns(name, schema=warehouse.database_name(database))
            }
            for database, _, name in (full.partition(".") for full in present)
        }


def rows_of(warehouse: Warehouse, columns: Mapping[str, Collection[str]] | None = None) -> Rows:
    """The rows of every table, or of some columns of some tables."""
    wanted = columns_of(warehouse) if columns is None else columns
    with warehouse.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(*chosen(name, wanted[name])))), key=repr)
            for name in wanted
        }


def cut(rows: Rows, columns: Mapping[str, Collection[str]]) -> Rows:
    """Of rows with all columns those that `columns` names."""
    cuts = {}
    for name, names in columns.items():
        places = [metadata.tables[name].columns.keys().index(column.name) for column in chosen(name, names)]
        cuts[name] = [tuple(row[place] for place in places) for row in rows[name]]
    return {name: sorted(found, key=repr) for name, found in cuts.items()}


def chosen(name: str, columns: Collection[str]) -> list[Column[Any]]:
    return [column for column in metadata.tables[name].columns if column.name in columns]
