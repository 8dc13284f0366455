"""What a product is: which files it has, when they come, and how large they should be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar

from patentrack.downloads.catalogue import ListedFile
from patentrack.downloads.errors import DownloadError


@dataclass(frozen=True)
class Period:
    """The days out of which one file has to come.

    Attributes:
        first: First day that may stand in the file's name.
        last: Last such day.
        due: When the file should be out (UTC).
    """

    first: date
    last: date
    due: datetime

    def __str__(self) -> str:
        return self.first.isoformat() if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True)
class Selection:
    """The files of a window, and what should be among them and is not.

    Attributes:
        files: In order of their days.
        missing: Periods without a file.
        unknown: Names of data files that the product does not know.
    """

    files: tuple[ListedFile, ...]
    missing: tuple[Period, ...] = ()
    unknown: tuple[str, ...] = ()


class Product:
    """A product of the bulk-data API. A module of this package makes one and calls it `PRODUCT`.

    Attributes:
        identifier: As the USPTO spells it.
        title: For people.
        ingest_as: As `patentrack ingest` names it, and the ledger with it.
        frequency: daily, weekly, monthly, yearly or on_demand.
        schedule_day: Day of the week or month, for people.
        name: Pattern of the names of its files; the group `day` is the day in it.
        day_format: How that day is written.
        other_names: Files of data of the same product that are not wanted.
        example: A file name.
        first_day: Before it there are no files.
        size_band: Smallest and largest size to expect, in bytes; outside of it a file is loaded with a warning.
        retention_days: How long the file is kept after it was loaded.
        cumulative: Each file replaces the one before it, and the USPTO lists only the newest.
        by_window: Whether the API can be asked for the files of some days only.
        back_file: Product whose files make up for missing days before the end of them.
    """

    identifier: ClassVar[str]
    title: ClassVar[str]
    ingest_as: ClassVar[str]
    frequency: ClassVar[str]
    schedule_day: ClassVar[str | None] = None
    name: ClassVar[re.Pattern[str]]
    day_format: ClassVar[str] = "%Y%m%d"
    other_names: ClassVar[re.Pattern[str] | None] = None
    example: ClassVar[str]
    first_day: ClassVar[date]
    size_band: ClassVar[tuple[int, int]]
    retention_days: ClassVar[int]
    cumulative: ClassVar[bool] = False
    by_window: ClassVar[bool] = True
    back_file: ClassVar[str | None] = None

    def day_of(self, file_name: str) -> date | None:
        """The day in a file's name; None for a name that is not of this product."""
        match = self.name.fullmatch(file_name)
        if match is None:
            return None
        try:
            return datetime.strptime(match["day"], self.day_format).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            return None

    def days_of(self, file_name: str) -> tuple[date, date] | None:
        """First and last day that a file covers."""
        day = self.day_of(file_name)
        return (day, day) if day else None

    def band(self, file_name: str) -> tuple[int, int]:
        """Smallest and largest size to expect of a file, in bytes."""
        del file_name
        return self.size_band

    def periods(self, start: date, end: date) -> list[Period]:
        """The files to expect in a window, in order of their days."""
        raise NotImplementedError

    def select(self, files: Sequence[ListedFile], start: date, end: date) -> Selection:
        """Choose the files of a window.

        Args:
            files: What there is.
            start: First day.
            end: Last day.

        Raises:
            DownloadError: No file is to be expected in this window at all, or the choice is not clear.
        """
        periods = self.periods(start, end)
        if not periods:
            raise DownloadError(
                f"{self.identifier}: no file comes between {start} and {end}",
                hint=f"It comes {self.frequency}" + (f", {self.schedule_day}" if self.schedule_day else ""),
            )
        if self.cumulative:
            periods = periods[-1:]
        chosen: list[ListedFile] = []
        missing: list[Period] = []
        for period in periods:
            inside = sorted((file for file in files if self.is_inside(file.name, period)), key=lambda file: file.name)
            if not inside:
                missing.append(period)
            chosen += inside[-1:] if self.cumulative else inside
        return Selection(tuple(chosen), tuple(missing), self.unknown(files))

    def unknown(self, files: Sequence[ListedFile]) -> tuple[str, ...]:
        """Names of files that are neither wanted nor known to be something else."""
        return tuple(
            file.name
            for file in files
            if self.name.fullmatch(file.name) is None
            and not (self.other_names and self.other_names.fullmatch(file.name))
        )

    def next_due(self, after: date) -> datetime | None:
        """When the first file after this day should be out (UTC); None for a product without a rhythm."""
        return next(
            (period.due for period in self.periods(after, after + timedelta(days=400)) if period.first > after), None
        )

    def is_inside(self, file_name: str, period: Period) -> bool:
        """Whether a file is one of a period."""
        day = self.day_of(file_name)
        return day is not None and period.first <= day <= period.last


class Daily(Product):
    """A file for every calendar day, out by 10:00 UTC of the next."""

    frequency = "daily"

    def periods(self, start: date, end: date) -> list[Period]:
        """Each day."""
        first = max(start, self.first_day)
        days = (first + timedelta(days=n) for n in range((end - first).days + 1))
        return [Period(day, day, at_ten(day + timedelta(days=1))) for day in days]


class Weekly(Product):
    """A file each week: on `weekday` (Monday is 0), with a day of the same week in its name; due the day after."""

    frequency = "weekly"
    weekday: ClassVar[int]

    def periods(self, start: date, end: date) -> list[Period]:
        """Each week whose weekday lies in the window."""
        first = max(start, self.first_day)
        day = first + timedelta(days=(self.weekday - first.weekday()) % 7)
        found = []
        while day <= end:
            monday = day - timedelta(days=day.weekday())
            found.append(Period(monday, monday + timedelta(days=6), at_ten(day + timedelta(days=1))))
            day += timedelta(days=7)
        return found


class Monthly(Product):
    """A file each month, out about the 15th and due on the 20th."""

    frequency = "monthly"

    def periods(self, start: date, end: date) -> list[Period]:
        """Each month that begins or ends in the window, or holds it."""
        month = max(start, self.first_day).replace(day=1)
        found = []
        while month <= end:
            following = (month + timedelta(days=31)).replace(day=1)
            found.append(Period(month, following - timedelta(days=1), at_ten(month.replace(day=20))))
            month = following
        return found


def at_ten(day: date) -> datetime:
    """10:00 UTC of a day: by then the USPTO's night is over, and the DAGs run."""
    return datetime.combine(day, time(10), UTC)
