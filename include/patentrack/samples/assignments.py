"""Generated files of the USPTO's patent assignments (PADX), for the demo, the tests and the benchmarks.

The proportions are those of real files: a Tuesday is a hundred times a Monday, since a record is sent again
when one of its properties is granted (Tuesday) or published (Thursday).

    python -m patentrack.samples.assignments --week 2024-03-04 var/samples
    python -m patentrack.samples.assignments --megabytes 100 var/samples/ad20240305.zip
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO

import click

from patentrack.samples.companies import stream
from patentrack.samples.documents import Document
from patentrack.samples.packing import writer
from patentrack.samples.padx import FOOT, NO_DATA, Printer, Sending, head, indent
from patentrack.samples.world import World

ASSETS_OF_A_WEEK = 50_000  # at scale 1: some 45,000 records on the Tuesday, 12,000 on the Thursday
SMALLEST_WORLD = 240
DEMO_SCALE = 0.05
_ASSETS_A_MEGABYTE = 270
_TUESDAY, _THURSDAY, _SATURDAY = 1, 3, 5


def week_world(monday: date, *, seed: int = 0, scale: float = 1.0) -> World:
    """The world whose daily files of that week :func:`write_day` and :func:`write_week` write.

    Other weeks have other worlds: their files do not continue each other.

    Raises:
        ValueError: ``monday`` is not a Monday, or ``scale`` is not above 0.
    """
    if monday.weekday() != 0:
        raise ValueError(f"{monday} is a {monday:%A}, not a Monday")
    if scale <= 0:
        raise ValueError(f"scale {scale} is not above 0")
    assets = max(SMALLEST_WORLD, round(ASSETS_OF_A_WEEK * scale))
    return World(seed, horizon=monday + timedelta(days=6), assets=assets, week=monday)


def write_day(folder: Path, day: date, *, seed: int = 0, scale: float = 1.0, world: World | None = None) -> Path:
    """Write ``adYYYYMMDD.zip`` with one ``adYYYYMMDD.xml``: what the USPTO would send on that day.

    Args:
        folder: Where to; made if it is missing.
        day: The day of the file.
        seed: Same seed, same bytes.
        scale: 1.0 is the size of real files (Tuesday about 16 MB zipped), 0.05 a demo; unused with a world.
        world: The world to send from; by default that of the day's week.

    Returns:
        The path of the zip.
    """
    if world is None:
        world = week_world(day - timedelta(days=day.weekday()), seed=seed, scale=scale)
    path = folder / f"ad{day:%Y%m%d}.zip"
    printer = Printer(world)
    lines = (printer.record(sending) for sending in sendings(world, day))
    with _writer(path, day) as out:
        _write(out, day, lines)
    return path


def write_week(folder: Path, monday: date, *, seed: int = 0, scale: float = DEMO_SCALE) -> list[Path]:
    """Write the seven files of a week that hang together.

    Later days hold corrections that name earlier records, records sent again with a grant or with a property
    less, one or two purges, and stale copies (last-update-date older than already sent).

    Returns:
        The seven zips, Monday first.
    """
    world = week_world(monday, seed=seed, scale=scale)
    return [write_day(folder, monday + timedelta(days=at), world=world) for at in range(7)]


def write_file(path: Path, *, megabytes: float, seed: int = 0, day: date | None = None, indented: bool = False) -> Path:
    """Write one file of about ``megabytes`` million bytes of XML, records from 1980 to ``day``.

    Args:
        path: ``.xml``, or ``.zip`` with one XML of the same stem inside.
        megabytes: Size of the XML, unpacked; met within some per cent from 0.1 on.
        seed: Same seed, same bytes.
        day: The transaction date, by default 2024-03-05 (a Tuesday).
        indented: One element a line, as in re-indented copies, instead of one record a line.

    Returns:
        The path.

    Raises:
        ValueError: ``megabytes`` is not above 0, or the suffix is another one.
    """
    if megabytes <= 0:
        raise ValueError(f"{megabytes} megabytes is not above 0")
    day = day or date(2024, 3, 5)
    world = World(seed, horizon=day, assets=SMALLEST_WORLD + round(_ASSETS_A_MEGABYTE * megabytes))
    target = round(megabytes * 1_000_000) - len(head(day)) - len(FOOT)
    with _writer(path, day, large=megabytes > 2_000) as out:
        _write(out, day, _thinned(world, day, target, indented=indented))
    return path


def sendings(world: World, day: date) -> Iterator[Sending]:
    """What the file of a day holds, by reel and frame."""
    edits = _edits(world, day) if world.week and 0 <= (day - world.week).days < 7 else {}
    documents = {id(document): document for document in _due(world, day)}
    documents |= {id(sending.document): sending.document for sending in edits.values()}
    for document in sorted(documents.values(), key=lambda document: (document.reel, document.frame)):
        yield edits.get(id(document)) or Sending(document, day)


def _due(world: World, day: date) -> Iterator[Document]:
    """New recordings of the last working day; and what a grant or a publication of this day is part of."""
    today, weekday, register = day.toordinal(), day.weekday(), world.register
    if weekday >= _SATURDAY:
        return
    since = today - (3 if weekday == 0 else 1)
    # Only these two days change what is known of a property.
    changed = {_TUESDAY: register.granted, _THURSDAY: register.published}.get(weekday)
    for document in world.documents:
        if since <= document.recorded < today:
            if any(register.public_on(asset, today) for asset in document.assets):
                yield document
        elif changed and document.recorded < today and any(changed[asset] == today for asset in document.assets):
            yield document


def _edits(world: World, day: date) -> dict[int, Sending]:
    """What the USPTO's clerks change in the week: removals, purges, and copies that come too late."""
    assert world.week is not None  # noqa: S101
    monday, printer = world.week, Printer(world)
    tuesday = monday + timedelta(days=1)
    rng = stream(world.seed, "edits", monday)
    sent_on_monday = list(_due(world, monday))
    sent_on_tuesday = list(_due(world, tuesday))
    twice = [document for document in sent_on_monday if document in sent_on_tuesday]
    several = [
        document for document in sent_on_tuesday
        if document not in twice and len(printer.visible(Sending(document, tuesday))) > 1
    ]  # fmt: skip
    shortened = several[: 1 + len(several) // 200]
    purged = [document for document in sent_on_tuesday if document not in shortened and document not in twice]
    weekend = stream(world.seed, "weekend", day)
    planned: list[Sending] = []
    match day.weekday():
        case 2:
            planned = [Sending(document, day, removed=1) for document in shortened]
        case 3:
            planned = [Sending(document, tuesday) for document in shortened[:1]]
        case 4:
            planned = [Sending(document, day, purged=True) for document in rng.sample(purged, min(2, len(purged)))]
            planned += [Sending(document, monday) for document in twice[:1]]
        case 5 | 6 if weekend.random() < 0.1:
            planned = [Sending(document, day) for document in weekend.sample(sent_on_monday, 1)]
    return {id(sending.document): sending for sending in planned}


def _thinned(world: World, day: date, target: int, *, indented: bool) -> Iterator[str]:
    """Records by reel and frame, leaving out evenly as many as it takes to end near ``target`` bytes."""
    printer, rng = Printer(world), stream(world.seed, "thinned", day)
    left, todo, seen, seen_bytes = target, len(world.documents), 0, 0
    for document in world.documents:
        expected = (seen_bytes / seen if seen > 50 else 3_000) * max(1, todo)
        todo -= 1
        if rng.random() * expected > left:
            continue
        line = printer.record(Sending(document, day, purged=rng.random() < 0.002))
        if not line:
            continue
        line = indent(line) if indented else line
        seen, seen_bytes = seen + 1, seen_bytes + len(line)
        if len(line) <= left:
            left -= len(line)
            yield line


def _write(out: IO[bytes], day: date, lines: Iterable[str]) -> None:
    out.write(head(day).encode("ascii"))
    empty = True
    for line in lines:
        if line:
            out.write(line.encode("ascii", "xmlcharrefreplace"))
            empty = False
    out.write((NO_DATA * empty + FOOT).encode("ascii"))


def _writer(path: Path, day: date, *, large: bool = False) -> AbstractContextManager[IO[bytes]]:
    if path.suffix not in (".xml", ".zip"):
        raise ValueError(f"{path.name}: a sample is written as .xml or .zip")
    return writer(path, f"{path.stem}.xml", day, large=large)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--week", type=click.DateTime(["%Y-%m-%d"]), help="Monday of a week: seven zips into folder TARGET.")
@click.option("--megabytes", type=click.FloatRange(min=0, min_open=True), help="One file TARGET of that much XML.")
@click.option("--scale", type=click.FloatRange(min=0, min_open=True), default=DEMO_SCALE, show_default=True,
              help="Size of the week; 1 is the size of real files.")  # fmt: skip
@click.option("--seed", type=int, default=0, show_default=True, help="Same seed, same bytes.")
def main(target: Path, week: datetime | None, megabytes: float | None, scale: float, seed: int) -> None:
    """Write generated patent assignment files to TARGET: a folder with --week, a file with --megabytes."""
    if (week is None) == (megabytes is None):
        raise click.UsageError("give either --week MONDAY or --megabytes N")
    try:
        if megabytes is not None:
            paths = [write_file(target, megabytes=megabytes, seed=seed)]
        elif week is not None:
            paths = write_week(target, week.date(), seed=seed, scale=scale)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    for path in paths:
        click.echo(f"{path}\t{path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
