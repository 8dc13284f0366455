"""The people and companies on the front pages of a generated world: applicants, inventors, agents, assignees.

Two layouts occur. Documents published before 2013 name the inventors as applicants, inside ``parties``; later
ones have ``us-parties``, where the applicant of an application filed since September 2012 is the company.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from random import Random

from patentrack.samples.assets import Asset
from patentrack.samples.companies import Address, Company, Person, make_address, make_person, stream
from patentrack.samples.vocabulary import CAPITALS, COUNTRY_CODES
from patentrack.samples.world import World

FIRST_US_PARTIES = date(2013, 1, 1)  # publication
COMPANIES_APPLY = date(2012, 9, 16)  # filing: America Invents Act
_LONG_SEQUENCES = date(2016, 1, 1)
_MIXED = {"GMBH": "GmbH", "OF": "of", "THE": "the", "AND": "and"}


class Parties:
    """The party elements of a world's front pages."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._home = lru_cache(maxsize=20_000)(self._draw_home)

    def of_grant(self, asset: Asset, printed: date) -> str:
        """Applicants, inventors and agents, then the assignee."""
        rng = stream(self._world.seed, "front page of grant", asset.number)
        agents = self._agents(rng, asset.company)
        return self._parties(rng, asset, printed, agents) + self._assignees(rng, asset, printed)

    def of_publication(self, asset: Asset, printed: date) -> str:
        """The same without agents; the old layout has where letters go. Three in ten name no assignee."""
        rng = stream(self._world.seed, "front page of publication", asset.number)
        letters = self._correspondence(rng, asset.company) if printed < FIRST_US_PARTIES else ""
        named = rng.random() < 0.7
        return self._parties(rng, asset, printed, letters) + (self._assignees(rng, asset, printed) if named else "")

    def first_inventor(self, asset: Asset) -> str:
        """Given name, middle initial, family name."""
        return spoken(self._world.inventors(asset.number)[0])

    def _parties(self, rng: Random, asset: Asset, printed: date, others: str) -> str:
        inventors = self._world.inventors(asset.number)
        homes = [self._home(person.name, self._world.parties[asset.company].country) for person in inventors]
        if printed < FIRST_US_PARTIES:
            applicants = _numbered("applicant", 'app-type="applicant-inventor" designation="us-only"', printed, [
                f"{_person(person, home)}<nationality>\n<country>omitted</country>\n</nationality>\n{_residence(home)}"
                for person, home in zip(inventors, homes, strict=True)
            ])  # fmt: skip
            return f"<parties>\n<applicants>\n{applicants}</applicants>\n{others}</parties>\n"
        people = [_person(person, home) for person, home in zip(inventors, homes, strict=True)]
        designation = 'app-type="applicant" designation="us-only"'
        if asset.filed >= COMPANIES_APPLY:
            company = self._world.parties[asset.company]
            address = company.address_on(asset.filed)
            designation += ' applicant-authority-category="assignee"'
            bodies = [_company(rng, company, asset.filed) + _residence(address)]
        else:
            bodies = [person + _residence(home) for person, home in zip(people, homes, strict=True)]
        applicants = _numbered("us-applicant", designation, printed, bodies)
        named = _numbered("inventor", 'designation="us-only"', printed, people)
        return (
            f"<us-parties>\n<us-applicants>\n{applicants}</us-applicants>\n<inventors>\n{named}</inventors>\n"
            f"{others}</us-parties>\n"
        )

    def _assignees(self, rng: Random, asset: Asset, printed: date) -> str:
        company = self._world.parties[asset.company]
        book = _company(rng, company, printed, role="03" if company.country else "02")
        return f"<assignees>\n<assignee>\n{book}</assignee>\n</assignees>\n"

    def _firm(self, rng: Random, company: int) -> tuple[str, Address]:
        """A company goes to one firm as a rule, and to another now and then."""
        firms = self._world.firms
        usual = stream(self._world.seed, "law firms", company).sample(range(len(firms)), 2)
        return firms[usual[rng.random() > 0.8]]

    def _agents(self, rng: Random, company: int) -> str:
        name, _ = self._firm(rng, company)
        books = [f"<orgname>{escape(mixed_case(name))}</orgname>\n"]
        if rng.random() < 0.3:
            person = make_person(rng, "")
            books.append(
                f"<last-name>{escape(person.family.title())}</last-name>\n<first-name>{_given(person)}</first-name>\n"
            )
        country = "<address>\n<country>unknown</country>\n</address>\n"
        agents = "".join(
            f'<agent sequence="{at:02d}" rep-type="attorney">\n<addressbook>\n{book}{country}</addressbook>\n</agent>\n'
            for at, book in enumerate(books, start=1)
        )
        return f"<agents>\n{agents}</agents>\n"

    def _correspondence(self, rng: Random, company: int) -> str:
        name, address = self._firm(rng, company)
        return (
            f"<correspondence-address>\n<addressbook>\n<name>{escape(name)}</name>\n<address>\n"
            f"<address-1>{escape(address.street)}</address-1>\n<city>{escape(address.city)}</city>\n"
            f"<state>{address.state_code}</state>\n<postcode>{address.postcode}</postcode>\n<country>US</country>\n"
            "</address>\n</addressbook>\n</correspondence-address>\n"
        )

    def _draw_home(self, name: str, country: str) -> Address:
        return make_address(stream(self._world.seed, "home", name), country)


def spoken(person: Person) -> str:
    """The name as it is said: ``Jürgen Müller``, ``Mary L. O'Dell``."""
    return f"{_given(person)} {person.family.title()}"


def mixed_case(name: str) -> str:
    """A company's name as it writes itself: ``VELQUEL SENSORS GMBH`` is ``Velquel Sensors GmbH``."""
    return " ".join(_word(word, at) for at, word in enumerate(name.split(" ")))


def escape(text: str) -> str:
    """Text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _word(word: str, at: int) -> str:
    bare = word.rstrip(",")
    if bare in CAPITALS:
        return word
    shown = _MIXED.get(bare)
    if shown is None or (at == 0 and shown.islower()):
        return word.title()
    return shown + word[len(bare) :]


def _given(person: Person) -> str:
    return f"{person.given.title()} {person.middle}.".replace(" .", "")


def _person(person: Person, home: Address) -> str:
    return (
        f"<addressbook>\n<last-name>{escape(person.family.title())}</last-name>\n"
        f"<first-name>{_given(person)}</first-name>\n{_address(home)}</addressbook>\n"
    )


def _company(rng: Random, company: Company, day: date, *, role: str = "") -> str:
    """A company under its name of a day, which a quarter of all papers give in capitals."""
    name = company.name_on(day)
    shown = name if rng.random() < 0.25 else mixed_case(name)
    tag = f"<role>{role}</role>\n" if role else ""
    return (
        f"<addressbook>\n<orgname>{escape(shown)}</orgname>\n{tag}{_address(company.address_on(day))}</addressbook>\n"
    )


def _address(address: Address) -> str:
    state = f"<state>{address.state_code}</state>\n" if address.state_code else ""
    return (
        f"<address>\n<city>{escape(address.city.title())}</city>\n{state}"
        f"<country>{COUNTRY_CODES[address.country]}</country>\n</address>\n"
    )


def _residence(address: Address) -> str:
    return f"<residence>\n<country>{COUNTRY_CODES[address.country]}</country>\n</residence>\n"


def _numbered(tag: str, attributes: str, printed: date, bodies: Sequence[str]) -> str:
    width = 3 if printed >= _LONG_SEQUENCES else 2
    first = 1 if width == 3 or tag == "applicant" else 0
    return "".join(
        f'<{tag} sequence="{at:0{width}d}" {attributes}>\n{body}</{tag}>\n' for at, body in enumerate(bodies, first)
    )
