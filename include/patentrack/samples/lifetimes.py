"""What becomes of a grant in a generated world: fees paid in time, late, too small, or not at all.

The one source of what the fee events and the status say of it. Rules: 37 CFR 1.362 (fees are due from 3 to 3.5,
7 to 7.5 and 11 to 11.5 years after the grant, with a surcharge for six months more; the patent expires after 4,
8 or 12 years).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random

from patentrack.samples.assets import REISSUE, UTILITY
from patentrack.samples.companies import stream
from patentrack.samples.documents import A_PERSON
from patentrack.samples.ownership import Holders
from patentrack.samples.world import World

LARGE, SMALL, MICRO = "N", "Y", "M"
WINDOWS = ((36, 42, 48), (84, 90, 96), (132, 138, 144))  # months after the grant: opens, surcharge from, ends
FIRST_WITH_FEES = date(1980, 12, 12).toordinal()  # filing date

_NEW_CODES = date(2003, 1, 1).toordinal()
_MICRO_ENTITIES = date(2013, 3, 19).toordinal()
_NEW_STATUS_CODES = date(2017, 6, 1).toordinal()
# Payments and surcharges of the 4th, 8th and 12th year.
_CODES = {
    LARGE: (("M1551", "M1554"), ("M1552", "M1555"), ("M1553", "M1556")),
    SMALL: (("M2551", "M2554"), ("M2552", "M2555"), ("M2553", "M2556")),
    MICRO: (("M3551", "M3554"), ("M3552", "M3555"), ("M3553", "M3556")),
}
_OLD_CODES = {
    LARGE: (("M183", "M186"), ("M184", "M181"), ("M185", "M182")),
    SMALL: (("M283", "M286"), ("M284", "M281"), ("M285", "M282")),
}
# The USPTO's list of codes has one for large and micro entities only.
_LATE_PETITION = {LARGE: "M1558", SMALL: "M1558", MICRO: "M3558"}
_STATUS_SET = {LARGE: "BIG.", SMALL: "SMAL", MICRO: "MICR"}
_UNPAID = (0.14, 0.18, 0.20)
_REINSTATED, _LATE, _UNDERPAID = 0.25, 0.22, 0.2


@dataclass(frozen=True, slots=True)
class FeeEvent:
    """An event of the maintenance fee file, on a day ordinal."""

    day: int
    code: str


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The fees of one grant up to a day.

    Args:
        events: Oldest first.
        entity: Y small, M micro, N neither: what the record says on that day.
        lapsed: Day of the expiry for non-payment; 0 if it is in force or was reinstated.
    """

    events: tuple[FeeEvent, ...] = ()
    entity: str = LARGE
    lapsed: int = 0


class Lifetimes:
    """The lifetimes of a world's grants as known on the day ``until``."""

    def __init__(self, world: World, until: date) -> None:
        self.world, self.until = world, until
        self._holders = Holders(world)
        self.of = lru_cache(maxsize=20_000)(self._of)
        self._entity = lru_cache(maxsize=20_000)(self._draw_entity)

    def _of(self, number: int) -> Lifetime:
        """The lifetime of an asset; one without fees (design, plant, not granted yet) has no events."""
        register = self.world.register
        granted = register.granted[number]
        if not self.has_fees(number) or not 0 < granted <= self.until.toordinal():
            return Lifetime(entity=self._size(number, self.until.toordinal()))
        record = _Record(stream(self.world.seed, "fees", number), self._size(number, granted))
        if register.filed[number] >= _NEW_STATUS_CODES:
            record.note(register.filed[number] + 1, _STATUS_SET[record.entity])
        for at, months in enumerate(WINDOWS):
            opens, surcharge, ends = (add_months(granted, count) for count in months)
            share = record.rng.random()
            if share < _UNPAID[at]:
                if not self._lapses(record, number, at, surcharge, ends):
                    break
            elif share < _UNPAID[at] + _LATE:
                paid = record.rng.randint(surcharge + 1, ends)
                self._reminded(record, surcharge, paid)
                self._pays(record, number, at, paid, late=True)
            else:
                in_time = opens + int((surcharge - opens) * (1 - record.rng.random() ** 3))
                self._pays(record, number, at, in_time)
        return record.until(self.until.toordinal())

    def has_fees(self, number: int) -> bool:
        """Utility patents and reissues filed since 1980-12-12; designs and plants have none."""
        register = self.world.register
        return register.type[number] in (UTILITY, REISSUE) and register.filed[number] >= FIRST_WITH_FEES

    def entity_of(self, party: int, day: int) -> str:
        """The size of a party on a day ordinal: Y small, M micro, N neither."""
        entity = self._entity(party)
        return SMALL if entity == MICRO and day < _MICRO_ENTITIES else entity

    def _draw_entity(self, party: int) -> str:
        """A few of the busy companies and most of the others are small."""
        if party == A_PERSON:
            return MICRO
        parties = self.world.parties
        share = stream(self.world.seed, "entity", party).random()
        if party >= len(self.world.companies):
            return LARGE
        if parties[party].kind == "university":
            return SMALL if share < 0.8 else LARGE
        if party < len(self.world.companies) // 2:
            return LARGE if share < 0.85 else SMALL
        return LARGE if share < 0.3 else SMALL if share < 0.85 else MICRO

    def _size(self, number: int, day: int) -> str:
        return self.entity_of(self.holder(number, day), day)

    def holder(self, number: int, day: int) -> int:
        """Who holds an asset on a day ordinal: a party's number, or A_PERSON."""
        return self._holders.on(number, day)

    def _pays(self, record: _Record, number: int, at: int, day: int, *, late: bool = False) -> None:
        """The payment of a window by the holder of that day, who now and then claims to be smaller than he is."""
        rng, entity = record.rng, self._size(number, day)
        claimed = SMALL if entity == LARGE and rng.random() < _UNDERPAID else entity
        if rng.random() < 0.3:
            payor_named = day - rng.randint(1, 25)
            if rng.random() < 0.2:
                record.note(payor_named, "RMPN")
            record.note(payor_named, "ASPN")
        record.resize(claimed, day - rng.randint(0, 3))
        codes = (_OLD_CODES if day < _NEW_CODES else _CODES)[claimed][at]
        record.note(day, codes[0])
        if late:
            record.note(day, codes[1])

    @staticmethod
    def _reminded(record: _Record, surcharge: int, paid: int) -> None:
        """A reminder some weeks into the surcharge period, unless the fee has come in by then."""
        day = surcharge + record.rng.randint(35, 60)
        if day < paid:
            record.note(day, "REM.")

    def _lapses(self, record: _Record, number: int, at: int, surcharge: int, ends: int) -> bool:
        """No payment: reminder, expiry; whether a petition brings it back."""
        rng = record.rng
        self._reminded(record, surcharge, ends)
        entered = ends + rng.randint(0, 30)
        record.note(entered, "EXP.", lapsed=ends)
        if rng.random() < 0.03:
            record.note(entered, "EXP.", lapsed=ends)  # real files have the line twice
        if rng.random() >= _REINSTATED:
            return False
        filed = entered + rng.randint(30, 420)
        decided = filed + rng.randint(10, 90)
        record.note(filed, "PMFP")
        self._pays(record, number, at, filed)
        record.note(filed, _LATE_PETITION[record.entity] if filed >= _NEW_CODES else "M188")
        record.note(decided, "PMFG")
        record.note(decided, "EXPX")
        return True


class _Record:
    """The events of one grant while they are drawn, with what the record says after each."""

    def __init__(self, rng: Random, entity: str) -> None:
        self.rng, self.entity = rng, entity
        self._first = entity
        self._notes: list[tuple[FeeEvent, str, int]] = []

    def note(self, day: int, code: str, *, lapsed: int = 0) -> None:
        """An event; ``lapsed`` is the day of the expiry that it enters."""
        self._notes.append((FeeEvent(day, code), self.entity, lapsed))

    def resize(self, entity: str, day: int) -> None:
        """The record's entity status becomes another one, if it is not that already."""
        if entity == self.entity:
            return
        before, self.entity = self.entity, entity
        if day >= _NEW_STATUS_CODES:
            code = _STATUS_SET[entity]
        elif entity == MICRO:
            code = "STOM"
        elif entity == SMALL:
            code = "MTOS" if before == MICRO else "LTOS"
        else:
            code = "STOL"
        self.note(day, code)

    def until(self, day: int) -> Lifetime:
        """What is known on a day."""
        known = sorted((note for note in self._notes if note[0].day <= day), key=lambda note: note[0].day)
        if not known:
            return Lifetime(entity=self._first)
        # What comes after an expiry is a petition: only its last event brings the patent back.
        lapsed = 0
        for event, _, expiry in known:
            lapsed = expiry or (0 if event.code == "EXPX" else lapsed)
        return Lifetime(tuple(event for event, _, _ in known), known[-1][1], lapsed)


def add_months(day: int, months: int) -> int:
    """The same day of a later month, or that month's last day; day ordinals."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1])).toordinal()
