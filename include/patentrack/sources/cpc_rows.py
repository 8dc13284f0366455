"""The rows that a CPC master file becomes, and the rules that its XML and its text form share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from patentrack.sources.assignment_rows import UnreadableDateError, read_date
from patentrack.sources.numbers import application_number, patent_number, publication_number
from patentrack.sources.records import Row

Table = Literal["patent_cpc", "application_cpc"]

_SYMBOL = (
    "classification_version_date",
    "section",
    "class",
    "sub_class",
    "main_group",
    "sub_group",
    "symbol_position_code",
    "classification_value_code",
    "type",
    "set_group",
    "set_rank",
)
COLUMNS: dict[str, tuple[str, ...]] = {
    "patent_cpc": (
        "grant_doc_num",
        "sequence_no",
        "application_number",
        "country",
        "kind_code",
        "grant_date",
        *_SYMBOL,
    ),
    "application_cpc": (
        "pgpub_doc_num",
        "sequence_no",
        "application_number",
        "country",
        "kind_code",
        "pgpub_date",
        *_SYMBOL,
    ),
}

MAIN, FURTHER = 0, 1

# A file has some thousand different dates: each is understood once.
_DATES_KEPT = 10_000

# What the tables hold; longer text is a rejected record, never a cut one.
_LONGEST = {"number": 40, "application_number": 40, "country": 20, "kind_code": 20}
_SHAPES = {
    "section": (re.compile(r"[A-HY]"), "a letter A to H or Y"),
    "class": (re.compile(r"[0-9]{2}"), "two digits"),
    "sub_class": (re.compile(r"[A-Z]"), "one capital letter"),
    "main_group": (re.compile(r"[0-9]{1,4}"), "one to four digits"),
    "sub_group": (re.compile(r"[0-9]{2,6}"), "two to six digits"),
    "symbol_position_code": (re.compile(r"[FL]"), "F or L"),
    "classification_value_code": (re.compile(r"[IA]"), "I or A"),
    "set_group": (re.compile(r"[0-9]{1,9}"), "a number"),
    "set_rank": (re.compile(r"[0-9]{1,9}"), "a number"),
}
_DASHED_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")

Symbol = tuple[str | None, ...]
"""Version date, section, class, subclass, main group, subgroup, position code, value code."""


class RejectedDocumentError(ValueError):
    """Why one document cannot become rows, in plain words naming the field."""


@lru_cache(maxsize=_DATES_KEPT)
def read_day(text: str | None) -> tuple[str | None, int]:
    """Return a date, `2016-07-26` or `20160726`, as ISO text, and 1 if there is text that is no date."""
    dashed = _DASHED_DATE.fullmatch(text.strip()) if text else None
    try:
        return read_date("".join(dashed.groups()) if dashed else text), 0
    except UnreadableDateError:
        return None, 1


def read_document(
    table: Table,
    *,
    number: str | None,
    application: str | None,
    country: str | None,
    kind: str | None,
    day: str | None,
) -> Row:
    """Return what all rows of a document begin with, bar the sequence number, from the text of the file.

    Returns:
        Document number, application number, country, kind code; the numbers in the form that joins
        (`sources.numbers`); and `day` as it came.

    Raises:
        RejectedDocumentError: If the number is missing or a value is too long.
    """
    number_field = COLUMNS[table][0]
    normal = patent_number if table == "patent_cpc" else publication_number
    number = normal(number or "")
    if not number:
        raise RejectedDocumentError(f"{number_field} is missing")
    application = application_number(application)
    country = " ".join(country.split()) or None if country else None
    kind = " ".join(kind.split()) or None if kind else None
    for field, text in (
        ("number", number),
        ("application_number", application),
        ("country", country),
        ("kind_code", kind),
    ):
        if text and len(text) > _LONGEST[field]:
            name = number_field if field == "number" else field
            raise RejectedDocumentError(f"{name} has {len(text)} characters, more than {_LONGEST[field]}")
    return number, application, country, kind, day


def read_symbol(cells: Sequence[str | None]) -> tuple[Symbol, int]:
    """Return a symbol, and 1 if its version date is missing or unreadable.

    Leading zeros of class, main group and subgroup are part of the symbol and stay.

    Args:
        cells: Text of the file, in the order of `Symbol`.

    Raises:
        RejectedDocumentError: If a part is missing or has not the shape of its column. The codes of position
            and value may be missing.
    """
    version_date, section, class_, sub_class, main_group, sub_group, position, value = cells
    day, _ = read_day(version_date)
    return (
        day,
        _required("section", section),
        _required("class", class_),
        _required("sub_class", sub_class),
        _required("main_group", main_group),
        _required("sub_group", sub_group),
        _optional("symbol_position_code", position),
        _optional("classification_value_code", value),
    ), int(day is None)


def read_set_number(field: Literal["set_group", "set_rank"], text: str | None) -> int | None:
    """Return the number of a combination set, or a rank in one; None for blank and 0, which say no set.

    Raises:
        RejectedDocumentError: If the text is no number.
    """
    return int(_optional(field, text) or 0) or None


def _optional(field: str, text: str | None) -> str | None:
    text = text.strip() if text else None
    if not text:
        return None
    shape, words = _SHAPES[field]
    if not shape.fullmatch(text):
        raise RejectedDocumentError(f"{field} is {text[:40]!r}, not {words}")
    return text


def _required(field: str, text: str | None) -> str:
    found = _optional(field, text)
    if found is None:
        raise RejectedDocumentError(f"{field} is missing")
    return found
