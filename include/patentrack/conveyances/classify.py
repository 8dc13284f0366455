"""What a recorded document does, read from its conveyance text alone (tier 1 of design section 5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from patentrack.conveyances.folding import fold
from patentrack.conveyances.reel_frames import named_rf_ids
from patentrack.conveyances.rules import RULES, Rule
from patentrack.conveyances.vocabulary import ASIDES


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
_ASIDES = tuple(_whole_words(pattern) for _, pattern in ASIDES)

# Sets of rules and of asides are bits of one number: bit n is the n-th of the table.
_UNCUED_RULES = sum(1 << at for at, rule in enumerate(RULES) if not rule.cues)
_CORRECTING_RULES = sum(1 << at for at, rule in enumerate(RULES) if rule.convey_ty == "correct")

_CONFIRMS = re.compile(r"(?<!\S)CONFIRM(?:S|ED|ING)?(?: (?:THE|THAT|OF|AN?|THIS))* (.+)$")
_NATURE = re.compile(
    r"(?<!\S)(?:(?:NATURE|TYPE) OF (?:THE )?(?:CONVEYANCE|TRANSACTION)|CONVEYANCE(?: TYPE| TEXT)?)"
    r"(?: \w+){0,20}? (?:TO(?: READ| BE)?|SHOULD (?:BE|READ)(?: AS)?|AS|IS) (.+)$"
)
_EARLIER_RECORDING = re.compile(
    r"(?<!\S)(?:(?:PREVIOUSLY|ORIGINALLY) )?(?:RECORDED|FILED) (?:AT|ON|UNDER|IN|ONTO)(?!\S).*$"
)
_LABEL = re.compile(
    r"(?<!\S)(?:CORRECTIVE (?:ASSIGNMENT|DOCUMENT|RECORDATION)(?= TO(?!\S)|$)"
    r"|CORRECTIVE|CORRECTIONS?|CORRECT(?:ED|S|ING|LY)?"
    r"|(?:NATURE|TYPE) OF (?:THE )?CONVEYANCE|CONVEYANCE (?:TYPE|TEXT))(?!\S)"
)
_ASSIGNMENT = re.compile(r"(?<!\S)ASSIGN(?:MENTS?|ED|S)?(?!\S)")

# In the words on what was wrong, these say which item was wrong (an address), not what the document does.
_SAYS_LITTLE = frozenset({"missing", "other"})
_NOT_A_DOCUMENT = _SAYS_LITTLE | frozenset({"addresschg", "correspondchange", "employee", "courtappointment"})


@lru_cache(maxsize=65_536)
def _rules_cued_by(word: str) -> int:
    return sum(1 << at for at, rule in enumerate(RULES) if any(cue in word for cue in rule.cues))


@lru_cache(maxsize=65_536)
def _asides_cued_by(word: str) -> int:
    return sum(1 << at for at, (cues, _) in enumerate(ASIDES) if any(cue in word for cue in cues))


def _cueing_words(folded: str) -> list[str]:
    # Reels, serial and patent numbers differ in every text: they cue nothing and would flush the caches.
    return [word for word in folded.split() if len(word) < 5 or not word.isdigit()]


def _places(bits: int) -> Iterator[int]:
    """The places of the set bits, lowest first: the order of the table."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _first_rule(folded: str, *, without: int = 0) -> Rule:
    cued = _UNCUED_RULES
    for word in _cueing_words(folded):
        cued |= _rules_cued_by(word)
    for at in _places(cued & ~without):
        candidate = _COMPILED[at]
        for search in candidate.all_of:
            if not search(folded):
                break
        else:
            for search in candidate.none_of:
                if search(folded):
                    break
            else:
                return candidate.rule
    raise AssertionError("the last rule applies to every text")


def _without_asides(folded: str) -> str:
    cued = 0
    for word in _cueing_words(folded):
        cued |= _asides_cued_by(word)
    if not cued:
        return folded
    for at in _places(cued):
        folded = _ASIDES[at].sub("", folded)
    return " ".join(folded.split())


# Confirmed types repeat by the thousand; texts themselves are distinct.
@lru_cache(maxsize=4096)
def _type_behind(words: str) -> str:
    return _first_rule(words, without=_CORRECTING_RULES).convey_ty


def _corrected_type(folded: str) -> str | None:
    """Read what a correction corrects: what it confirms, else the conveyance it names, else its subject."""
    confirmed = _CONFIRMS.search(folded)
    if confirmed and (convey_ty := _type_behind(confirmed[1])) not in _SAYS_LITTLE:
        return convey_ty
    complaint = _EARLIER_RECORDING.sub("", folded)
    named = _NATURE.search(complaint)
    if named and (convey_ty := _type_behind(named[1])) not in _SAYS_LITTLE:
        return convey_ty
    convey_ty = _type_behind(" ".join(_LABEL.sub("", complaint).split()))
    if convey_ty not in _NOT_A_DOCUMENT:
        return convey_ty
    return "assignment" if _ASSIGNMENT.search(folded) else None


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
    folded = _without_asides(fold(recorded))
    rule = _first_rule(folded)
    return Classification(
        convey_ty=rule.convey_ty,
        corrected_type=_corrected_type(folded) if rule.convey_ty == "correct" else None,
        corrected_rf_ids=named_rf_ids(recorded),
        rule=rule.name,
    )
