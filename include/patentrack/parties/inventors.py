"""Which conveying party is which inventor, person by person (design section 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from patentrack.parties.inventor_comparison import SAME_PARTS, Found, compare_names
from patentrack.parties.inventor_names import Name, read_name, read_parts


@dataclass(frozen=True, slots=True)
class Inventor:
    """An inventor as the bibliographic data name him: in parts, or only with an assembled name.

    Attributes:
        name: The assembled name; not read where there is a family name.
        family_name: Family name.
        given_name: Given name.
        middle_name: Middle names or initials.
        suffix: Jr., III.
    """

    name: str = ""
    family_name: str | None = None
    given_name: str | None = None
    middle_name: str | None = None
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class InventorMatch:
    """The inventor whom a party is.

    Attributes:
        inventor: His position among the inventors.
        rule: The rules needed, joined by " + "; "name parts" when every part is the same.
        score: How sure, 0 to 1.
    """

    inventor: int
    rule: str
    score: float


def match_inventors(parties: Sequence[str], inventors: Sequence[Inventor]) -> list[InventorMatch | None]:
    """Match the parties of one document with the inventors of its properties.

    An inventor is at most one person among the parties; a party listed twice is one person. The surest matches are
    taken first. A party that could be either of two different inventors, or shares its inventor with an equally near
    other party, is nobody. So is a company, but a party of exactly an inventor's words is that person ("CO TRAN").

    Args:
        parties: Names as recorded, or their normalised spelling.
        inventors: The inventors of all the document's properties; one may be listed for each of them.

    Returns:
        For each party its match or None, in the order of the parties. The result does not depend on any order, except
        that of an inventor listed several times the first is named.
    """
    names = [read_name(party) for party in parties]
    people = [_read(inventor) for inventor in inventors]
    party_groups, inventor_groups = _alike(names), _alike(people)
    matching = _Matching([names[group[0]] for group in party_groups], [people[group[0]] for group in inventor_groups])
    matches: list[InventorMatch | None] = [None] * len(parties)
    for party, inventor, found in matching.settled:
        for position in party_groups[party]:
            matches[position] = InventorMatch(inventor_groups[inventor][0], found.rule, found.score)
    return matches


def _read(inventor: Inventor) -> Name:
    if not inventor.family_name:
        return read_name(inventor.name)
    given = " ".join(part for part in (inventor.given_name, inventor.middle_name) if part)
    return read_parts(inventor.family_name, given, inventor.suffix or "")


def _alike(names: Sequence[Name]) -> list[list[int]]:
    """Positions of names that say the same, whatever blanks and hyphens."""
    groups: dict[tuple[frozenset[str], str], list[int]] = defaultdict(list)
    for position, name in enumerate(names):
        groups[name.exact, name.suffix].append(position)
    return list(groups.values())


class _Pair(NamedTuple):
    party: int
    inventor: int
    found: Found


class _Matching:
    """The pairs that are one person, the surest first."""

    def __init__(self, parties: Sequence[Name], inventors: Sequence[Name]) -> None:
        self._inventors = inventors
        self._free_parties = dict(enumerate(parties))
        self._free_inventors = dict(enumerate(inventors))
        self.settled: list[_Pair] = []
        # Nearly everybody is found by the same parts; the rest is compared one by one.
        self._settle(list(self._same_parts()))
        levels: dict[float, list[_Pair]] = defaultdict(list)
        for pair in self._alike():
            levels[pair.found.score].append(pair)
        for score in sorted(levels, reverse=True):
            self._settle(levels[score])

    def _same_parts(self) -> Iterator[_Pair]:
        inventors_with = _index((inventor, name.exact) for inventor, name in self._free_inventors.items())
        for party, name in self._free_parties.items():
            for inventor in dict.fromkeys(inventor for key in name.exact for inventor in inventors_with.get(key, ())):
                if name.suffix == self._free_inventors[inventor].suffix:
                    yield _Pair(party, inventor, Found(SAME_PARTS, 1.0))

    def _alike(self) -> Iterator[_Pair]:
        inventors_with = _index((inventor, name.anchors) for inventor, name in self._free_inventors.items())
        for party, name in self._free_parties.items():
            for inventor in {inventor for key in name.anchors for inventor in inventors_with.get(key, ())}:
                found = compare_names(name, self._free_inventors[inventor])
                if found is not None:
                    yield _Pair(party, inventor, found)

    def _settle(self, pairs: list[_Pair]) -> None:
        """Take those among equally sure pairs that leave no choice."""
        pairs = sorted(self._free(pairs))
        while pairs:
            # Who is left with one candidate settles first; what he takes may settle the next.
            clear = next((pair for pair in pairs if self._is_clear(pair, pairs)), None)
            if clear is None:
                break
            self.settled.append(clear)
            self._take(clear)
            pairs = self._free(pairs)
        # Whoever stays in doubt between equals is not given a less sure match.
        for pair in pairs:
            self._take(pair)

    def _is_clear(self, pair: _Pair, pairs: Sequence[_Pair]) -> bool:
        """Whether no other party may be this inventor, and no different inventor this party."""
        others = [other for other in pairs if other != pair and pair.party == other.party]
        rivals = [other for other in pairs if other != pair and pair.inventor == other.inventor]
        return not rivals and all(
            compare_names(self._inventors[pair.inventor], self._inventors[other.inventor]) for other in others
        )

    def _take(self, pair: _Pair) -> None:
        self._free_parties.pop(pair.party, None)
        self._free_inventors.pop(pair.inventor, None)

    def _free(self, pairs: Iterable[_Pair]) -> list[_Pair]:
        return [pair for pair in pairs if pair.party in self._free_parties and pair.inventor in self._free_inventors]


def _index(names: Iterable[tuple[int, Iterable[str]]]) -> dict[str, list[int]]:
    positions: dict[str, list[int]] = defaultdict(list)
    for position, keys in names:
        for key in keys:
            positions[key].append(position)
    return positions
