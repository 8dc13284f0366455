"""The envelope of a PADX file, and its records in batches of strictly parsed XML.

The byte stream is cut after `</patent-assignment>` and nowhere else. Each batch, put inside a root, must be
well-formed, and so must the file with its records taken out; both together mean that the file is. A cut in
a comment or a CDATA section makes a batch that is not well-formed, so it fails and is never misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from lxml import etree

from patentrack.archives import AGAIN_HINT, HTML_REASON, BinaryReader, is_html
from patentrack.errors import SourceFileError
from patentrack.sources.assignment_rows import UnreadableDateError, clean, read_date

# The tree of a batch this small stays in the processor's cache.
BATCH_BYTES = 1 << 18
MAX_RECORD_BYTES = 64 << 20
MAX_HEAD_BYTES = 1 << 20

_ROOT = "us-patent-assignments"
_RECORD_END = b"</patent-assignment>"
_RECORD_START = re.compile(rb"<patent-assignment[\s>/]")
_RECORDS_OPEN = re.compile(rb"<patent-assignments\s*(/?)>")
_ROOT_END = re.compile(rb"</us-patent-assignments\s*>")
_HEAD_CLOSE = b"</patent-assignments></us-patent-assignments>"
_BATCH_OPEN = b"<patent-assignments>"
_BATCH_CLOSE = b"</patent-assignments>"

_UTF8_BOM = b"\xef\xbb\xbf"
_DECLARED_ENCODING = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"'>]*)[\"']")
# One byte or UTF-8: in these an ASCII byte is always that character, which the cuts rely on.
_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf8": "UTF-8",
    "us-ascii": "US-ASCII",
    "ascii": "US-ASCII",
    "iso-8859-1": "ISO-8859-1",
    "latin-1": "ISO-8859-1",
    "windows-1252": "WINDOWS-1252",
    "cp1252": "WINDOWS-1252",
}
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00", b"\x4c\x6f\xa7\x94")


@dataclass(frozen=True, slots=True)
class FileHeader:
    """What a PADX file says about itself.

    Attributes:
        action_key_code: DA daily, WK weekly, BI bi-monthly, AN annual; None when absent.
        transaction_date: The day the data was extracted, `YYYY-MM-DD`; None when absent or no date. The
            `date-produced` of the root is the date of the DTD and is not read.
    """

    action_key_code: str | None
    transaction_date: str | None


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Parsed records and where they stood.

    Attributes:
        root: `patent-assignments` with these records alone.
        records: The `patent-assignment` elements.
        first_line: Line of the file on which the batch starts, 1-based.
        end_byte: Offset in the file of the byte after the batch.
    """

    root: etree._Element
    records: list[etree._Element]
    first_line: int
    end_byte: int

    def line_of(self, record: etree._Element) -> int:
        """Return the line of the file on which a record starts."""
        return self.first_line + _line(record) - 1


class AssignmentStream:
    """Header and batches of one file.

    Args:
        stream: The XML, from its first byte.
        file_name: Name for error messages.

    Raises:
        SourceFileError: If the header is not that of a PADX file.
    """

    def __init__(self, stream: BinaryReader, file_name: str) -> None:
        self._stream = stream
        self._file_name = file_name
        self._buffer = b""
        self._at_end = False
        self._bom = 0
        self._head = self._take_head()
        self._parser = self._make_parser()
        self.header = self._read_header()

    def __iter__(self) -> Iterator[RawBatch]:
        line = 1 + self._head.count(b"\n")
        byte = self._bom + len(self._head)
        any_record = False
        searched = 0
        while True:
            if not self._at_end and len(self._buffer) < BATCH_BYTES:
                self._fill(BATCH_BYTES)
            end = self._buffer.rfind(_RECORD_END, searched)
            if end < 0:
                if self._at_end:
                    break
                if len(self._buffer) > MAX_RECORD_BYTES:
                    self._refuse_giant(line, byte)
                searched = max(0, len(self._buffer) - len(_RECORD_END))
                self._fill(len(self._buffer) + BATCH_BYTES)
                continue
            searched = 0
            end += len(_RECORD_END)
            data, self._buffer = self._buffer[:end], self._buffer[end:]
            any_record = True
            root = self._parse_batch(data, line, byte)
            byte += end
            yield RawBatch(root, list(root), line, byte)
            line += data.count(b"\n")
        self._check_tail(self._buffer, any_record=any_record, line=line, byte=byte)

    def _fill(self, size: int) -> None:
        """Read until the buffer has `size` bytes or the stream ends."""
        chunks = [self._buffer]
        have = len(self._buffer)
        while have < size:
            chunk = self._stream.read(size - have)
            if not chunk:
                self._at_end = True
                break
            chunks.append(chunk)
            have += len(chunk)
        self._buffer = b"".join(chunks)

    def _take_head(self) -> bytes:
        """Return everything up to and with `<patent-assignments>`."""
        self._fill(MAX_HEAD_BYTES)
        if not self._buffer:
            raise SourceFileError(self._file_name, "is empty", hint=AGAIN_HINT)
        if self._buffer.startswith(_UTF8_BOM):
            self._bom = len(_UTF8_BOM)
            self._buffer = self._buffer[self._bom :]
        if self._buffer.startswith(_WIDE_STARTS):
            self._refuse("is in UTF-16, UTF-32 or EBCDIC; PADX files are read in UTF-8, ASCII and Latin-1")
        if is_html(self._buffer):
            raise SourceFileError(self._file_name, HTML_REASON.format(expected="a PADX file"), hint=AGAIN_HINT)
        found = _RECORDS_OPEN.search(self._buffer)
        head = self._buffer[: found.end()] if found else self._buffer
        # Ahead of any parser: an entity nobody declares cannot be expanded, fetched or counted on.
        declared = head.find(b"<!ENTITY")
        if declared >= 0:
            self._refuse(
                "declares entities, which no PADX file does; none is expanded or fetched",
                position=_position(head, declared),
            )
        if found is None:
            self._refuse_headless(head)
        if found.group(1):
            self._refuse("patent-assignments is empty", position=_position(head, found.start()))
        self._buffer = self._buffer[found.end() :]
        return head

    def _make_parser(self) -> etree.XMLParser:
        declared = _DECLARED_ENCODING.match(self._head)
        name = declared.group(1).decode("ascii", "replace") if declared else "utf-8"
        encoding = _ENCODINGS.get(name.lower())
        if encoding is None or (self._bom and encoding != "UTF-8"):
            self._refuse(f"declares the encoding {name!r}; PADX files are read in UTF-8, ASCII and Latin-1")
        return _parser(encoding)

    def _read_header(self) -> FileHeader:
        root = self._parse_envelope(self._head + _HEAD_CLOSE)
        if root.tag != _ROOT:
            self._refuse_root(str(root.tag))
        values: dict[str, etree._Element] = {}
        for child in root:
            tag = str(child.tag)
            if tag in values or tag not in {"action-key-code", "transaction-date", "patent-assignments"}:
                what = "repeats" if tag in values else "holds the unknown element"
                self._refuse(f"the header {what} {tag}", position=f"line {_line(child)}")
            values[tag] = child
        self._header_elements = len(root)
        date = values.get("transaction-date")
        try:
            day = read_date(None if date is None else date.findtext("date"))
        except UnreadableDateError:
            day = None
        code = values.get("action-key-code")
        return FileHeader(clean(None if code is None else code.text), day)

    def _parse_envelope(self, data: bytes) -> etree._Element:
        try:
            root = etree.fromstring(data, self._parser)
        except etree.XMLSyntaxError as error:
            line, column = error.position
            self._refuse(f"is not well-formed XML: {_plain(error)}", position=f"line {line}, column {column}")
        for _ in root.iter(etree.Entity):
            self._refuse("refers to an entity that no PADX file declares")
        return root

    def _parse_batch(self, data: bytes, line: int, byte: int) -> etree._Element:
        try:
            root = etree.fromstring(_BATCH_OPEN + data + _BATCH_CLOSE, self._parser)
        except etree.XMLSyntaxError as error:
            self._refuse_batch(error, data, line, byte)
        for child in root:
            if child.tag != "patent-assignment":
                self._refuse(
                    f"holds {child.tag} where a patent-assignment should be",
                    position=f"line {line + _line(child) - 1}",
                )
        for text in (root.text, *(child.tail for child in root)):
            if text and not text.isspace():
                self._refuse(f"holds text between its records: {text.strip()[:40]!r}", position=f"near line {line}")
        return root

    def _check_tail(self, tail: bytes, *, any_record: bool, line: int, byte: int) -> None:
        """Check what follows the last record: the envelope must close, and nothing may come after it."""
        last_line = line + tail.count(b"\n")
        if not _ROOT_END.search(tail):
            raise SourceFileError(
                self._file_name,
                f"ends early: </{_ROOT}> is missing",
                position=f"line {last_line}, byte {byte + len(tail)}",
                hint=AGAIN_HINT,
            )
        try:
            root = etree.fromstring(self._head + tail, self._parser)
        except etree.XMLSyntaxError as error:
            in_tail = max(error.position[0] - 1 - self._head.count(b"\n"), 0)
            self._refuse(f"is not well-formed XML: {_plain(error)}", position=f"line {line + in_tail}")
        where = f"between line {line} and line {last_line}"
        for _ in root.iter(etree.Entity):
            self._refuse("refers to an entity that no PADX file declares", position=where)
        if len(root) > self._header_elements:
            self._refuse(f"holds {root[self._header_elements].tag} after its records", position=where)
        records = root[-1]
        content = list(records)
        text = "".join(t or "" for t in (records.text, *(child.tail for child in content)))
        if not any_record and [c.tag for c in content] == ["data-available-code"]:
            code = clean(content[0].text)
            if code != "N" or len(content[0]):
                self._refuse(f"has data-available-code {code!r}; only N (no data) is known", position=where)
        elif content:
            self._refuse(f"holds {content[0].tag} where a patent-assignment should be", position=where)
        elif not any_record:
            self._refuse("has neither a record nor a data-available-code", position=where)
        if text.strip():
            self._refuse(f"holds text between its records: {text.strip()[:40]!r}", position=where)

    def _refuse(self, reason: str, *, position: str | None = None) -> NoReturn:
        raise SourceFileError(self._file_name, reason, position=position)

    def _refuse_root(self, root: str) -> NoReturn:
        self._refuse(f"has the root element {root}, a PADX file has {_ROOT}")

    def _refuse_headless(self, head: bytes) -> NoReturn:
        """Say why a stream without `<patent-assignments>` in its first bytes is no PADX file."""
        parser = etree.XMLPullParser(
            ("start",), resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
        )
        error = None
        try:
            parser.feed(head)
        except etree.XMLSyntaxError as problem:
            error = problem
        root = next((str(getattr(event[1], "tag", "")) for event in parser.read_events()), None)
        if root is not None and root != _ROOT:
            self._refuse_root(root)
        if error is not None:
            reason = "is not well-formed XML" if root else "is not an XML file"
            self._refuse(f"{reason}: {_plain(error)}", position=f"line {error.position[0]}")
        if self._at_end:
            raise SourceFileError(
                self._file_name,
                "ends early: it has no patent-assignments",
                position=_position(head, len(head)),
                hint=AGAIN_HINT,
            )
        self._refuse(f"has no patent-assignments in its first {MAX_HEAD_BYTES} bytes")

    def _refuse_batch(self, error: etree.XMLSyntaxError, data: bytes, line: int, byte: int) -> NoReturn:
        """Report a batch that is not well-formed, with line, byte and, where readable, reel and frame."""
        in_line, column = error.position
        offset = 0
        for _ in range(in_line - 1):
            offset = data.find(b"\n", offset) + 1
        column -= len(_BATCH_OPEN) if in_line == 1 else 0
        offset = min(offset + max(column - 1, 0), len(data))
        starts = [found.start() for found in _RECORD_START.finditer(data, 0, offset)]
        record = data[starts[-1] :] if starts else data
        reel = re.search(rb"<reel-no>\s*(\d{1,6})\s*</reel-no>\s*<frame-no>\s*(\d{1,4})\s*<", record[:1000])
        where = f"line {line + in_line - 1}, byte {byte + offset}"
        if reel:
            where += f", reel {int(reel.group(1))} frame {int(reel.group(2))}"
        self._refuse(f"is not well-formed XML: {_plain(error)}", position=where)

    def _refuse_giant(self, line: int, byte: int) -> NoReturn:
        self._refuse(f"has a record of more than {MAX_RECORD_BYTES} bytes", position=f"line {line}, byte {byte}")


def _parser(encoding: str) -> etree.XMLParser:
    # Leave collect_ids alone: switched off, libxml2 goes for the external DTD although load_dtd is off.
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )


def _line(element: etree._Element) -> int:
    line: int | None = element.sourceline  # type: ignore[assignment]
    return line or 1


def _plain(error: etree.XMLSyntaxError) -> str:
    """Return the message of libxml2 without its line and column, which count from the start of a batch."""
    message = re.sub(r",? *(?:\(<string>,)? ?line \d+, column \d+.*$", "", error.msg or "unknown error")
    return message.strip().rstrip(".")


def _position(data: bytes, offset: int) -> str:
    line = data.count(b"\n", 0, offset) + 1
    return f"line {line}, byte {offset}"
