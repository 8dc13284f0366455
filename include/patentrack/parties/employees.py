"""Which documents are inventors' assignments to their employer: `employer_assign`, type `employee` (design section 6).

What design section 6 leaves open is decided so:

* The type belongs to the whole document. It becomes `employee` only if every assignor is an inventor: a company that
  signs beside an inventor gives something of its own, and a stranger's share is no employee's.
* It becomes `employee` only if every assignee is an organisation; an inventor who assigns to himself and his company
  keeps a share.
* Only `assignment` becomes `employee`. `partialassignment` stays: that a part passes must not be lost. A correction
  stays a correction; asked with its corrected type, its `employer_assign` is told.
* A text that says `employee` is believed, unless no assignor is a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from patentrack.parties.inventor_comparison import SCORES
from patentrack.parties.inventors import Inventor, InventorMatch, match_inventors
from patentrack.parties.normalisation import parse_name

ASSIGNMENT = "assignment"
EMPLOYEE = "employee"

BY_TEXT = "the text says so"
BY_INVENTORS = "the assignors are inventors"
BY_FIRST_CONVEYANCE = "persons convey first"
NOT_AN_ASSIGNMENT = "not an assignment"
NO_PERSON = "no assignor is a person"
ORGANISATION_GIVES = "an assignor is an organisation"
STRANGER_GIVES = "an assignor is no inventor"
PERSON_RECEIVES = "an assignee is a person"
NOBODY_RECEIVES = "no assignee"
NOT_FIRST = "no inventors known, and not the first conveyance"


@dataclass(frozen=True, slots=True)
class EmployeeVerdict:
    """Whether a document is an assignment from inventors to their employer.

    Attributes:
        is_employee: The answer: `employer_assign`.
        convey_ty: The document's type in tier 2.
        reason: Why, one of the constants of this module.
        fallback: Whether it was decided without bibliographic data.
        matches: For each assignor the inventor he is, also where an assignment is no employee's.
    """

    is_employee: bool
    convey_ty: str
    reason: str
    fallback: bool
    matches: tuple[InventorMatch | None, ...]


def is_employee_assignment(
    assignors: Sequence[str],
    assignees: Sequence[str],
    inventors: Sequence[Inventor] | None,
    convey_ty: str,
    *,
    first_conveyance: bool,
) -> EmployeeVerdict:
    """Decide whether inventors assign to their employer.

    Args:
        assignors: Names as recorded; the normalised spelling has lost the comma that tells a person's name.
        assignees: Names as recorded.
        inventors: The inventors of all the document's properties; None or empty if the bibliographic data have none.
        convey_ty: Type by the text (tier 1). For a correction the corrected type.
        first_conveyance: Whether nothing was conveyed before, of any of the document's properties.

    Returns:
        The verdict, with its reason.
    """
    nobody: tuple[InventorMatch | None, ...] = (None,) * len(assignors)
    if convey_ty not in {ASSIGNMENT, EMPLOYEE}:
        return EmployeeVerdict(False, convey_ty, NOT_AN_ASSIGNMENT, False, nobody)
    matches = tuple(match_inventors(assignors, inventors)) if inventors else nobody
    persons = [bool(match) or _is_person(name) for name, match in zip(assignors, matches, strict=True)]
    believed = convey_ty == EMPLOYEE and any(persons)
    objections = (
        (not any(persons), NO_PERSON),
        (not believed and not assignees, NOBODY_RECEIVES),
        (not believed and _is_anyone_person(assignees, inventors or ()), PERSON_RECEIVES),
        (not believed and not all(persons), ORGANISATION_GIVES),
        (not believed and bool(inventors) and not all(matches), STRANGER_GIVES),
        (not believed and not inventors and not first_conveyance, NOT_FIRST),
    )
    objection = next((reason for holds, reason in objections if holds), "")
    if objection:
        return EmployeeVerdict(False, ASSIGNMENT, objection, False, matches)
    if believed:
        return EmployeeVerdict(True, EMPLOYEE, BY_TEXT, False, matches)
    if inventors:
        return EmployeeVerdict(True, EMPLOYEE, BY_INVENTORS, False, matches)
    return EmployeeVerdict(True, EMPLOYEE, BY_FIRST_CONVEYANCE, True, matches)


def _is_person(name: str) -> bool:
    return parse_name(name).is_person


def _is_anyone_person(assignees: Sequence[str], inventors: Sequence[Inventor]) -> bool:
    """Whether an assignee is a person for sure; an inventor's unusual name tells only beside the inventors."""
    if any(map(_is_person, assignees)):
        return True
    return any(match and match.score >= SCORES["diacritics"] for match in match_inventors(assignees, inventors))
