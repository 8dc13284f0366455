"""What every reader of a USPTO file gives: rows by table in batches, and the records it had to leave out."""

from __future__ import annotations

from dataclasses import dataclass, field

Row = tuple[str | int | None, ...]
"""Values of one row, in the order of the columns its reader names. Dates are ISO text."""

RAW_TEXT_LIMIT = 64 * 1024
"""Characters of a rejected record that are kept."""


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    """A record that was left out, for a person to look at.

    Attributes:
        record_no: Its 1-based number in the file.
        position: Where it starts: `"line 1204"`.
        reason: Why, in plain words naming the field.
        raw_text: The record as it stands in the file, at most 65,536 characters of it.
        reel_no: Reel as written in the file, if the record has one.
        frame_no: Frame as written in the file, if the record has one.
    """

    record_no: int
    position: str
    reason: str
    raw_text: str
    reel_no: str | None = None
    frame_no: str | None = None


@dataclass(frozen=True, slots=True)
class RowBatch:
    """Some records that follow each other in a file, as rows of tables.

    Attributes:
        records: Records read, rejected ones included.
        rows: By table name, rows in the order of the file.
        rejected: Records left out.
        unreadable_values: Dates and numbers that are none and were read as None.
        bytes_read: Bytes consumed from the start of the file to the end of this batch.
    """

    records: int
    rows: dict[str, list[Row]]
    bytes_read: int
    rejected: list[RejectedRecord] = field(default_factory=list)
    unreadable_values: int = 0
