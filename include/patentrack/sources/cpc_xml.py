"""The XML form of the CPC master file (WIPO ST.96): one record into the rows of one document.

Elements are known by namespace and name. Beside those seen in files of the USPTO there are some of ST.96 V6.0:
`CPCCombinationSet`, which holds ranked symbols, and leaves that no column has. Any other element is refused,
since a name nobody knows may hold what a table should; their order is not checked, since no row depends on it
but for that of the symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import Literal

from lxml import etree

from patentrack.archives import BinaryReader
from patentrack.sources.cpc_rows import (
    FURTHER,
    MAIN,
    RejectedDocumentError,
    Table,
    read_day,
    read_document,
    read_set_number,
    read_symbol,
)
from patentrack.sources.cpc_stream import USPAT, CpcStream, RawBatch
from patentrack.sources.records import RAW_TEXT_LIMIT, RejectedRecord, Row, RowBatch

BATCH_RECORDS = 1000

_COM = "{http://www.wipo.int/standards/XMLSchema/ST96/Common}"
_PAT = "{http://www.wipo.int/standards/XMLSchema/ST96/Patent}"

_APPLICATION = f"{_PAT}ApplicationIdentification"
_GRANT = f"{_PAT}PatentGrantIdentification"
_PUBLICATION = f"{_PAT}PatentPublicationIdentification"
_BAG = f"{_PAT}CPCClassificationBag"
_PARTS = frozenset({_APPLICATION, _GRANT, _PUBLICATION, _BAG})

_OFFICE = f"{_COM}IPOfficeCode"
_KIND = f"{_COM}PatentDocumentKindCode"
_APPLICATION_NUMBER = f"{_COM}ApplicationNumber"
_APPLICATION_NUMBER_TEXT = f"{_COM}ApplicationNumberText"
_OF_APPLICATION = frozenset(
    {
        _OFFICE,
        _APPLICATION_NUMBER,
        f"{_COM}ApplicantFileReference",
        f"{_COM}FilingLanguageCode",
        f"{_PAT}ApplicationFilingCategory",
        f"{_PAT}InventionSubjectMatterCategory",
        f"{_PAT}FilingDate",
    }
)
_OF_APPLICATION_NUMBER = frozenset({_APPLICATION_NUMBER_TEXT, f"{_COM}ST13ApplicationNumber"})
# By table: the identification of its documents, the number in it, the date in it.
_IDENTIFICATIONS: dict[Table, tuple[str, str, str]] = {
    "patent_cpc": (_GRANT, f"{_PAT}PatentNumber", f"{_PAT}GrantDate"),
    "application_cpc": (_PUBLICATION, f"{_PAT}PublicationNumber", f"{_COM}PublicationDate"),
}

_WRAPPERS = {f"{_PAT}MainCPC": MAIN, f"{_PAT}FurtherCPC": FURTHER}
_CLASSIFICATION = f"{_PAT}CPCClassification"
_SET = f"{_PAT}CPCCombinationSet"
_SET_GROUP = f"{_PAT}CPCGroupNumber"
_RANKED = f"{_PAT}CPCCombinationRank"
_SET_RANK = f"{_PAT}CPCRankNumber"

# In the order of `Symbol`, which is that of the files.
_SYMBOL = (
    f"{_PAT}ClassificationVersionDate",
    f"{_PAT}CPCSection",
    f"{_PAT}Class",
    f"{_PAT}Subclass",
    f"{_PAT}MainGroup",
    f"{_PAT}Subgroup",
    f"{_COM}SymbolPositionCode",
    f"{_PAT}CPCClassificationValueCode",
)
_OF_SYMBOL = frozenset(
    {
        *_SYMBOL,
        f"{_PAT}ActionDate",
        f"{_PAT}GeneratingOfficeCode",
        f"{_PAT}CPCClassificationStatusCode",
        f"{_PAT}PatentClassificationDataSourceCode",
    }
)
# Most symbols: every part there, and nothing to clean or to refuse.
_CLEAN_SYMBOL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\n[A-HY]\n[0-9]{2}\n[A-Z]\n[0-9]{1,4}\n[0-9]{2,6}\n[FL]\n[IA]")

_string = etree.XPath("string()", smart_strings=False)


def read_cpc_xml(stream: BinaryReader, *, file_name: str, table: Table) -> Iterator[RowBatch]:
    """Read a CPC master file in XML.

    A document without a symbol gives no rows and counts as a record. The office is that of the grant or
    publication, or of the application where that has none.

    Args:
        stream: The XML, from its first byte.
        file_name: Name for error messages.
        table: `patent_cpc` for a file of grants, `application_cpc` for one of published applications.

    Yields:
        Batches of 1,000 records or some more, a record being one document, with rows of `COLUMNS[table]`.
        Unreadable values are dates: of the document, and version dates, which may not be missing either.

    Raises:
        SourceFileError: If the file is no CPC master file, not well-formed, or ends early. What was yielded
            before belongs to a bad file and must not be kept.
    """
    record_no = records = unreadable_values = 0
    rows: list[Row] = []
    rejected: list[RejectedRecord] = []
    end_byte = 0
    for raw in CpcStream(stream, file_name):
        for record in raw.records:
            record_no += 1
            try:
                unreadable_values += _read_record(record, table, rows)
            except RejectedDocumentError as error:
                rejected.append(_rejected(raw, record, record_no, str(error)))
        records += len(raw.records)
        end_byte = raw.end_byte
        if records >= BATCH_RECORDS:
            yield RowBatch(records, {table: rows}, end_byte, rejected, unreadable_values)
            rows, rejected, records, unreadable_values = [], [], 0, 0
    if records:
        yield RowBatch(records, {table: rows}, end_byte, rejected, unreadable_values)


def _read_record(record: etree._Element, table: Table, rows: list[Row]) -> int:
    """Append the rows of one document, all or none; return its unreadable dates."""
    parts = _children(record, _PARTS)
    identification, number, date = _IDENTIFICATIONS[table]
    if identification not in parts:
        raise RejectedDocumentError(f"{_short(identification)} is missing")
    of_document = _children(parts[identification], {_OFFICE, number, _KIND, date})
    of_application = _children(parts.get(_APPLICATION), _OF_APPLICATION)
    of_number = _children(of_application.get(_APPLICATION_NUMBER), _OF_APPLICATION_NUMBER)
    day, unreadable = read_day(_leaf(of_document.get(date)))
    first, *others = read_document(
        table,
        number=_leaf(of_document.get(number)),
        application=_leaf(of_number.get(_APPLICATION_NUMBER_TEXT)),
        country=_leaf(of_document.get(_OFFICE)) or _leaf(of_application.get(_OFFICE)),
        kind=_leaf(of_document.get(_KIND)),
        day=day,
    )
    symbols = _Symbols()
    if _BAG in parts:
        symbols.read(parts[_BAG])
    rows += [(first, sequence_no, *others, *symbol) for sequence_no, symbol in enumerate(symbols.rows, 1)]
    return unreadable + symbols.without_version


class _Symbols:
    """The symbols of one document.

    Attributes:
        rows: What their rows hold of each: the symbol, its type, its combination set and its rank in that.
        without_version: How many have no version date.
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.without_version = 0
        self._characters = 0

    def read(self, bag: etree._Element) -> None:
        """Read a `CPCClassificationBag`."""
        for wrapper in bag:
            type_ = _WRAPPERS.get(wrapper.tag)
            if type_ is None:
                raise _unknown(bag, wrapper.tag)
            for element in wrapper:
                if element.tag == _CLASSIFICATION:
                    self._add(element, type_)
                elif element.tag == _SET:
                    self._read_set(element, type_)
                else:
                    raise _unknown(wrapper, element.tag)
        # Every character has been read as part of a field, or it stands where no field is.
        if self._characters != _characters([str(_string(bag))]):
            raise RejectedDocumentError(f"{_short(bag.tag)} holds text outside its fields")

    def _read_set(self, element: etree._Element, type_: int) -> None:
        group, *ranked = element if len(element) else (None,)
        if group is None or group.tag != _SET_GROUP:
            raise RejectedDocumentError(f"{_short(element.tag)} does not begin with {_short(_SET_GROUP)}")
        set_group = self._set_number("set_group", group)
        for child in ranked:
            if child.tag != _RANKED:
                raise _unknown(element, child.tag)
            members = _children(child, {_SET_RANK, _CLASSIFICATION})
            if _CLASSIFICATION not in members:
                raise RejectedDocumentError(f"{_short(child.tag)} has no {_short(_CLASSIFICATION)}")
            set_rank = self._set_number("set_rank", members.get(_SET_RANK))
            self._add(members[_CLASSIFICATION], type_, set_group, set_rank)

    def _set_number(self, field: Literal["set_group", "set_rank"], element: etree._Element | None) -> int:
        text = _leaf(element)
        number = read_set_number(field, text)
        if number is None:
            raise RejectedDocumentError(f"{field} is missing in a {_short(_SET)}")
        self._characters += _characters([text])
        return number

    def _add(
        self, element: etree._Element, type_: int, set_group: int | None = None, set_rank: int | None = None
    ) -> None:
        cells = {child.tag: child.text for child in element}
        if tuple(cells) == _SYMBOL and len(element) == len(_SYMBOL):
            text = "\n".join(filter(None, cells.values()))
            if _CLEAN_SYMBOL.fullmatch(text):
                version_date, *others = cells.values()
                day, no_version = read_day(version_date)
                self.rows.append((day, *others, type_, set_group, set_rank))
                self.without_version += no_version
                self._characters += len(text) - len(_SYMBOL) + 1
                return
        try:
            _children(element, _OF_SYMBOL)
            symbol, no_version = read_symbol([cells.get(name) for name in _SYMBOL])
        except RejectedDocumentError as error:
            raise RejectedDocumentError(f"symbol {len(self.rows) + 1}: {error}") from None
        self.rows.append((*symbol, type_, set_group, set_rank))
        self.without_version += no_version
        self._characters += _characters(cells.values())


def _characters(cells: Iterable[str | None]) -> int:
    """Return how many characters there are, blanks not counted."""
    return len("".join("".join(filter(None, cells)).split()))


def _children(element: etree._Element | None, known: Set[str]) -> dict[str, etree._Element]:
    """Return the child elements by name, each of which must be known and occur once."""
    if element is None:
        return {}
    children = {child.tag: child for child in element}
    if len(children) < len(element):
        raise RejectedDocumentError(f"{_short(element.tag)} repeats an element")
    if not children.keys() <= known:
        raise _unknown(element, min(children.keys() - known))
    return children


def _leaf(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    if len(element):
        raise RejectedDocumentError(f"{_short(element.tag)} holds an element where it should hold text")
    return (element.text or "").strip() or None


def _unknown(element: etree._Element, name: str) -> RejectedDocumentError:
    return RejectedDocumentError(f"{_short(element.tag)} holds the unknown element {_short(name)}")


def _short(name: str) -> str:
    """Return the name of an element without its namespace, if that is one of the format."""
    return name.removeprefix(_PAT).removeprefix(_COM).removeprefix(USPAT)


def _rejected(raw: RawBatch, record: etree._Element, record_no: int, reason: str) -> RejectedRecord:
    text: str = etree.tostring(record, encoding="unicode", with_tail=False)
    return RejectedRecord(
        record_no=record_no,
        position=f"line {raw.line_of(record)}",
        reason=reason,
        raw_text=text[:RAW_TEXT_LIMIT],
    )
