"""Reader of the patent file wrapper (PTFWPRE): how far the office is with each application.

A zip holds a JSON text for each year of filing (`2001.json`) and one for the applications without a filing date. A
text is an object with the applications in `patentFileWrapperDataBag`, each with its number in
`applicationNumberText` and its status in `applicationMetaData`. Beside these stand addresses, attorneys, events
and assignments, tens of kilobytes an application and gigabytes a year: they are parsed and dropped.

The names are those of the USPTO's Patent File Wrapper API, whose answers have the same form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import ijson  # type: ignore[import-untyped]

from patentrack.archives import AGAIN_HINT, HTML_REASON, BinaryReader, is_html
from patentrack.errors import SourceFileError
from patentrack.sources.assignment_rows import NUMBER, SHORT_TEXT, UnreadableDateError, read_date
from patentrack.sources.numbers import application_number
from patentrack.sources.records import RAW_TEXT_LIMIT, RejectedRecord, Row, RowBatch

COLUMNS = ("record_no", "appno_doc_num", "status", "status_code", "status_date")

BATCH_RECORDS = 5_000
MAX_RECORD_BYTES = 64 << 20
MAX_DEPTH = 500

_BAG = "patentFileWrapperDataBag"
_READ_BYTES = 1 << 16
_NO_BRACKETS = bytes(sorted(set(range(256)) - set(b"[]{}")))
_LARGEST_CODE = 2**31 - 1
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def read_status(stream: BinaryReader, *, file_name: str) -> Iterator[RowBatch]:
    """Read the status of each application.

    Numbers get the form of `documentid`; those of international applications (`PCTUS2301234`) stay as they are.
    The status is the USPTO's text, inner blanks included. A code that is no number and a date that is no day are
    None and counted as unreadable.

    Args:
        stream: The JSON, in UTF-8, from its first byte.
        file_name: Name for error messages.

    Yields:
        Batches of 5,000 applications; their `rows["application_status"]` have the COLUMNS, `record_no` 1-based in
        the file. `bytes_read` can be up to 64 KiB ahead of the batch.

    Raises:
        SourceFileError: If the file is empty, HTML, not JSON, cut, not UTF-8, or has no patentFileWrapperDataBag.
            The rows yielded before belong to a bad file and must not be kept.
    """
    source = _Source(stream, file_name)
    found = _applications(source)
    while part := list(islice(found, BATCH_RECORDS)):
        yield RowBatch(
            records=len(part),
            rows={"application_status": [row for row, _ in part if isinstance(row, tuple)]},
            bytes_read=source.end,
            rejected=[row for row, _ in part if isinstance(row, RejectedRecord)],
            unreadable_values=sum(unreadable for _, unreadable in part),
        )


def _applications(source: _Source) -> Iterator[tuple[Row | RejectedRecord, int]]:
    """Yield for each application its row or why there is none, and how many of its values are unreadable."""
    record_no = 0
    # use_float: left to Python, the C backend crashes on an integer of thousands of digits.
    records = ijson.items(source, f"{_BAG}.item", buf_size=_READ_BYTES, use_float=True)
    try:
        for record_no, record in enumerate(records, 1):
            source.start_record()
            try:
                yield _read(record, record_no)
            except _RejectedApplicationError as error:
                text = json.dumps(record, ensure_ascii=False)[:RAW_TEXT_LIMIT]
                yield RejectedRecord(record_no, f"record {record_no}", str(error), text), 0
    except ijson.JSONError as error:
        raise source.refusal(error) from error
    if record_no == 0:
        source.refuse_without_bag()


class _RejectedApplicationError(ValueError):
    """Why an application cannot become a row, in plain words naming the field."""


class _Source:
    """The stream as ijson reads it, with what is needed to say where something is wrong.

    Attributes:
        end: Bytes handed to the parser so far.
    """

    def __init__(self, stream: BinaryReader, file_name: str) -> None:
        self._stream = stream
        self._file_name = file_name
        self._head = self._unread = stream.read(_READ_BYTES)
        self._start = self.end = 0
        self.start_record()
        if not self._head:
            raise SourceFileError(file_name, "is empty", hint=AGAIN_HINT)
        if is_html(self._head):
            raise SourceFileError(file_name, HTML_REASON.format(expected="a JSON file"), hint=AGAIN_HINT)

    def start_record(self) -> None:
        """Count size and depth of an application from here."""
        self._record_start = self.end
        self._depth = 0

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes, empty at the end."""
        if self._unread:
            data, self._unread = self._unread[:size], self._unread[size:]
        else:
            data = self._stream.read(size)
        if size:
            self._start = self.end
            self.end += len(data)
        # The parser keeps the path to each open bracket, so its memory grows with the square of the depth.
        brackets = data.translate(None, _NO_BRACKETS)
        self._depth += 2 * (brackets.count(b"[") + brackets.count(b"{")) - len(brackets)
        if self._depth > MAX_DEPTH or self.end - self._record_start > MAX_RECORD_BYTES:
            reason = f"has an application of more than {MAX_RECORD_BYTES} bytes or {MAX_DEPTH} levels"
            raise SourceFileError(self._file_name, reason, position=f"after byte {self._record_start}")
        return data

    def refusal(self, error: ijson.JSONError) -> SourceFileError:
        """Return why the parser stopped. It tells no position: known is the piece that it was reading."""
        message = error.args[0]
        text = message.decode("ascii", "replace") if isinstance(message, bytes) else str(message)
        reason = text.split("\n")[0].split(": ", 1)[-1].rstrip(".")
        if reason == "premature EOF":
            return SourceFileError(
                self._file_name, "ends early: the JSON is cut", position=f"byte {self.end}", hint=AGAIN_HINT
            )
        where = f"between byte {self._start} and byte {self.end}"
        return SourceFileError(self._file_name, f"is not well-formed JSON: {reason}", position=where, hint=AGAIN_HINT)

    def refuse_without_bag(self) -> None:
        """Refuse a file in which no application was found, unless it is short and its bag is there and empty."""
        whole = json.loads(self._head) if self.end == len(self._head) else None
        if not isinstance(whole, dict) or whole.get(_BAG) != []:
            raise SourceFileError(self._file_name, f"is no patent file wrapper: it has no {_BAG}", hint=AGAIN_HINT)


def _read(record: Any, record_no: int) -> tuple[Row, int]:
    """Return the row of an application, and how many of its values are unreadable.

    Raises:
        _RejectedApplicationError: If it cannot become a row.
    """
    if not isinstance(record, dict):
        raise _RejectedApplicationError("the record is no JSON object")
    number = record.get("applicationNumberText")
    if isinstance(number, int) and not isinstance(number, bool):
        number = str(number)
    application = application_number(number) if isinstance(number, str) else None
    if application is None:
        raise _RejectedApplicationError("applicationNumberText is missing or no number")
    if len(application) > NUMBER:
        raise _RejectedApplicationError(f"applicationNumberText has {len(application)} characters, more than {NUMBER}")
    data = record.get("applicationMetaData")
    if not isinstance(data, dict):
        raise _RejectedApplicationError("applicationMetaData is missing")
    status = data.get("applicationStatusDescriptionText")
    status = status.strip() if isinstance(status, str) else None
    if not status:
        raise _RejectedApplicationError("applicationStatusDescriptionText is missing or blank")
    if len(status) > SHORT_TEXT:
        reason = f"applicationStatusDescriptionText has {len(status)} characters, more than {SHORT_TEXT}"
        raise _RejectedApplicationError(reason)
    code, bad_code = _code(data.get("applicationStatusCode"))
    day, bad_day = _day(data.get("applicationStatusDate"))
    return (record_no, application, status, code, day), bad_code + bad_day


def _code(value: Any) -> tuple[int | None, int]:
    """Return a status code as a number, and 1 if there is something that is none."""
    text = str(value).strip() if isinstance(value, int | str) else ""
    if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= _LARGEST_CODE:
        return int(text), 0
    return None, int(value is not None and value != "")


def _day(value: Any) -> tuple[str | None, int]:
    """Return a date as it is, and 1 if there is something that is none."""
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    try:
        day = read_date("".join(found.groups())) if found else None
    except UnreadableDateError:
        day = None
    return day, int(day is None and value is not None and value != "")
