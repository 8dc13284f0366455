"""Reader of the USPTO's weekly bibliographic files ("red book"): grants and published applications since 2005.

A file is XML documents one after the other (`bibliographic_documents`), of version 4.0 to 4.7, either front
pages alone (`ipgb*`, `ipab*`) or full texts (`ipg*`, `ipa*`). Only the front page is parsed and must be
well-formed; of what follows it, the end of the root element must be there. So a week gives the same rows from
either product. Between the patents of a full-text file stand sequence listings: they are no records and are not
counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from lxml import etree

from patentrack.archives import BinaryReader
from patentrack.errors import SourceFileError
from patentrack.sources.assignment_rows import CODE, LONG_TEXT, NUMBER, Dates, UnreadableDateError, read_date
from patentrack.sources.bibliographic_documents import RawDocument, read_documents
from patentrack.sources.bibliographic_parties import read_parties
from patentrack.sources.bibliographic_references import read_references
from patentrack.sources.bibliographic_rows import (
    COLUMNS,
    DocumentId,
    DocumentRows,
    RejectedDocumentError,
    children_of,
    fitting,
    text_of,
)
from patentrack.sources.numbers import application_number, patent_number, publication_number
from patentrack.sources.records import RAW_TEXT_LIMIT, RejectedRecord, Row, RowBatch
from patentrack.sources.strict_xml import plain_message, strict_parser

__all__ = ["COLUMNS", "read_applications", "read_grants"]

BATCH_DOCUMENTS = 200

_GRANT = "us-patent-grant"
_APPLICATION = "us-patent-application"
_FRONT_PAGES = {_GRANT: "us-bibliographic-data-grant", _APPLICATION: "us-bibliographic-data-application"}
_KNOWN_ROOTS = {
    _GRANT: "patent grants",
    _APPLICATION: "published applications",
    "PATDOC": "patent grants of 2001 to 2004 (version 2)",
    "patent-application-publication": "published applications of 2001 to 2004 (version 1)",
    "us-patent-assignments": "patent assignments",
}
# Full extension under 35 U.S.C. 154(b) of 1994, printed as "5 years": at most 1,827 days, at least 1,826.
_FIVE_YEARS = re.compile(r"(?:5|five) years", re.IGNORECASE)
_FIVE_YEARS_DAYS = "1826"
_HAGUE = re.compile(r"(?:DM/?)?([0-9]{1,6})", re.IGNORECASE)


class NotWellFormedError(RejectedDocumentError):
    """Why a document is no whole XML."""


def read_grants(stream: BinaryReader, *, file_name: str) -> Iterator[RowBatch]:
    """Read a weekly file of grants (root `us-patent-grant`).

    Args:
        stream: The XML, from its first byte.
        file_name: Name for error messages.

    Yields:
        Rows of the tables in `COLUMNS`, of up to 200 documents at a time. Of a document that is rejected there
        are no rows. `record_no` counts the patents of the file from 1, rejected ones included.

    Raises:
        SourceFileError: If the file is no red book file of grants, holds none, or ends early. The rows yielded
            before belong to a bad file and must not be kept.
    """
    return _Reader(file_name, _GRANT).batches(stream)


def read_applications(stream: BinaryReader, *, file_name: str) -> Iterator[RowBatch]:
    """Read a weekly file of published applications (root `us-patent-application`); else like `read_grants`."""
    return _Reader(file_name, _APPLICATION).batches(stream)


class _Reader:
    """Reads one file whose documents have one root element."""

    def __init__(self, file_name: str, root: str) -> None:
        self._file_name = file_name
        self._root = root
        self._dates = Dates({None: None})
        self._parsers: dict[str, etree.XMLParser] = {}

    def batches(self, stream: BinaryReader) -> Iterator[RowBatch]:
        batch = _Batch()
        for record_no, document in enumerate(self._patents(stream), 1):
            try:
                batch.add(self._read(document, record_no))
            except RejectedDocumentError as error:
                if document.passed_over and isinstance(error, NotWellFormedError):
                    reason = f"{error}, and holds another XML declaration: where the next document starts is unknown"
                    raise SourceFileError(
                        self._file_name, reason, position=f"document at line {document.first_line}"
                    ) from None
                batch.rejected.append(_rejected(document, record_no, str(error)))
            batch.records += 1
            batch.end_byte = document.end_byte
            if batch.records == BATCH_DOCUMENTS:
                yield batch.finished()
                batch = _Batch()
        if batch.records:
            yield batch.finished()

    def _patents(self, stream: BinaryReader) -> Iterator[RawDocument]:
        """Yield the documents but for sequence listings, the first checked to be of the right kind."""
        is_right = any_patent = False
        for document in read_documents(stream, self._file_name):
            if document.root is not None and "sequence" in document.root.lower():
                continue
            if not is_right and document.root not in {None, self._root}:
                what = _KNOWN_ROOTS.get(str(document.root), "something else")
                reason = f"holds {what} (root element {document.root}), not {_KNOWN_ROOTS[self._root]} ({self._root})"
                raise SourceFileError(self._file_name, reason, position=f"document at line {document.first_line}")
            is_right |= document.root == self._root
            any_patent = True
            yield document
        if not any_patent:
            raise SourceFileError(self._file_name, f"holds no {self._root}")

    def _read(self, document: RawDocument, record_no: int) -> DocumentRows:
        if document.problem:
            raise RejectedDocumentError(document.problem)
        if document.root != self._root:
            raise RejectedDocumentError(f"has the root element {document.root}, not {self._root}")
        if not document.whole:
            raise NotWellFormedError(f"does not end with </{self._root}>")
        biblio = children_of(self._front_page(document))
        rows = DocumentRows(record_no, self._dates)
        _read_identity(biblio, rows, self._root)
        read_parties(biblio, rows)
        read_references(biblio, rows)
        return rows

    def _front_page(self, document: RawDocument) -> etree._Element:
        """Parse a document to the end of its bibliographic data, or all of it where that end is in doubt."""
        parser = self._parser(document)
        name = _FRONT_PAGES[self._root]
        end = document.data.find(f"</{name}".encode(), document.body)
        root = None
        if end >= 0 and not document.doubtful:
            front = document.data[document.body : end] + f"</{name}></{self._root}>".encode()
            # Cut inside a comment, it is not well-formed.
            with suppress(etree.XMLSyntaxError):
                root = etree.fromstring(front, parser)
        if root is None:
            try:
                root = etree.fromstring(document.data[document.body :], parser)
            except etree.XMLSyntaxError as error:
                line = document.first_line + document.data.count(b"\n", 0, document.body) + error.position[0] - 1
                # Lines inside the message count from the root element.
                message = re.sub(r" line \d+", "", plain_message(error))
                raise NotWellFormedError(f"is not well-formed XML: {message} (line {line})") from None
        found = root.find(name)
        if found is None:
            raise RejectedDocumentError(f"{name} is missing")
        return found

    def _parser(self, document: RawDocument) -> etree.XMLParser:
        parser = self._parsers.get(document.encoding)
        if parser is None:
            prolog = document.data[: document.body]
            parser = self._parsers[document.encoding] = strict_parser(self._file_name, prolog, bom=False)
        return parser


@dataclass(slots=True)
class _Batch:
    """A batch being filled; its attributes are those of RowBatch."""

    records: int = 0
    end_byte: int = 0
    unreadable_values: int = 0
    rejected: list[RejectedRecord] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def add(self, document: DocumentRows) -> None:
        for name, rows in document.tables.items():
            self.rows[name] += rows
        self.unreadable_values += document.unreadable_values

    def finished(self) -> RowBatch:
        return RowBatch(self.records, self.rows, self.end_byte, self.rejected, self.unreadable_values)


def _read_identity(biblio: dict[str, etree._Element], rows: DocumentRows, root: str) -> None:
    """Append the row of document."""
    publication = DocumentId(_document_id(biblio, "publication-reference"), "publication-reference")
    application = DocumentId(_document_id(biblio, "application-reference"), "application-reference")
    appno = application_number(application.number)
    if publication.number is None:
        raise RejectedDocumentError("publication-reference doc-number is missing")
    if appno is None:
        raise RejectedDocumentError("application-reference doc-number is missing")
    appl_type = biblio["application-reference"].get("appl-type")
    term = children_of(biblio.get("us-term-of-grant")).get
    extension = text_of(term("us-term-extension"), "us-term-of-grant")
    if extension and _FIVE_YEARS.fullmatch(extension):
        extension = _FIVE_YEARS_DAYS
    rows.tables["document"].append(
        (
            rows.record_no,
            patent_number(publication.number) if root == _GRANT else publication_number(publication.number),
            publication.kind,
            _publication_date(publication.date),
            appno,
            rows.date(application.date),
            fitting(appl_type, "application-reference appl-type", CODE),
            text_of(biblio.get("invention-title"), "document", LONG_TEXT),
            rows.integer(text_of(term("length-of-grant"), "us-term-of-grant")),
            rows.integer(extension),
            0 if term("disclaimer") is None else 1,
            rows.integer(text_of(biblio.get("number-of-claims"), "document")),
            _hague_number(biblio),
            _pct_number(biblio),
        )
    )


def _document_id(biblio: dict[str, etree._Element], name: str) -> etree._Element | None:
    return children_of(biblio.get(name)).get("document-id")


def _publication_date(text: str | None) -> str:
    try:
        day = read_date(text)
    except UnreadableDateError:
        raise RejectedDocumentError(f"publication-reference date is {text!r}, not a day") from None
    if day is None:
        raise RejectedDocumentError("publication-reference date is missing")
    return day


def _hague_number(biblio: dict[str, etree._Element]) -> str | None:
    """Return the international registration of a design as `documentid.intreg_doc_num` has it: `DM/083456`."""
    element = children_of(biblio.get("hague-agreement-data")).get("international-registration-number")
    text = text_of(element, "hague-agreement-data", NUMBER)
    if text is None:
        return None
    found = _HAGUE.fullmatch("".join(text.split()))
    return f"DM/{found[1].zfill(6)}" if found else text


def _pct_number(biblio: dict[str, etree._Element]) -> str | None:
    """Return the number of the international application; regional applications have no column."""
    number = DocumentId(_document_id(biblio, "pct-or-regional-filing-data"), "pct-or-regional-filing-data").number
    return "".join(number.split()) if number and number.upper().startswith("PCT") else None


def _rejected(document: RawDocument, record_no: int, reason: str) -> RejectedRecord:
    return RejectedRecord(
        record_no=record_no,
        position=f"line {document.first_line}",
        reason=reason,
        # Four bytes a character at most.
        raw_text=document.data[: 4 * RAW_TEXT_LIMIT].decode("utf-8", "replace")[:RAW_TEXT_LIMIT],
    )
