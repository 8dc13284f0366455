"""What clerks wrote into the name field beside the name: roles, other names, where and how a company is organised.

Everything found is kept as a note; the name that is left is what gets compared. Each rule takes a tail only when it
knows every word of it, so that MAKE A WISH FOUNDATION keeps its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from patentrack.parties.characters import fold, tokenise
from patentrack.parties.legal_forms import has_form
from patentrack.parties.vocabulary import PLACES, STATES_AND_COUNTRIES

ROLE = "role"
ALIAS = "alias"
FORMER = "former name"
SUCCESSOR_OF = "successor of"
ORGANISED_IN = "organised in"
ADDRESS = "address"
CARE_OF = "care of"
ACRONYM = "acronym"


@dataclass(slots=True)
class Stripped:
    """A name without its tails.

    Attributes:
        text: The name that is left.
        notes: (kind, text) of what was taken off, in the order of the name.
        place: State or country under whose law the company is, or in which a name without a legal form says it
            sits; "" if it does not say.
    """

    text: str
    notes: list[tuple[str, str]] = field(default_factory=list)
    place: str = ""


_FORMER_NAME = (
    r"F\s?/\s?K\s?/\s?A|F\.K\.A\.?|FKA|FORMERLY(?:\s+KNOWN\s+AS|\s+DOING\s+BUSINESS\s+AS|\s+CALLED|\s*:)?|N[\xc9E]E"
)
_ALIAS = (
    r"D\s?/\s?B\s?/\s?A|D\.B\.A\.?|DBA|DOING\s+BUSINESS\s+(?:AS|UNDER)|A\s?/\s?K\s?/\s?A|A\.K\.A\.?|AKA"
    r"|ALSO\s+(?:KNOWN|TRADING)\s+AS|TRADING\s+AS|T\s?/\s?A|OTHERWISE\s+KNOWN\s+AS|ALSO\s+DOING\s+BUSINESS\s+AS"
)
_SUCCESSOR = (
    r"(?:AS\s+)?(?:THE\s+)?SUCCESSOR(?:[\s-]+IN[\s-]+INTEREST)?(?:\s+BY\s+(?:MERGER|CONVERSION|NAME\s+CHANGE)(?:\s+WITH)?)?\s+(?:TO|OF)"
    r"|(?:AS\s+)?ASSIGNEE\s+OF"
)
_OTHER_NAME = re.compile(
    rf"[\s,;(]+(?:(?P<former>{_FORMER_NAME})|(?P<alias>{_ALIAS})|(?P<successor>{_SUCCESSOR})|(?P<care>C\s?/\s?O))[\s:,]+"
)
_OTHER_NAME_HINT = re.compile(
    r"/A\b|\bDBA|\bAKA|\bFKA|\.A\.|FORMERLY|BUSINESS|KNOWN AS|TRADING|C ?/ ?O|SUCCESSOR|ASSIGNEE OF|\bN[\xc9E]E\b"
)

_CAPACITY = (
    r"AGENT|TRUSTEE|TRUSTEES|LENDER|GRANTOR|GRANTEE|BORROWER|PLEDGOR|PLEDGEE|DEBTOR|GUARANTOR|MORTGAGEE|ASSIGNEE|ASSIGNOR|BENEFICIARY"
    r"|SECURED\s+PARTY|SECURED\s+PARTIES|SECURED\s+CREDITOR|RECEIVER|ADMINISTRATOR|ADMINISTRATRIX|EXECUTOR|EXECUTRIX|REPRESENTATIVE|NOMINEE|CUSTODIAN"
    r"|ISSUER|PURCHASER|SELLER|BUYER|LIQUIDATOR|ISSUING\s+BANK|LESSOR|LESSEE|INVESTOR|HOLDER|NOTEHOLDER|ARRANGER|SERVICER|CREDITOR|CHARGEE"
)
_ROLE = re.compile(
    r"[\s,;(]+(?:(?:SOLELY\s+|NOT\s+INDIVIDUALLY\s+BUT\s+(?:SOLELY\s+)?|FOR\s+ITSELF\s+AND\s+|ACTING\s+|BOTH\s+)?"
    r"(?:IN\s+(?:ITS|THE|HIS|HER)\s+CAPACITY\s+)?AS\s+)"
    rf"(?P<role>(?:(?:THE|AN?|ADMINISTRATIVE|COLLATERAL|SECURITY|INDENTURE|SUCCESSOR|FIRST|SECOND|LIEN|PRIORITY|TERM|LOAN|ABL|US|U\.S\.|NOTES?|"
    rf"CANADIAN|JUNIOR|SENIOR|JOINT|CO|OWNER|PATENT|PARITY|INTERIM|PRIOR|CONTROL|EXISTING|NEW|FACILITY|CREDIT|BANKRUPTCY|PERSONAL|LEGAL|GLOBAL|INITIAL|"
    rf"AND|OR|&|/|-|{_CAPACITY})[\s/-]*)*?\b(?:{_CAPACITY})\b.*)$"
)
_ET_AL = re.compile(r"(?:[\s,;(]+(?:ET\.?\s?AL\.?|AND OTHERS)\)?)+\s*$")
_THE_LAST = re.compile(r"(?:(?:,\s*THE|\(\s*THE\s*\))[\s.,]*)+$")

_IN_BRACKETS = re.compile(
    r"^(?P<name>.*\w)(?:\W*\((?P<letters>[A-Z]{3,8})\)(?P<rest>.*)|\s+-+\s*(?P<dashed>[A-Z]{3,8}))$"
)
_COMPANY_IN_BRACKETS = re.compile(r"^(?P<name>[^()]+)\((?!AN? )(?P<other>[^()]+)\)\W*$")
_ARTICLE = re.compile(r"(?P<mark>[\s,;(-]+)AN?\s+(?=\S)")
_QUALIFIERS_TEXT = """
PUBLIC PRIVATE PROFESSIONAL BUSINESS STATE MUNICIPAL GENERAL LIMITED LTD LIABILITY CHARITABLE NONPROFIT PROFIT NOT
FOR NON CLOSE FOREIGN STATUTORY DOMESTIC STOCK JOINT INCORPORATED REGISTERED CLOSELY HELD EDUCATIONAL CORPORATE
CONSTITUTIONAL POLITICAL DULY ORGANIZED PRIVATELY OWNED BANKING NATIONAL S C THE OF RELIGIOUS UNLIMITED
"""
_QUALIFIERS = frozenset(_QUALIFIERS_TEXT.split())
_NOUNS_TEXT = """
CORP CORPORATION CORPORATIONS COMPANY CO LLC LLP LP PLC GMBH AG PARTNERSHIP TRUST BODY INSTITUTION ASSOCIATION
FOUNDATION PROPRIETORSHIP ORGANIZATION CITIZEN SUBSIDIARY DIVISION VENTURE LTD LIMITED ENTITY AGENCY FIRM INDIVIDUAL
RESIDENT CORPORTION SOCIETY
"""
_NOUNS = frozenset(_NOUNS_TEXT.split())
_AFTER_NOUN_TEXT = """
ORGANIZED ORGANISED EXISTING INCORPORATED FORMED REGISTERED CREATED ESTABLISHED DULY UNDER CORPORATE POLITIC HAVING
WITH LOCATED BY WHOSE ACTING
"""
_AFTER_NOUN = frozenset(_AFTER_NOUN_TEXT.split())
# "A CORPORATION ORGANIZED AND EXISTING UNDER"; "A & CO" goes on otherwise.
_GOES_ON = [[word] for word in (*sorted(_AFTER_NOUN), "ORGANIZED")]
_LAWS_OF = re.compile(r"LAWS\s+OF\s+(?:THE\s+)?(?:(?:STATE|COMMONWEALTH|PROVINCE)\s+OF\s+)?(?:THE\s+)?([A-Z][A-Z .]+)")

_STREET = re.compile(
    r"\b(?:STREET|ST|AVENUE|AVE|ROAD|RD|BOULEVARD|BLVD|DRIVE|DR|LANE|LN|PARKWAY|PKWY|HIGHWAY|HWY|PLAZA|SUITE|STE|FLOOR|STRASSE|STR|RUE|VIA|PLACE|PL|COURT|CT"
    r"|CIRCLE|CHOME|CHO|KU|SHI|CITY|WAY|TURNPIKE|ROUTE|SQUARE|TERRACE|BOX|BLDG|BUILDING|WEG|PLATZ|ALLEE|PARK|CENTER|NW|NE|SW|SE|N|S|E|W)\b"
)
_BOX = re.compile(r"P\.?\s?O\.?\s?BOX|POST OFFICE BOX|POSTFACH|ONE \w+ (?:PLAZA|SQUARE|CENTER|PLACE|WAY|DRIVE|PARK)")
_UNIT = re.compile(
    r"\b(?:BRANCH|BRANCHES|DIVISION|DIV|DEPARTMENT|DEPT|GROUP|SUBSIDIARY|UNIT|ZWEIGNIEDERLASSUNG|SUCCURSALE)\b"
)
_ZIP = re.compile(r"\b\d{5}(?:-\d{4})?\s*$|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\s*$")
_NUMBERED = re.compile(r"^(?:NO\.?\s*)?\d+[A-Z]?(?:-\d+)*(?:\s|$)")
# The first line of an address: "AISIN SEIKI KABUSHIKI KAISHA 1,"
_NUMBER_LAST = re.compile(r"^(.*\w)\s+(\d[\d-]*)\s*,$")
# An address that follows its name without a comma.
_GLUED = re.compile(
    r"\b(?:INC|INCORPORATED|CORP|CORPORATION|LTD|LIMITED|CO|COMPANY|LLC|GMBH|AG)\.?\s+(?=\d+[\w-]*\s+\w)"
)


def strip_tails(text: str) -> Stripped:
    """Take everything off a cleaned name that is not the name.

    Args:
        text: A name as `characters.clean` leaves it.
    """
    found = Stripped(text)
    if _OTHER_NAME_HINT.search(text):
        _other_names(found)
    if " AS " in found.text or ",AS " in found.text:
        role = _ROLE.search(found.text)
        if role and role.start() > 0:
            found.notes.append((ROLE, role["role"].strip(" ,.()")))
            found.text = found.text[: role.start()]
    if "(" in found.text or " -" in found.text:
        _acronym(found)
        _restated(found)
    _organised_in(found)
    if any(map(str.isdigit, found.text)) or found.text.count(",") > 1:
        _address(found)
    if "," in found.text or "(" in found.text or "AL" in found.text:
        found.text = _THE_LAST.sub("", _ET_AL.sub("", found.text))
    found.text = found.text.strip(" ,;:-") or text
    return found


def _other_names(found: Stripped) -> None:
    matches = list(_OTHER_NAME.finditer(found.text))
    matches = [
        match
        for match in matches
        if found.text[: match.start()].strip(" ,.;(") and found.text[match.end() :].strip(" ,.;)")
    ]
    if not matches:
        return
    kinds = {"former": FORMER, "alias": ALIAS, "successor": SUCCESSOR_OF, "care": CARE_OF}
    ends = [match.start() for match in matches[1:]] + [len(found.text)]
    for match, end in zip(matches, ends, strict=True):
        kind = kinds[match.lastgroup or ""]
        name = found.text[match.end() : end].strip(" ,;()")
        found.notes.append((kind, name))
    found.text = found.text[: matches[0].start()].strip(" ,;(")


def _acronym(found: Stripped) -> None:
    """Take off the name's own initials: "CENTRE NATIONAL DE LA RECHERCHE SCIENTIFIQUE (CNRS)"."""
    match = _IN_BRACKETS.match(found.text)
    if match is None:
        return
    initials = iter([word[0] for word in tokenise(match["name"])])
    words = len(match["name"].split())
    letters = match["letters"] or match["dashed"]
    if words >= len(letters) and all(letter in initials for letter in letters):
        found.notes.append((ACRONYM, letters))
        found.text = match["name"] + (match["rest"] or "")


def _restated(found: Stripped) -> None:
    """Take off the same company in another language: "SHARP KABUSHIKI KAISHA (SHARP CORPORATION)"."""
    match = _COMPANY_IN_BRACKETS.match(found.text)
    if match and all(has_form([fold(word) for word in tokenise(name)]) for name in match.groups()):
        found.notes.append((ALIAS, match["other"].strip(" ,")))
        found.text = match["name"].strip(" ,")


def _organised_in(found: Stripped) -> None:
    """Take off ", A CORP. OF DELAWARE", "A DE CORP.", ", A JAPANESE COMPANY", "(AN OHIO LIMITED LIABILITY COMPANY)"."""
    for match in _ARTICLE.finditer(found.text):
        if not match.start():
            continue
        words = [fold(word) for word in tokenise(found.text[match.end() :])]
        place, known = _read_tail(words)
        # "X PLASTICS A CO., LTD." is the company PLASTICS A: without a place, a comma has to part the tail off.
        if not known or not (place or match["mark"].strip()):
            continue
        laws = _LAWS_OF.search(found.text, match.end())
        found.notes.append((ORGANISED_IN, found.text[match.start() :].strip(" ,;()")))
        found.place = place or (_place_at(tokenise(laws[1]), 0)[0] if laws else "")
        found.text = found.text[: match.start()]
        return


def _read_tail(words: list[str]) -> tuple[str, bool]:
    """Read the words after the article; (place, whether it is such a tail)."""
    place = ""
    position = 0
    noun = False
    while position < len(words):
        word = words[position]
        here, length = _place_at(words, position)
        if (
            here
            and word in _NOUNS
            and not (
                length == 1
                and words[position + 1 : position + 2]
                and words[position + 1] in _NOUNS - {"LTD", "LIMITED"}
            )
        ):
            here = ""
        if here:
            place = place or here
            position += length
        elif word in _NOUNS:
            noun = True
            position += 1
        elif word in _QUALIFIERS or (word == "&" and noun and words[position + 1 : position + 2] in _GOES_ON):
            position += 1
        else:
            break
    # An address or another word may follow a place; a tail without a place must end, or go on as tails do.
    return place, noun and (position == len(words) or bool(place) or words[position] in _AFTER_NOUN)


def _place_at(words: list[str], position: int) -> tuple[str, int]:
    for length in (4, 3, 2, 1):
        place = STATES_AND_COUNTRIES.get(tuple(words[position : position + length]))
        if place:
            return place, length
    return "", 0


def _address(found: Stripped) -> None:
    glued = _GLUED.search(found.text)
    if glued and (_STREET.search(found.text, glued.end()) or _ZIP.search(found.text)):
        found.notes.append((ADDRESS, found.text[glued.end() :].strip(" ,")))
        found.text = found.text[: glued.end()].strip()
        return
    number = _NUMBER_LAST.match(found.text)
    if number and has_form([fold(word) for word in tokenise(number[1])]):
        found.notes.append((ADDRESS, number[2]))
        found.text = number[1]
        return
    parts = [part.strip() for part in found.text.split(",")]
    for index in range(1, len(parts)):
        part = parts[index]
        if not part:
            continue
        formed = has_form([fold(word) for word in tokenise(",".join(parts[:index]))])
        if (
            _BOX.search(part)
            or (_NUMBERED.match(part) and (formed or _STREET.search(part)))
            or _ends_in_place(parts[index:], formed)
        ):
            found.notes.append((ADDRESS, ", ".join(parts[index:]).strip(" ,")))
            found.text = ", ".join(parts[:index])
            if not formed and not found.place:
                # A hospital of the same name in another state is another hospital.
                found.place = STATES_AND_COUNTRIES.get(tuple(fold(word) for word in tokenise(parts[-1])), "")
            return


def _ends_in_place(parts: list[str], formed: bool) -> bool:
    """Whether the parts are "BUILDING, CITY, STATE ZIP" behind a legal form, or a known city and its state.

    One place alone is not taken: "X CORPORATION, JAPAN" may be another company than X CORPORATION.
    """
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return False
    town, last = (tuple(fold(word) for word in tokenise(part)) for part in (parts[-2], _ZIP.sub("", parts[-1])))
    if last not in PLACES and last[-1:] not in STATES_AND_COUNTRIES:
        return False
    if formed:
        # A branch is a party of its own, and another company may follow the first.
        return (len(parts) == 2 or bool(_STREET.search(parts[0]))) and not any(
            _UNIT.search(part) or has_form([fold(word) for word in tokenise(part)]) for part in parts[:-1]
        )
    # Without a legal form only what is surely a town in a state or country.
    return (
        len(parts) == 2
        and last in STATES_AND_COUNTRIES
        and town in PLACES
        and (town not in STATES_AND_COUNTRIES or STATES_AND_COUNTRIES[last] == "DC")
    )
