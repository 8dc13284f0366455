"""Every table of the warehouse as SQLAlchemy metadata, a module a group. The seed's names stay as they are."""

from patentrack.warehouse.tables import assignments, ledger, staging, supporting
from patentrack.warehouse.tables.common import DATABASES, STAGING, USPTO, metadata

__all__ = ["DATABASES", "STAGING", "USPTO", "assignments", "ledger", "metadata", "staging", "supporting"]
