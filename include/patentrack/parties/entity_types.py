"""Which kind of entity a name names: the `type` of table `representative` (design section 6)."""

from __future__ import annotations

from collections.abc import Sequence

from patentrack.parties.agencies import UNITED_STATES

ORGANISATION = 0
PERSON = 1
GOVERNMENT = 2
UNIVERSITY = 3
BANK = 4

_UNIVERSITY_TEXT = """
UNIVERSITY UNIVERSITIES UNIVERSITE UNIVERSITES UNIVERSITA UNIVERSITAT UNIVERSITAET UNIVERSIDAD UNIVERSIDADE
UNIVERSITEIT UNIVERSITET UNIVERSITETET UNIWERSYTET UNIVERZITA UNIVERSITAS UNIVERSITATEA COLLEGE POLYTECHNIC
POLITECNICO POLYTECHNIQUE ECOLE HOCHSCHULE FACHHOCHSCHULE EGYETEM YLIOPISTO DAIGAKU TECHNION ETH EPFL YEDA YISSUM
CALTECH REGENTS ACADEMIA
"""
_UNIVERSITY = frozenset(_UNIVERSITY_TEXT.split())
_GOVERNMENT_TEXT = """
GOVERNMENT MINISTRY MINISTER NAVY ARMY SECRETARY REPUBLIC COMMONWEALTH KINGDOM MAJESTY MUNICIPALITY COUNTY
ADMINISTRATION GOUVERNEMENT MINISTERE MINISTERIUM MINISTERO BUNDESREPUBLIK COMMISSARIAT CONSEIL COUNCIL
"""
_GOVERNMENT = frozenset(_GOVERNMENT_TEXT.split())
_BANK_TEXT = """
BANK BANCO BANQUE BANCA BANC BANCORP BANKERS LENDING LENDERS MORTGAGE SAVINGS CREDIT CREDITO FINANCE FINANCIAL
FUNDING FINANCING BANKING BANKENBANK LEASING LOAN SPARKASSE LANDESBANK LENDER BANKA
"""
_BANK = frozenset(_BANK_TEXT.split())
_OFFICES = frozenset({("CITY", "OF"), ("STATE", "OF"), ("COUNTY", "OF"), ("DEPARTMENT", "OF")})
_NO_MONEY_BANK = frozenset(
    {
        "BLOOD",
        "DATA",
        "POWER",
        "TISSUE",
        "SPERM",
        "CELL",
        "CORD",
        "FOOD",
        "EYE",
        "BRAIN",
        "GENE",
        "SOFTWARE",
        "TECHNOLOGY",
    }
)
_LENDERS_ROLE = ("AGENT", "TRUSTEE", "LENDER", "SECURED", "MORTGAGEE", "CHARGEE", "NOTEHOLDER")


def organisation_type(  # noqa: PLR0911 - a list of rules
    words: Sequence[str], forms: frozenset[str], roles: Sequence[str]
) -> int:
    """Type of a name that is no person's.

    Args:
        words: The name's words, abbreviations written out.
        forms: Kinds of its legal forms.
        roles: Capacities it acts in, such as "COLLATERAL AGENT".
    """
    found = set(words)
    if UNITED_STATES in found:
        return GOVERNMENT
    if found & _UNIVERSITY and not (
        "COLLEGE" in found and len(found) > 2 and forms and not found & (_UNIVERSITY - {"COLLEGE"})
    ):
        return UNIVERSITY
    if {"INSTITUTE", "TECHNOLOGY"} <= found and "OF" in found and not forms:
        return UNIVERSITY
    if not forms and (found & _GOVERNMENT or tuple(words[:2]) in _OFFICES):
        return GOVERNMENT
    if (found & _BANK and not found & _NO_MONEY_BANK) or "NA" in forms or "FSB" in forms or words[0].endswith("BANK"):
        return BANK
    if any(part in role for role in roles for part in _LENDERS_ROLE):
        return BANK
    if {"TRUST", "COMPANY"} <= found or {"TRUST", "CO"} <= found or ("TRUST" in found and "CO" in forms):
        return BANK
    return ORGANISATION
