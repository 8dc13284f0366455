"""Which two words are one word and its misspelling.

The rule of design section 6: one-letter typos meet only in rare long words. How long, depends on the kind of slip,
and on what else says that the names belong together:

* A slip in a word of business (ELECTRNOICS) with a company's own word beside it, untouched, is safe.
* A slip in a company's own word needs more: two letters swapped or one doubled are slips, another letter may be
  another company (NOVATEL, NOVATEK), and the more so at either end of the word.
* Both spellings well established, or both in a list of words, names and places: two words, never a typo.
* Words built of Chinese or Japanese syllables differ by design in one letter (XINGDA, XINDA; TAKEMURA, TAKAMURA).
* A word of business and its own variation (MARVEL, MARVELL) are a brand, not a typo.
* Words with digits are never alike.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from patentrack.parties.vocabulary import GEOGRAPHIC, is_business, is_known

_INITIALS = "ZH|CH|SH|[BPMFDTNLGKHJQXRZCSYW]"
_FINALS = "IANG|IONG|UANG|UENG|IAN|IAO|ING|ANG|ENG|ONG|UAI|UAN|AI|EI|AO|OU|AN|EN|IA|IE|IU|IN|UA|UO|UI|UN|UE|ER|[AEIOU]"
_PINYIN = re.compile(f"(?:(?:{_INITIALS})?(?:{_FINALS}))+")
_ROMAJI = re.compile(
    "(?:(?:[KGSZTDNHBPMRJC]?[YH]|TS|KK|PP|SS|TT|TCH|[KGSZTDNHFBPMYRWJ])?[AIUEO]|N|M(?=[BPM])|H(?=[KGSZTDNBPMRYJ]))+"
)

SWAP = "swapped letters"
DOUBLE = "doubled letter"
INNER = "one letter"
START = "first letter"
END = "last letter"

# Shortest length of a company's own word: without further evidence, and where one spelling is well established.
_OWN_WORD = {SWAP: (6, 5), DOUBLE: (7, 6), INNER: (8, 6), END: (10, 8), START: (10, 8)}
# So much longer where the word is the whole name: INVENTERGY and INVENERGY are read as two.
_ALONE = {SWAP: 0, DOUBLE: 1, INNER: 2, END: 0, START: 0}
# The same for a word of business beside a company's own word.
_BUSINESS_WORD = {SWAP: 5, DOUBLE: 5, INNER: 5, END: 7, START: 6}
# So long, it is no brand with a twist: UNIVERSTIY is UNIVERSITY whatever stands beside it.
_LONG_BUSINESS_WORD = {SWAP: 6, DOUBLE: 8, INNER: 9, END: 9, START: 9}
# A spelling in more names than this is no slip.
_MOST_NAMES = 2
_ESTABLISHED = 3

_UMLAUT = re.compile(r"((?:^|[^AEIOU])[AOU])E(?=[^AEIOU])")
_MISREAD = str.maketrans({"0": "O", "1": "I", "L": "I", "5": "S", "8": "B", "Q": "O"})


def plain_umlauts(word: str) -> str:
    """MUELLER as MULLER, for blocking: the E behind a vowel between consonants is dropped."""
    return _UMLAUT.sub(r"\1", word) if "E" in word else word


@lru_cache(maxsize=1 << 18)
def read_as(word: str) -> str:
    """One spelling for what optical recognition confuses: 0 and O, 1, I and L, 5 and S, 8 and B, RN and M, VV and W."""
    return word.translate(_MISREAD).replace("RN", "M").replace("VV", "W").replace("CI", "D")


def looks_misread(word: str) -> bool:
    """Whether a word of letters has a figure or two in it that may be letters: T0SHIBA, not P2 or 3COM."""
    figures = [char for char in word if char.isdigit()]
    return (
        0 < len(figures) <= 2
        and len(word) >= 5
        and not word[0].isdigit()
        and {*figures} <= {*"0158"}
        and len(word) >= 3 * len(figures)
    )


def is_misreading(one: str, other: str) -> bool:
    """Whether two words of five letters and more differ only in letters that recognition confuses."""
    if min(len(one), len(other)) < 5 or read_as(one) != read_as(other):
        return False
    if sum(map(str.isdigit, one)) > 2 or sum(map(str.isdigit, other)) > 2 or (_has_digit(one) and _has_digit(other)):
        return False
    # Two known words, as in MODEM and MODERN, are two words.
    return not (is_known(one) and is_known(other))


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


@lru_cache(maxsize=1 << 16)
def kind_of_slip(one: str, other: str) -> str:
    """Name the single slip between two words, or "" if it takes more than one."""
    if abs(len(one) - len(other)) > 1 or OSA.distance(one, other, score_cutoff=1) != 1:
        return ""
    short, long = sorted((one, other), key=len)
    at = next((place for place, char in enumerate(short) if char != long[place]), len(short))
    if len(short) == len(long):
        if short[at + 1 : at + 2] and short[at] == long[at + 1] and short[at + 1] == long[at] and short != long:
            return SWAP
        return START if at == 0 else END if at == len(short) - 1 else INNER
    if at and long[at] == long[at - 1]:
        return DOUBLE
    return START if at == 0 else END if at == len(short) else INNER


def is_typo(
    one: str, other: str, *, anchored: bool, companions: int, names: tuple[int, int], nearby: bool = False
) -> bool:
    """Whether one of two words is a misspelling of the other.

    Args:
        one: A word in capitals.
        other: Another.
        anchored: Whether a company's own word stands in both names beside them, letter for letter.
        companions: How many other words the names share.
        names: How many names have the one and the other.
        nearby: Whether both names are known to be of one city.
    """
    kind = kind_of_slip(one, other)
    if not kind or not one.isalpha() or not other.isalpha() or min(names) > _MOST_NAMES:
        return False
    if kind in {END, START} and _language_variant(one, other):
        return False
    known = is_known(one), is_known(other)
    if any(known):
        right, wrong = (one, other) if known[0] else (other, one)
        # The known word may not be the rarer of the two.
        rare = names[1 if known[0] else 0] <= _MOST_NAMES
        return (
            not all(known) and rare and _misspells_known(right, wrong, kind, anchored=anchored, companions=companions)
        )
    if kind != SWAP and _syllables(one) and _syllables(other):
        return False
    established = max(names) >= _ESTABLISHED
    if established and min(names) > 1:
        return False
    needed = _OWN_WORD[kind][established] - anchored - nearby
    if not companions:
        needed += _ALONE[kind]
    return min(len(one), len(other)) >= max(needed, 5)


def _misspells_known(right: str, wrong: str, kind: str, *, anchored: bool, companions: int) -> bool:
    """Whether a word in no list misspells one that is in a list."""
    length = min(len(right), len(wrong))
    if is_business(right) and (anchored or (companions and length >= _LONG_BUSINESS_WORD[kind])):
        return length >= _BUSINESS_WORD[kind]
    # A family name or a place; or a word of business among others, which may be a brand.
    if anchored:
        return length > _BUSINESS_WORD[kind]
    if companions >= 2 or (companions and right in GEOGRAPHIC and length >= 7):
        return length >= _OWN_WORD[kind][0]
    return False


def _language_variant(one: str, other: str) -> bool:
    """Whether a vowel more or other at the end makes another language of it: TECHNOLOGIE, ELECTRONICA."""
    if abs(len(one) - len(other)) == 1:
        longer = max(one, other, key=len)
        return longer[-1] in "AEIOSN" and longer[:-1] in (one, other)
    return one[:-1] == other[:-1] and one[-1] in "AEIOUY" and other[-1] in "AEIOUY"


@lru_cache(maxsize=1 << 16)
def _syllables(word: str) -> bool:
    return bool(_PINYIN.fullmatch(word) or _ROMAJI.fullmatch(word))
