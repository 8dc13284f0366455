"""Who there is in a generated world: companies, universities, lenders, agencies, law firms and people.

Each has one true identity here (a number), while documents carry one of its spellings, as in the real
register: ``INC``, ``INC.`` and ``INCORPORATED``, a typing error, a tail like ``A CORP. OF DELAWARE``.
"""

from __future__ import annotations

import itertools
from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from patentrack.samples import vocabulary as words

_COUNTRY_WEIGHTS = list(itertools.accumulate(share for _, share, _, _ in words.COUNTRIES))
_RENAMED = 0.30
_MOVED = 0.25
_LEGAL_FORM_SPELLINGS = {
    " INC.": (" INC", ", INC.", " INCORPORATED", ", INC"),
    ", INC.": (" INC.", ", INC", " INCORPORATED"),
    " CORPORATION": (" CORP.", " CORP"),
    " CORP.": (" CORPORATION", " CORP"),
    ", LLC": (" LLC", ", L.L.C."),
    " CO., LTD.": (" CO. LTD.", " CO., LTD", " COMPANY LIMITED", " COMPANY, LTD."),
    " LIMITED": (" LTD.", " LTD"),
    " LTD.": (" LIMITED", ", LTD."),
    " GMBH": (" G.M.B.H.", " GESELLSCHAFT MIT BESCHRÄNKTER HAFTUNG"),
    " AG": (" AKTIENGESELLSCHAFT",),
    " KABUSHIKI KAISHA": (" K.K.", " KK"),
    " S.A.": (" SA", " SOCIÉTÉ ANONYME"),
    " B.V.": (" BV",),
}


def stream(*parts: object) -> Random:
    """A random stream named by its parts: the same whatever else was drawn, and in every process."""
    return Random("/".join(map(str, parts)))  # noqa: S311  (sample data, nothing secret)


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address. ``state`` (and its postal code) only in the US, ``country`` only elsewhere."""

    street: str
    suite: str
    city: str
    state: str
    state_code: str
    country: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Person:
    """A natural person, written ``FAMILY, GIVEN M.``."""

    family: str
    given: str
    middle: str

    @property
    def name(self) -> str:
        """The name as the register writes it."""
        return f"{self.family}, {self.given} {self.middle}.".replace(" .", "")


@dataclass(frozen=True, slots=True)
class Company:
    """A legal person. ``names`` and ``addresses`` are (valid from, value), oldest first."""

    number: int
    kind: str  # company, university, lender, agency
    names: tuple[tuple[date, str], ...]
    addresses: tuple[tuple[date, Address], ...]

    @property
    def country(self) -> str:
        """Country as the USPTO spells it; empty for the United States."""
        return self.addresses[0][1].country

    def name_on(self, day: date) -> str:
        """The name it bears on a day."""
        return self.names[max(0, bisect(self.names, day, key=lambda entry: entry[0]) - 1)][1]

    def address_on(self, day: date) -> Address:
        """Where it sits on a day."""
        return self.addresses[max(0, bisect(self.addresses, day, key=lambda entry: entry[0]) - 1)][1]


def coin(rng: Random, country: str) -> str:
    """A coined word to name a company after."""
    if country in ("GERMANY", "AUSTRIA", "SWITZERLAND") and rng.random() < 0.35:
        return rng.choice(words.GERMAN_CORES)
    if country in ("SWEDEN", "NORWAY", "DENMARK") and rng.random() < 0.5:
        return rng.choice(words.NORDIC_CORES)
    if country in ("FRANCE", "CANADA", "BELGIUM") and rng.random() < 0.25:
        return rng.choice(words.FRENCH_CORES)
    return rng.choice(words.ONSETS) + rng.choice(words.MIDDLES) + rng.choice(words.CODAS)


def make_companies(rng: Random, count: int, first: int, *, until: date) -> list[Company]:
    """Companies and some universities (8 %), numbered from ``first``; three in ten change their name."""
    made: list[Company] = []
    taken: set[str] = set()
    while len(made) < count:
        university = rng.random() < 0.08
        country: str = ""
        legal_forms: tuple[str, ...] = ()
        if not university:
            at = bisect(_COUNTRY_WEIGHTS, rng.random() * _COUNTRY_WEIGHTS[-1])
            country, _, legal_forms, _ = words.COUNTRIES[at]
        name = _university(rng) if university else _company(rng, country, legal_forms)
        if name in taken:
            continue
        taken.add(name)
        names = [(date(1900, 1, 1), name)]
        if not university and rng.random() < _RENAMED:
            names += _renamings(rng, country, legal_forms, until)
        addresses = [(date(1900, 1, 1), make_address(rng, country))]
        if rng.random() < _MOVED:
            addresses.append((_day(rng, until), make_address(rng, country)))
        kind = "university" if university else "company"
        made.append(Company(first + len(made), kind, tuple(names), tuple(addresses)))
    return made


def make_lenders(rng: Random, first: int) -> list[Company]:
    """Thirty banks and other lenders, numbered from ``first``."""
    return [_fixed(rng, first + n, "lender", rng.choice(words.LENDER_FORMS).format(coin(rng, ""))) for n in range(30)]


def make_agencies(rng: Random, first: int) -> list[Company]:
    """The government's agencies, numbered from ``first``."""
    return [_fixed(rng, first + n, "agency", name) for n, name in enumerate(words.AGENCIES)]


def make_firms(rng: Random) -> list[tuple[str, Address]]:
    """Law firms that correspond with the USPTO."""
    return [
        (rng.choice(words.FIRM_FORMS).format(*rng.sample(words.FIRM_NAMES, 4)), make_address(rng, ""))
        for _ in range(40)
    ]


def make_person(rng: Random, country: str) -> Person:
    """A person as one may live in that country; in the United States of any descent."""
    country = words.PEOPLE_LIKE.get(country, country)
    if country not in words.PEOPLE:
        country = rng.choice(tuple(words.PEOPLE)) if rng.random() < 0.45 else ""
    givens, families = words.PEOPLE[country]
    given, family = rng.choice(givens), rng.choice(families)
    middle = rng.choice("ABCDEFGHJKLMNPRSTW") if country in ("", "INDIA") and rng.random() < 0.65 else ""
    return Person(family, given, middle)


def make_address(rng: Random, country: str) -> Address:
    """An address in that country (empty = United States)."""
    street = f"{rng.randint(1, 9800)} {rng.choice(words.STREETS)} {rng.choice(words.STREET_TYPES)}"
    suite = f"SUITE {rng.randint(100, 2900)}" if rng.random() < 0.3 else ""
    if not country:
        code, state, city, zip3 = rng.choice(words.US_CITIES)
        return Address(street, suite, city, state, code, "", f"{zip3}{rng.randint(1, 99):02d}")
    cities = next(cities for name, _, _, cities in words.COUNTRIES if name == country)
    if country == "GERMANY":
        street = f"{rng.choice(('LINDEN', 'MÜHLEN', 'ZÜRICH', 'GÄRTNER'))}STRASSE {rng.randint(1, 180)}"
    elif country == "JAPAN":
        street = f"{rng.randint(1, 9)}-{rng.randint(1, 30)}, KAWANO {rng.randint(1, 6)}-CHOME"
    digits = f"{rng.randint(10000, 99999)}"
    postcode = {"JAPAN": f"{digits[:3]}-{digits[1:]}", "CANADA": f"H{digits[0]}B {digits[1]}K{digits[2]}",
                "UNITED KINGDOM": f"BS{digits[0]} {digits[1]}QT"}.get(country, digits)  # fmt: skip
    return Address(street, suite, rng.choice(cities), "", "", country, "" if rng.random() < 0.1 else postcode)


def respell(rng: Random, name: str) -> str:
    """Another spelling of the same name: legal form, ampersand, comma, or one wrong letter."""
    for form, others in _LEGAL_FORM_SPELLINGS.items():
        if name.endswith(form) and rng.random() < 0.8:
            return name[: -len(form)] + rng.choice(others)
    if " & " in name and rng.random() < 0.7:
        return name.replace(" & ", " AND ", 1)
    at = rng.randrange(1, max(2, len(name) // 2))
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :] if name[at : at + 2].isalpha() else name


def _company(rng: Random, country: str, legal_forms: tuple[str, ...]) -> str:
    core = coin(rng, country)
    if country == "CHINA":
        core = f"{rng.choice(('SHENZHEN', 'BEIJING', 'SHANGHAI'))} {core}"
    field = f" {rng.choice(words.FIELDS)}" if rng.random() < 0.75 else ""
    return f"{core}{field}{rng.choice(legal_forms)}"


def _university(rng: Random) -> str:
    place = rng.choice(words.SEMINARY_TOWNS) if rng.random() < 0.3 else coin(rng, "")
    return rng.choice(words.UNIVERSITY_FORMS).format(place)


def _renamings(rng: Random, country: str, legal_forms: tuple[str, ...], until: date) -> list[tuple[date, str]]:
    """One to three new names; now and then a whole chain is registered on one day."""
    count = rng.choices((1, 2, 3), (70, 22, 8))[0]
    first = _day(rng, until)
    days = [first] * count if rng.random() < 0.15 else sorted([first, *(_day(rng, until) for _ in range(count - 1))])
    return [(day, _company(rng, country, legal_forms)) for day in days]


def _fixed(rng: Random, number: int, kind: str, name: str) -> Company:
    since = date(1900, 1, 1)
    return Company(number, kind, ((since, name),), ((since, make_address(rng, "")),))


def _day(rng: Random, until: date) -> date:
    """A day of the thirty years before ``until``, the later the likelier."""
    return until - timedelta(days=30 + int(10_900 * rng.random() ** 2))
