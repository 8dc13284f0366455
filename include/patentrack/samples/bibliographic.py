"""Generated files of front pages: grants of a week (``ipgb``), applications published in a week (``ipab``).

A back-dated file holds the documents of a whole year under the name of its last Tuesday or Thursday, so that a
demo has the inventors and citations of older assets without a thousand files. Before 2005 the USPTO's files
have another name and another document type; none is written.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from patentrack.samples.assets import DESIGN, HAGUE, PLANT, REISSUE, UTILITY
from patentrack.samples.front_page import FrontPages
from patentrack.samples.packing import writer
from patentrack.samples.world import World

FIRST_YEAR = 2005
TUESDAY, THURSDAY = 1, 3
_ORDER = {DESIGN: 0, HAGUE: 0, PLANT: 1, REISSUE: 2, UTILITY: 3}


class BibliographicFiles:
    """Writes the bibliographic files of one world."""

    def __init__(self, world: World) -> None:
        self._world, self._pages = world, FrontPages(world)

    def write_grants(self, folder: Path, day: date) -> Path:
        """Write ``ipgbYYYYMMDD_wkNN.zip`` with the grants of a day.

        Raises:
            ValueError: The day is no Tuesday.
        """
        return self._write(folder, "ipgb", _expected(day, TUESDAY), self._granted(day, day), self._pages.grant)

    def write_applications(self, folder: Path, day: date) -> Path:
        """Write ``ipabYYYYMMDD_wkNN.zip`` with the applications published on a day.

        Raises:
            ValueError: The day is no Thursday.
        """
        found = self._published(day, day)
        return self._write(folder, "ipab", _expected(day, THURSDAY), found, self._pages.publication)

    def write_earlier_grants(self, folder: Path, before: date) -> list[Path]:
        """Write one file for each year since 2005 that has grants before a day."""
        return [
            self._write(folder, "ipgb", day, found, self._pages.grant)
            for first, day in _years(before, TUESDAY)
            if (found := self._granted(first, day))
        ]

    def write_earlier_applications(self, folder: Path, before: date) -> list[Path]:
        """Write one file for each year since 2005 that has publications before a day."""
        return [
            self._write(folder, "ipab", day, found, self._pages.publication)
            for first, day in _years(before, THURSDAY)
            if (found := self._published(first, day))
        ]

    def _granted(self, first: date, last: date) -> list[int]:
        """Designs, plants, reissues and utility patents, each by number."""
        register = self._world.register
        found = _within(register.granted, first, last)
        return sorted(found, key=lambda number: (_ORDER[register.type[number]], register.grant[number]))

    def _published(self, first: date, last: date) -> list[int]:
        register = self._world.register
        found = _within(register.published, first, last)
        return sorted(found, key=lambda number: register.publication_number(number) or "")

    @staticmethod
    def _write(folder: Path, prefix: str, day: date, numbers: list[int], page: Callable[[int], str]) -> Path:
        week = (day.timetuple().tm_yday - 1) // 7 + 1
        path = folder / f"{prefix}{day:%Y%m%d}_wk{week:02d}.zip"
        with writer(path, f"{prefix}{day:%Y%m%d}.xml", day) as out:
            for number in numbers:
                out.write(page(number).encode("ascii", "xmlcharrefreplace"))
        return path


def _within(days: array[int], first: date, last: date) -> list[int]:
    start, end = first.toordinal(), last.toordinal()
    return [number for number, day in enumerate(days) if start <= day <= end]


def _years(before: date, weekday: int) -> Iterator[tuple[date, date]]:
    """Each year's first day and last such weekday, the last year's before a day."""
    for year in range(FIRST_YEAR, before.year + 1):
        end = min(date(year, 12, 31), before - timedelta(days=1))
        last = end - timedelta(days=(end.weekday() - weekday) % 7)
        if last.year == year:
            yield date(year, 1, 1), last


def _expected(day: date, weekday: int) -> date:
    if day.weekday() != weekday:
        raise ValueError(f"{day} is a {day:%A}; these files come on another day of the week")
    return day
