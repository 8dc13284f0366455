"""A small invented world of companies, people, patents and recorded documents.

It is the one truth from which the files of all products are views: assignments, front pages, classification,
fees and status tell of the same assets of one :class:`World`. Everything follows from the seed.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from patentrack.samples import vocabulary as words
from patentrack.samples.assets import (
    DESIGN,
    HAGUE,
    PLANT,
    TYPES,
    Asset,
    Draft,
    Register,
    draw,
    draw_granted,
    draw_published,
)
from patentrack.samples.companies import (
    Company,
    Person,
    make_agencies,
    make_companies,
    make_firms,
    make_lenders,
    make_person,
    stream,
)
from patentrack.samples.documents import number
from patentrack.samples.events import happen

_INVENTOR_COUNTS = ((1, 2, 3, 4, 5, 6, 7, 8, 10, 13), (34, 24, 17, 9, 7, 3, 3, 1.6, 0.9, 0.5))
# Filing years as in a file of re-sent records: few old ones, most of the last fifteen years.
_YEARS = ((1981, 0.22), (1990, 0.2), (2000, 1.4), (2008, 5.0), (2013, 7.0), (2018, 6.0))


class World:
    """Parties, assets and documents that hang together.

    Args:
        seed: Everything follows from it (and from the other arguments).
        horizon: The last day of the world; nothing is recorded after it.
        assets: How many applications there are.
        week: Monday of a week in which most of the assets are granted (Tuesday), published (Thursday) or
            newly recorded, so that its daily files are as full as real ones; None = spread over the years.
    """

    def __init__(self, seed: int, *, horizon: date, assets: int, week: date | None = None) -> None:
        self.seed, self.horizon, self.week = seed, horizon, week
        rng = stream(seed, "parties", horizon)
        self.companies = make_companies(rng, max(24, assets // 60), 0, until=horizon)
        self.lenders = make_lenders(rng, len(self.companies))
        self.agencies = make_agencies(rng, len(self.companies) + len(self.lenders))
        self.parties: list[Company] = [*self.companies, *self.lenders, *self.agencies]
        self.firms = make_firms(rng)
        self.register = Register(list(_drafts(seed, horizon, assets, week)))
        rng = stream(seed, "owners", horizon)
        ranks = [1 / (rank + 4) ** 0.95 for rank in range(len(self.companies))]
        self.applicant = array("i", rng.choices(range(len(ranks)), ranks, k=assets))
        self.asset = lru_cache(maxsize=20_000)(self._asset)
        self.inventors = lru_cache(maxsize=20_000)(self._inventors)
        self.documents = sorted(happen(self), key=lambda document: document.recorded)
        number(self.documents)

    def recording_days(self) -> list[int]:
        """The days whose recordings are sent in the week: Friday before to Thursday."""
        if self.week is None:
            return []
        monday = self.week.toordinal()
        return [monday - 3, monday, monday + 1, monday + 2, monday + 3]

    def _asset(self, number: int) -> Asset:
        register, rng = self.register, stream(self.seed, "asset", number)
        kind, published, granted = register.type[number], register.published[number], register.granted[number]
        return Asset(
            number=number,
            type=TYPES[kind],
            company=self.applicant[number],
            application=f"{register.application[number]:08d}",
            filed=date.fromordinal(register.filed[number]),
            title=_title(rng, kind),
            publication=register.publication_number(number),
            published=date.fromordinal(published) if published else None,
            publication_kind="P1" if kind == PLANT else "A1",
            grant=register.grant_number(number),
            granted=date.fromordinal(granted) if granted else None,
            grant_kind=register.grant_kind(number),
            international=f"DM/{(number * 7919) % 900_000 + 100_000}" if kind == HAGUE else None,
        )

    def _inventors(self, number: int) -> tuple[Person, ...]:
        """Who invented it: people of the applicant's staff, some of them again and again."""
        rng, company = stream(self.seed, "inventors", number), self.applicant[number]
        staff = 4 + 6_000 // (company + 4)
        count = rng.choices(*_INVENTOR_COUNTS)[0]
        numbers = dict.fromkeys(int(staff * rng.random() ** 2) for _ in range(int(count)))
        return tuple(self._person(company, at) for at in numbers)

    def _person(self, company: int, number: int) -> Person:
        return make_person(stream(self.seed, "person", company, number), self.parties[company].country)


def _drafts(seed: int, horizon: date, count: int, week: date | None) -> Iterator[Draft]:
    rng = stream(seed, "assets", horizon, week)
    until = horizon.toordinal()
    bounds = [*_YEARS, (horizon.year, 0.0)]
    weighted = {
        year: weight
        for (first, weight), (end, _) in itertools.pairwise(bounds)
        for year in range(first, min(end, horizon.year))
    } or {1981: 1.0}
    years = (list(weighted), list(weighted.values()))
    monday = 0 if week is None else week.toordinal()
    recent = min(max(60, count // 18), count // 3) if monday else 0
    for n in range(count):
        if not monday:
            yield draw(rng, years, until=until)
        elif n < recent:
            yield _recently_recorded(n, monday, draw(rng, ([horizon.year - 3, horizon.year - 4], [1, 1]), until=until))
        else:
            share = rng.random()
            if share < 0.66:
                yield draw_granted(rng, monday + 1)
            elif share < 0.86:
                yield draw_published(rng, monday + 3)
            else:
                yield draw(rng, years, until=until)


def _recently_recorded(n: int, monday: int, draft: Draft) -> Draft:
    """An asset whose first assignment is recorded in the week, long after filing.

    Every third of those recorded on the Friday before is granted on the Tuesday: Monday's file has it with
    its publication, Tuesday's sends it again with the grant.
    """
    late = (monday - 3, monday, monday + 1, monday + 2, monday + 3)[n % 5]
    published = draft.published or 0
    granted = draft.granted
    if n % 15 == 0:
        published, granted = monday + 3 - 7 * 60, monday + 1
        return Draft(min(draft.filed, published - 200), published, granted, 0, late)
    if not (published and published < late) and not (granted and granted < late):
        published, granted = 0, monday + 1 - 7 * (3 + n % 40)
    if granted >= late:
        granted = 0
    return Draft(draft.filed, published, granted, draft.type, late)


def _title(rng: Random, kind: int) -> str:
    """Mixed case, but capitals throughout for nearly half of the applicants."""
    if kind == PLANT:
        title = rng.choice(words.PLANT_TITLES)
    elif kind in (DESIGN, HAGUE):
        title = rng.choice(words.DESIGN_TITLES)
    else:
        act = f"{rng.choice(words.TITLE_ACTS)} " if rng.random() < 0.7 else ""
        core = f"{act}{rng.choice(words.TITLE_QUALITIES)} {rng.choice(words.TITLE_THINGS)}"
        title = rng.choice(words.TITLE_OPENINGS).format(core) + rng.choice(words.TITLE_TAILS)
        title = title[0].upper() + title[1:]
    return title.upper() if rng.random() < 0.45 else title


def file_week(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
