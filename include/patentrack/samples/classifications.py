"""The CPC symbols of a generated world's assets: each company works in a few subclasses, and has left some.

Subclasses are those of the Cooperative Patent Classification; groups inside them are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from patentrack.samples.assets import DESIGN, HAGUE, PLANT
from patentrack.samples.companies import stream
from patentrack.samples.vocabulary import CPC_SUBCLASSES
from patentrack.samples.world import World

PLANTS, CROSS_SECTIONAL = "A01H", "Y02E"
_LEFT, _STRAY = 0.3, 0.03
_FEWEST_TRADES = 10
_YEAR = 365.25
_NEVER = 1 << 30


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol of an asset. ``position`` F for the main one, else L; ``value`` I inventive, A additional."""

    subclass: str
    main_group: str
    subgroup: str
    position: str
    value: str
    version: str

    @property
    def text(self) -> str:
        """As the file wrapper data has it: ``H01L29/66325``."""
        return f"{self.subclass}{self.main_group}/{self.subgroup}"


class Classifications:
    """The symbols of a world's assets."""

    def __init__(self, world: World) -> None:
        self._world = world
        # A small world has few trades, so that companies which buy of each other share some.
        trades = min(len(CPC_SUBCLASSES), max(_FEWEST_TRADES, len(world.companies) // 4))
        self._trades = stream(world.seed, "trades").sample(CPC_SUBCLASSES, trades)
        self._fields = lru_cache(maxsize=20_000)(self._draw_fields)

    def has_symbols(self, number: int) -> bool:
        """Whether the CPC applies: designs are classified by another scheme."""
        return self._world.register.type[number] not in (DESIGN, HAGUE)

    def of(self, number: int) -> tuple[Symbol, ...]:
        """One to twelve symbols, the main one first; none for a design."""
        if not self.has_symbols(number):
            return ()
        rng = stream(self._world.seed, "cpc", number)
        main = self._main(rng, number)
        count = 1 + int(12 * rng.random() ** 2)
        drawn: dict[str, Symbol] = {}
        for at in range(count):
            share = rng.random()
            fields = self._fields(self._world.applicant[number])
            subclass = main if at == 0 or share < 0.65 else rng.choice(fields)[0] if share < 0.9 else CROSS_SECTIONAL
            symbol = _symbol(rng, subclass, first=at == 0)
            drawn.setdefault(symbol.text, symbol)
        return tuple(drawn.values())

    def _main(self, rng: Random, number: int) -> str:
        """A field the company worked in on the day of filing: rather one that it has left since."""
        register = self._world.register
        if register.type[number] == PLANT:
            return PLANTS
        if rng.random() < _STRAY:
            return rng.choice(self._trades)
        fields, filed = self._fields(self._world.applicant[number]), register.filed[number]
        left = [subclass for subclass, until in fields if filed <= until < _NEVER]
        kept = [subclass for subclass, until in fields if until == _NEVER]
        return rng.choice(left if left and rng.random() < _LEFT else kept)

    def _draw_fields(self, company: int) -> tuple[tuple[str, int], ...]:
        """Three to five subclasses with the last day on which the company files in them; it has left the first."""
        rng = stream(self._world.seed, "fields", company)
        subclasses = rng.sample(self._trades, rng.randint(3, 5))
        horizon = self._world.horizon.toordinal()
        return tuple(
            (subclass, horizon - int(_YEAR * rng.uniform(3.1, 5.0)) if at == 0 else _NEVER)
            for at, subclass in enumerate(subclasses)
        )


def _symbol(rng: Random, subclass: str, *, first: bool) -> Symbol:
    indexing = not first and rng.random() < 0.1  # groups from 2000 on say more of what other symbols say
    main_group = str(rng.randint(2001, 2251) if indexing else 1 + int(98 * rng.random() ** 2))
    subgroup = rng.choice(("00", "02", "04", "06", "08", "10", "12", "0613", "18", "24", "31", "703", "2029", "66325"))
    additional = indexing or (not first and rng.random() < 0.25) or subclass.startswith("Y")
    version = "2013-01-01" if rng.random() < 0.85 else f"{rng.randint(2014, 2023)}-01-01"
    return Symbol(subclass, main_group, subgroup, "F" if first else "L", "A" if additional else "I", version)
