"""PTBLXML: front pages of the grants of a week, out on Tuesdays.

About 4,700 records. Files before 2005 have another name and another document type. The band is wide because no
list of real sizes is at hand.
"""

import re
from datetime import date

from patentrack.downloads.products.base import Weekly


class Grants(Weekly):
    """See the module."""

    identifier = "PTBLXML"
    title = "Grants, bibliographic data"
    ingest_as = "grants"
    schedule_day = "Tuesday"
    weekday = 1
    name = re.compile(r"ipgb(?P<day>\d{8})_wk\d{2}\.zip")
    other_names = re.compile(r"pgb\d{8}_wk\d{2}\.zip")
    example = "ipgb20251223_wk51.zip"
    first_day = date(2005, 1, 4)
    size_band = (1_000_000, 100_000_000)
    retention_days = 100


PRODUCT = Grants()
