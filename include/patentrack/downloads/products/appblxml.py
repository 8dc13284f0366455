"""APPBLXML: front pages of the applications published in a week, out on Thursdays.

About 5,900 records. Files before 2005 have another name and another document type. The band is wide because no
list of real sizes is at hand.
"""

import re
from datetime import date

from patentrack.downloads.products.base import Weekly


class Applications(Weekly):
    """See the module."""

    identifier = "APPBLXML"
    title = "Published applications, bibliographic data"
    ingest_as = "applications"
    schedule_day = "Thursday"
    weekday = 3
    name = re.compile(r"ipab(?P<day>\d{8})_wk\d{2}\.zip")
    other_names = re.compile(r"pab\d{8}_wk\d{2}\.zip")
    example = "ipab20260122_wk04.zip"
    first_day = date(2005, 1, 6)
    size_band = (500_000, 100_000_000)
    retention_days = 100


PRODUCT = Applications()
