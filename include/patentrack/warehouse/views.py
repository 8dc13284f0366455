"""Views: created by migrations, checked by `patentrack db check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, inspect

from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.tables.views import view_metadata


def create_view(
    warehouse: Warehouse,
    connection: Connection,
    view: str,
    source: str,
    columns: Sequence[str],
    *,
    where: str,
) -> None:
    """Create a view of one table, or create it anew.

    Args:
        warehouse: Gives the databases their names.
        connection: With its transaction open.
        view: Database and name, as in ``"db_uspto.patent_cpc"``; constants of a migration, never input.
        source: Table of the same database.
        columns: Its columns that the view shows.
        where: Which rows; `{here}` stands before each table.
    """
    database, _, name = view.partition(".")
    quote = connection.dialect.identifier_preparer.quote
    named = ", ".join(quote(column) for column in columns)
    here = f"{quote(warehouse.database_name(database))}."
    # A view of SQLite belongs to its file and sees no other: inside it tables bear no database.
    inside = here if warehouse.is_mariadb else ""
    drop_view(warehouse, connection, view)
    # The rights of who reads decide, not of who created it.
    security = "SQL SECURITY INVOKER " if warehouse.is_mariadb else ""
    connection.exec_driver_sql(
        f"CREATE {security}VIEW {here}{name} AS SELECT {named} FROM {inside}{source} WHERE {where.format(here=inside)}"
    )


def drop_view(warehouse: Warehouse, connection: Connection, view: str) -> None:
    """Drop a view if it is there."""
    database, _, name = view.partition(".")
    quoted = connection.dialect.identifier_preparer.quote(warehouse.database_name(database))
    connection.exec_driver_sql(f"DROP VIEW IF EXISTS {quoted}.{name}")


def missing_views(warehouse: Warehouse, connection: Connection) -> Iterator[str]:
    """Views that are not there, or have other columns than they should."""
    inspector = inspect(connection)
    for view in view_metadata.sorted_tables:
        schema = warehouse.database_name(str(view.schema))
        if view.name not in inspector.get_view_names(schema=schema):
            yield f"{schema}.{view.name}: the view is missing"
            continue
        found = [column["name"] for column in inspector.get_columns(view.name, schema=schema)]
        if found != [column.name for column in view.columns]:
            yield f"{schema}.{view.name}: the view has the columns {', '.join(found)}"
