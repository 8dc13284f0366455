"""The XML form of the CPC master file: what becomes of a well-formed record."""

from __future__ import annotations

from typing import Any

import pytest

from patentrack.sources.cpc import COLUMNS
from patentrack.sources.cpc_rows import Table
from patentrack.sources.records import RAW_TEXT_LIMIT
from support.cpc_files import Document, Symbol, changed, read_all, tag, xml, xml_further, xml_record, xml_symbol
from support.padx_text import named

DAY = Document(day="2016-07-26")
GRANT = "pat:PatentGrantIdentification>"
SET = xml_further(Symbol(set_group=2, set_rank=1))


def first_row(record: str, table: Table = "patent_cpc") -> dict[str, Any]:
    result = read_all(xml(record), table=table)
    assert result.rejected == []
    return named(COLUMNS[table], result.rows[0])


def test_a_grant_becomes_a_row_for_each_symbol() -> None:
    result = read_all(xml(xml_record(DAY), xml_record(DAY)))
    document = {
        "grant_doc_num": "9400000",
        "application_number": "13897484",
        "country": "US",
        "kind_code": "B2",
        "grant_date": "2016-07-26",
        "classification_version_date": "2013-01-01",
        "section": "F",
        "class": "04",
        "sub_class": "D",
        "main_group": "29",
        "classification_value_code": "I",
    }
    main = document | {"sequence_no": 1, "sub_group": "703", "symbol_position_code": "F", "type": 0}
    further = document | {"sequence_no": 2, "sub_group": "08", "symbol_position_code": "L", "type": 1}
    assert [named(COLUMNS["patent_cpc"], row) for row in result.rows] == [main, further] * 2
    assert (result.records, result.rejected, result.unreadable_values) == (2, [], 0)


def test_a_publication_becomes_rows_too() -> None:
    document = Document("20050123456", "A1", "10987654", "2005-06-09")
    row = first_row(xml_record(document, "application_cpc"), "application_cpc")
    # Its identification has no office: that of the application is taken.
    assert list(row.values())[:6] == ["20050123456", 1, "10987654", "US", "A1", "2005-06-09"]
    named_office = xml_record(document, "application_cpc").replace(
        "<pat:PublicationNumber>", "<com:IPOfficeCode>XX</com:IPOfficeCode><pat:PublicationNumber>"
    )
    assert first_row(named_office, "application_cpc")["country"] == "XX"


@pytest.mark.parametrize(
    ("table", "written", "number"),
    [
        ("patent_cpc", "06789012", "6789012"),
        ("patent_cpc", "RE040123", "RE40123"),
        ("application_cpc", "2005/0123456", "20050123456"),
        ("application_cpc", "20050123456", "20050123456"),
    ],
)
def test_numbers_are_in_the_form_that_joins(table: Table, written: str, number: str) -> None:
    record = xml_record(Document(written, application="9789958"), table)
    assert list(first_row(record, table).values())[:3] == [number, 1, "09789958"]


@pytest.mark.parametrize(
    ("old", "new", "column", "value"),
    [
        (">13897484<", "><", "application_number", None),
        ("pat:ApplicationIdentification>", "pat:ApplicationIdentification >", "application_number", "13897484"),
        (tag("com:ApplicationNumber", tag("com:ApplicationNumberText", "13897484")), "", "application_number", None),
        (tag("com:PatentDocumentKindCode", "B2"), "", "kind_code", None),
        (tag("com:PatentDocumentKindCode", "B2"), "<com:PatentDocumentKindCode/>", "kind_code", None),
        (tag("com:IPOfficeCode", "US"), "", "country", None),
        (tag("pat:GrantDate", "2016-07-26"), "", "grant_date", None),
        ("<com:SymbolPositionCode>F</com:SymbolPositionCode>", "", "symbol_position_code", None),
        (">I<", "> <", "classification_value_code", None),
        (">I<", ">A<", "classification_value_code", "A"),
        (">29<", ">0029<", "main_group", "0029"),
        (">703<", ">070300<", "sub_group", "070300"),
    ],
)
def test_what_may_be_missing_and_what_stays_as_it_is(old: str, new: str, column: str, value: str | None) -> None:
    assert first_row(changed(old, new, DAY)).get(column) == value


def test_the_wrapper_decides_main_or_further_and_the_file_the_order() -> None:
    record = changed(">L<", ">F<").replace("pat:MainCPC>", "pat:Swap>")
    record = record.replace("pat:FurtherCPC>", "pat:MainCPC>").replace("pat:Swap>", "pat:FurtherCPC>")
    assert [(row[1], row[11], row[14]) for row in read_all(xml(record)).rows] == [(1, "703", 1), (2, "08", 0)]


def test_the_order_of_the_elements_of_a_symbol_does_not_matter() -> None:
    value = tag("pat:CPCClassificationValueCode", "I")
    record = changed(value, "").replace("<pat:CPCSection>", f"{value}<pat:CPCSection>")
    assert read_all(xml(record)) == read_all(xml(xml_record()))


def test_leaves_of_the_standard_that_have_no_column_are_passed_over() -> None:
    extra = (
        tag("pat:ActionDate", "2015-01-20")
        + tag("pat:GeneratingOfficeCode", "US")
        + tag("pat:CPCClassificationStatusCode", "B")
        + tag("pat:PatentClassificationDataSourceCode", "H")
    )
    record = changed("</pat:CPCClassification>", f"{extra}</pat:CPCClassification>")
    record = record.replace("</com:ApplicationNumber>", "</com:ApplicationNumber><pat:FilingDate>x</pat:FilingDate>")
    assert read_all(xml(record)) == read_all(xml(xml_record()))


def test_a_combination_set_keeps_its_number_and_ranks() -> None:
    second = tag("pat:CPCCombinationRank", tag("pat:CPCRankNumber", " 2 "), xml_symbol(Symbol("Y")))
    combined = SET.replace("</pat:CPCCombinationSet>", second + "</pat:CPCCombinationSet>")
    record = changed("</pat:FurtherCPC>", combined + xml_symbol(Symbol("A")) + "</pat:FurtherCPC>")
    assert [(row[1], row[7], row[14:]) for row in read_all(xml(record)).rows] == [
        (1, "F", (0, None, None)),
        (2, "F", (1, None, None)),
        (3, "F", (1, 2, 1)),
        (4, "Y", (1, 2, 2)),
        (5, "A", (1, None, None)),
    ]


@pytest.mark.parametrize(
    "record",
    [
        xml_record(Document(symbols=())),
        changed(xml_symbol(Symbol(position="F")), "", Document(symbols=(Symbol(position="F"),))),
        xml_record(Document(symbols=())).replace("<pat:CPCClassificationBag></pat:CPCClassificationBag>", ""),
    ],
)
def test_a_document_without_symbols_is_a_record_without_rows(record: str) -> None:
    result = read_all(xml(record))
    assert (result.records, result.rows, result.rejected) == (1, [], [])


@pytest.mark.parametrize(
    ("written", "day", "unreadable"),
    [
        ("2016-07-26", "2016-07-26", 0),
        ("20160726", "2016-07-26", 0),
        (" 2016-07-26\n", "2016-07-26", 0),
        ("1790-07-31", "1790-07-31", 0),
        ("", None, 0),
        ("0001-01-01", None, 1),
        ("2016-02-30", None, 1),
        ("2016-7-26", None, 1),
        ("26 July 2016", None, 1),
        ("\u0662\u0660\u0661\u0666-\u0660\u0667-\u0662\u0666", None, 1),
    ],
)
def test_a_date_that_is_none_is_counted_and_read_as_missing(written: str, day: str | None, unreadable: int) -> None:
    result = read_all(xml(changed(">2016-07-26<", f">{written}<", DAY)))
    assert {row[5] for row in result.rows} == {day}
    assert (result.unreadable_values, result.rejected) == (unreadable, [])
    versions = read_all(xml(changed(">2013-01-01<", f">{written}<")))
    assert [row[6] for row in versions.rows] == [day, day]
    # A symbol must have a version date.
    assert (versions.unreadable_values, versions.rejected) == (0 if day else 2, [])


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (">9400000<", "><", "grant_doc_num is missing"),
        (">9400000<", "> \n <", "grant_doc_num is missing"),
        (tag("pat:PatentNumber", "9400000"), "", "grant_doc_num is missing"),
        (GRANT, "pat:PatentPublicationIdentification>", "PatentGrantIdentification is missing"),
        (">9400000<", f">{'X' * 41}<", "grant_doc_num has 41 characters, more than 40"),
        (">13897484<", f">{'X' * 41}<", "application_number has 41 characters, more than 40"),
        (">B2<", f">{'B' * 21}<", "kind_code has 21 characters, more than 20"),
        (">US<", f">{'U' * 21}<", "country has 21 characters, more than 20"),
        (">9400000<", "><b/>9400000<", "PatentNumber holds an element where it should hold text"),
        (">F</pat:CPCSection>", ">Z</pat:CPCSection>", "symbol 1: section is 'Z', not a letter A to H or Y"),
        (">F</pat:CPCSection>", ">f</pat:CPCSection>", "symbol 1: section is 'f'"),
        (">F</pat:CPCSection>", "></pat:CPCSection>", "symbol 1: section is missing"),
        (">04<", ">4<", "symbol 1: class is '4', not two digits"),
        (">04<", ">004<", "symbol 1: class is '004'"),
        (">D</pat:Subclass>", ">DD</pat:Subclass>", "symbol 1: sub_class is 'DD', not one capital letter"),
        (">29<", ">29A<", "symbol 1: main_group is '29A', not one to four digits"),
        (">29<", ">29000<", "symbol 1: main_group is '29000'"),
        (tag("pat:MainGroup", "29"), "", "symbol 1: main_group is missing"),
        (">08<", ">8<", "symbol 2: sub_group is '8', not two to six digits"),
        (">08<", ">0800000<", "symbol 2: sub_group is '0800000'"),
        (">08<", ">0\u0668<", "symbol 2: sub_group is '0\u0668'"),
        (">08<", "><b>08</b><", "symbol 2: sub_group is missing"),
        (">L<", ">X<", "symbol 2: symbol_position_code is 'X', not F or L"),
        (">I<", ">N<", "symbol 1: classification_value_code is 'N', not I or A"),
        ("com:SymbolPositionCode>", "pat:SymbolPositionCode>", "symbol 1: CPCClassification holds the unknown element"),
        ("<pat:Class>", "<pat:Class>04</pat:Class><pat:Class>", "symbol 1: CPCClassification repeats an element"),
        ("pat:MainCPC>", "pat:OtherCPC>", "CPCClassificationBag holds the unknown element OtherCPC"),
        ("pat:CPCClassification>", "pat:IPCClassification>", "MainCPC holds the unknown element IPCClassification"),
        ("pat:CPCClassificationBag>", "pat:Bag>", "CPCMasterClassificationRecord holds the unknown element Bag"),
        ("pat:FurtherCPC>", "FurtherCPC>", "CPCClassificationBag holds the unknown element FurtherCPC"),
        (f"<{GRANT}", f"<{GRANT}</{GRANT}<{GRANT}", "CPCMasterClassificationRecord repeats an element"),
        ("<pat:PatentNumber>", "<pat:Number/><pat:PatentNumber>", "PatentGrantIdentification holds the unknown"),
        ("<pat:MainCPC>", "<pat:MainCPC>stray", "CPCClassificationBag holds text outside its fields"),
        ("</pat:Class>", "</pat:Class>stray", "CPCClassificationBag holds text outside its fields"),
        (">08<", ">08<b/>13<", "CPCClassificationBag holds text outside its fields"),
    ],
)
def test_a_record_with_a_wrong_value_is_left_out_and_the_rest_is_read(old: str, new: str, reason: str) -> None:
    good = xml_record(Document("1"))
    result = read_all(xml(good, changed(old, new), xml_record(Document("2"))))
    assert [row[:2] for row in result.rows] == [("1", 1), ("1", 2), ("2", 1), ("2", 2)]
    assert result.records == 3
    [rejected] = result.rejected
    assert rejected.reason.startswith(reason), rejected.reason
    assert (rejected.record_no, rejected.position, rejected.reel_no) == (2, "line 9", None)
    assert rejected.raw_text.startswith("<uspat:CPCMasterClassificationRecord ")
    assert rejected.raw_text.endswith("</uspat:CPCMasterClassificationRecord>")
    assert result.unreadable_values == 0


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<pat:CPCGroupNumber>2</pat:CPCGroupNumber>", "", "CPCCombinationSet does not begin with CPCGroupNumber"),
        (">2</pat:CPCGroupNumber>", ">0</pat:CPCGroupNumber>", "set_group is missing in a CPCCombinationSet"),
        (">2</pat:CPCGroupNumber>", ">B</pat:CPCGroupNumber>", "set_group is 'B', not a number"),
        ("<pat:CPCRankNumber>1</pat:CPCRankNumber>", "", "set_rank is missing in a CPCCombinationSet"),
        (">1</pat:CPCRankNumber>", ">-1</pat:CPCRankNumber>", "set_rank is '-1', not a number"),
        ("pat:CPCCombinationRank>", "pat:Rank>", "CPCCombinationSet holds the unknown element Rank"),
        (xml_symbol(Symbol()), "", "CPCCombinationRank has no CPCClassification"),
        ("</pat:CPCRankNumber>", "</pat:CPCRankNumber><pat:X/>", "CPCCombinationRank holds the unknown element X"),
        ("</pat:CPCGroupNumber>", "</pat:CPCGroupNumber>stray", "CPCClassificationBag holds text outside its"),
        (SET, tag("pat:CPCCombinationSet"), "CPCCombinationSet does not begin with CPCGroupNumber"),
    ],
)
def test_a_broken_combination_set_leaves_its_record_out(old: str, new: str, reason: str) -> None:
    assert old in SET
    record = changed("</pat:FurtherCPC>", SET.replace(old, new) + "</pat:FurtherCPC>")
    [rejected] = read_all(xml(record)).rejected
    assert rejected.reason.startswith(reason), rejected.reason


def test_a_rejected_record_is_kept_up_to_a_limit() -> None:
    record = changed(">703<", ">" + "7" * 200_000 + "<")
    [rejected] = read_all(xml(record)).rejected
    assert len(rejected.raw_text) == RAW_TEXT_LIMIT
    assert rejected.reason == f"symbol 1: sub_group is '{'7' * 40}', not two to six digits"


def test_unreadable_dates_of_a_rejected_record_are_not_counted() -> None:
    record = changed(">2013-01-01<", ">x<").replace(">08<", ">8<")
    assert read_all(xml(record)).unreadable_values == 0


def test_a_file_of_grants_gives_no_publications() -> None:
    result = read_all(xml(xml_record()), table="application_cpc")
    assert (result.rows, result.reasons()) == ([], ["PatentPublicationIdentification is missing"])
