"""Taking the lines of a correspondence address apart: what each part is by itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from patentrack.parties import entity_types
from patentrack.parties import law_firm_words as words
from patentrack.parties.characters import clean, fold, tokenise
from patentrack.parties.legal_forms import strip_forms
from patentrack.parties.normalisation import parse_name
from patentrack.parties.person_data import COMMON_FAMILY_NAMES, FAMILY_NAMES, GIVEN_NAMES, SUFFIXES, TITLES
from patentrack.parties.vocabulary import PLACES, is_business

FIRM = "law firm"
ORGANISATION = "organisation"
SERVICE = "service"
PERSON = "person"
# A firm, a company or a person: nothing tells.
NAME = "name"
ADDRESS = "address"
NOTE = "note"

CARE_OF = "care"
ATTENTION = "attention"

# The USPTO cuts the line here; a blank at the cut is gone too.
_CUT_AT = 40
# Marks a client named behind the firm.
_CLIENT = "["
_OTHER_FIRM_FORM = "another form of firms"
_FIRM_FORMS = words.FIRM_FORMS | {_OTHER_FIRM_FORM}
_NO_SURNAMES = frozenset({"ASSOCIATES", "PARTNERS", "PARTNER", "ASSOC", "US", "UK"})
_NO_PARTNERS = frozenset({"OF", "FOR", "THE", "CO", "SON", "SONS"})


class Segment(NamedTuple):
    """A part of a line.

    Attributes:
        kind: What it is.
        text: The part, cleaned.
        line: Number of the line, from 0.
        marker: CARE_OF or ATTENTION if that stands before it.
        cut: Whether it ends where the USPTO cuts the line, in the middle of a name, or with ET AL.
        housed: Whether a department stands beside it, so that it is no person.
    """

    kind: str
    text: str
    line: int
    marker: str = ""
    cut: bool = False
    housed: bool = False


@lru_cache(maxsize=1 << 16)
def read_line(raw: str, line: int) -> tuple[Segment, ...]:
    """Take one line apart.

    Args:
        raw: The line as recorded.
        line: Its number, 0 for the name of the correspondent.
    """
    text = clean(raw)
    if line and _is_city(text):
        return (Segment(ADDRESS, text, line),)
    segments: list[Segment] = []
    while match := words.REFERENCE.search(text):
        segments.append(Segment(NOTE, match.group().strip(" -"), line))
        text = f"{text[: match.start()].rstrip(' ,-')}{text[match.end() :]}".strip()
    for marker, part in _marked(text):
        for number, chunk in enumerate(part.replace(" - ", ";").split(";")):
            for segment in _chunk(chunk.strip(" ,-/"), line):
                # "SMITH LLP - SPRINGFIELD"
                branch = number and segment.kind == NAME
                segments.append(segment._replace(marker=marker, kind=NOTE if branch else segment.kind))
    cut = len(raw.rstrip()) >= _CUT_AT - 1 or clean(raw).rstrip(".").endswith((" &", " AND", " ET AL"))
    if cut and segments and segments[-1].kind not in {ADDRESS, NOTE}:
        segments[-1] = segments[-1]._replace(cut=not _forms(segments[-1].text))
    return _joined(segments)


def _is_city(text: str) -> bool:
    if words.CITY.search(text):
        return True
    first, _, last = text.partition(",")
    if _is_place(f"{last} {first}"):
        # "KOREA, REPUBLIC OF"
        return True
    foreign = words.FOREIGN_CITY.search(text)
    # PA is Pennsylvania and a professional association.
    return foreign is not None and _is_place(foreign["country"]) and (_is_place(first) or not _forms(text))


def _is_place(text: str) -> bool:
    return tuple(fold(word) for word in tokenise(text)) in PLACES


def _marked(text: str) -> Iterator[tuple[str, str]]:
    """Split at C/O and ATTN."""
    marker = ""
    start = 0
    for match in words.MARKER.finditer(text):
        yield marker, text[start : match.start()]
        marker, start = match.lastgroup or "", match.end()
    yield marker, text[start:].rstrip(")") if marker else text


def _joined(segments: list[Segment]) -> tuple[Segment, ...]:
    """Put neighbouring parts of an address together again."""
    joined: list[Segment] = []
    for segment in segments:
        if joined and segment.kind == ADDRESS == joined[-1].kind:
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text}, {segment.text}")
        else:
            joined.append(segment)
    return tuple(joined)


def _chunk(text: str, line: int) -> Iterator[Segment]:
    """Part names from addresses at the commas."""
    names: list[str] = []
    behind_address = False
    for piece in filter(None, map(str.strip, text.split(","))):
        is_form = bool(names) and _forms(", ".join([*names, piece])) > _forms(", ".join(names))
        if not is_form and (_is_address(piece, line) or (behind_address and _kind(piece) == NAME)):
            yield from _named(", ".join(names), line)
            names = []
            behind_address = True
            yield Segment(ADDRESS, piece, line)
        else:
            names.append(piece)
    yield from _named(", ".join(names), line)


def _is_address(piece: str, line: int) -> bool:
    is_street = bool(words.STREET.search(piece))
    says_name = bool(words.LAW_WORDS.search(piece) or _forms(piece))
    if words.ADDRESS.search(piece):
        return is_street or not says_name
    if not line or says_name:
        return False
    if is_street or words.ZIP_AT_END.search(piece) or _is_place(piece):
        return True
    return any(map(str.isdigit, piece)) and _kind(piece) in {NAME, ORGANISATION}


def _named(text: str, line: int) -> Iterator[Segment]:
    """What a name, or several in one, are."""
    text = text.strip(" ,-/&")
    if not any(map(str.isalnum, text)):
        return
    parted = _behind_form(text) or _behind_person(text)
    if parted:
        for part in parted:
            yield from _named(part, line)
        return
    role = words.ROLE.search(text)
    if role and not _forms(text):
        for segment in _named(text[: role.start()], line):
            person = segment.kind == NAME and parse_name(segment.text).person is not None
            yield segment._replace(kind=PERSON if person else segment.kind)
        yield Segment(NOTE, role.group().strip(" ,-()"), line)
        return
    department = words.DEPARTMENT.search(text)
    if department and not words.SERVICE.search(text):
        rest = text[: department.start()], text[department.end() :]
        if not any(map(words.LAW_WORDS.search, rest)):
            for part in rest:
                for segment in _named(part, line):
                    own = segment.kind == FIRM and not _says_firm(segment.text)
                    yield segment._replace(kind=ORGANISATION if own else segment.kind, housed=True)
            yield Segment(NOTE, department.group().strip(" ,"), line)
            return
    kind = _kind(text)
    # "SUWON-SI, GYEONGGI-DO" below a name is no Gyeonggi-Do Suwon-Si.
    inverted = kind == PERSON and line and "," in text and not _is_title(text.rpartition(",")[2])
    yield Segment(NAME if inverted else kind, text, line)


def _behind_form(text: str) -> tuple[str, str] | None:
    """Part what stands behind a legal form: "SMITH LLP JIN WANG", "SMITH LLP/CLIENT", "SMITH, P.A. AND ACME LLC"."""
    inside = words.FORM_INSIDE.match(text)
    if inside is None or words.FIRM_FORM.search(text):
        firm, slash, client = text.partition("/")
        parted = slash and " " in firm and not words.FIRM_FORM.search(text) and _kind(firm) == FIRM
        return (firm, f"{_CLIENT}{client}") if parted else None
    link, rest = inside["link"].strip(" ,"), inside["rest"]
    kind = _kind(rest)
    if kind == PERSON or words.FIRM_ROLE.search(f" {rest}") or (link and kind != NAME):
        return inside["name"], rest
    # Whom the firm works for.
    return (inside["name"], f"{_CLIENT}{rest}") if link == "/" else None


def _behind_person(text: str) -> tuple[str, str] | None:
    """Part a lawyer from the firm at a comma: "JIN WANG, SMITH & ROE, LLP". BIRCH, STEWART & ROE are partners."""
    pieces = text.split(", ")
    if _kind(pieces[0]) != PERSON:
        return None
    at = 1
    while at < len(pieces) and (words.ROLE.search(pieces[at]) or _is_title(pieces[at])):
        at += 1
    rest = ", ".join(pieces[at:])
    if " " in rest or (rest and _kind(rest) != NAME):
        return ", ".join(pieces[:at]), rest
    return None


def _is_title(piece: str) -> bool:
    return {*tokenise(piece.replace(".", ""))} <= SUFFIXES.keys() | TITLES


def _forms(text: str) -> frozenset[str]:
    """The legal forms of a name, further forms of firms among them."""
    if not text:
        return frozenset()
    found = strip_forms([fold(word) for word in tokenise(text)])[1] | parse_name(text).forms
    return found | {_OTHER_FIRM_FORM} if words.FIRM_FORM.search(text) else found


def _says_firm(text: str) -> bool:
    return bool(_forms(text) & _FIRM_FORMS or words.LAW_WORDS.search(text))


@lru_cache(maxsize=1 << 16)
def _kind(text: str) -> str:
    """What a name is by itself: the first of these that holds."""
    parsed = parse_name(text)
    forms = _forms(text)
    own = [word for word in parsed.words if word not in {"&", "OF", "THE"}] or [text]
    may_be_person = parsed.person is not None
    says_firm = _says_firm(text)
    partners = _are_partners(text)
    business = any(is_business(word) and word not in FAMILY_NAMES for word in own)
    decisions = (
        (text.startswith(_CLIENT), NOTE),
        (bool(words.SERVICE.search(text)), SERVICE),
        # MARTIN LAW may be a man.
        (says_firm and may_be_person and own[0] in GIVEN_NAMES, NAME),
        (says_firm, FIRM),
        (not forms and (parsed.is_person or bool(words.INITIALS.match(text))), PERSON),
        (partners and forms <= words.OPEN_FORMS, FIRM),
        (partners and forms == {"INC"}, NAME),
        (bool(forms - words.OPEN_FORMS) or parsed.type != entity_types.ORGANISATION, ORGANISATION),
        # SHAWN FARMER and JOHN DEERE
        (not forms and len(own) == 2 and own[0] in GIVEN_NAMES, NAME),
        (business and not may_be_person, ORGANISATION),
        (bool(forms) and len(own) == 1, ORGANISATION),
        (bool(forms) and all(word in FAMILY_NAMES for word in own), FIRM),
        (may_be_person and own[-1] in COMMON_FAMILY_NAMES and own[0] not in FAMILY_NAMES - GIVEN_NAMES, PERSON),
    )
    return next((kind for holds, kind in decisions if holds), NAME)


def _are_partners(text: str) -> bool:
    """Whether a name, without its legal form, is a list of family names: "A, B & C", "A B & C", "A & ASSOCIATES"."""
    listed = strip_forms([fold(word) for word in tokenise(text)])[0]
    pieces = [piece for piece in text.split(",") if " " not in piece.strip(" &")]
    if not listed or ("&" not in listed and len(pieces) < 3) or listed[0] == "&" or _NO_PARTNERS & {*listed}:
        return False
    names = [word for word in listed if len(word) > 1 and word not in _NO_SURNAMES]
    surnames = [word for word in names if word.isalpha() and (word in FAMILY_NAMES or not is_business(word))]
    # One of several partners may be called HARNESS.
    missing = len(names) - len(surnames)
    others = any(word in _NO_SURNAMES for word in listed)
    return len(surnames) + others > 1 and missing <= (len(names) > 2 and "," in text)
