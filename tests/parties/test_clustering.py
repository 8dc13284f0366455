"""The order in which links are taken, and what keeps two clusters apart, with comparisons made up."""

from __future__ import annotations

from patentrack.parties.clustering import Clustering, Edge, Node
from patentrack.parties.verdicts import CONFLICT, FIRM, TYPO, UNKNOWN, WEAK, Comparison


def clusters(
    sizes: list[int],
    links: dict[tuple[int, int], str],
    conflicts: frozenset[tuple[int, int]] = frozenset(),
    entities: dict[int, int] | None = None,
) -> list[list[int]]:
    found = {pair: Comparison(verdict, "made up", 0.9) for pair, verdict in links.items()}

    def compare(left: int, right: int) -> Comparison:
        pair = min(left, right), max(left, right)
        return CONFLICT if pair in conflicts else found.get(pair, UNKNOWN)

    nodes = [Node(size, size, frozenset(), rank) for rank, size in enumerate(sizes)]
    clustering = Clustering(nodes, compare, entities)
    clustering.link([Edge(*pair, comparison) for pair, comparison in found.items()])
    return clustering.clusters()


def test_a_conflict_of_any_two_keeps_two_clusters_apart() -> None:
    assert clusters([1, 1, 1], {(0, 1): FIRM, (1, 2): FIRM}) == [[0, 1, 2]]
    assert clusters([1, 1, 1], {(0, 1): FIRM, (1, 2): FIRM}, frozenset({(0, 2)})) == [[0, 1], [2]]


def test_a_weak_link_is_taken_when_nothing_makes_it_doubtful() -> None:
    assert clusters([1, 1, 1], {(0, 1): WEAK, (0, 2): WEAK}) == [[0, 1, 2]]
    assert clusters([1, 1, 1], {(0, 1): WEAK, (0, 2): WEAK}, frozenset({(1, 2)})) == [[0], [1], [2]]


def test_a_slip_joins_the_established_spelling_and_is_no_point_to_join() -> None:
    assert clusters([1, 5], {(0, 1): TYPO}) == [[0, 1]]
    assert clusters([1, 2, 5], {(0, 1): TYPO, (1, 2): TYPO}) == [[0], [1, 2]]


def test_a_slip_with_two_candidates_stays_alone() -> None:
    assert clusters([1, 5, 5], {(0, 1): TYPO, (0, 2): TYPO}) == [[0], [1], [2]]


def test_of_two_equals_each_must_be_the_only_candidate() -> None:
    assert clusters([1, 1], {(0, 1): TYPO}) == [[0, 1]]
    assert clusters([1, 1, 1], {(0, 1): TYPO, (0, 2): TYPO}) == [[0], [1], [2]]


def test_two_entities_never_become_one() -> None:
    assert clusters([1, 1, 1], {(0, 1): FIRM, (1, 2): FIRM}, entities={0: 7, 2: 8}) == [[0, 1], [2]]
