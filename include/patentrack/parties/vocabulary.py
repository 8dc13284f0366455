"""What a word is: one of business, a name of people, a place, an abbreviation, or a company's own."""

from __future__ import annotations

from functools import lru_cache

from patentrack.parties.person_data import FAMILY_NAMES, GIVEN_NAMES
from patentrack.parties.place_data import CITIES, COUNTRIES, REGIONS, STATES, TWO_WORD_CITIES
from patentrack.parties.word_data import ABBREVIATIONS, AMBIGUOUS, BUSINESS, FOREIGN

_COUNTRY_SPELLINGS = [spelling for row in COUNTRIES for spelling in row.split("|")]
_STATE_SPELLINGS = [spelling for row in STATES.values() for spelling in row.split("|")]

# Every place name by its words; the value is one spelling for all of them.
PLACES: dict[tuple[str, ...], str] = {
    **{tuple(city.split()): city for city in (*CITIES, *TWO_WORD_CITIES)},
    **{tuple(spelling.split()): row.split("|")[0] for row in COUNTRIES for spelling in row.split("|")},
    **{tuple(spelling.split()): code for code, row in STATES.items() for spelling in (code, *row.split("|"))},
}
STATES_AND_COUNTRIES: dict[tuple[str, ...], str] = {
    words: place
    for words, place in PLACES.items()
    if " ".join(words) not in CITIES | TWO_WORD_CITIES or words == ("NEW", "YORK")
}

# Parts of place names that say nothing by themselves.
_NO_PLACES_TEXT = """
OF REP FED REPUBLIC FEDERATION FEDERAL PEOPLES GREAT SAINT CITY PARK THE DE HO CHI MINH VIEW STATION SPRINGS PALO ANN
FORT W S
"""
_NO_PLACES = frozenset(_NO_PLACES_TEXT.split())

# Single words that tell one house of a group from another.
GEOGRAPHIC = (
    REGIONS
    | CITIES
    | {word for spelling in (*_COUNTRY_SPELLINGS, *_STATE_SPELLINGS) for word in spelling.split()}
    | {word for city in TWO_WORD_CITIES for word in city.split()}
) - _NO_PLACES

_NOT_PLURAL = FAMILY_NAMES | GIVEN_NAMES | GEOGRAPHIC | {"NEWS", "SALES", "SERIES", "WORKS", "ARTS"}


@lru_cache(maxsize=1 << 18)
def singular(word: str) -> str:
    """The singular of a word of business; any other word as it is.

    Names of people and places have no plural: ADAM and ADAMS, AMERICA and AMERICAS are different words.
    """
    if len(word) < 5 or word[-1] != "S" or word in _NOT_PLURAL:
        return word
    if word.endswith("IES") and word[:-3] + "Y" in BUSINESS:
        return word[:-3] + "Y"
    if word[:-1] in BUSINESS:
        return word[:-1]
    if word.endswith("ES") and word[:-2] in BUSINESS:
        return word[:-2]
    return word


@lru_cache(maxsize=1 << 18)
def is_business(word: str) -> bool:
    """Whether many companies use the word."""
    return word in BUSINESS or word in FOREIGN or word in AMBIGUOUS or singular(word) != word


@lru_cache(maxsize=1 << 18)
def is_known(word: str) -> bool:
    """Whether the word is in any list: a known word is not the misspelling of another one."""
    return is_business(word) or word in GEOGRAPHIC or word in FAMILY_NAMES or word in GIVEN_NAMES


@lru_cache(maxsize=1 << 18)
def is_distinctive(word: str) -> bool:
    """Whether the word can be a company's own: in no list of common words or places, and no mere initials."""
    return len(word) >= 4 and not is_business(word) and word not in GEOGRAPHIC and not any(map(str.isdigit, word))


@lru_cache(maxsize=1 << 18)
def written_out(token: str) -> str:
    """An abbreviation with one meaning, written out; a word of business with figures for letters (RE5EARCH), mended."""
    if len(token) >= 5 and not token.isalpha() and not token.isdigit():
        for one in "IL":
            mended = token.translate(str.maketrans("0158", f"O{one}SB"))
            if is_business(mended):
                return ABBREVIATIONS.get(mended, mended)
    return ABBREVIATIONS.get(token, token)


def _groups() -> dict[str, str]:
    group: dict[str, str] = {}
    for short, meanings in AMBIGUOUS.items():
        members = {short, *meanings}
        reached = {group[member] for member in members if member in group}
        name = min(members | reached)
        for member in members:
            group[member] = name
        for member, old in group.items():
            if old in reached:
                group[member] = name
    return group


_GROUPS = _groups()


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """One stem for all words that an abbreviation could join (TECH, TECHNOLOGIES, TECHNICAL); for blocking only."""
    single = singular(word)
    return _GROUPS.get(word) or _GROUPS.get(single, single)


def may_stand_for(short: str, word: str) -> bool:
    """Whether `short` is an abbreviation with `word` among its meanings."""
    meanings = AMBIGUOUS.get(short)
    return meanings is not None and (word in meanings or singular(word) in meanings)
