"""PTFWPRE: the file wrapper with the status of every application, as JSON, a file for each decade of filing.

Published anew every Sunday under a name with that day; in the documentation under one without, which is the same
every week. The file of a name without a day is told from its predecessor by the catalogue alone. 3-30 GB each:
fetched on demand. A window chooses the files whose years of filing it touches, each in its newest issue.
"""

import re
from collections.abc import Sequence
from datetime import date

from patentrack.downloads.catalogue import ListedFile
from patentrack.downloads.errors import DownloadError
from patentrack.downloads.products.base import Period, Product, Selection


class FileWrapper(Product):
    """See the module."""

    identifier = "PTFWPRE"
    title = "File wrapper: status of applications"
    ingest_as = "application-status"
    frequency = "on_demand"
    schedule_day = "Sunday"
    name = re.compile(r"(?P<first>\d{4})-(?P<last>\d{4})-patent-filewrapper-full-json(?:-(?P<day>\d{8}))?\.zip")
    example = "2001-2010-patent-filewrapper-full-json-20260607.zip"
    first_day = date(2001, 1, 1)
    size_band = (1_000_000_000, 60_000_000_000)
    retention_days = 14
    cumulative = True
    by_window = False

    def day_of(self, file_name: str) -> date | None:
        """The Sunday in the name, if it holds one."""
        match = self.name.fullmatch(file_name)
        return super().day_of(file_name) if match and match["day"] else None

    def days_of(self, file_name: str) -> tuple[date, date] | None:
        """The years of filing."""
        match = self.name.fullmatch(file_name)
        return (date(int(match["first"]), 1, 1), date(int(match["last"]), 12, 31)) if match else None

    def periods(self, start: date, end: date) -> list[Period]:
        """None: nothing is due."""
        del start, end
        return []

    def select(self, files: Sequence[ListedFile], start: date, end: date) -> Selection:
        """The newest issue of each range of years that the window touches.

        Raises:
            DownloadError: There is none.
        """
        newest: dict[date, ListedFile] = {}
        for file in sorted(files, key=lambda file: (self.day_of(file.name) or date.min, file.name)):
            days = self.days_of(file.name)
            if days and days[0] <= end and days[1] >= start:
                newest[days[0]] = file
        if not newest:
            raise DownloadError(
                f"PTFWPRE: no file holds applications filed between {start} and {end}",
                hint="The window is about years of filing",
            )
        return Selection(tuple(newest[first] for first in sorted(newest)), (), self.unknown(files))


PRODUCT = FileWrapper()
