"""Answers of the catalogue, spelled and shaped like the real ones.

Field names, their order and the absence of fields follow bodies of the real API of June 2026, which differ
from its documentation: arrays are flat, ``productFileBag`` is absent in a search and when a window holds no
file, and documents accompany the data of any window.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from patentrack.mirror.catalogue import Catalogue, ListedFile
from patentrack.mirror.products import DESCRIPTIONS, Description

SEARCH_LIMIT = 25
REASONS = {
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


class BadQueryError(Exception):
    """A parameter that cannot be understood. The message is told to the client."""


@dataclass(frozen=True)
class Window:
    """What a request asks of a product's files.

    Attributes:
        first: First day, or None.
        last: Last day, or None.
        offset: Files to leave out, counted from the newest.
        limit: Files to give at most, or None for all.
        include_files: Whether to give any.
        latest: Only the newest file of data.
    """

    first: date | None = None
    last: date | None = None
    offset: int = 0
    limit: int | None = None
    include_files: bool = True
    latest: bool = False


def read_window(query: Mapping[str, str]) -> Window:
    """Read the parameters of ``GET .../products/{productIdentifier}``.

    Raises:
        BadQueryError: A date is not yyyy-MM-dd, a number not a number, a switch neither true nor false.
    """
    return Window(
        first=_date(query, "fileDataFromDate"),
        last=_date(query, "fileDataToDate"),
        offset=_number(query, "offset") or 0,
        limit=_number(query, "limit"),
        include_files=_switch(query, "includeFiles", default=True),
        latest=_switch(query, "latest", default=False),
    )


def search(catalogue: Catalogue, query: Mapping[str, str]) -> dict[str, Any] | None:
    """The body of ``GET .../products/search``: products whose texts hold every word of ``q``, without files.

    Returns:
        None when no product fits: the API answers 404.

    Raises:
        BadQueryError: ``offset`` or ``limit`` is not a number.
    """
    offset, limit = _number(query, "offset") or 0, _number(query, "limit")
    words = query.get("q", "").lower().split()
    bags = [_product(product, catalogue.files(product)) for product in catalogue.products()]
    fitting = [bag for bag in bags if all(word in _text(bag) for word in words)]
    if not fitting:
        return None
    end = offset + (SEARCH_LIMIT if limit is None else limit)
    return {"count": len(fitting), "bulkDataProductBag": fitting[offset:end]}


def product(
    catalogue: Catalogue, identifier: str, window: Window, *, files_base: str, listed_size: int = 0
) -> dict[str, Any] | None:
    """The body of ``GET .../products/{productIdentifier}``.

    Args:
        catalogue: The folder.
        identifier: The product.
        window: Which files.
        files_base: What every ``fileDownloadURI`` begins with.
        listed_size: Added to every size, for a fault.

    Returns:
        None when there is no such product: the API answers 404.
    """
    if identifier not in catalogue.products():
        return None
    files = catalogue.files(identifier)
    inside = _inside(files, window)
    page = inside[window.offset :] if window.limit is None else inside[window.offset :][: window.limit]
    body = _product(identifier, files)
    if window.include_files and page:
        bag = [_file(file, files_base, listed_size) for file in page]
        body["productFileBag"] = {"count": len(inside), "fileDataBag": bag}
    return {"count": 1, "bulkDataProductBag": [body]}


def error(status: int, details: str) -> dict[str, Any]:
    """The body of an error, as the API documents it."""
    return {
        "code": status,
        "error": REASONS.get(status, "Error"),
        "errorDetails": details,
        "requestIdentifier": str(uuid.uuid4()),
    }


def _inside(files: list[ListedFile], window: Window) -> list[ListedFile]:
    if window.first is None and window.last is None and not window.latest:
        return files
    first, last = window.first or date.min, window.last or date.max
    data = [file for file in files if not file.document and file.first <= last and file.last >= first]
    if window.latest:
        return data[:1]
    return [file for file in files if file in data or file.document] if data else []


def _product(identifier: str, files: list[ListedFile]) -> dict[str, Any]:
    known = DESCRIPTIONS.get(identifier)
    body: dict[str, Any] = {
        "productIdentifier": identifier,
        "productDescriptionText": known.title if known else identifier,
        "productTitleText": known.title if known else identifier,
    }
    if known:
        body |= _texts(known)
    data = [file for file in files if not file.document] or files
    if data:
        body["productFromDate"] = min(file.first for file in data).isoformat()
        body["productToDate"] = max(file.last for file in data).isoformat()
    body["productTotalFileSize"] = sum(file.size for file in files)
    body["productFileTotalQuantity"] = len(files)
    if files:
        body["lastModifiedDateTime"] = _time(max(file.modified for file in files))
    if known:
        body["mimeTypeIdentifierArrayText"] = list(known.mime_types)
    return body


def _texts(known: Description) -> dict[str, Any]:
    weekday = {"daysOfWeekText": known.weekday} if known.weekday else {}
    return {
        "productFrequencyText": known.frequency,
        **weekday,
        "productLabelArrayText": ["Patent"],
        "productDatasetArrayText": ["Authoritative"],
        "productDatasetCategoryArrayText": [known.category],
    }


def _file(file: ListedFile, files_base: str, listed_size: int) -> dict[str, Any]:
    return {
        "fileName": file.name,
        "fileSize": file.size + listed_size,
        "fileDataFromDate": file.first.isoformat(),
        "fileDataToDate": file.last.isoformat(),
        "fileTypeText": "Document" if file.document else "Data",
        "fileDownloadURI": f"{files_base}/{file.relative}",
        "fileReleaseDate": _time(file.modified),
        "fileLastModifiedDateTime": _time(file.modified),
    }


def _text(bag: dict[str, Any]) -> str:
    return f"{bag['productIdentifier']} {bag['productTitleText']} {bag['productDescriptionText']}".lower()


def _time(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M:%S")


def _date(query: Mapping[str, str], name: str) -> date | None:
    text = query.get(name)
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (a calendar day has no zone)
    except ValueError:
        raise BadQueryError(f"{name} is not a date of the form yyyy-MM-dd.") from None


def _number(query: Mapping[str, str], name: str) -> int | None:
    text = query.get(name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise BadQueryError(f"{name} is not a number.")
    return int(text)


def _switch(query: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = query.get(name)
    if not text:
        return default
    if text not in {"true", "false"}:
        raise BadQueryError(f"{name} is neither true nor false.")
    return text == "true"
