"""What a document says about who became whom, and what was made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from patentrack.parties.entity_types import GOVERNMENT, PERSON
from patentrack.parties.normalisation import parse_name
from patentrack.parties.tails import FORMER, SUCCESSOR_OF

NAME_CHANGE = "namechg"
MERGER = "merger"
# What a name mentions ("X F/K/A Y"); the date is that of the document the name stands in, the event was before it.
HINTS = frozenset({FORMER, SUCCESSOR_OF})

OK = "ok"
CYCLE = "cycle"
CONTRADICTION = "contradiction"
NOT_A_SUCCESSION = "not_a_succession"

PERSON_AND_ORGANISATION = "a person and an organisation"
TWO_PERSONS = "two persons"
GOVERNMENT_AND_OTHER = "a government and another party"
SEVERAL_SUCCESSORS = "one party, several successors"
NOT_TOLD_WHICH = "which became which is not told"


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A party of a document.

    Attributes:
        entity: Number of its entity: its representative.
        name: Name as recorded.
        type: Type of the entity (`entity_types`).
    """

    entity: int
    name: str
    type: int


@dataclass(frozen=True, slots=True)
class Event:
    """A recorded change of name or merger, or a former name that a name mentions.

    Attributes:
        rf_id: The document.
        kind: NAME_CHANGE, MERGER, or one of HINTS.
        date: Execution date, else recording date; None if there is neither.
        olds: Who gave up a name or was merged.
        news: Who is there now.
        assets: The document's properties, as the caller numbers them; empty if unknown.
    """

    rf_id: int
    kind: str
    date: date | None
    olds: tuple[Party, ...]
    news: tuple[Party, ...]
    assets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Edge:
    """One entity becoming another, as one document says it.

    Attributes:
        old: Entity that was.
        new: Entity that is.
        kind: Kind of the event.
        date: Date of the event.
        rf_id: The document.
        state: OK, or why it is not followed: CYCLE, CONTRADICTION, NOT_A_SUCCESSION.
        reason: What makes it so, "" for nothing to say.
    """

    old: int
    new: int
    kind: str
    date: date | None
    rf_id: int
    state: str
    reason: str


class Claim(NamedTuple):
    """A pair of parties of one document that may be old and new."""

    old: int
    new: int
    state: str
    reason: str


def read_claims(event: Event) -> list[Claim]:
    """Pair the old and the new parties of a document.

    A party on both sides lives on. One new party takes in all old ones. With several new ones only names tell which
    became which. What is no succession is told once for each party, not for each pair of them.

    Args:
        event: The document.

    Returns:
        The pairs, by number; none where nobody became anybody else.
    """
    olds = {party.entity: party for party in sorted(event.olds, reverse=True)}
    news = {party.entity: party for party in sorted(event.news, reverse=True)}
    gone = [olds[entity] for entity in sorted(olds.keys() - news.keys())]
    risen = [news[entity] for entity in sorted(news.keys() - olds.keys())] or [news[entity] for entity in sorted(news)]
    if not gone or not risen:
        return []
    nonsense = _nonsense(gone, risen)
    if nonsense:
        return _each_once(gone, risen, NOT_A_SUCCESSION, nonsense)
    if len(risen) == 1:
        return [Claim(old.entity, risen[0].entity, OK, "") for old in gone]
    if len(gone) == 1:
        return _each_once(gone, risen, CONTRADICTION, SEVERAL_SUCCESSORS)
    paired = dict(_pairs_by_name(gone, risen))
    left_old = [old for old in gone if old.entity not in paired]
    taken = set(paired.values())
    left_new = [new for new in risen if new.entity not in taken]
    claims = [Claim(old, new, OK, "") for old, new in paired.items()]
    if left_old:
        claims += _each_once(left_old, left_new or risen, NOT_A_SUCCESSION, NOT_TOLD_WHICH)
    return sorted(claims)


def _nonsense(olds: list[Party], news: list[Party]) -> str:
    """Why the document is no succession whatever it calls itself; real ones rename inventors to a university."""
    everyone = (*olds, *news)
    persons = [party.type == PERSON for party in everyone]
    if any(persons):
        if not all(persons):
            return PERSON_AND_ORGANISATION
        if len(olds) > 1 or len(news) > 1 or not _share_given_name(olds[0].name, news[0].name):
            return TWO_PERSONS
    governments = [party.type == GOVERNMENT for party in everyone]
    return GOVERNMENT_AND_OTHER if any(governments) and not all(governments) else ""


def _share_given_name(one: str, other: str) -> bool:
    people = parse_name(one).person, parse_name(other).person
    given = [person.given[:1] for person in people if person is not None]
    return len(given) == 2 and given[0] == given[1]


def _each_once(olds: list[Party], news: list[Party], state: str, reason: str) -> list[Claim]:
    longer = max(len(olds), len(news))
    pairs = ((olds[min(at, len(olds) - 1)], news[min(at, len(news) - 1)]) for at in range(longer))
    return [Claim(old.entity, new.entity, state, reason) for old, new in pairs]


def _pairs_by_name(olds: list[Party], news: list[Party]) -> Iterator[tuple[int, int]]:
    """Pairs that share words which no other party of the document has: X EUROPE, X ASIA and Y EUROPE, Y ASIA."""
    old_with, new_with = _owners_of_words(olds), _owners_of_words(news)
    partners: dict[int, set[int]] = defaultdict(set)
    suitors: dict[int, set[int]] = defaultdict(set)
    for word, old in old_with.items():
        new = new_with.get(word)
        if new is not None:
            partners[old].add(new)
            suitors[new].add(old)
    for old, found in sorted(partners.items()):
        if len(found) == 1 and len(suitors[min(found)]) == 1:
            yield old, min(found)


def _owners_of_words(parties: Iterable[Party]) -> dict[str, int]:
    """The words that only one of the parties has, each with that party."""
    owners: dict[str, set[int]] = defaultdict(set)
    for party in parties:
        for word in parse_name(party.name).words:
            owners[word].add(party.entity)
    return {word: min(found) for word, found in owners.items() if len(found) == 1}
