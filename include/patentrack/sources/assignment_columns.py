"""A record that is valid by the DTD, read by position: twice as fast as walking over its elements by name.

What costs time is asking each element for its name and each child whether it may stand there. In a valid record
libxml2 has answered that: required elements are found by their place, and the numbers of all properties are one
list of texts. What the rows need beyond validity (lengths, dates, a column for every number) is checked here,
and a record that fails it is left to `assignment_walk`, which can read every record and knows why one is
rejected. Both give the same rows, and the tests hold them to it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import permutations
from operator import itemgetter

from lxml import etree

from patentrack.sources.assignment_rows import (
    CODE,
    LONG_TEXT,
    NUMBER,
    SHORT_TEXT,
    Dates,
    Rows,
    UnreadableDateError,
    document_class,
)
from patentrack.sources.records import Row

_PURGES: dict[str | None, int] = {"N": 0, "Y": 1}
_LETTERS = {"appno": "a", "pgpub": "p", "grant": "g", "intreg": "i", None: "-"}


def _pick(letters: str) -> Callable[[list[str | None]], Row]:
    """Return what takes the number columns out of a property's cells, four a document and None at the end."""
    orders = {"a": (1, 3, 0), "p": (1, 3, 0, 2), "g": (1, 3, 0, 2), "i": (1, 3, 0)}
    places = [
        4 * letters.index(letter) + place if letter in letters else -1
        for letter, order in orders.items()
        for place in order
    ]
    return itemgetter(*places, -1)


# Each class at most once, in any order: every number has columns of its own.
_PICKS = {letters: _pick(letters) for length in range(5) for letters in map("".join, permutations("apgi", length))}


class _UnusualError(ValueError):
    """The record is one for the walk."""


def read_columns(record: etree._Element, record_no: int, rows: Rows, dates: Dates) -> bool:
    """Append the rows of a record, or leave it to the walk.

    Args:
        record: A `patent-assignment` that is valid by `assignment_dtd.DTD`; of any other the rows are wrong.
        record_no: Its number in the file.
        rows: Where the rows go.
        dates: Dates understood so far.

    Returns:
        False, and no row appended, if the record must be walked.
    """
    mark = rows.mark()
    head, assignors, assignees, properties = record
    try:
        _read_head(head, record_no, rows, dates)
        _read_assignors(assignors, record_no, rows, dates)
        _read_assignees(assignees, record_no, rows)
        _read_properties(properties, record_no, rows, dates)
    except (_UnusualError, UnreadableDateError):
        rows.back_to(mark)
        return False
    return True


def _read_head(head: etree._Element, record_no: int, rows: Rows, dates: Dates) -> None:
    reel, frame, updated, purge, recorded, *pages, correspondent, conveyance = head
    name, *lines = correspondent
    line = {element.tag: _text(element.text) for element in lines}.get
    purge_in = _PURGES.get(purge.text)
    if purge_in is None:
        raise _UnusualError
    reel_no, frame_no = _number(reel.text, 6), _number(frame.text, 4)
    rows.assignments.append(
        (
            record_no,
            reel_no * 10_000 + frame_no,
            reel_no,
            frame_no,
            dates[updated[0].text],
            purge_in,
            dates[recorded[0].text],
            _number(pages[0].text, 9) if pages else None,
            _text(name.text),
            line("address-1"),
            line("address-2"),
            line("address-3"),
            line("address-4"),
            _text(conveyance.text, LONG_TEXT),
        )
    )


def _read_assignors(group: etree._Element, record_no: int, rows: Rows, dates: Dates) -> None:
    for sequence_no, (name, *days) in enumerate(group, 1):
        executed = acknowledged = None
        for day in days:
            if day.tag == "execution-date":
                executed = dates[day[0].text]
            else:
                acknowledged = dates[day[0].text]
        rows.assignors.append(
            (record_no, sequence_no, _party_name(name), name.get("name-type"), executed, acknowledged)
        )


def _read_assignees(group: etree._Element, record_no: int, rows: Rows) -> None:
    for sequence_no, (name, *rest) in enumerate(group, 1):
        text = {element.tag: _text(element.text) for element in rest}.get
        rows.assignees.append(
            (
                record_no,
                sequence_no,
                _party_name(name),
                name.get("name-type"),
                text("address-1"),
                text("address-2"),
                text("city"),
                text("state"),
                text("postcode"),
                text("country-name"),
            )
        )


def _read_properties(group: etree._Element, record_no: int, rows: Rows, dates: Dates) -> None:
    sizes = [len(element) for element in group]
    titles: list[etree._Element | None] = list(group.iter("invention-title"))
    documents = sum(sizes) - len(titles)
    if len(titles) == len(sizes):
        sizes = [size - 1 for size in sizes]
    else:
        titles = [element.find("invention-title") for element in group]
        sizes = [size - (title is not None) for size, title in zip(sizes, titles, strict=True)]
    # A document-id has one country, one number, and at most one kind and one date: four on average are four each.
    cells = [element.text for element in group.iter("country", "doc-number", "kind", "date")]
    if len(cells) != 4 * documents:
        cells = _padded_cells(group)
    letters = _read_cells(cells, dates)
    append = rows.documentids.append
    end = 0
    for sequence_no, (size, title) in enumerate(zip(sizes, titles, strict=True), 1):
        start = end
        end += size
        pick = _PICKS.get(letters[start:end])
        if pick is None:
            raise _UnusualError
        of_property = cells[4 * start : 4 * end]
        of_property.append(None)
        if title is None:
            append((record_no, sequence_no, None, None, *pick(of_property)))
            continue
        text = "".join(map(str, title.itertext())) if len(title) else title.text
        append((record_no, sequence_no, _text(text, LONG_TEXT), _code(title.get("lang")), *pick(of_property)))


def _padded_cells(group: etree._Element) -> list[str | None]:
    """Return four cells a document where some have no kind or no date."""
    cells: list[str | None] = []
    for document in group.iter("document-id"):
        cell = {element.tag: element.text for element in document}.get
        cells += (cell("country"), cell("doc-number"), cell("kind"), cell("date"))
    return cells


def _read_cells(cells: list[str | None], dates: Dates) -> str:
    """Clean the cells in place; return a letter a document, for its class."""
    countries, numbers, kinds = cells[0::4], cells[1::4], cells[2::4]
    for text in {*countries, *kinds}:
        if _code(text) != text:
            raise _UnusualError
    # A blank is no letter and no digit: such numbers are clean.
    written = list(filter(None, numbers))
    if len(written) < len(numbers) or not "".join(written).isalnum() or max(map(len, written)) > NUMBER:
        cells[1::4] = numbers = [_text(text, NUMBER) for text in numbers]
    cells[3::4] = map(dates.__getitem__, cells[3::4])
    return "".join(map(_LETTERS.__getitem__, map(document_class, countries, numbers, kinds)))


def _text(text: str | None, limit: int = SHORT_TEXT) -> str | None:
    if not text:
        return None
    text = " ".join(text.split())
    if len(text) > limit:
        raise _UnusualError
    return text or None


@lru_cache(maxsize=1000)
def _code(text: str | None) -> str | None:
    return _text(text, CODE)


def _party_name(element: etree._Element) -> str:
    name = _text(element.text)
    if name is None:
        raise _UnusualError
    return name


def _number(text: str | None, digits: int) -> int:
    if text and len(text) <= digits and text.isascii() and text.isdigit():
        return int(text)
    raise _UnusualError
