"""Comparing people part by part.

The policy (design section 6, people: accuracy before completeness):

* Order, punctuation, hyphens, titles, diacritics are no difference. A comma fixes the family name: PAUL, JOHN is not
  JOHN, PAUL.
* Other middle initials, other suffixes, other given names are other people.
* A middle name and its initial, a suffix left out, a middle initial left out are weak differences: the names meet only
  where no third name contradicts, and a middle initial may be missing only beside an uncommon family name. JOHN SMITH
  meets neither JOHN A. SMITH nor JOHN B. SMITH.
* A first name's initial alone never names a person; with a middle initial that agrees it is a weak difference.
* A slip of a letter counts only with another full name and a middle name or initial that agree: YUKIO and YUKIKO,
  MARIO and MARIA are other people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from patentrack.parties.people import PersonName
from patentrack.parties.person_data import COMMON_FAMILY_NAMES, GIVEN_NAMES
from patentrack.parties.typos import is_typo, plain_umlauts
from patentrack.parties.verdicts import CONFLICT, FIRM, TYPO, UNKNOWN, WEAK, Comparison

_SCORES = {
    "name parts": 1.0,
    "diacritics": 0.98,
    "initial": 0.95,
    "suffix left out": 0.94,
    "middle name left out": 0.92,
    "typo": 0.9,
}


def compare_people(one: PersonName, other: PersonName, names_with: Mapping[str, int]) -> Comparison:
    """Compare two names of people.

    Args:
        one: A name.
        other: Another.
        names_with: How many names have each word.
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return CONFLICT
    best = CONFLICT
    for left in _readings(one):
        for right in _readings(other):
            found = _compare_parts(left, right, (*one.marked, *other.marked), names_with)
            if found.score > best.score or best is CONFLICT:
                best = found
    if best.score and one.suffix != other.suffix:
        if len(one.given) < 2 and one.family in COMMON_FAMILY_NAMES:
            return UNKNOWN
        best = _and(best, "suffix left out", WEAK)
    return best


def _and(found: Comparison, rule: str, verdict: str) -> Comparison:
    rules = rule if found.rule == "name parts" else f"{found.rule} + {rule}"
    return Comparison(TYPO if found.verdict == TYPO else verdict, rules, round(found.score * _SCORES[rule], 4))


def _readings(name: PersonName) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(family, given names), twice where no comma says which is which."""
    yield name.family, name.given
    if not name.ordered and len(name.given[0]) > 1:
        yield name.given[0], (*name.given[1:], name.family)


def _compare_parts(
    left: tuple[str, tuple[str, ...]],
    right: tuple[str, tuple[str, ...]],
    marked: tuple[str, ...],
    names_with: Mapping[str, int],
) -> Comparison:
    if left[0] != right[0] and not marked and plain_umlauts(left[0]) == plain_umlauts(right[0]):
        # MULLER and MUELLER may meet in MÜLLER; by themselves they do not.
        return UNKNOWN
    found = _compare_given(left[1], right[1], marked, uncommon=left[0] not in COMMON_FAMILY_NAMES)
    if _same(left[0], right[0], marked):
        if found.verdict == FIRM and left[0] != right[0]:
            return _and(found, "diacritics", FIRM)
        return found if found is not UNKNOWN else _slip_in_given(left[1], right[1], names_with)
    if found.verdict == FIRM and len(left[1]) > 1 and len(left[1][0]) > 1 and _is_slip(left[0], right[0], names_with):
        return _and(found, "typo", TYPO)
    return CONFLICT


def _same(a: str, b: str, marked: tuple[str, ...]) -> bool:
    return a == b or any(
        (
            spelt in longer
            and spelt != shorter
            and len(longer) > len(shorter)
            and longer.replace("E", "") == shorter.replace("E", "")
        )
        for spelt in marked
        for longer, shorter in ((a, b), (b, a))
    )


def _compare_given(  # noqa: PLR0911, PLR0912 - a list of rules
    a: tuple[str, ...], b: tuple[str, ...], marked: tuple[str, ...], *, uncommon: bool
) -> Comparison:
    if a[0] != b[0] and (
        _full(a) == _full(b) or (marked and plain_umlauts(_full(a)) == plain_umlauts(_full(b)) and len(a) != len(b))
    ):
        # HAI YING and HAI-YING, JÜRGEN MAX and JUERGEN-MAX
        full = _full(a)
        a, b = (full, *a[_count_full(a) :]), (full, *b[_count_full(b) :])
    if a == b:
        # One initial is no name.
        return Comparison(FIRM, "name parts", 1.0) if len(a) > 1 or len(a[0]) > 1 else UNKNOWN
    found = Comparison(FIRM, "name parts", 1.0)
    for place, (x, y) in enumerate(zip(a, b, strict=False)):
        if x == y:
            continue
        if _same(x, y, marked):
            found = _and(found, "diacritics", found.verdict)
        elif min(len(x), len(y)) == 1 and x[0] == y[0]:
            if place == 0 and (min(len(a), len(b)) < 2 or not uncommon):
                return UNKNOWN
            found = _and(found, "initial", WEAK) if "initial" not in found.rule else found
        elif place and min(len(x), len(y)) == 1:
            return CONFLICT
        elif len(a) == len(b) and (_spelt_alike(x, y) or place == 0):
            return UNKNOWN if _spelt_alike(x, y) else CONFLICT
        else:
            return CONFLICT
    if len(a) == len(b):
        return found
    shorter, longer = sorted((a, b), key=len)
    left_out = longer[len(shorter) :]
    if not all(len(word) == 1 or word in GIVEN_NAMES for word in left_out):
        # SEOK-HO and SEOK are two given names.
        return CONFLICT
    if not uncommon or len(shorter[0]) == 1 or len(left_out) > 1 or found.verdict != FIRM:
        return UNKNOWN
    return _and(found, "middle name left out", WEAK)


def _count_full(given: tuple[str, ...]) -> int:
    return next((place for place, word in enumerate(given) if len(word) == 1), len(given))


def _full(given: tuple[str, ...]) -> str:
    """The given names before the first initial, joined."""
    return "".join(given[: _count_full(given)])


def _spelt_alike(x: str, y: str) -> bool:
    return abs(len(x) - len(y)) <= 1 and min(len(x), len(y)) >= 5


def _slip_in_given(a: tuple[str, ...], b: tuple[str, ...], names_with: Mapping[str, int]) -> Comparison:
    unlike = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) == len(b) and len(a) > 1 and len(unlike) == 1 and _is_slip(*unlike[0], names_with):
        return Comparison(TYPO, "typo", _SCORES["typo"])
    return UNKNOWN


def _is_slip(a: str, b: str, names_with: Mapping[str, int]) -> bool:
    """Whether one is a known or established name and the other its misspelling."""
    count = names_with.get(a, 1), names_with.get(b, 1)
    return a[-1] == b[-1] and is_typo(a, b, anchored=True, companions=2, names=count)
