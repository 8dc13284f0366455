"""Opening what the USPTO ships: a zip or a plain file, read as a stream and never unpacked to disk.

Every problem is a :class:`~patentrack.errors.SourceFileError`; the exceptions of zipfile, zlib and the
operating system do not leave this module. The bulk-data service answers an expired link with an HTML page and
status 200, so a name proves nothing about the content: the first bytes decide.
"""

from __future__ import annotations

import copy
import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from patentrack.errors import SourceFileError

HTML_REASON = "is an HTML page, not {expected}: the download was not authorised or had expired"
AGAIN_HINT = "Download the file again"

_READ_BYTES = 1 << 20
_SNIFF_BYTES = 4096
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_FLAG_ENCRYPTED = 0x1
_FLAG_STRONG_ENCRYPTION = 0x40
_HTML_START = re.compile(
    # Atomic: a comment ends at its first end, and a page of comments is not looked at in every way.
    rb"(?:\xef\xbb\xbf)?(?>(?:\s+|<!--.*?-->)*)<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[?!a-z]", re.IGNORECASE)
_HOSTILE_NAME = re.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f\x7f]")


class BinaryReader(Protocol):
    """What the readers of `patentrack.sources` need of a stream."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, empty at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside an archive.

    Attributes:
        name: Name inside the zip, or the name of the plain file.
        unpacked_bytes: Size as the directory of the zip states it; the stream itself is counted when read.
    """

    name: str
    unpacked_bytes: int


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits.

    Raises:
        SourceFileError: If the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path.name, error) from error


def is_html(start: bytes) -> bool:
    """Tell whether the first bytes of a file are those of an HTML page."""
    return _HTML_START.match(start) is not None


class Archive:
    """The members of one opened file; made by :func:`open_archive`."""

    def __init__(self, file_name: str, source: zipfile.ZipFile | BinaryIO, max_unpacked_bytes: int) -> None:
        self.file_name = file_name
        self._source = source
        self._budget = _Budget(max_unpacked_bytes)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        if isinstance(source, zipfile.ZipFile):
            self._infos = _checked_entries(source, file_name)
            self.members = tuple(Member(name, info.file_size) for name, info in self._infos.items())
        else:
            try:
                self.members = (Member(file_name, source.seek(0, 2)),)
            except OSError as error:
                raise _unreadable(file_name, error) from error

    @contextmanager
    def open(self, member: Member) -> Iterator[BinaryReader]:
        """Open one member for reading from its beginning.

        Yields:
            A reader with `read(size)`. The checksum of a zip member is known to be right only once `read` has
            returned the empty bytes of the end.

        Raises:
            SourceFileError: From `read`, when the member is damaged, ends early, or the bytes read from this
                archive exceed its limit.
        """
        shown = self.file_name if member.name == self.file_name else f"{self.file_name}:{member.name}"
        if not isinstance(self._source, zipfile.ZipFile):
            self._source.seek(0)
            yield _Reader(self._source, shown, self._budget)
            return
        # zipfile stops at the size of the directory without a look at what follows: given a size that no
        # member reaches, it reads to the true end, and the two sizes can be compared.
        info = copy.copy(self._infos[member.name])
        info.file_size = max(info.file_size, self._budget.limit) + 2 * _READ_BYTES
        try:
            stream = self._source.open(info)
        except _ZIP_ERRORS as error:
            raise _damaged(shown, error) from error
        with stream:
            yield _Reader(stream, shown, self._budget, stated_bytes=member.unpacked_bytes)


@contextmanager
def open_archive(path: Path, *, max_unpacked_bytes: int) -> Iterator[Archive]:
    """Open a zip, or a plain file as an archive of one member.

    Args:
        path: The file. Its first bytes decide what it is; a name ending in `.zip` must hold a zip.
        max_unpacked_bytes: Most bytes that may be read out of the whole archive. Counted while reading, since
            the sizes in a zip's directory can lie.

    Yields:
        The archive, usable until the `with` block ends.

    Raises:
        SourceFileError: If the file is missing, empty, an HTML page, cut short, or a zip with members that no
            honest product has: hostile or repeated names, links, encryption, unknown compression.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(path.name, error) from error
    with file:
        try:
            start = file.read(_SNIFF_BYTES)
            file.seek(0)
        except OSError as error:
            raise _unreadable(path.name, error) from error
        if not start.startswith(_ZIP_MAGIC):
            _refuse_plain(path.name, start)
            yield Archive(path.name, file, max_unpacked_bytes)
            return
        try:
            zipped = zipfile.ZipFile(file)
        except _ZIP_ERRORS as error:
            raise _damaged_directory(path.name, error) from error
        with zipped:
            yield Archive(path.name, zipped, max_unpacked_bytes)


class _Budget:
    """Bytes that may still be read out of one archive."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.used = 0


class _Reader:
    def __init__(self, stream: IO[bytes], shown: str, budget: _Budget, *, stated_bytes: int | None = None) -> None:
        self._stream = stream
        self._shown = shown
        self._budget = budget
        self._stated_bytes = stated_bytes
        self._position = 0

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; `b""` says that the member was whole."""
        try:
            data = self._stream.read(min(size, _READ_BYTES) if size >= 0 else _READ_BYTES)
        except _ZIP_ERRORS as error:
            raise _damaged(self._shown, error, f"byte {self._position}") from error
        self._position += len(data)
        self._budget.used += len(data)
        if self._budget.used > self._budget.limit:
            raise SourceFileError(
                self._shown,
                f"unpacks to more than {self._budget.limit} bytes, the limit set for one file",
                position=f"byte {self._position}",
                hint="Raise the limit only if the USPTO lists a file of that size",
            )
        if not data and self._stated_bytes not in (None, self._position) and size:
            raise SourceFileError(
                self._shown,
                f"unpacks to {self._position} bytes where the archive states {self._stated_bytes}",
                hint=AGAIN_HINT,
            )
        return data


# NotImplementedError: a compression zipfile does not know; RuntimeError: an encrypted member; ValueError and
# OverflowError: offsets in the directory that cannot be; UnicodeDecodeError is a ValueError.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    OSError,
)


def _checked_entries(zipped: zipfile.ZipFile, file_name: str) -> dict[str, zipfile.ZipInfo]:
    """Return the files of a zip by name, or refuse the archive because of one of them."""
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in zipped.infolist():
        reason = _objection(info, entries)
        if reason:
            raise SourceFileError(file_name, reason, hint="Do not load it; check where the file came from")
        if not info.is_dir():
            entries[info.filename] = info
    if not entries:
        raise SourceFileError(file_name, "is a zip archive without any file in it", hint=AGAIN_HINT)
    return entries


def _objection(info: zipfile.ZipInfo, seen: dict[str, zipfile.ZipInfo]) -> str | None:
    """Return why an entry of a zip is refused, or None."""
    # orig_filename: zipfile cuts `filename` at the first NUL and turns backslashes round on Windows.
    name = info.orig_filename
    if not name or _HOSTILE_NAME.search(name):
        return f"holds a file whose name leads out of the archive or cannot be shown: {name!r}"
    if info.filename in seen:
        return f"holds two files named {name!r}"
    if stat.S_ISLNK(info.external_attr >> 16):
        return f"holds a symbolic link: {name!r}"
    if info.flag_bits & (_FLAG_ENCRYPTED | _FLAG_STRONG_ENCRYPTION):
        return f"holds an encrypted file: {name!r}"
    if info.compress_type not in _METHODS:
        return f"holds {name!r} packed by method {info.compress_type}; only stored and deflated are read"
    return None


def _refuse_plain(name: str, start: bytes) -> None:
    """Refuse a file that is no zip when it is empty, an HTML page, or claims to be a zip."""
    claims_zip = name.lower().endswith(".zip")
    if not start:
        raise SourceFileError(name, "is empty", hint=AGAIN_HINT)
    if is_html(start):
        expected = "a zip archive" if claims_zip else "a data file"
        raise SourceFileError(name, HTML_REASON.format(expected=expected), hint=AGAIN_HINT)
    if not claims_zip:
        return
    if _XML_START.match(start):
        raise SourceFileError(name, "is an XML file with a zip's name", hint="Name it .xml if it is the data file")
    raise SourceFileError(name, f"is not a zip archive, its first bytes are {start[:8].hex(' ')}", hint=AGAIN_HINT)


def _damaged_directory(name: str, error: Exception) -> SourceFileError:
    if isinstance(error, OSError):
        return _unreadable(name, error)
    return SourceFileError(
        name,
        f"ends early: it starts as a zip archive, but its directory at the end is missing or cut ({error})",
        hint=AGAIN_HINT,
    )


def _damaged(shown: str, error: Exception, position: str | None = None) -> SourceFileError:
    if isinstance(error, EOFError):
        reason = "ends early: the packed data is cut"
    elif "CRC" in str(error):
        reason = "has a wrong checksum (CRC): the content is damaged"
    else:
        reason = f"is damaged: {error or type(error).__name__}"
    return SourceFileError(shown, reason, position=position, hint=AGAIN_HINT)


def _unreadable(name: str, error: OSError) -> SourceFileError:
    return SourceFileError(name, f"cannot be read: {error.strerror or error}")
