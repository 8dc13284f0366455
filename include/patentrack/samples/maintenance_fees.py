"""Generated files of maintenance fee events: a line an event, the newest of a patent first, 59 bytes each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from patentrack.samples.lifetimes import Lifetimes
from patentrack.samples.packing import package, writer
from patentrack.sources.maintenance_fee_facts import EVENT_CODES

_WIDTH = 13  # of a patent number, with leading zeros
_BENCH_CODES = ("M1553", "ASPN", "M1552", "EXP.", "REM.", "M2551", "M1551", "SMAL", "BIG.", "M1554")
_BENCH_GRANTS_A_DAY = 600


def write_maintenance_fees(folder: Path, lifetimes: Lifetimes) -> Path:
    """Write ``MaintFeeEvents_YYYYMMDD.zip``: the events of every patent, and what the codes mean.

    Args:
        folder: Where to; made if it is missing.
        lifetimes: Up to the day of the file, a Monday as a rule.

    Returns:
        The path of the zip.
    """
    day = lifetimes.until
    path = folder / f"MaintFeeEvents_{day:%Y%m%d}.zip"
    with package(path, day) as packed:
        with packed.member(f"MaintFeeEvents_{day:%Y%m%d}.txt") as out:
            for line in _lines(lifetimes):
                out.write(line.encode("ascii"))
        with packed.member(f"MaintFeeEventsDesc_{day:%Y%m%d}.txt") as out:
            for code, text in EVENT_CODES.items():
                out.write(f"{code:<5} {text}\r\n".encode())
    return path


def write_fee_bench_file(path: Path, *, lines: int) -> Path:
    """Write an event file of that many lines, ten a patent, from no world, to measure with.

    Args:
        path: ``.zip``, or the plain ``.txt``.
        lines: How many.
    """
    with writer(path, f"{path.stem}.txt", date(2024, 3, 4), large=lines > 30_000_000) as out:
        for patent in range(0, lines, len(_BENCH_CODES)):
            number = patent // len(_BENCH_CODES)
            opening = f"{4_287_053 + number:013d} {6_000_000 + number:08d} {'NNNYM'[number % 5]} "
            events = _bench_events(number // _BENCH_GRANTS_A_DAY)[: lines - patent]
            out.write("".join([opening + event for event in events]).encode("ascii"))
    return path


def _lines(lifetimes: Lifetimes) -> Iterator[str]:
    """All lines, by patent number."""
    world, register = lifetimes.world, lifetimes.world.register
    numbers = [
        (grant.zfill(_WIDTH), number) for number in range(len(register)) if (grant := register.grant_number(number))
    ]
    for grant, number in sorted(numbers):
        lifetime = lifetimes.of(number)
        if not lifetime.events:
            continue
        asset = world.asset(number)
        opening = f"{grant} {asset.application} {lifetime.entity} {asset.filed:%Y%m%d} {asset.granted:%Y%m%d}"
        for event in reversed(lifetime.events):
            yield f"{opening} {date.fromordinal(event.day):%Y%m%d} {event.code:<5}\r\n"


@lru_cache(maxsize=2)
def _bench_events(day: int) -> list[str]:
    """What follows the entity in the lines of the patents granted on one day."""
    granted = date(1981, 9, 1) + timedelta(days=day)
    return [
        f"{granted.year - 2}0609 {granted:%Y%m%d} {granted + timedelta(days=4_380 - at * 400):%Y%m%d} {code:<5}\r\n"
        for at, code in enumerate(_BENCH_CODES)
    ]
