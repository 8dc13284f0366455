"""What a recorded document does, read from its conveyance text alone (tier 1 of design section 5)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from patentrack.conveyances.asides import ASIDES, without_asides
from patentrack.conveyances.corrections import SAYS_LITTLE, corrected_type
from patentrack.conveyances.folding import fold
from patentrack.conveyances.reel_frames import named_rf_ids
from patentrack.conveyances.rules import RULES, Rule


@dataclass(frozen=True, slots=True)
class Classification:
    """What a conveyance text says.

    Args:
        convey_ty: One of the names in ``CONVEYANCE_TYPES``.
        corrected_type: For a correction, the type of the document it corrects, where the text tells it.
        corrected_rf_ids: ``reel * 10000 + frame`` of every recording the text names, in its order: what a
            correction corrects, what a release releases.
        rule: Name of the rule that decided.
    """

    convey_ty: str
    corrected_type: str | None
    corrected_rf_ids: tuple[int, ...]
    rule: str


_Search = Callable[[str], re.Match[str] | None]


def _whole_words(pattern: str) -> re.Pattern[str]:
    # Folded text parts words with one space, so this is exact where \b would need care.
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    all_of: tuple[_Search, ...]
    none_of: tuple[_Search, ...]


_COMPILED = tuple(
    _Compiled(
        rule,
        tuple(_whole_words(pattern).search for pattern in rule.patterns),
        tuple(_whole_words(pattern).search for pattern in rule.unless),
    )
    for rule in RULES
)

# Sets are bits of one number: the lowest are the rules in the order of the table, above them the asides.
_CUES = [rule.cues for rule in RULES] + [cues for cues, _ in ASIDES]
_ALL_RULES = (1 << len(RULES)) - 1
_UNCUED_RULES = sum(1 << at for at, rule in enumerate(RULES) if not rule.cues)
_CORRECTING_RULES = sum(1 << at for at, rule in enumerate(RULES) if rule.convey_ty == "correct")
_ANY_CUE = re.compile("|".join(sorted({cue for cues in _CUES for cue in cues})))

_CORRECTION = RULES[0]
_CORRECTIVE = "CORRECTIVE ASSIGNMENT TO CORRECT "
_CONFIRMS = " HEREBY CONFIRMS THE "

# Reels, serial and patent numbers differ in every text and tell nothing of its type. 9424 is an executive order.
_LONG_NUMBER = re.compile(r"\d{3,}")
_LONG_NUMBER_BUT = re.compile(r"(?<!\d)(?!(?:100|9424)(?!\d))\d{3,}")
_NUMBER = "000"
_DIGITS = tuple("0123456789")

# When it was done and where it is recorded, at the end of a text.
_TAIL_WORDS = frozenset(
    """
    AND AS AT DATE DATED EFFECTIVE EXECUTED F FILED FRAME FRAMES IN NO NOS NUMBER NUMBERS OF ON PREVIOUSLY R RECORDED
    REEL REELS RF SIGNED THE UNDER JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER
    JAN FEB MAR APR JUN JUL AUG SEP SEPT OCT NOV DEC
    """.split()  # noqa: SIM905
)


@lru_cache(maxsize=1 << 16)
def _cued_by_word(word: str) -> int:
    if not _ANY_CUE.search(word):
        return 0
    return sum(1 << at for at, cues in enumerate(_CUES) if any(cue in word for cue in cues))


def _cued_by(words: list[str]) -> int:
    """The rules and asides that words may be part of."""
    return reduce(or_, map(_cued_by_word, words), _UNCUED_RULES)


def _first_rule(folded: str, cued: int) -> Rule | None:
    """The first rule of a set that applies."""
    while cued:
        lowest = cued & -cued
        cued ^= lowest
        candidate = _COMPILED[lowest.bit_length() - 1]
        for search in candidate.all_of:
            if not search(folded):
                break
        else:
            for search in candidate.none_of:
                if search(folded):
                    break
            else:
                return candidate.rule
    return None


def _without_tail(folded: str) -> str:
    """Leave out a date or a reel and frame at the end."""
    words = folded.split()
    end = len(words)
    while end > 1 and (words[end - 1] in _TAIL_WORDS or (words[end - 1].isdigit() and words[end - 1] != "9424")):
        end -= 1
    # A number that nothing introduces belongs to the word before it (CHAPTER 11, UCC 1).
    while end < len(words) and words[end] not in _TAIL_WORDS and words[end] != _NUMBER:
        end += 1
    return " ".join(words[:end])


def _rule_for_the_rest(folded: str, cued: int) -> Rule:
    """The rule for a text that corrects nothing."""
    if folded.endswith(_DIGITS):
        folded = _without_tail(folded)
    # The last rule of the table applies to every text.
    return _first_rule(folded, cued & _ALL_RULES & ~_CORRECTING_RULES) or RULES[-1]


# Confirmed types repeat by the thousand; texts themselves are distinct.
@lru_cache(maxsize=1 << 14)
def _type_behind(folded: str) -> str:
    words = folded.split()
    cued = _cued_by(words)
    return _rule_for_the_rest(without_asides(words, cued >> len(RULES)), cued).convey_ty


@lru_cache(maxsize=1 << 14)
def _type_confirmed(recorded: str) -> str:
    return _type_behind(fold(recorded))


# Most texts differ from others only in their numbers.
@lru_cache(maxsize=1 << 15)
def _read(recorded: str) -> tuple[Rule, str | None]:
    folded = fold(recorded)
    words = folded.split()
    cued = _cued_by(words)
    plain = without_asides(words, cued >> len(RULES))
    if rule := _first_rule(plain, cued & _CORRECTING_RULES):
        return rule, corrected_type(folded, _type_behind)
    return _rule_for_the_rest(plain, cued), None


def _masked(recorded: str) -> str:
    """Put one number for all that tell nothing, so that texts which differ in these alone are read once."""
    numbers = _LONG_NUMBER_BUT if "9424" in recorded or "100" in recorded else _LONG_NUMBER
    return numbers.sub(_NUMBER, recorded)


def _read_own_form(recorded: str) -> tuple[Rule, str] | None:
    """Read a correction in the USPTO's own form by its end: the rest differs in each, what is confirmed repeats."""
    if not recorded.startswith(_CORRECTIVE) or (confirms := recorded.rfind(_CONFIRMS)) < 0:
        return None
    corrected = _type_confirmed(_masked(recorded[confirms + len(_CONFIRMS) :]))
    return None if corrected in SAYS_LITTLE else (_CORRECTION, corrected)


def classify(text: str | None) -> Classification:
    """Classify a conveyance text by the first rule of ``RULES`` that applies.

    Never raises: each text has a type. Costs some tens of microseconds, so callers classify each distinct
    text once.

    Args:
        text: The conveyance text as recorded; None where the document has none.

    Returns:
        The type, the rule that gave it, and what the text says on earlier recordings.
    """
    recorded = text or ""
    rule, corrected = _read_own_form(recorded) or _read(_masked(recorded))
    return Classification(
        convey_ty=rule.convey_ty,
        corrected_type=corrected,
        corrected_rf_ids=named_rf_ids(recorded),
        rule=rule.name,
    )
