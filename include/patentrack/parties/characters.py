"""From a recorded name to plain words: character references, case, diacritics, punctuation, tokens."""

from __future__ import annotations

import html
import re
import unicodedata

# Letters without a decomposition, as they are written where the keyboard lacks them.
_PLAIN = str.maketrans({"\u00d8": "O", "\u00c6": "AE", "\u0152": "OE", "\u0141": "L", "\u0110": "D", "\u00d0": "D",
                        "\u00de": "TH", "\u0131": "I", "\u0130": "I", "\u1e9e": "SS", "\u00df": "SS"})  # fmt: skip
# The other way of writing the same letters: two letters for one.
_TWO_LETTERS = str.maketrans(
    {"\u00c4": "AE", "\u00d6": "OE", "\u00dc": "UE", "\u00d8": "OE", "\u00c5": "AA", "\u0130": "I"}
)

_APOSTROPHE = re.compile("['\u2019\u2018`\u00b4\u02bc\"\u201c\u201d]")
# "COMMISSARIAT A L ENERGIE", "SOCIETE D' ETUDE": the blank is no end of a word.
_ELISION = re.compile(r"(?:(?<=\b[LD]['\u2019])|(?<=\b(?:DE|ET) L)|(?<=\w\w [A\xc0] L))\s+(?=[AEIOUYH\xc0-\xdc])")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|(?<![^\W_])[^\W\d_]\.[^\W\d_](?![^\W_])")
_SLASHED = re.compile(r"(?<![^\W_/])([^\W\d_])/([^\W\d_])(?![^\W_/])")
_TOKEN = re.compile(r"&|\d+(?:\.\d+)+|[^\W_]+")


def clean(text: str) -> str:
    """Resolve numeric character references (``&#220;``), compose, capitalise, make blanks single.

    USPTO files write letters beyond ASCII as references (formats 1); tables filled by others keep them so.
    """
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if not text.isascii():
        # Twice: a capital may decompose differently from its small letter.
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.upper().split())


def fold(word: str) -> str:
    """Take the diacritics off a word: ``"M\u00dcLLER"`` gives ``"MULLER"``."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).upper()


def spell_out(word: str) -> str:
    """Write umlauts as two letters: ``"M\u00dcLLER"`` gives ``"MUELLER"``."""
    return word if word.isascii() else fold(word.translate(_TWO_LETTERS))


def tokenise(text: str, *, join_letters: bool = True) -> list[str]:
    """Split a cleaned name into words and ``&``; diacritics stay.

    "S.P.A." and "A/S" are one word each, "CO.,LTD" is two, apostrophes vanish, AND and + are ``&``. Single letters
    that follow each other ("I B M") are one word, unless a comma stands between them.

    Args:
        text: A name as `clean` leaves it.
        join_letters: False for persons, whose initials are words.
    """
    tokens: list[str] = []
    if join_letters and (" L" in text or "D" in text):
        text = _ELISION.sub("", text)
    text = _APOSTROPHE.sub("", text)
    for segment in text.split(","):
        if "." in segment and join_letters:
            segment = _DOTTED.sub(lambda match: match.group().replace(".", ""), segment)  # noqa: PLW2901
        if "/" in segment:
            segment = _SLASHED.sub(r"\1\2", segment)  # noqa: PLW2901
        if "+" in segment:
            segment = segment.replace("+", "&")  # noqa: PLW2901
        words = ["&" if word == "AND" else word for word in _TOKEN.findall(segment)]
        tokens += _join_letters(words) if join_letters else words
    return tokens


def _join_letters(words: list[str]) -> list[str]:
    joined: list[str] = []
    run = 0
    for word in words:
        if len(word) == 1 and word.isalpha():
            run += 1
            if run > 1:
                joined[-1] += word
                # "SERIES A L P" is SERIES A, LP.
                for form in ("LLC", "LLP", "LP"):
                    if joined[-1].endswith(form) and len(joined[-1]) > len(form):
                        joined[-1:] = [joined[-1].removesuffix(form), form]
                        break
                continue
        else:
            run = 0
        joined.append(word)
    return joined
