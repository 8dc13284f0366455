"""`patentrack db check`: is the schema what it should be, and do all keys lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, ForeignKeyConstraint, Table, and_, func, inspect, select
from sqlalchemy.exc import DBAPIError

from patentrack.warehouse.engine import Warehouse, driver_message
from patentrack.warehouse.migrate import current_revision, differences, head_revision, physical_metadata
from patentrack.warehouse.tables import metadata
from patentrack.warehouse.views import missing_views


def check_warehouse(warehouse: Warehouse) -> list[str]:
    """What is wrong, one line a finding; empty when all is well.

    Compares revision and tables with the chain of migrations, counts orphans of every foreign key (a server
    can be told to load without checking them), and looks for foreign keys without an index.
    """
    with warehouse.connect() as connection:
        current, head = current_revision(warehouse, connection), head_revision()
        if current != head:
            return [f"the schema is at revision {current or 'none'}, not at {head}: run patentrack db upgrade"]
        findings = [f"schema differs: {difference}" for difference in differences(warehouse, connection)]
        findings += missing_views(warehouse, connection)
        findings += unindexed_foreign_keys(warehouse, connection)
        findings += orphans(connection)
    return findings


def unindexed_foreign_keys(warehouse: Warehouse, connection: Connection) -> Iterator[str]:
    """Foreign keys whose columns do not begin any index of the table in the database."""
    inspector = inspect(connection)
    for table in physical_metadata(warehouse).sorted_tables:
        if not inspector.has_table(table.name, schema=table.schema):
            continue  # a difference of the schema, told as such
        indexes: list[list[str | None]] = [
            index["column_names"] for index in inspector.get_indexes(table.name, schema=table.schema)
        ]
        # SQLite lists the index of a unique constraint or a key apart from the others.
        unique = inspector.get_unique_constraints(table.name, schema=table.schema)
        indexes += [list(constraint["column_names"]) for constraint in unique]
        indexes.append([*inspector.get_pk_constraint(table.name, schema=table.schema)["constrained_columns"]])
        for key in inspector.get_foreign_keys(table.name, schema=table.schema):
            columns = key["constrained_columns"]
            if not any(index[: len(columns)] == columns for index in indexes):
                yield f"{table.schema}.{table.name}: no index under the foreign key on {', '.join(columns)}"


def orphans(connection: Connection) -> Iterator[str]:
    """Rows whose foreign key leads nowhere, counted per key."""
    for table in metadata.sorted_tables:
        for constraint in table.foreign_key_constraints:
            columns = ", ".join(constraint.column_keys)
            try:
                count = _orphans_of(connection, table, constraint)
            except DBAPIError as error:  # a table or column is missing; the other keys can be counted
                yield f"{table.schema}.{table.name}: {columns} cannot be checked: {driver_message(error)}"
                continue
            if count:
                target = constraint.referred_table
                yield f"{table.schema}.{table.name}: {count} rows whose {columns} is not in {target.name}"


def _orphans_of(connection: Connection, table: Table, constraint: ForeignKeyConstraint) -> int:
    target = constraint.referred_table.alias("target")
    pairs = [(element.parent, target.c[element.column.name]) for element in constraint.elements]
    statement = (
        select(func.count())
        .select_from(table.outerjoin(target, and_(*(child == parent for child, parent in pairs))))
        .where(*(child.is_not(None) for child, _ in pairs), pairs[0][1].is_(None))
    )
    return int(connection.execute(statement).scalar_one())
