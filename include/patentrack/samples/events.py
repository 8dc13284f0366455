"""What happens in a generated world: the documents that were recorded, in the order they were signed.

Inventors convey to their employer once an asset is filed. Then companies sell, merge, change names, pledge to
lenders who later release, license, and correct what was recorded wrongly. Who holds an asset at each moment
is kept, so that a giver gives what it has.
"""

from __future__ import annotations

import itertools
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from patentrack.samples.assets import working_day
from patentrack.samples.companies import stream
from patentrack.samples.documents import A_PERSON, FIRST_RECORDING, INVENTORS, Document

if TYPE_CHECKING:
    from patentrack.samples.world import World

DEALS_AN_ASSET = 0.75
_KINDS = {
    "sale": 8.5, "name_change": 17.0, "legal_form": 0.9, "merger": 1.8, "security": 7.5, "lien_transfer": 0.5,
    "release": 3.6, "partial_release": 0.3,
    "government": 9.0, "license": 0.6, "license_end": 0.6, "lien": 0.4,
    "address": 2.0, "nunc_pro_tunc": 0.5, "corrective": 8.5, "court": 0.3, "other": 0.4,
}  # fmt: skip
# How many properties a deal covers: (up to, share). Most are small, some are whole portfolios.
_SIZES = ((1, 26.0), (3, 25.0), (10, 22.0), (50, 13.0), (164, 13.0), (1500, 1.0))
_SINGLE = frozenset({"government", "nunc_pro_tunc", "license", "license_end"})
_UNRECORDED = 0.015


class _Plan(NamedTuple):
    """A deal to come, signed on a day, around an asset. ``focus``: day of the week to record it on, or 0."""

    day: int
    kind: str
    anchor: int
    size: int
    focus: int


class _History:
    """The state while time passes: who holds what, and what is pledged."""

    def __init__(self, world: World) -> None:
        self.world, self.rng = world, stream(world.seed, "events", world.horizon, world.week)
        self.filed = world.register.filed
        self.own: list[array[int]] = [array("i") for _ in world.companies]
        self.place = array("i")
        for asset, company in enumerate(world.applicant):
            self.place.append(len(self.own[company]))
            self.own[company].append(asset)
        self.bought: list[list[int]] = [[] for _ in world.companies]
        self.holder = array("i", world.applicant)
        self.merged: dict[int, Document] = {}
        self.liens: list[Document] = []
        self.sales: list[Document] = []
        self.licenses: list[Document] = []
        self.first: dict[int, Document] = {}
        self.horizon = world.horizon.toordinal()
        self.focus = world.recording_days()

    def recorded(self, executed: int) -> int:
        """Most documents are recorded within six weeks, one in ten years late."""
        lag = self.rng.randint(90, 900) if self.rng.random() < 0.1 else int(45 * self.rng.random() ** 2)
        return max(working_day(executed + lag), FIRST_RECORDING)

    def portfolio(self, company: int, anchor: int, size: int, day: int) -> array[int]:
        """Up to ``size`` assets the company holds on a day, the anchor among them if it does hold it."""
        own, bought, holder = self.own[company], self.bought[company], self.holder
        upto = self.place[anchor] if self.world.applicant[anchor] == company else len(own) - 1
        found = array("i")
        for asset in itertools.chain((own[at] for at in range(upto, -1, -1)), reversed(bought)):
            if len(found) >= size:
                break
            if holder[asset] == company and self.filed[asset] <= day - 60:
                found.append(asset)
        return found[::-1]

    def move(self, assets: array[int], receiver: int) -> None:
        """The receiver holds them from now on."""
        for asset in assets:
            self.holder[asset] = receiver
        if receiver >= 0:
            self.bought[receiver].extend(assets)

    def other_company(self, company: int) -> int:
        """A company that lives, and is not this one; active ones more often."""
        while True:
            other = self.world.applicant[self.rng.randrange(len(self.filed))]
            if other != company and other not in self.merged:
                return other


def happen(world: World) -> Iterator[Document]:
    """All documents of a world, in no particular order and without reel and frame."""
    history = _History(world)
    yield from _employment(history)
    for plan in sorted(_plans(history)):
        document, focus = _deal(history, plan), plan.focus
        if document is None or not document.assets:
            continue
        earlier = document.refers.recorded if document.refers else 0
        if focus and max(document.executed, earlier) < focus:
            document.recorded = focus
        if document.recorded <= history.horizon:
            yield document
    yield from _corrections_of_the_week(history)


def _employment(history: _History) -> Iterator[Document]:
    """Inventors to employer, one document an asset; for a few assets two, or none."""
    rng, register = history.rng, history.world.register
    for asset, filed in enumerate(register.filed):
        if rng.random() < _UNRECORDED and asset not in register.late_recording:
            continue
        executed = filed + rng.randint(-30, 60)
        recorded = register.late_recording.get(asset) or max(history.recorded(executed), working_day(filed))
        if recorded > history.horizon:
            continue
        halves = (1, 2) if rng.random() < 0.03 and len(history.world.inventors(asset)) > 1 else (0,)
        for part in halves:
            document = Document(
                "employee", executed, recorded, INVENTORS, history.world.applicant[asset],
                array("i", [asset]), part=part,
            )  # fmt: skip
            history.first[asset] = document
            yield document


def _plans(history: _History) -> Iterator[_Plan]:
    """What companies set out to do; large deals by companies that had filed enough by then."""
    rng, filed, world = history.rng, history.filed, history.world
    kinds, weights = list(_KINDS), list(_KINDS.values())
    count = int(len(filed) * DEALS_AN_ASSET)
    in_week = min(max(30, count // 30), count // 3) if history.focus else 0
    for n, kind in enumerate(rng.choices(kinds, weights, k=count)):
        anchor, focus = rng.randrange(len(filed)), 0
        if kind in ("name_change", "legal_form", "address"):
            yield from _turn_of_a_company(history, kind)
            continue
        size = _size(rng, kind)
        for _ in range(40):
            if history.place[anchor] + 1 >= size:
                break
            anchor = rng.randrange(len(filed))
        if kind == "merger":
            anchor = _last_filing(history)
        day = filed[anchor] + 101 + int((900 if kind == "merger" else 3500) * rng.random() ** 2)
        if n < in_week:
            focus = history.focus[n % len(history.focus)]
            day = focus - rng.randint(1, 30)
            while filed[anchor] > day - 100 or not world.register.public_on(anchor, focus):
                anchor = rng.randrange(len(filed))
        if day < history.horizon:
            yield _Plan(day, kind, anchor, size, focus)


def _last_filing(history: _History) -> int:
    """The last asset of a company that filed nothing in the world's last year, if there is one."""
    asset = 0
    for _ in range(40):
        own = history.own[history.rng.randrange(len(history.own))]
        asset = own[-1] if own else asset
        if history.filed[asset] < history.horizon - 365:
            break
    return asset


def _turn_of_a_company(history: _History, kind: str) -> Iterator[_Plan]:
    """A renaming or a removal, recorded against some assets of the company (and often again, later)."""
    rng, world = history.rng, history.world
    size = _size(rng, kind)
    for attempt in range(40):
        company = world.companies[world.applicant[rng.randrange(len(history.filed))]]
        turns = company.addresses if kind == "address" else company.names
        if len(turns) < 2:
            continue
        day = turns[rng.randrange(1, len(turns))][0].toordinal()
        own = history.own[company.number]
        filed_before = bisect_left(own, day - 60, key=lambda asset: history.filed[asset])
        if filed_before >= (size if attempt < 25 else 1):
            size = min(size, filed_before)
            yield _Plan(day, kind, own[rng.randrange(size - 1, filed_before)], size, 0)
            return


def _size(rng: Random, kind: str) -> int:
    if kind in _SINGLE:
        return 1 if rng.random() < 0.9 else 2
    low = 1
    share = rng.random() * 100
    for high, weight in _SIZES:
        if share < weight:
            return rng.randint(low, high)
        share -= weight
        low = high + 1
    return 1


def _deal(history: _History, plan: _Plan) -> Document | None:
    """The document of one plan, and its effect on who holds what; None when the moment has passed."""
    day, kind, anchor = plan.day, plan.kind, plan.anchor
    if kind == "corrective":
        return _corrective(history, day, anchor)
    if kind in ("release", "partial_release", "lien_transfer"):
        return _lien_ends(history, kind, day)
    if kind == "license_end":
        return _license_ends(history, day)
    company = history.holder[anchor]
    merger = history.merged.get(history.world.applicant[anchor])
    if company < 0 or company in history.merged or (kind == "merger" and merger):
        return _recorded_again(history, merger) if kind == "merger" and merger else None
    if kind in ("name_change", "legal_form", "address"):
        return _turned(history, plan)
    if kind == "merger" and history.filed[history.own[company][-1]] + 100 >= day:
        kind = "sale"  # a company that still files afterwards has not been merged away
    assets = history.portfolio(company, anchor, 1000 if kind == "merger" else plan.size, day)
    receiver = _receiver(history, kind, company, len(assets))
    document = Document(kind, day, history.recorded(day), company, receiver, assets)
    if kind == "merger":
        history.merged[company] = document
    if kind in ("security", "lien"):
        history.liens.append(document)
    elif kind == "license":
        history.licenses.append(document)
    elif kind in ("sale", "merger", "court", "nunc_pro_tunc"):
        history.move(assets, receiver)
        history.sales.append(document)
    return document


def _recorded_again(history: _History, merger: Document) -> Document:
    """The same merger, recorded later against a part of the assets."""
    rng = history.rng
    assets = merger.assets[rng.randrange(len(merger.assets)) :] if merger.assets else merger.assets
    recorded = working_day(merger.recorded + rng.randint(5, 900))
    return Document("merger", merger.executed, recorded, merger.giver, merger.receiver, assets)


def _receiver(history: _History, kind: str, giver: int, count: int) -> int:
    rng, world = history.rng, history.world
    if kind in ("security", "lien"):
        return rng.choice(world.lenders).number
    if kind == "government":
        return rng.choice(world.agencies).number
    if kind == "sale" and count == 1 and rng.random() < 0.1:
        return A_PERSON
    return history.other_company(giver)


def _turned(history: _History, plan: _Plan) -> Document | None:
    day, kind, anchor, size, _ = plan
    company = history.world.parties[history.holder[anchor]]
    turns = company.addresses if kind == "address" else company.names
    steps = [at for at, (since, _) in enumerate(turns) if at and since.toordinal() == day]
    if not steps:
        return None
    assets = history.portfolio(company.number, anchor, size, day)
    recorded = working_day(day + 5 + int(1500 * history.rng.random() ** 2))
    return Document(
        kind, day, max(recorded, FIRST_RECORDING), company.number, company.number, assets,
        step=history.rng.choice(steps),
    )  # fmt: skip


def _lien_ends(history: _History, kind: str, day: int) -> Document | None:
    """A release by the lender, of all or part; or another lender steps in."""
    rng, recorded = history.rng, history.recorded(day)
    ripe = [at for at in range(max(0, len(history.liens) - 400), len(history.liens))
            if history.liens[at].recorded < day - 30]  # fmt: skip
    if not ripe:
        return None
    at = rng.choice(ripe)
    lien = history.liens[at]
    if kind == "lien_transfer":
        document = Document(kind, day, recorded, lien.receiver, rng.choice(history.world.lenders).number, lien.assets)
        history.liens[at] = document
        document.refers = lien
        return document
    assets = lien.assets
    if kind == "partial_release" and len(assets) > 1:
        assets = assets[: len(assets) // 2]
    else:
        history.liens.pop(at)
    borrower = lien
    while borrower.kind == "lien_transfer" and borrower.refers:
        borrower = borrower.refers
    return Document(kind, day, recorded, lien.receiver, borrower.giver, assets, refers=lien)


def _license_ends(history: _History, day: int) -> Document | None:
    ripe = [at for at, made in enumerate(history.licenses) if made.recorded < day - 30]
    if not ripe:
        return None
    ended = history.licenses.pop(history.rng.choice(ripe))
    return Document("license_end", day, history.recorded(day), ended.giver, ended.receiver, ended.assets)


def _corrective(history: _History, day: int, anchor: int) -> Document | None:
    """Names an earlier recording and repeats it, put right; execution dates stay those of the original."""
    sales = history.sales[-40:]
    original = history.rng.choice(sales) if sales and history.rng.random() < 0.4 else history.first.get(anchor)
    if original is None:
        return None
    recorded = working_day(max(day, original.recorded) + history.rng.randint(3, 120))
    return _correction_of(original, recorded)


def _correction_of(original: Document, recorded: int) -> Document:
    return Document(
        "corrective", original.executed, recorded, original.giver, original.receiver, original.assets,
        refers=original, part=original.part,
    )  # fmt: skip


def _corrections_of_the_week(history: _History) -> Iterator[Document]:
    """Wednesday corrects two of the records that were new on the Friday before (and sent on Monday)."""
    if not history.focus:
        return
    friday, wednesday = history.focus[0], history.focus[3]
    new = [document for document in history.first.values() if document.recorded == friday]
    for original in new[:2]:
        yield _correction_of(original, wednesday)
