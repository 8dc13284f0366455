"""Comparing two names that stand in one document: a conveying party's and an inventor's.

The inventors of a document's properties are a handful of people, and who conveys is mostly among them. So more meets
here than among all names of the register (`people_comparison`): an initial, a middle name left out, one slip of a
letter in a long family name. What never happens: a distance over whole names, a part of a word, a nickname.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from patentrack.parties.inventor_names import Name, Reading, Word, Words, joined, may_be_person, spaced
from patentrack.parties.legal_forms import has_form
from patentrack.parties.person_data import FAMILY_NAMES, GIVEN_NAMES, PARTICLES
from patentrack.parties.typos import kind_of_slip, looks_misread, plain_umlauts, read_as

SAME_PARTS = "name parts"

# How much of the certainty is left when a rule was needed; those of several rules are multiplied.
SCORES = {
    "diacritics": 0.99,
    "initial": 0.96,
    "suffix left out": 0.95,
    "middle name left out": 0.94,
    "particle left out": 0.93,
    "misread letter": 0.92,
    "initials": 0.92,
    "first initial left out": 0.91,
    "former name": 0.91,
    "typo": 0.9,
    "word order": 0.9,
    "one of two family names": 0.88,
    "initial of the first name": 0.8,
}

_LONG_FAMILY_NAME = 7
_LONG_MIDDLE_NAME = 7
_FIRST_NAME_SHORT = frozenset({"initial of the first name", "first initial left out"})

_Rules = tuple[str, ...]


class Found(NamedTuple):
    """Rules that two names needed to meet, joined by " + ", and how sure it is, 0 to 1."""

    rule: str
    score: float


def compare_names(one: Name, other: Name) -> Found | None:
    """Compare two names that stand in one document. A name that may not be a person's only meets its own words.

    Returns:
        The rules needed and how sure it is, or None if they are two people.
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return None
    found = _best(one.readings, other.readings)
    if found is None:
        found = _best((*one.former, *one.readings), (*other.former, *other.readings))
        if found is None:
            return None
        found = (*found, "former name")
    if one.suffix != other.suffix:
        found = (*found, "suffix left out")
    if found and not all(may_be_person(name.text) for name in (one, other) if name.text):
        return None
    return Found(" + ".join(found) or SAME_PARTS, round(_score(found), 4))


def _score(rules: _Rules) -> float:
    return math.prod((SCORES[rule] for rule in rules), start=1.0)


def _best(ones: Sequence[Reading], others: Sequence[Reading]) -> _Rules | None:
    rules = (_compare(one, other) for one in ones for other in others)
    return max((found for found in rules if found is not None), key=_score, default=None)


def _compare(one: Reading, other: Reading) -> _Rules | None:
    families = _compare_families(one.family, other.family)
    if families is not None:
        given = _compare_given(one, other)
        if given is not None and (families in ((), ("diacritics",)) or _full_first(one, other, given)):
            return tuple(dict.fromkeys((*families, *given)))
    if not one.given or not other.given:
        return None
    if spaced(one) == spaced(other):
        # "GARCIA MARQUEZ, GABRIEL" and given name Gabriel Garcia
        return ()
    if joined(one.family) == joined(other.given) and joined(one.given) == joined(other.family):
        words = [word for word, _ in (*one.family, *one.given)]
        # JOHN, PAUL is not PAUL, JOHN.
        if min(map(len, words)) > 1 and not all(word in GIVEN_NAMES for word in words):
            return ("word order",)
    return None


def _full_first(one: Reading, other: Reading, rules: _Rules) -> bool:
    """Whether the first given name, written out, is the same in both."""
    first_names = (one.given[0][0] if one.given else "", other.given[0][0] if other.given else "")
    return min(map(len, first_names)) >= 3 and not _FIRST_NAME_SHORT.intersection(rules)


def _same(one: Words, other: Words, *, family: bool) -> _Rules | None:
    """The rules by which words are the same but for blanks and hyphens; None if they are not."""
    left, right = joined(one), joined(other)
    if left == right:
        return ()
    spelt = "".join(word for _, word in one), "".join(word for _, word in other)
    if {left, spelt[0]} & {right, spelt[1]} or _plain(left, family) == _plain(right, family):
        return ("diacritics",)
    if (looks_misread(left) or looks_misread(right)) and read_as(left) == read_as(right):
        return ("misread letter",)
    return None


def _plain(word: str, family: bool) -> str:
    """JUERGEN as JURGEN. MICHAEL is not MICHAL: of given names only those without AE."""
    return plain_umlauts(word) if family or "AE" not in word else word


def _compare_families(one: Words, other: Words) -> _Rules | None:
    found = _same(one, other, family=True)
    if found is not None:
        return found
    bare = _without_particles(one), _without_particles(other)
    if (bare[0] == one) != (bare[1] == other):
        found = _same(*bare, family=True)
        if found is not None:
            return (*found, "particle left out")
    left, right = map(joined, bare)
    if min(len(left), len(right)) >= _LONG_FAMILY_NAME and kind_of_slip(left, right):
        # ANDERSEN and ANDERSON are two names.
        return None if left in FAMILY_NAMES and right in FAMILY_NAMES else ("typo",)
    fewer, more = sorted(bare, key=len)
    if len(fewer) == 1 and len(more) == 2 and len(fewer[0][0]) >= 4 and fewer[0] in more:
        return ("one of two family names",)
    return None


def _without_particles(words: Words) -> Words:
    start = 0
    while start < len(words) - 1 and len(words[start][0]) > 1 and words[start][0] in PARTICLES:
        start += 1
    return words[start:]


def _compare_given(one: Reading, other: Reading) -> _Rules | None:
    """Compare given names in order; the rules needed, or None."""
    if not one.given or not other.given:
        return () if one.given == other.given else None
    walk = _Walk(one.given[0], one.whole and other.whole)
    found = max(walk.ways(one.given, other.given, start=True), key=_score, default=None)
    return None if found is None else tuple(dict.fromkeys(found))


class _Walk(NamedTuple):
    """Laying the given names of two readings side by side.

    Attributes:
        first: The first given name.
        names_whole: Whether no word is one half of a hyphenated name.
    """

    first: Word
    names_whole: bool

    def ways(self, one: Words, other: Words, shorter: str = "", *, start: bool = False) -> Iterator[_Rules]:
        """Every way to lay out the words, as the rules it needs; `shorter` is the side that left a word out."""
        if not one or not other:
            left = one or other
            side = "one" if other else "other"
            if not left:
                yield ()
            elif shorter in ("", side) and all(map(self._may_be_left_out, left)):
                yield ("middle name left out",)
            return
        for taken_one, taken_other, rules in _steps(one, other, start=start):
            for rest in self.ways(one[taken_one:], other[taken_other:], shorter):
                yield (*rules, *rest)
        for side, longer, short in (("other", one, other), ("one", other, one)):
            if shorter not in ("", side):
                continue
            if start:
                skipped = "first initial left out" if _has_leading_initial(longer, short) else ""
            else:
                skipped = "middle name left out" if self._may_be_left_out(longer[0]) else ""
            if skipped:
                rests = (one[1:], other) if side == "other" else (one, other[1:])
                for rest in self.ways(*rests, side):
                    yield (skipped, *rest)

    def _may_be_left_out(self, word: Word) -> bool:
        """Whether a name behind the first one is a middle name. SEOK-HO and SEOK are two given names."""
        plain, beside = word[0], self.first[0]
        if len(plain) == 1:
            return True
        western = beside in GIVEN_NAMES and not (beside in FAMILY_NAMES and len(beside) <= 4)
        return self.names_whole and (western or len(plain) >= _LONG_MIDDLE_NAME)


def _steps(one: Words, other: Words, *, start: bool) -> Iterator[tuple[int, int, _Rules]]:
    """How many words of each side are one name, and by which rules."""
    for taken_one, taken_other in ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3)):
        left, right = one[:taken_one], other[:taken_other]
        if (len(left), len(right)) != (taken_one, taken_other):
            continue
        if taken_one + taken_other > 2 and any(len(word) == 1 for word, _ in (*left, *right)):
            continue
        rules = _same(left, right, family=False)
        if rules is not None:
            yield taken_one, taken_other, rules
    a, b = one[0][0], other[0][0]
    if a != b and min(len(a), len(b)) == 1 and a[0] == b[0]:
        yield 1, 1, ("initial of the first name" if start else "initial",)
    if start and _are_initials(one, other):
        yield 1, 2, ("initials",)
    if start and _are_initials(other, one):
        yield 2, 1, ("initials",)


def _are_initials(short: Words, long: Words) -> bool:
    """Whether "J.A." has lost its stops, as in "Smith Ja"; CO of "SMITH CO" is a legal form."""
    letters = short[0][0]
    return (
        (len(short), len(letters), len(long)) == (1, 2, 2)
        and letters == long[0][0][0] + long[1][0][0]
        and not has_form(["X", letters])
    )


def _has_leading_initial(longer: Words, short: Words) -> bool:
    """Whether the longer begins with an initial before the same full name: J. ROBERT, ROBERT."""
    return len(longer) > 1 and len(longer[0][0]) == 1 and len(short[0][0]) > 2 and longer[1] == short[0]
