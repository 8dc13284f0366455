"""The data dictionary, written from the metadata (`make docs`)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Table, UniqueConstraint
from sqlalchemy.dialects import mysql

from patentrack.warehouse.tables import DATABASES, metadata
from patentrack.warehouse.tables.views import view_metadata

_INTRODUCTION = """# Data dictionary

Every table, view and column of the warehouse. Written from the metadata in `include/patentrack/warehouse/tables`
by `make docs`; the tests fail when it is out of date. Types are those of MariaDB. Times are UTC.
"""


def data_dictionary() -> str:
    """The dictionary as Markdown: a section a database, a table a table."""
    parts = [_INTRODUCTION]
    for database in DATABASES:
        everything = (*metadata.tables.values(), *view_metadata.tables.values())
        tables = sorted((t for t in everything if t.schema == database), key=lambda t: t.name)
        parts.append(f"## {database}\n")
        parts.append("| table | grain | what it holds |\n|---|---|---|")
        parts.append(
            "\n".join(f"| [{t.name}](#{database}{t.name}) | {t.info['grain']} | {t.info['doc']} |" for t in tables)
            + "\n"
        )
        parts.extend(_section(database, table) for table in tables)
    return "\n".join(parts)


def _section(database: str, table: Table) -> str:
    lines = [
        f"### {database}.{table.name}",
        "",
        f"{table.info['doc']} Grain: {table.info['grain']}.",
        "",
        "| column | type | key | description |",
        "|---|---|---|---|",
    ]
    if "source" in table.info:
        lines[3:3] = [f"A view of `{table.info['source']}`.", ""]
    lines += [f"| {column.name} | {_type(column)} | {_key(table, column)} | {column.doc} |" for column in table.columns]
    checks = sorted(str(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint))
    if checks:
        lines += ["", "Held by the database: " + "; ".join(f"`{check}`" for check in checks) + "."]
    return "\n".join([*lines, ""])


def _type(column: Column[object]) -> str:
    text = column.type.compile(dialect=mysql.dialect())
    return text if column.nullable else f"{text} NOT NULL"


def _key(table: Table, column: Column[object]) -> str:
    keys = ["PK"] if column.primary_key else []
    keys += [f"FK {key.column.table.name}" for key in column.foreign_keys]
    unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    if any(column.name in c.columns for c in unique):
        keys.append("UQ")
    if any(column.name in index.columns for index in table.indexes):
        keys.append("IX")
    return ", ".join(keys)


if __name__ == "__main__":
    print(data_dictionary(), end="")  # noqa: T201 (this is its output)
