"""What the name of a file says about its day."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

_DAY = re.compile(r"(?<!\d)(\d{4})(-?)(\d{2})\2(\d{2})(?!\d)")


def day_in_name(file_name: str) -> date | None:
    """The last day a name holds, written `20240501` or `2024-05-01`; None when it holds none."""
    found = None
    for match in _DAY.finditer(file_name):
        with suppress(ValueError):  # digits that are no day, as in the name of a copy
            found = date(int(match[1]), int(match[3]), int(match[4]))
    return found
