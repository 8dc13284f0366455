"""Slips of the keyboard and of optical reading, mended in the words on which rules turn.

A word is mended only into one of the keywords below, and only if it is no word of its own. How far a spelling
may stray depends on the length of the keyword, because short words have too many real neighbours:

* five letters and more: two letters swapped, one doubled or one dropped (MEREGR, MERGERR, MERGR);
* seven letters and more: any one letter dropped, doubled, wrong or swapped (INTERST, SECURTIY, LICENCE);
* the same, and two letters dropped from eight, where every letter belongs to the word (RELSAE, ASSIGMNET);
* the first word of a text, which is no name: one wrong letter even in five or six (MERGEB, CHAMGE);
* digits that optical reading puts for letters (C0URT, L1CENSE), and words run together (CHANGEOF).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA, Hamming

_KEYWORD_LIST = """
    ABSORPTION ACKNOWLEDGEMENT ACKNOWLEDGMENT ACQUISITION ADDENDUM ADDRESS ADMINISTRATION ADMINISTRATIVE
    ADMINISTRATOR AGENCY AGENT AGREEMENT AMALGAMATION AMENDED AMENDMENT APPLICATION APPOINTMENT ASSIGNMENT
    ASSIGNMENTS ASSIGNOR ASSIGNORS ASSUMPTION ATTORNEY BANKRUPTCY BENEFIT CANCELLATION CERTIFICATE CHANGE COLLATERAL
    COMPANY CONDITIONAL CONFIRMATION CONFIRMATORY CONFIRMS CONSOLIDATION CONTINUANCE CONTINUATION CONTRIBUTION
    CONVERSION CONVEYANCE CORPORATE CORRECTED CORRECTING CORRECTION CORRECTIVE CORRESPONDENCE CORRESPONDENT COURT
    COVENANT CREDIT DEBENTURE DECLARATION DECREE DEMERGER DETAILS DISCHARGE DISSOLUTION DISTRIBUTION DIVIDEND
    DOCUMENT DOMESTICATION DONATION EMPLOYEE EMPLOYMENT ENCUMBRANCE ERRONEOUS ERRONEOUSLY EXCLUSIVE EXECUTIVE
    EXECUTOR FINANCING FORECLOSURE GOVERNMENT GUARANTEE GUARANTY HYPOTHECATION INADVERTENTLY INCORRECT INCORRECTLY
    INDENTURE INSOLVENCY INSTRUMENT INTELLECTUAL INTEREST INTERESTS INVENTION INVENTIONS JOINDER JUDGMENT LETTERS
    LICENSE LICENSES LICENSING LIQUIDATION MERGER MODIFICATION MORTGAGE NULLIFICATION OBLIGATIONS OPTION ORDER
    OWNERSHIP PARTIAL PATENT PATENTS PLEDGE PREVIOUSLY PROPERTY PROPRIETARY PURCHASE QUITCLAIM RATIFICATION
    REAFFIRMATION REASSIGNMENT RECEIVER RECEIVERSHIP RECONVEYANCE RECORDATION RECORDED REDOMESTICATION
    REINCORPORATION RELEASE RELEASED RELINQUISHMENT RESCISSION RESEARCH RESIGNATION RESTATED RESTATEMENT REVOCATION
    ROYALTY SATISFACTION SECURED SECURITY SETTLEMENT STATEMENT SUBLICENSE SUBORDINATION SUBSTITUTION SUCCESSION
    SUCCESSOR SUPPLEMENT SUPPLEMENTAL TERMINATED TERMINATION TESTAMENTARY TRANSFER TRANSFERRED TRANSFORMATION
    TRUSTEE UNDIVIDED WITHDRAWAL
"""

# A letter or two away from a keyword, and words of their own.
_REAL_WORD_LIST = """
    ABORTION ABSORPTIONS ACQUISITIONS ADDEND ADMINISTRATORS ADSORPTION AGREEMENTS AMENDER AMENDMENTS APPLICATIONS
    APPOINTMENTS ASSIGN ASSIGNS ASSUMPTIONS ATTORNEYS BANKRUPT BENEFITS BERGER CERTIFICATED CERTIFICATES
    CHANCE CHANG CHARGE CHENG CODIFICATION CONDITION CONFIRM CONFIRMATIONS CONFORMATION CONFORMS CONSOLIDATIONS
    CONTINUATIONS CONTRIBUTIONS CONVERSIONS CONVEYANCES CORPORATED CORRECT CORRECTIONS CORRESPONDENTS COUNT
    COVENANTS DEBENTURES DECEIVER DECLARATIONS DECREED DEGREE DESIGNATION DISCHARGED DISCHARGES DISTRIBUTIONS DIVIDE
    DIVIDED DIVIDENDS DOCUMENTS DONATIONS EMENDED EMPLOY EMPLOYED EMPLOYEES EMPLOYER ENCUMBRANCES EVOCATION EXECUTE
    EXECUTIVES EXECUTORS FORECLOSURES GERMINATION GETTERS GOVERNMENTS GRANTEE GRATIFICATION GUARANTEED GUARANTEES
    INADVERTENT INDENTION INDENTURES INSTRUMENTS INTENTION INTENTIONS INTERSECT JOINDERS JOINED JOINER JUDGMENTS
    LEDGE LESTER LETTER LICENSED LICENSEE LICENSEES LICENSER LITTERS LOYALTY MARTIAL MENDED MERCER MERGE MERGED
    MERGES MORTGAGED MORTGAGEE MORTGAGES OBLIGATION OLDER ORDEN OWNERSHIPS PARENT PARENTS PATIENTS PLEDGED PLEDGEE
    POTION PREVIOUS PROPER PROPERLY PURCHASED PURCHASER PURCHASES QUITCLAIMS REASSIGNMENTS RECEIVE RECEIVED
    RECEIVERS RECEIVES RECORD RECORDER RELEASEE RELEASER RELEASES RELOCATION RESTARTED RESTATE RESTATES RESTED
    SECURE SECURES SETTERS SETTLEMENTS SLEDGE STATEMENTS SUBLICENSED SUBLICENSEE SUBLICENSES SUBSTITUTIONS SUCCESS
    SUCCESSORS SUPPLEMENTS TERMINATE TERMINATES TERMINATIONS TRANSFERS TRUSTED TRUSTEES WITHDRAW WITHDRAWALS
"""

# Abbreviations, British spellings, and spellings further away.
_SPELLINGS = {
    "AGMT": "AGREEMENT",
    "AGRMT": "AGREEMENT",
    "ASSGN": "ASSIGN",
    "ASSGT": "ASSIGNMENT",
    "ASSIGNT": "ASSIGNMENT",
    "GOVT": "GOVERNMENT",
    "LEIN": "LIEN",
    "LEINS": "LIENS",
    "LIC": "LICENSE",
    "LICENCED": "LICENSED",
    "LICENCEE": "LICENSEE",
    "NAMECHANGE": "NAME CHANGE",
    "NAEM": "NAME",
    "NMAE": "NAME",
    "NUNCPROTUNC": "NUNC PRO TUNC",
    "SLAE": "SALE",
    "TUNK": "TUNC",
}

_SHORTEST = 5
# A few words run together; what is longer is no word.
_LONGEST = 48
_ANY_SLIP_FROM = 7
_TWO_DROPPED_FROM = 8

KEYWORDS = frozenset(_KEYWORD_LIST.split())
_KNOWN = KEYWORDS | frozenset(_REAL_WORD_LIST.split())

# What optical reading puts for a letter; 1 stands for I or for L.
_MISREAD = (str.maketrans("01584", "OISBA"), str.maketrans("01584", "OLSBA"))
# Words that are met run together with keywords, and the words that join them.
_RUN_TOGETHER = KEYWORDS | {"BILL", "BY", "DEED", "LIEN", "NAME", "OF", "SALE", "THE", "TO"}

# What may be left of a keyword in front of a space.
_PARTS = frozenset(word[:at] for word in KEYWORDS for at in range(3, len(word))) - _KNOWN


def _without_one(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _index(spellings: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for spelling, keyword in spellings:
        found.setdefault(spelling, []).append(keyword)
    return found


# A keyword one slip away shares with the word a spelling that lacks at most one letter of either.
_BY_SPELLING = _index((short, word) for word in sorted(KEYWORDS) for short in {word, *_without_one(word)})
# Keywords by their letters in order of the alphabet, one or two of them missing.
_BY_LETTERS = _index(
    (letters, word)
    for word in sorted(KEYWORDS)
    if len(word) >= _ANY_SLIP_FROM
    for missing in range(3 if len(word) >= _TWO_DROPPED_FROM else 2)
    for letters in {"".join(some) for some in combinations(sorted(word), len(word) - missing)}
)
_SHORT_KEYWORDS = tuple(word for word in sorted(KEYWORDS) if len(word) < _ANY_SLIP_FROM)


def _slip_of(word: str) -> str | None:
    """The keyword of which a word is a misspelling."""
    for short in (word, *_without_one(word)):
        for keyword in _BY_SPELLING.get(short, ()):
            if OSA.distance(word, keyword, score_cutoff=1) == 1 and (
                len(keyword) >= _ANY_SLIP_FROM or len(word) < len(keyword) or set(word) == set(keyword)
            ):
                return keyword
    letters = "".join(sorted(word))
    for short in (letters, *_without_one(letters)):
        for keyword in _BY_LETTERS.get(short, ()):
            # A letter too many and another missing is a wrong letter: too far for two slips.
            if len(short) < len(word) and len(short) < len(keyword):
                continue
            if keyword[0] == word[0] and OSA.distance(word, keyword, score_cutoff=2) == 2:
                return keyword
    return None


def _parted(word: str) -> str | None:
    """The words that were run together into one."""
    if word in _RUN_TOGETHER:
        return word
    for at in range(len(word) - 2, 1, -1):
        if word[:at] in _RUN_TOGETHER and (rest := _parted(word[at:])):
            return f"{word[:at]} {rest}"
    return None


@lru_cache(maxsize=1 << 12)
def mend_first(word: str) -> str:
    """Give what was meant by the first word of a text, after ``mend``."""
    if len(word) < _SHORTEST or word in _KNOWN:
        return word
    letters = Counter(word)
    for keyword in _SHORT_KEYWORDS:
        if len(word) == len(keyword) and Hamming.distance(word, keyword) == 1:
            return keyword
        # A letter dropped and two swapped.
        if word[0] == keyword[0] and letters <= Counter(keyword) and OSA.distance(word, keyword, score_cutoff=2) == 2:
            return keyword
    return word


# The words of a million texts are mostly the same; names are the rest.
@lru_cache(maxsize=1 << 17)
def mend(word: str) -> str:
    """Give the word that was meant, or the word itself.

    Args:
        word: A word of A-Z and 0-9.

    Returns:
        One word; two or more where they had been run together.
    """
    if word in _KNOWN or word.isdigit():
        return word
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    if not word.isalpha():
        for letters in (word.translate(table) for table in _MISREAD):
            if letters.isalpha() and (letters in _RUN_TOGETHER or mend(letters) != letters):
                return mend(letters)
        return word
    if not _SHORTEST <= len(word) <= _LONGEST:
        return word
    return _slip_of(word) or _parted(word) or word


def joined(words: list[str]) -> list[str]:
    """Join what a space has parted in the middle of a keyword (ASSIGN MENT, QUIT CLAIM).

    Args:
        words: Mended words.

    Returns:
        The same list where nothing had been parted.
    """
    if _PARTS.isdisjoint(words):
        return words
    for at in range(len(words) - 1, 0, -1):
        first, second = words[at - 1 : at + 1]
        if first + second in KEYWORDS and second not in KEYWORDS:
            words[at - 1 : at + 1] = [first + second]
    return words
