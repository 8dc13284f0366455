"""Names of parties and of inventors, read in every way they may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from patentrack.parties.characters import clean, fold, spell_out, tokenise
from patentrack.parties.normalisation import parse_name
from patentrack.parties.person_data import PARTICLES, SUFFIXES, TITLES
from patentrack.parties.tails import ALIAS, FORMER, strip_tails
from patentrack.parties.typos import looks_misread, plain_umlauts

_DEGREE = re.compile(r"[,\s]+(?:PH\.? ?D|M\.D|J\.D|D\.SC|SC\.D|M\.SC|B\.SC|DR\.-ING|DIPL\.-ING)\.?(?=\s*(?:$|,))")
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]?")
# "LAM, HON MING" has no title.
_TITLES = TITLES - {"HON", "ING", "PE"}
_FIGURES = str.maketrans("0158", "OISB")
_MOST_WORDS = 7

# A word without diacritics, and with umlauts as two letters.
Word = tuple[str, str]
Words = tuple[Word, ...]


class Reading(NamedTuple):
    """One way to read a name.

    Attributes:
        family: Words of the family name.
        given: Given names and initials in order.
        whole: Whether hyphenated names are one word; else their halves are words.
    """

    family: Words
    given: Words
    whole: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it can be compared.

    Attributes:
        readings: Every way to read it: without a comma any end may be the family name.
        suffix: JR, SR, II, III, IV or "".
        text: The name in one; "" if it came in parts and is a person's for sure.
        former: Readings of a former or other name that it mentions.
        exact: What two names share whose parts are all the same, whatever blanks and hyphens.
        anchors: What two names share if they meet at all: a family name, or the first given name.
    """

    readings: tuple[Reading, ...]
    suffix: str
    text: str
    former: tuple[Reading, ...]
    exact: frozenset[str]
    anchors: frozenset[str]


@lru_cache(maxsize=1 << 16)
def read_name(text: str) -> Name:
    """Read a name as recorded or assembled: "SMITH, JOHN A.", "Smith John A", "JOHN A. SMITH, JR."."""
    stripped = strip_tails(clean(text))
    parts, suffix = _parts(stripped.text)
    readings = _readings(parts)
    former: list[Reading] = []
    for kind, other in stripped.notes:
        if kind in {FORMER, ALIAS}:
            former += _former(_parts(other)[0], readings)
    return _name(readings, suffix, stripped.text, tuple(former))


@lru_cache(maxsize=1 << 16)
def read_parts(family: str, given: str, suffix: str) -> Name:
    """Read a name that comes in parts.

    Args:
        family: Family name; all of the name, in any order, if there is no given name.
        given: Given and middle names.
        suffix: Suffix, or "".
    """
    families, behind_family = _parts(clean(family).replace(",", " "))
    names, behind_given = _parts(clean(given).replace(",", " "))
    said = SUFFIXES.get(clean(suffix).strip(" .,"), "")
    return _name(_readings([*families, *names]), said or behind_family or behind_given)


@lru_cache(maxsize=1 << 16)
def may_be_person(text: str) -> bool:
    """Whether a name may be a person's, also without the comma that normalising takes away.

    Args:
        text: A name as `Name.text` holds it.
    """
    words = [word.translate(_FIGURES) if looks_misread(word.strip(".,")) else word for word in text.split()]
    text = _DEGREE.sub("", _ASIDE.sub(" ", " ".join(words)))
    parsed = parse_name(text)
    if parsed.person is not None:
        return True
    if parsed.forms or "," in text or len(words) < 2:
        return False
    return parse_name(text.replace(" ", ", ", 1)).is_person


def joined(words: Sequence[Word]) -> str:
    """Words without diacritics in one."""
    return "".join(plain for plain, _ in words)


def spaced(reading: Reading) -> str:
    """All words of a reading in natural order."""
    return " ".join(plain for plain, _ in (*reading.given, *reading.family))


class _Part(NamedTuple):
    """Words between two commas, hyphenated names as one word and in halves."""

    whole: Words
    halves: Words


def _parts(text: str) -> tuple[list[_Part], str]:
    """Split a cleaned name at its commas; suffix and titles are taken out."""
    suffix = ""
    parts: list[_Part] = []
    for piece in _DEGREE.sub("", _ASIDE.sub(" ", text)).replace(".", " ").split(","):
        whole = tokenise(piece.replace("-", ""), join_letters=False)
        halves = tokenise(piece, join_letters=False)
        marks = [word for word in whole if word in SUFFIXES or word in _TITLES]
        if len(marks) == len(whole) and not parts:
            # "JUNIOR, JOSE"
            marks = []
        suffix = next((SUFFIXES[word] for word in marks if word in SUFFIXES), suffix)
        part = _Part(_words(whole, marks), _words(halves, marks))
        if part.whole:
            parts.append(part)
    return parts, suffix


def _words(words: Sequence[str], marks: Sequence[str]) -> Words:
    return tuple((fold(word), spell_out(word)) for word in words if word not in marks)


def _readings(parts: Sequence[_Part]) -> tuple[Reading, ...]:
    if not parts:
        return ()
    found: dict[Reading, None] = {}
    for whole in (True, False):
        words = [part.whole if whole else part.halves for part in parts]
        if len(words) > 1:
            found[_with_particles(words[0], tuple(word for part in words[1:] for word in part), whole)] = None
            continue
        names = words[0]
        if len(names) == 1:
            found[Reading(names, (), whole)] = None
        for at in range(1, len(names) if len(names) <= _MOST_WORDS else 0):
            found[Reading(names[at:], names[:at], whole)] = None
            found[_with_particles(names[:at], names[at:], whole)] = None
    return tuple(found)


def _with_particles(family: Words, given: Words, whole: bool) -> Reading:
    """Bring particles behind the given names to the family name: "BERG, JAN VAN DER"."""
    end = len(given)
    while end > 1 and len(given[end - 1][0]) > 1 and given[end - 1][0] in PARTICLES:
        end -= 1
    return Reading((*given[end:], *family), given[:end], whole)


def _former(parts: Sequence[_Part], readings: Sequence[Reading]) -> list[Reading]:
    """Readings of a former name; "NEE DOE" is a family name, the given names stay."""
    if len(parts) == 1 and len(parts[0].whole) == 1:
        return [reading._replace(family=parts[0].whole if reading.whole else parts[0].halves) for reading in readings]
    return list(_readings(parts))


def _name(readings: tuple[Reading, ...], suffix: str, text: str = "", former: tuple[Reading, ...] = ()) -> Name:
    exact = {f"{joined(reading.given)},{joined(reading.family)}" for reading in readings if reading.whole}
    exact |= {spaced(reading) for reading in readings if not reading.whole and reading.given}
    anchors: set[str] = set()
    for reading in (*readings, *former):
        # The first given name may be one word or up to three.
        for words in (reading.family, reading.given, *(reading.given[:end] for end in (1, 2, 3))):
            anchors |= {plain_umlauts(joined(words)), "".join(spelt for _, spelt in words)}
    return Name(readings, suffix, text, former, frozenset(exact), frozenset(anchors - {""}))
