"""Which file in the landing folder is the one to load.

The USPTO names its assignment files by what they cover (product pages of PASDL and PASYR):
``ad20150727.zip`` is the daily file of 27 July 2015, one for every calendar day, weekends included;
``ad19800101-20231231-01.zip`` (or ``ad20231231-01.zip``) is part 1 of the back-file up to the end of 2023.
The back-file is published in several overlapping generations: loading two of them reads everything twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

from patentrack.errors import SourceFileError

SUFFIXES = (".zip", ".xml")
"""As published, and as unpacked by hand. The archive is taken where both are there."""

_PART = re.compile(r"ad(?P<generation>(?:\d{8}-)?\d{8})-(?P<number>\d{2})\.(?:zip|xml)")
_GENERATION = re.compile(r"(?:ad)?(?P<generation>(?:\d{8}-)?\d{8})")
_SELECTION = re.compile(r"(?P<first>\d{1,2})(?:\s*-\s*(?P<last>\d{1,2}))?")


def day_file(day: date, landing: Path) -> Path:
    """Find the daily file of one calendar day.

    Raises:
        SourceFileError: It is not there. The USPTO publishes a file for days without recordings too,
            so a day without a file is always a fault and never an empty day.
    """
    stem = f"ad{day:%Y%m%d}"
    for suffix in SUFFIXES:
        path = landing / f"{stem}{suffix}"
        if path.is_file():
            return path
    raise SourceFileError(
        f"{stem}.zip",
        f"the daily file of {day.isoformat()} is not in {landing}",
        hint="Put the file there and run this day again; the USPTO has one for every calendar day",
    )


def backfile_parts(landing: Path, generation: str | None = None) -> list[Path]:
    """List the parts of one generation of the back-file, in the order of their numbers.

    Args:
        landing: Folder that holds the parts.
        generation: What stands between ``ad`` and the part number, as in ``19800101-20231231`` or
            ``20231231``; with or without ``ad``. None takes the only generation there is.

    Raises:
        SourceFileError: There is no part, a number is missing between 1 and the highest one, or several
            generations are there and none is chosen.
    """
    generations: dict[str, dict[int, Path]] = defaultdict(dict)
    if landing.is_dir():
        # In order of names, so that a .zip takes the place of the .xml of the same name.
        for path in sorted(landing.iterdir()):
            if (match := _PART.fullmatch(path.name)) and path.is_file():
                generations[match["generation"]][int(match["number"])] = path
    chosen = _choose(generation, sorted(generations), landing)
    parts = generations[chosen]
    missing = sorted(set(range(1, max(parts) + 1)) - set(parts))
    if missing:
        names = ", ".join(f"ad{chosen}-{number:02}.zip" for number in missing)
        raise SourceFileError(
            f"ad{chosen}",
            f"missing from {landing}: {names}",
            hint=f"The highest part there is {max(parts):02}; every part below it has to be there",
        )
    return [parts[number] for number in sorted(parts)]


def select_parts(parts: list[Path], selection: str | None) -> list[Path]:
    """Take some of the parts by their numbers.

    Args:
        parts: All parts of one generation, from `backfile_parts`.
        selection: Numbers and ranges, as in ``1, 4-6``; None or blank takes all.

    Raises:
        SourceFileError: The selection cannot be read, or names a part that is not there.
    """
    if not selection or not selection.strip():
        return parts
    wanted: set[int] = set()
    for term in selection.split(","):
        match = _SELECTION.fullmatch(term.strip())
        if not match:
            raise SourceFileError(
                "back-file", f"the part selection {selection!r} cannot be read", hint="Write it like 1, 4-6"
            )
        first = int(match["first"])
        wanted |= set(range(first, int(match["last"] or first) + 1))
    by_number = {int(path.stem[-2:]): path for path in parts}
    absent = sorted(wanted - set(by_number))
    if absent or not wanted:
        raise SourceFileError(
            "back-file",
            f"the part selection {selection!r} names no part {', '.join(map(str, absent)) or 'at all'}",
            hint=f"There are parts {min(by_number)} to {max(by_number)}",
        )
    return [by_number[number] for number in sorted(wanted)]


def _choose(generation: str | None, there: list[str], landing: Path) -> str:
    names = ", ".join(there)
    if generation and generation.strip():
        match = _GENERATION.fullmatch(generation.strip())
        if match and match["generation"] in there:
            return match["generation"]
        raise SourceFileError(
            f"ad{generation.strip().removeprefix('ad')}",
            f"no part of this generation is in {landing}",
            hint=f"There is {names}" if there else "Put the parts there under the names the USPTO gave them",
        )
    if not there:
        raise SourceFileError(
            "back-file",
            f"no part like ad19800101-20231231-01.zip is in {landing}",
            hint="Put the parts there under the names the USPTO gave them",
        )
    if len(there) > 1:
        raise SourceFileError(
            "back-file",
            f"several generations are in {landing}: {names}",
            hint="They overlap: choose one, or everything is loaded twice",
        )
    return there[0]
