"""Which earlier documents a generated world's grants cite.

A few grants are cited again and again, most never or once: what is cited much by others is worth a licence.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random

from patentrack.samples.companies import stream
from patentrack.samples.document_numbers import cited_publication, printed_kind
from patentrack.samples.world import World

BY_EXAMINER, BY_APPLICANT, BY_OTHER = "cited by examiner", "cited by applicant", "cited by other"
_FEWEST, _MOST = 3, 30
_SEARCHED_BEFORE = 120  # days before the grant after which nothing new is cited
_CLASSIC_AGE = 12 * 365
_CLASSIC, _FAME, _FOREIGN = 0.3, 0.4, 0.15  # of citations, of old grants, of citations
_CATEGORIES_OF_TODAY = date(2013, 1, 1).toordinal()
_OFFICES = ("EP", "JP", "WO", "DE", "GB", "CN", "KR")


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited patent document.

    Args:
        asset: Its number in the world; None for a foreign one.
        country: Office.
        number: As citations print it.
        kind: Kind code.
        name: Inventor printed beside it, or empty.
        day: Day ordinal of the document; only its year and month are printed.
        category: Who cited it.
    """

    asset: int | None
    country: str
    number: str
    kind: str
    name: str
    day: int
    category: str


class Citations:
    """The citations of a world's grants."""

    def __init__(self, world: World) -> None:
        self._world, register = world, world.register
        first_public = [
            (min(filter(None, (register.published[asset], register.granted[asset]))), asset)
            for asset in range(len(register))
            if register.published[asset] or register.granted[asset]
        ]
        first_public.sort()
        self._days = array("i", (day for day, _ in first_public))
        self._assets = array("i", (asset for _, asset in first_public))
        old = world.horizon.toordinal() - _CLASSIC_AGE
        classics = (at for at in range(len(register)) if register.granted[at] and register.filed[at] <= old)
        # The most famous first, in any order but that of their age.
        famous = sorted(
            (fame, asset) for asset in classics if (fame := stream(world.seed, "fame", asset).random()) < _FAME
        )
        self._classics = array("i", (asset for _, asset in famous))
        self._cited = lru_cache(maxsize=20_000)(self._cited_grant)

    def of(self, number: int) -> list[Citation]:
        """What a grant cites: grants, then publications, then foreign documents, each by date.

        Three to thirty documents, fewer where the world has nothing older.
        """
        register = self._world.register
        granted = register.granted[number]
        if not granted:
            return []
        rng = stream(self._world.seed, "citations", number)
        latest = granted - _SEARCHED_BEFORE
        count = _FEWEST + int((_MOST + 1 - _FEWEST) * rng.random() ** 2.4)
        foreign = sum(rng.random() < _FOREIGN for _ in range(count))
        chosen = dict.fromkeys(self._choose(rng, latest) for _ in range(count - foreign))
        found = [self._cite(rng, asset, granted, latest) for asset in chosen if asset is not None and asset != number]
        found += [_foreign(rng, granted) for _ in range(foreign)]
        return sorted(found, key=lambda each: (each.country != "US", "/" in each.number, each.day, each.number))

    def _choose(self, rng: Random, latest: int) -> int | None:
        """An asset public before a day: a classic, or a recent one."""
        register = self._world.register
        if self._classics and rng.random() < _CLASSIC:
            asset = self._classics[int(len(self._classics) * rng.random() ** 3)]
            if register.granted[asset] < latest:
                return asset
        older = bisect_left(self._days, latest)
        return self._assets[int(older * (1 - rng.random() ** 2))] if older else None

    def _cite(self, rng: Random, asset: int, granted: int, latest: int) -> Citation:
        register = self._world.register
        category = _category(rng, granted)
        if 0 < register.granted[asset] < latest:
            number, kind, name = self._cited(asset)
            return Citation(asset, "US", number, kind, name, register.granted[asset], category)
        cited = self._world.asset(asset)
        name = self._first_name(asset, of_publication=True)
        number = cited_publication(cited.publication or "")
        return Citation(asset, "US", number, cited.publication_kind, name, register.published[asset], category)

    def _cited_grant(self, asset: int) -> tuple[str, str, str]:
        cited = self._world.asset(asset)
        return cited.grant or "", printed_kind(cited), self._first_name(asset)

    def _first_name(self, asset: int, *, of_publication: bool = False) -> str:
        inventors = self._world.inventors(asset)
        tail = " et al." if len(inventors) > 1 and not of_publication else ""
        return inventors[0].family.title() + tail


def _category(rng: Random, granted: int) -> str:
    if rng.random() < 0.35:
        return BY_EXAMINER
    return BY_APPLICANT if granted >= _CATEGORIES_OF_TODAY else BY_OTHER


def _foreign(rng: Random, granted: int) -> Citation:
    country = rng.choice(_OFFICES)
    day = granted - rng.randint(400, 7_000)
    year = date.fromordinal(day).year
    number = (
        f"{year}/{rng.randint(1, 170_000):06d}" if country in ("WO", "JP") else f"{rng.randint(100_000, 4_999_999):07d}"
    )
    return Citation(None, country, number, "A1" if country in ("EP", "WO") else "A", "", day, _category(rng, granted))
