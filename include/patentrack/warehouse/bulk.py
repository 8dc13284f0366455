"""Bulk load of plain tuples: LOAD DATA LOCAL on MariaDB, executemany on SQLite."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from patentrack.errors import WarehouseError
from patentrack.warehouse.engine import Warehouse, driver_code, driver_message

# Control characters that XML forbids and that no USPTO file holds; the count below proves it per load.
_FIELD, _LINE, _NULL = "\x1f", "\x1e", "\x1d"

# Error numbers of MariaDB and MySQL for a server or driver with local_infile off.
_LOCAL_INFILE_REFUSED = (1148, 3948, 4166)


def load_rows(
    warehouse: Warehouse,
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Append rows to a table; all of them, or an error.

    Args:
        warehouse: Tells the engine.
        connection: With its transaction open.
        table: Where to.
        columns: Names of the columns, in the order of the values in each row.
        rows: One tuple a row: str, int or None. Dates as ISO text.

    Raises:
        WarehouseError: The server does not allow LOAD DATA LOCAL, or took a row otherwise than it was given.
        DBAPIError: The database failed.
    """
    if not rows:
        return
    names = ", ".join(table.c[column].name for column in columns)
    target = f"{warehouse.database_name(str(table.schema))}.{table.name}"
    if not warehouse.is_mariadb:
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {target} ({names}) VALUES ({marks})", list(rows))
        return
    # Without a name in the file system, so that a killed run leaves nothing behind.
    with tempfile.TemporaryFile() as file:
        file.write(_encode(rows, len(columns), target))
        file.flush()
        file.seek(0)
        try:
            result = connection.exec_driver_sql(
                f"LOAD DATA LOCAL INFILE %s INTO TABLE {target} CHARACTER SET utf8mb4"
                " FIELDS TERMINATED BY X'1F' ESCAPED BY '\\\\' LINES TERMINATED BY X'1E'"
                f" ({names})",
                (f"/dev/fd/{file.fileno()}",),
            )
        except DBAPIError as error:
            if driver_code(error) in _LOCAL_INFILE_REFUSED:
                raise WarehouseError(
                    f"bulk load into {target} is refused: {driver_message(error)}",
                    hint="The server must allow it: SET GLOBAL local_infile = ON",
                ) from error
            raise
    # LOCAL turns errors into warnings and skips rows; neither may pass.
    warnings = connection.exec_driver_sql("SHOW WARNINGS LIMIT 3").fetchall()
    if warnings or result.rowcount != len(rows):
        first = warnings[0][2] if warnings else "rows are missing"
        raise WarehouseError(f"bulk load into {target} took {result.rowcount} of {len(rows)} rows: {first}")


def _encode(rows: Sequence[tuple[Any, ...]], width: int, target: str) -> bytes:
    body = _LINE.join(
        [_FIELD.join([_NULL if v is None else v if v.__class__ is str else str(v) for v in row]) for row in rows]
    )
    nulls = sum(row.count(None) for row in rows)
    if (
        body.count(_FIELD) != len(rows) * (width - 1)
        or body.count(_LINE) != len(rows) - 1
        or body.count(_NULL) != nulls
    ):
        raise WarehouseError(f"bulk load into {target}: a value holds a control character")
    return body.replace("\\", "\\\\").replace(_NULL, "\\N").encode() + _LINE.encode()
