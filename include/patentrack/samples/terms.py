"""How long the patents of a generated world last (35 U.S.C. 154(b) and 173)."""

from __future__ import annotations

from datetime import date

from patentrack.samples.assets import DESIGN, HAGUE, REISSUE, UTILITY
from patentrack.samples.companies import stream
from patentrack.samples.world import World

DESIGNS_OF_15_YEARS = date(2015, 5, 13).toordinal()  # filing date
_ADJUSTED = date(2000, 5, 29).toordinal()  # filing date
_WITH_ADJUSTMENT = 0.65
_MOST_DAYS = 1400


def term_extension(world: World, number: int) -> int:
    """Days by which the term of a patent is adjusted; 0 for a third, for those filed before June 2000, for designs."""
    register = world.register
    if register.type[number] not in (UTILITY, REISSUE) or register.filed[number] < _ADJUSTED:
        return 0
    rng = stream(world.seed, "term", number)
    return int(_MOST_DAYS * rng.random() ** 3) if rng.random() < _WITH_ADJUSTMENT else 0


def years_of_design(world: World, number: int) -> int | None:
    """Term of a design patent in years from its grant; None for other patents."""
    register = world.register
    if register.type[number] not in (DESIGN, HAGUE):
        return None
    return 15 if register.filed[number] >= DESIGNS_OF_15_YEARS else 14
