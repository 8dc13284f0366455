"""What goes into name resolution and what comes out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from patentrack.parties.blocking import stored_keys
from patentrack.parties.clustering import Place
from patentrack.parties.normalisation import parse_name


@dataclass(frozen=True, slots=True)
class Name:
    """A name to resolve.

    Attributes:
        id: The caller's number for it.
        text: The name as recorded, or one spelling for several.
        instances: How often it is recorded.
        places: (city, state, country) it is recorded with, in capitals, "" where one is missing. Evidence: a place in
            common supports a slip or settles a doubt; no state or country in common keeps weak links from being taken.
    """

    id: int
    text: str
    instances: int = 1
    places: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """An analyst's decision on two names, by id."""

    left: int
    right: int
    same: bool


@dataclass(frozen=True, slots=True)
class StoredName:
    """A name that belongs to an entity already."""

    name: Name
    entity_id: int


@dataclass(frozen=True, slots=True)
class Link:
    """Why a name is in its cluster.

    Attributes:
        name_id: The name.
        to_id: The name it was linked to: the canonical one, or one that is linked to that.
        rule: The rules needed, joined by " + "; "decision" for an analyst's, "earlier run" for what was stored.
        score: How sure, 0 to 1.
    """

    name_id: int
    to_id: int
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """Names of one entity.

    Attributes:
        entity_id: Number of the stored entity; None for a new one.
        canonical_id: The name that stands for all: recorded most often, else the most complete.
        name_ids: All names, ascending.
        type: 0 organisation, 1 person, 2 government, 3 university, 4 bank or lender.
    """

    entity_id: int | None
    canonical_id: int
    name_ids: tuple[int, ...]
    type: int


@dataclass(frozen=True, slots=True)
class Move:
    """A stored name that changed its entity; `to_entity` None is a new one."""

    name_id: int
    from_entity: int
    to_entity: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Hint:
    """What may be so and no rule may act on: for analysts and for successor edges.

    Attributes:
        kind: "alias", "former name", "successor of" (from the text of a name), or "in doubt" (a link not taken).
        name_id: The name that says so.
        other_text: The other name as it says it; "" if the other name is known by id.
        other_id: A name with that text, if there is one.
        rule: The rule that would have linked them, for "in doubt".
    """

    kind: str
    name_id: int
    other_text: str = ""
    other_id: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What came out.

    Attributes:
        clusters: Every name in exactly one, in the order of their smallest name id.
        links: One for each name that is not canonical, by name id.
        moved: Stored names that changed their entity.
        hints: What needs a person's eye.
    """

    clusters: list[Cluster]
    links: list[Link]
    moved: list[Move]
    hints: list[Hint]


def words_of(text: str) -> set[str]:
    """The words of a name whose frequency is stored."""
    return set(parse_name(text).words)


class EntityLookup(Protocol):
    """Stored names, as resolution asks for them."""

    def find(self, keys: Iterable[str]) -> Iterable[StoredName]:
        """Names stored under any of the keys."""

    def named(self, name_ids: Iterable[int]) -> Iterable[StoredName]:
        """Names by id; unknown ids give nothing."""

    def members(self, entity_ids: Iterable[int]) -> Iterable[StoredName]:
        """All names of the entities."""

    def word_counts(self, words: Iterable[str]) -> Mapping[str, int]:
        """In how many stored names each of the words stands."""


class MemoryLookup:
    """An `EntityLookup` over names held in memory.

    Args:
        names: The stored names.
        keys: Their stored keys, in the same order; computed when not given.
        words: In how many names each word stands; computed when not given.
    """

    def __init__(
        self,
        names: Iterable[StoredName],
        keys: Iterable[Iterable[str]] | None = None,
        words: Mapping[str, int] | None = None,
    ) -> None:
        self._names = list(names)
        self._by_id = {entry.name.id: entry for entry in self._names}
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_entity: dict[int, list[int]] = defaultdict(list)
        computed: Counter[str] = Counter()
        given = iter(keys) if keys is not None else None
        for position, entry in enumerate(self._names):
            self._by_entity[entry.entity_id].append(position)
            if given is not None:
                stored = next(given)
            else:
                parsed = parse_name(entry.name.text)
                stored = stored_keys(parsed)
                computed.update(set(parsed.words))
            for key in stored:
                self._by_key[key].append(position)
        self._words: Mapping[str, int] = computed if words is None else words

    def find(self, keys: Iterable[str]) -> Iterable[StoredName]:
        """Names stored under any of the keys."""
        return [self._names[position] for key in keys for position in self._by_key.get(key, ())]

    def named(self, name_ids: Iterable[int]) -> Iterable[StoredName]:
        """Names by id; unknown ids give nothing."""
        return [self._by_id[name_id] for name_id in name_ids if name_id in self._by_id]

    def members(self, entity_ids: Iterable[int]) -> Iterable[StoredName]:
        """All names of the entities."""
        return [self._names[position] for entity in entity_ids for position in self._by_entity.get(entity, ())]

    def word_counts(self, words: Iterable[str]) -> Mapping[str, int]:
        """In how many stored names each of the words stands."""
        return {word: self._words[word] for word in words if word in self._words}
