"""Set-based steps: portable statements from `sql/`, and the joined forms that the engines spell differently."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Executable,
    Table,
    delete,
    select,
    text,
    update,
)

from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.tables import DATABASES

_DATABASE = re.compile(rf"\b({'|'.join(DATABASES)})\.")
_COMMENT = re.compile(r"--[^\n]*")


def sql_folder() -> Path:
    """The folder `sql/`: beside `include/` in a checkout, inside the package in a built distribution."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "sql"
    return packaged if packaged.is_dir() else package.parents[1] / "sql"


@cache
def _read(name: str) -> str:
    return _COMMENT.sub("", (sql_folder() / name).read_text(encoding="utf-8")).strip()


def run_file(warehouse: Warehouse, connection: Connection, name: str, **parameters: Any) -> int:
    """Run one statement of the folder `sql/` and return the number of rows it wrote.

    Args:
        warehouse: Gives the database names their prefix; only names of `DATABASES` are replaced.
        connection: With its transaction open.
        name: File below `sql/`, for example ``"merge/assignments/outcome.sql"``.
        parameters: Bound by name.
    """
    statement = _DATABASE.sub(lambda match: f"{warehouse.database_name(match[1])}.", _read(name))
    return rows_written(connection, text(statement), parameters)


def rows_written(connection: Connection, statement: Executable, parameters: dict[str, Any] | None = None) -> int:
    """Run a statement and return the number of rows it wrote."""
    result = connection.execute(statement, parameters or {})
    if not isinstance(result, CursorResult):
        raise TypeError(f"not a statement that writes: {statement}")
    return result.rowcount


def delete_matching(
    connection: Connection,
    target: Table,
    column: str,
    source: Table,
    condition: ColumnElement[bool] | None = None,
    *,
    source_column: str | None = None,
) -> int:
    """Delete the rows of `target` whose `column` occurs in a column of `source`.

    MariaDB before 11.1 runs DELETE .. IN (SELECT ..) as a scan of the whole target, and SQLite knows no
    DELETE with a join: this is the one place that knows.

    Args:
        connection: With its transaction open.
        target: Table to delete from.
        column: Name of the key.
        source: Table that lists the keys.
        condition: Which rows of `source` count.
        source_column: Name of the key in `source`, if it is another.
    """
    key = source.c[source_column or column]
    if connection.dialect.name == "sqlite":
        keys = select(key)
        if condition is not None:
            keys = keys.where(condition)
        statement = delete(target).where(target.c[column].in_(keys))
    else:
        statement = delete(target).where(target.c[column] == key)
        if condition is not None:
            statement = statement.where(condition)
    return rows_written(connection, statement)


def update_matching(
    connection: Connection, target: Table, values: dict[str, Any], *conditions: ColumnElement[bool]
) -> int:
    """Update `target` from the tables joined to it by `conditions`; each target row matches at most once."""
    return rows_written(connection, update(target).values(values).where(*conditions))


def empty(warehouse: Warehouse, connection: Connection, table: Table) -> None:
    """Empty a staging table at once. On MariaDB this commits, as every TRUNCATE does."""
    if warehouse.is_mariadb:
        name = connection.dialect.identifier_preparer.quote(warehouse.database_name(str(table.schema)))
        connection.exec_driver_sql(f"TRUNCATE TABLE {name}.{table.name}")
    else:
        connection.execute(delete(table))
