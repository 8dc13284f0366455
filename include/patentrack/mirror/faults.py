"""Faults on request: what the real service does on its bad days, and what an attacker would do.

A fault waits in a queue for a request of its stage whose path fits; it happens as often as it was
added for, and the next fault that fits comes after it. A request without the right key is refused
before any fault.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal, get_args

from patentrack.errors import PatentrackError

Stage = Literal["catalogue", "download", "file"]
Kind = Literal[
    "content_length",
    "corrupt",
    "delay",
    "expired_url",
    "html",
    "ignore_range",
    "invalid_json",
    "listed_size",
    "no_bag",
    "other_etag",
    "redirect",
    "redirect_loop",
    "small_pages",
    "stall",
    "status",
    "trickle",
    "truncate",
]
# These say something only about a request that resumes; they wait for one.
RESUME_ONLY: frozenset[Kind] = frozenset({"ignore_range", "other_etag"})


@dataclass(frozen=True)
class Fault:
    """One kind of misbehaviour. Made with the methods below, not by hand.

    Attributes:
        kind: What happens.
        at: At which stage of a download.
        number: Bytes, bytes per second, files per page or HTTP status, as the kind says.
        seconds: How long, for the kinds that wait.
        text: ``Retry-After`` or the origin of a redirect.
    """

    kind: Kind
    at: Stage
    number: int = 0
    seconds: float = 0.0
    text: str | None = None

    @classmethod
    def content_length(cls, delta: int) -> Fault:
        """Announce ``delta`` bytes more (or, negative, fewer) than the file has.

        Of a length that is too short only so many bytes are sent: to HTTP the answer looks complete.
        """
        return cls("content_length", "file", number=delta)

    @classmethod
    def truncate(cls, after: int) -> Fault:
        """Close the connection when ``after`` bytes of the answer are sent."""
        return cls("truncate", "file", number=after)

    @classmethod
    def stall(cls, after: int) -> Fault:
        """Send ``after`` bytes of the answer and then nothing, with the connection open."""
        return cls("stall", "file", number=after)

    @classmethod
    def trickle(cls, bytes_per_second: int) -> Fault:
        """Send the file slowly, ten times a second."""
        return cls("trickle", "file", number=bytes_per_second)

    @classmethod
    def corrupt(cls, position: int = -1) -> Fault:
        """Send one wrong byte: the one at ``position`` of the file, by default the one in its middle."""
        return cls("corrupt", "file", number=position)

    @classmethod
    def ignore_range(cls) -> Fault:
        """Answer the next resuming request with 200 and the whole file."""
        return cls("ignore_range", "file")

    @classmethod
    def other_etag(cls) -> Fault:
        """Answer the next resuming request with 206, though of a file with another ETag."""
        return cls("other_etag", "file")

    @classmethod
    def html(cls, at: Stage = "file") -> Fault:
        """Answer with an HTML page and status 200, as the real service does when a URL has expired."""
        return cls("html", at)

    @classmethod
    def status(cls, code: int, at: Stage = "download", retry_after: float | str | None = None) -> Fault:
        """Answer with an error: 500, 503, 404 ... ``retry_after`` is seconds or an HTTP date."""
        return cls("status", at, number=code, text=None if retry_after is None else str(retry_after))

    @classmethod
    def too_many(cls, at: Stage = "download", retry_after: float | str | None = 5) -> Fault:
        """Answer 429, with or without ``Retry-After``."""
        return cls.status(429, at, retry_after)

    @classmethod
    def delay(cls, seconds: float, at: Stage = "download") -> Fault:
        """Wait before answering; the key counts as busy for that long."""
        return cls("delay", at, seconds=seconds)

    @classmethod
    def expired_url(cls) -> Fault:
        """Hand out a signed URL that has expired already."""
        return cls("expired_url", "download")

    @classmethod
    def redirect(cls, origin: str, at: Stage = "download") -> Fault:
        """Redirect to ``origin``, say the ``url`` of another stand-in; path and query stay."""
        return cls("redirect", at, text=origin.rstrip("/"))

    @classmethod
    def redirect_loop(cls, at: Stage = "download") -> Fault:
        """Redirect to the URL that was asked for."""
        return cls("redirect_loop", at)

    @classmethod
    def invalid_json(cls) -> Fault:
        """Break off the catalogue's JSON in the middle, with status 200 and a Content-Length that fits."""
        return cls("invalid_json", "catalogue")

    @classmethod
    def no_bag(cls) -> Fault:
        """Leave ``productFileBag`` out."""
        return cls("no_bag", "catalogue")

    @classmethod
    def small_pages(cls, limit: int) -> Fault:
        """Give at most ``limit`` files, whatever was asked for."""
        return cls("small_pages", "catalogue", number=limit)

    @classmethod
    def listed_size(cls, delta: int) -> Fault:
        """List every file with ``delta`` bytes more (or, negative, fewer) than it has."""
        return cls("listed_size", "catalogue", number=delta)


@dataclass
class _Waiting:
    pattern: str
    fault: Fault
    times: int | None


class FaultQueue:
    """Faults that are still to happen, in the order in which they were added. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queue: list[_Waiting] = []

    def add(self, path: str, fault: Fault, *, times: int | None = 1) -> None:
        """Let a fault happen to requests whose path fits.

        Args:
            path: A pattern as in a shell (``PASDL/ad2024*``); ``*`` goes across folders too. What the path
                of a request is stands in :mod:`patentrack.mirror.server`.
            fault: What is to happen.
            times: How often; None for ever.
        """
        with self._lock:
            self._queue.append(_Waiting(path, fault, times))

    def take(self, stage: Stage, path: str, *, resuming: bool = False) -> Fault | None:
        """The first fault that fits a request, counted as happened."""
        with self._lock:
            for waiting in self._queue:
                fault = waiting.fault
                if fault.at != stage or not fnmatchcase(path, waiting.pattern):
                    continue
                if fault.kind in RESUME_ONLY and not resuming:
                    continue
                if waiting.times is not None:
                    waiting.times -= 1
                    if waiting.times <= 0:
                        self._queue.remove(waiting)
                return fault
        return None

    def waiting(self) -> list[Fault]:
        """Faults that have not happened as often as they were added for (those for ever stay)."""
        with self._lock:
            return [waiting.fault for waiting in self._queue]

    def clear(self) -> None:
        """Forget every fault."""
        with self._lock:
            self._queue.clear()


def read_faults(file: Path) -> list[tuple[str, Fault, int | None]]:
    """Read the faults of a test that starts the stand-in as a process.

    The file is a JSON array of objects: ``path`` (default ``*``), ``times`` (default 1, null for
    ever), ``fault`` (the name of a method of :class:`Fault`), and that method's arguments by name::

        [{"path": "PASDL/*", "fault": "too_many", "retry_after": 1, "times": 3}]

    Raises:
        PatentrackError: The file cannot be read, or an entry names no fault or wrong arguments.
    """
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PatentrackError(f"the faults file {file} cannot be read: {error}") from error
    if not isinstance(entries, list):
        raise PatentrackError(f"the faults file {file} is no JSON array")
    return [_entry(file, number, entry) for number, entry in enumerate(entries, start=1)]


def _entry(file: Path, number: int, entry: object) -> tuple[str, Fault, int | None]:
    where = f"the faults file {file}, entry {number}"
    if not isinstance(entry, dict):
        raise PatentrackError(f"{where}: not an object")
    arguments = dict(entry)
    path, times, name = arguments.pop("path", "*"), arguments.pop("times", 1), arguments.pop("fault", None)
    if name not in FAULTS:
        raise PatentrackError(f"{where}: no fault is called {name!r}", hint=f"There are: {', '.join(FAULTS)}")
    try:
        fault: Fault = getattr(Fault, name)(**arguments)
    except (TypeError, AttributeError) as error:
        raise PatentrackError(f"{where}: {name}: {error}") from error
    if fault.at not in get_args(Stage) or not _is_number(fault.number) or not _is_number(fault.seconds):
        raise PatentrackError(f"{where}: {name}: an argument has a value that it cannot have")
    if not isinstance(path, str) or not (times is None or (isinstance(times, int) and times > 0)):
        raise PatentrackError(f"{where}: path is a text, times a positive number or null")
    return path, fault, times


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


FAULTS = sorted(name for name, member in vars(Fault).items() if isinstance(member, classmethod))
