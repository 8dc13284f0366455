"""What kind of document a correction corrects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# ASSIGNOR(S) HEREBY CONFIRMS THE ..., in the USPTO's own form the last sentence.
_CONFIRMS = re.compile(r"CONFIRM(?:S|ED|ING)?(?: (?:THE|THAT|OF|AN?|THIS|HIS|ITS|THEIR))* (.+)$")
# ... THE NATURE OF CONVEYANCE FROM X TO Y, ... SHOULD READ Y, THE CORRECT CONVEYANCE IS Y
_NATURE = re.compile(
    r"(?<!\S)(?:(?:NATURE|TYPE) OF (?:THE )?(?:CONVEYANCE|TRANSACTION|DOCUMENT)"
    r"|CONVEYANCE(?: TYPE| TEXT)?|CONVEYING DOCUMENT)"
    r"(?: \w+){0,20}? (?:TO(?: READ| BE)?|SHOULD (?:BE|READ)(?: AS)?|AS|IS) (.+)$"
)
# ... CORRECT FROM AN X TO A Y: a change of kind where both sides are kinds of documents.
_FROM_TO = re.compile(r"(?<!\S)FROM (?:AN? )?(.+?) TO (?:AN? )?(.+)$")
_NOT_THIS = re.compile(r" (?:INSTEAD OF|RATHER THAN|AND NOT|NOT) .*$")
_EARLIER_RECORDING = re.compile(
    r"(?<!\S)(?:(?:PREVIOUSLY|ORIGINALLY) )?(?:RECORDED|FILED) (?:AT|ON|UNDER|IN|ONTO)(?!\S)(.*)$"
)
_LABEL = re.compile(
    r"(?<!\S)(?:CORRECTIVE (?:ASSIGNMENT|DOCUMENT|RECORDATION)(?= TO(?!\S)|$)"
    r"|(?:AFFIDAVIT|CERTIFICATE|DECLARATION|DEED|NOTICE|STATEMENT) OF (?:CORRECTION|RECTIFICATION)"
    r"|CORRECTIVE|CORRECTIONS?|CORRECT(?:ED|S|ING|LY)?"
    r"|(?:NATURE|TYPE) OF (?:THE )?CONVEYANCE|CONVEYANCE (?:TYPE|TEXT))(?!\S)"
)
_DOCUMENT_ALONE = re.compile(r"CORRECT(?:IVE|ED) ")
_ITEM_WRONG = re.compile(r"(?<!\S)(?:TO|CORRECTING)(?!\S)|^CORRECTED (?:\w+ )?ADDRESS")
_ASSIGNMENT = re.compile(r"(?<!\S)ASSIGN(?:MENTS?|ED|S)?(?!\S)")

# In the words on what was wrong, these say which item was wrong (an address), not what the document does.
SAYS_LITTLE = frozenset({"missing", "other"})
_NOT_A_DOCUMENT = SAYS_LITTLE | frozenset({"addresschg", "correspondchange", "employee", "courtappointment"})


def _candidates(folded: str, type_of: Callable[[str], str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Types that may be the corrected one, the surest first, each with those that it cannot be."""
    if confirmed := _CONFIRMS.search(folded):
        yield type_of(confirmed[1]), SAYS_LITTLE
    recording = _EARLIER_RECORDING.search(folded)
    complaint = folded[: recording.start()] if recording else folded
    if changed := _FROM_TO.search(_NOT_THIS.sub("", complaint)):
        before, after = type_of(changed[1]), type_of(changed[2])
        yield after, _NOT_A_DOCUMENT | ({before} if before not in _NOT_A_DOCUMENT else {after})
    if named := _NATURE.search(_NOT_THIS.sub("", complaint)):
        yield type_of(named[1]), SAYS_LITTLE
    if recording:
        # (ASSIGNMENT OF ASSIGNOR'S INTEREST) after the reel and frame, in records before 2000.
        yield type_of(recording[1]), _NOT_A_DOCUMENT
    # CORRECTED EMPLOYMENT AGREEMENT names the document; TO CORRECT THE EMPLOYEE names what was wrong with one.
    named_alone = _DOCUMENT_ALONE.match(complaint) and not _ITEM_WRONG.search(complaint)
    yield type_of(" ".join(_LABEL.sub("", complaint).split())), SAYS_LITTLE if named_alone else _NOT_A_DOCUMENT


def corrected_type(folded: str, type_of: Callable[[str], str]) -> str | None:
    """Read what a correction corrects: what it confirms, else the conveyance it names, else its subject.

    Args:
        folded: The text of the correction as ``fold`` gives it.
        type_of: The type of a folded text that is no correction.

    Returns:
        A type; None where the text does not tell.
    """
    for convey_ty, impossible in _candidates(folded, type_of):
        if convey_ty not in impossible:
            return convey_ty
    return "assignment" if _ASSIGNMENT.search(folded) else None
