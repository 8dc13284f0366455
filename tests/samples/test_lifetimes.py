"""Fees of generated grants: within the windows of the law, and the same truth on every day one looks."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from patentrack.samples.assets import DESIGN, HAGUE, PLANT, UTILITY
from patentrack.samples.documents import A_PERSON
from patentrack.samples.lifetimes import Lifetime, Lifetimes, add_months
from patentrack.samples.terms import term_extension, years_of_design
from patentrack.samples.world import World

TODAY = date(2024, 3, 4)
IN_TIME = {"M1551": 0, "M1552": 1, "M1553": 2, "M2551": 0, "M2552": 1, "M2553": 2, "M3551": 0, "M3552": 1, "M3553": 2,
           "M183": 0, "M184": 1, "M185": 2, "M283": 0, "M284": 1, "M285": 2}  # fmt: skip
LATE = {"M1554": 0, "M1555": 1, "M1556": 2, "M2554": 0, "M2555": 1, "M2556": 2, "M3554": 0, "M3555": 1, "M3556": 2,
        "M186": 0, "M181": 1, "M182": 2, "M286": 0, "M281": 1, "M282": 2}  # fmt: skip


@pytest.fixture(scope="module")
def lifetimes(spread: World) -> Lifetimes:
    return Lifetimes(spread, TODAY)


@pytest.fixture(scope="module")
def lives(spread: World, lifetimes: Lifetimes) -> dict[int, Lifetime]:
    return {number: lifetimes.of(number) for number in range(len(spread.register))}


def years_after(day: int, years: float) -> int:
    start = date.fromordinal(day)
    month = start.month - 1 + round(years * 12)
    first = date(start.year + month // 12, month % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first.toordinal() + start.day - 1, following.toordinal() - 1)


def test_months_end_with_their_last_day() -> None:
    day = date(2023, 8, 31).toordinal()
    assert date.fromordinal(add_months(day, 6)) == date(2024, 2, 29)
    assert date.fromordinal(add_months(day, 36)) == date(2026, 8, 31)
    assert date.fromordinal(add_months(day, 42)) == date(2027, 2, 28)


def test_payments_fall_into_their_windows(spread: World, lives: dict[int, Lifetime]) -> None:
    paid = late = 0
    for number, life in lives.items():
        granted, petitions = spread.register.granted[number], [e.day for e in life.events if e.code == "PMFP"]
        surcharged = {(event.day, LATE[event.code]) for event in life.events if event.code in LATE}
        for event in life.events:
            window = IN_TIME.get(event.code, LATE.get(event.code))
            if window is None or event.day in petitions:
                continue
            opens, surcharge, ends = (years_after(granted, 4 * window + at) for at in (3, 3.5, 4))
            if (event.day, window) in surcharged:
                assert surcharge < event.day <= ends
                late += event.code in LATE
            else:
                assert opens <= event.day <= surcharge
                paid += 1
    assert paid > 400
    assert 0.15 < late / (paid + late) < 0.35


def test_a_surcharge_is_of_the_same_day_and_size_as_the_fee(lives: dict[int, Lifetime]) -> None:
    for life in lives.values():
        fees = {(event.day, IN_TIME[event.code], event.code[:-1]) for event in life.events if event.code in IN_TIME}
        for event in life.events:
            if event.code in LATE:
                assert (event.day, LATE[event.code], event.code[:-1]) in fees


def test_a_lapse_follows_a_window_without_payment(spread: World, lives: dict[int, Lifetime]) -> None:
    lapsed = [number for number, life in lives.items() if life.lapsed]
    assert 60 < len(lapsed) < len(lives) / 4
    for number in lapsed:
        life, granted = lives[number], spread.register.granted[number]
        [window] = [at for at in range(3) if years_after(granted, 4 * at + 4) == life.lapsed]
        codes = Counter(event.code for event in life.events)
        assert codes["EXP."] > codes["EXPX"]
        assert "REM." in codes
        last = life.events[-1]
        assert last.code == "EXP." or "PMFP" in codes
        assert life.lapsed <= last.day
        windows = {IN_TIME[event.code] for event in life.events if event.code in IN_TIME and event.day <= life.lapsed}
        assert windows == set(range(window))


def test_reinstated_patents_are_in_force(lives: dict[int, Lifetime]) -> None:
    back = [life for life in lives.values() if any(event.code == "EXPX" for event in life.events)]
    assert len(back) > 10
    in_force = [life for life in back if not life.lapsed]
    assert in_force
    for life in in_force:
        codes = [event.code for event in life.events if event.code in ("EXP.", "EXPX")]
        assert codes[-1] == "EXPX"
        assert any(event.code in ("M1558", "M3558", "M188") for event in life.events)


def test_designs_plants_and_pending_applications_have_no_fees(spread: World, lives: dict[int, Lifetime]) -> None:
    kinds = Counter()
    for number, life in lives.items():
        kind, granted = spread.register.type[number], spread.register.granted[number]
        if kind in (DESIGN, HAGUE, PLANT) or not 0 < granted <= TODAY.toordinal():
            assert not life.events
            kinds[kind] += 1
    assert set(kinds) >= {UTILITY, DESIGN, HAGUE, PLANT}


def test_earlier_days_know_the_same_events_and_fewer(spread: World, lives: dict[int, Lifetime]) -> None:
    earlier = Lifetimes(spread, date(2015, 6, 1))
    differ = 0
    for number, life in lives.items():
        known = earlier.of(number).events
        assert life.events[: len(known)] == known
        assert all(event.day <= date(2015, 6, 1).toordinal() for event in known)
        differ += len(known) < len(life.events)
    assert differ > 50


def test_small_fees_are_paid_by_large_owners_now_and_then(
    spread: World, lifetimes: Lifetimes, lives: dict[int, Lifetime]
) -> None:
    underpaid = sound = 0
    for number, life in lives.items():
        for event in life.events:
            if event.code in IN_TIME:
                entity = lifetimes.entity_of(lifetimes.holder(number, event.day), event.day)
                small = event.code[1] in "23"
                underpaid += small and entity == "N"
                sound += small == (entity != "N")
                assert not event.code.startswith("M3") or event.day >= date(2013, 3, 19).toordinal()
    assert 20 < underpaid < sound / 4


def test_the_entity_is_that_of_the_last_change(lives: dict[int, Lifetime]) -> None:
    set_to = {"BIG.": "N", "STOL": "N", "SMAL": "Y", "LTOS": "Y", "MTOS": "Y", "MICR": "M", "STOM": "M"}
    found = Counter()
    for life in lives.values():
        changes = [event.code for event in life.events if event.code in set_to]
        if changes:
            assert life.entity == set_to[changes[-1]]
            found.update(changes)
    assert set(found) >= {"BIG.", "STOL", "SMAL", "LTOS", "MICR"}


def test_holders_follow_the_documents(spread: World, lifetimes: Lifetimes) -> None:
    sales = [document for document in spread.documents if document.kind == "sale"]
    assert len(sales) > 50
    for document in sales:
        for asset in document.assets:
            assert lifetimes.holder(asset, spread.register.filed[asset]) == spread.applicant[asset]
    last = max(sales, key=lambda document: document.executed)
    assert lifetimes.holder(last.assets[0], last.executed) == last.receiver
    assert any(document.receiver == A_PERSON for document in sales)


def test_terms(spread: World) -> None:
    extended = terms = 0
    for number in range(len(spread.register)):
        kind, filed = spread.register.type[number], date.fromordinal(spread.register.filed[number])
        years, days = years_of_design(spread, number), term_extension(spread, number)
        if kind in (DESIGN, HAGUE):
            assert (years, days) == (15 if filed >= date(2015, 5, 13) else 14, 0)
            terms += 1
        else:
            assert years is None
            assert 0 <= days < timedelta(days=1400).days
            assert not days or filed >= date(2000, 5, 29)
            extended += days > 0
    assert terms > 20
    assert extended > 300
