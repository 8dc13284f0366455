"""Which documents become `employee`, and the reason of each that does not."""

from __future__ import annotations

import pytest

from patentrack.parties import employees
from patentrack.parties.employees import EmployeeVerdict, is_employee_assignment
from patentrack.parties.inventors import Inventor

DOE = Inventor("", "Doe", "Mary", "Q.")
ROE = Inventor("", "Roe", "Richard")
COMPANY = "ACME WIDGETS, INC."


def verdict(
    assignors: list[str],
    assignees: list[str],
    inventors: list[Inventor] | None,
    convey_ty: str = "assignment",
    *,
    first: bool = False,
) -> EmployeeVerdict:
    return is_employee_assignment(assignors, assignees, inventors, convey_ty, first_conveyance=first)


def test_inventors_assign_to_a_company() -> None:
    found = verdict(["DOE, MARY Q.", "ROE, RICHARD"], [COMPANY], [DOE, ROE])
    assert (found.is_employee, found.convey_ty, found.reason) == (True, "employee", employees.BY_INVENTORS)
    assert not found.fallback
    assert [match.inventor for match in found.matches if match] == [0, 1]


def test_one_of_several_inventors_is_enough_as_assignor() -> None:
    assert verdict(["ROE, RICHARD"], [COMPANY], [DOE, ROE]).is_employee


def test_an_inventor_with_the_name_of_a_company_is_an_inventor() -> None:
    assert verdict(["TRAN CO"], [COMPANY], [Inventor("", "Tran", "Co")]).is_employee


def test_an_assignee_with_the_name_of_a_company_may_be_an_inventor() -> None:
    found = verdict(["DOE, MARY Q."], ["TRAN CO"], [DOE, Inventor("", "Tran", "Co")])
    assert found.reason == employees.PERSON_RECEIVES


@pytest.mark.parametrize(
    ("assignors", "assignees", "reason"),
    [
        (["DOE, MARY Q.", "BIG CONSULTING LLC"], [COMPANY], employees.ORGANISATION_GIVES),
        (["DOE, MARY Q.", "POE, EDGAR"], [COMPANY], employees.STRANGER_GIVES),
        (["DOE, MARY Q."], ["POE, EDGAR"], employees.PERSON_RECEIVES),
        (["DOE, MARY Q."], [COMPANY, "POE, EDGAR"], employees.PERSON_RECEIVES),
        (["DOE, MARY Q."], [COMPANY, "MARY Q. DOE"], employees.PERSON_RECEIVES),
        (["DOE, MARY Q."], [], employees.NOBODY_RECEIVES),
        (["BIG CONSULTING LLC"], [COMPANY], employees.NO_PERSON),
        ([], [COMPANY], employees.NO_PERSON),
    ],
)
def test_what_is_no_employees_assignment(assignors: list[str], assignees: list[str], reason: str) -> None:
    found = verdict(assignors, assignees, [DOE, ROE])
    assert (found.is_employee, found.convey_ty, found.reason) == (False, "assignment", reason)


def test_a_mixed_document_still_tells_who_the_inventors_are() -> None:
    matches = verdict(["BIG CONSULTING LLC", "DOE, MARY Q."], [COMPANY], [DOE]).matches
    assert matches[0] is None
    assert matches[1] is not None


@pytest.mark.parametrize(
    "convey_ty",
    [
        "security",
        "restatedsecurity",
        "release",
        "partialrelease",
        "license",
        "govern",
        "merger",
        "namechg",
        "correct",
        "partialassignment",
        "missing",
        "other",
    ],
)
def test_only_assignments_become_employee(convey_ty: str) -> None:
    found = verdict(["DOE, MARY Q."], [COMPANY], [DOE], convey_ty, first=True)
    assert (found.is_employee, found.convey_ty, found.reason) == (False, convey_ty, employees.NOT_AN_ASSIGNMENT)


def test_without_inventors_persons_who_convey_first_are_taken_for_them() -> None:
    found = verdict(["DOE, MARY Q.", "POE, EDGAR"], [COMPANY], None, first=True)
    assert (found.is_employee, found.fallback, found.reason) == (True, True, employees.BY_FIRST_CONVEYANCE)
    assert verdict(["DOE, MARY Q."], [COMPANY], [], first=True).fallback


@pytest.mark.parametrize(
    ("assignors", "first", "reason"),
    [
        (["DOE, MARY Q."], False, employees.NOT_FIRST),
        (["DOE, MARY Q.", "BIG CONSULTING LLC"], True, employees.ORGANISATION_GIVES),
        (["BIG CONSULTING LLC"], True, employees.NO_PERSON),
    ],
)
def test_the_fallback_has_its_limits(assignors: list[str], first: bool, reason: str) -> None:
    found = verdict(assignors, [COMPANY], None, first=first)
    assert (found.is_employee, found.fallback, found.reason) == (False, False, reason)


def test_with_inventors_there_is_no_fallback() -> None:
    assert not verdict(["POE, EDGAR"], [COMPANY], [DOE], first=True).is_employee


def test_a_text_that_says_employee_is_believed() -> None:
    found = verdict(["POE, EDGAR"], [COMPANY], [DOE], "employee")
    assert (found.is_employee, found.convey_ty, found.reason) == (True, "employee", employees.BY_TEXT)


def test_a_text_that_says_employee_is_not_believed_of_companies() -> None:
    found = verdict(["BIG CONSULTING LLC"], [COMPANY], [DOE], "employee")
    assert (found.is_employee, found.convey_ty, found.reason) == (False, "assignment", employees.NO_PERSON)
