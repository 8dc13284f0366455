"""Legal forms: taking them off a name, and saying whether two names can be one company.

The policy (design section 6, accuracy before completeness):

* One form however it is written is no difference: INC. and INCORPORATED, GMBH and its full German text.
* Kin forms (LTD and CO LTD, KABUSHIKI KAISHA and CORPORATION) and a form that is missing are a weak difference: the
  names meet only where every other candidate agrees with both.
* Other forms are another company: LLC beside INC, CORPORATION beside COMPANY, GMBH beside AG, GMBH beside
  GMBH & CO. KG are mostly sister companies or the same house before and after a conversion, and a conversion is an
  event, not a spelling.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from rapidfuzz.distance import OSA

from patentrack.parties.legal_form_data import FORMS, KIN, PREFIXES

SAME = "same"
KIN_FORMS = "kin"
MISSING = "missing"
CONFLICT = "conflict"

NO_FORM: frozenset[str] = frozenset()

_KIN = {pair for one, other in KIN for pair in ((one, other), (other, one))}

# What COMPANY may stand in front of and be left alone without.
_LEFT_OUT_BEHIND_COMPANY = {"INC", "LTD", "LP"}

# The long words among the forms, which are mistyped like any long word.
_LONG_WORDS = {
    "CORPORATION": "CORP",
    "INCORPORATED": "INC",
    "LIMITED": "LTD",
    "COMPANY": "CO",
    "AKTIENGESELLSCHAFT": "AG",
    "AKTIEBOLAG": "AB",
    "AKTIEBOLAGET": "AB",
    "KOMMANDITGESELLSCHAFT": "KG",
}
_NOT_MISTYPED = frozenset({"CORPORATE", "COOPERATION", "INCORPORATE", "UNLIMITED", "COMPANIES", "INCORPORATION"})
# Figures that were read for letters, and capital I for L.
_MISREAD = str.maketrans({"0": "O", "1": "I", "L": "I", "5": "S", "8": "B"})
_SHORT_WORDS = {word.translate(_MISREAD): word for word in ("INC", "LTD", "LLC", "LLP", "CORP", "GMBH")}

_Table = dict[str, list[tuple[tuple[str, ...], str]]]


def _table(rows: tuple[tuple[str, str], ...], anchor: int) -> _Table:
    table: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for kind, spellings in rows:
        for spelling in spellings.split("|"):
            words = tuple(spelling.split())
            table[words[anchor]].setdefault(words, kind)
    return {word: sorted(found.items(), key=lambda item: -len(item[0])) for word, found in table.items()}


_TAILS = _table(tuple((kind, spellings) for kind, _, spellings in FORMS), -1)
_HEADS = _table(PREFIXES, 0)


def strip_forms(tokens: list[str]) -> tuple[list[str], frozenset[str]]:
    """Take the legal forms off both ends of a name.

    Args:
        tokens: Words in capitals without diacritics.

    Returns:
        What is left, never empty if `tokens` is not, and the kinds of the forms taken off.
    """
    kinds: set[str] = set()
    end = len(tokens)
    while end > 1:
        length, kind = _tail_at(tokens, end)
        if not length or not _is_name(tokens, 0, end - length):
            break
        kinds.add(kind)
        end -= length
        if tokens[end - 1] == "&" and end > 1:
            end -= 1
    start = 0
    for words, kind in _HEADS.get(tokens[0], ()) if tokens else ():
        length = len(words)
        if tuple(tokens[:length]) == words and _is_name(tokens, length, end):
            start = length
            kinds.add(kind)
            break
    # A form in both places ("AB VOLVO AB") is one form.
    return tokens[start:end], frozenset(kinds) if kinds else NO_FORM


def has_form(tokens: list[str]) -> bool:
    """Whether a name carries a legal form."""
    return bool(strip_forms(tokens)[1])


def _is_name(tokens: list[str], start: int, end: int) -> bool:
    return any(token not in {"THE", "&", "OF"} for token in tokens[start:end])


def _tail_at(tokens: list[str], end: int) -> tuple[int, str]:
    last = tokens[end - 1]
    for words, kind in _TAILS.get(last, ()):
        length = len(words)
        if length <= end and (length == 1 or tuple(tokens[end - length : end]) == words):
            return length, kind
    if end == len(tokens):
        kind = _mistyped_form(last)
        if kind:
            return 1, kind
    return 0, ""


@lru_cache(maxsize=65536)
def _mistyped_form(word: str) -> str:
    if len(word) in {3, 4}:
        meant = _SHORT_WORDS.get(word.translate(_MISREAD))
        return meant if meant and meant[0] != "G" else "GMBH" if meant else ""
    if len(word) < 6 or word in _NOT_MISTYPED or word in _TAILS:
        return ""
    for meant, kind in _LONG_WORDS.items():
        allowed = 2 if len(meant) >= 10 else 1
        if abs(len(meant) - len(word)) <= allowed and OSA.distance(word, meant, score_cutoff=allowed) <= allowed:
            return kind
    return ""


@lru_cache(maxsize=65536)
def compare(one: frozenset[str], other: frozenset[str]) -> str:
    """Say how the forms of two names with the same words stand to each other: SAME, KIN_FORMS, MISSING or CONFLICT."""
    if one == other:
        return SAME
    if not one or not other:
        return MISSING
    if one < other or other < one:
        # CO LTD without its LTD; but COMPANY PLC or COMPANY LLC beside COMPANY is another house.
        less, more = sorted((one, other), key=len)
        return MISSING if less != {"CO"} or more - less <= _LEFT_OUT_BEHIND_COMPANY else CONFLICT
    left, right = one - other, other - one
    if all(any((a, b) in _KIN for b in other) for a in left) and all(any((b, a) in _KIN for a in one) for b in right):
        return KIN_FORMS
    return CONFLICT
