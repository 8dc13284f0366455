"""What readers of large XML files share: a first look at the bytes, a parser that fetches nothing, plain errors.

A file of hundreds of MB is cut between its records and parsed piece by piece. The cuts are made in the bytes,
so only encodings are read in which an ASCII byte is always that character.
"""

from __future__ import annotations

import re
from typing import NoReturn

from lxml import etree

from patentrack.archives import AGAIN_HINT, HTML_REASON, is_html
from patentrack.errors import SourceFileError
from patentrack.sources.byte_buffer import ByteBuffer

_UTF8_BOM = b"\xef\xbb\xbf"
_DECLARED_ENCODING = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"'>]*)[\"']")
_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf8": "UTF-8",
    "us-ascii": "US-ASCII",
    "ascii": "US-ASCII",
    "iso-8859-1": "ISO-8859-1",
    "latin-1": "ISO-8859-1",
    "windows-1252": "WINDOWS-1252",
    "cp1252": "WINDOWS-1252",
}
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00", b"\x4c\x6f\xa7\x94")
_READ = "files of this product are read in UTF-8, ASCII and Latin-1"


def take_bom(buffer: ByteBuffer, file_name: str, *, expected: str) -> int:
    """Drop a byte order mark, and refuse a file whose first bytes show that it is no XML of ours.

    Args:
        buffer: With the first bytes of the file.
        file_name: Name for error messages.
        expected: What it should be, for the message: `"a CPC master file"`.

    Returns:
        Bytes of the mark, 0 or 3.

    Raises:
        SourceFileError: If the file is empty, HTML, or in an encoding of more than one byte a character.
    """
    if not buffer.data:
        raise SourceFileError(file_name, "is empty", hint=AGAIN_HINT)
    mark = len(buffer.take(3)) if buffer.data.startswith(_UTF8_BOM) else 0
    if buffer.data.startswith(_WIDE_STARTS):
        raise SourceFileError(file_name, f"is in UTF-16, UTF-32 or EBCDIC; {_READ}")
    if is_html(buffer.data):
        raise SourceFileError(file_name, HTML_REASON.format(expected=expected), hint=AGAIN_HINT)
    return mark


def strict_parser(file_name: str, head: bytes, *, bom: bool) -> etree.XMLParser:
    """Return a parser for the pieces of a file: no entities, no DTD, no network, no repairs.

    Args:
        file_name: Name for error messages.
        head: The beginning of the file, from its XML declaration if it has one.
        bom: Whether the UTF-8 byte order mark stood before it.

    Raises:
        SourceFileError: If the file declares entities, or an encoding that is not read.
    """
    # Ahead of any parser: an entity nobody declares cannot be expanded, fetched or counted on.
    declared = head.find(b"<!ENTITY")
    if declared >= 0:
        line = head.count(b"\n", 0, declared) + 1
        raise SourceFileError(
            file_name,
            "declares entities, which no file of this product does; none is expanded or fetched",
            position=f"line {line}, byte {declared}",
        )
    found = _DECLARED_ENCODING.match(head)
    name = found.group(1).decode("ascii", "replace") if found else "utf-8"
    encoding = _ENCODINGS.get(name.lower())
    if encoding is None or (bom and encoding != "UTF-8"):
        raise SourceFileError(file_name, f"declares the encoding {name!r}; {_READ}")
    # Leave collect_ids alone: switched off, libxml2 goes for the external DTD although load_dtd is off.
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )


def refuse_root(file_name: str, head: bytes, *, expected: str, at_end: bool) -> NoReturn:
    """Say why the beginning of a file, in which its root element was not found, is not what it should be.

    Args:
        file_name: Name for error messages.
        head: The beginning of the file.
        expected: Name of the root element in Clark notation, `{namespace}name`.
        at_end: Whether that is the whole file.

    Raises:
        SourceFileError: Always.
    """
    parser = etree.XMLPullParser(("start",), resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    error = None
    try:
        parser.feed(head)
    except etree.XMLSyntaxError as problem:
        error = problem
    root = next((str(getattr(event[1], "tag", "")) for event in parser.read_events()), None)
    if root is not None and root != expected:
        raise SourceFileError(file_name, f"has the root element {root}, not {expected}")
    if error is not None:
        what = "is not well-formed XML" if root else "is not an XML file"
        raise SourceFileError(file_name, f"{what}: {plain_message(error)}", position=f"line {error.position[0]}")
    if at_end:
        raise SourceFileError(file_name, f"ends early: {expected} is not complete", hint=AGAIN_HINT)
    raise SourceFileError(file_name, f"has no {expected} in its first {len(head)} bytes")


def line_of(element: etree._Element) -> int:
    """Return the line of the parsed piece on which an element starts, 1-based."""
    line: int | None = element.sourceline  # type: ignore[assignment]
    return line or 1


def plain_message(error: etree.XMLSyntaxError) -> str:
    """Return the message of libxml2 without its line and column, which count from the start of a piece."""
    message = re.sub(r",? *(?:\(<string>,)? ?line \d+, column \d+.*$", "", error.msg or "unknown error")
    return message.strip().rstrip(".")
