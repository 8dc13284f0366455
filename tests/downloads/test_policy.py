from __future__ import annotations

import email.utils
import time

import pytest

from patentrack.downloads.policy import Policy
from patentrack.downloads.transport import _retry_after


def test_pauses_double_up_to_a_limit_and_differ() -> None:
    policy = Policy()
    for attempt, longest in ((1, 2), (2, 4), (3, 8), (10, 120)):
        pauses = {policy.pause(attempt, 0.0) for _ in range(50)}
        assert all(longest / 2 <= pause <= longest for pause in pauses)
        assert len(pauses) > 1


def test_a_pause_is_never_shorter_than_asked_for() -> None:
    policy = Policy()
    assert policy.after_429_seconds >= 5
    assert all(policy.pause(1, policy.after_429_seconds) >= 5 for _ in range(50))


def test_the_limits_of_the_service() -> None:
    policy = Policy()
    assert (policy.files_per_window, policy.window_seconds, policy.yearly_downloads) == (5, 10, 20)
    assert policy.yearly_downloads - policy.yearly_reserve == 18  # the 19th asks for --force
    # The largest daily file known has about 150 MB packed; on a slow line it takes its time.
    assert policy.time_limit(150_000_000) == 2100


@pytest.mark.parametrize(("text", "seconds"), [(None, 0), ("", 0), ("7", 7), ("soon", 0), ("-3", 0), ("1.5", 0)])
def test_retry_after_in_seconds(text: str | None, seconds: float) -> None:
    assert _retry_after(text) == seconds


def test_retry_after_as_a_date() -> None:
    assert 28 <= _retry_after(email.utils.formatdate(time.time() + 30, usegmt=True)) <= 30
    assert _retry_after(email.utils.formatdate(time.time() - 30, usegmt=True)) == 0
