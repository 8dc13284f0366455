"""The metadata all tables hang on, and the types they share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, MetaData, SmallInteger, Table, Text
from sqlalchemy.dialects.mysql import MEDIUMTEXT

# Every database of the design; a name outside this list never reaches a statement (design section 12).
USPTO = "db_uspto"
STAGING = "db_staging"
FEES = "db_patent_maintainence_fee"
APPLICATIONS = "db_patent_application_bibliographic"
GRANTS = "db_patent_grant_bibliographic"
NEW_APPLICATION = "db_new_application"
DATABASES = (USPTO, STAGING, FEES, APPLICATIONS, GRANTS, NEW_APPLICATION)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# SQLite numbers rows by itself only when the type is spelled INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")
# TEXT ends at 64 KiB on MariaDB.
LongText = Text().with_variant(MEDIUMTEXT(), "mysql")

NAME = 500
LINE = 500
NUMBER = 40
CODE = 20
CONVEY_TY = 30


def table(
    name: str,
    database: str,
    doc: str,
    *items: Any,
    grain: str,
    clustered: bool = False,
    lookup: bool = False,
    partition_by: str | None = None,
) -> Table:
    """Declare a table with the text the data dictionary prints.

    Args:
        name: Table name.
        database: One of `DATABASES`.
        doc: What the table holds.
        items: Columns, constraints and indexes.
        grain: What one row is.
        clustered: Store rows in primary-key order on SQLite too (InnoDB always does).
        lookup: Its rows come with the schema.
        partition_by: What stands behind PARTITION BY on MariaDB.
    """
    options: dict[str, Any] = {"mysql_partition_by": partition_by} if partition_by else {}
    return Table(
        name,
        metadata,
        *items,
        schema=database,
        info={"doc": doc, "grain": grain, "lookup": lookup},
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        # Spellings differ by case, accent and trailing blank; both engines must agree on that.
        mysql_collate="utf8mb4_nopad_bin",
        sqlite_with_rowid=not clustered,
        **options,
    )


def flag(name: str, doc: str) -> Column[int]:
    """Declare a 0/1 column; add `flag_check` for the same name to the table."""
    return Column(name, SmallInteger, nullable=False, default=0, server_default="0", doc=doc)


def flag_check(name: str) -> CheckConstraint:
    """Hold a 0/1 column to its two values."""
    return CheckConstraint(f"{name} IN (0, 1)", name=name)


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """Hold a text column to a closed set of values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
