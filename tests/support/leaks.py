"""Looks for secrets in everything a run leaves behind: files, and every value of every table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import MetaData, create_engine, inspect, select

from patentrack.mirror.server import MirrorServer


def secrets_of(server: MirrorServer) -> set[str]:
    """What must not be seen anywhere: the key, and whatever stood in the queries of signed URLs."""
    signed = {value for seen in server.requests_for("file") for value in seen.query.values()}
    return {server.key} | {value for value in signed if len(value) >= 12}


def in_files(folder: Path, secrets: Iterable[str]) -> dict[str, list[str]]:
    """Which secrets stand in which files below a folder; databases as the bytes that they are."""
    wanted = {secret: secret.encode() for secret in secrets}
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            for secret, text in wanted.items():
                if text in content:
                    found.setdefault(secret, []).append(str(path.relative_to(folder)))
    return found


def in_tables(url: str, secrets: Iterable[str], *, schemas: Iterable[str | None] = (None,)) -> dict[str, list[str]]:
    """Which secrets stand in which tables of a database, in any column.

    Args:
        url: SQLAlchemy's, of Airflow's metadata or of a database of the warehouse.
        secrets: What to look for.
        schemas: Databases to look at besides the default one of the URL.
    """
    wanted, found = list(secrets), {}
    for table, text in _values(url, schemas):
        for secret in wanted:
            if secret in text and table not in found.setdefault(secret, []):
                found[secret].append(table)
    return {secret: tables for secret, tables in found.items() if tables}


def _values(url: str, schemas: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            for schema in schemas:
                for name in inspect(connection).get_table_names(schema):
                    metadata = MetaData()
                    metadata.reflect(connection, schema, only=[name], resolve_fks=False)
                    [table] = metadata.tables.values()
                    # As text, whatever the type: pickles, compressed columns and JSON included.
                    for row in connection.exec_driver_sql(str(select(table).compile(connection))):
                        for value in row:
                            yield name, value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    finally:
        engine.dispose()
