"""The everyday shape of a record, taken apart by patterns: twice as fast as walking over its elements.

lxml has parsed the record strictly and writes it back in its one normal form: no comment, no CDATA section,
and no references but `&amp;`, `&lt;`, `&gt;` and `&#13;`. Where that text has the shape below from its first
to its last character, the rows follow from it. Anything else, down to a blank date, is left to
`assignment_walk`, which can read every record and knows why one is rejected. On an everyday record both give
the same rows, and the tests hold them to it.
"""

from __future__ import annotations

import re

from patentrack.sources.assignment_rows import Dates, Row, Rows, UnreadableDateError


def _leaf(name: str, content: str) -> str:
    return rf"(?:<{name}>({content})</{name}>\s*)?"


def _date(name: str) -> str:
    return rf"(?:<{name}>\s*<date>(\d{{8}})</date>\s*</{name}>\s*)?"


def _document(number: str, kind: str) -> str:
    return (
        rf"<document-id>\s*<country>US</country>\s*<doc-number>({number})</doc-number>\s*"
        rf"<kind>({kind})</kind>\s*(?:<date>(\d{{8}})</date>\s*)?</document-id>\s*"
    )


_SHORT = r"[^<]{1,500}"
_NAME = r'<name(?: name-type="([a-z]{1,20})")?>([^<]{1,500})</name>\s*'

_HEAD = re.compile(
    r"<patent-assignment>\s*<assignment-record>\s*<reel-no>([1-9]\d{0,5})</reel-no>\s*"
    r"<frame-no>(\d{1,4})</frame-no>\s*"
    + _date("last-update-date")
    + _leaf("purge-indicator", "[YN]")
    + _date("recorded-date")
    + _leaf("page-count", r"\d{1,9}")
    + r"<correspondent>\s*"
    + "".join(_leaf(name, _SHORT) for name in ("name", "address-1", "address-2", "address-3", "address-4"))
    + r"</correspondent>\s*"
    + _leaf("conveyance-text", r"[^<]{1,16000}")
    + r"</assignment-record>\s*<patent-assignors>\s*",
    re.ASCII,
)
_ASSIGNOR = re.compile(
    r"<patent-assignor>\s*"
    + _NAME
    + _date("execution-date")
    + _date("date-acknowledged")
    + r"</patent-assignor>\s*",
    re.ASCII,
)
_TO_ASSIGNEES = re.compile(r"</patent-assignors>\s*<patent-assignees>\s*", re.ASCII)
_ASSIGNEE = re.compile(
    r"<patent-assignee>\s*"
    + _NAME
    + "".join(
        _leaf(name, _SHORT)
        for name in ("address-1", "address-2", "city", "state", "country-name", "postcode")
    )
    + r"</patent-assignee>\s*",
    re.ASCII,
)
_TO_PROPERTIES = re.compile(r"</patent-assignees>\s*<patent-properties>\s*", re.ASCII)
# An application, then a publication, then a grant, each with its kind: see assignment_rows.document_class.
_PROPERTY = re.compile(
    r"<patent-property>\s*"
    + _document("[0-9A-Z]{1,20}", "X0")
    + f"(?:{_document('(?:19|20)[0-9]{8,9}', 'A[0-9]')})?"
    + f"(?:{_document('[0-9A-Z]{1,20}', '[BSEH][0-9]')})?"
    + r'(?:<invention-title lang="([a-zA-Z-]{1,40})">([^<]{1,16000})</invention-title>\s*)?'
    + r"</patent-property>\s*",
    re.ASCII,
)
_END = re.compile(r"</patent-properties>\s*</patent-assignment>", re.ASCII)


def match_record(text: str, record_no: int, rows: Rows, dates: Dates) -> bool:
    """Append the rows of a record in its everyday shape.

    Args:
        text: The record as lxml writes it, without what follows it.
        record_no: Its number in the file.
        rows: Where the rows go.
        dates: Dates understood so far.

    Returns:
        False, and no row appended, if anything in the record is unusual.
    """
    mark = rows.mark()
    try:
        done = _match(text, record_no, rows, dates)
    except UnreadableDateError:
        done = False
    if not done:
        rows.back_to(mark)
    return done


def _match(text: str, record_no: int, rows: Rows, dates: Dates) -> bool:
    found = _HEAD.match(text)
    if found is None:
        return False
    reel, frame, updated, purge, recorded, pages, *texts = found.groups()
    reel_no, frame_no = int(reel), int(frame)
    head: Row = (
        record_no,
        reel_no * 10_000 + frame_no,
        reel_no,
        frame_no,
        dates[updated],
        1 if purge == "Y" else 0,
        dates[recorded],
        None if pages is None else int(pages),
        *map(_clean, texts),
    )
    rows.assignments.append(head)
    position = found.end()

    sequence_no = 0
    while found := _ASSIGNOR.match(text, position):
        position = found.end()
        sequence_no += 1
        name_type, name, executed, acknowledged = found.groups()
        party = _clean(name)
        if party is None:
            return False
        rows.assignors.append(
            (record_no, sequence_no, party, name_type, dates[executed], dates[acknowledged])
        )
    found = _TO_ASSIGNEES.match(text, position)
    if found is None or not sequence_no:
        return False
    position = found.end()

    sequence_no = 0
    while found := _ASSIGNEE.match(text, position):
        position = found.end()
        sequence_no += 1
        name_type, name, *texts = found.groups()
        party = _clean(name)
        if party is None:
            return False
        address_1, address_2, city, state, country, postcode = map(_clean, texts)
        rows.assignees.append(
            (record_no, sequence_no, party, name_type, address_1, address_2, city, state, postcode, country)
        )
    found = _TO_PROPERTIES.match(text, position)
    if found is None or not sequence_no:
        return False
    return _match_properties(text, found.end(), record_no, rows, dates)


def _match_properties(text: str, position: int, record_no: int, rows: Rows, dates: Dates) -> bool:
    match, append = _PROPERTY.match, rows.documentids.append
    sequence_no = 0
    while found := match(text, position):
        position = found.end()
        sequence_no += 1
        application, _, filed, publication, pub_kind, published, grant, grant_kind, granted, lang, title = (
            found.groups()
        )
        append(
            (
                record_no,
                sequence_no,
                _clean(title),
                lang,
                application,
                dates[filed],
                "US",
                publication,
                dates[published],
                publication and "US",
                pub_kind,
                grant,
                dates[granted],
                grant and "US",
                grant_kind,
                None,
                None,
                None,
                None,
            )
        )
    return sequence_no > 0 and _END.fullmatch(text, position) is not None


def _clean(text: str | None) -> str | None:
    """Return what the walk's cleaning makes of the same text before lxml escaped it."""
    if text is None:
        return None
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&#13;", "\r").replace("&amp;", "&")
    return " ".join(text.split()) or None
