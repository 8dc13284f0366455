"""What tasks of several DAGs do. Imported inside the task functions, so it may be heavy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from patentrack.ingest.assignments import ingest_file
from patentrack.orchestration.defaults import fail_at_once
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import upgrade


def ingest_assignments(path: str) -> dict[str, Any]:
    """Load one assignment file and give its summary, as `patentrack ingest assignments` does.

    Raises:
        AirflowFailException: The file cannot be used, or a setting is wrong; trying again cannot help.
        WarehouseError: The database failed, and may not the next time.
    """
    with fail_at_once():
        settings = load_settings()
        if settings.database_url is None:
            # The embedded databases belong to this user alone, so there is nobody to ask.
            warehouse = open_warehouse(settings)
            try:
                upgrade(warehouse)
            finally:
                warehouse.engine.dispose()
        return ingest_file(Path(path), settings).as_dict()
