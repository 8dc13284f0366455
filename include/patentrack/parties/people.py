"""Names of people: reading their parts, and comparing part by part (design section 6).

Never by distance over the whole name, never by substring: "Li" is not in "William", "Wu Na" is not "Li Na".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from patentrack.parties.characters import fold, spell_out, tokenise
from patentrack.parties.legal_forms import has_form, strip_forms
from patentrack.parties.person_data import FAMILY_NAMES, GIVEN_NAMES, PARTICLES, SUFFIXES, TITLES
from patentrack.parties.vocabulary import GEOGRAPHIC, is_business

YES = "person"
PERHAPS = "perhaps"
NO = "no"

_COMPANY_WORDS = frozenset({"&", "OF", "FOR", "THE", "AT", "UNIVERSITY", "TRUST", "ESTATE", "ET"})
# "PH.D.", "M. D." are one word.
_DEGREE = re.compile(r"\b(PH|M|J|D)\.\s?(D|S|V)\b\.?(?=$|,)|\bPH D\b")
# Family names that are spelt like a legal form or a word in front of one.
_SHORT_FORMS = frozenset({"NA", "SA", "AB", "CO", "AS", "PA", "AN", "LE", "DO", "SE", "OY", "LI", "SC", "CV", "IS"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name, in capitals without diacritics.

    Attributes:
        family: Family name; particles and hyphenated halves joined: ``"DEBOER"``.
        given: Given names and initials in order; hyphenated halves joined: ``("HAIYING",)``, ``("JOHN", "A")``.
        suffix: JR, SR, II, III, IV or "".
        marked: Other spellings of family and given names where umlauts were written (``"MUELLER"``).
        ordered: Whether a comma said which part is the family name.
    """

    family: str
    given: tuple[str, ...]
    suffix: str = ""
    marked: tuple[str, ...] = ()
    ordered: bool = True


def read_person(text: str) -> tuple[PersonName | None, str]:
    """Read a cleaned name as a person's.

    Args:
        text: A name as `characters.clean` leaves it, without tails.

    Returns:
        The parts, and how sure it is: YES, PERHAPS (nothing speaks against it, nothing for it) or NO, with None.
    """
    if "&" in text or "/" in text or "(" in text or any(map(str.isdigit, text.replace("2ND", "").replace("3RD", ""))):
        return None, NO
    before, _, behind = text.rpartition(",")
    if before and _names_company(before, behind):
        return None, NO
    # "CHEN, HAI-YING": the halves are one name.
    parts = [part for part in (_words(part.replace("-", "")) for part in text.split(",")) if part]
    suffix = ""
    kept: list[list[str]] = []
    for part in parts:
        names: list[str] = []
        for word in part:
            if word in SUFFIXES and (names or kept):
                suffix = SUFFIXES[word]
            elif word not in TITLES:
                names.append(word)
        if names:
            kept.append(names)
    if len(kept) == 3 and all(len(word) == 1 for word in kept[2]):
        # "KATZ, RONALD, A."
        kept[1:] = [kept[1] + kept[2]]
    if not 1 <= len(kept) <= 2 or not all(word.isalpha() or not word.isascii() for part in kept for word in part):
        return None, NO
    return _inverted(kept, suffix) if len(kept) == 2 else _natural(kept[0], suffix, titled=bool(suffix))


def _names_company(before: str, behind: str) -> bool:
    """Whether what stands behind the last comma is a legal form letter by letter: "X BANK, N.A.", "X FUND, L P"."""
    spaced = behind.split()
    if before.strip() in FAMILY_NAMES or ("." not in behind and not (len(spaced) > 1 and max(map(len, spaced)) == 1)):
        return False
    last = [fold(word) for word in tokenise(behind)]
    core, forms = strip_forms(["X", *last])
    return bool(forms) and core == ["X"] and last[-1] not in SUFFIXES and "".join(last) not in TITLES


def _words(part: str) -> list[str]:
    return tokenise(
        _DEGREE.sub(lambda match: re.sub(r"\W", "", match.group()), part).replace(".", " "), join_letters=False
    )


def _inverted(  # noqa: PLR0911 - a list of rules
    parts: list[list[str]], suffix: str
) -> tuple[PersonName | None, str]:
    family, given = parts
    plain = [fold(word) for word in (*family, *given)]
    behind = plain[len(family) :]
    if len(family) > 4 or len(given) > 5:
        return None, NO
    first = behind[0]
    if (
        len(given) == 1
        and first in _SHORT_FORMS
        and len(family) == 1
        and plain[0] in FAMILY_NAMES
        and len(plain[0]) <= 6
    ):
        return _person(family, given, suffix, ordered=True), YES
    if has_form(plain) and (len(given) == 1 or len(plain[-1]) > 2):
        return None, NO
    if _COMPANY_WORDS.intersection(plain[: len(family)]):
        return None, NO
    surely_given = first in GIVEN_NAMES or any(len(word) == 1 for word in behind)
    # "X STORAGE TECHNOLOGIES, NETHERLANDS B.V.": nobody has such a family name, initials or not.
    if len(family) > 1 and first not in GIVEN_NAMES and len(first) > 1 and _is_company(plain[: len(family)]):
        return None, NO
    if _is_company(behind if surely_given else plain):
        return None, NO
    return _person(family, given, suffix, ordered=True), YES


def _natural(  # noqa: PLR0911 - a list of rules
    words: list[str], suffix: str, *, titled: bool
) -> tuple[PersonName | None, str]:
    plain = [fold(word) for word in words]
    if not 2 <= len(plain) <= 6:
        return None, NO
    if len(plain[-1]) == 1:
        # An initial at the end: the family name comes first, as in "KATZ RONALD A".
        if len(plain) == 3 and plain[1] in GIVEN_NAMES and len(plain[0]) > 2 and not _is_company(plain):
            return _person(words[:1], words[1:], suffix, ordered=True), YES
        return None, NO
    known_given = plain[0] in GIVEN_NAMES or (len(plain[0]) == 1 and plain[1] in GIVEN_NAMES)
    known_family = plain[-1] in FAMILY_NAMES
    initials = any(len(word) == 1 for word in plain[:-1])
    form = has_form(plain)
    # "THOMAS J. FRAME": nobody calls a company so.
    if known_given and initials and len(plain) <= 4 and not form and not _is_company(plain[1:-1]):
        return _person(*_split(words, plain), suffix, ordered=False), YES
    if _is_company(plain) or any(
        len(word) > 3 and word in GEOGRAPHIC and word not in FAMILY_NAMES | GIVEN_NAMES for word in plain
    ):
        return None, NO
    if form and not (known_family and len(plain) <= 3):
        return None, NO
    name = _person(*_split(words, plain), suffix, ordered=False)
    if known_given and (known_family or len(plain) <= 4):
        return name, YES
    if known_family and (initials or titled or (len(plain) == 2 and len(plain[0]) <= 3)):
        return name, YES
    if len(plain) > 4:
        return None, NO
    return name, PERHAPS


def _split(words: list[str], plain: list[str]) -> tuple[list[str], list[str]]:
    """Family and given names of a name in natural order; particles belong to the family name."""
    split = len(words) - 1
    while split > 1 and plain[split - 1] in PARTICLES and len(plain[split - 1]) > 1:
        split -= 1
    return words[split:], words[:split]


@lru_cache(maxsize=1 << 16)
def _says_company(word: str) -> bool:
    if word in FAMILY_NAMES or word in GIVEN_NAMES:
        return False
    return word in _COMPANY_WORDS or (len(word) >= 4 and is_business(word))


def _is_company(words: list[str]) -> bool:
    """Whether a word says company, and is no name of people too (BAKER, STONE)."""
    return any(map(_says_company, words))


def _person(family: list[str], given: list[str], suffix: str, *, ordered: bool) -> PersonName:
    marked = tuple(spell_out(word) for word in (*family, *given) if spell_out(word) != fold(word))
    names = tuple(fold(word) for word in given)
    # Particles may stand behind the given names: "BEETHOVEN, LUDWIG VAN".
    end = len(names)
    while ordered and end > 1 and names[end - 1] in PARTICLES and len(names[end - 1]) > 1:
        end -= 1
    particles, names = names[end:], names[:end]
    return PersonName("".join((*particles, *map(fold, family))), names, suffix, marked, ordered)
