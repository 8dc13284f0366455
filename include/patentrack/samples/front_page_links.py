"""What other documents the front pages of a generated world name: citations, parents, provisionals, priorities."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from patentrack.samples.assets import DESIGN, PLANT, REISSUE, UTILITY, Asset
from patentrack.samples.citations import Citation, Citations
from patentrack.samples.companies import stream
from patentrack.samples.front_page_parties import escape
from patentrack.samples.vocabulary import COUNTRY_CODES
from patentrack.samples.world import World

_US_CITATIONS = date(2013, 1, 1)  # the tags of citations change with this grant date
_PROVISIONALS = ((date(2020, 6, 1), 63), (date(2014, 1, 1), 62), (date(2007, 12, 1), 61), (date(1995, 6, 8), 60))
_RELATIONS = (("continuation", 55), ("continuation-in-part", 20), ("division", 25))
_RELATED, _PROVISIONAL, _PRIORITY = 0.22, 0.3, 0.8
_SEARCHED = 12  # how many of a company's latest applications may be the parent


@dataclass(frozen=True, slots=True)
class Links:
    """What an application says it goes back to."""

    relation: str = ""
    parent: int | None = None
    provisional: tuple[str, date] | None = None
    priority: tuple[str, str, date] | None = None


class Linker:
    """The links of a world's assets. They are the same on the publication and on the grant."""

    def __init__(self, world: World) -> None:
        self._world, self._citations = world, Citations(world)
        self._own = [array("i") for _ in world.companies]
        for asset, company in enumerate(world.applicant):
            self._own[company].append(asset)

    def links(self, number: int) -> Links:
        """Parent, provisional and foreign priority of an asset."""
        rng, register = stream(self._world.seed, "links", number), self._world.register
        kind, filed = register.type[number], date.fromordinal(register.filed[number])
        country = COUNTRY_CODES[self._world.parties[self._world.applicant[number]].country]
        relation, parent = "", None
        if kind == REISSUE:
            relation, parent = "reissue", self._parent(rng, number, granted=True)
        elif kind in (UTILITY, DESIGN) and rng.random() < _RELATED:
            relation = rng.choices([name for name, _ in _RELATIONS], [weight for _, weight in _RELATIONS])[0]
            parent = self._parent(rng, number, granted=False)
        if country != "US":
            earlier = filed - timedelta(days=rng.randint(120, 364))
            claimed = rng.random() < _PRIORITY
            return Links(
                relation, parent, None, (country, _foreign(rng, country, earlier), earlier) if claimed else None
            )
        provisional = None
        if kind in (UTILITY, PLANT) and rng.random() < _PROVISIONAL:
            provisional = _provisional(rng, filed - timedelta(days=rng.randint(200, 364)))
        return Links(relation, parent, provisional)

    def citations(self, number: int) -> list[Citation]:
        """The patents and publications a grant cites."""
        return self._citations.of(number)

    def _parent(self, rng: Random, number: int, *, granted: bool) -> int | None:
        """An earlier asset of the same company and type: granted by then, or still pending."""
        register, own = self._world.register, self._own[self._world.applicant[number]]
        filed, wanted = register.filed[number], UTILITY if granted else register.type[number]
        until = bisect_left(own, number)
        candidates = [
            asset
            for asset in own[max(0, until - _SEARCHED) : until]
            if register.type[asset] == wanted
            and register.filed[asset] < filed
            and (0 < register.granted[asset] <= filed) == granted
        ]
        return rng.choice(candidates) if candidates else None


def references_xml(citations: list[Citation], granted: date) -> str:
    """The list of cited documents; empty text when there is none."""
    if not citations:
        return ""
    prefix = "us-" if granted >= _US_CITATIONS else ""
    rows = "".join(
        f'<{prefix}citation>\n<patcit num="{at:05d}">\n<document-id>\n<country>{cited.country}</country>\n'
        f"<doc-number>{cited.number}</doc-number>\n<kind>{cited.kind}</kind>\n"
        f"{f'<name>{escape(cited.name)}</name>{chr(10)}' if cited.name else ''}"
        f"<date>{date.fromordinal(cited.day):%Y%m}00</date>\n</document-id>\n</patcit>\n"
        f"<category>{cited.category}</category>\n</{prefix}citation>\n"
        for at, cited in enumerate(citations, start=1)
    )
    article = (
        f'<{prefix}citation>\n<nplcit num="{len(citations) + 1:05d}">\n<othercit>Office Action dated '
        f"{granted - timedelta(days=300):%b. %d, %Y}; 12 pages.</othercit>\n</nplcit>\n"
        f"<category>{citations[-1].category}</category>\n</{prefix}citation>\n"
    )
    return f"<{prefix}references-cited>\n{rows}{article}</{prefix}references-cited>\n"


def priority_xml(links: Links) -> str:
    """The foreign priority, if one is claimed."""
    if links.priority is None:
        return ""
    country, number, day = links.priority
    return (
        f'<priority-claims>\n<priority-claim sequence="01" kind="national">\n<country>{country}</country>\n'
        f"<doc-number>{number}</doc-number>\n<date>{day:%Y%m%d}</date>\n</priority-claim>\n</priority-claims>\n"
    )


def related_xml(world: World, asset: Asset, links: Links, printed: date, *, of_grant: bool) -> str:
    """Parent, provisional and, on a grant, the asset's own publication; empty text when there is none."""
    parts = []
    if links.parent is not None:
        parts.append(_relation(asset, world.asset(links.parent), links.relation, printed))
    if links.provisional:
        number, day = links.provisional
        parts.append(
            f"<us-provisional-application>\n{_document_id(number, day=day)}</us-provisional-application>\n"
        )  # fmt: skip
    if of_grant and asset.publication and asset.published and asset.published < printed:
        published = _document_id(asset.publication, asset.publication_kind, asset.published)
        parts.append(f"<related-publication>\n{published}</related-publication>\n")
    return f"<us-related-documents>\n{''.join(parts)}</us-related-documents>\n" if parts else ""


def _relation(asset: Asset, parent: Asset, relation: str, printed: date) -> str:
    status = "<parent-status>PENDING</parent-status>\n"
    if parent.grant and parent.granted and parent.granted < printed:
        status = f"<parent-grant-document>\n{_document_id(parent.grant)}</parent-grant-document>\n"
    return (
        f"<{relation}>\n<relation>\n<parent-doc>\n{_document_id(parent.application, day=parent.filed)}{status}"
        f"</parent-doc>\n<child-doc>\n{_document_id(asset.application)}</child-doc>\n</relation>\n</{relation}>\n"
    )


def _document_id(number: str, kind: str = "", day: date | None = None) -> str:
    return (
        f"<document-id>\n<country>US</country>\n<doc-number>{number}</doc-number>\n"
        f"{f'<kind>{kind}</kind>{chr(10)}' if kind else ''}{f'<date>{day:%Y%m%d}</date>{chr(10)}' if day else ''}"
        "</document-id>\n"
    )


def _provisional(rng: Random, day: date) -> tuple[str, date] | None:
    series = next((series for since, series in _PROVISIONALS if day >= since), None)
    return (f"{series}{rng.randint(1, 999_999):06d}", day) if series else None


def _foreign(rng: Random, country: str, day: date) -> str:
    if country == "JP":
        return f"{day.year}-{rng.randint(1, 290_000):06d}"
    if country == "KR":
        return f"10-{day.year}-{rng.randint(1, 190_000):07d}"
    if country == "DE":
        return f"10 {day.year} {rng.randint(100_000, 219_999)}"
    return str(rng.randint(1_000_000, 9_999_999))
