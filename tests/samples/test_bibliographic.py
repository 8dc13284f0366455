"""Generated front pages: the USPTO's layouts, and the facts of the world in them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from patentrack.samples.bibliographic import BibliographicFiles
from patentrack.samples.document_numbers import padded
from patentrack.samples.front_page_parties import mixed_case
from patentrack.samples.terms import term_extension, years_of_design
from patentrack.samples.vocabulary import COUNTRIES, COUNTRY_CODES
from patentrack.samples.world import World
from support.sample_files import Delivery, content, documents

Document = etree._Element
ORDER = [
    "publication-reference", "application-reference", "us-application-series-code", "priority-claims",
    "us-term-of-grant", "invention-title", "us-references-cited", "references-cited", "number-of-claims",
    "us-exemplary-claim", "us-related-documents", "us-parties", "parties", "assignees", "examiners",
    "hague-agreement-data",
]  # fmt: skip


def number_of(document: Document) -> str:
    return document.findtext(".//publication-reference//doc-number", "")


def printed(document: Document) -> date:
    return date.fromisoformat(document.findtext(".//publication-reference//date", ""))


def people(document: Document, path: str) -> list[str]:
    return [
        f"{each.findtext('.//last-name')}, {each.findtext('.//first-name')}".upper() for each in document.iterfind(path)
    ]


@pytest.fixture(scope="module")
def grants(delivery: Delivery) -> list[Document]:
    return [document for path in delivery.files["PTBLXML"] for document in documents(path)]


@pytest.fixture(scope="module")
def publications(delivery: Delivery) -> list[Document]:
    return [document for path in delivery.files["APPBLXML"] for document in documents(path)]


@pytest.fixture(scope="module")
def assets(delivery: Delivery) -> dict[str, int]:
    """Numbers of the world by printed number of grant or publication."""
    world = delivery.world
    found: dict[str, int] = {}
    for number in range(len(world.register)):
        asset = world.asset(number)
        found |= {padded(asset.grant): number} if asset.grant else {}
        found |= {asset.publication: number} if asset.publication else {}
    return found


@pytest.fixture(scope="module")
def old_pages(tmp_path_factory: pytest.TempPathFactory, spread: World) -> list[Document]:
    folder = tmp_path_factory.mktemp("old")
    files = BibliographicFiles(spread)
    paths = files.write_earlier_grants(folder, date(2024, 3, 5)) + files.write_earlier_applications(
        folder, date(2024, 3, 5)
    )
    return [document for path in paths for document in documents(path)]


def test_files_hold_the_documents_of_their_days(delivery: Delivery) -> None:
    for product, root, weekday in (("PTBLXML", "grant", 1), ("APPBLXML", "application", 3)):
        *earlier, current = delivery.files[product]
        for path in (*earlier, current):
            day = date.fromisoformat(path.name[4:12])
            assert day.weekday() == weekday
            assert int(path.name[15:17]) == (day.timetuple().tm_yday + 6) // 7
            days = {printed(document) for document in documents(path)}
            assert days == {day} if path == current else {day.year} == {each.year for each in days}
            assert max(days) <= day
            head = content(path).splitlines()[1]
            assert re.fullmatch(rb'<!DOCTYPE us-patent-%s SYSTEM "us-patent-%s-v4\d-.{10}\.dtd" \[ \]>'
                                % (root.encode(), root.encode()), head)  # fmt: skip
        assert len({path.name[4:8] for path in earlier}) == len(earlier) >= 10


def test_every_grant_and_publication_since_2005_once(
    delivery: Delivery, grants: list[Document], publications: list[Document], assets: dict[str, int]
) -> None:
    register = delivery.world.register
    for found, days, until in ((grants, register.granted, date(2024, 3, 5)),
                               (publications, register.published, date(2024, 3, 7))):  # fmt: skip
        first = date(2005, 1, 1).toordinal()
        expected = {number for number, day in enumerate(days) if first <= day <= until.toordinal()}
        assert sorted(assets[number_of(document)] for document in found) == sorted(expected)


def test_numbers_dates_titles(
    delivery: Delivery, grants: list[Document], publications: list[Document], assets: dict[str, int]
) -> None:
    shapes = Counter()
    for document in (*grants, *publications):
        asset = delivery.world.asset(assets[number_of(document)])
        is_grant = document.tag == "us-patent-grant"
        assert printed(document) == (asset.granted if is_grant else asset.published)
        application = document.find(".//application-reference")
        assert application is not None
        assert application.findtext(".//doc-number") == asset.application
        assert date.fromisoformat(application.findtext(".//date", "")) == asset.filed
        assert application.get("appl-type") == asset.type.removeprefix("hague ")
        assert document.findtext(".//invention-title") == asset.title
        shapes[re.sub(r"\d", "9", number_of(document)), document.findtext(".//publication-reference//kind")] += 1
    allowed = {("99999999", "B1"), ("99999999", "B2"), ("D9999999", "S1"), ("RE999999", "E1"), ("PP999999", "P2"),
               ("PP999999", "P3"), ("99999999999", "A1"), ("99999999999", "P1")}  # fmt: skip
    assert set(shapes) <= allowed
    assert len(shapes) >= 7


@pytest.mark.parametrize(
    ("grant", "number"),
    [("7416017", "07416017"), ("11915523", "11915523"), ("D662395", "D0662395"), ("RE40123", "RE040123"),
     ("PP12345", "PP012345"), ("D1033441", "D1033441")],
)  # fmt: skip
def test_padding(grant: str, number: str) -> None:
    assert padded(grant) == number


def test_elements_come_in_the_published_order(grants: list[Document], publications: list[Document]) -> None:
    seen = set()
    for document in (*grants, *publications):
        [front] = document
        tags = [child.tag for child in front]
        assert tags == sorted(tags, key=ORDER.index)
        seen.update(tags)
    assert seen >= set(ORDER) - {"hague-agreement-data"}


def test_inventors_are_those_of_the_world(
    delivery: Delivery, grants: list[Document], publications: list[Document], assets: dict[str, int]
) -> None:
    layouts = Counter()
    for document in (*grants, *publications):
        number = assets[number_of(document)]
        expected = [person.name for person in delivery.world.inventors(number)]
        asset, old = delivery.world.asset(number), printed(document) < date(2013, 1, 1)
        applicants = document.findall(".//us-applicant")
        layouts[old, asset.filed >= date(2012, 9, 16)] += 1
        if old:
            assert people(document, ".//applicant[@app-type='applicant-inventor']") == expected
            assert not applicants
            continue
        assert people(document, ".//inventor") == expected
        if asset.filed >= date(2012, 9, 16):
            [company] = applicants
            name = delivery.world.parties[asset.company].name_on(asset.filed)
            assert company.findtext(".//orgname", "").upper() == name
        else:
            assert people(document, ".//us-applicant") == expected
    assert set(layouts) == {(True, False), (False, False), (False, True)}


def test_assignees_bear_the_name_of_the_day(
    delivery: Delivery, grants: list[Document], publications: list[Document], assets: dict[str, int]
) -> None:
    without = 0
    for document in (*grants, *publications):
        company = delivery.world.parties[delivery.world.applicant[assets[number_of(document)]]]
        assignees = document.findall(".//assignee")
        if document.tag == "us-patent-application" and not assignees:
            without += 1
            continue
        [assignee] = assignees
        address = company.address_on(printed(document))
        assert assignee.findtext(".//orgname", "").upper() == company.name_on(printed(document))
        assert assignee.findtext(".//city", "").upper() == address.city
        assert assignee.findtext(".//state", "") == address.state_code
        assert assignee.findtext(".//country") == COUNTRY_CODES[address.country]
        assert assignee.findtext(".//role") == ("03" if company.country else "02")
    assert 0.2 < without / len(publications) < 0.4


def test_terms(delivery: Delivery, grants: list[Document], assets: dict[str, int]) -> None:
    for document in grants:
        number = assets[number_of(document)]
        years, days = document.findtext(".//length-of-grant"), document.findtext(".//us-term-extension")
        assert (int(years) if years else None) == years_of_design(delivery.world, number)
        assert int(days or 0) == term_extension(delivery.world, number)


def cited(document: Document) -> Iterator[tuple[str, str, str]]:
    for each in document.iterfind(".//patcit"):
        yield each.findtext(".//country", ""), each.findtext(".//doc-number", ""), each.findtext(".//date", "")


def test_citations_name_earlier_documents_of_the_world(
    delivery: Delivery, grants: list[Document], assets: dict[str, int]
) -> None:
    world, counts, categories = delivery.world, Counter(), Counter()
    by_citation = {number: at for at in range(len(world.register)) if (number := world.register.grant_number(at))}
    for document in grants:
        rows = list(cited(document))
        for country, number, month in rows:
            if country != "US":
                continue
            asset = world.asset(assets[number.replace("/", "")] if "/" in number else by_citation[number])
            day = asset.published if "/" in number else asset.granted
            assert day is not None
            assert day < printed(document)
            assert month == f"{day:%Y%m}00"
            assert asset.number != assets[number_of(document)]
        assert len(set(rows)) == len(rows)
        counts[len(rows)] += 1
        categories.update(each.text for each in document.iterfind(".//category"))
        assert all(country == "US" for country, _, _ in rows[: sum(country == "US" for country, _, _ in rows)])
    assert max(counts) <= 30
    assert sum(count for size, count in counts.items() if size < 3) < len(grants) / 50
    assert set(categories) == {"cited by examiner", "cited by applicant", "cited by other"}


def test_some_old_grants_are_cited_by_many_others_and_some_are_not(
    delivery: Delivery, grants: list[Document], assets: dict[str, int]
) -> None:
    world, citing = delivery.world, defaultdict(set)
    for document in grants:
        company = world.applicant[assets[number_of(document)]]
        for country, number, _ in cited(document):
            if country == "US":
                citing[number].add(company)
    old = [
        number for number in range(len(world.register))
        if world.register.granted[number] and world.asset(number).filed <= date(2012, 3, 4)
    ]  # fmt: skip
    others = [len(citing[world.asset(at).grant] - {world.applicant[at]}) for at in old]
    assert min(others) < 10 < max(others)
    assert max(others) > len(world.companies) * 0.8


def test_links(
    delivery: Delivery, grants: list[Document], publications: list[Document], assets: dict[str, int]
) -> None:
    world, relations = delivery.world, Counter()
    by_application = {f"{number:08d}": at for at, number in enumerate(world.register.application)}
    for document in (*grants, *publications):
        number = assets[number_of(document)]
        asset, country = world.asset(number), world.parties[world.applicant[number]].country
        for relation in document.iterfind(".//relation"):
            parent = by_application[relation.findtext("parent-doc/document-id/doc-number", "")]
            assert relation.findtext("child-doc//doc-number") == asset.application
            assert world.applicant[parent] == asset.company
            assert world.asset(parent).filed < asset.filed
            became = relation.findtext(".//parent-grant-document//doc-number")
            assert became in (None, world.asset(parent).grant)
            relations[relation.getparent().tag] += 1  # type: ignore[union-attr]
        for claim in document.iterfind(".//priority-claim"):
            assert claim.findtext("country") == COUNTRY_CODES[country] != "US"
            assert 0 < (asset.filed - date.fromisoformat(claim.findtext("date", ""))).days < 365
            relations["priority"] += 1
        for provisional in document.iterfind(".//us-provisional-application"):
            assert not country
            assert 0 < (asset.filed - date.fromisoformat(provisional.findtext(".//date", ""))).days < 365
            relations["provisional"] += 1
        for related in document.iterfind(".//related-publication"):
            assert related.findtext(".//doc-number") == asset.publication
            relations["publication"] += 1
    assert set(relations) >= {
        "continuation",
        "division",
        "continuation-in-part",
        "priority",
        "provisional",
        "publication",
    }


def test_tags_and_document_types_of_each_time(old_pages: list[Document]) -> None:
    versions = Counter()
    for document in old_pages:
        old = printed(document) < date(2013, 1, 1)
        versions[document.tag, document.get("dtd-version")] += 1
        assert (document.find(".//parties") is not None) == old
        assert (document.find(".//us-parties") is None) == old
        assert document.find(".//us-references-cited" if old else ".//references-cited") is None
        if document.tag == "us-patent-application":
            assert (document.find(".//correspondence-address") is not None) == old
        else:
            assert document.findtext(".//agent//orgname")
    assert len(versions) >= 11


def test_foreign_titles_and_names_are_references(delivery: Delivery) -> None:
    data = content(delivery.files["PTBLXML"][-1])
    assert max(data) < 128
    assert b"&#" in data
    assert b" &amp; " in data


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("VELQUEL SENSORS GMBH", "Velquel Sensors GmbH"),
        ("THE REGENTS OF THE UNIVERSITY OF X", "The Regents of the University of X"),
        ("HARTLOOM & LEE, P.C.", "Hartloom & Lee, P.C."),
        ("KORDA CO., LTD.", "Korda Co., Ltd."),
        ("O'DELL, LLC", "O'Dell, LLC"),
    ],
)
def test_mixed_case(name: str, shown: str) -> None:
    assert mixed_case(name) == shown
    assert shown.upper() == name


def test_every_country_has_a_code() -> None:
    assert set(COUNTRY_CODES) == {country for country, *_ in COUNTRIES}
    assert len(set(COUNTRY_CODES.values())) == len(COUNTRY_CODES)


def test_wrong_days(tmp_path: Path, spread: World) -> None:
    with pytest.raises(ValueError, match="2024-03-06 is a Wednesday"):
        BibliographicFiles(spread).write_grants(tmp_path, date(2024, 3, 6))
    with pytest.raises(ValueError, match="2024-03-05 is a Tuesday"):
        BibliographicFiles(spread).write_applications(tmp_path, date(2024, 3, 5))
