"""CPC master files written from documents, as XML in any layout and as text, and read to their end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from patentrack.errors import SourceFileError
from patentrack.sources.cpc import COLUMNS, read_cpc_text, read_cpc_xml
from patentrack.sources.cpc_rows import Table
from patentrack.sources.records import RejectedRecord
from support.padx_text import Chunked

FILE = "US_Grant_CPC_MCF_XML.zip:US_Grant_CPC_MCF_9400000.xml"

NAMESPACES = {
    "uspat": "patent:uspto:doc:us:gov",
    "com": "http://www.wipo.int/standards/XMLSchema/ST96/Common",
    "pat": "http://www.wipo.int/standards/XMLSchema/ST96/Patent",
}
OPEN = (
    '<?xml version="1.0" ?>\n'
    '<uspat:CPCMasterClassificationFile uspat:publicationStartNumber="1" uspat:publicationEndNumber="99998" \n'
    'xmlns:uspat="patent:uspto:doc:us:gov" \n'
    'xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common" \n'
    'xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent" \n'
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \n'
    'xsi:schemaLocation="patent:uspto:doc:us:gov CPCMasterClassificationFile.xsd">\n'
)
CLOSE = "</uspat:CPCMasterClassificationFile>\n"


@dataclass(frozen=True)
class Symbol:
    """A symbol as the text of a file has it; `position` F stands in MainCPC, L in FurtherCPC."""

    section: str = "F"
    class_: str = "04"
    sub_class: str = "D"
    main_group: str = "29"
    sub_group: str = "703"
    version: str = "2013-01-01"
    position: str = "L"
    value: str = "I"
    set_group: int | None = None
    set_rank: int | None = None


@dataclass(frozen=True)
class Document:
    """A document as the text of a file has it."""

    number: str = "9400000"
    kind: str = "B2"
    application: str | None = "13897484"
    day: str | None = None
    symbols: tuple[Symbol, ...] = field(default=(Symbol(position="F"), Symbol(sub_group="08")))


def tag(name: str, *inside: str) -> str:
    return f"<{name}>{''.join(inside)}</{name}>"


def xml_symbol(symbol: Symbol) -> str:
    return tag(
        "pat:CPCClassification",
        tag("pat:ClassificationVersionDate", symbol.version),
        tag("pat:CPCSection", symbol.section),
        tag("pat:Class", symbol.class_),
        tag("pat:Subclass", symbol.sub_class),
        tag("pat:MainGroup", symbol.main_group),
        tag("pat:Subgroup", symbol.sub_group),
        tag("com:SymbolPositionCode", symbol.position),
        tag("pat:CPCClassificationValueCode", symbol.value),
    )


def xml_further(symbol: Symbol) -> str:
    if symbol.set_group is None:
        return xml_symbol(symbol)
    ranked = tag("pat:CPCCombinationRank", tag("pat:CPCRankNumber", str(symbol.set_rank)), xml_symbol(symbol))
    return tag("pat:CPCCombinationSet", tag("pat:CPCGroupNumber", str(symbol.set_group)), ranked)


def xml_record(document: Document = Document(), table: Table = "patent_cpc") -> str:
    application = tag("com:IPOfficeCode", "US") + tag(
        "com:ApplicationNumber", tag("com:ApplicationNumberText", document.application or "")
    )
    kind = tag("com:PatentDocumentKindCode", document.kind)
    if table == "patent_cpc":
        day = tag("pat:GrantDate", document.day) if document.day else ""
        number = tag("pat:PatentNumber", document.number)
        identification = tag("pat:PatentGrantIdentification", tag("com:IPOfficeCode", "US"), number, kind, day)
    else:
        day = tag("com:PublicationDate", document.day) if document.day else ""
        identification = tag(
            "pat:PatentPublicationIdentification", tag("pat:PublicationNumber", document.number), kind, day
        )
    mains = [xml_symbol(symbol) for symbol in document.symbols if symbol.position == "F"]
    others = [xml_further(symbol) for symbol in document.symbols if symbol.position != "F"]
    return (
        tag(
            "uspat:CPCMasterClassificationRecord",
            tag("pat:ApplicationIdentification", application),
            identification,
            tag(
                "pat:CPCClassificationBag",
                tag("pat:MainCPC", *mains) if mains else "",
                tag("pat:FurtherCPC", *others) if others else "",
            ),
        )
        + "\n"
    )


def xml(*records: str) -> str:
    return OPEN + "".join(records) + CLOSE


def changed(old: str, new: str, document: Document = Document()) -> str:
    """A record with one thing changed, everywhere it stands."""
    whole = xml_record(document)
    assert old in whole, old
    return whole.replace(old, new)


def lines(document: Document = Document(), table: Table = "patent_cpc") -> list[str]:
    width = 8 if table == "patent_cpc" else 11
    return [
        f"{document.kind:<2}{document.application or '':>8}{document.number:>{width}}"
        f"{symbol.section}{symbol.class_}{symbol.sub_class}{symbol.main_group:>4}/{symbol.sub_group:<6}"
        f"{symbol.version.replace('-', '')}{symbol.position}{symbol.value}"
        f"{symbol.set_group or 0:>3}{symbol.set_rank or 0:>2}"
        for symbol in document.symbols
    ]


def text(*documents: Document, table: Table = "patent_cpc") -> str:
    return "".join(line + "\r\n" for document in documents for line in lines(document, table))


def numbered(count: int) -> list[Document]:
    return [replace(Document(), number=str(9_400_000 + place)) for place in range(count)]


@dataclass
class Read:
    """A file read to its end."""

    rows: list[Any] = field(default_factory=list)
    rejected: list[RejectedRecord] = field(default_factory=list)
    records: int = 0
    unreadable_values: int = 0

    def reasons(self) -> list[str]:
        return [record.reason for record in self.rejected]


def read_all(
    data: str | bytes, form: str = "xml", table: Table = "patent_cpc", sizes: Iterable[int] = (), file_name: str = FILE
) -> Read:
    data = data.encode() if isinstance(data, str) else data
    reader = read_cpc_xml if form == "xml" else read_cpc_text
    result = Read()
    end = 0
    for batch in reader(Chunked(data, list(sizes)), file_name=file_name, table=table):
        assert list(batch.rows) == [table]
        assert end < batch.bytes_read <= len(data)
        end = batch.bytes_read
        assert batch.records > 0
        result.rows += batch.rows[table]
        result.rejected += batch.rejected
        result.records += batch.records
        result.unreadable_values += batch.unreadable_values
    assert all(len(row) == len(COLUMNS[table]) for row in result.rows)
    return result


def refused(data: str | bytes, form: str = "xml", table: Table = "patent_cpc") -> SourceFileError:
    with pytest.raises(SourceFileError) as caught:
        read_all(data, form, table)
    assert str(caught.value).startswith(FILE)
    assert "\n" not in str(caught.value)
    return caught.value
