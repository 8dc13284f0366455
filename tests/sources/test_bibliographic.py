"""The red book reader: what becomes of a document, and which files and documents are refused."""

from __future__ import annotations

import re
from typing import Any

import pytest

from patentrack.sources.bibliographic import BATCH_DOCUMENTS, COLUMNS, read_applications
from patentrack.sources.records import RAW_TEXT_LIMIT
from support.red_book import (
    application,
    document_id,
    grant,
    read,
    read_one,
    refused,
    rejection,
    sequences,
    wrapped,
)

Row = dict[str, Any]

IDENTITY: Row = {
    "doc_num": "8930553",
    "doc_kind": "B2",
    "doc_date": "2015-01-06",
    "appno_doc_num": "13648029",
    "appno_date": "2012-10-09",
    "application_type": "utility",
    "title": "Managing H2O & E. coli messages",
    "extension": 129,
    "disclaimer": 1,
    "claims": 8,
}


def publication(number: str, kind: str, date: str = "20150106") -> str:
    return f"<publication-reference>{document_id(number, kind, date)}</publication-reference>"


def reference(appl_type: str, number: str = "29123456", date: str = "20121009") -> str:
    identity = document_id(number, date=date)
    return f'<application-reference appl-type="{appl_type}">{identity}</application-reference>'


def term(content: str) -> str:
    return f"<us-term-of-grant>{content}</us-term-of-grant>"


def test_a_grant_becomes_rows_of_eight_tables() -> None:
    result = read_one(grant())
    assert result.unreadable_values == 0
    assert {name: result.named(name) for name in COLUMNS} == {
        "document": [IDENTITY],
        "inventor": [
            {
                "name": "Nitzan Nissim",
                "family_name": "Nissim",
                "given_name": "Nitzan",
                "city": "Rehovot",
                "country": "IL",
            },
            {
                "name": "Brian J. P. Pulito Jr.",
                "family_name": "Pulito",
                "given_name": "Brian",
                "middle_name": "J. P.",
                "suffix": "Jr.",
                "city": "Lexington",
                "country": "US",
            },
        ],
        "applicant": [
            {
                "name": "Example Machines & Co.",
                "type": "organisation",
                "app_type": "applicant",
                "authority": "assignee",
                "city": "Armonk",
                "state": "NY",
                "country": "US",
            }
        ],
        "assignee": [
            {
                "name": "Example Machines Corporation",
                "type": "organisation",
                "role": "02",
                "city": "Armonk",
                "state": "NY",
                "country": "US",
            }
        ],
        "lawfirm": [{"name": "Foo, Bar & Kim, LLC", "type": "organisation", "rep_type": "attorney"}],
        "priority_claim": [{"country": "JP", "doc_num": "2008-148514", "date": "2008-06-05", "kind": "national"}],
        "related_document": [
            {
                "relation": "continuation",
                "parent_country": "US",
                "parent_doc_num": "12123456",
                "parent_date": "2008-05-19",
                "parent_status": "GRANTED",
                "parent_grant_doc_num": "8123456",
                "child_country": "US",
                "child_doc_num": "13648029",
            },
            {
                "relation": "us-provisional-application",
                "parent_country": "US",
                "parent_doc_num": "61555555",
                "parent_date": "2011-11-04",
            },
            {
                "relation": "related-publication",
                "parent_country": "US",
                "parent_doc_num": "20140101323",
                "parent_kind": "A1",
                "parent_date": "2014-04-10",
            },
        ],
        "citation": [
            {
                "country": "US",
                "doc_num": "7844851",
                "kind": "B2",
                "cited_type": "grant",
                "name": "Cosma et al.",
                "category": "cited by examiner",
            },
            {
                "country": "US",
                "doc_num": "20070140112",
                "kind": "A1",
                "cited_type": "publication",
                "name": "Cosma et al.",
                "date": "2007-06-12",
                "category": "cited by examiner",
            },
            {
                "country": "EP",
                "doc_num": "1 234 567",
                "kind": "A1",
                "cited_type": "foreign",
                "name": "Cosma et al.",
                "category": "cited by examiner",
            },
        ],
    }


def test_a_published_application_has_the_same_tables() -> None:
    result = read_one(application(), reader=read_applications)
    unlike_a_grant = {"doc_num": "20140101323", "doc_kind": "A1", "doc_date": "2014-04-10", "disclaimer": 0}
    assert result.one("document") == {
        name: value for name, value in (IDENTITY | unlike_a_grant).items() if name not in {"extension", "claims"}
    }
    assert result.values("inventor", "family_name") == ["Nissim", "Pulito"]
    assert result.tables["citation"] == []


def test_rows_are_numbered_by_document_and_in_it() -> None:
    result = read(grant() + grant(publication="") + grant())
    assert result.values("document", "record_no") == [1, 3]
    assert [row[:2] for row in result.tables["inventor"]] == [(1, 1), (1, 2), (3, 1), (3, 2)]
    assert [row[:2] for row in result.tables["citation"]] == [(1, 1), (1, 2), (1, 3), (3, 1), (3, 2), (3, 3)]


@pytest.mark.parametrize(
    ("number", "kind", "appl_type", "expected"),
    [
        ("08930553", "B2", "utility", "8930553"),
        ("11234567", "B2", "utility", "11234567"),
        ("D0662395", "S1", "design", "D662395"),
        ("PP025123", "P3", "plant", "PP25123"),
        ("RE045123", "E1", "reissue", "RE45123"),
        ("H0002200", "H1", "SIR", "H2200"),
    ],
)
def test_every_type_of_grant_has_the_number_of_the_assignment_data(
    number: str, kind: str, appl_type: str, expected: str
) -> None:
    found = read_one(grant(publication=publication(number, kind), application=reference(appl_type))).one("document")
    assert (found["doc_num"], found["doc_kind"], found["application_type"]) == (expected, kind, appl_type)
    assert found["appno_doc_num"] == "29123456"


@pytest.mark.parametrize(
    ("content", "length", "extension", "disclaimer", "unreadable"),
    [
        ("<length-of-grant>14</length-of-grant>", 14, None, 0, 0),
        ("<us-term-extension>0</us-term-extension>", None, 0, 0, 0),
        ("<us-term-extension> 1,234 </us-term-extension>", None, None, 0, 1),
        ("<us-term-extension>5 years</us-term-extension>", None, 1826, 0, 0),
        ("<disclaimer><date>20140101</date></disclaimer>", None, None, 1, 0),
        ("<length-of-grant>15</length-of-grant><disclaimer/>", 15, None, 1, 0),
        ("<text>see the text</text>", None, None, 0, 0),
        ("", None, None, 0, 0),
    ],
)
def test_the_term(content: str, length: int, extension: int, disclaimer: int, unreadable: int) -> None:
    result = read_one(grant(term=term(content)))
    found = result.one("document")
    assert (found.get("length_of_grant"), found.get("extension"), found["disclaimer"]) == (
        length,
        extension,
        disclaimer,
    )
    assert result.unreadable_values == unreadable


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("DM/083456", "DM/083456"),
        ("DM/ 083 456", "DM/083456"),
        ("83456", "DM/083456"),
        ("DM/123456-01", "DM/123456-01"),
        ("", None),
    ],
)
def test_the_international_registration_of_a_design(number: str, expected: str | None) -> None:
    hague = (
        "<hague-agreement-data><international-filing-date><date>20150513</date></international-filing-date>"
        f"<international-registration-number>{number}</international-registration-number></hague-agreement-data>"
    )
    found = read_one(grant(hague=hague, application=reference("design", "35500123"))).one("document")
    assert found.get("intreg_doc_num") == expected
    assert found["appno_doc_num"] == "35500123"


@pytest.mark.parametrize(
    ("number", "expected"),
    [("PCT/IB2012/056118", "PCT/IB2012/056118"), ("PCT/ CH02/00573", "PCT/CH02/00573"), ("11306410.9", None)],
)
def test_the_international_application(number: str, expected: str | None) -> None:
    pct = (
        f"<pct-or-regional-filing-data>{document_id(number, '00', '20121102', country='WO')}"
        "<us-371c12-date><date>20140429</date></us-371c12-date></pct-or-regional-filing-data>"
    )
    assert read_one(grant(pct=pct)).one("document").get("pct_doc_num") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<invention-title>A<sub>x</sub><sup>2<b><i>y</i></b></sup>  B</invention-title>", "Ax2y B"),
        ("<invention-title>\u00a0Z&#xfc;rich &lt;T&gt;<?x y?>\n<!-- z --></invention-title>", "Z\u00fcrich <T>"),
        ("<invention-title><![CDATA[<?xml version='1.0'?> files]]></invention-title>", "<?xml version='1.0'?> files"),
        ("<invention-title/>", None),
        ("", None),
        (f"<invention-title>{'x ' * 7_999}xx</invention-title>", "x " * 7_999 + "xx"),
    ],
)
def test_the_title_is_its_text(title: str, expected: str | None) -> None:
    assert read_one(grant(title=title)).one("document").get("title") == expected


def test_what_is_not_there_is_missing_and_not_counted() -> None:
    bare = dict.fromkeys(
        ("series", "priority", "term", "title", "citations", "claims", "related", "parties", "assignees"), ""
    )
    result = read_one(grant(**bare))
    assert set(result.one("document")) == set(IDENTITY) - {"title", "extension", "claims"}
    assert all(not rows for name, rows in result.tables.items() if name != "document")
    assert result.unreadable_values == 0


def test_values_that_are_none_are_counted() -> None:
    result = read_one(
        grant(
            application=reference("utility", date="20120230"),
            claims="<number-of-claims>many</number-of-claims>",
            term=term("<length-of-grant>-3</length-of-grant>"),
        )
    )
    assert not {"appno_date", "claims", "length_of_grant"} & set(result.one("document"))
    assert result.unreadable_values == 3


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"publication": ""}, "publication-reference doc-number is missing"),
        ({"publication": publication(" ", "B2")}, "publication-reference doc-number is missing"),
        ({"publication": publication("08930553", "B2", "")}, "publication-reference date is missing"),
        ({"publication": publication("08930553", "B2", "20150100")}, "publication-reference date is '20150100'"),
        ({"publication": publication("9" * 41, "B2")}, "publication-reference doc-number has 41 characters"),
        ({"application": ""}, "application-reference doc-number is missing"),
        ({"application": reference("utility", "00000000")}, "application-reference doc-number is missing"),
        ({"application": reference("u" * 21)}, "application-reference appl-type has 21 characters, more than 20"),
        ({"title": f"<invention-title>{'x' * 16_001}</invention-title>"}, "document invention-title has 16001"),
        ({"title": "<invention-title>Fast &mdash; and good</invention-title>"}, "is not well-formed XML: .*mdash"),
        ({"title": "<invention-title>Fast</title>"}, r"is not well-formed XML: .* and title \(line 34\)$"),
    ],
)
def test_a_document_that_does_not_fit_is_rejected(parts: dict[str, str], reason: str) -> None:
    found = rejection(grant(**parts))
    assert re.match(reason, found), found


def test_a_rejected_document_is_kept_with_its_place() -> None:
    bad = grant(publication="")
    result = read(grant() + bad + grant())
    [rejected] = result.rejected
    assert (rejected.record_no, rejected.position) == (2, f"line {grant().count(chr(10)) + 1}")
    assert rejected.raw_text == bad
    assert (rejected.reel_no, rejected.frame_no) == (None, None)
    long = read(grant("<p>" + "\u00fc" * RAW_TEXT_LIMIT + "</p>", publication=""))
    assert len(long.rejected[0].raw_text) == RAW_TEXT_LIMIT
    assert "\ufffd" not in long.rejected[0].raw_text


def test_batches_are_of_two_hundred_documents() -> None:
    small = grant(citations="", related="", parties="", assignees="")
    result = read(small * (2 * BATCH_DOCUMENTS + 1))
    assert (result.batches, result.records) == (3, 401)
    assert result.bytes_read == 401 * len(small)
    assert result.values("document", "record_no") == list(range(1, 402))


def test_only_the_front_page_must_be_well_formed() -> None:
    whole = read_one(grant("<abstract>\n<p>A <b>fine</b> thing.</p>\n</abstract>\n"))
    assert read_one(grant("<description><p>Mu&ccaron;h & more</b></description>")).tables == whole.tables
    assert whole.tables == read_one(grant()).tables


def test_sequence_listings_are_no_records() -> None:
    result = read(sequences() + grant() + sequences() + sequences("g") + grant() + sequences())
    assert (result.records, result.values("document", "record_no")) == (2, [1, 2])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (sequences(), "holds no us-patent-grant"),
        (application(), r"holds published applications \(root element us-patent-application\), not patent grants"),
        (sequences() + application() + grant(), "holds published applications"),
        ("<?xml version='1.0'?>?" + application() + grant(), "holds published applications"),
        (wrapped("PATDOC", "ST32-US-Grant-025xml.dtd", "<SDOBI/>"), "holds patent grants of 2001 to 2004"),
        (wrapped("note", "note.dtd", ""), r"holds something else \(root element note\)"),
        ("<us-patent-assignments></us-patent-assignments>", "holds patent assignments"),
    ],
)
def test_a_file_of_another_kind_is_refused(text: str, reason: str) -> None:
    found = refused(text).reason
    assert re.match(reason, found), found


def test_grants_are_no_applications() -> None:
    assert refused(grant(), reader=read_applications).reason.startswith("holds patent grants (root element")


def test_a_later_document_of_another_kind_is_rejected() -> None:
    result = read(grant() + application() + grant())
    assert [(record.record_no, record.reason) for record in result.rejected] == [
        (2, "has the root element us-patent-application, not us-patent-grant")
    ]
    assert result.records == 3


def test_a_document_without_bibliographic_data_is_rejected() -> None:
    pages = wrapped("us-patent-grant", "us-patent-grant-v45-2014-04-03.dtd", '<doc-page file="x.tif"/>')
    assert rejection(pages) == "us-bibliographic-data-grant is missing"
    assert rejection(pages.replace("<doc-page", "<us-bibliographic-data-grant/><doc-page")).startswith("publication")
