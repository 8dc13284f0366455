"""Reader of the maintenance fee events (PTMNFEE2): payments, reminders, expiries, changes of entity size.

A zip a week holds two texts: `MaintFeeEvents_*.txt`, all events since 1981 in columns of fixed width, a line each,
newest first within a patent; and `MaintFeeEventsDesc_*.txt`, what the codes mean. The format is that of the
USPTO's "Maintenance Fee Events File Documentation" of April 2025.

A line is cut in three and each part looked up: the next line mostly tells the same patent, and days and codes are
few. That leaves no character unchecked, and nothing else in Python was faster: not a regular expression a line or a
batch, not a split into columns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from patentrack.archives import AGAIN_HINT, HTML_REASON, BinaryReader, is_html
from patentrack.errors import SourceFileError
from patentrack.sources.assignment_rows import Dates, UnreadableDateError, read_date
from patentrack.sources.byte_buffer import ByteBuffer
from patentrack.sources.numbers import application_number, patent_number
from patentrack.sources.records import RAW_TEXT_LIMIT, RejectedRecord, Row, RowBatch

COLUMNS = (
    "line_no",
    "grant_doc_num",
    "appno_doc_num",
    "entity_status",
    "filling_date",
    "grant_date",
    "event_date",
    "event_code",
)

LINE_LENGTH = 57
BATCH_BYTES = 20_000 * (LINE_LENGTH + len("\r\n"))
MAX_DESCRIPTION_BYTES = 10 << 20

_EVENTS = "a file of maintenance fee events"
_DESCRIPTIONS = "a list of maintenance fee event codes"
_ENTITIES = {"Y": "Y", "M": "M", "N": "N", "?": None, " ": None}
_BLANKS_AT = (13, 22, 24, 33, 42, 51)
# Positions 1 to 42 for an original patent. The padding of a number as `documentid` has it stays outside the group.
_PATENT = re.compile(r"0{5,12}([1-9][0-9]*) (?!0{8})([0-9]{8}) ([YMN? ]) ([0-9]{8}) ([0-9]{8})")
_PATENT_NUMBER = re.compile(r"[1-9][0-9]{0,7}|RE[1-9][0-9]{0,5}")
_DESCRIPTION = re.compile(r"([A-Z0-9.]{1,5}) +(\S.*)")
_XML_START = re.compile(rb"\s*<")


def read_fee_events(stream: BinaryReader, *, file_name: str, known_codes: Collection[str]) -> Iterator[RowBatch]:
    """Read the events, a line each.

    Numbers get the form of `documentid`. Entity status `?` and blank, both "not available", are None. A filing or
    grant date that is no day, blank and all zeros included, is None and counted as unreadable; a line whose event
    date is none is rejected. Lines may end in LF alone, the last one in nothing, and the blank behind a code of
    four characters may be missing.

    Args:
        stream: The text, from its first byte.
        file_name: Name for error messages.
        known_codes: Event codes without trailing blanks; a line with any other is rejected.

    Yields:
        Batches of about 20,000 lines; their `rows["event_maintainence_fees"]` have the COLUMNS, `line_no` 1-based.

    Raises:
        SourceFileError: If the file is empty, HTML, XML or not ASCII text, or ends in the middle of a line. The
            rows yielded before belong to a bad file and must not be kept.
    """
    codes = {field + end: code for code in known_codes for field in (code, code.ljust(5)) for end in ("", "\r")}
    days = _EventDays()
    dates = Dates()
    for block in _blocks(stream, file_name):
        rows: list[Row] = []
        rejected: list[RejectedRecord] = []
        unreadable_values = 0
        patent_part = ""
        patent: Row = ()
        for line_no, line in enumerate(block.lines, block.first_line):
            try:
                if line[:42] != patent_part:
                    patent = _read_patent(line[:42], dates)
                    patent_part = line[:42]
                rows.append((line_no, *patent, days[line[42:52]], codes[line[52:]]))
            except (KeyError, UnreadableDateError):
                try:
                    row, unreadable = _read_unusual(line, line_no, codes)
                except _RejectedLineError as error:
                    if block.is_cut and line_no == block.last_line and len(line) < LINE_LENGTH:
                        raise _ends_early(file_name, block) from error
                    text = line.removesuffix("\r")[:RAW_TEXT_LIMIT]
                    rejected.append(RejectedRecord(line_no, f"line {line_no}", str(error), text))
                else:
                    rows.append(row)
                    unreadable_values += unreadable
        yield RowBatch(
            records=len(block.lines),
            rows={"event_maintainence_fees": rows},
            bytes_read=block.end_byte,
            rejected=rejected,
            unreadable_values=unreadable_values,
        )


def read_event_codes(stream: BinaryReader, *, file_name: str) -> list[tuple[str, str]]:
    """Read what the event codes mean: code in positions 1 to 5, text from 7. Blank lines are passed over.

    The documentation calls the file ASCII and has a dash in one of its own descriptions, so UTF-8 and
    Windows-1252 are read as well.

    Args:
        stream: The text, from its first byte.
        file_name: Name for error messages.

    Returns:
        Code and description in the order of the file, without outer blanks.

    Raises:
        SourceFileError: If it is no such list: empty, HTML, XML, a line without a code, a code with two meanings.
    """
    buffer = ByteBuffer(stream)
    buffer.fill(MAX_DESCRIPTION_BYTES)
    _refuse_other_formats(buffer.data, file_name, _DESCRIPTIONS)
    if not buffer.at_end:
        raise SourceFileError(file_name, f"is not {_DESCRIPTIONS}: it has {MAX_DESCRIPTION_BYTES} bytes or more")
    codes: dict[str, str] = {}
    for line_no, line in enumerate(_decoded(buffer.data, file_name).split("\n"), 1):
        if not line.strip():
            continue
        found = _DESCRIPTION.fullmatch(line.rstrip())
        if found is None:
            reason = f"holds {line.rstrip()[:40]!r} where an event code and its description should be"
            raise SourceFileError(file_name, reason, position=f"line {line_no}")
        code, description = found.groups()
        if codes.setdefault(code, description) != description:
            raise SourceFileError(file_name, f"describes the code {code} in two ways", position=f"line {line_no}")
    if not codes:
        raise SourceFileError(file_name, f"is not {_DESCRIPTIONS}: it has none", hint=AGAIN_HINT)
    return list(codes.items())


class _RejectedLineError(ValueError):
    """Why a line cannot become a row, in plain words naming the field."""


class _EventDays(dict[str, str]):
    """Event dates with the blanks on both sides -> `YYYY-MM-DD`; 45 years have 16,000.

    Raises:
        KeyError: On looking up text of another form.
        UnreadableDateError: If it is no day.
    """

    def __missing__(self, text: str) -> str:
        day = read_date(text[1:9]) if len(text) == 10 and text[0] == text[9] == " " else None
        if day is None:
            raise KeyError(text)
        self[text] = day
        return day


def _read_patent(part: str, dates: Dates) -> Row:
    """Return what positions 1 to 42 tell of an original patent.

    Raises:
        KeyError: If they are not as usual.
        UnreadableDateError: If a date is none.
    """
    found = _PATENT.fullmatch(part)
    if found is None:
        raise KeyError(part)
    number, application, entity, filed, granted = found.groups()
    return number, application, _ENTITIES[entity], dates[filed], dates[granted]


def _read_unusual(line: str, line_no: int, codes: Collection[str]) -> tuple[Row, int]:
    """Read a line field by field: slower, but it reads every line there can be, and knows why one is rejected.

    Returns:
        The row, and how many of its dates are none.

    Raises:
        _RejectedLineError: If the line cannot become a row.
    """
    text = line.removesuffix("\r")
    if not LINE_LENGTH - 1 <= len(text) <= LINE_LENGTH:
        raise _RejectedLineError(f"the line has {len(text)} characters, not {LINE_LENGTH}")
    for place in _BLANKS_AT:
        if text[place] != " ":
            raise _RejectedLineError(f"position {place + 1} holds {text[place]!r} instead of a blank")
    number = patent_number(text[:13])
    if not _PATENT_NUMBER.fullmatch(number):
        raise _RejectedLineError(f"patent number is {text[:13]!r}, neither digits nor RE and digits")
    application = application_number(text[14:22]) if text[14:22].isdigit() else None
    if application is None:
        raise _RejectedLineError(f"application number is {text[14:22]!r}, not series and number")
    if text[23] not in _ENTITIES:
        raise _RejectedLineError(f"entity status is {text[23]!r}, not Y, M, N, ? or blank")
    day = _day(text[43:51])
    if day is None:
        raise _RejectedLineError(f"event date is {text[43:51]!r}, not a day")
    code = text[52:].rstrip(" ")
    if code not in codes:
        raise _RejectedLineError(f"unknown event code {code!r}")
    filed, granted = _day(text[25:33]), _day(text[34:42])
    row = (line_no, number, application, _ENTITIES[text[23]], filed, granted, day, code)
    return row, (filed, granted).count(None)


def _day(text: str) -> str | None:
    try:
        return read_date(text)
    except UnreadableDateError:
        return None


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that follow each other.

    Attributes:
        lines: Their text without LF.
        first_line: Number of the first, 1-based in the file.
        end_byte: Offset in the file of the byte after the last.
        is_cut: The file ends without a line end.
    """

    lines: list[str]
    first_line: int
    end_byte: int
    is_cut: bool

    @property
    def last_line(self) -> int:
        return self.first_line + len(self.lines) - 1


def _blocks(stream: BinaryReader, file_name: str) -> Iterator[_Block]:
    buffer = ByteBuffer(stream)
    buffer.fill(BATCH_BYTES)
    _refuse_other_formats(buffer.data, file_name, _EVENTS)
    start = 0
    line_no = 1
    while buffer.data:
        data = buffer.take(len(buffer.data) if buffer.at_end else buffer.data.rfind(b"\n") + 1)
        if not data:
            reason = f"is not {_EVENTS}: it has a line of more than {BATCH_BYTES} bytes"
            raise SourceFileError(file_name, reason, position=f"line {line_no}")
        lines = _ascii(data, file_name, start, line_no).split("\n")
        is_cut = lines[-1] != ""
        if not is_cut:
            lines.pop()
        start += len(data)
        yield _Block(lines, line_no, start, is_cut)
        line_no += len(lines)
        buffer.fill(BATCH_BYTES)


def _ascii(data: bytes, file_name: str, start: int, line_no: int) -> str:
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError as error:
        bad = error.start
    else:
        bad = text.find("\0")
        if bad < 0:
            return text
    line_no += data.count(b"\n", 0, bad)
    where = f"line {line_no}, byte {start + bad}"
    raise SourceFileError(file_name, f"is not {_EVENTS}: it has bytes that are not ASCII text", position=where)


def _decoded(data: bytes, file_name: str) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceFileError(file_name, f"is not {_DESCRIPTIONS}: it is text in no encoding known here")


def _refuse_other_formats(data: bytes, file_name: str, expected: str) -> None:
    if not data:
        raise SourceFileError(file_name, "is empty", hint=AGAIN_HINT)
    if is_html(data):
        raise SourceFileError(file_name, HTML_REASON.format(expected=expected), hint=AGAIN_HINT)
    if _XML_START.match(data):
        raise SourceFileError(file_name, f"is an XML file, not {expected}")


def _ends_early(file_name: str, block: _Block) -> SourceFileError:
    where = f"line {block.last_line}, byte {block.end_byte}"
    return SourceFileError(file_name, "ends early: its last line is cut", position=where, hint=AGAIN_HINT)
