"""A recorded document of a generated world, and the reel and frame it is recorded at."""

from __future__ import annotations

import itertools
from array import array
from dataclasses import dataclass
from datetime import date

from patentrack.samples.assets import interpolate, working_day
from patentrack.samples.companies import stream

INVENTORS = -1  # the giver of a document is the inventors of its asset
A_PERSON = -2  # the receiver is a natural person
FIRST_RECORDING = date(1980, 8, 4).toordinal()

# Reels current on some days, as seen in real files; a reel has room for 999 frames (pages).
_REELS = tuple(
    (date(*day).toordinal(), reel)
    for day, reel in (
        ((1980, 8, 1), 3_780), ((1985, 1, 1), 4_350), ((1990, 1, 1), 5_220), ((1995, 1, 1), 7_300),
        ((2000, 1, 1), 10_500), ((2007, 3, 20), 19_091), ((2011, 12, 14), 27_379), ((2015, 7, 24), 36_178),
        ((2020, 1, 1), 51_390), ((2026, 1, 1), 72_900),
    )
)  # fmt: skip
_FRAMES_A_REEL = 998
_PAGES = ((2, 3, 4, 5, 6, 7, 8, 10, 13, 17, 24, 38), (16, 21, 17, 6, 10, 4, 7, 3, 5, 3, 2, 1))


@dataclass(slots=True, eq=False)
class Document:
    """A recorded document: who gives what to whom. Party numbers or INVENTORS, A_PERSON; day ordinals."""

    kind: str
    executed: int
    recorded: int
    giver: int
    receiver: int
    assets: array[int]
    refers: Document | None = None
    step: int = 0  # of a renaming: from names[step - 1] to names[step]
    part: int = 0  # 1 or 2: only the first or second half of the inventors signed
    pages: int = 3
    reel: int = 0
    frame: int = 0


def number(documents: list[Document]) -> None:
    """Reel and frame: rising with the recording day, each document as many frames as it has pages."""
    cursor = 0
    for day, group in itertools.groupby(documents, key=lambda document: document.recorded):
        todays = list(group)
        cursor = max(cursor, interpolate(_REELS, day) * _FRAMES_A_REEL)
        room = (interpolate(_REELS, working_day(day + 1)) * _FRAMES_A_REEL - cursor) // len(todays)
        rng = stream("pages", day, len(todays))
        for document in todays:
            document.pages = rng.choices(*_PAGES)[0] + len(document.assets) // 25
            document.reel, document.frame = divmod(cursor, _FRAMES_A_REEL)
            document.frame += 1
            cursor += max(document.pages, min(room, 120))
