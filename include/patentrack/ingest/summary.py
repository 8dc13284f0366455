"""The summary every ingest ends in (design section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

ROWS = ("assignment", "assignor", "assignee", "documentid", "correspondent", "assignment_arrows")


@dataclass(frozen=True)
class FileSummary:
    """What came of one file.

    Attributes:
        file: Name of the file, without folder.
        product: As `patentrack ingest` names it.
        unchanged: The ledger had this file as loaded; nothing was read.
        transaction_date: Day of the extract, ISO.
        records_read: Records in the file.
        inserted: Documents that were new.
        replaced: Documents of which the file had a newer version.
        stale: Records not newer than what is there.
        purged: Of the inserted and replaced, those the USPTO has deleted.
        rejected: Records that could not be used.
        unreadable_values: Dates and page counts that are none, stored as NULL.
        rows: Rows written, by table.
        xml_bytes: Size of the XML that was read.
        seconds: Wall time, from opening the file to the commit.
    """

    file: str
    product: str
    unchanged: bool = False
    transaction_date: str | None = None
    records_read: int = 0
    inserted: int = 0
    replaced: int = 0
    stale: int = 0
    purged: int = 0
    rejected: int = 0
    unreadable_values: int = 0
    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ROWS, 0))
    xml_bytes: int = 0
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """The summary as JSON-able values, with the speed in MB of XML a second."""
        return {
            "file": self.file,
            "unchanged": self.unchanged,
            "transaction_date": self.transaction_date,
            **_counts(self),
            "rows": dict(self.rows),
            **_speed(self.xml_bytes, self.seconds),
        }


@dataclass(frozen=True)
class FileFailure:
    """A file that failed, and why."""

    file: str
    error: str


def combine(product: str, summaries: Iterable[FileSummary], failures: Iterable[FileFailure] = ()) -> dict[str, Any]:
    """One JSON-able summary of several files: totals first, then each file, then what failed."""
    files, failed = list(summaries), list(failures)
    totals = {name: sum(_counts(file)[name] for file in files) for name in _counts(FileSummary("", product))}
    rows = {table: sum(file.rows.get(table, 0) for file in files) for table in ROWS}
    return {
        "product": product,
        "unchanged": bool(files) and all(file.unchanged for file in files) and not failed,
        **totals,
        "rows": rows,
        **_speed(sum(file.xml_bytes for file in files), sum(file.seconds for file in files)),
        "files": [file.as_dict() for file in files],
        "failed": [{"file": failure.file, "error": failure.error} for failure in failed],
    }


def _counts(summary: FileSummary) -> dict[str, int]:
    return {
        "records_read": summary.records_read,
        "inserted": summary.inserted,
        "replaced": summary.replaced,
        "stale": summary.stale,
        "purged": summary.purged,
        "rejected": summary.rejected,
        "unreadable_values": summary.unreadable_values,
    }


def _speed(xml_bytes: int, seconds: float) -> dict[str, float]:
    return {
        "xml_bytes": xml_bytes,
        "seconds": round(seconds, 3),
        "mb_per_second": round(xml_bytes / 1e6 / seconds, 2) if seconds else 0.0,
    }
