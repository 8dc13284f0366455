"""What there is to own in a generated world: applications, their publications and grants.

Numbers follow the USPTO's own course: application series by filing date, publications on Thursdays since
March 2001, grants on Tuesdays, patent 10,000,000 on 2018-06-19. They rise with their dates and are unique.
"""

from __future__ import annotations

from array import array
from bisect import bisect
from dataclasses import dataclass
from datetime import date
from random import Random

FIRST_PUBLICATION = date(2001, 3, 15).toordinal()
UTILITY, DESIGN, HAGUE, REISSUE, PLANT = range(5)
TYPES = ("utility", "design", "hague design", "reissue", "plant")
_TYPE_WEIGHTS = (95.6, 2.9, 0.4, 0.6, 0.5)

# First day of each application series; the last entry only bounds the one before.
_SERIES = tuple(
    (date(*first).toordinal(), number)
    for first, number in (
        ((1979, 1, 1), 6), ((1987, 1, 1), 7), ((1993, 1, 1), 8), ((1998, 1, 1), 9), ((2001, 10, 1), 10),
        ((2004, 12, 1), 11), ((2007, 12, 1), 12), ((2011, 2, 1), 13), ((2013, 10, 1), 14), ((2016, 5, 1), 15),
        ((2018, 6, 15), 16), ((2020, 6, 15), 17), ((2022, 6, 15), 18), ((2025, 1, 1), 19),
        ((2027, 12, 1), 20), ((2030, 12, 1), 21),
    )
)  # fmt: skip
_DESIGN_SERIES, _HAGUE_SERIES = 29, 35
# The first grant of some years, by kind of number.
_GRANTS: dict[int, tuple[tuple[int, int], ...]] = {
    kind: tuple((date(*day).toordinal(), number) for day, number in anchors)
    for kind, anchors in {
        UTILITY: (
            ((1980, 1, 1), 4_180_867), ((1985, 1, 1), 4_490_885), ((1990, 1, 2), 4_890_335),
            ((1995, 1, 3), 5_377_354), ((2000, 1, 4), 6_009_555), ((2005, 1, 4), 6_836_899),
            ((2010, 1, 5), 7_640_598), ((2015, 1, 6), 8_925_112), ((2018, 6, 19), 10_000_000),
            ((2020, 1, 7), 10_524_201), ((2024, 1, 2), 11_856_748), ((2030, 1, 1), 13_850_000),
        ),
        DESIGN: (((1980, 1, 1), 253_796), ((2000, 1, 4), 418_273), ((2010, 1, 5), 607_176),
                 ((2015, 1, 6), 720_908), ((2020, 1, 7), 871_720), ((2030, 1, 1), 1_260_000)),
        REISSUE: (((1980, 1, 1), 30_173), ((2000, 1, 4), 36_481), ((2010, 1, 5), 41_067),
                  ((2030, 1, 1), 53_500)),
        PLANT: (((1980, 1, 1), 4_500), ((2000, 1, 4), 11_131), ((2030, 1, 1), 41_000)),
    }.items()
}  # fmt: skip
_GRANT_PREFIX = {UTILITY: "", DESIGN: "D", HAGUE: "D", REISSUE: "RE", PLANT: "PP"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One application with what came of it; ``published`` and ``granted`` may lie in the future of a file."""

    number: int
    type: str
    company: int
    application: str
    filed: date
    title: str
    publication: str | None
    published: date | None
    publication_kind: str
    grant: str | None
    granted: date | None
    grant_kind: str
    international: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """The dates of an asset before it has a number, as day ordinals; 0 = never."""

    filed: int
    published: int
    granted: int
    type: int
    late_recording: int = 0


class Register:
    """The numbers of all assets, compact: some twenty bytes an asset. Position = order of filing."""

    def __init__(self, drafts: list[Draft]) -> None:
        drafts = sorted(drafts, key=lambda draft: (draft.filed, draft.published, draft.granted, draft.type))
        self.filed = array("i", (draft.filed for draft in drafts))
        self.published = array("i", (draft.published for draft in drafts))
        self.granted = array("i", (draft.granted for draft in drafts))
        self.type = array("b", (draft.type for draft in drafts))
        self.late_recording = {at: draft.late_recording for at, draft in enumerate(drafts) if draft.late_recording}
        self.application = array("i", _applications(self.filed, self.type))
        self.publication = array("i", _publications(self.published))
        self.grant = array("i", _grant_numbers(self.granted, self.type))

    def __len__(self) -> int:
        return len(self.filed)

    def public_on(self, asset: int, day: int) -> bool:
        """Whether the asset was published or granted by that day: others are not in the files."""
        return 0 < self.published[asset] <= day or 0 < self.granted[asset] <= day

    def publication_number(self, asset: int) -> str | None:
        """Year and seven digits."""
        if not self.published[asset]:
            return None
        year = date.fromordinal(self.published[asset]).year
        return f"{year}{self.publication[asset]:07d}"

    def grant_number(self, asset: int) -> str | None:
        """With the letters of its kind: ``D662395``, ``RE40123``; seven digits, eight since June 2018."""
        if not self.granted[asset]:
            return None
        return f"{_GRANT_PREFIX[self.type[asset]]}{self.grant[asset]}"

    def grant_kind(self, asset: int) -> str:
        """The kind code found in real files: B1 without a publication, B2 after one; designs B1 or S1."""
        kind = self.type[asset]
        if kind == PLANT:
            return "P3" if self.published[asset] else "P2"
        if kind in (DESIGN, HAGUE):
            return "S1" if asset % 3 == 0 else "B1"
        return "B2" if self.published[asset] else "B1"


def draw(rng: Random, years: tuple[list[int], list[float]], *, until: int) -> Draft:
    """An asset filed in one of the years (with weights), published and granted as they usually are."""
    year = rng.choices(*years)[0]
    filed = min(date(year, 1, 1).toordinal() + rng.randrange(365), until - 200)
    kind = rng.choices(range(5), _TYPE_WEIGHTS)[0]
    published = granted = 0
    if kind in (UTILITY, PLANT) and filed > FIRST_PUBLICATION - 120 and rng.random() < 0.975:
        published = weekday_from(max(filed + rng.randint(120, 560), FIRST_PUBLICATION), 3)
    if not published or rng.random() < 0.42:
        granted = weekday_from(filed + rng.randint(420, 1900), 1)
    if granted and published >= granted:
        granted = weekday_from(published + rng.randint(60, 400), 1)
    return Draft(filed, published, granted, kind)


def draw_granted(rng: Random, tuesday: int) -> Draft:
    """An asset granted on that Tuesday."""
    kind = rng.choices(range(5), _TYPE_WEIGHTS)[0]
    filed = tuesday - rng.randint(400, 1900)
    published = 0
    if kind in (UTILITY, PLANT) and filed > FIRST_PUBLICATION and rng.random() < 0.93:
        published = weekday_from(filed + rng.randint(120, 540), 3)
    return Draft(filed, published if published < tuesday else 0, tuesday, kind)


def draw_published(rng: Random, thursday: int) -> Draft:
    """An asset first published on that Thursday; most are granted later, after the horizon of the world."""
    granted = weekday_from(thursday + rng.randint(200, 900), 1) if rng.random() < 0.7 else 0
    return Draft(thursday - rng.randint(130, 560), thursday, granted, UTILITY)


def weekday_from(day: int, weekday: int) -> int:
    """The first such weekday (Monday = 0) on or after a day ordinal."""
    return day + (weekday - (day + 6) % 7) % 7


def working_day(day: int) -> int:
    """The day itself, or the Monday after a weekend."""
    return day + max(0, 7 - (day + 6) % 7) * ((day + 6) % 7 > 4)


def interpolate(anchors: tuple[tuple[int, int], ...], day: int) -> int:
    """The number current on a day between (and beyond) known (day, number) pairs."""
    at = min(max(bisect(anchors, (day, 1 << 40)), 1), len(anchors) - 1)
    (day0, number0), (day1, number1) = anchors[at - 1], anchors[at]
    return number0 + (day - day0) * (number1 - number0) // (day1 - day0)


def _applications(filed: array[int], kinds: array[int]) -> list[int]:
    """Eight digits: the series, and a serial number that rises with the filing date."""
    numbers, last = [], dict.fromkeys(range(100), 0)
    for day, kind in zip(filed, kinds, strict=True):
        if kind in (DESIGN, HAGUE) and day > date(1992, 10, 1).toordinal():
            series = _DESIGN_SERIES if kind == DESIGN else _HAGUE_SERIES
            serial = (day - date(1992, 10, 1).toordinal()) * 75
        else:
            at = bisect(_SERIES, (day, 99)) - 1
            (first, series), (end, _) = _SERIES[at], _SERIES[at + 1]
            serial = (day - first) * 999_000 // (end - first) + 1
        last[series] = max(last[series] + 1, serial)
        numbers.append(series * 1_000_000 + last[series])
    return numbers


def _publications(published: array[int]) -> list[int]:
    numbers, last = [0] * len(published), (0, 0)
    for asset in sorted(range(len(published)), key=lambda at: (published[at], at)):
        if published[asset]:
            day = date.fromordinal(published[asset])
            serial = day.timetuple().tm_yday * 1_050
            last = (day.year, max(serial, last[1] + 1) if last[0] == day.year else serial)
            numbers[asset] = last[1]
    return numbers


def _grant_numbers(granted: array[int], kinds: array[int]) -> list[int]:
    numbers, last = [0] * len(granted), dict.fromkeys(_GRANTS, 0)
    for asset in sorted(range(len(granted)), key=lambda at: (granted[at], at)):
        if granted[asset]:
            kind = DESIGN if kinds[asset] == HAGUE else kinds[asset]
            last[kind] = max(last[kind] + 1, interpolate(_GRANTS[kind], granted[asset]))
            numbers[asset] = last[kind]
    return numbers
