"""The folder behind the stand-in, read anew at every request.

Only what a scan has found can be served: a request is compared with the list and never becomes a path,
so ``..`` and absolute paths lead nowhere, and a link out of the folder is not on the list.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from patentrack.mirror.names import data_dates, is_document

PRODUCT = re.compile(r"[A-Z0-9][A-Z0-9-]*")
YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class ListedFile:
    """A file of a product.

    Attributes:
        relative: Its path below the folder, as in its URL: ``PTGRXML/2024/ipg240109.zip``.
        path: Where it lies, links resolved.
        size: In bytes.
        modified: When it was last written, UTC.
        first: First day of its data.
        last: Last day of its data.
        document: A description or DTD, not data.
        etag: Changes with its size and time.
    """

    relative: str
    path: Path
    size: int
    modified: datetime
    first: date
    last: date
    document: bool
    etag: str

    @property
    def name(self) -> str:
        """Its name without folders."""
        return self.relative.rpartition("/")[2]


class Catalogue:
    """The products and files below a folder.

    Args:
        folder: Holds one folder per product, with or without folders for years in it.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder.resolve()

    def products(self) -> list[str]:
        """Identifiers of the products, in order."""
        return sorted(entry.name for entry in _entries(self.root) if self._is_product(entry))

    def left_out(self) -> list[str]:
        """Names directly in the folder that belong to no product."""
        return sorted(entry.name for entry in _entries(self.root) if not self._is_product(entry))

    def files(self, product: str) -> list[ListedFile]:
        """Files of a product, newest data first; none when there is no such product."""
        if product not in self.products():
            return []
        found = list(self._scan(self.root / product, product))
        return sorted(found, key=lambda file: (file.last, file.first, file.relative), reverse=True)

    def find(self, relative: str) -> ListedFile | None:
        """The file with this path below the folder."""
        product = relative.partition("/")[0]
        return next((file for file in self.files(product) if file.relative == relative), None)

    def _is_product(self, entry: os.DirEntry[str]) -> bool:
        return bool(PRODUCT.fullmatch(entry.name)) and entry.is_dir() and self._inside(entry)

    def _inside(self, entry: os.DirEntry[str]) -> bool:
        # Only a link can lead out of a folder that lies inside; resolving every path costs 0.1 ms each.
        return not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(self.root)

    def _scan(self, folder: Path, relative: str) -> Iterator[ListedFile]:
        for entry in _entries(folder):
            below = f"{relative}/{entry.name}"
            if not self._inside(entry):
                continue
            if entry.is_dir():
                if "/" not in relative and YEAR.fullmatch(entry.name):
                    yield from self._scan(Path(entry.path), below)
            elif entry.is_file() and not entry.name.endswith(".part"):
                # What goes away between the listing and the look at it is not there.
                with suppress(FileNotFoundError):
                    path = Path(entry.path)
                    yield _listed(path.resolve() if entry.is_symlink() else path, below)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return [entry for entry in entries if not entry.name.startswith(".")]


def _listed(path: Path, relative: str) -> ListedFile:
    facts = path.stat()
    modified = datetime.fromtimestamp(facts.st_mtime, UTC)
    name = relative.rpartition("/")[2]
    document = is_document(name)
    # The real API dates a DTD by its release, not by the date in its name.
    dates = None if document else data_dates(name)
    first, last = dates or (modified.date(), modified.date())
    etag = f'"{facts.st_mtime_ns:x}-{facts.st_size:x}"'
    return ListedFile(relative, path, facts.st_size, modified, first, last, document, etag)
