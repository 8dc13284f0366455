"""Who a document's correspondent is: law firm, lawyer, or a company's own department; and which lines are address.

The USPTO's cover sheet has one field for the correspondent's name, of 40 characters, and four for the address. Filers
write the lawyer into the first and the firm into the second or third, or both into one, or the firm below the street.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from patentrack.parties.characters import tokenise
from patentrack.parties.law_firm_lines import (
    ADDRESS,
    CARE_OF,
    FIRM,
    NAME,
    NOTE,
    ORGANISATION,
    PERSON,
    Segment,
    read_line,
)
from patentrack.parties.law_firm_lines import SERVICE as SERVICE_NAME
from patentrack.parties.law_firm_names import firm_key
from patentrack.parties.normalisation import parse_name
from patentrack.parties.vocabulary import is_business

LAW_FIRM = "law firm"
LAWYER = "lawyer"
COMPANY = "company"
SERVICE = "service"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A correspondent, taken apart. Texts are in capitals.

    Attributes:
        kind: LAW_FIRM; SERVICE: who records or dockets for others; COMPANY: a party's own house, also a university or
            an agency; LAWYER: only a person is named; UNKNOWN.
        firm: Name of the law firm.
        lawyer: Name of the person.
        company: Name of the company.
        service: Name of the service.
        unknown: A name that may be a firm's, a company's or a person's.
        address: Street, box, mail stop, city, by line.
        notes: Departments, roles, references, further names.
        cut: Whether the name of the firm, or the unknown one, ends where the USPTO cuts the line, or with ET AL.
    """

    kind: str
    firm: str | None = None
    lawyer: str | None = None
    company: str | None = None
    service: str | None = None
    unknown: str | None = None
    address: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    cut: bool = False


def read_correspondent(lines: Sequence[str | None]) -> Correspondent:
    """Take a correspondent apart.

    Args:
        lines: `cname` and `caddress_1` to `caddress_4` as recorded; None or "" for those that are missing.

    Returns:
        Its parts. A name is called a law firm or a person only if something says so.
    """
    segments = [segment for number, line in enumerate(lines) if line for segment in read_line(line, number)]
    segments = _in_context(segments)
    named: dict[str, Segment] = {}
    notes = []
    for segment in segments:
        if segment.kind == NOTE or (segment.kind != ADDRESS and segment.kind in named):
            notes.append(segment.text.strip("[](), "))
        else:
            named.setdefault(segment.kind, segment)

    def text(kind: str) -> str | None:
        return named[kind].text if kind in named else None

    kinds = ((FIRM, LAW_FIRM), (SERVICE_NAME, SERVICE), (ORGANISATION, COMPANY), (PERSON, LAWYER))
    return Correspondent(
        next((kind for segment, kind in kinds if segment in named), UNKNOWN),
        text(FIRM),
        text(PERSON),
        text(ORGANISATION),
        text(SERVICE_NAME),
        text(NAME),
        tuple(segment.text for segment in segments if segment.kind == ADDRESS),
        tuple(notes),
        any(segment.cut for kind, segment in named.items() if kind == (FIRM if FIRM in named else NAME)),
    )


def _in_context(segments: Sequence[Segment]) -> list[Segment]:
    """Tell what unknown names are from what stands beside them."""
    lawyers = [segment for segment in segments if segment.kind == PERSON]
    firms = [segment for segment in segments if segment.kind == FIRM]
    known = [segment.line for segment in segments if segment.kind in {FIRM, ORGANISATION, SERVICE_NAME}]
    first_address = min((segment.line for segment in segments if segment.kind == ADDRESS), default=len(segments))
    surnames = {segment.text.split(",")[0].split()[-1] for segment in lawyers}
    settled = []
    for at, segment in enumerate(segments):
        kind = segment.kind
        listed = tokenise(segment.text)
        behind = segments[at + 1] if at + 1 < len(segments) else segment
        if kind not in {NAME, ORGANISATION}:
            pass
        elif any(firm_key(firm.text).startswith(firm_key(segment.text)) for firm in firms):
            # It was cut, and is written below in full.
            kind = NOTE
        elif surnames & {*listed} and not any(map(is_business, listed)):
            # JAMES A. OLIFF of OLIFF PLC
            kind = FIRM
        elif kind == NAME:
            parsed = parse_name(segment.text)
            if segment.housed or (parsed.forms and _has_legal_department(segments)):
                kind = ORGANISATION
            elif behind.marker == CARE_OF:
                # Services have companies and persons as clients.
                kind = ORGANISATION if parsed.person is None else PERSON if behind.kind == FIRM else NAME
            elif known and not segment.marker and min(known) < segment.line:
                kind = ADDRESS
            elif known and parsed.person is not None and not lawyers:
                kind = PERSON
            elif len(listed) > 1 and (segment.marker == CARE_OF or (lawyers and segment.line < first_address)):
                kind = FIRM
        settled.append(segment._replace(kind=kind))
    return settled


def _has_legal_department(segments: Sequence[Segment]) -> bool:
    return any(segment.kind == NOTE and segment.text.startswith(("LEGAL DEP", "LAW DEP")) for segment in segments)


def settle_unknown(correspondents: Iterable[Correspondent]) -> list[Correspondent]:
    """Call unknown names law firms where another document says that they are: JONES DAY below a lawyer's name.

    Args:
        correspondents: All of them.

    Returns:
        The same, in their order.
    """
    found = list(correspondents)
    firms = {firm_key(one.firm) for one in found if one.firm}
    return [
        replace(one, kind=LAW_FIRM, firm=one.unknown, unknown=None)
        if one.unknown and not one.firm and firm_key(one.unknown) in firms
        else one
        for one in found
    ]
