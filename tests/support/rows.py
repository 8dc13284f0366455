"""A row for any table, made from its metadata: for tests that want rows everywhere, whatever they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Date, DateTime, Table, insert

from patentrack.warehouse.tables import metadata

RF_ID = 415760001

# What a CHECK or a key of the tables does not leave to chance.
VALUES: dict[str, Any] = {
    "rf_id": RF_ID,
    # The digest of the text "x"; the one document is purged, so the text counts none.
    "text_sha256": sha256(b"x").hexdigest(),
    "counter": 0,
    "reel_no": 41576,
    "frame_no": 1,
    "convey_ty": "assignment",
    "corrected_type": "security",
    "updated_convey_ty": "release",
    "state": "loaded",
    "outcome": "inserted",
    "schedule_frequency": "daily",
    "status": "success",
    "http_status": 200,
    "name_1": "Bar Corp",
    "name_2": "Foo Corp",
    "section": "H",
    "class": "04",
    "sub_class": "L",
    "symbol_position_code": "F",
    "entity_status": "N",
    "cited_type": "grant",
    "relation": "continuation",
    "classification_value_code": "I",
    # A root has no parent, and the first row is its own only by chance.
    "parent_id": None,
}


def fill_every_table(connection: Connection, *, without: Collection[str] = ()) -> None:
    """Put one row into each empty table but the lookups, whose rows come with the schema, and those of `without`."""
    for table in metadata.sorted_tables:
        if (
            not table.info["lookup"]
            and table.name not in without
            and connection.execute(table.select()).first() is None
        ):
            connection.execute(insert(table), [row_of(table)])


def row_of(table: Table, **values: Any) -> dict[str, Any]:
    """A valid row of `table`; `values` replace what it would hold."""
    return {column.name: _value(column) for column in table.columns} | values


def _value(column: Column[Any]) -> Any:
    if column.name in VALUES:
        return VALUES[column.name]
    if isinstance(column.type, DateTime):
        return dt.datetime(2015, 7, 27, 1, 2, 3)  # noqa: DTZ001 (columns hold UTC without zone)
    if isinstance(column.type, Date):
        return dt.date(2015, 7, 27)
    if column.type.python_type is str:
        return "organisation" if column.name == "type" else "x"
    return 1
