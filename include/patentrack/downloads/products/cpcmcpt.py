"""CPCMCPT: the CPC classification of every grant, the whole of it every month, as XML.

688 MB in May 2024. The same content as text (about 373 MB) lies beside it and is not wanted.
"""

import re
from datetime import date

from patentrack.downloads.products.base import Monthly


class CpcGrants(Monthly):
    """See the module."""

    identifier = "CPCMCPT"
    title = "CPC of grants"
    ingest_as = "cpc-grants"
    schedule_day = "about the 15th"
    name = re.compile(r"US_Grant_CPC_MCF_XML_(?P<day>\d{4}-\d{2}-\d{2})\.zip")
    day_format = "%Y-%m-%d"
    other_names = re.compile(r"US_Grant_CPC_MCF_Text_.*", re.IGNORECASE)
    example = "US_Grant_CPC_MCF_XML_2024-05-01.zip"
    first_day = date(2013, 1, 1)
    size_band = (300_000_000, 2_000_000_000)
    retention_days = 65
    cumulative = True
    by_window = False


PRODUCT = CpcGrants()
