"""The envelope of a CPC master file in XML, and its records in batches of strictly parsed XML.

The byte stream is cut after the end tag of a record and nowhere else. Each batch, put inside the file's own
root tag, must be well-formed, and so must the file with its records taken out; both together mean that the
file is. The root tag brings the namespaces, so the file may call them by any prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from lxml import etree

from patentrack.archives import AGAIN_HINT, BinaryReader
from patentrack.errors import SourceFileError
from patentrack.sources.byte_buffer import ByteBuffer
from patentrack.sources.strict_xml import line_of, plain_message, refuse_root, strict_parser, take_bom

USPAT = "{patent:uspto:doc:us:gov}"

# The tree of a batch this small stays in the processor's cache.
BATCH_BYTES = 1 << 18
MAX_RECORD_BYTES = 16 << 20
MAX_HEAD_BYTES = 1 << 20

_ROOT = f"{USPAT}CPCMasterClassificationFile"
_RECORD = f"{USPAT}CPCMasterClassificationRecord"
_RECORD_NAME = b"CPCMasterClassificationRecord"
_RECORD_END = re.compile(rb"</(?:[^\s<>/:]+:)?CPCMasterClassificationRecord\s*>")
_ROOT_START = re.compile(
    rb"<((?:[^\s<>/:=\"']+:)?CPCMasterClassificationFile)"
    rb"(?:\s+[^\s=<>\"']+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*(/?)>"
)


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Parsed records and where they stood.

    Attributes:
        records: The `CPCMasterClassificationRecord` elements.
        first_line: Line of the file on which the batch starts, 1-based.
        end_byte: Offset in the file of the byte after the batch.
    """

    records: list[etree._Element]
    first_line: int
    end_byte: int

    def line_of(self, record: etree._Element) -> int:
        """Return the line of the file on which a record starts."""
        return self.first_line + line_of(record) - 1


class CpcStream:
    """The batches of one file.

    Args:
        stream: The XML, from its first byte.
        file_name: Name for error messages.

    Raises:
        SourceFileError: If the beginning is not that of a CPC master file.
    """

    def __init__(self, stream: BinaryReader, file_name: str) -> None:
        self._file_name = file_name
        self._buffer = ByteBuffer(stream)
        self._buffer.fill(MAX_HEAD_BYTES)
        self._bom = take_bom(self._buffer, file_name, expected="a CPC master file")
        start = _ROOT_START.search(self._buffer.data)
        head_bytes = start.end() if start else len(self._buffer.data)
        self._parser = strict_parser(file_name, self._buffer.data[:head_bytes], bom=bool(self._bom))
        if start is None:
            refuse_root(file_name, self._buffer.data, expected=_ROOT, at_end=self._buffer.at_end)
        self._root_end = b"</" + start.group(1) + b">"
        # On one line, so that lines of a batch are lines of the file.
        self._root_start = b" ".join(start.group().split())
        self._head = self._buffer.take(head_bytes)
        self._closed = bool(start.group(2))
        root = self._parse(self._head + (b"" if self._closed else self._root_end), b"", 1, 0)
        if root.tag != _ROOT:
            raise SourceFileError(file_name, f"has the root element {root.tag}, not {_ROOT}")

    def __iter__(self) -> Iterator[RawBatch]:
        line = 1 + self._head.count(b"\n")
        byte = self._bom + len(self._head)
        buffer = self._buffer
        while True:
            if len(buffer.data) < BATCH_BYTES:
                buffer.fill(BATCH_BYTES)
            end = _last_record_end(buffer.data)
            if end is None:
                if buffer.at_end:
                    break
                if len(buffer.data) > MAX_RECORD_BYTES:
                    self._refuse(f"has a record of more than {MAX_RECORD_BYTES} bytes", f"line {line}, byte {byte}")
                buffer.fill(len(buffer.data) + BATCH_BYTES)
                continue
            data = buffer.take(end)
            root = self._parse(self._root_start + data + self._root_end, self._root_start, line, byte)
            byte += end
            yield RawBatch(self._records(root, line), line, byte)
            line += data.count(b"\n")
        yield from self._read_tail(buffer.data, line, byte)

    def _read_tail(self, tail: bytes, line: int, byte: int) -> Iterator[RawBatch]:
        """Read what follows the last end of a record: the root must close, and nothing may come after it."""
        if not self._closed and not re.search(re.escape(self._root_end[:-1]) + rb"\s*>", tail):
            last_line = line + tail.count(b"\n")
            raise SourceFileError(
                self._file_name,
                f"ends early: {self._root_end.decode('ascii', 'replace')} is missing",
                position=f"line {last_line}, byte {byte + len(tail)}",
                hint=AGAIN_HINT,
            )
        # Behind the whole head: only so does a second root or text after the end show.
        root = self._parse(self._head + tail, self._head, line, byte)
        first_line = line - self._head.count(b"\n")
        records = self._records(root, first_line)
        if records:
            yield RawBatch(records, first_line, byte + len(tail))

    def _records(self, root: etree._Element, line: int) -> list[etree._Element]:
        records = list(root)
        for record in records:
            if record.tag != _RECORD:
                self._refuse(f"holds {record.tag} where {_RECORD} should be", f"line {line + line_of(record) - 1}")
        for text in (root.text, *[record.tail for record in records]):
            if text and not text.isspace():
                self._refuse(f"holds text between its records: {text.strip()[:40]!r}", f"near line {line}")
        return records

    def _parse(self, data: bytes, before: bytes, line: int, byte: int) -> etree._Element:
        """Parse a piece of the file.

        Args:
            data: The piece, behind `before`.
            before: What was put in front of it.
            line: Line of the file on which the piece starts.
            byte: Offset in the file at which it starts.
        """
        try:
            return etree.fromstring(data, self._parser)
        except etree.XMLSyntaxError as error:
            in_line, column = error.position
            offset = 0
            for _ in range(in_line - 1):
                offset = data.find(b"\n", offset) + 1
            offset = min(offset + max(column - 1, 0), len(data)) - len(before)
            in_piece = max(in_line - 1 - before.count(b"\n"), 0)
            self._refuse(
                f"is not well-formed XML: {plain_message(error)}",
                f"line {line + in_piece}, byte {byte + max(offset, 0)}",
            )

    def _refuse(self, reason: str, position: str) -> NoReturn:
        raise SourceFileError(self._file_name, reason, position=position)


def _last_record_end(data: bytes) -> int | None:
    """Return the offset after the last end tag of a record."""
    at = len(data)
    while (at := data.rfind(_RECORD_NAME, 0, at)) >= 0:
        tag = _RECORD_END.match(data, data.rfind(b"<", 0, at))
        if tag:
            return tag.end()
    return None
