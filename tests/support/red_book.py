"""Red book XML to change in one place, and a file read to its end: for tests of the bibliographic reader.

No real file is at hand: the documents here are written from the structure the USPTO publishes
(us-patent-grant-v40 to v47, us-patent-application-v40 to v46) and hold invented people and numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from patentrack.archives import BinaryReader
from patentrack.errors import SourceFileError
from patentrack.sources.bibliographic import COLUMNS, read_grants
from patentrack.sources.records import RejectedRecord, RowBatch
from support.padx_text import Chunked

GRANT_DTD = "us-patent-grant-v45-2014-04-03.dtd"
APPLICATION_DTD = "us-patent-application-v44-2014-04-03.dtd"

Reader = Callable[..., Iterator[RowBatch]]


def document_id(number: str, kind: str = "", date: str = "", country: str = "US", name: str = "") -> str:
    parts = [("country", country), ("doc-number", number), ("kind", kind), ("name", name), ("date", date)]
    return "<document-id>\n" + "".join(f"<{tag}>{text}</{tag}>\n" for tag, text in parts if text) + "</document-id>\n"


def addressbook(content: str, *, city: str = "", state: str = "", country: str = "", more: str = "") -> str:
    parts = [("city", city), ("state", state), ("country", country)]
    address = more + "".join(f"<{tag}>{text}</{tag}>\n" for tag, text in parts if text)
    return f"<addressbook>\n{content}\n<address>\n{address}</address>\n</addressbook>\n"


def person(last: str, first: str, more: str = "") -> str:
    return f"<last-name>{last}</last-name>\n<first-name>{first}</first-name>\n{more}"


def inventor(last: str, first: str, city: str = "Rehovot", country: str = "IL", sequence: str = "001") -> str:
    book = addressbook(person(last, first), city=city, country=country)
    return f'<inventor sequence="{sequence}" designation="us-only">\n{book}</inventor>\n'


def relation(parent: str, child: str = "", *, tag: str = "relation") -> str:
    children = child or f"<child-doc>\n{document_id('13648029')}</child-doc>\n"
    return f"<{tag}>\n<parent-doc>\n{parent}</parent-doc>\n{children}</{tag}>\n"


def citation(number: str, kind: str = "", country: str = "US", date: str = "20101100", tag: str = "us-citation") -> str:
    cited = document_id(number, kind, date, country, name="Cosma et al.")
    return f'<{tag}>\n<patcit num="00001">\n{cited}</patcit>\n<category>cited by  Examiner</category>\n</{tag}>\n'


INVENTORS = inventor("Nissim", "Nitzan") + inventor("Pulito, Jr.", "Brian J. P.", city="Lexington", country="US")
APPLICANT = (
    '<us-applicant sequence="001" app-type="applicant" designation="us-only" '
    'applicant-authority-category="assignee">\n'
    + addressbook("<orgname>Example Machines &#x26; Co.</orgname>", city="Armonk", state="NY", country="US")
    + "<residence>\n<country>US</country>\n</residence>\n</us-applicant>\n"
)
AGENT = (
    '<agent sequence="01" rep-type="attorney">\n'
    + addressbook("<orgname>Foo, Bar &#x26; Kim, LLC</orgname>", country="unknown")
    + "</agent>\n"
)
PARTIES = (
    f"<us-parties>\n<us-applicants>\n{APPLICANT}</us-applicants>\n<inventors>\n{INVENTORS}</inventors>\n"
    f"<agents>\n{AGENT}</agents>\n</us-parties>\n"
)
ASSIGNEES = (
    "<assignees>\n<assignee>\n"
    + addressbook(
        "<orgname>Example Machines Corporation</orgname>\n<role>02</role>", city="Armonk", state="NY", country="US"
    )
    + "</assignee>\n</assignees>\n"
)
RELATED = (
    "<us-related-documents>\n"
    "<continuation>\n"
    + relation(
        document_id("12123456", date="20080519")
        + "<parent-status>GRANTED</parent-status>\n<parent-grant-document>\n"
        + document_id("8123456")
        + "</parent-grant-document>\n"
    )
    + "</continuation>\n<us-provisional-application>\n"
    + document_id("61555555", date="20111104")
    + "</us-provisional-application>\n<related-publication>\n"
    + document_id("20140101323", "A1", "20140410")
    + "</related-publication>\n</us-related-documents>\n"
)
CITATIONS = (
    "<us-references-cited>\n"
    + citation("7844851", "B2")
    + citation("2007/0140112", "A1", date="20070612")
    + citation("1 234 567", "A1", country="EP")
    + "<us-citation>\n<nplcit num='00004'>\n<othercit>A paper, 2001.</othercit>\n</nplcit>\n"
    "<category>cited by applicant</category>\n</us-citation>\n</us-references-cited>\n"
)

# The front page of a grant, part by part in the order of the DTD; a test changes or drops one.
GRANT_PARTS: dict[str, str] = {
    "publication": f"<publication-reference>\n{document_id('08930553', 'B2', '20150106')}</publication-reference>\n",
    "application": f'<application-reference appl-type="utility">\n{document_id("13648029", date="20121009")}'
    "</application-reference>\n",
    "series": "<us-application-series-code>13</us-application-series-code>\n",
    "priority": '<priority-claims>\n<priority-claim sequence="01" kind="national">\n<country>JP</country>\n'
    "<doc-number>2008-148514</doc-number>\n<date>20080605</date>\n</priority-claim>\n</priority-claims>\n",
    "term": "<us-term-of-grant>\n<us-term-extension>129</us-term-extension>\n<disclaimer>\n"
    "<text>This patent is subject to a terminal disclaimer.</text>\n</disclaimer>\n</us-term-of-grant>\n",
    "title": '<invention-title id="d2e53">Managing\n H<sub>2</sub>O &#x26; <i>E. coli</i> messages</invention-title>\n',
    "citations": CITATIONS,
    "claims": "<number-of-claims>8</number-of-claims>\n",
    "related": RELATED,
    "parties": PARTIES,
    "assignees": ASSIGNEES,
    "pct": "",
    "hague": "",
}
APPLICATION_PARTS = GRANT_PARTS | {
    "publication": f"<publication-reference>\n{document_id('20140101323', 'A1', '20140410')}</publication-reference>\n",
    "term": "",
    "citations": "",
    "claims": "",
}


def wrapped(root: str, dtd: str, content: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {root} SYSTEM "{dtd}" [ ]>\n'
        f'<{root} lang="EN" dtd-version="v4.5 2014-04-03" status="PRODUCTION" id="{root}" country="US">\n'
        f"{content}</{root}>\n"
    )


def grant(body: str = "", **parts: str) -> str:
    """A grant with some parts of its front page changed and perhaps a body behind it."""
    front = "".join((GRANT_PARTS | parts).values())
    front = f"<us-bibliographic-data-grant>\n{front}</us-bibliographic-data-grant>\n"
    return wrapped("us-patent-grant", GRANT_DTD, front + body)


def application(body: str = "", **parts: str) -> str:
    front = "".join((APPLICATION_PARTS | parts).values())
    front = f"<us-bibliographic-data-application>\n{front}</us-bibliographic-data-application>\n"
    return wrapped("us-patent-application", APPLICATION_DTD, front + body)


def sequences(text: str = "acgt") -> str:
    """A sequence listing, as full-text files hold it after the patent it belongs to."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE sequence-cwu SYSTEM "us-sequence-listing-2004-03-09.dtd" [ ]>\n'
        f'<sequence-cwu id="SEQLST-0"><number>1</number><table>{text}</table></sequence-cwu>'
    )


def parties(applicants: str = "", inventors: str = "", more: str = "") -> str:
    """Parties in the layout to 2012."""
    listed = f"<inventors>\n{inventors}</inventors>\n" if inventors else ""
    return f"<parties>\n<applicants>\n{applicants}</applicants>\n{listed}{more}</parties>\n"


def applicant(last: str, first: str, app_type: str = "applicant-inventor", city: str = "Bern") -> str:
    book = addressbook(person(last, first), city=city, country="CH")
    return (
        f'<applicant sequence="001" app-type="{app_type}" designation="us-only">\n{book}'
        "<nationality>\n<country>omitted</country>\n</nationality>\n<residence>\n<country>CH</country>\n</residence>\n"
        "</applicant>\n"
    )


@dataclass
class Read:
    """A file read to its end."""

    tables: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    rejected: list[RejectedRecord] = field(default_factory=list)
    unreadable_values: int = 0
    records: int = 0
    bytes_read: int = 0
    batches: int = 0

    def named(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table, each without its empty columns and without its number."""
        return [
            {
                name: value
                for name, value in zip(COLUMNS[table], row, strict=True)
                if value is not None and name not in {"record_no", "sequence_no"}
            }
            for row in self.tables[table]
        ]

    def one(self, table: str) -> dict[str, Any]:
        [row] = self.named(table)
        return row

    def values(self, table: str, column: str) -> list[Any]:
        return [row[COLUMNS[table].index(column)] for row in self.tables[table]]


def read(
    data: str | bytes,
    sizes: list[int] | None = None,
    *,
    reader: Reader = read_grants,
    stream: BinaryReader | None = None,
) -> Read:
    data = data.encode() if isinstance(data, str) else data
    result = Read()
    for batch in reader(stream or Chunked(data, sizes or []), file_name="ipgb20150106.xml"):
        assert set(batch.rows) == set(COLUMNS)
        for name, rows in batch.rows.items():
            assert all(len(row) == len(COLUMNS[name]) for row in rows)
            result.tables[name] += rows
        result.rejected += batch.rejected
        result.unreadable_values += batch.unreadable_values
        result.records += batch.records
        result.batches += 1
        assert batch.bytes_read > result.bytes_read
        result.bytes_read = batch.bytes_read
    return result


def read_one(data: str, *, reader: Reader = read_grants) -> Read:
    """A file of one document, which must not be rejected."""
    result = read(data, reader=reader)
    assert (result.records, result.rejected) == (1, [])
    return result


def rejection(data: str, *, reader: Reader = read_grants) -> str:
    """Why the one document of a file is rejected."""
    result = read(data, reader=reader)
    assert result.records == 1
    assert result.unreadable_values == 0
    assert not any(result.tables.values())
    [rejected] = result.rejected
    return rejected.reason


def refused(data: str | bytes, *, reader: Reader = read_grants) -> SourceFileError:
    with pytest.raises(SourceFileError) as caught:
        read(data, reader=reader)
    assert str(caught.value).startswith("ipgb20150106.xml")
    assert "\n" not in str(caught.value)
    return caught.value
