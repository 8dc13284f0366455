"""Zips whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO


class Package:
    """A zip being written; made by :func:`package`."""

    def __init__(self, archive: zipfile.ZipFile, day: date) -> None:
        self._archive, self._day = archive, day

    @contextmanager
    def member(self, name: str, *, large: bool = False) -> Iterator[IO[bytes]]:
        """A stream into a new member; end it before the next.

        Args:
            name: Name inside the zip.
            large: The member may pass 2 GB.
        """
        info = zipfile.ZipInfo(name, (self._day.year, self._day.month, self._day.day, 0, 0, 0))
        # Unix, whatever writes it: by default the zip would differ between systems.
        info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
        with (
            self._archive.open(info, "w", force_zip64=large) as packed,
            io.BufferedWriter(packed, 1 << 20) as out,
        ):
            yield out


@contextmanager
def package(path: Path, day: date) -> Iterator[Package]:
    """Write a zip; the time of its members is the midnight of ``day``. Missing folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        yield Package(archive, day)


@contextmanager
def writer(path: Path, member: str, day: date, *, large: bool = False) -> Iterator[IO[bytes]]:
    """A stream into a zip's one member, or into the plain file when ``path`` does not end in ``.zip``."""
    if path.suffix == ".zip":
        with package(path, day) as packed, packed.member(member, large=large) as out:
            yield out
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb", buffering=1 << 20) as plain:
        yield plain
