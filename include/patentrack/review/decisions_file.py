"""Reviewers' decisions as a CSV file, to edit in a spreadsheet, to keep, and to bring into another warehouse."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from patentrack.conveyances import CONVEYANCE_TYPES
from patentrack.errors import SourceFileError
from patentrack.sources.assignment_rows import LONG_TEXT

TYPES = tuple(type_.convey_name for type_ in CONVEYANCE_TYPES)
COLUMNS = ("text", "type", "by", "at", "note")
REQUIRED = ("text", "type")

# What the columns of `assignment_group` take.
LONGEST = {"text": LONG_TEXT, "by": 200, "note": 500}


@dataclass(frozen=True)
class Decision:
    """A reviewer's type for a text.

    Attributes:
        text: As recorded, with single blanks; empty: documents without a text.
        convey_ty: One of `TYPES`.
        by: Who decided, or None if the file does not say.
        at: When (UTC), or None.
        note: Why, or None.
    """

    text: str
    convey_ty: str
    by: str | None = None
    at: dt.datetime | None = None
    note: str | None = None


def single_blanks(text: str) -> str:
    """A text as the reader of USPTO files leaves it."""
    return " ".join(text.split())


def write_decisions(decisions: Iterable[Decision]) -> str:
    """The file: a line of column names, a line a decision."""
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\n")
    writer.writerow(COLUMNS)
    for decision in decisions:
        at = decision.at.isoformat(" ") if decision.at else ""
        writer.writerow([decision.text, decision.convey_ty, decision.by or "", at, decision.note or ""])
    return content.getvalue()


def read_decisions(content: bytes, file_name: str) -> list[Decision]:
    """Read a file of decisions; all of it, or an error with the line.

    Args:
        content: UTF-8. The first line names the columns: `text` and `type`, and of `by`, `at` and `note` any.
        file_name: For messages.

    Raises:
        SourceFileError: The file is no such table, or one of its lines is no decision.
    """
    decisions: dict[str, tuple[int, Decision]] = {}
    for line, values in _rows(content, file_name):
        decision = _decision(values, file_name, line)
        known_line, known = decisions.setdefault(decision.text, (line, decision))
        if known.convey_ty != decision.convey_ty:
            raise _refusal(
                file_name, line, f"{decision.convey_ty} for a text that line {known_line} calls {known.convey_ty}"
            )
    return [decision for _, decision in decisions.values()]


def _rows(content: bytes, file_name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line that is not blank with its number, its values by the names of the columns."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal(file_name, content.count(b"\n", 0, error.start) + 1, "is not UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: list[str] | None = None
    line = 1
    try:
        for row in reader:
            if columns is None:
                columns = [name.strip().lower() for name in row]
                _check_columns(columns, file_name)
            elif row:
                if len(row) != len(columns):
                    raise _refusal(file_name, line, f"has {len(row)} values for {len(columns)} columns")
                yield line, dict(zip(columns, row, strict=True))
            line = reader.line_num + 1
    except csv.Error as error:
        raise _refusal(file_name, line, f"is no CSV: {error}") from None
    if columns is None:
        raise _refusal(file_name, 1, "is missing: it should name the columns text and type")


def _check_columns(columns: list[str], file_name: str) -> None:
    wrong = [name for name in columns if name not in COLUMNS or columns.count(name) > 1]
    if wrong:
        raise _refusal(file_name, 1, f"has a column {wrong[0]!r}, unknown or there twice")
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise _refusal(file_name, 1, f"has no column {missing[0]!r}")


def _decision(row: dict[str, str], file_name: str, line: int) -> Decision:
    values = {name: single_blanks(value) for name, value in row.items()}
    for name, longest in LONGEST.items():
        if len(values.get(name, "")) > longest:
            raise _refusal(file_name, line, f"has more than {longest} characters in {name}")
    if values["type"] not in TYPES:
        raise SourceFileError(
            file_name,
            f"{values['type']!r} is no conveyance type",
            position=f"line {line}",
            hint=f"Use one of {', '.join(TYPES)}",
        )
    return Decision(
        values["text"],
        values["type"],
        values.get("by") or None,
        _time(values.get("at", ""), file_name, line),
        values.get("note") or None,
    )


def _time(text: str, file_name: str, line: int) -> dt.datetime | None:
    if not text:
        return None
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        raise _refusal(file_name, line, f"{text!r} is no time such as 2026-01-31 17:05:00") from None
    if at.tzinfo:
        at = at.astimezone(dt.UTC).replace(tzinfo=None)
    return at.replace(microsecond=0)


def _refusal(file_name: str, line: int, reason: str) -> SourceFileError:
    return SourceFileError(file_name, reason, position=f"line {line}", hint="Nothing has been changed")
