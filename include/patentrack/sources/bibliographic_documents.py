"""A weekly red book file as the XML documents it is made of.

The USPTO writes one XML document after the other into one file, each with its own XML declaration and DOCTYPE.
The bytes are cut at the declarations: no well-formed document has one but at its start, save inside a comment, a
CDATA section or a processing instruction, and there no cut is made. Memory is that of one document.

Only the prolog is read here. Nothing of it reaches an XML parser: no DTD can be loaded and no entity declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from patentrack.archives import AGAIN_HINT, BinaryReader
from patentrack.errors import SourceFileError
from patentrack.sources.byte_buffer import ByteBuffer
from patentrack.sources.strict_xml import take_bom

CHUNK_BYTES = 1 << 20
# Sequence listings are the largest documents, some hundred megabytes.
MAX_DOCUMENT_BYTES = 1 << 30

_DECLARATION = b"<?xml"
_BLANKS = b" \t\r\n"
_ENCODING = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"'>]*)[\"']")
_OPENING = re.compile(rb"<(?:!--|!\[CDATA\[|\?)")
_CLOSING = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
# Possessive: text that fits no pattern is given up in one pass.
_MISC = rb"(?:\s|(?><!--.*?-->)|(?><\?.*?\?>))*+"
_PROLOG = re.compile(
    _MISC + rb"(?:<!DOCTYPE\s[^\[<>]*+(?:\[(?P<subset>[^\]]*+)\]\s*+)?+>)?+" + _MISC + rb"(?=<([A-Za-z_][^\s<>/]*+))",
    re.DOTALL,
)
_AFTER_ROOT = re.compile(rb"\s*+>" + _MISC + rb"(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document of the file, unparsed.

    Attributes:
        data: Its bytes, from its XML declaration to the next.
        root: Name of the root element; None if there is none to be found.
        body: Offset in `data` of the root element.
        encoding: What the declaration states, `utf-8` if nothing.
        first_line: Line of the file on which it starts, 1-based.
        end_byte: Offset in the file of the byte after it.
        problem: Why the document must not be parsed, None if it may.
        whole: Whether its root element closes, with nothing but comments behind it.
        passed_over: Whether it holds an XML declaration in a comment, a CDATA section or an instruction.
        doubtful: Whether it holds more than one end of its root element: only a parser of all of it can tell then
            whether it is one document.
    """

    data: bytes
    root: str | None
    body: int
    encoding: str
    first_line: int
    end_byte: int
    problem: str | None
    whole: bool
    passed_over: bool
    doubtful: bool


def read_documents(stream: BinaryReader, file_name: str) -> Iterator[RawDocument]:
    """Yield the documents of a file in its order.

    Args:
        stream: The concatenated XML, from its first byte.
        file_name: Name for error messages.

    Raises:
        SourceFileError: If the file is empty, an HTML page, in a wide encoding, no XML, or if its last document
            is cut or followed by anything else.
    """
    cutter = _Cutter(stream, file_name)
    line = cutter.first_line
    is_last = False
    while not is_last:
        data, passed_over, is_last = cutter.take()
        document = _inspect(data, line, cutter.handed_out, passed_over=passed_over)
        line += data.count(b"\n")
        if is_last:
            _check_last(document, file_name, line)
        yield document


class _Cutter:
    """The bytes not yet handed out, and where in them the next cut may be."""

    def __init__(self, stream: BinaryReader, file_name: str) -> None:
        start = ByteBuffer(stream)
        start.fill(CHUNK_BYTES)
        self.handed_out = take_bom(start, file_name, expected="a bibliographic file")
        self._stream = stream
        self._file_name = file_name
        self._buffer = bytearray(start.data)
        self._at_end = start.at_end
        blanks = self._hand_out(len(self._buffer) - len(self._buffer.lstrip()))
        self.first_line = 1 + blanks.count(b"\n")
        if not self._buffer.startswith(b"<"):
            shown = bytes(self._buffer[:20])
            reason = f"is not an XML file, its first text is {shown!r}"
            raise SourceFileError(file_name, reason, position=f"line {self.first_line}")

    def take(self) -> tuple[bytes, bool, bool]:
        """Return the next document, whether it holds a declaration passed over, and whether it is the last."""
        searched = clear = len(_DECLARATION)
        passed_over = False
        while True:
            found = self._find_declaration(searched)
            if found < 0:
                return self._hand_out(len(self._buffer)), passed_over, True
            clear = self._pass_markup(clear, found)
            if clear <= found:
                return self._hand_out(found), passed_over, False
            passed_over = True
            searched = clear

    def _hand_out(self, size: int) -> bytes:
        # A document can be large: one copy of it, no slice of the buffer between.
        with memoryview(self._buffer) as view:
            data = bytes(view[:size])
        del self._buffer[:size]
        self.handed_out += size
        return data

    def _find_declaration(self, searched: int) -> int:
        """Return where the next declaration starts, or -1 when there is none to the end of the file."""
        while True:
            found = self._buffer.find(_DECLARATION, searched)
            behind = found + len(_DECLARATION)
            if found >= 0 and behind < len(self._buffer):
                # `<?xml-stylesheet` is an instruction like any other.
                if self._buffer[behind] in _BLANKS:
                    return found
                searched = behind
            elif not self._more(CHUNK_BYTES):
                return -1
            elif found < 0:
                searched = max(searched, len(self._buffer) - CHUNK_BYTES - len(_DECLARATION))

    def _pass_markup(self, clear: int, found: int) -> int:
        """Return up to where comments, CDATA sections and instructions are passed; beyond `found` if it is in one.

        Args:
            clear: Offset outside any of them.
            found: Offset of a declaration at or behind `clear`.
        """
        buffer = self._buffer
        instruction = buffer.rfind(b"<?", clear, found)
        if (
            (instruction < 0 or buffer.find(b"?>", instruction, found) >= 0)
            and buffer.find(b"<!--", clear, found) < 0
            and buffer.find(b"<![CDATA[", clear, found) < 0
        ):
            return clear
        while opening := _OPENING.search(buffer, clear, found):
            begin, closing = opening.end(), _CLOSING[opening.group()]
            end = buffer.find(closing, begin)
            while end < 0 and self._more(len(buffer)):
                end = buffer.find(closing, begin)
            clear = end + len(closing) if end >= 0 else len(buffer)
        return clear

    def _more(self, size: int) -> bool:
        """Read on, `size` bytes at least if there are so many; False at the end of the file."""
        if len(self._buffer) > MAX_DOCUMENT_BYTES:
            reason = f"has a document of more than {MAX_DOCUMENT_BYTES} bytes"
            raise SourceFileError(self._file_name, reason, position=f"byte {self.handed_out}")
        return self._fill(len(self._buffer) + max(size, CHUNK_BYTES))

    def _fill(self, size: int) -> bool:
        """Read until the buffer has `size` bytes or the stream ends; False if nothing was left to read."""
        before = len(self._buffer)
        while not self._at_end and len(self._buffer) < size:
            chunk = self._stream.read(size - len(self._buffer))
            self._at_end = not chunk
            self._buffer += chunk
        return len(self._buffer) > before


def _inspect(data: bytes, first_line: int, end_byte: int, *, passed_over: bool) -> RawDocument:
    """Read the prolog of a document and find its end."""
    root = problem = None
    body = 0
    stated = _ENCODING.match(data)
    found = _PROLOG.match(data)
    if found is None:
        problem = "has no root element behind its declaration and DOCTYPE"
    else:
        root, body = found[2].decode("ascii", "replace"), found.end()
        if (found["subset"] or b"").strip():
            problem = "declares markup or entities in its DOCTYPE, which no red book document does"
    closing = b"</" + root.encode() if root else b""
    return RawDocument(
        data=data,
        root=root,
        body=body,
        encoding=stated[1].decode("ascii", "replace").lower() if stated else "utf-8",
        first_line=first_line,
        end_byte=end_byte,
        problem=problem,
        whole=root is not None and _rest_behind(data, root) == b"",
        passed_over=passed_over,
        doubtful=data.find(closing, body) != data.rfind(closing),
    )


def _rest_behind(data: bytes, root: str) -> bytes | None:
    """Return what stands behind the end of the root element, comments and blanks aside; None if it has no end."""
    closing = b"</" + root.encode()
    end = data.rfind(closing)
    found = _AFTER_ROOT.match(data, end + len(closing)) if end >= 0 else None
    return found[1] if found else None


def _check_last(document: RawDocument, file_name: str, last_line: int) -> None:
    """Refuse a file whose last document is cut, or that goes on with something else."""
    if document.whole:
        return
    at = f"the document at line {document.first_line}"
    rest = None if document.root is None else _rest_behind(document.data, document.root)
    hint: str | None = AGAIN_HINT
    if document.root is None:
        reason = f"ends early: {at} has no root element"
    elif rest is None:
        reason = f"ends early: </{document.root}> of {at} is missing"
    elif _DECLARATION.startswith(rest):
        reason = "ends early: the XML declaration of its next document is cut"
    else:
        reason, hint = f"goes on behind its last document with {rest[:40]!r}", None
    raise SourceFileError(file_name, reason, position=f"line {last_line}, byte {document.end_byte}", hint=hint)
