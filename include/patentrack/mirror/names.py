"""What the name of a file says: which days it holds, and whether it is data or a document.

Names as the USPTO forms them (assignments ``ad20240102.zip`` and ``ad19800101-20231231-07.zip``, weekly
full text ``ipg240109.zip``, ``MaintFeeEvents_20240102.zip``, ``US_Grant_CPC_MCF_XML_2024-05-01.zip``,
``2001-2010-patent-filewrapper-full-json.zip``).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import PurePath

# The API lists descriptions and DTDs beside the data.
DOCUMENT_SUFFIXES = frozenset({".doc", ".docx", ".dtd", ".html", ".md", ".pdf", ".txt", ".xsd"})
# The annual file of assignments begins here when its name tells only the end.
BACKFILE_START = date(1980, 1, 1)

_FORMS = (
    re.compile(r"ad(?P<first>\d{8})-(?P<last>\d{8})\b"),
    re.compile(r"ad(?P<end>\d{8})-\d{1,2}\b"),
    re.compile(r"(?P<first_year>\d{4})-(?P<last_year>\d{4})-"),
    re.compile(r".*?(?<!\d)(?P<day>\d{4}-\d{2}-\d{2})(?!\d)"),
    re.compile(r".*?(?<!\d)(?P<day>\d{8})(?!\d)"),
    re.compile(r"[A-Za-z]+(?P<short>\d{6})(?!\d)"),
)


def is_document(name: str) -> bool:
    """Whether a file is a description and not data (``fileTypeText`` Document)."""
    return PurePath(name).suffix.lower() in DOCUMENT_SUFFIXES


def data_dates(name: str) -> tuple[date, date] | None:
    """First and last day of the data in a file, both included.

    A cumulative file (maintenance fees, CPC) counts for the one day in its name.

    Args:
        name: The file's name without folders.

    Returns:
        None when the name holds no date.
    """
    for form in _FORMS:
        match = form.match(name)
        if match is None:
            continue
        try:
            return _dates(match.groupdict())
        except ValueError:  # eight digits that are no date
            continue
    return None


def _dates(found: dict[str, str]) -> tuple[date, date]:
    if "first" in found:
        return _day(found["first"]), _day(found["last"])
    if "end" in found:
        return BACKFILE_START, _day(found["end"])
    if "first_year" in found:
        return date(int(found["first_year"]), 1, 1), date(int(found["last_year"]), 12, 31)
    if "short" in found:
        day = datetime.strptime(found["short"], "%y%m%d").date()  # noqa: DTZ007 (a calendar day has no zone)
    else:
        day = _day(found["day"].replace("-", ""))
    return day, day


def _day(digits: str) -> date:
    return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007
