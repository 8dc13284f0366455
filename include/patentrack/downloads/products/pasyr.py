"""PASYR: the back-file, all assignments from August 1980 to the end of last year, in numbered parts.

`adSTART-END-NN.zip` or `adEND-NN.zip`, split by reel. The product holds several overlapping generations (in 2026:
19800101-20241231, 19880101-20241231 and 19880101-20251231): two of them are everything twice, so a window has to
name one. Parts have 96-169 MB; of a last part less may be left.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from patentrack.downloads.catalogue import ListedFile
from patentrack.downloads.errors import DownloadError
from patentrack.downloads.products.base import Period, Product, Selection, at_ten

START = date(1980, 1, 1)
FIRST_RECORD = date(1980, 8, 31)


class Pasyr(Product):
    """See the module."""

    identifier = "PASYR"
    title = "Patent assignments, back-file"
    ingest_as = "assignments"
    frequency = "yearly"
    name = re.compile(r"ad(?:(?P<start>\d{8})-)?(?P<day>\d{8})-(?P<part>\d{2})\.zip")
    example = "ad19800101-20231231-01.zip"
    first_day = START
    size_band = (1_000_000, 250_000_000)
    retention_days = 60
    # Its files begin in 1980 or 1988: how a window is compared with them is not documented.
    by_window = False

    def days_of(self, file_name: str) -> tuple[date, date] | None:
        """What the name says; a name without a start covers everything to its end."""
        match, end = self.name.fullmatch(file_name), self.day_of(file_name)
        if match is None or end is None:
            return None
        try:
            start = datetime.strptime(match["start"], "%Y%m%d").date() if match["start"] else START  # noqa: DTZ007
        except ValueError:
            return None
        return start, end

    def periods(self, start: date, end: date) -> list[Period]:
        """The end of each year; its back-file is out by April."""
        return [
            Period(date(year, 1, 1), date(year, 12, 31), at_ten(date(year + 1, 4, 1)))
            for year in range(start.year, end.year + 1)
            if start <= date(year, 12, 31) <= end
        ]

    def select(self, files: Sequence[ListedFile], start: date, end: date) -> Selection:
        """The parts of the one generation that the window names, or else of the only one that lies within it.

        Raises:
            DownloadError: Several generations lie in the window, none does, or a part is missing.
        """
        # The names say January 1980, the first record is of August.
        start = START if start <= FIRST_RECORD else start
        within: dict[tuple[date, date, str], dict[int, ListedFile]] = defaultdict(dict)
        for file in files:
            match, days = self.name.fullmatch(file.name), self.days_of(file.name)
            if match and days and start <= days[0] and days[1] <= end:
                within[*days, file.name.rpartition("-")[0]][int(match["part"])] = file
        exact = {key: parts for key, parts in within.items() if key[:2] == (start, end)}
        chosen = exact or within
        if len(chosen) != 1:
            known = sorted({days for file in files if (days := self.days_of(file.name))})
            windows = "; ".join(f"--from {first} --to {last}" for first, last in known)
            raise DownloadError(
                f"PASYR: {len(chosen) or 'no'} generations lie between {start} and {end}; they overlap, one is needed",
                hint=f"There are {windows}" if windows else "The USPTO lists none at all",
            )
        [(generation, parts)] = chosen.items()
        lacking = [number for number in range(1, max(parts) + 1) if number not in parts]
        if lacking:
            names = ", ".join(f"{generation[2]}-{number:02}.zip" for number in lacking)
            raise DownloadError(f"PASYR: not listed: {names}", hint="Wait until the generation is complete")
        return Selection(tuple(parts[number] for number in sorted(parts)), (), self.unknown(files))


PRODUCT = Pasyr()
