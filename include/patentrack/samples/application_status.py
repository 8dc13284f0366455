"""Generated files of the patent file wrapper: the state of every application that is public, as JSON.

A zip for each decade of filing, in it a file for each year. Only what the pipeline or a reader of its kind looks
at is filled; the member names are those of the USPTO's schema.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from patentrack.samples.assets import Asset
from patentrack.samples.classifications import Classifications
from patentrack.samples.companies import Person
from patentrack.samples.front_page_parties import COMPANIES_APPLY, mixed_case, spoken
from patentrack.samples.lifetimes import LARGE, MICRO, SMALL, Lifetimes
from patentrack.samples.packing import package, writer
from patentrack.samples.prosecution import Prosecution
from patentrack.samples.terms import term_extension
from patentrack.samples.world import World

FIRST_YEAR = 2001
_DECADE = 10
_TYPES = {
    "utility": ("UTL", "Utility"),
    "reissue": ("REI", "Re-Issue"),
    "plant": ("PLT", "Plant"),
    "design": ("DES", "Design"),
    "hague design": ("DES", "Design"),
}
_ENTITIES = {LARGE: "Regular Undiscounted", SMALL: "Small", MICRO: "Micro"}
_HEAD, _FOOT = '{"patentFileWrapperDataBag":[\n', "\n]}\n"


def write_application_status(folder: Path, lifetimes: Lifetimes) -> list[Path]:
    """Write ``YYYY-YYYY-patent-filewrapper-full-json-YYYYMMDD.zip`` for each decade of filing since 2001.

    Applications that are neither published nor granted by then are secret and left out.

    Args:
        folder: Where to; made if it is missing.
        lifetimes: Up to the day of the files, a Sunday as a rule.

    Returns:
        The paths, oldest decade first.
    """
    day, register, wrappers = lifetimes.until, lifetimes.world.register, _Wrappers(lifetimes)
    found = [
        (date.fromordinal(register.filed[number]).year, f"{register.application[number]:08d}", number)
        for number in range(len(register))
        if register.public_on(number, day.toordinal())
    ]
    years = [entry for entry in sorted(found) if entry[0] >= FIRST_YEAR]
    paths = []
    for first, decade in itertools.groupby(years, lambda entry: _decade(entry[0])):
        last = min(first + _DECADE - 1, day.year)
        path = folder / f"{first}-{last}-patent-filewrapper-full-json-{day:%Y%m%d}.zip"
        with package(path, day) as packed:
            for year, entries in itertools.groupby(decade, lambda entry: entry[0]):
                with packed.member(f"{year}.json") as out:
                    _write(out, (wrappers.record(number) for _, _, number in entries))
        paths.append(path)
    return paths


def write_status_bench_file(path: Path, *, megabytes: float) -> Path:
    """Write a file of about that many million bytes of JSON, from no world, to measure with.

    Args:
        path: ``.zip`` with one member, or the plain ``.json``.
        megabytes: Size of the JSON.
    """
    world = World(0, horizon=date(2024, 3, 5), assets=240)
    wrappers = _Wrappers(Lifetimes(world, world.horizon))
    texts = [_text(wrappers.record(number)) for number in range(200)]
    with writer(path, f"{path.stem}.json", world.horizon, large=megabytes > 2_000) as out:
        out.write(_HEAD.encode())
        left = megabytes * 1_000_000 - len(_HEAD) - len(_FOOT)
        for at in itertools.count():
            # The same few applications over and over, each time with another number.
            text = f"{_NUMBER}{10_000_000 + at:08d}{texts[at % len(texts)][len(_NUMBER) + 8 :]}"
            row = (",\n" * (at > 0) + text).encode()
            left -= len(row)
            if left < 0:
                break
            out.write(row)
        out.write(_FOOT.encode())
    return path


_NUMBER = '{"applicationNumberText":"'


class _Wrappers:
    """The file wrappers of a world on a day, as JSON objects."""

    def __init__(self, lifetimes: Lifetimes) -> None:
        self._world, self._lifetimes, self._day = lifetimes.world, lifetimes, lifetimes.until
        self._prosecution, self._classifications = Prosecution(lifetimes), Classifications(lifetimes.world)

    def record(self, number: int) -> dict[str, Any]:
        asset = self._world.asset(number)
        record: dict[str, Any] = {
            "applicationNumberText": asset.application,
            "applicationMetaData": self._meta(asset),
            "eventDataBag": [
                {"eventCode": step.code, "eventDescriptionText": step.text, "eventDate": _iso(step.day)}
                for step in reversed(self._prosecution.steps(number))
            ],
        }
        days = term_extension(self._world, number)
        if days and self._granted(asset):
            record["patentTermAdjustmentData"] = {"adjustmentTotalQuantity": days}
        record["lastIngestionDateTime"] = f"{self._day}T02:00:00"
        return record

    def _granted(self, asset: Asset) -> bool:
        return asset.granted is not None and asset.granted <= self._day

    def _meta(self, asset: Asset) -> dict[str, Any]:
        status = self._prosecution.status(asset.number)
        code, label = _TYPES[asset.type]
        inventors = self._world.inventors(asset.number)
        company = self._world.parties[asset.company].name_on(asset.filed)
        applicants = (
            [mixed_case(company)] if asset.filed >= COMPANIES_APPLY else [spoken(person) for person in inventors]
        )
        entity = self._lifetimes.of(asset.number).entity
        meta: dict[str, Any] = {
            "applicationStatusCode": status.code,
            "applicationStatusDescriptionText": status.text,
            "applicationStatusDate": _iso(status.day),
            "applicationTypeCode": code,
            "applicationTypeLabelName": label,
            "applicationTypeCategory": "REGULAR",
            "filingDate": str(asset.filed),
            "effectiveFilingDate": str(asset.filed),
            "inventionTitle": asset.title,
            "firstInventorToFileIndicator": "Y" if asset.filed >= date(2013, 3, 16) else "N",
            "firstInventorName": spoken(inventors[0]),
            "firstApplicantName": applicants[0],
            "inventorBag": [_inventor(person) for person in inventors],
            "applicantBag": [{"applicantNameText": name} for name in applicants],
            "entityStatusData": {
                "businessEntityStatusCategory": _ENTITIES[entity],
                "smallEntityStatusIndicator": entity == SMALL,
            },
            "nationalStageIndicator": False,
            "cpcClassificationBag": [symbol.text for symbol in self._classifications.of(asset.number)],
        }
        if self._granted(asset):
            meta |= {"grantDate": str(asset.granted), "patentNumber": asset.grant}
        if asset.published and asset.published <= self._day:
            meta["earliestPublicationNumber"] = f"US{asset.publication}{asset.publication_kind}"
            meta["earliestPublicationDate"] = str(asset.published)
        if asset.international:
            meta["internationalRegistrationNumber"] = asset.international
        return meta


def _inventor(person: Person) -> dict[str, str]:
    names = {"firstName": person.given.title(), "lastName": person.family.title(), "inventorNameText": spoken(person)}
    return names | ({"middleName": f"{person.middle}."} if person.middle else {})


def _write(out: IO[bytes], records: Iterable[dict[str, Any]]) -> None:
    out.write(_HEAD.encode())
    for at, text in enumerate(_texts(records)):
        out.write((",\n" * (at > 0) + text).encode())
    out.write(_FOOT.encode())


def _texts(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (_text(record) for record in records)


def _text(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _decade(year: int) -> int:
    return year - (year - 1) % _DECADE


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
