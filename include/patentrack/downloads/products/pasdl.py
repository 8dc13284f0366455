"""PASDL: recorded assignments, a file for every calendar day, Sundays and holidays included.

Sizes after 141 real files, 2024-01-01 to 2024-05-20 (none is missing): Tuesdays 14-25 MB, since what was granted
that day is sent again; Thursdays 0.16-5.4 MB, the same for publications, with an exception of 1.4 GB unpacked in
July 2026; other working days 8-630 KB; at weekends nearly always the 1,000 bytes of an empty day, though up to
146 KB were seen. The product holds the current year only; what lies before it is in PASYR.
"""

import re
from datetime import date

from patentrack.downloads.products.base import Daily

_WORKING_DAY = (5_000, 3_000_000)
_TUESDAY = (5_000_000, 60_000_000)
_THURSDAY = (100_000, 20_000_000)
_WEEKEND = (500, 1_000_000)
_BANDS = (_WORKING_DAY, _TUESDAY, _WORKING_DAY, _THURSDAY, _WORKING_DAY, _WEEKEND, _WEEKEND)


class Pasdl(Daily):
    """See the module."""

    identifier = "PASDL"
    title = "Patent assignments, daily"
    ingest_as = "assignments"
    schedule_day = "every calendar day"
    name = re.compile(r"ad(?P<day>\d{8})\.zip")
    example = "ad20240102.zip"
    first_day = date(1980, 8, 1)
    size_band = (500, 60_000_000)
    retention_days = 400
    back_file = "PASYR"

    def band(self, file_name: str) -> tuple[int, int]:
        """By weekday."""
        day = self.day_of(file_name)
        return _BANDS[day.weekday()] if day else self.size_band


PRODUCT = Pasdl()
