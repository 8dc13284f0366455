"""What `patentrack ingest` and the DAGs can load, by the name of the product.

Names only, so that the command line can list them without importing a parser or a database.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from patentrack.errors import SettingsError

if TYPE_CHECKING:
    from patentrack.ingest.summary import FileSummary


@dataclass(frozen=True)
class Loader:
    """How a product is loaded.

    Attributes:
        address: Module and function: path, settings and `progress` in, `FileSummary` out.
        suffixes: How the names of its files end, for those who name a folder.
        whole: Each file holds everything, so that of several only the newest counts.
        beside: Names of files that lie beside the data and are none.
    """

    address: str
    suffixes: tuple[str, ...]
    whole: bool = False
    beside: re.Pattern[str] | None = None

    def function(self) -> Callable[..., FileSummary]:
        """The function itself; imports what it needs."""
        module, _, name = self.address.partition(":")
        found: Callable[..., FileSummary] = getattr(import_module(module), name)
        return found


LOADERS = {
    "assignments": Loader("patentrack.ingest.assignments:ingest_file", (".zip", ".xml")),
    "cpc-grants": Loader("patentrack.ingest.cpc:ingest_grants", (".zip", ".xml", ".txt"), whole=True),
    "cpc-publications": Loader("patentrack.ingest.cpc:ingest_publications", (".zip", ".xml", ".txt"), whole=True),
    "maintenance-fees": Loader(
        "patentrack.ingest.maintenance_fees:ingest_file",
        (".zip", ".txt"),
        whole=True,
        beside=re.compile(r"MaintFeeEvents(?:Desc|File).*\.txt", re.IGNORECASE),
    ),
    "grants": Loader("patentrack.ingest.bibliographic:ingest_grants", (".zip", ".xml")),
    "applications": Loader("patentrack.ingest.bibliographic:ingest_applications", (".zip", ".xml")),
    "application-status": Loader("patentrack.ingest.application_status:ingest_file", (".zip", ".json")),
}


def loader_of(product: str) -> Loader:
    """How a product is loaded.

    Raises:
        SettingsError: There is no such product.
    """
    loader = LOADERS.get(product)
    if loader is None:
        raise SettingsError(f"there is no product {product!r} to load", hint=f"One of {', '.join(LOADERS)}")
    return loader
