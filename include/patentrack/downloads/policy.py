"""How patient a download is, and within which limits: every figure in one place."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """Time limits, retries and the limits of the service.

    The limits are those of the Open Data Portal's pages "API rate limits" and "Bulk datasets - download":
    five bulk files in ten seconds, at least five seconds of silence after a 429, and twenty downloads of one
    file in a year per key.

    Attributes:
        connect_seconds: To wait for a connection.
        read_seconds: To wait for the next bytes.
        whole_seconds: For one try, apart from the time that its bytes take at the slowest rate.
        slowest_bytes_per_second: A transfer slower than this is given up.
        attempts: Tries in all.
        backoff_seconds: Pause before the second try; it doubles with each further one.
        longest_backoff_seconds: Where the doubling ends.
        after_429_seconds: Shortest pause after "too many requests".
        longest_wait_seconds: A service that asks for a longer pause than this is not waited for.
        files_per_window: Bulk files that may be asked for within the window.
        window_seconds: Length of the window.
        yearly_downloads: Downloads of one file in a year.
        yearly_reserve: How many of them are kept for a person who says ``--force``.
        lock_wait_seconds: To wait for other processes that use the service.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    whole_seconds: float = 600.0
    slowest_bytes_per_second: float = 100_000.0
    attempts: int = 6
    backoff_seconds: float = 2.0
    longest_backoff_seconds: float = 120.0
    after_429_seconds: float = 5.0
    longest_wait_seconds: float = 900.0
    files_per_window: int = 5
    window_seconds: float = 10.0
    yearly_downloads: int = 20
    yearly_reserve: int = 2
    lock_wait_seconds: float = 6 * 3600.0

    def pause(self, attempt: int, asked_seconds: float) -> float:
        """Seconds to wait after a failed try: exponential, with jitter, and never less than asked for.

        Args:
            attempt: Number of the try that failed, from 1.
            asked_seconds: What the service asked for, 0 for nothing.
        """
        backoff: float = min(self.longest_backoff_seconds, self.backoff_seconds * 2 ** (attempt - 1))
        # Two processes that failed together must not come back together.
        jitter = random.uniform(0.5, 1.0)  # noqa: S311 (not a secret)
        return max(backoff * jitter, asked_seconds * (1 + 0.1 * jitter))

    def time_limit(self, size: int) -> float:
        """Seconds that one try for so many bytes may take."""
        return self.whole_seconds + size / self.slowest_bytes_per_second
