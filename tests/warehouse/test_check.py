"""`patentrack db check` finds what is broken, and names it."""

from __future__ import annotations

from sqlalchemy import Connection, delete

from patentrack.warehouse.check import check_warehouse
from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.migrate import VERSION_TABLE, downgrade
from patentrack.warehouse.tables import USPTO, assignments
from support.rows import fill_every_table


def test_a_sound_warehouse_has_no_findings(migrated: Warehouse) -> None:
    assert check_warehouse(migrated) == []
    with migrated.write() as connection:
        fill_every_table(connection)
    assert check_warehouse(migrated) == []


def test_a_schema_that_is_missing_or_behind_is_found(warehouse: Warehouse, migrated: Warehouse) -> None:
    downgrade(migrated, "0001")
    (finding,) = check_warehouse(migrated)
    assert "at revision 0001, not at" in finding
    assert "patentrack db upgrade" in finding
    downgrade(migrated, "base")
    (finding,) = check_warehouse(migrated)
    assert "at revision none" in finding


def test_an_empty_folder_or_server_is_found(warehouse: Warehouse) -> None:
    (finding,) = check_warehouse(warehouse)
    assert "at revision none" in finding


def test_a_lost_index_is_found_by_name(migrated: Warehouse) -> None:
    with migrated.connect() as connection:
        drop_index(migrated, connection, "documentid", "ix_documentid_appno_doc_num")
    (finding,) = check_warehouse(migrated)
    assert "ix_documentid_appno_doc_num" in finding


def test_a_lost_index_under_a_foreign_key_is_found_as_such(migrated: Warehouse) -> None:
    with migrated.connect() as connection:
        if migrated.is_mariadb:
            # MariaDB lets it go only where another one takes its place: one that begins otherwise will not do.
            connection.exec_driver_sql("SET foreign_key_checks = 0")
            table = f"{migrated.database_name(USPTO)}.assignor"
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP FOREIGN KEY fk_assignor_assignor_and_assignee_id")
        drop_index(migrated, connection, "assignor", "ix_assignor_assignor_and_assignee_id")
    findings = "\n".join(check_warehouse(migrated))
    assert "ix_assignor_assignor_and_assignee_id" in findings
    if migrated.is_mariadb:
        assert "fk_assignor_assignor_and_assignee_id" in findings
    else:
        assert "assignor: no index under the foreign key on assignor_and_assignee_id" in findings


def test_a_lost_column_is_found_by_name(migrated: Warehouse) -> None:
    with migrated.connect() as connection:
        alter(migrated, connection, "ALTER TABLE {}.assignment DROP COLUMN page_count")
    (finding,) = check_warehouse(migrated)
    assert finding.startswith("schema differs: add_column")
    assert "assignment" in finding
    assert "page_count" in finding


def test_a_column_too_many_is_found_by_name(migrated: Warehouse) -> None:
    with migrated.connect() as connection:
        alter(migrated, connection, "ALTER TABLE {}.assignment ADD COLUMN note VARCHAR(20)")
    (finding,) = check_warehouse(migrated)
    assert "remove_column" in finding
    assert "note" in finding


def test_a_lost_table_is_found_and_does_not_stop_the_check(migrated: Warehouse) -> None:
    with migrated.connect() as connection:
        alter(migrated, connection, "DROP TABLE {}.correspondent")
        orphan_the_documents(migrated, connection, without=("correspondent",))
    findings = check_warehouse(migrated)
    assert any("add_table" in finding and "correspondent" in finding for finding in findings)
    assert any("correspondent: rf_id cannot be checked" in finding for finding in findings)
    assert any("assignor: 1 rows whose rf_id is not in assignment" in finding for finding in findings)
    assert all("\n" not in finding for finding in findings)


def test_rows_without_their_parent_are_counted_by_key(migrated: Warehouse) -> None:
    with migrated.connect() as connection:
        orphan_the_documents(migrated, connection)
    children = ["assignor", "assignee", "documentid", "correspondent", "assignment_arrows", "assignment_conveyance"]
    assert sorted(check_warehouse(migrated)) == sorted(
        f"db_uspto.{child}: 1 rows whose rf_id is not in assignment"
        for child in (*children, "representative_assignment_conveyance")
    )


def test_other_tables_in_the_databases_are_found_and_the_version_is_not(migrated: Warehouse) -> None:
    with migrated.connect() as connection:
        alter(migrated, connection, "CREATE TABLE {}.scratch (scratch_id INTEGER PRIMARY KEY)")
    (finding,) = check_warehouse(migrated)
    assert "scratch" in finding
    assert VERSION_TABLE not in finding


def orphan_the_documents(warehouse: Warehouse, connection: Connection, *, without: tuple[str, ...] = ()) -> None:
    """One row in each table, then the document goes while nobody checks keys."""
    if warehouse.is_mariadb:
        connection.exec_driver_sql("SET SESSION foreign_key_checks = 0")
    else:
        connection.rollback()
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
    fill_every_table(connection, without=without)
    connection.execute(delete(assignments.assignment))
    connection.commit()
    # The next user of the pool must find a connection that checks them again.
    connection.invalidate()


def schema(warehouse: Warehouse) -> str:
    return warehouse.database_name(USPTO)


def alter(warehouse: Warehouse, connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement.format(schema(warehouse)))
    connection.commit()


def drop_index(warehouse: Warehouse, connection: Connection, table: str, index: str) -> None:
    on = f"{index} ON {schema(warehouse)}.{table}" if warehouse.is_mariadb else f"{USPTO}.{index}"
    connection.exec_driver_sql(f"DROP INDEX {on}")
    connection.commit()
