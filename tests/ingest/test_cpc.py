"""CPC by the month: what a file leaves in the tables, and which of several files readers see."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from patentrack.errors import SourceFileError
from patentrack.ingest.cpc import GRANTS, ingest_grants, ingest_publications
from patentrack.ingest.summary import FileSummary
from patentrack.settings import load_settings
from patentrack.warehouse.check import check_warehouse
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.tables import classification
from support.cpc_files import Document, Symbol
from support.snapshot import ledger
from support.whole_files import (
    CPC,
    changes,
    cpc_month,
    damaged,
    file_row,
    grants,
    hidden,
    pointers,
    rejections,
    rows,
    versions,
)

JANUARY, FEBRUARY, MARCH = (f"US_Grant_CPC_MCF_XML_2024-0{month}-01.zip" for month in (1, 2, 3))
OLD, NEW = "2013-01-01", "2014-01-01"
SYMBOLS = (
    Symbol("H", "04", "L", "29", "06", "2013-01-01", "F", "I"),
    Symbol("Y", "10", "S", "0706", "0613", "2015-11-05", "L", "A"),
    Symbol("A", "01", "B", "1", "00", "2016-08-01", "L", "A", set_group=1, set_rank=2),
)
SYMBOL_ROWS = [
    (date(2013, 1, 1), "H", "04", "L", "29", "06", "F", "I", 0, None, None),
    (date(2015, 11, 5), "Y", "10", "S", "0706", "0613", "L", "A", 1, None, None),
    (date(2016, 8, 1), "A", "01", "B", "1", "00", "L", "A", 1, 1, 2),
]

pytestmark = pytest.mark.usefixtures("warehouse_env")


@pytest.mark.parametrize("form", ["xml", "text"])
def test_a_grant_becomes_a_row_for_each_symbol(tmp_path: Path, form: str) -> None:
    day = "2008-02-26" if form == "xml" else None
    document = Document("RE040123", "E1", "10123456", day, SYMBOLS)

    summary = load(cpc_month(tmp_path / JANUARY, [document], form=form))

    granted = day and date.fromisoformat(day)
    assert rows(CPC) == [
        ("RE40123", place, "10123456", "US", "E1", granted, *symbol) for place, symbol in enumerate(SYMBOL_ROWS, 1)
    ]
    assert (summary.records_read, summary.inserted, summary.rows) == (1, 1, {"patent_cpc": 3})


@pytest.mark.parametrize("form", ["xml", "text"])
def test_a_publication_becomes_a_row_for_each_symbol(tmp_path: Path, form: str) -> None:
    day = "2005-06-09" if form == "xml" else None
    document = Document("20050123456", "A1", "10123456", day, SYMBOLS)
    path = cpc_month(tmp_path / "US_PGPub_CPC_MCF_2024-01-01.zip", [document], form=form, publications=True)

    summary = ingest_publications(path, load_settings())

    published = day and date.fromisoformat(day)
    assert rows(classification.application_cpc) == [
        ("20050123456", place, "10123456", "US", "A1", published, *symbol)
        for place, symbol in enumerate(SYMBOL_ROWS, 1)
    ]
    assert (summary.product, summary.rows) == ("cpc-publications", {"application_cpc": 3})
    assert rows(CPC) == []


def test_text_gives_the_same_rows_as_xml(tmp_path: Path) -> None:
    """But for the day of the grant, which the text has not."""
    documents = [
        Document(number=f"{number}", symbols=SYMBOLS[: 1 + number % 3]) for number in range(9_400_000, 9_400_020)
    ]
    load(cpc_month(tmp_path / JANUARY, documents[:5], documents[5:]))
    from_xml = rows(CPC)
    load(cpc_month(tmp_path / FEBRUARY, documents, form="text"))
    assert rows(CPC) == from_xml


def test_grants_and_publications_go_their_own_ways(tmp_path: Path) -> None:
    load(january(tmp_path))
    load(february(tmp_path))
    path = cpc_month(tmp_path / "US_PGPub_CPC_MCF_2023-12-01.zip", [Document("20050123456")], publications=True)
    ingest_publications(path, load_settings())
    assert pointers() == {
        "cpc-grants": (1, date(2024, 2, 1), 16),
        "cpc-publications": (0, date(2023, 12, 1), 2),
    }
    assert versions() == {NEW: 16}


def test_a_month_is_written_down(tmp_path: Path) -> None:
    summary = load(january(tmp_path))

    assert (summary.product, summary.records_read, summary.inserted, summary.rejected) == ("cpc-grants", 8, 8, 0)
    assert (summary.rows, summary.transaction_date, summary.unchanged) == ({"patent_cpc": 16}, "2024-01-01", False)
    row = file_row(JANUARY)
    assert (row.product, row.state, row.records_read, row.inserted, row.error) == ("cpc-grants", "loaded", 8, 8, None)
    assert (row.transaction_date, row.bytes) == (date(2024, 1, 1), (tmp_path / JANUARY).stat().st_size)
    assert changes() == [(JANUARY, "db_uspto.patent_cpc", 0, 16)]
    assert pointers() == {"cpc-grants": (0, date(2024, 1, 1), 16)}


def test_the_next_month_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    load(january(tmp_path))
    load(february(tmp_path))

    assert versions() == {NEW: 16}
    assert [number for number, place in rows(CPC, "grant_doc_num", "sequence_no") if place == 1] == [
        "1", "10", "11", "12", "2", "3", "4", "9",
    ]  # fmt: skip
    assert pointers() == {"cpc-grants": (1, date(2024, 2, 1), 16)}
    assert ledger() == {JANUARY: "superseded", FEBRUARY: "loaded"}
    assert changes()[1:] == [(FEBRUARY, "db_uspto.patent_cpc", 16, 16)]
    assert hidden(GRANTS.dataset) == 0, "the old month is gone"
    assert check() == []


def test_a_file_that_was_loaded_is_not_read_again(tmp_path: Path) -> None:
    first, second = january(tmp_path), february(tmp_path)
    for path in (first, second):
        load(path)
    before = everything()

    for path in (second, first, second):
        again = load(path)
        assert (again.unchanged, again.note, again.records_read) == (True, None, 0)

    assert everything() == before


def test_an_older_month_that_comes_later_is_noted_and_not_read(tmp_path: Path) -> None:
    load(february(tmp_path))
    before = everything()

    for _ in range(2):
        late = load(damaged(january(tmp_path), b"PK\x05\x06"))
        assert late.unchanged
        assert late.note == "older than what readers see, which is of 2024-02-01; not loaded"

    assert everything() == before
    assert ledger() == {FEBRUARY: "loaded", JANUARY: "superseded"}


def test_months_in_any_order_end_with_the_newest(tmp_path: Path) -> None:
    for path in (february(tmp_path), january(tmp_path), cpc_month(tmp_path / MARCH, grants([7], "2015-01-01"))):
        load(path)
    assert versions() == {"2015-01-01": 2}
    assert ledger() == {FEBRUARY: "superseded", JANUARY: "superseded", MARCH: "loaded"}


def test_a_re_issue_takes_the_place_of_the_first_issue(tmp_path: Path) -> None:
    load(january(tmp_path))
    load(cpc_month(tmp_path / JANUARY, grants(range(1, 4), NEW)))
    assert versions() == {NEW: 6}
    row = file_row(JANUARY)
    assert (row.state, row.inserted) == ("loaded", 3)
    assert pointers() == {"cpc-grants": (1, date(2024, 1, 1), 6)}

    first = load(january(tmp_path))
    assert first.unchanged, "it was loaded once"
    assert versions() == {NEW: 6}


def test_a_first_issue_that_failed_does_not_come_back_after_its_re_issue(tmp_path: Path) -> None:
    bad = [replace(document, symbols=(Symbol(section="Z", position="F"),)) for document in grants(range(3))]
    path = cpc_month(tmp_path / JANUARY, grants(range(10, 20), OLD), bad)
    with pytest.raises(SourceFileError, match="3 of 13 records are bad"):
        load(path)
    first_issue = path.read_bytes()
    load(cpc_month(path, grants(range(10, 20), NEW)))
    before = everything()

    path.write_bytes(first_issue)
    late = ingest_grants(path, replace(load_settings(), max_rejected_share=1.0))

    assert (late.unchanged, late.note) == (True, "a later issue of this file has been loaded; not loaded")
    assert everything() == before


def test_a_file_without_a_day_in_its_name_is_as_new_as_its_arrival(tmp_path: Path) -> None:
    load(february(tmp_path))
    undated = load(cpc_month(tmp_path / "copy.zip", grants([1], OLD)))
    assert (undated.transaction_date, versions()) == (None, {OLD: 2})
    assert pointers() == {"cpc-grants": (1, None, 2)}
    load(cpc_month(tmp_path / "other copy.zip", grants([2], "2012-01-01")))
    assert versions() == {"2012-01-01": 2}
    load(cpc_month(tmp_path / MARCH, grants([3], NEW)))
    assert versions() == {NEW: 2}


def test_a_file_that_is_no_archive_is_read_as_it_is(tmp_path: Path) -> None:
    for name, form in ((JANUARY, "xml"), (FEBRUARY, "text")):
        archive = cpc_month(tmp_path / name, grants([1, 2]), form=form)
        plain = tmp_path / f"{archive.stem}.{'xml' if form == 'xml' else 'txt'}"
        load(archive)
        of_archive = rows(CPC)
        summary = load(with_content_of(archive, plain))
        assert (summary.inserted, rows(CPC)) == (2, of_archive)


def test_a_record_that_is_bad_is_kept_with_its_place(tmp_path: Path) -> None:
    bad = replace(grants([500])[0], symbols=(Symbol(section="Z", position="F"),))
    path = cpc_month(tmp_path / JANUARY, grants(range(1, 61)), [*grants(range(61, 100)), bad])

    summary = load(path)

    assert (summary.records_read, summary.inserted, summary.rejected) == (100, 99, 1)
    [(position, reason)] = rejections()
    assert position.startswith("part_2.xml, line ")
    assert "section is 'Z'" in reason
    assert (file_row(JANUARY).rejected, versions()) == (1, {OLD: 198})


@pytest.mark.real_data
def test_each_field_of_the_real_record_is_in_its_column(tmp_path: Path, real_data: Path) -> None:
    content = (real_data / "cpc" / "cpcMaster.xml").read_bytes()
    plain = tmp_path / "US_Grant_CPC_MCF_9400000.xml"
    plain.write_bytes(content)

    assert load(plain).inserted == 1

    # Text of the file, element by element, read without a parser.
    found = re.findall(r"<\w+:(\w+)>([^<\s]+)</", content.decode())
    of_document = dict(found[:6])
    symbols = [dict(found[start : start + 8]) for start in range(6, len(found), 8)]
    assert len(symbols) == 9
    assert rows(CPC) == [
        (
            of_document["PatentNumber"],
            place,
            of_document["ApplicationNumberText"],
            of_document["IPOfficeCode"],
            of_document["PatentDocumentKindCode"],
            date.fromisoformat(of_document["GrantDate"]),
            date.fromisoformat(symbol["ClassificationVersionDate"]),
            *(symbol[name] for name in ("CPCSection", "Class", "Subclass", "MainGroup", "Subgroup")),
            symbol["SymbolPositionCode"],
            symbol["CPCClassificationValueCode"],
            0 if place == 1 else 1,
            None,
            None,
        )
        for place, symbol in enumerate(symbols, start=1)
    ]


def load(path: Path) -> FileSummary:
    return ingest_grants(path, load_settings())


def january(folder: Path) -> Path:
    return cpc_month(folder / JANUARY, grants(range(1, 6), OLD), grants(range(6, 9), OLD))


def february(folder: Path) -> Path:
    return cpc_month(folder / FEBRUARY, grants(range(1, 5), NEW), grants(range(9, 13), NEW))


def everything() -> tuple[object, ...]:
    """All that readers see, and what is written down of it."""
    return rows(CPC), pointers(), changes(), hidden(GRANTS.dataset)


def check() -> list[str]:
    warehouse = open_warehouse(load_settings())
    try:
        return check_warehouse(warehouse)
    finally:
        warehouse.engine.dispose()


def with_content_of(archive: Path, plain: Path) -> Path:
    """Unpack the one member of a zip under a name of its own."""
    with zipfile.ZipFile(archive) as opened:
        [name] = opened.namelist()
        plain.write_bytes(opened.read(name))
    return plain
