"""Name resolution: which names are one entity, and why (design section 6). A pure library; no database.

`resolve` does a whole corpus, or a night's new names against stored ones. What the caller stores for the latter:

* for each name its id, text, entity, instances and places,
* for each name its `blocking.stored_keys`: a table (key, name id), indexed by key, three to eight rows a name,
* for each word of `words_of` in how many names it stands.

`EntityLookup` is the question asked of that store; `MemoryLookup` answers it from memory. Only the stored names that
share a key with a new one, and the other names of their entities, are ever read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from patentrack.errors import DecisionsError, PatentrackError
from patentrack.parties.blocking import probe_keys, stored_keys
from patentrack.parties.clustering import Clustering, Edge, Node
from patentrack.parties.comparison import compare
from patentrack.parties.normalisation import ParsedName, parse_name
from patentrack.parties.other_names import link_other_names
from patentrack.parties.pairs import candidate_pairs
from patentrack.parties.resolution_types import (
    Cluster,
    Decision,
    EntityLookup,
    Hint,
    Link,
    MemoryLookup,
    Move,
    Name,
    Resolution,
    StoredName,
    words_of,
)
from patentrack.parties.summary import summarise
from patentrack.parties.verdicts import FIRM, TYPO, WEAK, Comparison

__all__ = [
    "Cluster",
    "Decision",
    "EntityLookup",
    "Hint",
    "Link",
    "MemoryLookup",
    "Move",
    "Name",
    "Resolution",
    "StoredName",
    "cluster_lines",
    "resolve",
    "words_of",
]

_MEETS = frozenset({FIRM, WEAK, TYPO})


def resolve(
    names: Iterable[Name], decisions: Iterable[Decision] = (), existing: EntityLookup | None = None
) -> Resolution:
    """Find out which names are one entity.

    The result does not depend on the order of the names. A decision always wins: "same" joins whatever speaks against
    it, "different" keeps apart whatever speaks for it, for the whole clusters of the two names.

    Args:
        names: The names, ids distinct. With `existing`, the new ones.
        decisions: What analysts decided on pairs of names, new or stored; unknown ids are no error.
        existing: Names that have an entity. Their links stay, unless a decision moves them.

    Returns:
        The clusters of all names given and of every entity they touch, each link with its reason, what moved and why,
        and hints that no rule may act on.

    Raises:
        PatentrackError: Two names have one id, or the decisions contradict each other.
    """
    given = sorted(names, key=lambda name: (name.text, name.id))
    if len({name.id for name in given}) != len(given):
        doubled = next(id_ for id_, count in Counter(name.id for name in given).items() if count > 1)
        raise PatentrackError(f"two names have the id {doubled}", hint="Give each name an id of its own")
    wanted = sorted(set(decisions))
    # Names that say the same share one object: a million names are then some hundred megabytes less.
    alike: dict[ParsedName, ParsedName] = {}
    new_parsed = [alike.setdefault(parsed, parsed) for parsed in (parse_name(name.text) for name in given)]
    del alike
    stored = _stored_names(given, new_parsed, wanted, existing)
    parsed = new_parsed + [parse_name(entry.name.text) for entry in stored]
    everyone = given + [entry.name for entry in stored]
    return _Run(everyone, parsed, {entry.name.id: entry for entry in stored}, wanted, existing).result(len(given))


def cluster_lines(lines: Iterable[str]) -> list[tuple[int, str, str]]:
    """Cluster names, one a line; what the command ``cluster-names`` prints.

    Args:
        lines: Names, with or without line ends; blank ones are names of nobody and clusters of their own.

    Returns:
        (cluster id, name, reason) in the order of the lines. Ids count from 1 in the order of first appearance; the
        reason is the rule and score of the link, "canonical" for the name that stands for the cluster.
    """
    texts = [line.rstrip("\r\n") for line in lines]
    ids = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    counts = Counter(texts)
    resolution = resolve(Name(number, text, counts[text]) for text, number in ids.items())
    cluster_of: dict[int, int] = {}
    reason_of: dict[int, str] = {}
    for position, cluster in enumerate(resolution.clusters):
        reason_of[cluster.canonical_id] = "canonical"
        for name_id in cluster.name_ids:
            cluster_of[name_id] = position
    for link in resolution.links:
        reason_of[link.name_id] = f"{link.rule} {link.score:.2f}"
    numbers: dict[int, int] = {}
    rows = []
    for text in texts:
        name_id = ids[text]
        number = numbers.setdefault(cluster_of[name_id], len(numbers) + 1)
        rows.append((number, text, reason_of[name_id]))
    return rows


def _stored_names(
    given: Sequence[Name], parsed: Sequence[ParsedName], decisions: Sequence[Decision], existing: EntityLookup | None
) -> list[StoredName]:
    """The stored names that matter: found by key or decision, and the other names of their entities."""
    if existing is None:
        return []
    keys = {key for name in parsed for key in probe_keys(name)}
    for name in parsed:
        for kind, text in name.notes:
            if text and kind in {"alias", "former name", "successor of"}:
                keys.update(stored_keys(parse_name(text)))
    new_ids = {name.id for name in given}
    decided = {id_ for decision in decisions for id_ in (decision.left, decision.right)} - new_ids
    entities = {entry.entity_id for entry in (*existing.find(keys), *existing.named(decided))}
    members = {entry.name.id: entry for entry in existing.members(entities) if entry.name.id not in new_ids}
    return sorted(members.values(), key=lambda entry: (entry.name.text, entry.name.id))


class _Run:
    """One resolution: names become nodes, nodes are linked, clusters become entities."""

    def __init__(
        self,
        names: Sequence[Name],
        parsed: Sequence[ParsedName],
        stored: Mapping[int, StoredName],
        decisions: Sequence[Decision],
        existing: EntityLookup | None,
    ) -> None:
        self.names = names
        self.parsed = parsed
        self.stored = stored
        self.position = position = {name.id: index for index, name in enumerate(names)}
        known = [decision for decision in decisions if decision.left in position and decision.right in position]
        self.same = [(position[decision.left], position[decision.right]) for decision in known if decision.same]
        self.different = [
            (position[decision.left], position[decision.right]) for decision in known if not decision.same
        ]
        self._build_nodes()
        self._check_decisions()
        self._count_words(existing)
        self._cluster()

    def _build_nodes(self) -> None:
        decided = {index for pair in (*self.same, *self.different) for index in pair}
        node_of_identity: dict[object, int] = {}
        self.node_of: list[int] = [0] * len(self.names)
        self.members: list[list[int]] = []
        order = sorted(range(len(self.names)), key=lambda index: (self.names[index].text, self.names[index].id))
        for index in order:
            entry = self.stored.get(self.names[index].id)
            # Names of one identity in different entities were kept apart by someone; a decided name stands alone.
            key: object = (
                self.parsed[index].identity,
                entry.entity_id if entry else None,
                index if index in decided else -1,
            )
            node = node_of_identity.setdefault(key, len(self.members))
            if node == len(self.members):
                self.members.append([])
            self.members[node].append(index)
            self.node_of[index] = node
        self.node_parsed = [self.parsed[members[0]] for members in self.members]

    def _check_decisions(self) -> None:
        root = {index: index for pair in self.same for index in pair}

        def find(index: int) -> int:
            while root.setdefault(index, index) != index:
                index = root[index]
            return index

        for left, right in self.same:
            root[find(left)] = find(right)
        for left, right in self.different:
            if find(left) == find(right):
                one, other = self.names[left].text, self.names[right].text
                raise DecisionsError(
                    f"decisions contradict each other: {one!r} and {other!r} are decided to be different, "
                    "and by other decisions the same",
                    hint="Withdraw one of these decisions",
                )

    def _count_words(self, existing: EntityLookup | None) -> None:
        counts = Counter(
            word
            for index, parsed in enumerate(self.parsed)
            if self.names[index].id not in self.stored
            for word in set(parsed.words)
        )
        if existing is not None:
            words = {word for parsed in self.parsed for word in parsed.words}
            counts.update(existing.word_counts(words))
        self.names_with = counts

    def _node(self, node: int) -> Node:
        members = self.members[node]
        return Node(
            len(members),
            sum(self.names[index].instances for index in members),
            frozenset().union(*(self.names[index].places for index in members)),
            node,
        )

    def compare(self, left: int, right: int) -> Comparison:
        """Compare two nodes."""
        nearby = bool(self.nodes[left].places & self.nodes[right].places)
        return compare(self.node_parsed[left], self.node_parsed[right], self.names_with, nearby=nearby)

    def _cluster(self) -> None:
        self.nodes = [self._node(node) for node in range(len(self.members))]
        groups: dict[int, list[int]] = defaultdict(list)
        for name_id, entry in self.stored.items():
            groups[entry.entity_id].append(self._node_of_id(name_id))
        split = self._split_entities(groups)
        entities = {node: entity for entity, nodes in groups.items() if entity not in split for node in nodes}
        for entity in split:
            entities[split[entity]] = entity
        # "Same" moves a smaller entity into a larger one; the smaller one's number is given up.
        merged = self._merged_entities(groups, entities)
        entities = {node: merged.get(entity, entity) for node, entity in entities.items()}
        apart = [(self.node_of[left], self.node_of[right]) for left, right in self.different]
        self.clustering = Clustering(self.nodes, self.compare, entities, apart)
        for entity, nodes in sorted(groups.items()):
            if entity not in split:
                for node in sorted(nodes)[1:]:
                    self.clustering.join(min(nodes), node)
        for left, right in sorted(self.same):
            self.clustering.join(self.node_of[left], self.node_of[right])
        edges: dict[tuple[int, int], Edge] = {}
        for left, right in candidate_pairs(self.node_parsed):
            if (left, right) not in edges:
                found = self.compare(left, right)
                if found.verdict in _MEETS:
                    edges[left, right] = Edge(left, right, found)
        self.clustering.link(list(edges.values()))
        self.hints = link_other_names(
            self.clustering,
            self.node_parsed,
            [[(self.names[index].id, self.parsed[index]) for index in members] for members in self.members],
            partial(compare, names_with=self.names_with),
        )

    def _node_of_id(self, name_id: int) -> int:
        return self.node_of[self.position[name_id]]

    def _split_entities(self, groups: Mapping[int, list[int]]) -> dict[int, int]:
        """Entities that a decision "different" splits, each with the node that keeps the entity's number."""
        split = {}
        for left, right in self.different:
            one, other = (self.stored.get(self.names[index].id) for index in (left, right))
            if one and other and one.entity_id == other.entity_id:
                nodes = groups[one.entity_id]
                split[one.entity_id] = max(
                    nodes, key=lambda node: (self.nodes[node].instances, self.nodes[node].names, -node)
                )
        return split

    def _merged_entities(self, groups: Mapping[int, list[int]], entities: Mapping[int, int]) -> dict[int, int]:
        into: dict[int, int] = {}

        def find(entity: int) -> int:
            while entity in into:
                entity = into[entity]
            return entity

        def weight(entity: int) -> tuple[int, int]:
            return sum(self.nodes[node].instances for node in groups[entity]), -entity

        for left, right in sorted(self.same):
            one, other = entities.get(self.node_of[left]), entities.get(self.node_of[right])
            if one is not None and other is not None and find(one) != find(other):
                smaller, larger = sorted((find(one), find(other)), key=weight)
                into[smaller] = larger
        return {entity: find(entity) for entity in into}

    def result(self, new: int) -> Resolution:
        """Put the clusters into words.

        Args:
            new: How many of the names, from the first, are new.
        """
        return summarise(
            names=self.names,
            parsed=self.parsed,
            members=self.members,
            clustering=self.clustering,
            stored=self.stored,
            same=self.same,
            hints=self.hints,
            names_with=self.names_with,
            new=new,
        )
