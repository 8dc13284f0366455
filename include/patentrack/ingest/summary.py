"""The summary every ingest ends in (design section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from patentrack.warehouse.tables.ledger import SOURCE_FILE_COUNTS


@dataclass(frozen=True)
class FileSummary:
    """What came of one file.

    Attributes:
        file: Name of the file, without folder.
        product: As `patentrack ingest` names it.
        unchanged: The ledger had this file as loaded, or readers see a newer one; nothing was read.
        note: Why nothing was read, where it is not that the file is loaded.
        transaction_date: Day of the extract, ISO.
        records_read: Records in the file.
        inserted: Documents that were new.
        replaced: Documents of which the file had a newer version.
        stale: Records not newer than what is there.
        purged: Of the inserted and replaced, those the USPTO has deleted.
        rejected: Records that could not be used.
        unreadable_values: Dates and page counts that are none, stored as NULL.
        rows: Rows written, by table.
        bytes_read: Unpacked bytes that were read.
        seconds: Wall time, from opening the file to the commit.
    """

    file: str
    product: str
    unchanged: bool = False
    note: str | None = None
    transaction_date: str | None = None
    records_read: int = 0
    inserted: int = 0
    replaced: int = 0
    stale: int = 0
    purged: int = 0
    rejected: int = 0
    unreadable_values: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    bytes_read: int = 0
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """The summary as JSON-able values, with the speed in unpacked MB a second."""
        return {
            "file": self.file,
            "product": self.product,
            "unchanged": self.unchanged,
            "note": self.note,
            "transaction_date": self.transaction_date,
            **self.counts(),
            "rows": dict(self.rows),
            **_speed(self.bytes_read, self.seconds),
        }

    def counts(self) -> dict[str, int]:
        """The counts of records, named as in `source_file`."""
        return {name: getattr(self, name) for name in SOURCE_FILE_COUNTS}


@dataclass(frozen=True)
class FileFailure:
    """A file that failed, and why."""

    file: str
    error: str


def combine(product: str, summaries: Iterable[FileSummary], failures: Iterable[FileFailure] = ()) -> dict[str, Any]:
    """One JSON-able summary of several files: totals first, then each file, then what failed."""
    files, failed = list(summaries), list(failures)
    totals = {name: sum(file.counts()[name] for file in files) for name in FileSummary("", product).counts()}
    tables = dict.fromkeys(table for file in files for table in file.rows)
    rows = {table: sum(file.rows.get(table, 0) for file in files) for table in tables}
    return {
        "product": product,
        "unchanged": bool(files) and all(file.unchanged for file in files) and not failed,
        **totals,
        "rows": rows,
        **_speed(sum(file.bytes_read for file in files), sum(file.seconds for file in files)),
        "files": [file.as_dict() for file in files],
        "failed": [{"file": failure.file, "error": failure.error} for failure in failed],
    }


def _speed(bytes_read: int, seconds: float) -> dict[str, float]:
    return {
        "bytes_read": bytes_read,
        "seconds": round(seconds, 3),
        "mb_per_second": round(bytes_read / 1e6 / seconds, 2) if seconds else 0.0,
    }
