"""Accuracy of name resolution on invented entities: pairwise precision and recall, and the same with pairs weighted
by 1/size of their entity, so that a few large entities do not decide.

Run it from the folder tests: ``python -m accuracy.names``. The wrong pairs of the seeds of TUNING were read while
the rules were written; of REPORT only the figures were. Both come from one generator, by the author of the rules.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from random import Random
from typing import NamedTuple

from accuracy.entities import population
from accuracy.variants import variant
from patentrack.parties.resolution import Name, resolve

TUNING = (1, 2, 3, 4, 5)
REPORT = (101, 102, 103, 104, 105)


class Accuracy(NamedTuple):
    """Shares, 0 to 1, of pairs of names; the weighted ones count a pair 1/size of its cluster or entity."""

    precision: float
    recall: float
    weighted_precision: float
    weighted_recall: float


def labelled_names(seed: int, families: int = 700) -> dict[str, int]:
    """Names and the entity of each; a name that two entities could be written as is left out."""
    random = Random(seed)
    owner: dict[str, int] = {}
    shared = set()
    for number, entity in enumerate(population(random, families)):
        for _ in range(random.choice((1, 2, 3, 4, 5, 8))):
            text = variant(entity, random)
            if owner.setdefault(text, number) != number:
                shared.add(text)
    return {text: number for text, number in owner.items() if text not in shared}


def clusters_of(names: Iterable[str]) -> dict[str, int]:
    """The cluster that the library gives each name."""
    texts = list(names)
    found = resolve(Name(number, text) for number, text in enumerate(texts))
    return {texts[name_id]: position for position, cluster in enumerate(found.clusters) for name_id in cluster.name_ids}


def measure(truth: dict[str, int], found: dict[str, int]) -> Accuracy:
    """Compare clusters with entities."""
    precision, weighted_precision = _share(found, truth)
    recall, weighted_recall = _share(truth, found)
    return Accuracy(precision, recall, weighted_precision, weighted_recall)


def _share(grouping: dict[str, int], against: dict[str, int]) -> tuple[float, float]:
    groups: dict[int, list[str]] = defaultdict(list)
    for text, number in grouping.items():
        groups[number].append(text)
    pairs = agreed = 0
    weight = agreed_weight = 0.0
    for texts in groups.values():
        for one, other in combinations(texts, 2):
            pairs += 1
            weight += 1 / len(texts)
            if against[one] == against[other]:
                agreed += 1
                agreed_weight += 1 / len(texts)
    return (agreed / pairs, agreed_weight / weight) if pairs else (1.0, 1.0)


def wrong_pairs(truth: dict[str, int], found: dict[str, int]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Pairs merged wrongly and pairs missed, for reading."""
    merged, missed = [], []
    for grouping, against, wrong in ((found, truth, merged), (truth, found, missed)):
        groups: dict[int, list[str]] = defaultdict(list)
        for text, number in grouping.items():
            groups[number].append(text)
        wrong += [
            pair for texts in groups.values() for pair in combinations(texts, 2) if against[pair[0]] != against[pair[1]]
        ]
    return merged, missed


def main(arguments: Sequence[str]) -> None:
    """Print a line a seed; with ``wrong`` the pairs too, of the tuning seeds."""
    for title, seeds in (("tuning", TUNING), ("report", REPORT)):
        for seed in seeds:
            truth = labelled_names(seed)
            found = clusters_of(truth)
            accuracy = measure(truth, found)
            print(f"{title} seed {seed}: {len(truth)} names, {len(set(truth.values()))} entities", end=", ")
            print(f"precision {accuracy.precision:.4f}, recall {accuracy.recall:.4f}", end="; ")
            print(f"weighted {accuracy.weighted_precision:.4f}, {accuracy.weighted_recall:.4f}", flush=True)
            if title == "tuning" and "wrong" in arguments:
                merged, missed = wrong_pairs(truth, found)
                for label, pairs in (("MERGED", merged), ("MISSED", missed)):
                    for one, other in pairs:
                        print(label, one, "|", other, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
