"""PTMNFEE2: maintenance fee events since 1981-09-01, the whole of them every week.

Out on Tuesdays, with the Monday before in its name. 108 MB (2025) to 171 MB (May 2024).
"""

import re
from datetime import date

from patentrack.downloads.products.base import Weekly


class MaintenanceFees(Weekly):
    """See the module."""

    identifier = "PTMNFEE2"
    title = "Maintenance fee events"
    ingest_as = "maintenance-fees"
    schedule_day = "Tuesday"
    weekday = 1
    name = re.compile(r"MaintFeeEvents_(?P<day>\d{8})\.zip")
    # Without a day it cannot be told from the file of another week.
    other_names = re.compile(r"MaintFeeEvents\.zip")
    example = "MaintFeeEvents_20240102.zip"
    first_day = date(1981, 9, 1)
    size_band = (50_000_000, 400_000_000)
    retention_days = 35
    cumulative = True
    by_window = False


PRODUCT = MaintenanceFees()
