"""Clusters in words: the canonical name, the reason of each link, what moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from patentrack.parties import entity_types
from patentrack.parties.clustering import Clustering, Edge
from patentrack.parties.comparison import compare
from patentrack.parties.normalisation import ParsedName
from patentrack.parties.resolution_types import Cluster, Hint, Link, Move, Name, Resolution, StoredName
from patentrack.parties.verdicts import FIRM, TYPO, WEAK
from patentrack.parties.vocabulary import is_known

DECIDED = "decision"
EARLIER = "earlier run"


def summarise(
    *,
    names: Sequence[Name],
    parsed: Sequence[ParsedName],
    members: Sequence[Sequence[int]],
    clustering: Clustering,
    stored: Mapping[int, StoredName],
    same: Sequence[tuple[int, int]],
    hints: list[Hint],
    names_with: Mapping[str, int],
    new: int,
) -> Resolution:
    """Make the result of a run.

    Args:
        names: All names, the new ones first.
        parsed: Their parts.
        members: The names of each node.
        clustering: The clusters of the nodes.
        stored: Stored names by id.
        same: Pairs of names that were decided to be one.
        hints: What other names hint at.
        names_with: In how many names each word stands.
        new: How many of the names are new.
    """
    taken: dict[int, list[Edge]] = defaultdict(list)
    for edge in clustering.taken:
        taken[edge.left].append(edge)
        taken[edge.right].append(edge)
    decided = defaultdict(set)
    for left, right in same:
        decided[left].add(right)
        decided[right].add(left)
    clusters, links, moved = [], [], []
    for nodes in clustering.clusters():
        indexes = sorted(index for node in nodes for index in members[node])
        canonical = _canonical(nodes, members, names, parsed)
        entity = clustering.entity(nodes[0])
        clusters.append(
            Cluster(
                entity,
                names[canonical].id,
                tuple(sorted(names[index].id for index in indexes)),
                _type([parsed[index] for index in indexes]),
            )
        )
        for node in nodes:
            for index in members[node]:
                if index != canonical:
                    links.append(
                        _link(
                            index,
                            canonical,
                            node=node,
                            names=names,
                            parsed=parsed,
                            members=members,
                            taken=taken,
                            decided=decided,
                            stored=stored,
                            names_with=names_with,
                        )
                    )
                entry = stored.get(names[index].id)
                if entry and entry.entity_id != entity:
                    moved.append(Move(names[index].id, entry.entity_id, entity, DECIDED))
    with_new = {clustering.root(node) for node, indexes in enumerate(members) if any(index < new for index in indexes)}
    hints = hints + [
        Hint("in doubt", names[members[edge.left][0]].id, "", names[members[edge.right][0]].id, edge.found.rule)
        for edge in clustering.refused
        if clustering.root(edge.left) != clustering.root(edge.right)
        and {clustering.root(edge.left), clustering.root(edge.right)} & with_new
    ]
    return Resolution(
        sorted(clusters, key=lambda cluster: cluster.name_ids[0]),
        sorted(links, key=lambda link: link.name_id),
        sorted(moved, key=lambda move: move.name_id),
        hints,
    )


def _canonical(
    nodes: Sequence[int], members: Sequence[Sequence[int]], names: Sequence[Name], parsed: Sequence[ParsedName]
) -> int:
    """The name recorded most often; else the most complete one, without tails, its words known, written out."""
    instances = {node: sum(names[index].instances for index in members[node]) for node in nodes}

    def order(item: tuple[int, int]) -> tuple[object, ...]:
        node, index = item
        part = parsed[index]
        own = sum(not is_known(word) for word in part.words)
        text = names[index].text
        return (
            -instances[node],
            bool(part.notes),
            not part.forms,
            own,
            -names[index].instances,
            -len(text),
            text,
            names[index].id,
        )

    return min(((node, index) for node in nodes for index in members[node]), key=order)[1]


def _type(parts: Sequence[ParsedName]) -> int:
    if any(part.is_person for part in parts):
        return entity_types.PERSON
    found = [part.type for part in parts]
    # A role or a fuller spelling can only say more.
    return max(set(found), key=lambda type_: (type_ != entity_types.ORGANISATION, found.count(type_), type_))


def _link(
    index: int,
    canonical: int,
    *,
    node: int,
    names: Sequence[Name],
    parsed: Sequence[ParsedName],
    members: Sequence[Sequence[int]],
    taken: Mapping[int, list[Edge]],
    decided: Mapping[int, set[int]],
    stored: Mapping[int, StoredName],
    names_with: Mapping[str, int],
) -> Link:
    name_id, canonical_id = names[index].id, names[canonical].id
    if decided.get(index):
        return Link(name_id, names[min(decided[index])].id, DECIDED, 1.0)
    if name_id in stored:
        return Link(name_id, canonical_id, EARLIER, 1.0)
    found = compare(parsed[index], parsed[canonical], names_with)
    if found.verdict in {FIRM, WEAK, TYPO}:
        return Link(name_id, canonical_id, found.rule, found.score)
    edge = max(taken.get(node, ()), key=lambda edge: (edge.found.score, -min(edge.left, edge.right)), default=None)
    if edge is None:
        return Link(name_id, canonical_id, "punctuation", 1.0)
    other = edge.right if edge.left == node else edge.left
    return Link(name_id, names[members[other][0]].id, edge.found.rule, edge.found.score)
