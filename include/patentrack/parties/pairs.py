"""All pairs of names that share a block: the candidates of a whole run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.distance import OSA

from patentrack.parties.blocking import person_keys, slip_keys, slip_probes, word_keys
from patentrack.parties.comparison import core_text
from patentrack.parties.normalisation import ParsedName

# Up to this many names of a block are compared one by one; more by their deletions.
_SMALL_BLOCK = 40


def candidate_pairs(parsed: Sequence[ParsedName]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (i, j), i < j, of names to compare; a pair may come more than once.

    One kind of key after the other, so that only one kind is in memory.
    """
    for keys_of in (word_keys, person_keys):
        blocks: dict[str, list[int]] = defaultdict(list)
        for index, name in enumerate(parsed):
            for key in keys_of(name):
                blocks[key].append(index)
        for members in blocks.values():
            if len(members) > 1:
                yield from combinations(members, 2)
    del blocks
    yield from _slips(parsed)


def _slips(parsed: Sequence[ParsedName]) -> Iterator[tuple[int, int]]:
    """Pairs of organisations whose joined words differ by one letter."""
    texts = {index: core_text(name) for index, name in enumerate(parsed) if not name.is_person}
    for quarter in "0123":
        blocks: dict[str, list[int]] = defaultdict(list)
        for index, text in texts.items():
            for key in slip_keys(text):
                if key[0] == quarter:
                    blocks[key].append(index)
        probes: dict[str, list[int]] = defaultdict(list)
        for index, text in texts.items():
            for key in slip_probes(text, shorter_only=True):
                if key[0] == quarter and key in blocks:
                    probes[key].append(index)
        for key, probing in probes.items():
            for pair in _near_pairs(blocks[key], probing, texts):
                yield min(pair), max(pair)


def _near_pairs(stored: list[int], probing: list[int], texts: dict[int, str]) -> Iterator[tuple[int, int]]:
    if len(stored) * len(probing) <= _SMALL_BLOCK * _SMALL_BLOCK:
        for one in stored:
            text = texts[one]
            for other in probing:
                if one != other and OSA.distance(text, texts[other], score_cutoff=1) == 1:
                    yield one, other
        return
    # Texts one slip apart share a text with one letter taken out of either (or out of the longer one only).
    deletions: dict[str, list[int]] = defaultdict(list)
    for index in stored:
        for text in _deletions(texts[index]):
            deletions[text].append(index)
    for other in probing:
        near = {one for text in _deletions(texts[other]) for one in deletions.get(text, ()) if one != other}
        for one in sorted(near):
            if OSA.distance(texts[one], texts[other], score_cutoff=1) == 1:
                yield one, other


def _deletions(text: str) -> set[str]:
    return {text, *(text[:place] + text[place + 1 :] for place in range(len(text)))}
