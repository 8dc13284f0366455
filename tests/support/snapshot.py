"""What the master tables hold, in a form that is equal when the data are equal.

Numbers that the database gives by itself (spellings, texts, files) are replaced by what they stand for: they depend on
the order in which things arrived, and nothing else may.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from patentrack.settings import load_settings
from patentrack.warehouse.engine import Warehouse, open_warehouse
from patentrack.warehouse.tables import USPTO, metadata

MASTER_TABLES = (
    "assignment",
    "assignor",
    "assignee",
    "documentid",
    "correspondent",
    "assignor_and_assignee",
    "assignment_arrows",
    "assignment_group",
    "assignment_conveyance",
    "representative_assignment_conveyance",
)

Snapshot = dict[str, list[tuple[Any, ...]]]


def snapshot() -> Snapshot:
    """The rows of every master table, sorted, as text."""
    warehouse = open_warehouse(load_settings())
    try:
        with warehouse.connect() as connection:
            stand_for = {
                "assignor_and_assignee_id": _names(connection, "assignor_and_assignee", "name"),
                "assignment_group_id": _names(connection, "assignment_group", "text"),
                "source_file_id": _names(connection, "source_file", "file_name"),
            }
            return {name: _rows(connection, name, stand_for) for name in MASTER_TABLES}
    finally:
        warehouse.engine.dispose()


def ledger() -> dict[str, str]:
    """The state of each file by name; of a re-issued one that of its last issue."""
    warehouse = open_warehouse(load_settings())
    try:
        with warehouse.connect() as connection:
            source_file = metadata.tables[f"{USPTO}.source_file"]
            rows = connection.execute(select(source_file).order_by(source_file.c.source_file_id))
            return {row.file_name: row.state for row in rows}
    finally:
        warehouse.engine.dispose()


def clear(warehouse: Warehouse) -> None:
    """Empty every table but the lookups, whose rows come with the schema."""
    with warehouse.write() as connection:
        for table in reversed(metadata.sorted_tables):
            if not table.info["lookup"]:
                connection.execute(table.delete())


def _names(connection: Connection, table: str, column: str) -> dict[int, str]:
    found = metadata.tables[f"{USPTO}.{table}"]
    return {row[0]: row[1] for row in connection.execute(select(found.c[f"{table}_id"], found.c[column]))}


def _rows(connection: Connection, name: str, stand_for: dict[str, dict[int, str]]) -> list[tuple[Any, ...]]:
    table = metadata.tables[f"{USPTO}.{name}"]
    columns = [column for column in table.columns if (name, column.name) != (name, f"{name}_id")]
    return sorted(
        tuple(
            str(stand_for[column.name][value] if column.name in stand_for else value)
            for column, value in zip(columns, row, strict=True)
        )
        for row in connection.execute(select(*columns))
    )
