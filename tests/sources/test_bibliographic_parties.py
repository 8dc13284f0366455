"""Parties of red book documents: who is an inventor, in both layouts, and how names are told apart."""

from __future__ import annotations

from typing import Any

import pytest

from patentrack.sources.bibliographic import read_applications
from support.red_book import (
    AGENT,
    addressbook,
    applicant,
    application,
    grant,
    inventor,
    parties,
    person,
    read_one,
    rejection,
)

MAES = {"name": "Stephane Maes", "family_name": "Maes", "given_name": "Stephane", "city": "Bern", "country": "CH"}


def us_parties(applicants: str = "", inventors: str = "", agents: str = "") -> str:
    return (
        f"<us-parties>\n<us-applicants>\n{applicants}</us-applicants>\n<inventors>\n{inventors}</inventors>\n"
        f"<agents>\n{agents}</agents>\n</us-parties>\n"
    )


def us_applicant(book: str, app_type: str = "applicant", authority: str = "") -> str:
    category = f' applicant-authority-category="{authority}"' if authority else ""
    return f'<us-applicant sequence="001" app-type="{app_type}" designation="us-only"{category}>{book}</us-applicant>'


def assignee(content: str) -> str:
    return f"<assignees>\n<assignee>\n{content}</assignee>\n</assignees>\n"


def one_inventor(last: str, first: str, more: str = "") -> dict[str, Any]:
    book = addressbook(person(last, first, more))
    found = read_one(grant(parties=us_parties(inventors=f'<inventor sequence="001">{book}</inventor>')))
    assert found.unreadable_values == 0
    return found.one("inventor")


def test_to_2012_an_applicant_who_is_inventor_is_both() -> None:
    group = applicant("Maes", "Stephane") + applicant("Heir", "Ann", "applicant")
    result = read_one(grant(parties=parties(group)))
    assert result.named("inventor") == [MAES]
    assert result.named("applicant") == [
        MAES | {"type": "person", "app_type": "applicant-inventor"},
        MAES
        | {
            "name": "Ann Heir",
            "family_name": "Heir",
            "given_name": "Ann",
            "type": "person",
            "app_type": "applicant",
        },
    ]


def test_to_2012_the_inventors_stand_in_three_places() -> None:
    book = addressbook(person("Late", "{}"), city="Genf")
    dead = f'<us-deceased-inventor sequence="00{{}}">{book}</us-deceased-inventor>'
    group = parties(
        applicant("Maes", "Stephane") + applicant("Gone, deceased", "Otto"),
        inventor("Absent", "Eva") + "<deceased-inventor><last-name>Old</last-name></deceased-inventor>",
    )
    late = dead.format(2, "Urs") + dead.format(3, "Max") + dead.format(4, "Max")
    result = read_one(grant(parties=group + late + dead.format(5, "Otto").replace("Late", "GONE")))
    assert result.values("inventor", "name") == [
        "Stephane Maes",
        "Otto Gone",
        "Eva Absent",
        "Old",
        "Urs Late",
        "Max Late",
        "Max Late",
    ]
    assert result.values("inventor", "sequence_no") == [1, 2, 3, 4, 5, 6, 7]
    assert result.values("inventor", "city")[4] == "Genf"


def test_since_2013_the_inventors_are_those_of_the_list() -> None:
    book = addressbook(person("Nissim", "N."), city="Haifa")
    group = us_parties(
        us_applicant(book, "applicant-inventor") + us_applicant(addressbook("<orgname>X Ltd.</orgname>")),
        inventor("Nissim", "Nitzan") + "<deceased-inventor><last-name>Zinger</last-name></deceased-inventor>",
    )
    result = read_one(grant(parties=group))
    assert result.values("inventor", "name") == ["Nitzan Nissim", "Zinger"]
    assert result.values("applicant", "name") == ["N. Nissim", "X Ltd."]


def test_since_2013_an_empty_list_leaves_the_applicants_who_are_inventors() -> None:
    group = us_parties(
        us_applicant(addressbook(person("Nissim", "Nitzan")), authority="inventor")
        + us_applicant(addressbook(person("Pulito", "Brian")), "applicant-inventor")
        + us_applicant(addressbook(person("Heir", "Ann")), authority="legal-representative")
    )
    result = read_one(grant(parties=group))
    assert result.values("inventor", "name") == ["Nitzan Nissim", "Brian Pulito"]
    assert result.values("applicant", "authority") == ["inventor", None, "legal-representative"]


def test_two_inventors_of_one_name_are_two() -> None:
    group = us_parties(inventors=inventor("Kim", "Min") + inventor("Kim", "Min", city="Seoul"))
    assert read_one(grant(parties=group)).values("inventor", "city") == ["Rehovot", "Seoul"]


@pytest.mark.parametrize(
    ("last", "first", "more", "parts"),
    [
        ("Doe", "John", "", ("Doe", "John", None, None)),
        ("Doe", " John\n A. ", "", ("Doe", "John", "A.", None)),
        ("Doe", "J. Robert Carl", "", ("Doe", "J.", "Robert Carl", None)),
        ("Doe", "Mary Ann", "<middle-name>C.</middle-name>", ("Doe", "Mary Ann", "C.", None)),
        ("Doe", "John", "<suffix>Jr.</suffix>", ("Doe", "John", None, "Jr.")),
        ("Doe, Jr.", "John", "<suffix>PhD</suffix>", ("Doe, Jr.", "John", None, "PhD")),
        ("Doe, Jr.", "John", "", ("Doe", "John", None, "Jr.")),
        ("Doe Sr", "John", "", ("Doe", "John", None, "Sr")),
        ("Van Der Doe, III", "John", "", ("Van Der Doe", "John", None, "III")),
        ("DOE II", "JOHN", "", ("DOE", "JOHN", None, "II")),
        ("Doe, deceased", "John", "", ("Doe", "John", None, None)),
        ("Doe, Jr., deceased", "John", "", ("Doe", "John", None, "Jr.")),
        ("Doe", "Jane, legal representative", "", ("Doe", "Jane", None, None)),
        ("Doe, co-executor", "Jane", "", ("Doe", "Jane", None, None)),
        ("Deceased", "Heir", "", ("Deceased", "Heir", None, None)),
        ("Jr", "Li", "", ("Jr", "Li", None, None)),
        ("Pii", "Ivor", "", ("Pii", "Ivor", None, None)),
        ("O'Neil-Smith, PhD", "Ann", "", ("O'Neil-Smith, PhD", "Ann", None, None)),
        ("M&#xfc;ller", "J&#xfc;rgen", "", ("M\u00fcller", "J\u00fcrgen", None, None)),
    ],
)
def test_the_parts_of_a_name(last: str, first: str, more: str, parts: tuple[str | None, ...]) -> None:
    found = one_inventor(last, first, more)
    names = ("family_name", "given_name", "middle_name", "suffix")
    assert tuple(found.get(name) for name in names) == parts
    family, given, middle, suffix = parts
    assert found["name"] == " ".join(part for part in (given, middle, family, suffix) if part)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<orgname>Bluestreak.com</orgname><role>02</role>", ("Bluestreak.com", "organisation", "02", None)),
        (addressbook("<orgname>X</orgname><role>03</role>"), ("X", "organisation", "03", None)),
        (addressbook(person("Doe", "John A.", "<role>04</role>")), ("John A. Doe", "person", "04", "Doe")),
        (person("Doe", "John", "<role>05</role>"), ("John Doe", "person", "05", "Doe")),
        (
            addressbook("<last-name>Doe</last-name><orgname>Doe Inc.</orgname>"),
            ("Doe Inc.", "organisation", None, "Doe"),
        ),
        (addressbook("<name>Doe &amp; Sons</name>"), ("Doe & Sons", "organisation", None, None)),
        (addressbook('<name name-type="natural">J. Doe</name>'), ("J. Doe", "person", None, None)),
        ("<addressbook><text>Doe Ltd., London</text></addressbook>", ("Doe Ltd., London", "organisation", None, None)),
        (
            addressbook("<orgname>X</orgname>") + addressbook("<orgname>Y</orgname>"),
            ("X", "organisation", None, None),
        ),
    ],
)
def test_assignees_are_organisations_or_persons(content: str, expected: tuple[str | None, ...]) -> None:
    found = read_one(grant(assignees=assignee(content))).one("assignee")
    assert tuple(found.get(name) for name in ("name", "type", "role", "family_name")) == expected


def test_the_address() -> None:
    lines = "<address-1>1 Main St.</address-1><address-2>Suite 2</address-2><postcode>10001</postcode>"
    book = addressbook("<orgname>X</orgname>", city="New York", state="NY", country="US", more=lines)
    group = us_parties(us_applicant(book), inventor("Doe", "John"))
    result = read_one(grant(parties=group, assignees=assignee(book)))
    place = {"address_1": "1 Main St.", "city": "New York", "state": "NY", "postcode": "10001", "country": "US"}
    party = {"name": "X", "type": "organisation"}
    assert result.one("applicant") == party | {"app_type": "applicant", "address_2": "Suite 2"} | place
    assert result.one("assignee") == party | place


def test_a_street_is_the_first_line() -> None:
    book = addressbook(person("Doe", "John"), more="<street>5 High St.</street>", country="omitted")
    found = read_one(grant(assignees=assignee(book))).one("assignee")
    assert found["address_1"] == "5 High St."
    assert "country" not in found


def test_agents_and_where_letters_go() -> None:
    lawyer = AGENT.replace("<orgname>Foo, Bar &#x26; Kim, LLC</orgname>", person("Born", "Joseph H."))
    letters = addressbook("<name>D. Bruhn, Esq.;DORSEY LLP</name>", city="Minneapolis", country="US")
    more = f"<correspondence-address>{letters}</correspondence-address><agents>{AGENT}{lawyer}</agents>"
    result = read_one(application(parties=parties(applicant("Maes", "S."), more=more)), reader=read_applications)
    assert result.named("lawfirm") == [
        {"name": "Foo, Bar & Kim, LLC", "type": "organisation", "rep_type": "attorney"},
        {
            "name": "Joseph H. Born",
            "type": "person",
            "rep_type": "attorney",
            "family_name": "Born",
            "given_name": "Joseph",
        },
        {
            "name": "D. Bruhn, Esq.;DORSEY LLP",
            "type": "organisation",
            "rep_type": "correspondence",
            "country": "US",
        },
    ]


def test_a_customer_number_names_nobody() -> None:
    number = "<customer-number>12345</customer-number>"
    more = f"<correspondence-address>{number}</correspondence-address><agents>{number}</agents>"
    result = read_one(grant(parties=parties(applicant("Maes", "S."), more=more)))
    assert (result.tables["lawfirm"], result.unreadable_values) == ([], 0)


def test_a_party_without_a_name_is_left_out_and_counted() -> None:
    nobody = addressbook("<orgname> </orgname>")
    group = us_parties(
        us_applicant(nobody),
        "<inventor sequence='001'></inventor>" + inventor("Doe", "John"),
        "<agent sequence='01' rep-type='agent'></agent>",
    )
    result = read_one(grant(parties=group, assignees=assignee(nobody)))
    assert result.unreadable_values == 4
    assert result.values("inventor", "name") == ["John Doe"]
    assert [result.tables[name] for name in ("applicant", "assignee", "lawfirm")] == [[], [], []]


@pytest.mark.parametrize(
    ("book", "reason"),
    [
        (addressbook(f"<orgname>{'x' * 501}</orgname>"), "assignee orgname has 501 characters, more than 500"),
        (addressbook(person("x" * 300, "y" * 200)), "assignee name has 501 characters, more than 500"),
        (addressbook(person("x", "y" * 501)), "assignee first-name has 501 characters, more than 500"),
        (addressbook("<orgname>X</orgname>", city="y" * 501), "assignee city has 501 characters, more than 500"),
        (addressbook(f"<orgname>X</orgname><role>{'1' * 21}</role>"), "assignee role has 21 characters, more than 20"),
    ],
)
def test_what_does_not_fit_rejects_the_document(book: str, reason: str) -> None:
    assert rejection(grant(assignees=assignee(book))) == reason


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        (("x" * 41, ""), "applicant app-type has 41 characters, more than 40"),
        (("applicant", "x" * 41), "applicant-authority-category has 41 characters, more than 40"),
    ],
)
def test_a_role_that_does_not_fit_rejects_the_document(attributes: tuple[str, str], reason: str) -> None:
    book = addressbook("<orgname>X</orgname>")
    assert rejection(grant(parties=us_parties(us_applicant(book, *attributes)))) == reason
