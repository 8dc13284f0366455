"""What a front page refers to: foreign priorities, related documents, cited patents.

Numbers of the USPTO get the form in which the assignment data has them (`patentrack.sources.numbers`); numbers
of other offices stay as printed, since each office has its own ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from patentrack.sources.assignment_rows import CODE, NUMBER
from patentrack.sources.bibliographic_rows import (
    RELATION,
    DocumentId,
    DocumentRows,
    children_of,
    fitting,
    text_of,
    whole_date,
)
from patentrack.sources.numbers import application_number, patent_number, publication_number

GRANT = "grant"
PUBLICATION = "publication"
APPLICATION = "application"
FOREIGN = "foreign"

_PROVISIONAL = "us-provisional-application"
_PUBLICATION = re.compile(r"20[0-9]{9}")
_APPLICATION = re.compile(r"[0-9]{1,2}/[0-9]{3},?[0-9]{3}")
_APPLICATION_KINDS = frozenset({"00", "X0"})


def read_references(biblio: dict[str, etree._Element], rows: DocumentRows) -> None:
    """Append the rows of priority_claim, related_document and citation.

    Cited literature that is no patent (`nplcit`) has no rows: nothing joins with it.

    Args:
        biblio: The children of the bibliographic data by name.
        rows: Where the rows go.

    Raises:
        RejectedDocumentError: If a value does not fit its column.
    """
    for element in biblio.get("priority-claims", ()):
        claim = DocumentId(element, "priority-claim")
        kind = fitting(element.get("kind"), "priority-claim kind", CODE)
        rows.add("priority_claim", claim.country, claim.number, rows.date(claim.date), kind)
    for element in biblio.get("us-related-documents", ()):
        _read_related(element, rows)
    # References cited by version 4.2, and since 4.3.
    for name in ("references-cited", "us-references-cited"):
        _read_citations(biblio.get(name, ()), rows)


def _read_related(element: etree._Element, rows: DocumentRows) -> None:
    """Append a row for each child document of a relation, or for each document an element names by itself.

    `continuation` and the like hold a parent and a child, `us-divisional-reissue` a parent and several children;
    `us-provisional-application`, `related-publication` and `correction` name documents that are the parents here.
    """
    name = fitting(element.tag, "name of a relation", RELATION) or ""
    pairs = [child for child in element if child.tag in {"relation", "us-relation"}]
    for pair in pairs:
        parts = children_of(pair)
        parent = children_of(parts.get("parent-doc"))
        document = DocumentId(parent.get("document-id"), "parent-doc")
        grant = DocumentId(children_of(parent.get("parent-grant-document")).get("document-id"), "parent-grant-document")
        values = (
            name,
            document.country,
            _related_application(document),
            document.kind,
            rows.date(document.date),
            text_of(parent.get("parent-status"), "parent-doc", NUMBER),
            grant.number and _grant_number(grant.number),
        )
        children = [children_of(child).get("document-id") for child in pair.findall("child-doc")]
        for child in children or [None]:
            identity = DocumentId(child, "child-doc")
            rows.add("related_document", *values, identity.country, _related_application(identity))
    if not pairs:
        _read_named(element, name, rows)


def _read_named(element: etree._Element, name: str, rows: DocumentRows) -> None:
    """Append a row for each document that an element names without saying parent or child."""
    status = text_of(element.find("us-provisional-application-status"), name, NUMBER)
    documents = [DocumentId(found, name) for found in element.iter("document-id")]
    for document in documents:
        number = _related_application(document) if name == _PROVISIONAL else _related_publication(document)
        day = rows.date(document.date)
        rows.add("related_document", name, document.country, number, document.kind, day, status, None, None, None)
    if not documents:
        rows.unreadable_values += 1


def _related_application(document: DocumentId) -> str | None:
    """Return the number of a parent, a child or a provisional: an application, whatever its kind says.

    The kind printed beside it is often that of the document in hand. Applications are printed with 8 digits: fewer
    may be a patent, and are left as they are.
    """
    number = document.number
    if number is None or document.country not in {"US", None} or number.upper().startswith("PCT"):
        return number
    publication = publication_number(number)
    if _PUBLICATION.fullmatch(publication):
        return publication
    return number if number.isdigit() and len(number) < 8 else application_number(number)


def _related_publication(document: DocumentId) -> str | None:
    number = document.number
    if number is None or document.country not in {"US", None}:
        return number
    publication = publication_number(number)
    return publication if _PUBLICATION.fullmatch(publication) else _grant_number(number)


def _read_citations(group: Iterable[etree._Element], rows: DocumentRows) -> None:
    for element in group:
        parts = children_of(element)
        if "patcit" not in parts:
            continue
        cited = DocumentId(children_of(parts["patcit"]).get("document-id"), "citation")
        if cited.number is None:
            rows.unreadable_values += 1
            continue
        number, cited_type = _cited(cited)
        category = text_of(parts.get("category"), "citation")
        rows.add(
            "citation",
            cited.country,
            number,
            cited.kind,
            cited_type,
            cited.name,
            whole_date(cited.date),
            category.lower() if category else None,
        )


def _cited(cited: DocumentId) -> tuple[str | None, str]:
    """Return the number of a cited document and what it is."""
    number = cited.number or ""
    if cited.country != "US":
        return number, FOREIGN
    publication = publication_number(number)
    if _PUBLICATION.fullmatch(publication):
        return publication, PUBLICATION
    if cited.kind in _APPLICATION_KINDS or _APPLICATION.fullmatch(number):
        return application_number(number) or number, APPLICATION
    return _grant_number(number), GRANT


def _grant_number(text: str) -> str:
    return patent_number(text.replace(",", ""))
