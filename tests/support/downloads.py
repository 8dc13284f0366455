"""Files for the stand-in, and what the tables say of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from patentrack.settings import Settings
from patentrack.warehouse.engine import open_warehouse
from support.bulk_api import zip_bytes

SIZE = 300_000


def write_zip(path: Path, size: int = SIZE) -> Path:
    """Write a zip with one member of so many bytes that do not compress."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zip_bytes(f"{path.stem}.xml", size))
    return path


def rows(settings: Settings, table: Table) -> list[dict[str, Any]]:
    """Every row of a table."""
    warehouse = open_warehouse(settings)
    try:
        with warehouse.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(select(table))]
    finally:
        warehouse.engine.dispose()
