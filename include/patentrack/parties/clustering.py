"""Clustering: from links between two names to entities, without errors that chain.

A joins B and B joins C does not make A and C one: before two clusters become one, every name of the one is held
against every name of the other, and one conflict keeps them apart (complete linkage over the guards). Links are taken
in this order, each order independent of the order of the names:

1. Firm links, the surest first.
2. Weak links (a legal form that is missing, an abbreviation with two meanings, a middle initial left out), each only
   where it is not in doubt: all that either side could join must agree with the other side. ACME joins ACME INC as long
   as there is no ACME LLC.
3. Slips of a letter: a rarer spelling joins a better established one, if there is just one; what has joined so is no
   point to join for a third name.
4. Other names ("A/K/A", "D/B/A"), where just one entity has the other name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from patentrack.parties.verdicts import CONFLICT, FIRM, TYPO, WEAK, Comparison

Place = tuple[str, str, str]


class Edge(NamedTuple):
    """A link between two nodes that a comparison found."""

    left: int
    right: int
    found: Comparison


@dataclass(slots=True)
class Node:
    """Names that nothing but punctuation tells apart.

    Attributes:
        names: How many names.
        instances: How often they are recorded.
        places: (city, state, country) they are recorded with.
        rank: Position in an order of all nodes that does not depend on the input order.
    """

    names: int
    instances: int
    places: frozenset[Place]
    rank: int


@dataclass(slots=True)
class _Cluster:
    nodes: list[int]
    names: int
    instances: int
    places: frozenset[Place]
    rank: int
    entity: int | None = None
    apart: set[int] = field(default_factory=set)
    decided: bool = False


class Clustering:
    """Clusters of nodes, joined step by step.

    Args:
        nodes: The nodes.
        compare: Compares two nodes by their number.
        entities: Entity that a node already belongs to. Two entities never become one here.
        apart: Pairs of nodes that must not be in one cluster.
    """

    def __init__(
        self,
        nodes: Sequence[Node],
        compare: Callable[[int, int], Comparison],
        entities: Mapping[int, int] | None = None,
        apart: Iterable[tuple[int, int]] = (),
    ) -> None:
        self._compare = compare
        self._root = list(range(len(nodes)))
        self._rank = [node.rank for node in nodes]
        known = entities or {}
        self._clusters = {
            index: _Cluster([index], node.names, node.instances, node.places, node.rank, known.get(index))
            for index, node in enumerate(nodes)
        }
        for left, right in apart:
            self._clusters[left].apart.add(right)
            self._clusters[right].apart.add(left)
        self.taken: list[Edge] = []
        self.refused: list[Edge] = []

    def root(self, node: int) -> int:
        """The node that stands for the cluster of a node."""
        while self._root[node] != node:
            self._root[node] = self._root[self._root[node]]
            node = self._root[node]
        return node

    def clusters(self) -> list[list[int]]:
        """The clusters as sorted lists of nodes, in the order of their first node."""
        return sorted(sorted(cluster.nodes) for cluster in self._clusters.values())

    def entity(self, node: int) -> int | None:
        """The entity that the cluster of a node belongs to already."""
        return self._clusters[self.root(node)].entity

    def join(self, left: int, right: int) -> None:
        """Join two clusters whatever speaks against it: a decision, or what was joined in an earlier run."""
        self._union(self.root(left), self.root(right))
        self._clusters[self.root(left)].decided = True

    def link(self, edges: Sequence[Edge]) -> None:
        """Take the links of three kinds, in their order."""
        by_verdict: dict[str, list[Edge]] = defaultdict(list)
        for edge in sorted(edges, key=self._edge_order):
            by_verdict[edge.found.verdict].append(edge)
        for edge in by_verdict[FIRM]:
            self._take(edge)
        self._link_weak(by_verdict[WEAK])
        self._link_typos(by_verdict[TYPO])

    def link_other_name(self, edge: Edge) -> bool:
        """Join what a name says is another name of the same; only decisions and earlier entities can be against it."""
        left, right = self.root(edge.left), self.root(edge.right)
        if left != right and self._may_join(left, right):
            self._union(left, right)
            self.taken.append(edge)
            return True
        return left == right

    def _edge_order(self, edge: Edge) -> tuple[float, int, int]:
        ranks = sorted((self._rank[edge.left], self._rank[edge.right]))
        return -edge.found.score, ranks[0], ranks[1]

    def _take(self, edge: Edge) -> bool:
        left, right = self.root(edge.left), self.root(edge.right)
        if left == right:
            return True
        if not self._may_join(left, right) or not self._agree(edge.left, edge.right):
            self.refused.append(edge)
            return False
        self._union(left, right)
        self.taken.append(edge)
        return True

    def _may_join(self, left: int, right: int) -> bool:
        a, b = self._clusters[left], self._clusters[right]
        if a.entity is not None and b.entity is not None and a.entity != b.entity:
            return False
        return not (any(node in a.apart for node in b.nodes) or any(node in b.apart for node in a.nodes))

    def _agree(self, one: int, other: int) -> bool:
        """Whether no name in the cluster of the one node conflicts with a name in that of the other."""
        a, b = self._relevant(one), self._relevant(other)
        return all(self._compare(left, right) is not CONFLICT for left in a for right in b)

    def _relevant(self, node: int) -> list[int]:
        """The nodes that speak for a cluster; where a decision joined what conflicts, those on this node's side."""
        cluster = self._clusters[self.root(node)]
        if not cluster.decided:
            return cluster.nodes
        return [near for near in cluster.nodes if near == node or self._compare(near, node) is not CONFLICT]

    def _union(self, left: int, right: int) -> None:
        if left == right:
            return
        a, b = self._clusters[left], self._clusters[right]
        if a.rank > b.rank:
            left, right, a, b = right, left, b, a
        self._root[right] = left
        a.nodes += b.nodes
        a.names += b.names
        a.instances += b.instances
        a.places |= b.places
        a.apart |= b.apart
        a.decided |= b.decided
        if a.entity is None:
            a.entity = b.entity
        del self._clusters[right]

    def _neighbours(self, edges: Iterable[Edge]) -> tuple[dict[int, set[int]], dict[tuple[int, int], Edge]]:
        neighbours: dict[int, set[int]] = defaultdict(set)
        best: dict[tuple[int, int], Edge] = {}
        for edge in edges:
            left, right = self.root(edge.left), self.root(edge.right)
            if left != right:
                neighbours[left].add(right)
                neighbours[right].add(left)
                best.setdefault((min(left, right), max(left, right)), edge)
        return neighbours, best

    def _link_weak(self, edges: list[Edge]) -> None:
        neighbours, best = self._neighbours(edges)
        accepted = []
        for (left, right), edge in best.items():
            if self._far(left, right):
                continue
            edge_node = {self.root(node): node for node in (edge.left, edge.right)}
            doubtful = not (
                all(self._agree(other, edge_node[right]) for other in neighbours[left] if other != right)
                and all(self._agree(other, edge_node[left]) for other in neighbours[right] if other != left)
            )
            if doubtful and not (self._only_near(left, right, neighbours) and self._only_near(right, left, neighbours)):
                self.refused.append(edge)
            else:
                accepted.append(edge)
        for edge in accepted:
            self._take(edge)

    def _only_near(self, one: int, other: int, neighbours: Mapping[int, set[int]]) -> bool:
        """Whether, of all that a cluster could join, this one alone is of its city."""
        return [near for near in neighbours[one] if self._near(one, near)] == [other]

    def _near(self, one: int, other: int) -> bool:
        return bool(self._clusters[one].places & self._clusters[other].places)

    def _far(self, one: int, other: int) -> bool:
        """Whether both have places and no state or country in common."""
        a, b = self._clusters[one].places, self._clusters[other].places
        return bool(a and b) and not {place[1:] for place in a} & {place[1:] for place in b}

    def _link_typos(self, edges: list[Edge]) -> None:
        neighbours, best = self._neighbours(edges)
        weight = {root: self._weight(root) for root in neighbours}
        above = {root: {near for near in others if weight[near] > weight[root]} for root, others in neighbours.items()}
        for root in sorted(neighbours, key=weight.__getitem__):
            hubs = above[root]
            if not hubs:
                continue
            # The one that differs in nothing but the slip goes before those that differ in more.
            closest = max(best[min(root, hub), max(root, hub)].found.score for hub in hubs)
            hubs = {hub for hub in hubs if best[min(root, hub), max(root, hub)].found.score == closest}
            hub = min(hubs)
            tie = weight[hub][0] == weight[root][0]
            edge = best[min(root, hub), max(root, hub)]
            # A tie has no better established side; then each must be the other's only candidate.
            if (
                len(hubs) > 1
                or above[hub]
                or (tie and len(neighbours[hub]) > 1)
                or self._far(self.root(root), self.root(hub))
            ):
                self.refused.append(edge)
            else:
                self._take(edge)

    def _weight(self, root: int) -> tuple[int, int, int]:
        cluster = self._clusters[root]
        return cluster.names, cluster.instances, -cluster.rank
