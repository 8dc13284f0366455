"""The text form of the CPC master file: lines of fixed width, one a symbol, the lines of a document together.

Columns, 0-based, of grants: 0-2 kind code, 2-10 application number, 10-18 patent number, then the symbol: 18
section, 19-21 class, 21 subclass, 22-26 main group, 26 slash, 27-33 subgroup, 33-41 version date, 41 position,
42 value, 43-46 combination set, 46-48 rank in it. A publication number has three characters more, 10-21.
The form has neither a date of the document nor an office: all are of the USPTO.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patentrack.archives import AGAIN_HINT, HTML_REASON, BinaryReader, is_html
from patentrack.errors import SourceFileError
from patentrack.sources.byte_buffer import ByteBuffer
from patentrack.sources.cpc_rows import (
    FURTHER,
    MAIN,
    RejectedDocumentError,
    Symbol,
    Table,
    read_day,
    read_document,
    read_set_number,
    read_symbol,
)
from patentrack.sources.records import RAW_TEXT_LIMIT, RejectedRecord, Row, RowBatch

# About 1,000 documents of five lines.
BATCH_BYTES = 1 << 18
MAX_DOCUMENT_BYTES = 16 << 20

_NUMBER_START = 10
_NUMBER_WIDTHS: dict[Table, int] = {"patent_cpc": 8, "application_cpc": 11}
_SYMBOL_WIDTH = 30
_START_LINES = 100
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\r\n"

# Most symbols: every part there, in its columns, and nothing to refuse.
_CLEAN_SYMBOL = re.compile(
    r"([A-HY])([0-9]{2})([A-Z])(?=.{4}/) *([0-9]{1,4})/([0-9]{2,6}) *([0-9]{8})([FL])([IA])([ 0-9]{3})([ 0-9]{2})"
)
_DOUBTFUL = "the line before it has the wrong length and may be one of its symbols"
_TYPES = {"F": MAIN, "L": FURTHER}

_Found = tuple[Symbol, int, int, int | None, int | None]
"""A symbol, 1 if it has no version date, its type, its combination set, its rank in that."""


def read_cpc_text(stream: BinaryReader, *, file_name: str, table: Table) -> Iterator[RowBatch]:
    """Read a CPC master file in its text form.

    A record is one document: the lines that follow each other with one number and one kind code. If one of
    them is bad, the document is rejected with all its lines, so that none is stored with some of its symbols.
    A line of the wrong length may belong to the document before it or to the one after: both are rejected.

    Args:
        stream: The text, from its first byte.
        file_name: Name for error messages.
        table: `patent_cpc` for a file of grants, `application_cpc` for one of published applications.

    Yields:
        Batches of about 1,000 records with rows of `COLUMNS[table]`. Unreadable values are version dates.

    Raises:
        SourceFileError: If the file is not in this form, holds bytes that are no text, or ends early. What was
            yielded before belongs to a bad file and must not be kept.
    """
    reader = _TextReader(file_name, table)
    buffer = ByteBuffer(stream)
    buffer.fill(BATCH_BYTES)
    reader.check_start(buffer.data)
    byte = 0
    while buffer.data:
        end = len(buffer.data) if buffer.at_end else reader.last_document(buffer.data)
        if end:
            batch = reader.read_batch(buffer.take(end), byte)
            byte += end
            if batch.records:
                yield batch
        elif len(buffer.data) > MAX_DOCUMENT_BYTES:
            raise SourceFileError(
                file_name, f"has more than {MAX_DOCUMENT_BYTES} bytes for one document", position=f"byte {byte}"
            )
        buffer.fill(len(buffer.data) + BATCH_BYTES)


class _TextReader:
    def __init__(self, file_name: str, table: Table) -> None:
        self._file_name = file_name
        self._table = table
        self._number_end = _NUMBER_START + _NUMBER_WIDTHS[table]
        self._width = self._number_end + _SYMBOL_WIDTH
        self._record_no = 0
        self._line_no = 1

    def check_start(self, data: bytes) -> None:
        """Refuse a file whose first lines show that it is something else."""
        if not data:
            raise SourceFileError(self._file_name, "is empty", hint=AGAIN_HINT)
        if is_html(data):
            reason = HTML_REASON.format(expected="a CPC master file in text form")
            raise SourceFileError(self._file_name, reason, hint=AGAIN_HINT)
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            raise SourceFileError(self._file_name, "is XML, not the text form of the CPC master file")
        self._check_bytes(data, 0)
        lines = [line.removesuffix(b"\r") for line in data.split(b"\n", _START_LINES)[:-1]]
        widths = [len(line) for line in lines if line.strip()]
        if widths and self._width not in widths:
            raise SourceFileError(
                self._file_name,
                f"has {widths[0]} characters in its first line, the lines of {self._table} have {self._width}",
                hint="Check which product the file belongs to",
            )

    def _check_bytes(self, data: bytes, byte: int) -> None:
        strange = data.translate(None, _PRINTABLE)
        if strange:
            at = data.index(strange[:1])
            raise SourceFileError(
                self._file_name,
                f"holds the byte 0x{strange[0]:02x}, and this form is plain ASCII",
                position=f"byte {byte + at}",
                hint=AGAIN_HINT,
            )

    def last_document(self, data: bytes) -> int:
        """Return where the last document starts, which may go on behind `data`; 0 if there is no other.

        A line of the wrong length ties the documents around it together.
        """
        end = data.rfind(b"\n") + 1
        last = None
        tied = False
        while end > 0:
            start = data.rfind(b"\n", 0, end - 1) + 1
            line = data[start:end].removesuffix(b"\n").removesuffix(b"\r")
            if len(line) == self._width:
                document = line[:2] + line[_NUMBER_START : self._number_end]
                if document != last and last is not None and not tied:
                    return end
                last, tied = document, False
            elif line.strip():
                tied = True
            end = start
        return 0

    def read_batch(self, data: bytes, byte: int) -> RowBatch:
        """Read whole documents.

        Args:
            data: Their lines.
            byte: Offset of the first in the file.
        """
        self._check_bytes(data, byte)
        lines = data.decode("ascii").replace("\r\n", "\n").split("\n")
        lines[-1] = lines[-1].removesuffix("\r")
        if lines[-1].strip() and len(lines[-1]) < self._width:
            last_line = self._line_no + len(lines) - 1
            raise SourceFileError(
                self._file_name,
                f"ends early: its last line has {len(lines[-1])} of {self._width} characters",
                position=f"line {last_line}, byte {byte + len(data)}",
                hint=AGAIN_HINT,
            )
        rows: list[Row] = []
        rejected: list[RejectedRecord] = []
        records = unreadable_values = 0
        for first_line, document, objection in self._documents(lines):
            reason = objection
            self._record_no += 1
            records += 1
            if reason is None:
                try:
                    unreadable_values += self._read_document(document, rows)
                except RejectedDocumentError as error:
                    reason = str(error)
            if reason is not None:
                raw_text = "\n".join(document)[:RAW_TEXT_LIMIT]
                rejected.append(RejectedRecord(self._record_no, f"line {first_line}", reason, raw_text))
        self._line_no += len(lines) - 1
        return RowBatch(records, {self._table: rows}, byte + len(data), rejected, unreadable_values)

    def _documents(self, lines: list[str]) -> Iterator[tuple[int, list[str], str | None]]:
        """Yield the lines of each document with the number of the first, and a reason to reject it unread."""
        document: list[str] = []
        current = reason = None
        first_line = 0
        wrong_before = False
        for line_no, line in enumerate(lines, self._line_no):
            if len(line) == self._width:
                key = line[:2] + line[_NUMBER_START : self._number_end]
                if key != current and current is not None:
                    yield first_line, document, reason
                    document = []
                    reason = _DOUBTFUL if wrong_before else None
                current = key
                wrong_before = False
            elif line.strip():
                reason = reason or f"line {line_no} has {len(line)} characters, not {self._width}"
                wrong_before = True
            else:
                continue
            if not document:
                first_line = line_no
            document.append(line)
        if document:
            yield first_line, document, reason

    def _read_document(self, lines: list[str], rows: list[Row]) -> int:
        """Append the rows of one document, all or none; return how many version dates it lacks."""
        line = lines[0]
        applications = {line[2:_NUMBER_START] for line in lines}
        if len(applications) > 1:
            numbers = " and ".join(repr(text) for text in sorted(applications))
            raise RejectedDocumentError(f"application_number is {numbers} in the lines of one document")
        number, *others = read_document(
            self._table,
            number=line[_NUMBER_START : self._number_end],
            application=line[2:_NUMBER_START],
            country="US",
            kind=line[:2],
            day=None,
        )
        symbols = [self._read_symbol(line, sequence_no) for sequence_no, line in enumerate(lines, 1)]
        rows += [
            (number, sequence_no, *others, *symbol, *rest) for sequence_no, (symbol, _, *rest) in enumerate(symbols, 1)
        ]
        return sum([no_version for _, no_version, *_ in symbols])

    def _read_symbol(self, line: str, sequence_no: int) -> _Found:
        try:
            clean = _CLEAN_SYMBOL.fullmatch(line, self._number_end)
            if clean is None:
                return _read_unusual(line[self._number_end :])
            *symbol, version_date, position, value, group, rank = clean.groups()
            day, no_version = read_day(version_date)
            set_group, set_rank = (
                (None, None)
                if group == "  0" and rank == " 0"
                else (read_set_number("set_group", group), read_set_number("set_rank", rank))
            )
            return (day, *symbol, position, value), no_version, _TYPES[position], set_group, set_rank
        except RejectedDocumentError as error:
            raise RejectedDocumentError(f"symbol {sequence_no}: {error}") from None


def _read_unusual(text: str) -> _Found:
    """Read a symbol that is not as most are, or say what is wrong with it."""
    if text[8] != "/":
        raise RejectedDocumentError(f"{text[:15]!r} has no slash between main_group and sub_group")
    symbol, no_version = read_symbol(
        (text[15:23], text[0], text[1:3], text[3], text[4:8], text[9:15], text[23], text[24])
    )
    position = symbol[6]
    if position is None:
        raise RejectedDocumentError("symbol_position_code is missing: nothing else tells main from further")
    return (
        symbol,
        no_version,
        _TYPES[position],
        read_set_number("set_group", text[25:28]),
        read_set_number("set_rank", text[28:30]),
    )
