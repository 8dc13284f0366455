"""Who stands on a front page: inventors, applicants, assignees, attorneys and agents.

Two layouts. To version 4.2 (to the end of 2012) applicants were inventors: `parties/applicants/applicant` with
`app-type="applicant-inventor"`; whoever could not apply stands in `inventors` or `us-deceased-inventor`. Since
version 4.3 `us-parties/inventors` lists all inventors, and `us-applicants` who applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from patentrack.sources.assignment_rows import CODE, NUMBER, SHORT_TEXT
from patentrack.sources.bibliographic_rows import DocumentRows, children_of, fitting, text_of

ORGANISATION = "organisation"
PERSON = "person"
CORRESPONDENCE = "correspondence"

# Printed with the family name: "Smith, Jr.", "Smith III".
_SUFFIX = re.compile(r"(.*?[^\s,])(?:\s*,\s*|\s+)((?:jr|sr|ii|iii|iv)\.?)", re.IGNORECASE)
# What the USPTO adds to the name of someone who signs for another, or for whom another signs.
_NOTE = re.compile(
    r"\s*,\s*(?:deceased|legal representatives?|heirs?|heiress|(?:co-)?execut(?:ors?|rix)"
    r"|(?:co-)?administrat(?:ors?|rix))\b.*",
    re.IGNORECASE,
)
# Where the DTD asks for a country and the USPTO gives none.
_NO_COUNTRY = frozenset({"unknown", "omitted"})


@dataclass(frozen=True, slots=True)
class Party:
    """One name with its address.

    Attributes:
        name: As one reads it: the organisation, or given, middle, family name and suffix.
        type: `organisation` or `person`. A name without structure is an organisation unless marked as natural:
            such are the firms of correspondence addresses.
        family_name: Of a person, without suffix and without notes such as "deceased".
        given_name: The first word of `first-name`, or all of it beside a `middle-name`.
        middle_name: `middle-name`, or else what follows the first word of `first-name`.
        suffix: `suffix`, or else Jr., Sr., II, III, IV at the end of `last-name`.
        role: The USPTO's code of what an assignee is.
        address_1: First line, or the street.
        address_2: Second line.
        city: City.
        state: State.
        postcode: Postcode.
        country: Country code; None where the file says unknown or omitted.
    """

    name: str
    type: str
    family_name: str | None
    given_name: str | None
    middle_name: str | None
    suffix: str | None
    role: str | None
    address_1: str | None
    address_2: str | None
    city: str | None
    state: str | None
    postcode: str | None
    country: str | None


def read_parties(biblio: dict[str, etree._Element], rows: DocumentRows) -> None:
    """Append the rows of inventor, applicant, assignee and lawfirm.

    A party without any name has no row; it is counted as an unreadable value.

    Args:
        biblio: The children of the bibliographic data by name.
        rows: Where the rows go.

    Raises:
        RejectedDocumentError: If a value does not fit its column.
    """
    is_new = "us-parties" in biblio
    groups = children_of(biblio["us-parties"] if is_new else biblio.get("parties"))
    applying = _read_applicants(groups.get("us-applicants" if is_new else "applicants", ()), rows)
    listed = [party for _, party in _named(groups.get("inventors", ()), "inventor", rows)]
    if is_new and listed:
        _add_inventors((listed,), rows)
    else:
        first = biblio.get("us-deceased-inventor")
        late = () if first is None else (first, *first.itersiblings("us-deceased-inventor"))
        _add_inventors((applying, listed, [party for _, party in _named(late, "us-deceased-inventor", rows)]), rows)
    _read_assignees(biblio.get("assignees", ()), rows)
    _read_lawfirms(groups, rows)


def _add_inventors(lists: Iterable[list[Party]], rows: DocumentRows) -> None:
    """Append the inventors of all lists; a name that stands in two of them is one person."""
    seen: set[str] = set()
    for parties in lists:
        new = [party for party in parties if party.name.casefold() not in seen]
        seen.update(party.name.casefold() for party in new)
        for party in new:
            rows.add(
                "inventor",
                party.name,
                party.family_name,
                party.given_name,
                party.middle_name,
                party.suffix,
                party.city,
                party.state,
                party.country,
            )


def _read_applicants(group: Iterable[etree._Element], rows: DocumentRows) -> list[Party]:
    """Append the applicants; return those who are inventors."""
    inventors = []
    for element, party in _named(group, "applicant", rows):
        app_type = fitting(element.get("app-type"), "applicant app-type", NUMBER)
        authority = fitting(element.get("applicant-authority-category"), "applicant-authority-category", NUMBER)
        if app_type == "applicant-inventor" or authority == "inventor":
            inventors.append(party)
        rows.add(
            "applicant",
            party.name,
            party.type,
            app_type,
            authority,
            party.family_name,
            party.given_name,
            party.middle_name,
            party.suffix,
            party.address_1,
            party.address_2,
            party.city,
            party.state,
            party.postcode,
            party.country,
        )
    return inventors


def _read_assignees(group: Iterable[etree._Element], rows: DocumentRows) -> None:
    for _, party in _named(group, "assignee", rows):
        rows.add(
            "assignee",
            party.name,
            party.type,
            party.role,
            party.family_name,
            party.given_name,
            party.middle_name,
            party.suffix,
            party.address_1,
            party.city,
            party.state,
            party.postcode,
            party.country,
        )


def _read_lawfirms(groups: dict[str, etree._Element], rows: DocumentRows) -> None:
    """Append the agents, and whom to write to; a mere customer number names nobody."""
    agents = [element for element in groups.get("agents", ()) if element.tag == "agent"]
    for element, party in _named(agents, "agent", rows):
        _add_lawfirm(party, fitting(element.get("rep-type"), "agent rep-type", NUMBER), rows)
    address = groups.get("correspondence-address")
    if address is not None and address.find("addressbook") is not None:
        for _, party in _named([address], "correspondence-address", rows):
            _add_lawfirm(party, CORRESPONDENCE, rows)


def _add_lawfirm(party: Party, rep_type: str | None, rows: DocumentRows) -> None:
    rows.add("lawfirm", party.name, party.type, rep_type, party.family_name, party.given_name, party.country)


def _named(group: Iterable[etree._Element], what: str, rows: DocumentRows) -> Iterator[tuple[etree._Element, Party]]:
    """Yield the parties of a group that have a name, and count the others."""
    for element in group:
        party = _party(element, what)
        if party is None:
            rows.unreadable_values += 1
        else:
            yield element, party


def _party(element: etree._Element, what: str) -> Party | None:
    """Read a party: its parts stand in an `addressbook`, of which the first counts, or right in the element."""
    parts = children_of(element)
    if "addressbook" in parts:
        parts = children_of(parts["addressbook"])
    get = parts.get
    family, given, middle, suffix = _person(parts, what)
    person = " ".join(part for part in (given, middle, family, suffix) if part)
    unstructured = get("name") if "name" in parts else get("text")
    type_ = ORGANISATION
    name = text_of(get("orgname"), what)
    if not name and person:
        name, type_ = fitting(person, f"{what} name", SHORT_TEXT), PERSON
    elif not name:
        name = text_of(unstructured, what)
        if unstructured is not None and unstructured.get("name-type") == "natural":
            type_ = PERSON
    if not name:
        return None
    address = children_of(get("address")).get
    country = text_of(address("country"), what)
    return Party(
        name=name,
        type=type_,
        family_name=family,
        given_name=given,
        middle_name=middle,
        suffix=suffix,
        role=text_of(get("role"), what, CODE),
        address_1=text_of(address("address-1"), what) or text_of(address("street"), what),
        address_2=text_of(address("address-2"), what),
        city=text_of(address("city"), what),
        state=text_of(address("state"), what),
        postcode=text_of(address("postcode"), what),
        country=None if country and country.lower() in _NO_COUNTRY else country,
    )


def _person(parts: dict[str, etree._Element], what: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Return family, given and middle name, and suffix."""
    get = parts.get
    family = _without_note(text_of(get("last-name"), what))
    given = _without_note(text_of(get("first-name"), what))
    middle = text_of(get("middle-name"), what)
    suffix = text_of(get("suffix"), what)
    if given and not middle:
        given, _, rest = given.partition(" ")
        middle = rest or None
    if family and not suffix and (found := _SUFFIX.fullmatch(family)):
        family, suffix = found.groups()
    return family, given, middle, suffix


def _without_note(text: str | None) -> str | None:
    return _NOTE.sub("", text) or None if text and "," in text else text
