"""What tasks of several DAGs do. Imported inside the task functions, so it may be heavy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from patentrack.ingest.assignments import ingest_file
from patentrack.orchestration.defaults import fail_at_once
from patentrack.settings import load_settings


def ingest_assignments(path: str) -> dict[str, Any]:
    """Load one assignment file and give its summary, as `patentrack ingest assignments` does.

    Raises:
        AirflowFailException: The file cannot be used, a setting is wrong or the schema is behind; trying
            again cannot help.
        WarehouseError: The database failed, and may not the next time.
    """
    with fail_at_once():
        return ingest_file(Path(path), load_settings()).as_dict()
