"""How documents of a world look in the XML of the USPTO's patent assignment files (PADX).

One record a line without indentation, ASCII with numeric character references, the document type definition
inside the file: the layout of the daily files as the USPTO ships them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random

from patentrack.samples import vocabulary as words
from patentrack.samples.companies import Address, Company, make_address, make_person, respell, stream
from patentrack.samples.documents import A_PERSON, INVENTORS, Document
from patentrack.samples.world import World
from patentrack.sources.assignment_dtd import DTD

FOOT = "</patent-assignments></us-patent-assignments>\n"
NO_DATA = "<data-available-code>N</data-available-code>\n"

_OLD = date(1990, 1, 1).toordinal()
# Leaves as they occur in real files; a name on a document-id and markup in titles do not.
_NO_DATE = "00000101"
_CORRESPONDENT_WIDTH = 40  # the USPTO cuts names there
_ASSIGNOR_WIDTH = 116


@dataclass(frozen=True, slots=True)
class Sending:
    """One document as one file has it.

    Args:
        document: What was recorded.
        updated: last-update-date; publications and grants later than this are not in the record.
        purged: The USPTO withdraws the record (purge-indicator Y).
        removed: How many properties, from the last, a later edit has taken out.
    """

    document: Document
    updated: date
    purged: bool = False
    removed: int = 0


def head(day: date) -> str:
    """All that precedes the first record of the daily file of ``day``."""
    # date-produced is the document type's date in real files too, not the file's.
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE us-patent-assignments [\n{DTD}]>\n'
        '<us-patent-assignments dtd-version="1.0" date-produced="20131101">'
        "<action-key-code>DA</action-key-code>"
        f"<transaction-date><date>{day:%Y%m%d}</date></transaction-date><patent-assignments>\n"
    )


def indent(line: str) -> str:
    """The same record with one element a line, two blanks a level: the layout of re-indented copies."""
    depth, rows = 2, []
    for row in re.sub(r"(</[^>]+>|<[^/>]+>)(?=<)", r"\1\n", line).splitlines():
        closes = row.startswith("</")
        depth -= closes
        rows.append("  " * depth + row)
        depth += not closes and "</" not in row
    return "\n".join(rows) + "\n"


class Printer:
    """Writes documents of one world as record lines. The same document always has the same spellings."""

    def __init__(self, world: World) -> None:
        self.world = world
        # A day sees an asset in one of few states, so that a portfolio's properties are written once.
        self._property = lru_cache(maxsize=20_000)(self._print_property)

    def visible(self, sending: Sending) -> list[int]:
        """The assets of the record: those published or granted by the day of the update."""
        register, day = self.world.register, sending.updated.toordinal()
        assets = [asset for asset in sending.document.assets if register.public_on(asset, day)]
        return assets[: max(1, len(assets) - sending.removed)]

    def record(self, sending: Sending) -> str:
        """One line, with its line end; an empty text when nothing of the document is public yet."""
        assets = self.visible(sending)
        if not assets:
            return ""
        document = sending.document
        rng = stream(self.world.seed, "record", document.reel, document.frame)
        parts = [
            "<patent-assignment><assignment-record>",
            f"<reel-no>{document.reel}</reel-no><frame-no>{document.frame}</frame-no>",
            f"<last-update-date>{_date(sending.updated)}</last-update-date>",
            f"<purge-indicator>{'Y' if sending.purged else 'N'}</purge-indicator>",
            f"<recorded-date>{_date(date.fromordinal(document.recorded))}</recorded-date>",
            f"<page-count>{document.pages}</page-count>" if rng.random() < 0.997 else "",
            self._correspondent(rng, document),
            f"<conveyance-text>{_escape(_conveyance(rng, document))}</conveyance-text></assignment-record>",
            "<patent-assignors>",
            *self._assignors(rng, document),
            "</patent-assignors><patent-assignees>",
            *self._assignees(rng, document),
            "</patent-assignees><patent-properties>",
        ]
        day, old = sending.updated.toordinal(), document.recorded < _OLD
        granted, published = self.world.register.granted, self.world.register.published
        parts += [
            self._property(asset, 0 < published[asset] <= day, 0 < granted[asset] <= day, old) for asset in assets
        ]
        parts.append("</patent-properties></patent-assignment>\n")
        return "".join(parts)

    def _correspondent(self, rng: Random, document: Document) -> str:
        firm, address = rng.choice(self.world.firms)
        lines = [address.street, *([address.suite] if address.suite else []), _city_line(address)]
        name, share = firm, rng.random()
        if share < 0.3:
            person = make_person(rng, "")
            name = f"{person.given} {person.middle}. {person.family}".replace(" . ", " ")
            if share < 0.15:
                lines.insert(0, f"C/O {firm}")
        elif share < 0.45 and document.receiver >= 0:
            company = self.world.parties[document.receiver]
            name = company.name_on(date.fromordinal(document.recorded))
        tags = "".join(f"<address-{at}>{_escape(text)}</address-{at}>" for at, text in enumerate(lines[:4], start=1))
        name = _escape(name[:_CORRESPONDENT_WIDTH].rstrip())
        return f"<correspondent><name>{name}</name>{tags}</correspondent>"

    def _assignors(self, rng: Random, document: Document) -> list[str]:
        if document.giver != INVENTORS:
            name = self._company_name(rng, document, self.world.parties[document.giver], giver=True)
            return [_assignor(rng, name, document)]
        inventors = self.world.inventors(document.assets[0])
        half = (len(inventors) + 1) // 2
        signed = (inventors, inventors[:half], inventors[half:])[document.part]
        return [
            _assignor(rng, person.name if rng.random() > 0.04 else f"{person.family}, {person.given[0]}.", document)
            for person in signed
        ]

    def _assignees(self, rng: Random, document: Document) -> list[str]:
        day = date.fromordinal(document.executed)
        if document.receiver == A_PERSON:
            return [_assignee(make_person(rng, "").name, make_address(rng, ""))]
        company = self.world.parties[document.receiver]
        name, address = self._company_name(rng, document, company, giver=False), company.address_on(day)
        if document.kind == "address":
            address = company.addresses[document.step][1]
        if document.recorded < _OLD:
            return [_old_assignee(rng, name, address)]
        tags = [_assignee(name, address)]
        if document.kind == "sale" and rng.random() < 0.05:
            tags.append(_assignee(make_person(rng, company.country).name, make_address(rng, company.country)))
        return tags

    def _company_name(self, rng: Random, document: Document, company: Company, *, giver: bool) -> str:
        if document.kind in ("name_change", "legal_form"):
            name = company.names[document.step - giver][1]
        else:
            name = company.name_on(date.fromordinal(document.executed))
        return respell(rng, name) if rng.random() < 0.12 else name

    def _print_property(self, number: int, published: bool, granted: bool, old: bool) -> str:
        asset = self.world.asset(number)
        rng = stream(self.world.seed, "property", number)
        # Of the oldest properties a third has neither title nor filing date, a third no date of grant.
        bare = old and rng.random() < 0.32
        undated = old and rng.random() < 0.33
        kindless = old and rng.random() < 0.2
        tags = ["<patent-property>"]
        if not (bare and kindless):
            tags.append(_document_id(asset.application, "X0", None if bare else asset.filed))
        if published and asset.publication:
            tags.append(_document_id(asset.publication, asset.publication_kind, asset.published))
        if asset.international:
            tags.append(_document_id(asset.international, "", asset.granted, country="IB"))
        if granted and asset.grant:
            tags.append(
                _document_id(asset.grant, "" if kindless else asset.grant_kind, None if undated else asset.granted)
            )
        if not bare:
            tags.append(f'<invention-title lang="en">{_escape(asset.title)}</invention-title>')
        tags.append("</patent-property>")
        return "".join(tags)


def _conveyance(rng: Random, document: Document) -> str:
    """The text of the document's kind; corrections and some releases name the earlier reel and frame."""
    if document.kind == "employee" and document.recorded < _OLD:
        return rng.choice(words.OLD_ASSIGNMENTS)
    text = _weighted(rng, words.CONVEYANCES[document.kind])
    if "{" not in text:
        return text
    earlier = document.refers
    if earlier is None:
        return words.CONVEYANCES[document.kind][-1][0]
    reference = _weighted(rng, words.REFERENCES).format(reel=earlier.reel, frame=earlier.frame)
    act = "THE ASSIGNMENT" if rng.random() < 0.9 else "THE CHANGE OF NAME"
    text = text.format(error=rng.choice(words.CORRECTED), ref=reference, act=act)
    return text.replace("AT AT ", "AT ").replace("AT ON ", "ON ")


def _weighted(rng: Random, choices: tuple[tuple[str, float], ...]) -> str:
    return rng.choices([text for text, _ in choices], [weight for _, weight in choices])[0]


def _assignor(rng: Random, name: str, document: Document) -> str:
    """Four in a hundred old givers have no date of execution; some of those were acknowledged instead."""
    day = _date(date.fromordinal(document.executed))
    tag, share = f"<execution-date>{day}</execution-date>", rng.random()
    if document.recorded < _OLD:
        if share < 0.04:
            tag = f"<date-acknowledged>{day}</date-acknowledged>" if share < 0.02 else ""
    elif share < 0.002:
        tag = f"<date-acknowledged>{day}</date-acknowledged>"
    elif share < 0.003:
        tag = f"<execution-date><date>{_NO_DATE}</date></execution-date>"
    return f"<patent-assignor><name>{_escape(name[:_ASSIGNOR_WIDTH])}</name>{tag}</patent-assignor>"


def _assignee(name: str, address: Address) -> str:
    return "".join(
        (
            f"<patent-assignee><name>{_escape(name)}</name><address-1>{_escape(address.street)}</address-1>",
            f"<address-2>{_escape(address.suite)}</address-2>" if address.suite else "",
            f"<city>{_escape(address.city)}</city>",
            f"<state>{address.state}</state>" if address.state else "",
            f"<country-name>{address.country}</country-name>" if address.country else "",
            f"<postcode>{address.postcode}</postcode>" if address.postcode else "",
            "</patent-assignee>",
        )
    )


def _old_assignee(rng: Random, name: str, address: Address) -> str:
    """Before 1990: address and incorporation inside the name, or a country that is NOT PROVIDED."""
    share = rng.random()
    if share < 0.15:
        return (
            f"<patent-assignee><name>{_escape(name)}</name><country-name>NOT PROVIDED</country-name></patent-assignee>"
        )
    if share < 0.25:
        return _assignee(name, address)
    if not address.state:
        inside = f"{name}, A CORP. OF {address.country}"
        return (
            f"<patent-assignee><name>{_escape(inside)}</name><city>{_escape(address.city)},</city>"
            f"<country-name>{address.country}</country-name></patent-assignee>"
        )
    inside = f"{name}, {address.street}, {address.city}, {address.state_code} {address.postcode} A DE CORP."
    return f"<patent-assignee><name>{_escape(inside)}</name><state>DELAWARE</state></patent-assignee>"


def _document_id(number: str, kind: str, day: date | None, *, country: str = "US") -> str:
    return (
        f"<document-id><country>{country}</country><doc-number>{number}</doc-number>"
        f"{f'<kind>{kind}</kind>' if kind else ''}{_date(day) if day else ''}</document-id>"
    )


def _city_line(address: Address) -> str:
    return " ".join(part for part in (f"{address.city},", address.state_code, address.postcode) if part)


def _date(day: date) -> str:
    return f"<date>{day.year:04d}{day.month:02d}{day.day:02d}</date>"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;")
