"""The schema's one chain of migrations (`sql/migrations`), on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, inspect
from sqlalchemy.exc import DBAPIError

from patentrack.errors import SchemaError, WarehouseError
from patentrack.warehouse.engine import Warehouse, driver_message
from patentrack.warehouse.statements import sql_folder
from patentrack.warehouse.tables import DATABASES, USPTO, metadata

VERSION_TABLE = "alembic_version"
LOCK = "schema"


def upgrade(warehouse: Warehouse, revision: str = "head") -> str:
    """Create the databases where they are missing and bring their tables to a revision; returns it.

    Raises:
        WarehouseError: The server refuses, or the revision is unknown.
    """
    with _refusals(), warehouse.locked(LOCK) as connection:
        if warehouse.is_mariadb:
            for database in DATABASES:
                name = connection.dialect.identifier_preparer.quote(warehouse.database_name(database))
                connection.exec_driver_sql(
                    f"CREATE DATABASE IF NOT EXISTS {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin"
                )
            connection.commit()
        _run(command.upgrade, warehouse, connection, revision)
        return current_revision(warehouse, connection) or "base"


def downgrade(warehouse: Warehouse, revision: str) -> str:
    """Take the tables back to a revision (``"base"`` for none); returns it.

    Raises:
        WarehouseError: The server refuses, or the revision is unknown.
    """
    with _refusals(), warehouse.locked(LOCK) as connection:
        _run(command.downgrade, warehouse, connection, revision)
        return current_revision(warehouse, connection) or "base"


def head_revision() -> str:
    """The newest revision of the chain."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current_revision(warehouse: Warehouse, connection: Connection) -> str | None:
    """Revision the tables are at, or None when there are none."""
    if not inspect(connection).has_table(VERSION_TABLE, schema=warehouse.database_name(USPTO)):
        return None
    return _context(warehouse, connection).get_current_revision()


def ensure_schema(warehouse: Warehouse) -> None:
    """Create the schema on an empty server or in an empty folder; refuse one that is not at the head.

    An existing schema is never migrated on the way to something else: that is a decision of its own.

    Raises:
        SchemaError: The schema is behind or ahead.
    """
    with warehouse.connect() as connection:
        current, head = current_revision(warehouse, connection), head_revision()
    if current is None:
        upgrade(warehouse)
    elif current != head:
        raise SchemaError(
            f"the schema is at revision {current}, this version needs {head}",
            hint="Run: patentrack db upgrade",
        )


def differences(warehouse: Warehouse, connection: Connection) -> list[str]:
    """What the tables in the database have that the metadata have not, and the other way round."""
    context = _context(warehouse, connection)
    return [_describe(entry) for entry in compare_metadata(context, physical_metadata(warehouse))]


def physical_metadata(warehouse: Warehouse) -> MetaData:
    """The metadata under the names the databases go by on this engine."""
    if not warehouse.is_mariadb or not warehouse.prefix:
        return metadata
    renamed = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(
            renamed,
            schema=warehouse.database_name(str(table.schema)),
            referred_schema_fn=lambda _t, _to, _c, referred: warehouse.database_name(str(referred)),
        )
    return renamed


def context_options(warehouse: Warehouse) -> dict[str, Any]:
    """Options of every migration context: which databases count, and where the version is kept."""
    ours = {warehouse.database_name(database) for database in DATABASES}

    def include_name(name: str | None, kind: str, parents: Any) -> bool:
        if kind == "schema":
            return name in ours
        return not (kind == "table" and name == VERSION_TABLE and parents["schema_name"] in ours)

    return {
        "version_table": VERSION_TABLE,
        "version_table_schema": warehouse.database_name(USPTO),
        "include_schemas": True,
        "include_name": include_name,
        "transaction_per_migration": True,
    }


def _context(warehouse: Warehouse, connection: Connection) -> MigrationContext:
    options = context_options(warehouse)
    del options["transaction_per_migration"]
    return MigrationContext.configure(connection, opts=options)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(sql_folder() / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def _run(action: Any, warehouse: Warehouse, connection: Connection, revision: str) -> None:
    config = _config()
    config.attributes.update(warehouse=warehouse, connection=connection)
    action(config, revision)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise WarehouseError(f"the schema cannot be migrated: {driver_message(error)}") from error
    except CommandError as error:
        raise WarehouseError(str(error), hint="See the revisions in sql/migrations/versions") from None


def _describe(entry: Any) -> str:
    if isinstance(entry, list):
        return "; ".join(_describe(part) for part in entry)
    return " ".join(str(part) for part in entry if part is not None)
