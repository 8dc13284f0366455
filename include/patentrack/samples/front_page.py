"""Front pages of a generated world as the USPTO's bibliographic files have them (Red Book XML 4.x).

Every document is a whole XML document with its own declaration and document type; the files hold them one after
the other. ASCII with numeric character references.
"""

from __future__ import annotations

from datetime import date, timedelta

from patentrack.samples.assets import Asset
from patentrack.samples.companies import Person, make_person, stream
from patentrack.samples.document_numbers import padded, printed_kind
from patentrack.samples.front_page_links import Linker, priority_xml, references_xml, related_xml
from patentrack.samples.front_page_parties import Parties, escape
from patentrack.samples.terms import term_extension, years_of_design
from patentrack.samples.world import World

_GRANT_DTDS = (
    (date(2022, 1, 4), "v46-2021-08-30", "v4.6 2021-08-30"), (date(2015, 1, 6), "v45-2014-04-03", "v4.5 2014-04-03"),
    (date(2013, 6, 4), "v44-2013-05-16", "v4.4 2013-05-16"), (date(2013, 1, 1), "v43-2012-12-04", "v4.3 2012-12-04"),
    (date(2007, 1, 2), "v42-2006-08-23", "v4.2 2006-08-23"), (date(2006, 1, 3), "v41-2005-08-25", "v4.1 2005-08-25"),
    (date.min, "v40-2004-12-02", "v4.0 2004-12-02"),
)  # fmt: skip
_PUBLICATION_DTDS = (
    (date(2022, 3, 3), "v46-2022-02-17", "v4.6 2022-02-17"), (date(2015, 1, 1), "v44-2014-04-03", "v4.4 2014-04-03"),
    (date(2013, 1, 3), "v43-2012-12-04", "v4.3 2012-12-04"), (date(2007, 1, 4), "v42-2006-08-23", "v4.2 2006-08-23"),
    (date(2006, 1, 5), "v41-2005-08-25", "v4.1 2005-08-25"), (date.min, "v40-2004-12-02", "v4.0 2004-12-02"),
)  # fmt: skip
_HAGUE_SINCE = date(2015, 5, 13)
_APPLICATION_TYPES = {"hague design": "design"}
_DISCLAIMED = 0.06


class FrontPages:
    """The front pages of one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._parties, self._linker = Parties(world), Linker(world)

    def grant(self, number: int) -> str:
        """The document of a grant.

        Raises:
            ValueError: The asset has no grant.
        """
        asset = self._world.asset(number)
        if asset.grant is None or asset.granted is None:
            raise ValueError(f"asset {number} is not granted")
        rng, links = stream(self._world.seed, "front page", number), self._linker.links(number)
        printed = padded(asset.grant)
        return "".join(
            (
                _opening("grant", _GRANT_DTDS, asset.granted, f"US{printed}"),
                "<us-bibliographic-data-grant>\n",
                _references(asset, printed, printed_kind(asset), asset.granted),
                priority_xml(links),
                self._term(asset, disclaimed=rng.random() < _DISCLAIMED),
                _title(asset),
                references_xml(self._linker.citations(number), asset.granted),
                f"<number-of-claims>{1 if asset.type in _SINGLE_CLAIM else rng.randint(4, 30)}</number-of-claims>\n"
                "<us-exemplary-claim>1</us-exemplary-claim>\n",
                related_xml(self._world, asset, links, asset.granted, of_grant=True),
                self._parties.of_grant(asset, asset.granted),
                _examiner(make_person(rng, ""), rng.randint(1610, 3799)),
                _hague(asset),
                "</us-bibliographic-data-grant>\n</us-patent-grant>\n",
            )
        )

    def publication(self, number: int) -> str:
        """The document of a published application.

        Raises:
            ValueError: The asset is never published.
        """
        asset = self._world.asset(number)
        if asset.publication is None or asset.published is None:
            raise ValueError(f"asset {number} is not published")
        links, kind = self._linker.links(number), asset.publication_kind
        return "".join(
            (
                _opening("application", _PUBLICATION_DTDS, asset.published, f"US{asset.publication}{kind}"),
                '<us-bibliographic-data-application lang="EN" country="US">\n',
                _references(asset, asset.publication, kind, asset.published),
                priority_xml(links),
                _title(asset),
                related_xml(self._world, asset, links, asset.published, of_grant=False),
                self._parties.of_publication(asset, asset.published),
                "</us-bibliographic-data-application>\n</us-patent-application>\n",
            )
        )

    def _term(self, asset: Asset, *, disclaimed: bool) -> str:
        years, days = years_of_design(self._world, asset.number), term_extension(self._world, asset.number)
        parts = [f"<length-of-grant>{years}</length-of-grant>\n"] if years else []
        if days:
            parts.append(f"<us-term-extension>{days}</us-term-extension>\n")
        if disclaimed and not years:
            text = "This patent is subject to a terminal disclaimer."
            parts.append(f"<disclaimer>\n<text>{text}</text>\n</disclaimer>\n")
        return f"<us-term-of-grant>\n{''.join(parts)}</us-term-of-grant>\n" if parts else ""


_SINGLE_CLAIM = frozenset({"design", "hague design", "plant"})


def _opening(what: str, dtds: tuple[tuple[date, str, str], ...], printed: date, name: str) -> str:
    _, file, version = next(dtd for dtd in dtds if printed >= dtd[0])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<!DOCTYPE us-patent-{what} SYSTEM "us-patent-{what}-{file}.dtd" [ ]>\n'
        f'<us-patent-{what} lang="EN" dtd-version="{version}" file="{name}-{printed:%Y%m%d}.XML" status="PRODUCTION" '
        f'id="us-patent-{what}" country="US" date-produced="{printed - timedelta(days=15):%Y%m%d}" '
        f'date-publ="{printed:%Y%m%d}">\n'
    )


def _references(asset: Asset, number: str, kind: str, day: date) -> str:
    return (
        f"<publication-reference>\n<document-id>\n<country>US</country>\n<doc-number>{number}</doc-number>\n"
        f"<kind>{kind}</kind>\n<date>{day:%Y%m%d}</date>\n</document-id>\n</publication-reference>\n"
        f'<application-reference appl-type="{_APPLICATION_TYPES.get(asset.type, asset.type)}">\n<document-id>\n'
        f"<country>US</country>\n<doc-number>{asset.application}</doc-number>\n<date>{asset.filed:%Y%m%d}</date>\n"
        "</document-id>\n</application-reference>\n"
        f"<us-application-series-code>{asset.application[:2]}</us-application-series-code>\n"
    )


def _title(asset: Asset) -> str:
    return f'<invention-title id="d2e53">{escape(asset.title)}</invention-title>\n'


def _examiner(person: Person, unit: int) -> str:
    return (
        f"<examiners>\n<primary-examiner>\n<last-name>{escape(person.family.title())}</last-name>\n"
        f"<first-name>{person.given.title()}</first-name>\n<department>{unit}</department>\n"
        "</primary-examiner>\n</examiners>\n"
    )


def _hague(asset: Asset) -> str:
    if asset.international is None or asset.granted is None or asset.granted < _HAGUE_SINCE:
        return ""
    registered = asset.filed + timedelta(days=30)
    return (
        "<hague-agreement-data>\n"
        f"<international-filing-date><date>{asset.filed:%Y%m%d}</date></international-filing-date>\n"
        f"<international-registration-date><date>{registered:%Y%m%d}</date></international-registration-date>\n"
        f"<international-registration-number>{asset.international}</international-registration-number>\n"
        "</hague-agreement-data>\n"
    )
