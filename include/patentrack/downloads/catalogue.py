"""What the API lists: bodies of `products/search` and `products/{productIdentifier}`.

Shapes follow bodies of the real API of June 2026, not its documentation: arrays are flat, `productFileBag` is
absent when a window holds no file, and documents lie in the same bag as the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from patentrack.downloads.errors import DownloadError


@dataclass(frozen=True)
class ListedProduct:
    """A product of the catalogue: identifier, title and how often it comes, as the API spells them."""

    identifier: str
    title: str
    frequency: str


@dataclass(frozen=True)
class ListedFile:
    """A file of data of a product.

    Attributes:
        name: Its name without folder.
        size: Bytes.
        url: Where to ask for it, exactly as the API gives it; None for a file that is only here.
        modified: When the USPTO last changed it, if it says so. The API gives no zone; read as UTC.
    """

    name: str
    size: int
    url: str | None = field(default=None, repr=False)
    modified: datetime | None = None


def products_of(body: Any) -> Iterator[ListedProduct]:
    """The products in a body.

    Raises:
        DownloadError: The body is not of this API.
    """
    for bag in _bags(body):
        yield ListedProduct(
            str(bag.get("productIdentifier", "")),
            str(bag.get("productTitleText", "")),
            str(bag.get("productFrequencyText", "")),
        )


def files_of(body: Any, identifier: str) -> tuple[list[ListedFile], int]:
    """The files of data of one product in a body, and how many entries of any kind its page holds.

    Raises:
        DownloadError: The body is not of this API, or of another product.
    """
    bags = [bag for bag in _bags(body) if bag.get("productIdentifier") == identifier]
    if not bags:
        raise DownloadError(f"the catalogue's answer is not about {identifier}")
    files: list[ListedFile] = []
    entries = 0
    for bag in bags:
        listed = (bag.get("productFileBag") or {}).get("fileDataBag") or []
        entries += len(listed)
        files += [_file(entry) for entry in listed if entry.get("fileTypeText") == "Data"]
    return files, entries


def _bags(body: Any) -> list[Mapping[str, Any]]:
    bags = body.get("bulkDataProductBag") if isinstance(body, dict) else None
    if not isinstance(bags, list) or not all(isinstance(bag, dict) for bag in bags):
        raise DownloadError("the catalogue's answer holds no bulkDataProductBag", hint="The API may have changed")
    return bags


def _file(entry: Mapping[str, Any]) -> ListedFile:
    name, url = entry.get("fileName"), entry.get("fileDownloadURI")
    try:
        size = int(entry["fileSize"])
    except (KeyError, TypeError, ValueError):
        size = -1
    if not isinstance(name, str) or not isinstance(url, str) or size < 0:
        raise DownloadError(
            f"the catalogue lists {str(name)[:100]!r} without a size or an address",
            hint="The API may have changed",
        )
    return ListedFile(name, size, url, _time(entry.get("fileLastModifiedDateTime") or entry.get("fileReleaseDate")))


def _time(text: Any) -> datetime | None:
    try:
        return datetime.strptime(str(text), "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def window(start: date | None, end: date | None) -> dict[str, str]:
    """Parameters that ask for the files of some days."""
    days = {"fileDataFromDate": start, "fileDataToDate": end}
    return {name: day.isoformat() for name, day in days.items() if day}
