"""The many ways of writing the government of the United States and its agencies, and a university's governing body."""

from __future__ import annotations

import re

UNITED_STATES = "US GOVERNMENT"

_AGENCIES: dict[str, str] = {
    "NASA": "NATIONAL AERONAUTICS SPACE",
    "NIH": "NATIONAL INSTITUTES HEALTH",
    "NSF": "NATIONAL SCIENCE FOUNDATION",
    "DHHS": "HEALTH HUMAN SERVICES",
    "HHS": "HEALTH HUMAN SERVICES",
    "DHS": "HOMELAND SECURITY",
    "USDA": "AGRICULTURE",
    "DOE": "ENERGY",
    "DOD": "DEFENSE",
    "DARPA": "DEFENSE ADVANCED RESEARCH PROJECTS",
    "NIST": "NATIONAL INSTITUTE STANDARDS TECHNOLOGY",
    "NSA": "NATIONAL SECURITY",
    "EPA": "ENVIRONMENTAL PROTECTION",
    "NOAA": "NATIONAL OCEANIC ATMOSPHERIC",
    "USAF": "AIR FORCE",
    "USN": "NAVY",
}
# Agencies that are named without their country.
_KNOWN = frozenset(
    frozenset(name.split())
    for name in (
        *_AGENCIES.values(),
        "NATIONAL SCIENCE FOUNDATION",
        "NATIONAL INSTITUTES HEALTH VETERANS AFFAIRS",
        "VETERANS AFFAIRS",
        "TENNESSEE VALLEY AUTHORITY",
        "UNITED STATES POSTAL SERVICE",
        "ARMY CORPS ENGINEERS",
        "NAVAL RESEARCH LABORATORY",
    )
)
_OFFICE_ALONE = frozenset(
    {
        "NAVY",
        "ARMY",
        "AIR FORCE",
        "ENERGY",
        "DEFENSE",
        "HEALTH HUMAN SERVICES",
        "HOMELAND SECURITY",
        "VETERANS AFFAIRS",
        "AGRICULTURE",
        "COMMERCE",
        "INTERIOR",
    }
)

_COUNTRY = re.compile(
    r"\b(?:THE )?(?:UNITED STATES(?: OF AMERICA)?"
    r"|U\.? ?S\.?(?: ?A\.?)?(?= GOVERNMENT| GOVT| DEPARTMENT| DEPT| NAVY| ARMY| AIR FORCE| SECRETARY| OF AMERICA))"
    r"(?: OF AMERICA)?(?: GOVERNMENT| GOVT)?(?![\w])"
)
_OFFICE = re.compile(
    r"\b(?:REPRESENTED|SECRETARY|DEP(?:ARTMEN)?T|ADMINISTRATOR|GOVERNMENT|GOVT|NAVY|ARMY|AIR FORCE|AGENCY)\b"
)
_OFFICE_WORDS_TEXT = """
AS REPRESENTED BY THE SECRETARY SEC SECY ADMINISTRATOR DIRECTOR DEPARTMENT DEPT OF FOR AND & GOVERNMENT GOVT IN ITS
IT HIS HER ACTING THROUGH ON BEHALF UNITED STATES US USA AMERICA A AN ADMINISTRATION AGENCY OFFICE COMMISSIONER HEAD
FEDERAL REPRESENTATIVE AT
"""
_OFFICE_WORDS = frozenset(_OFFICE_WORDS_TEXT.split())

_BODY = re.compile(
    r"^(?:THE )?(?:"
    r"(?:BOARD OF )?(?:REGENTS|TRUSTEES|CURATORS|GOVERNORS|SUPERVISORS|OVERSEERS|VISITORS|DIRECTORS)"
    r"|RECTOR (?:AND|&) (?:BOARD OF )?VISITORS"
    r"|PRESIDENT (?:AND|&) (?:FELLOWS|BOARD OF TRUSTEES|TRUSTEES)"
    r"|CHANCELLOR,? MASTERS,? (?:AND|&) SCHOLARS|PROVOST,? FELLOWS.* SCHOLARS"
    r"|GOVERNING COUNCIL|CORPORATION|COURT|SENATE|UNIVERSITY COURT"
    r")(?: OF|,| FOR|(?= (?:THE )?UNIV))\s+(?=.*\b(?:UNIV(?:ERSITY)?|COLLEGE|INSTITUTE)\b)(?:THE )?(?P<name>.+)$"
)


def government_words(text: str, tokens: list[str]) -> tuple[str, ...] | None:
    """Words of an agency of the United States, whatever office signed for it; None for any other name.

    "THE UNITED STATES OF AMERICA AS REPRESENTED BY THE SECRETARY OF THE NAVY", "NAVY, SECRETARY OF THE, UNITED STATES
    OF AMERICA" and "U.S. DEPARTMENT OF THE NAVY" name one agency. The country alone is another party than its agencies.
    """
    named = bool(_COUNTRY.search(text))
    office = bool(_OFFICE.search(text))
    if named and (office or len(tokens) <= 5):
        words = _agency(tokens)
        return (UNITED_STATES, *words)
    words = _agency(tokens)
    agency = frozenset(words)
    if agency in _KNOWN and (len(agency) > 1 and (office or len(tokens) > 2 or tokens[0] in _AGENCIES)):
        return (UNITED_STATES, *words)
    if len(tokens) == 1 and tokens[0] in {"NASA", "DARPA", "USDA", "DHHS"}:
        return (UNITED_STATES, *words)
    if (
        office
        and " ".join(word for word in tokens if word not in _OFFICE_WORDS).replace("&", "").strip() in _OFFICE_ALONE
    ):
        return (UNITED_STATES, *words)
    return None


def _agency(tokens: list[str]) -> tuple[str, ...]:
    words: set[str] = set()
    for token in tokens:
        if token in _AGENCIES:
            words.update(_AGENCIES[token].split())
        elif token not in _OFFICE_WORDS:
            words.add(token)
    return tuple(sorted(words))


def without_governing_body(text: str) -> str:
    """The university in "THE REGENTS OF THE UNIVERSITY OF X"; any other name as it is."""
    match = _BODY.match(text)
    return match["name"] if match else text
