"""Is it the file: first bytes, size and every checksum inside the archive."""

from __future__ import annotations

from pathlib import Path

from patentrack.archives import is_html, open_archive
from patentrack.errors import SourceFileError

# More than deflate can pack: this reading only counts, and the limit of the loader is not its business.
_LARGEST_RATIO = 1100
_READ_BYTES = 1 << 20


def starts_wrong(name: str, start: bytes) -> str | None:
    """Why these first bytes cannot begin the file of this name, or None."""
    if is_html(start):
        return "an HTML page came in place of the file"
    if name.lower().endswith(".zip") and not start.startswith(b"PK"):
        return f"no zip archive came, its first bytes are {start[:8].hex(' ')}"
    return None


def check_archive(path: Path, name: str) -> None:
    """Read a zip to its end, so that every checksum in it is compared.

    Args:
        path: The file, under whatever name it has now.
        name: Its name for messages.

    Raises:
        SourceFileError: It is damaged, cut short, or no archive.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        wrong = starts_wrong(name, file.read(4096))
    if wrong:
        raise SourceFileError(name, wrong)
    failure: SourceFileError | None = None
    try:
        with open_archive(path, max_unpacked_bytes=size * _LARGEST_RATIO) as archive:
            for member in archive.members:
                with archive.open(member) as stream:
                    while stream.read(_READ_BYTES):
                        pass
    except SourceFileError as error:
        failure = error
    if failure:
        raise SourceFileError(name, failure.reason, position=failure.position, hint=failure.hint)
