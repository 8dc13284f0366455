"""Names of parties within a conveyance text.

A name may hold the very words on which rules turn (RELEASE TECHNOLOGIES, MERGER SUB INC). It is known by what stands
around it: a preposition before, and a legal form at its end or a word in it that no document is described with.
"""

from __future__ import annotations

import re

from patentrack.conveyances.rules import RULES
from patentrack.conveyances.spelling import KEYWORDS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEGAL_FORMS = _words(
    """
    AB AG ASA ASSOCIATION BANK BV CO COMPANY CORP CORPORATION GMBH INC INCORPORATED KG LIMITED LLC LLP LP LTD NA
    NV OY PLC PTE PTY SA SARL SAS SE SL SPA SRL TRUST
    """
)
# Before a party, but for TO and OF, after which a document may come as well (SUPPLEMENT TO, RELEASE OF).
_BEFORE_PARTY = _words("BETWEEN BY FAVOR FROM INTO VIA WITH")
_BEFORE_EITHER = _words("FOR OF TO")
_GIVEN_TO = _words(
    """
    APPLICATION ASSIGNED ASSIGNMENT ASSIGNMENTS ATTORNEY CHARGE CONVEYANCE DEED GRANTED INTEREST INTERESTS INVENTION
    LICENSE LIEN LIENS MERGER MORTGAGE NAME PATENT PATENTS PLEDGE QUITCLAIM RELEASE RIGHTS SALE SOLD TITLE TRANSFER
    """
)
# A name seldom begins with the one kind of words and hardly ever holds one of the other.
_SELDOM_FIRST = _words(
    """
    COLLATERAL CORRECTION CORRECTIVE DEBENTURE LICENSE LICENSES LIEN LIENS LOAN MORTGAGE OPTION PLEDGE RELEASE
    SECURED SECURITY SUPPLEMENT TERMINATION TRANSFER
    """
)
_NEVER_IN_NAME = _words(
    """
    AGREEMENT AGREEMENTS AS ASSIGNMENT ASSIGNMENTS AT BANKRUPTCY CERTIFICATE CHANGE CONVERSION COURT DEED DOCUMENT
    DOCUMENTS EMPLOYEE EMPLOYER EMPLOYMENT IN INTEREST INTERESTS LAW LIABILITY MERGER NAME NOTICE ON OPERATION PATENT
    PATENTS PURSUANT SALE UNDER VIRTUE WAY
    """
)
_LONGEST_NAME = 7
# What follows TO is what the document is to do, not to whom.
_TO_DO = _words(
    """
    ACQUIRE ADD AMEND ASSIGN BE BUY CHANGE CLARIFY CONFIRM CORRECT DELETE INCLUDE PURCHASE RE READ RECORD REFLECT REMOVE
    REPLACE RERECORD SECURE SELL SUBSTITUTE UPDATE
    """
)
_NAME_ENDS = _words(
    """
    AND AS AT BETWEEN BY DATED EFFECTIVE FAVOR FOR FROM IN INTO OF ON PREVIOUSLY PURSUANT RECORDED SUBJECT THROUGH TO
    UNDER VIA WITH
    """
)
_COMPANIES_FOLLOW = _words("AMALGAMATION CONSOLIDATION CONVERSION MERGER")
# Who gives and takes, and how documents are described, besides the words of rules.
_DESCRIPTION = _words(
    """
    A ACTION AFFILIATE AN ANNEXED APPLICANT ASSIGNEES BENEFICIARY BENEFICIARIES BORROWER BUYER CERTAIN CIRCUIT CO
    CONSENT COPY CORP CORPORATION COUNTY DEBTOR DECEASED DISTRICT DOMESTIC EACH ENERGY ENTITY ESTATE FAMILY FOREIGN
    FOUNDATION GMBH GRANTED GRANTING HEALTH HIS INC INSTITUTE INVENTOR INVENTORS ITS LAW LENDER LENDERS LLC LTD MEANS
    MUTUAL NEW OLD OPERATION OTHER OWNER OWNERS PAGE PAGES PARENT PARTIES PARTY PERSONAL RELATED RESERVED RETAINED
    SAID SCHEDULE SOLE STATE STATUTE SUBSIDIARY SUCH SUPERIOR THAT THIRD THIS UNIVERSITY VIRTUE WAY WHOLLY
    """
)
_ORDINARY = (
    _DESCRIPTION
    | KEYWORDS
    | {word for rule in RULES for pattern in rule.patterns for word in re.findall("[A-Z]{2,}", pattern)}
)
# Without one of these a name does no harm.
_HARMFUL = _words(
    """
    COLLATERAL CONVERSION CORRECTION CORRECTIONS CORRECTIVE COURT DEBENTURE LICENSE LICENSES LICENSING LIEN LIENS LOAN
    LOANS MERGER MERGERS MORTGAGE MORTGAGES OPTION OPTIONS ORDER PLEDGE RELEASE SECURED SECURITIES SECURITY TERMINATION
    TRANSFER
    """
)


def _is_party(before: str, opening: str, name: list[str], *, after_party: bool) -> bool:
    """Whether words that end in a legal form are a party's name; before them stand ``opening`` and ``before``."""
    if before in _BEFORE_PARTY or (before == "OF" and opening == "FAVOR"):
        return True
    if before == "AND":
        return after_party
    return name[0] not in _SELDOM_FIRST or (before == "TO" and (opening in _GIVEN_TO or after_party))


def _without_companies(words: list[str]) -> list[str]:
    """Leave out names that stand between a preposition and a legal form (TO CORRECTIVE EYEWEAR INC)."""
    kept: list[str] = []
    party_ended_at = -1
    for word in words:
        kept.append(word)
        if word not in LEGAL_FORMS:
            continue
        for at in range(len(kept) - 2, max(len(kept) - _LONGEST_NAME - 2, -1), -1):
            if kept[at] in _NEVER_IN_NAME:
                break
            after_party = party_ended_at == at
            if kept[at] in _BEFORE_PARTY or kept[at] in _BEFORE_EITHER or (kept[at] == "AND" and after_party):
                opening = kept[at - 1] if at else ""
                if at < len(kept) - 2 and _is_party(kept[at], opening, kept[at + 1 :], after_party=after_party):
                    del kept[at + 1 :]
                    party_ended_at = at + 1
                break
    return kept


def _is_name(before: str, opening: str, words: list[str]) -> bool:
    """Whether words that end in no legal form are a party's name all the same (TO RELEASE TECHNOLOGIES)."""
    if before == "TO":
        may_follow = (opening in _GIVEN_TO or opening in _BEFORE_PARTY) and words[0] not in _TO_DO
    elif before == "OF":
        may_follow = opening == "FAVOR" or opening in _COMPANIES_FOLLOW
    else:
        may_follow = before in _BEFORE_PARTY
    return (
        may_follow
        and len(words) <= _LONGEST_NAME
        and not _HARMFUL.isdisjoint(words)
        and _NEVER_IN_NAME.isdisjoint(words if before == "BY" else [word for word in words if word != "MERGER"])
        and any(word.isalpha() and len(word) > 2 and word not in _ORDINARY for word in words)
    )


def _without_names(words: list[str]) -> list[str]:
    """Leave out names that stand between a preposition and the next."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        kept.append(words[at])
        at += 1
        end = at
        while end < len(words) and words[end] not in _NAME_ENDS:
            end += 1
        if end > at and _is_name(kept[-1], kept[-2] if len(kept) > 1 else "", words[at:end]):
            at = end
    return kept


def without_parties(words: list[str]) -> list[str]:
    """Leave out the names of parties.

    Args:
        words: A text as ``fold`` gives it, parted into words.

    Returns:
        The words that are left; names without any word that misleads may stay.
    """
    if not LEGAL_FORMS.isdisjoint(words):
        words = _without_companies(words)
    return words if _HARMFUL.isdisjoint(words) or _ORDINARY.issuperset(words) else _without_names(words)
