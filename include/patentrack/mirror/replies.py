"""What goes back to a client, before it touches a socket: status, headers, body, and how the body is sent."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime
from pathlib import Path
from typing import Any, BinaryIO

from patentrack.mirror import bodies
from patentrack.mirror.catalogue import ListedFile
from patentrack.mirror.faults import Fault

PIECE_BYTES = 64 * 1024
TRICKLES_PER_SECOND = 10
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
PAGE = (
    "<!doctype html>\n<html><head><title>Open Data Portal</title></head>"
    "<body><div id='root'>You need to enable JavaScript to run this app.</div></body></html>\n"
)


@dataclass(frozen=True)
class Part:
    """Bytes ``start`` to ``stop`` (excluded) of a file; the one at ``wrong`` is changed."""

    path: Path
    start: int
    stop: int
    wrong: int | None = None

    def open(self) -> BinaryIO:
        """Open the file at the start of the part.

        Raises:
            OSError: It has gone since the folder was read, or a link was put in its place.
        """
        source = os.fdopen(os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW), "rb")
        source.seek(self.start)
        return source


@dataclass
class Reply:
    """An answer.

    Attributes:
        status: HTTP status.
        headers: Without Date, Server and Content-Length.
        body: The bytes, or a part of a file.
        announced: Content-Length, where it is not the length of the body.
        stop_after: Send only so many bytes of the body.
        stall: Having stopped, keep the connection open.
        bytes_per_second: Send no faster.
    """

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | Part = b""
    announced: int | None = None
    stop_after: int | None = None
    stall: bool = False
    bytes_per_second: int | None = None

    @property
    def length(self) -> int:
        """Bytes of the whole body."""
        return len(self.body) if isinstance(self.body, bytes) else self.body.stop - self.body.start

    @property
    def to_send(self) -> int:
        """Bytes of the body that are sent."""
        return self.length if self.stop_after is None else min(self.stop_after, self.length)

    def pieces(self, source: BinaryIO | None) -> Iterator[bytes]:
        """The body as it is sent.

        Args:
            source: The opened part; None for a body of bytes.
        """
        if isinstance(self.body, bytes):
            yield self.body[: self.to_send]
            return
        if source is None:
            raise ValueError("a part of a file is sent from the opened file")
        size = PIECE_BYTES
        if self.bytes_per_second is not None:
            size = max(1, self.bytes_per_second // TRICKLES_PER_SECOND)
        position, end = self.body.start, self.body.start + self.to_send
        while position < end:
            piece = source.read(min(size, end - position))
            if not piece:  # the file has become shorter
                return
            wrong = self.body.wrong
            if wrong is not None and position <= wrong < position + len(piece):
                at = wrong - position
                piece = piece[:at] + bytes([piece[at] ^ 0xFF]) + piece[at + 1 :]
            position += len(piece)
            yield piece


def json_reply(status: int, body: dict[str, Any], headers: Mapping[str, str] | None = None) -> Reply:
    """An answer in JSON."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Reply(status, {"Content-Type": "application/json", **(headers or {})}, text.encode())


def error_reply(status: int, details: str, retry_after: float | str | None = None) -> Reply:
    """An error as the API words it."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return json_reply(status, bodies.error(status, details), headers)


def html_reply(status: int) -> Reply:
    """The portal's empty page, which is also what an expired URL leads to."""
    return Reply(status, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode())


def redirect_reply(location: str) -> Reply:
    """302 to another place."""
    return Reply(302, {"Location": location})


def file_reply(file: ListedFile, headers: Mapping[str, str], fault: Fault | None = None) -> Reply:
    """A file or the range of it that was asked for (RFC 9110, sections 13 and 14).

    Args:
        file: What was asked for.
        headers: Those of the request, names in lower case.
        fault: What goes wrong on the way.
    """
    kind = fault.kind if fault else None
    answer = {
        "Content-Type": "application/zip" if file.name.endswith(".zip") else "application/octet-stream",
        "Accept-Ranges": "bytes",
        "ETag": '"of-another-file"' if kind == "other_etag" else file.etag,
        "Last-Modified": format_datetime(file.modified, usegmt=True),
    }
    start, stop, status = 0, file.size, 200
    asked = RANGE.fullmatch(headers.get("range", "").replace(" ", ""))
    condition = headers.get("if-range")
    # A fault answers 206 although the condition fails: that is the fault.
    holds = condition in {None, file.etag, answer["Last-Modified"]} or kind == "other_etag"
    if asked and any(asked.groups()) and holds and kind != "ignore_range":
        found = _bounds(asked[1], asked[2], file.size)
        if found is None:
            return Reply(416, {"Content-Range": f"bytes */{file.size}"})
        start, stop = found
        status = 206
        answer["Content-Range"] = f"bytes {start}-{stop - 1}/{file.size}"
    wrong = None
    if fault is not None and kind == "corrupt":
        wrong = fault.number if fault.number >= 0 else file.size // 2
    reply = Reply(status, answer, Part(file.path, start, stop, wrong))
    if fault is not None:
        _spoil(reply, fault)
    return reply


def _bounds(first: str, last: str, size: int) -> tuple[int, int] | None:
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start = int(first)
        stop = min(int(last) + 1, size) if last else size
    return (start, stop) if start < stop else None


def _spoil(reply: Reply, fault: Fault) -> None:
    if fault.kind in {"truncate", "stall"}:
        reply.stop_after = fault.number
        reply.stall = fault.kind == "stall"
    elif fault.kind == "trickle":
        reply.bytes_per_second = fault.number
    elif fault.kind == "content_length":
        reply.announced = max(0, reply.length + fault.number)
        reply.stop_after = min(reply.length, reply.announced)
