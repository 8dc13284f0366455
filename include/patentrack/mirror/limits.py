"""The limits of the real API, counted as it says it counts them.

Sources: the Open Data Portal's page on rate limits (one call at a time per key; five bulk files in ten
seconds from one address; wait five seconds after a 429) and its page on bulk downloads (twenty downloads of
a file in a year per key, the next one is answered with 429).
"""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Limits:
    """How much is allowed. None switches a limit off.

    Attributes:
        one_at_a_time: A second request with the key is refused while the first is being answered. The
            transfer from a signed URL needs no key and does not count.
        bulk_files: Downloads from one address within ``bulk_seconds``.
        bulk_seconds: Length of that window.
        per_file: Downloads of one file within a calendar year (UTC), counted since the start.
        refuse_after: Requests with the key that are answered in all; each one after them is refused.
        retry_after: ``Retry-After`` of a refusal, in seconds; None leaves the header out.
    """

    one_at_a_time: bool = True
    bulk_files: int | None = 5
    bulk_seconds: float = 10.0
    per_file: int | None = 20
    refuse_after: int | None = None
    retry_after: int | None = 5

    @classmethod
    def none(cls) -> Limits:
        """No limit at all, for tests of something else."""
        return cls(one_at_a_time=False, bulk_files=None, per_file=None)


class Refused(Exception):  # noqa: N818 (an answer to the client, not an error of the server)
    """A request beyond a limit. The message is told to the client."""


class Slot:
    """A place in a count of what is under way. Releasing it twice does no harm."""

    def __init__(self, leave: Callable[[], None]) -> None:
        self._leave: Callable[[], None] | None = leave

    def release(self) -> None:
        """Leave; the next one may come."""
        leave, self._leave = self._leave, None
        if leave is not None:
            leave()


class Gauge:
    """How many things are under way, and how many were at most. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = 0
        self.highest = 0

    def enter(self) -> Slot:
        """Count one more until its slot is released."""
        with self._lock:
            self._now += 1
            self.highest = max(self.highest, self._now)
        return Slot(self._leave)

    def _leave(self) -> None:
        with self._lock:
            self._now -= 1


class Meter:
    """Counts the requests that carry the key. Safe between threads."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._lock = threading.Lock()
        self._busy = False
        self._answered = 0
        self._recent: dict[str, deque[float]] = {}
        self._of_file: Counter[tuple[str, int]] = Counter()

    def enter(self) -> Slot:
        """Count a request.

        Returns:
            To be released when the answer is complete.

        Raises:
            Refused: Another request with the key is under way, or there were too many.
        """
        with self._lock:
            if self.limits.one_at_a_time and self._busy:
                raise Refused("Only one request at a time is allowed for an API key.")
            if self.limits.refuse_after is not None and self._answered >= self.limits.refuse_after:
                raise Refused(f"The limit of {self.limits.refuse_after} requests is reached.")
            self._answered += 1
            self._busy = True
        return Slot(self._leave)

    def count_download(self, client: str, path: str) -> None:
        """Count one download of a file; one that is refused does not count.

        Args:
            client: The address that asks.
            path: The file, as in the download's URL.

        Raises:
            Refused: Too many files in the window, or the file too often this year.
        """
        now, year = time.monotonic(), datetime.now(UTC).year
        with self._lock:
            per_file, bulk_files = self.limits.per_file, self.limits.bulk_files
            if per_file is not None and self._of_file[path, year] >= per_file:
                raise Refused(f"A file can be downloaded {per_file} times per year with an API key.")
            recent = self._recent.setdefault(client, deque())
            while recent and recent[0] <= now - self.limits.bulk_seconds:
                recent.popleft()
            if bulk_files is not None and len(recent) >= bulk_files:
                raise Refused(f"{bulk_files} files can be downloaded in {self.limits.bulk_seconds:g} seconds.")
            recent.append(now)
            self._of_file[path, year] += 1

    def downloads(self, path: str) -> int:
        """How often a file was downloaded this year, as ``PASDL/ad20240102.zip``."""
        with self._lock:
            return self._of_file[path, datetime.now(UTC).year]

    def _leave(self) -> None:
        with self._lock:
            self._busy = False
