"""The rows that a PADX file becomes, and the rules that both ways of reading a record share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from patentrack.sources.records import Row

ASSIGNMENT_COLUMNS = (
    "record_no",
    "rf_id",
    "reel_no",
    "frame_no",
    "last_update_dt",
    "purge_in",
    "record_dt",
    "page_count",
    "cname",
    "caddress_1",
    "caddress_2",
    "caddress_3",
    "caddress_4",
    "convey_text",
)
ASSIGNOR_COLUMNS = ("record_no", "sequence_no", "or_name", "name_type", "exec_dt", "ack_dt")
ASSIGNEE_COLUMNS = (
    "record_no",
    "sequence_no",
    "ee_name",
    "name_type",
    "ee_address_1",
    "ee_address_2",
    "ee_city",
    "ee_state",
    "ee_postcode",
    "ee_country",
)
DOCUMENTID_COLUMNS = (
    "record_no",
    "sequence_no",
    "title",
    "lang",
    "appno_doc_num",
    "appno_date",
    "appno_country",
    "pgpub_doc_num",
    "pgpub_date",
    "pgpub_country",
    "pgpub_kind",
    "grant_doc_num",
    "grant_date",
    "grant_country",
    "grant_kind",
    "intreg_doc_num",
    "intreg_date",
    "intreg_country",
    "other_documents",
)

# What the tables hold; longer text is a rejected record, never a cut one.
SHORT_TEXT = 500
LONG_TEXT = 16_000
NUMBER = 40
CODE = 20

_DATE_CACHE_SIZE = 100_000
_PUBLICATION_NUMBER = re.compile(r"(?:19|20)\d{8,9}", re.ASCII)
_GRANT_KINDS = ("B", "P", "S", "E", "H")


@dataclass(slots=True)
class Rows:
    """Rows of records that follow each other.

    Attributes:
        assignments: Rows of ASSIGNMENT_COLUMNS, one a record.
        assignors: Rows of ASSIGNOR_COLUMNS.
        assignees: Rows of ASSIGNEE_COLUMNS.
        documentids: Rows of DOCUMENTID_COLUMNS, one a property.
    """

    assignments: list[Row] = field(default_factory=list)
    assignors: list[Row] = field(default_factory=list)
    assignees: list[Row] = field(default_factory=list)
    documentids: list[Row] = field(default_factory=list)

    def mark(self) -> tuple[int, int, int, int]:
        """Return how many rows there are, for `back_to`."""
        return len(self.assignments), len(self.assignors), len(self.assignees), len(self.documentids)

    def back_to(self, mark: tuple[int, int, int, int]) -> None:
        """Drop the rows added since `mark` was taken."""
        del self.assignments[mark[0] :], self.assignors[mark[1] :]
        del self.assignees[mark[2] :], self.documentids[mark[3] :]


class Dates(dict[str | None, str | None]):
    """Dates already understood, text of the file -> `YYYY-MM-DD`; a file has a few thousand distinct ones.

    Raises:
        UnreadableDateError: On looking up text that is no date.
    """

    def __missing__(self, text: str | None) -> str | None:
        value = read_date(text)
        if len(self) >= _DATE_CACHE_SIZE:
            self.clear()
        self[text] = value
        return value


class UnreadableDateError(ValueError):
    """Text stands where a date should, and is none."""


def clean(text: str | None) -> str | None:
    """Return text without outer blanks, inner runs of blanks as one space; None when nothing is left."""
    return " ".join(text.split()) or None if text else None


def read_date(text: str | None) -> str | None:
    """Return a `YYYYMMDD` date as `YYYY-MM-DD`, and a missing one as None.

    Raises:
        UnreadableDateError: If the text is no day between the years 1700 and 2100, such as the 0001-01-01
            that the USPTO shows for dates it does not know.
    """
    text = clean(text)
    if text is None:
        return None
    if len(text) == 8 and text.isascii() and text.isdigit() and 1700 <= int(text[:4]) <= 2100:
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
        except ValueError:
            pass
    raise UnreadableDateError(text)


def document_class(country: str | None, number: str | None, kind: str | None) -> str | None:
    """Return which columns a document number belongs to: appno, pgpub, grant, intreg, or None for none.

    Decided by kind and by the shape of the number, never by position: the USPTO's description puts the grant
    second, real files put it third. The same kinds (A1, P1) name grants before 2001-01-02 and publications
    since; publications have ten or eleven digits that begin with the year.
    """
    if number is None:
        return None
    if kind == "X0":
        return "appno"
    if country == "IB" or number.startswith("DM/"):
        return "intreg"
    if kind is not None and kind.startswith("A"):
        return "pgpub" if len(number) > 8 else "grant"
    if kind in {None, "P1", "P4"} and _PUBLICATION_NUMBER.fullmatch(number):
        return "pgpub"
    return "grant" if kind is None or kind.startswith(_GRANT_KINDS) else None
