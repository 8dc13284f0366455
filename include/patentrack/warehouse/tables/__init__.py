"""Every table of the warehouse as SQLAlchemy metadata, a module a group. The seed's names stay as they are."""

from patentrack.warehouse.tables import (
    assignments,
    bibliographic,
    citations,
    classification,
    generations,
    ledger,
    maintenance_fees,
    staging,
    staging_bibliographic,
    status,
    supporting,
    views,
)
from patentrack.warehouse.tables.common import DATABASES, STAGING, USPTO, metadata

__all__ = [
    "DATABASES",
    "STAGING",
    "USPTO",
    "assignments",
    "bibliographic",
    "citations",
    "classification",
    "generations",
    "ledger",
    "maintenance_fees",
    "metadata",
    "staging",
    "staging_bibliographic",
    "status",
    "supporting",
    "views",
]
