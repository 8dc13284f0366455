"""One spelling a name: what is written alike is one row of `assignor_and_assignee`.

This is spelling, not identity: which spellings are one entity is decided elsewhere (design section 6).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_LENGTH = 500

_ABBREVIATIONS = {"corporation": "corp", "incorporated": "inc", "limited": "ltd", "company": "co"}
_LEGAL_TAIL = {*_ABBREVIATIONS, *_ABBREVIATIONS.values()}

# "CO.,LTD" is two words, "S.P.A." is one, "3.5" is a number.
_STOP_BEFORE_WORD = re.compile(r"(?<!\d)\.(?=[^\W\d_]{2})|(?<=\d)\.(?=[^\W\d_]{2})")
_STOP = re.compile(r"(?<!\d)[.!]|[.!](?!\d)")
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")


@lru_cache(maxsize=65536)
def normalise_spelling(name: str) -> str:
    """Bring a party name to its normalised spelling, for example ``"Foo Co Ltd"`` for ``"FOO CO., LIMITED"``.

    Punctuation that carries nothing goes, blanks are made single, words are capitalised, and the legal
    forms Corporation, Incorporated, Limited and Company at the end of the name are abbreviated, each as a
    whole word (behaviour 3.1 without its defects: "Unlimited" and "Intercompany" stay).

    Args:
        name: A name as recorded, not empty.

    Returns:
        The spelling, 1 to 500 characters.
    """
    text = unicodedata.normalize("NFC", name.lower())
    text = _STOP.sub("", _COMMA.sub(" ", _STOP_BEFORE_WORD.sub(" ", text)))
    # A number that is cut ends in a stop that separates nothing any more.
    words = " ".join(text.split())[:MAX_LENGTH].rstrip(" .,!").split()
    place = len(words) - 1
    while place > 0 and words[place] in _LEGAL_TAIL:
        words[place] = _ABBREVIATIONS.get(words[place], words[place])
        place -= 1
    spelling = unicodedata.normalize("NFC", " ".join([_capitalise(word) for word in words]))
    return spelling or " ".join(name.split())[:MAX_LENGTH].rstrip()


def _capitalise(word: str) -> str:
    first = word[0]
    capital = first.upper()
    # Some letters have no capital of their own (\u00df, \ufb01): the next pass would not find them again.
    return capital + word[1:] if capital.lower() == first else word
