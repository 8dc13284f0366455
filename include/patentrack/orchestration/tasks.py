"""What tasks of several DAGs do. Imported inside the task functions, so it may be heavy."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from patentrack.ingest.catalogue import loader_of
from patentrack.orchestration.defaults import fail_at_once
from patentrack.orchestration.processes import processes_of_its_own
from patentrack.parties.refine import refine as refine_all
from patentrack.settings import load_settings

log = logging.getLogger(__name__)


def ingest(product: str, path: str) -> dict[str, Any]:
    """Load one file and give its summary, as `patentrack ingest` does.

    What was left out is told in the task's log: records that were rejected, and a file that was not read.

    Args:
        product: As `patentrack ingest` names it; the `ingest_as` of a downloaded file.
        path: The file.

    Raises:
        AirflowFailException: The file cannot be used, a setting is wrong or the schema is behind; trying
            again cannot help.
        WarehouseError: The database failed, and may not the next time.
    """
    with fail_at_once(), processes_of_its_own():
        summary = loader_of(product).function()(Path(path), load_settings())
    if summary.note:
        log.warning("%s: %s", summary.file, summary.note)
    if summary.rejected:
        log.warning(
            "%s: %d of %d records are bad and were left out; the table rejected_record has each",
            summary.file,
            summary.rejected,
            summary.records_read,
        )
    return summary.as_dict()


def refine() -> dict[str, Any]:
    """Bring names into entities and give the summary, as `patentrack refine` does.

    Raises:
        AirflowFailException: Decisions contradict each other, or the schema is behind; trying again cannot help.
        WarehouseError: The database failed, and may not the next time.
    """
    with fail_at_once():
        return refine_all(load_settings())
