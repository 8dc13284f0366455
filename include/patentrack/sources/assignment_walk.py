"""One `patent-assignment` element of a PADX file into rows, or the reason why not.

The content model is the DTD that every PADX file carries. Elements it does not name are refused, since a name
nobody knows may hold what a table should; their order is not checked, since no row depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from patentrack.sources.assignment_rows import (
    CODE,
    LONG_TEXT,
    NUMBER,
    SHORT_TEXT,
    Dates,
    Rows,
    UnreadableDateError,
    clean,
    document_class,
)
from patentrack.sources.records import Row

Document = tuple[str | None, str | None, str | None, str | None]

_MAX_REEL = 999_999
_MAX_FRAME = 9_999
_MAX_PAGES = 2**31 - 1
_PARTS = ("assignment-record", "patent-assignors", "patent-assignees", "patent-properties")
_HEAD_DATES = frozenset({"last-update-date", "recorded-date"})
_HEAD = _HEAD_DATES | {
    "reel-no",
    "frame-no",
    "purge-indicator",
    "page-count",
    "correspondent",
    "conveyance-text",
}
_CORRESPONDENT = frozenset({"name", "address-1", "address-2", "address-3", "address-4"})
_ASSIGNOR_DATES = frozenset({"execution-date", "date-acknowledged"})
_ASSIGNOR = _ASSIGNOR_DATES | {"name"}
_ASSIGNEE = frozenset({"name", "address-1", "address-2", "city", "state", "country-name", "postcode"})
_DOCUMENT = frozenset({"country", "doc-number", "kind", "name", "date"})
_TITLE_MARKUP = frozenset({"b", "i", "u", "sup", "sub", "smallcaps"})

_NO_APPLICATION = _NO_REGISTRATION = (None, None, None)
_NO_PUBLICATION = _NO_GRANT = (None, None, None, None)


class RejectedRecordError(ValueError):
    """Why one record cannot become rows, in plain words naming the field."""


def walk_record(record: etree._Element, record_no: int, rows: Rows, dates: Dates) -> int:
    """Append the rows of one record, all of them or none.

    Returns:
        How many dates and page counts are none and were read as None.

    Raises:
        RejectedRecordError: If the record breaks a rule of the format or does not fit the tables.
    """
    mark = rows.mark()
    walk = _Walk(record_no, rows, dates)
    try:
        walk.read(record)
    except RejectedRecordError:
        rows.back_to(mark)
        raise
    return walk.unreadable_values


class _Walk:
    def __init__(self, record_no: int, rows: Rows, dates: Dates) -> None:
        self._record_no = record_no
        self._rows = rows
        self._dates = dates
        self.unreadable_values = 0

    def read(self, record: etree._Element) -> None:
        parts = _children(record, frozenset(_PARTS))
        for name in _PARTS:
            if name not in parts or not len(parts[name]):
                raise RejectedRecordError(f"{name} is {'empty' if name in parts else 'missing'}")
        self._read_head(parts["assignment-record"])
        self._read_assignors(parts["patent-assignors"])
        self._read_assignees(parts["patent-assignees"])
        self._read_properties(parts["patent-properties"])

    def _read_head(self, element: etree._Element) -> None:
        head = _children(element, _HEAD)
        reel = _number(_leaf(head, "reel-no"), "reel-no", _MAX_REEL)
        frame = _number(_leaf(head, "frame-no"), "frame-no", _MAX_FRAME)
        purge = clean(_leaf(head, "purge-indicator"))
        if purge not in {None, "Y", "N"}:
            raise RejectedRecordError(f"purge-indicator is {_shown(purge)}, neither Y nor N")
        correspondent = _leaves(head["correspondent"], _CORRESPONDENT) if "correspondent" in head else {}
        row = (
            self._record_no,
            reel * 10_000 + frame,
            reel,
            frame,
            self._group_date(head, "last-update-date"),
            1 if purge == "Y" else 0,
            self._group_date(head, "recorded-date"),
            self._pages(_leaf(head, "page-count")),
            _text(correspondent.get("name"), "correspondent name"),
            _text(correspondent.get("address-1"), "correspondent address-1"),
            _text(correspondent.get("address-2"), "correspondent address-2"),
            _text(correspondent.get("address-3"), "correspondent address-3"),
            _text(correspondent.get("address-4"), "correspondent address-4"),
            _text(_leaf(head, "conveyance-text"), "conveyance-text", LONG_TEXT),
        )
        self._rows.assignments.append(row)

    def _read_assignors(self, group: etree._Element) -> None:
        for sequence_no, element in enumerate(_repeated(group, "patent-assignor"), 1):
            party = _children(element, _ASSIGNOR)
            name, name_type = _party_name(party.get("name"), "patent-assignor")
            self._rows.assignors.append(
                (
                    self._record_no,
                    sequence_no,
                    name,
                    name_type,
                    self._group_date(party, "execution-date"),
                    self._group_date(party, "date-acknowledged"),
                )
            )

    def _read_assignees(self, group: etree._Element) -> None:
        for sequence_no, element in enumerate(_repeated(group, "patent-assignee"), 1):
            party = _children(element, _ASSIGNEE)
            name, name_type = _party_name(party.pop("name", None), "patent-assignee")
            self._rows.assignees.append(
                (
                    self._record_no,
                    sequence_no,
                    name,
                    name_type,
                    _text(_leaf(party, "address-1"), "patent-assignee address-1"),
                    _text(_leaf(party, "address-2"), "patent-assignee address-2"),
                    _text(_leaf(party, "city"), "patent-assignee city"),
                    _text(_leaf(party, "state"), "patent-assignee state"),
                    _text(_leaf(party, "postcode"), "patent-assignee postcode"),
                    _text(_leaf(party, "country-name"), "patent-assignee country-name"),
                )
            )

    def _read_properties(self, group: etree._Element) -> None:
        for sequence_no, element in enumerate(_repeated(group, "patent-property"), 1):
            _refuse_text(element)
            documents: list[Document] = []
            title = lang = None
            titles = 0
            for child in element:
                if child.tag == "document-id":
                    leaf = _leaves(child, _DOCUMENT)
                    documents.append(
                        (
                            _text(leaf.get("country"), "document-id country", CODE),
                            _text(leaf.get("doc-number"), "document-id doc-number", NUMBER),
                            _text(leaf.get("kind"), "document-id kind", CODE),
                            _text(leaf.get("date"), "document-id date"),
                        )
                    )
                elif child.tag == "invention-title":
                    titles += 1
                    if titles > 1:
                        raise RejectedRecordError("invention-title is repeated in patent-property")
                    title, lang = _title(child), _text(child.get("lang"), "lang of invention-title", CODE)
                else:
                    raise RejectedRecordError(f"patent-property holds {child.tag}, which the format does not know")
            self._rows.documentids.append((self._record_no, sequence_no, *self._property_row(title, lang, documents)))

    def _property_row(self, title: str | None, lang: str | None, documents: Iterable[Document]) -> Row:
        """Return title, lang and the numbers of one property, each in the columns of its kind."""
        application: Row = _NO_APPLICATION
        publication: Row = _NO_PUBLICATION
        grant: Row = _NO_GRANT
        registration: Row = _NO_REGISTRATION
        others: list[Document] = []
        for document in documents:
            country, number, kind, raw_date = document
            name = document_class(country, number, kind)
            if name == "appno" and application is _NO_APPLICATION:
                application = (number, self._date(raw_date), country)
            elif name == "pgpub" and publication is _NO_PUBLICATION:
                publication = (number, self._date(raw_date), country, kind)
            elif name == "grant" and grant is _NO_GRANT:
                grant = (number, self._date(raw_date), country, kind)
            elif name == "intreg" and registration is _NO_REGISTRATION:
                registration = (number, self._date(raw_date), country)
            elif any(document):
                others.append(document)
        other = "; ".join(" ".join(part for part in document if part) for document in others) or None
        return (
            _text(title, "invention-title", LONG_TEXT),
            lang,
            *application,
            *publication,
            *grant,
            *registration,
            _text(other, "document-id list", LONG_TEXT),
        )

    def _group_date(self, group: dict[str, etree._Element], name: str) -> str | None:
        """Return the date inside an element such as `recorded-date`."""
        element = group.get(name)
        if element is None:
            return None
        children = list(element)
        if len(children) > 1:
            raise RejectedRecordError(f"date is repeated in {name}")
        _refuse_text(element)
        if not children:
            return None
        if children[0].tag != "date" or len(children[0]):
            raise _unknown(children[0] if children[0].tag != "date" else children[0][0])
        return self._date(children[0].text)

    def _date(self, text: str | None) -> str | None:
        try:
            return self._dates[text]
        except UnreadableDateError:
            self.unreadable_values += 1
            return None

    def _pages(self, text: str | None) -> int | None:
        text = clean(text)
        if text is None:
            return None
        if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= _MAX_PAGES:
            return int(text)
        self.unreadable_values += 1
        return None


def _children(element: etree._Element, allowed: frozenset[str]) -> dict[str, etree._Element]:
    """Return the children by name, each allowed and there once."""
    found: dict[str, etree._Element] = {}
    for child in element:
        tag = child.tag
        if tag in found:
            raise RejectedRecordError(f"{tag} is repeated in {element.tag}")
        if tag not in allowed:
            raise _unknown(child)
        found[tag] = child
    _refuse_text(element)
    return found


def _repeated(group: etree._Element, name: str) -> list[etree._Element]:
    elements = list(group)
    for element in elements:
        if element.tag != name:
            raise _unknown(element)
    _refuse_text(group)
    return elements


def _leaves(element: etree._Element, allowed: frozenset[str]) -> dict[str, str | None]:
    """Return the texts of the children by name."""
    children = _children(element, allowed)
    return {name: _leaf(children, name) for name in children}


def _leaf(group: dict[str, etree._Element], name: str) -> str | None:
    """Return the text of an element that holds nothing but text."""
    element = group.get(name)
    if element is None:
        return None
    if len(element):
        raise _unknown(element[0])
    return element.text


def _refuse_text(element: etree._Element) -> None:
    """Refuse text that stands between elements, where no column would get it."""
    for text in (element.text, *(child.tail for child in element)):
        if text and not text.isspace():
            raise RejectedRecordError(f"{element.tag} holds text outside its elements: {_shown(text)}")


def _party_name(element: etree._Element | None, party: str) -> tuple[str, str | None]:
    if element is None:
        raise RejectedRecordError(f"a {party} has no name")
    name = _text(_leaf({"name": element}, "name"), f"{party} name")
    if name is None:
        raise RejectedRecordError(f"a {party} has an empty name")
    return name, _text(element.get("name-type"), f"name-type of a {party}", CODE)


def _text(text: str | None, field: str, limit: int = SHORT_TEXT) -> str | None:
    """Return cleaned text that fits its column."""
    if not text:
        return None
    text = " ".join(text.split())
    if len(text) > limit:
        raise RejectedRecordError(f"{field} has {len(text)} characters, more than {limit}")
    return text or None


def _title(element: etree._Element) -> str:
    for markup in element.iterdescendants():
        if markup.tag not in _TITLE_MARKUP:
            raise _unknown(markup)
    return "".join(str(text) for text in element.itertext())


def _number(text: str | None, field: str, largest: int) -> int:
    text = clean(text)
    if text is None:
        raise RejectedRecordError(f"{field} is missing")
    digits = text.lstrip("0") or "0"
    if not (text.isascii() and text.isdigit()):
        raise RejectedRecordError(f"{field} is {_shown(text)}, not a number")
    if len(digits) > 6 or int(digits) > largest:
        raise RejectedRecordError(f"{field} is {_shown(text)}, more than {largest}")
    return int(digits)


def _unknown(element: etree._Element) -> RejectedRecordError:
    parent = element.getparent()
    inside = "" if parent is None else f"{parent.tag} holds "
    return RejectedRecordError(f"{inside}{element.tag}, which the format does not know there")


def _shown(text: str | None) -> str:
    text = clean(text) or ""
    return repr(text if len(text) <= 40 else text[:37] + "...")
