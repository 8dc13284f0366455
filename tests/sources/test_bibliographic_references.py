"""Priorities, related documents and citations of red book documents."""

from __future__ import annotations

from typing import Any

import pytest

from support.red_book import citation, document_id, grant, read_one, rejection, relation

PARENT = document_id("12123456", date="20080519")


def related(content: str) -> str:
    return f"<us-related-documents>\n{content}</us-related-documents>\n"


def cited(*citations: str) -> str:
    return f"<us-references-cited>\n{''.join(citations)}</us-references-cited>\n"


def one_parent(identity: str) -> Any:
    result = read_one(grant(related=related(f"<division>{relation(identity)}</division>")))
    return result.one("related_document").get("parent_doc_num")


def one_citation(*arguments: str, **named: str) -> tuple[Any, ...]:
    found = read_one(grant(citations=cited(citation(*arguments, **named)))).one("citation")
    return found["doc_num"], found["cited_type"]


@pytest.mark.parametrize(
    ("claim", "expected", "unreadable"),
    [
        (
            document_id("10-2008-0123456", date="20081201", country="KR"),
            {"country": "KR", "doc_num": "10-2008-0123456", "date": "2008-12-01", "kind": "regional"},
            0,
        ),
        (document_id("", date="20081201", country="EP"), {"country": "EP", "date": "2008-12-01"}, 0),
        (
            document_id("1974/01", date="20081301", country="CH"),
            {"country": "CH", "doc_num": "1974/01"},
            1,
        ),
    ],
)
def test_priority_claims(claim: str, expected: dict[str, str], unreadable: int) -> None:
    inside = claim.replace("<document-id>", "").replace("</document-id>", "")
    text = f'<priority-claims><priority-claim sequence="01" kind="regional">{inside}</priority-claim></priority-claims>'
    result = read_one(grant(priority=text))
    assert result.one("priority_claim") == {"kind": "regional"} | expected
    assert result.unreadable_values == unreadable


@pytest.mark.parametrize(
    "name",
    [
        "addition",
        "division",
        "continuation",
        "continuation-in-part",
        "continuing-reissue",
        "reissue",
        "reexamination",
        "us-reexamination-reissue-merger",
        "substitution",
        "utility-model-basis",
    ],
)
def test_relations_with_a_parent_and_a_child(name: str) -> None:
    parent = PARENT + "<parent-status>ABANDONED</parent-status>"
    result = read_one(grant(related=related(f"<{name}>{relation(parent)}</{name}>")))
    assert result.one("related_document") == {
        "relation": name,
        "parent_country": "US",
        "parent_doc_num": "12123456",
        "parent_date": "2008-05-19",
        "parent_status": "ABANDONED",
        "child_country": "US",
        "child_doc_num": "13648029",
    }


def test_a_divisional_reissue_has_a_row_for_each_child() -> None:
    children = "".join(f"<child-doc>{document_id(number)}</child-doc>" for number in ("13000001", "13000002"))
    text = f"<us-divisional-reissue>{relation(PARENT, children, tag='us-relation')}</us-divisional-reissue>"
    result = read_one(grant(related=related(text)))
    assert result.values("related_document", "child_doc_num") == ["13000001", "13000002"]
    assert result.values("related_document", "sequence_no") == [1, 2]
    assert set(result.values("related_document", "parent_doc_num")) == {"12123456"}


def test_a_reissue_names_the_patent_it_replaces() -> None:
    parent = (
        document_id("09123456", date="20000101")
        + "<parent-status>GRANTED</parent-status><parent-grant-document>"
        + document_id("06789012", "B1")
        + "</parent-grant-document><parent-pct-document>"
        + document_id("PCT/US99/00001", country="WO")
        + "</parent-pct-document>"
    )
    found = read_one(grant(related=related(f"<reissue>{relation(parent)}</reissue>"))).one("related_document")
    assert (found["parent_doc_num"], found["parent_grant_doc_num"]) == ("09123456", "6789012")


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        (document_id("09/123,456"), "09123456"),
        (document_id("09123456", "B1"), "09123456"),
        (document_id("10830857", "A1"), "10830857"),
        (document_id("90/012345"), "90012345"),
        (document_id("6789012", "A"), "6789012"),
        (document_id("RE38000", "E1"), "RE38000"),
        (document_id("20050123456", "A1"), "20050123456"),
        (document_id("PCT/CH02/00573"), "PCT/CH02/00573"),
        (document_id("PCT/CH02/00573", country="WO"), "PCT/CH02/00573"),
        (document_id("0912345", country="FR"), "0912345"),
        (document_id("00000000"), None),
        ("", None),
    ],
)
def test_a_parent_is_an_application_whatever_its_kind(identity: str, expected: str | None) -> None:
    assert one_parent(identity) == expected


def test_documents_named_without_parent_and_child() -> None:
    provisional = (
        document_id("60/195,933", "00", "20000410")
        + "<us-provisional-application-status>EXPIRED</us-provisional-application-status>"
    )
    text = (
        f"<us-provisional-application>{provisional}</us-provisional-application>"
        f"<related-publication>see {document_id('2014/0101323', 'A1', '20140410')}"
        f"{document_id('05123456', 'A')}{document_id('2005/012345', 'A1', country='WO')}</related-publication>"
        f"<correction><document-corrected>{document_id('08123456', 'B2')}</document-corrected></correction>"
    )
    result = read_one(grant(related=related(text)))
    assert result.values("related_document", "relation") == [
        "us-provisional-application",
        *["related-publication"] * 3,
        "correction",
    ]
    assert result.values("related_document", "parent_doc_num") == [
        "60195933",
        "20140101323",
        "5123456",
        "2005/012345",
        "8123456",
    ]
    assert result.values("related_document", "parent_status") == ["EXPIRED", None, None, None, None]
    assert set(result.values("related_document", "child_doc_num")) == {None}
    assert result.unreadable_values == 0


def test_related_documents_that_say_nothing_are_counted() -> None:
    text = "<related-publication>Prior publication data</related-publication><continuation></continuation>"
    result = read_one(grant(related=related(text)))
    assert (result.tables["related_document"], result.unreadable_values) == ([], 2)
    undated = read_one(grant(related=related(f"<division>{relation(document_id('12123456', date='0'))}</division>")))
    assert undated.unreadable_values == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("5918020", "A"), ("5918020", "grant")),
        (("06195636", "B1"), ("6195636", "grant")),
        (("11234567", "B2"), ("11234567", "grant")),
        (("D662395", "S"), ("D662395", "grant")),
        (("D0662395", "S1"), ("D662395", "grant")),
        (("RE37,564", "E"), ("RE37564", "grant")),
        (("PP12345", "P2"), ("PP12345", "grant")),
        (("H2123", "H"), ("H2123", "grant")),
        (("2,003,456", "A"), ("2003456", "grant")),
        (("20020055909", "A1"), ("20020055909", "publication")),
        (("2007/0140112", "A1"), ("20070140112", "publication")),
        (("2005/123456", "A1"), ("20050123456", "publication")),
        (("2003/0005500", "P1"), ("20030005500", "publication")),
        (("2003/0005500", ""), ("20030005500", "publication")),
        (("12/345,678", ""), ("12345678", "application")),
        (("60/195933", "P"), ("60195933", "application")),
        (("12345678", "X0"), ("12345678", "application")),
        (("9123456", "00"), ("09123456", "application")),
        (("B 123 x", "A"), ("B 123 x", "grant")),
        (("2005/0123456", "A1", "WO"), ("2005/0123456", "foreign")),
        (("5918020", "A", "JP"), ("5918020", "foreign")),
        (("1 234 567", "", ""), ("1 234 567", "foreign")),
    ],
)
def test_what_is_cited(arguments: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert one_citation(*arguments) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [("20070612", "2007-06-12"), ("20070600", None), ("19740000", None), ("00000000", None), ("", None)],
)
def test_a_citation_dated_by_month_has_no_date_and_is_no_fault(date: str, expected: str | None) -> None:
    result = read_one(grant(citations=cited(citation("7844851", "B2", date=date))))
    assert result.one("citation").get("date") == expected
    assert result.unreadable_values == 0


def test_the_citations_of_both_layouts_are_the_same() -> None:
    new = read_one(grant()).tables["citation"]
    old = (
        "<references-cited>\n"
        + citation("7844851", "B2", tag="citation")
        + citation("2007/0140112", "A1", date="20070612", tag="citation")
        + citation("1 234 567", "A1", country="EP", tag="citation")
        + "</references-cited>\n"
    )
    assert read_one(grant(citations=old)).tables["citation"] == new


def test_only_patents_are_citations() -> None:
    text = cited(
        "<us-citation><nplcit><othercit>A paper.</othercit></nplcit></us-citation>",
        "<us-citation><patcit><text>US 5,123,456</text></patcit></us-citation>",
        citation("7844851", "B2").replace("<category>cited by  Examiner</category>", ""),
        "<date-search-completed><date>20100101</date></date-search-completed>",
    )
    result = read_one(grant(citations=text))
    assert result.one("citation")["doc_num"] == "7844851"
    assert "category" not in result.one("citation")
    assert result.values("citation", "sequence_no") == [1]
    # The citation that is text alone gives no number.
    assert result.unreadable_values == 1
    assert read_one(grant(citations="<references-cited><text>none</text></references-cited>")).unreadable_values == 0


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"citations": cited(citation("9" * 41))}, "citation doc-number has 41 characters, more than 40"),
        ({"citations": cited(citation("9", "k" * 21))}, "citation kind has 21 characters, more than 20"),
        (
            {"related": related(f"<division>{relation(document_id('9' * 41))}</division>")},
            "parent-doc doc-number has 41 characters, more than 40",
        ),
        (
            {"related": related(f"<{'x' * 61}/>")},
            "name of a relation has 61 characters, more than 60",
        ),
        (
            {"priority": f'<priority-claims><priority-claim kind="{"k" * 21}"/></priority-claims>'},
            "priority-claim kind has 21 characters, more than 20",
        ),
    ],
)
def test_what_does_not_fit_rejects_the_document(parts: dict[str, str], reason: str) -> None:
    assert rejection(grant(**parts)) == reason
