"""The PADX reader: what becomes of a well-formed record."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from patentrack.sources.assignment_rows import document_class
from patentrack.sources.assignments import (
    ASSIGNEE_COLUMNS,
    ASSIGNMENT_COLUMNS,
    ASSIGNOR_COLUMNS,
    DOCUMENTID_COLUMNS,
    FileHeader,
)
from support.padx_text import (
    A1,
    ASSIGNEE,
    ASSIGNOR,
    B2,
    PROPERTY,
    TITLE,
    X0,
    changed,
    doc,
    named,
    padx,
    read,
    record,
)


def property_of(*documents: str, title: str = "") -> dict[str, Any]:
    result = read(padx(record(properties=f"<patent-property>{''.join(documents)}{title}</patent-property>")))
    assert not result.rejected
    [row] = result.documentids
    return {k: v for k, v in named(DOCUMENTID_COLUMNS, row).items() if k not in {"record_no", "sequence_no"}}


def test_a_record_becomes_rows_of_four_tables() -> None:
    result = read(padx(record()))
    assert result.header == FileHeader(action_key_code="DA", transaction_date="2015-07-27")
    assert (result.records, result.rejected, result.unreadable_values) == (1, [], 0)
    assert named(ASSIGNMENT_COLUMNS, result.assignments[0]) == {
        "record_no": 1,
        "rf_id": 415760001,
        "reel_no": 41576,
        "frame_no": 1,
        "last_update_dt": "2015-07-27",
        "purge_in": 0,
        "record_dt": "2015-07-24",
        "page_count": 4,
        "cname": "BRINKS HOFER GILSON & LIONE",
        "caddress_1": "P.O. BOX 10395",
        "caddress_2": "CHICAGO, IL 60610",
        "convey_text": "ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).",
    }
    assert named(ASSIGNOR_COLUMNS, result.assignors[0]) == {
        "record_no": 1,
        "sequence_no": 1,
        "or_name": "DÜRR, J.",
        "exec_dt": "2015-07-15",
    }
    assert named(ASSIGNEE_COLUMNS, result.assignees[0]) == {
        "record_no": 1,
        "sequence_no": 1,
        "ee_name": "YAHOO! INC.",
        "name_type": "legal",
        "ee_address_1": "701 FIRST AVENUE",
        "ee_city": "SUNNYVALE",
        "ee_state": "CALIFORNIA",
        "ee_postcode": "94089",
    }
    assert named(DOCUMENTID_COLUMNS, result.documentids[0]) == {
        "record_no": 1,
        "sequence_no": 1,
        "title": "DETECTION CELL <A>",
        "lang": "en",
        "appno_doc_num": "11726014",
        "appno_date": "2007-03-20",
        "appno_country": "US",
        "pgpub_doc_num": "20130267033",
        "pgpub_date": "2013-10-10",
        "pgpub_country": "US",
        "pgpub_kind": "A1",
        "grant_doc_num": "9081044",
        "grant_date": "2015-07-14",
        "grant_country": "US",
        "grant_kind": "B2",
    }


def test_every_party_and_property_is_numbered_and_kept() -> None:
    other = ASSIGNEE.replace("<state>CALIFORNIA</state>", "<country-name>JAPAN</country-name>")
    result = read(padx(record(), record(assignors=ASSIGNOR * 3, assignees=ASSIGNEE + other, properties=PROPERTY * 2)))
    assert [row[:2] for row in result.assignors] == [(1, 1), (2, 1), (2, 2), (2, 3)]
    assert [row[:2] for row in result.assignees] == [(1, 1), (2, 1), (2, 2)]
    assert [row[:2] for row in result.documentids] == [(1, 1), (2, 1), (2, 2)]
    assert named(ASSIGNEE_COLUMNS, result.assignees[2])["ee_country"] == "JAPAN"


@pytest.mark.parametrize(("indicator", "purge_in"), [("Y", 1), ("N", 0), ("", 0), (" Y ", 1)])
def test_the_purge_indicator(indicator: str, purge_in: int) -> None:
    result = read(padx(changed("<purge-indicator>N<", f"<purge-indicator>{indicator}<")))
    assert named(ASSIGNMENT_COLUMNS, result.assignments[0])["purge_in"] == purge_in


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<purge-indicator>N</purge-indicator>", ""),
        ("<reel-no>41576<", "<reel-no>041576<"),
        ("<frame-no>1<", "<frame-no>0001<"),
        ("<frame-no>1<", "<frame-no>\n 1 <"),
        ("YAHOO! INC.", "YAHOO!\r\n  INC. "),
        ("YAHOO! INC.", "YAHOO!<!-- x --> INC."),
        ("YAHOO! INC.", "<![CDATA[YAHOO! INC.]]>"),
        ("YAHOO! INC.", "YAHOO&#33; INC<?x y?>."),
        ("DETECTION CELL", "\u00a0DETECTION \t CELL"),
        ("DETECTION CELL", "<b>DETECTION</b> <i>CE<sup>LL</sup></i>"),
        ("<name>D&#220;RR, J.</name>", "<name >DÜRR, J.</name >"),
        ("</page-count>", "</page-count><!-- a comment -->"),
        ("<address-2>", "<address-3/><address-4>  </address-4><address-2>"),
    ],
)
def test_spelling_of_the_xml_does_not_change_the_rows(old: str, new: str) -> None:
    result = read(padx(changed(old, new)))
    assert result.rejected == []
    assert result.rows() == read(padx(record())).rows()


@pytest.mark.parametrize(
    ("text", "value", "unreadable"),
    [
        ("20150715", "2015-07-15", 0),
        (" 20150715\n", "2015-07-15", 0),
        ("17000101", "1700-01-01", 0),
        ("", None, 0),
        ("00010101", None, 1),
        ("21010101", None, 1),
        ("20150231", None, 1),
        ("2015071", None, 1),
        ("201507151", None, 1),
        ("2015JULY", None, 1),
        ("\u0662\u0660\u0661\u0665\u0660\u0667\u0661\u0665", None, 1),
    ],
)
def test_a_date_that_is_none_is_counted_and_read_as_missing(text: str, value: str | None, unreadable: int) -> None:
    one = changed("<date>20150715<", f"<date>{text}<")
    result = read(padx(one, one))
    assert result.assignors[0][4] == value
    assert result.unreadable_values == 2 * unreadable
    assert (result.records, result.rejected) == (2, [])


@pytest.mark.parametrize(
    ("pages", "value", "unreadable"), [("12", 12, 0), ("", None, 0), ("X", None, 1), ("9" * 30, None, 1)]
)
def test_a_page_count_that_is_none_is_counted(pages: str, value: int | None, unreadable: int) -> None:
    result = read(padx(changed("<page-count>4<", f"<page-count>{pages}<")))
    assert named(ASSIGNMENT_COLUMNS, result.assignments[0]).get("page_count") == value
    assert result.unreadable_values == unreadable


@pytest.mark.parametrize(
    ("country", "number", "kind", "expected"),
    [
        ("US", "11726014", "X0", "appno"),
        ("US", "20130267033", "A1", "pgpub"),
        ("US", "2013026703", "A2", "pgpub"),
        ("US", "5478404", "A1", "grant"),
        ("US", "05478404", "A", "grant"),
        ("US", "9081044", "B2", "grant"),
        ("US", "D662395", "B1", "grant"),
        ("US", "D662395", "S1", "grant"),
        ("US", "RE45000", "E1", "grant"),
        ("US", "H0002200", "H1", "grant"),
        ("US", "20130267033", "P1", "pgpub"),
        ("US", "20130267033", "P4", "pgpub"),
        ("US", "PP12345", "P1", "grant"),
        ("US", "PP12345", "P2", "grant"),
        ("US", "PP12345", "P3", "grant"),
        ("US", "20010000123", None, "pgpub"),
        ("US", "4123456", None, "grant"),
        ("IB", "DM/083456", None, "intreg"),
        ("US", "DM/083456", None, "intreg"),
        ("IB", "083456", None, "intreg"),
        ("US", "123", "Z9", None),
        ("US", None, "B1", None),
    ],
)
def test_the_class_of_a_document_number(
    country: str, number: str | None, kind: str | None, expected: str | None
) -> None:
    assert document_class(country, number, kind) == expected


@pytest.mark.parametrize("order", [(X0, A1, B2), (X0, B2, A1), (B2, A1, X0)])
def test_the_order_of_the_numbers_does_not_matter(order: tuple[str, ...]) -> None:
    assert property_of(*order) == property_of(X0, A1, B2)
    assert property_of(*order)["grant_doc_num"] == "9081044"


def test_leading_zeros_stay() -> None:
    assert property_of(doc("07123456", "X0"), doc("0005478", "B1")) == {
        "appno_doc_num": "07123456",
        "appno_country": "US",
        "grant_doc_num": "0005478",
        "grant_country": "US",
        "grant_kind": "B1",
    }


def test_an_international_registration_has_columns_of_its_own() -> None:
    assert property_of(doc("35000123", "X0"), doc("DM/083456", date="20150601", country="IB")) == {
        "appno_doc_num": "35000123",
        "appno_country": "US",
        "intreg_doc_num": "DM/083456",
        "intreg_date": "2015-06-01",
        "intreg_country": "IB",
    }


def test_a_number_that_finds_no_column_is_kept_as_text() -> None:
    found = property_of(X0, doc("20140000001", "A9", "20140101"), A1, doc("77", "Z1"), doc("8", "B1"), doc("9", "B1"))
    assert found["pgpub_doc_num"] == "20140000001"
    assert found["grant_doc_num"] == "8"
    assert found["other_documents"] == "US 20130267033 A1 20131010; US 77 Z1; US 9 B1"


def test_a_property_without_numbers_keeps_its_row() -> None:
    assert property_of() == {}
    assert property_of(title=TITLE) == {"title": "DETECTION CELL <A>", "lang": "en"}


def test_the_name_inside_a_document_id_belongs_to_no_table() -> None:
    assert property_of(X0.replace("<date>", "<name>DOE</name><date>")) == property_of(X0)


@pytest.mark.real_data
def test_a_real_day_is_read_whole(real_data: Path) -> None:
    data = (real_data / "assignments" / "ad20150727.xml").read_bytes()
    result = read(data)
    assert result.header == FileHeader("DA", "2015-07-27")
    assert [len(rows) for rows in result.rows()] == [343, 652, 348, 2494]
    assert (result.records, result.rejected, result.unreadable_values) == (343, [], 0)
    assert sum(row[ASSIGNMENT_COLUMNS.index("purge_in")] for row in result.assignments) == 1
    keys = [row[ASSIGNMENT_COLUMNS.index("rf_id")] for row in result.assignments]
    assert all(a < b for a, b in pairwise(keys))
    patterns = Counter(
        (row["pgpub_kind"], row["grant_kind"], row["appno_doc_num"] is not None, row["other_documents"])
        for row in (dict(zip(DOCUMENTID_COLUMNS, values, strict=True)) for values in result.documentids)
    )
    assert patterns == {
        ("A1", None, True, None): 1386,
        ("A1", "B2", True, None): 868,
        (None, "B1", True, None): 240,
    }
    compact = re.sub(rb">\s+<", b"><", data)
    assert read(compact).rows() == result.rows()
