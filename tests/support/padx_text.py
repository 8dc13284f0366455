"""PADX text to change in one place, and a file read to its end: for tests of the reader."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import pytest

from patentrack.errors import SourceFileError
from patentrack.sources.assignments import FileHeader, read_assignments
from patentrack.sources.records import RejectedRecord

PROLOG = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE us-patent-assignments [<!ELEMENT transaction-date (date)>
<!ATTLIST us-patent-assignments dtd-version CDATA #IMPLIED date-produced CDATA #IMPLIED>
<!--bold formatting for text-->
<!ELEMENT b (#PCDATA | i | u | smallcaps)*>
<!ATTLIST u  style  (single | double | dash | dots )  'single' >
]>
"""


OPEN = (
    '<us-patent-assignments dtd-version="1.0" date-produced="20131101"><action-key-code>DA</action-key-code>'
    "<transaction-date><date>20150727</date></transaction-date><patent-assignments>\n"
)


CLOSE = "</patent-assignments></us-patent-assignments>\n"


HEAD = (
    "<reel-no>41576</reel-no><frame-no>1</frame-no><last-update-date><date>20150727</date></last-update-date>"
    "<purge-indicator>N</purge-indicator><recorded-date><date>20150724</date></recorded-date>"
    "<page-count>4</page-count><correspondent><name>BRINKS HOFER GILSON &amp; LIONE</name>"
    "<address-1>P.O. BOX 10395</address-1><address-2>CHICAGO, IL 60610</address-2></correspondent>"
    "<conveyance-text>ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).</conveyance-text>"
)


ASSIGNOR = (
    "<patent-assignor><name>D&#220;RR, J.</name>"
    "<execution-date><date>20150715</date></execution-date></patent-assignor>"
)


ASSIGNEE = (
    '<patent-assignee><name name-type="legal">YAHOO! INC.</name><address-1>701 FIRST AVENUE</address-1>'
    "<city>SUNNYVALE</city><state>CALIFORNIA</state><postcode>94089</postcode></patent-assignee>"
)


TITLE = '<invention-title lang="en">DETECTION CELL &lt;A&gt;</invention-title>'


def doc(number: str, kind: str = "", date: str = "", country: str = "US") -> str:
    kind = f"<kind>{kind}</kind>" if kind else ""
    date = f"<date>{date}</date>" if date else ""
    number = f"<doc-number>{number}</doc-number>"
    return f"<document-id><country>{country}</country>{number}{kind}{date}</document-id>"


X0, A1, B2 = (
    doc("11726014", "X0", "20070320"),
    doc("20130267033", "A1", "20131010"),
    doc("9081044", "B2", "20150714"),
)


PROPERTY = f"<patent-property>{X0}{A1}{B2}{TITLE}</patent-property>"


def record(head: str = HEAD, assignors: str = ASSIGNOR, assignees: str = ASSIGNEE, properties: str = PROPERTY) -> str:
    return (
        f"<patent-assignment><assignment-record>{head}</assignment-record>"
        f"<patent-assignors>{assignors}</patent-assignors><patent-assignees>{assignees}</patent-assignees>"
        f"<patent-properties>{properties}</patent-properties></patent-assignment>\n"
    )


def padx(*records: str) -> str:
    return PROLOG + OPEN + "".join(records) + CLOSE


def changed(old: str, new: str) -> str:
    """A record with one thing changed."""
    whole = record()
    assert whole.count(old) == 1, old
    return whole.replace(old, new)


@dataclass
class Read:
    """A file read to its end."""

    header: FileHeader
    assignments: list[Any] = field(default_factory=list)
    assignors: list[Any] = field(default_factory=list)
    assignees: list[Any] = field(default_factory=list)
    documentids: list[Any] = field(default_factory=list)
    rejected: list[RejectedRecord] = field(default_factory=list)
    unreadable_values: int = 0
    records: int = 0
    bytes_read: int = 0

    def rows(self) -> tuple[Any, ...]:
        return self.assignments, self.assignors, self.assignees, self.documentids


class Chunked(io.RawIOBase):
    """A stream that gives its bytes in pieces of its own choosing."""

    def __init__(self, data: bytes, sizes: list[int]) -> None:
        self._data = data
        self._sizes = sizes or [1 << 20]
        self._turn = 0
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        step = min(size, self._sizes[self._turn % len(self._sizes)])
        self._turn += 1
        piece = self._data[self._at : self._at + step]
        self._at += len(piece)
        return piece


def read(data: str | bytes, sizes: list[int] | None = None) -> Read:
    data = data.encode() if isinstance(data, str) else data
    file = read_assignments(Chunked(data, sizes or []), file_name="ad20150727.xml")
    result = Read(file.header)
    for batch in file:
        result.assignments += batch.assignments
        result.assignors += batch.assignors
        result.assignees += batch.assignees
        result.documentids += batch.documentids
        result.rejected += batch.rejected
        result.unreadable_values += batch.unreadable_values
        result.records += batch.records
        assert batch.bytes_read > result.bytes_read
        result.bytes_read = batch.bytes_read
    return result


def refused(data: str | bytes) -> SourceFileError:
    with pytest.raises(SourceFileError) as caught:
        read(data)
    assert str(caught.value).startswith("ad20150727.xml")
    assert "\n" not in str(caught.value)
    return caught.value


def named(columns: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    """The columns of a row that hold something."""
    return {name: value for name, value in zip(columns, row, strict=True) if value is not None}


VARIED = [
    record(),
    record(assignors=ASSIGNOR * 2),
    record(properties=PROPERTY * 3 + "<patent-property></patent-property>"),
    changed("<frame-no>1<", "<frame-no>99999<"),
    changed("YAHOO! INC.", "Z\u00dcRICH &amp; CO \u2013 \U0001f600"),
    changed("<date>20150715<", "<date>00010101<"),
    changed("DETECTION", "<b>DET</b><sup>E</sup>CTION"),
]
