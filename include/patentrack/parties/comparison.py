"""Comparing two names: may they be one entity, by which rule, how sure, or is something against it.

A comparison knows only the two names. What the other names say (is the missing legal form in doubt, is the typo in
fact another company) is decided in `clustering`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from patentrack.parties import legal_forms
from patentrack.parties.normalisation import ParsedName
from patentrack.parties.people_comparison import compare_people
from patentrack.parties.typos import is_misreading, is_typo, looks_misread, plain_umlauts, read_as
from patentrack.parties.verdicts import CONFLICT, FIRM, TYPO, UNKNOWN, WEAK, Comparison
from patentrack.parties.vocabulary import GEOGRAPHIC, is_business, is_distinctive, is_known, may_stand_for, singular

# Scores say how sure a rule is; those of the rules that a link takes are multiplied.
SCORES: Mapping[str, float] = {
    "punctuation": 1.0,
    "legal form": 0.99,
    "abbreviation": 0.98,
    "governing body": 0.97,
    "tail": 0.98,
    "diacritics": 0.98,
    "plural": 0.96,
    "joined words": 0.96,
    "word order": 0.95,
    "kin legal form": 0.94,
    "missing legal form": 0.94,
    "short for": 0.93,
    "misread letter": 0.93,
    "typo": 0.90,
}

_WEAK_RULES = frozenset({"kin legal form", "missing legal form", "short for"})
_GERMANIC = frozenset(
    {"GMBH", "AG", "KG", "GMBH & CO KG", "AB", "OY", "AS", "APS", "EV", "OHG", "KGAA", "SE & CO KG", "AG & CO KG"}
)
_ROMAN = re.compile(r"(?:X{0,3}(?:IX|IV|V?I{0,3}))")
_NO_COUNTS: Mapping[str, int] = {}


def core_text(parsed: ParsedName) -> str:
    """The words of a name in one: what joined and split words leave alike."""
    return "".join(parsed.words)


def compare(
    one: ParsedName, other: ParsedName, names_with: Mapping[str, int] = _NO_COUNTS, *, nearby: bool = False
) -> Comparison:
    """Compare two names.

    Args:
        one: A parsed name.
        other: Another.
        names_with: How many names have each word; a word that is missing counts as in one name.
        nearby: Whether both are known to be of one city.

    Returns:
        FIRM: one entity. WEAK: one entity if no other name makes it doubtful. TYPO: the same, with a slip of a letter
        between them. CONFLICT: two entities, whatever a third name may say. UNKNOWN: nothing says they are one.
    """
    if one.is_person or other.is_person:
        if one.person is None or other.person is None:
            return CONFLICT
        return compare_people(one.person, other.person, names_with)
    forms = legal_forms.compare(one.forms, other.forms)
    if forms == legal_forms.CONFLICT or (one.place and other.place and one.place != other.place):
        return CONFLICT
    found = _compare_words(one, other, names_with, nearby)
    if found is None:
        return UNKNOWN
    rules, verdict = found
    if verdict == CONFLICT.verdict:
        return CONFLICT
    if forms == legal_forms.KIN_FORMS:
        rules.append("kin legal form")
    elif forms == legal_forms.MISSING:
        rules.append("missing legal form")
    if one.governing_body != other.governing_body:
        rules.append("governing body")
    if not rules and len(one.notes) != len(other.notes):
        rules.append("tail")
    return _result(rules)


class _Words(NamedTuple):
    rules: list[str]
    verdict: str


def _result(rules: list[str]) -> Comparison:
    score = 1.0
    for rule in rules:
        score *= SCORES[rule]
    if "typo" in rules:
        verdict = TYPO
    elif _WEAK_RULES.intersection(rules):
        verdict = WEAK
    else:
        verdict = FIRM
    return Comparison(verdict, " + ".join(rules) or "punctuation", round(score, 4))


def _compare_words(  # noqa: PLR0911 - a list of rules
    one: ParsedName, other: ParsedName, names_with: Mapping[str, int], nearby: bool
) -> _Words | None:
    left, right = one.words, other.words
    if left == right:
        return _Words(["abbreviation"] if one.tokens != other.tokens else [], FIRM)
    if len(left) == len(right):
        aligned = _compare_aligned(one, other, names_with, nearby)
        if aligned is not None and aligned.verdict != CONFLICT.verdict:
            return aligned
        if sorted(left) == sorted(right):
            return _Words(["word order"], FIRM) if _may_be_reordered(one, other) else _Words([], CONFLICT.verdict)
        return aligned
    joined = "".join(left), "".join(right)
    if joined[0] == joined[1]:
        return _Words(["joined words"], FIRM) if _may_be_joined(left, right) else _Words([], CONFLICT.verdict)
    if "".join(one.tokens) == "".join(other.tokens) and _may_be_joined(one.tokens, other.tokens):
        # "SURG ICAL": half a word looks like an abbreviation.
        return _Words(["joined words"], FIRM)
    if (
        any(map(looks_misread, (*left, *right)))
        and read_as(joined[0]) == read_as(joined[1])
        and _may_be_joined(left, right)
    ):
        return _Words(["joined words", "misread letter"], FIRM)
    if _numbers(left) != _numbers(right):
        return _Words([], CONFLICT.verdict)
    return None


def _compare_aligned(one: ParsedName, other: ParsedName, names_with: Mapping[str, int], nearby: bool) -> _Words | None:
    """Compare word by word, in order."""
    left, right = one.words, other.words
    rules: list[str] = []
    slips: list[tuple[str, str]] = []
    same: list[str] = []
    unlike = False
    for place, (a, b) in enumerate(zip(left, right, strict=True)):
        if a == b:
            same.append(a)
            continue
        rule = _same_word(one, other, place, a, b)
        if rule is None and plain_umlauts(a) == plain_umlauts(b):
            # MULLER and MUELLER may meet in MÜLLER; by themselves they do not.
            return None
        if rule is None:
            if _is_number(a) or _is_number(b) or (is_known(a) and is_known(b)) or _is_short(a) or _is_short(b):
                return _Words([], CONFLICT.verdict)
            unlike = True
            slips.append((a, b))
        elif rule not in rules:
            rules.append(rule)
    if not unlike:
        return _Words(rules, FIRM)
    if len(slips) > 1:
        return None
    a, b = slips[0]
    count = names_with.get(a, 1), names_with.get(b, 1)
    # Beside a word of business the initials of a company are enough.
    slip_of_business = is_business(a) or is_business(b)
    anchored = any(is_distinctive(word) or (slip_of_business and _is_own(word)) for word in same)
    if is_typo(a, b, anchored=anchored, companions=len(same), names=count, nearby=nearby):
        return _Words([*rules, "typo"], TYPO)
    return None


def _same_word(one: ParsedName, other: ParsedName, place: int, a: str, b: str) -> str | None:
    """The rule by which two words are one word, or None."""
    if singular(a) == singular(b):
        return "plural"
    if may_stand_for(a, b) or may_stand_for(b, a):
        return "short for"
    umlaut = (one.spelt_out and one.spelt_out[place] == b) or (other.spelt_out and other.spelt_out[place] == a)
    if umlaut:
        return "diacritics"
    if plain_umlauts(a) == plain_umlauts(b) and (
        one.spelt_out or other.spelt_out or (one.forms | other.forms) & _GERMANIC
    ):
        return "diacritics"
    if is_misreading(a, b):
        return "misread letter"
    return None


def _is_short(word: str) -> bool:
    """Whether one letter more or less makes another word of it; an abbreviation may stand for many words."""
    return len(word) < 4 and not is_business(word)


def _is_own(word: str) -> bool:
    return (
        len(word) > 1
        and word.isalpha()
        and not is_business(word)
        and word not in GEOGRAPHIC
        and word not in {"OF", "FOR"}
    )


def _is_number(word: str) -> bool:
    return (
        len(word) == 1
        or (any(map(str.isdigit, word)) and not looks_misread(word))
        or (word[0] in "IVX" and bool(_ROMAN.fullmatch(word)))
    )


def _numbers(words: tuple[str, ...]) -> list[str]:
    return sorted(word for word in words if any(map(str.isdigit, word)) and not looks_misread(word))


def _may_be_reordered(one: ParsedName, other: ParsedName) -> bool:
    """Whether the same words in another order are the same name.

    Not partners' names, not names with a place or a number in them, and not names of common words alone:
    AMERICAN STANDARD, UNIVERSITY OF WASHINGTON, SMITH & JONES are other names when turned round. A comma
    ("MINNESOTA, UNIVERSITY OF") is undone before.
    """
    if one.partners or other.partners:
        return False
    words = one.words
    if any(word in GEOGRAPHIC or _is_number(word) or word in {"OF", "FOR"} for word in words):
        return False
    return any(is_distinctive(word) and not is_known(word) for word in words)


def _may_be_joined(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one name only writes together what the other writes apart, and no number is lost in it."""
    fewer, more = sorted((left, right), key=len)
    position = 0
    ends = set()
    for word in more:
        position += len(word)
        ends.add(position)
    position = 0
    for word in fewer:
        position += len(word)
        if position not in ends:
            return False
    lost = set(more) - set(fewer)
    if len(more) == 2 and {len(word) for word in more} == {1} and any(map(str.isdigit, more)):
        # "3 M" and "3M"
        return True
    if any(_is_number(word) and not _sticks(word, fewer) for word in lost):
        return False
    return position >= 6 or (position >= 3 and all(len(word) <= 2 for word in lost))


def _sticks(word: str, words: tuple[str, ...]) -> bool:
    """Whether a letter or number that stands alone in one name begins a word of the other: "E TRADE", "ETRADE".

    Behind a number it may end it: "3 M" and "3M".
    """
    return any(
        (other.startswith(word) or (other.endswith(word) and other[:-1].isdigit())) and len(other) > len(word)
        for other in words
    )
