"""The rows that a red book document becomes, and how its texts become values.

Elements the tables have no column for are left alone: a front page holds classifications, examiners and figures
that other products give, or nobody asks for. What does become a value must fit its column, or the document is
rejected.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from patentrack.sources.assignment_rows import CODE, NUMBER, SHORT_TEXT, Dates, UnreadableDateError, read_date
from patentrack.sources.records import Row

COLUMNS: dict[str, tuple[str, ...]] = {
    "document": (
        "record_no",
        "doc_num",
        "doc_kind",
        "doc_date",
        "appno_doc_num",
        "appno_date",
        "application_type",
        "title",
        "length_of_grant",
        "extension",
        "disclaimer",
        "claims",
        "intreg_doc_num",
        "pct_doc_num",
    ),
    "inventor": (
        "record_no",
        "sequence_no",
        "name",
        "family_name",
        "given_name",
        "middle_name",
        "suffix",
        "city",
        "state",
        "country",
    ),
    "applicant": (
        "record_no",
        "sequence_no",
        "name",
        "type",
        "app_type",
        "authority",
        "family_name",
        "given_name",
        "middle_name",
        "suffix",
        "address_1",
        "address_2",
        "city",
        "state",
        "postcode",
        "country",
    ),
    "assignee": (
        "record_no",
        "sequence_no",
        "name",
        "type",
        "role",
        "family_name",
        "given_name",
        "middle_name",
        "suffix",
        "address_1",
        "city",
        "state",
        "postcode",
        "country",
    ),
    "lawfirm": (
        "record_no",
        "sequence_no",
        "name",
        "type",
        "rep_type",
        "family_name",
        "given_name",
        "country",
    ),
    "priority_claim": ("record_no", "sequence_no", "country", "doc_num", "date", "kind"),
    "related_document": (
        "record_no",
        "sequence_no",
        "relation",
        "parent_country",
        "parent_doc_num",
        "parent_kind",
        "parent_date",
        "parent_status",
        "parent_grant_doc_num",
        "child_country",
        "child_doc_num",
    ),
    "citation": (
        "record_no",
        "sequence_no",
        "country",
        "doc_num",
        "kind",
        "cited_type",
        "name",
        "date",
        "category",
    ),
}
"""Columns by table, the same for grants and published applications."""

RELATION = 60

_INTEGER = re.compile(r"[0-9]{1,9}")


class RejectedDocumentError(ValueError):
    """Why one document cannot become rows, in plain words naming the field."""


class DocumentRows:
    """The rows of one document.

    Attributes:
        record_no: Number of the document, the first value of every row.
        tables: Rows by table.
        unreadable_values: Dates, numbers and names that are none and were left out.
    """

    __slots__ = ("_dates", "record_no", "tables", "unreadable_values")

    def __init__(self, record_no: int, dates: Dates) -> None:
        self._dates = dates
        self.record_no = record_no
        self.tables: dict[str, list[Row]] = {name: [] for name in COLUMNS}
        self.unreadable_values = 0

    def add(self, table: str, *values: str | int | None) -> None:
        """Append a row, numbered within its table and document."""
        rows = self.tables[table]
        rows.append((self.record_no, len(rows) + 1, *values))

    def date(self, text: str | None) -> str | None:
        """Return a date as `YYYY-MM-DD`; one that is none is counted and read as missing."""
        try:
            return self._dates[text]
        except UnreadableDateError:
            self.unreadable_values += 1
            return None

    def integer(self, text: str | None) -> int | None:
        """Return a whole number; text that is none is counted and read as missing."""
        if text is None:
            return None
        if _INTEGER.fullmatch(text):
            return int(text)
        self.unreadable_values += 1
        return None


def children_of(element: etree._Element | None) -> dict[str, etree._Element]:
    """Return the children by name, the first of each; none of no element."""
    found: dict[str, etree._Element] = {}
    if element is not None:
        for child in element:
            found.setdefault(child.tag, child)
    return found


def text_of(element: etree._Element | None, owner: str, limit: int = SHORT_TEXT) -> str | None:
    """Return the text of an element, inline markup flattened and blanks collapsed; None when there is none.

    Args:
        element: The element, or None if there is none.
        owner: Whose it is, for the message.
        limit: Most characters it may have.

    Raises:
        RejectedDocumentError: If it has more.
    """
    if element is None:
        return None
    text = "".join(map(str, element.itertext())) if len(element) else element.text
    if not text:
        return None
    text = " ".join(text.split())
    if len(text) > limit:
        raise _too_long(f"{owner} {element.tag}", text, limit)
    return text or None


def fitting(text: str | None, field: str, limit: int) -> str | None:
    """Return text with blanks collapsed, None when nothing is left.

    Raises:
        RejectedDocumentError: If it has more than `limit` characters.
    """
    text = " ".join(text.split()) if text else ""
    if len(text) > limit:
        raise _too_long(field, text, limit)
    return text or None


class DocumentId:
    """A `document-id`: which office, number, kind and day, as written.

    Args:
        element: The `document-id`, or None if there is none: then every attribute is None.
        owner: What it identifies, for the message.

    Raises:
        RejectedDocumentError: If a part does not fit its column.
    """

    __slots__ = ("country", "date", "kind", "name", "number")

    def __init__(self, element: etree._Element | None, owner: str) -> None:
        parts = children_of(element).get
        self.country = text_of(parts("country"), owner, CODE)
        self.number = text_of(parts("doc-number"), owner, NUMBER)
        self.kind = text_of(parts("kind"), owner, CODE)
        self.date = text_of(parts("date"), owner)
        self.name = text_of(parts("name"), owner)


@lru_cache(maxsize=100_000)
def whole_date(text: str | None) -> str | None:
    """Return a date as `YYYY-MM-DD`, and None if the text gives no whole day.

    Cited documents are dated by month, `20050100`; that is how they are printed and no fault of the file.
    """
    try:
        return read_date(text)
    except UnreadableDateError:
        return None


def _too_long(field: str, text: str, limit: int) -> RejectedDocumentError:
    return RejectedDocumentError(f"{field} has {len(text)} characters, more than {limit}")
