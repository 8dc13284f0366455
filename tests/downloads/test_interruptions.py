"""Downloads that are killed, cut off or fall silent, and what the next try sends."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from patentrack.downloads.errors import DownloadError
from patentrack.downloads.fetch import fetch_period
from patentrack.downloads.policy import Policy
from patentrack.errors import SourceFileError
from patentrack.mirror.faults import Fault
from patentrack.mirror.limits import Limits
from patentrack.mirror.server import MirrorServer
from patentrack.settings import Settings
from support.downloads import write_zip

DAY = date(2024, 1, 2)
NAME = "ad20240102.zip"
CHILD = """
import sys
from datetime import date
from patentrack.downloads.fetch import fetch_period
from patentrack.settings import load_settings
day = date.fromisoformat(sys.argv[1])
[file] = fetch_period("PASDL", day, day, load_settings())
print(file.fetched)
"""


def fetch(settings: Settings, policy: Policy) -> Path:
    [file] = fetch_period("PASDL", DAY, DAY, settings, policy=policy)
    return Path(file.path)


def ranges(server: MirrorServer) -> list[str | None]:
    """What each request for the file asked for, and under which condition it was to be a part."""
    return [request.headers.get("range") for request in server.requests_for("file")]


def child(day: date = DAY) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, day.isoformat()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to that in time"
        time.sleep(0.02)


def test_a_killed_download_goes_on_where_it_was(
    server: MirrorServer, settings: Settings, policy: Policy, served: Path
) -> None:
    server.faults.add("PASDL/*", Fault.stall(100_000))
    part = settings.landing / f"{NAME}.part"
    process = child()
    try:
        wait_for(lambda: part.exists() and part.stat().st_size == 100_000)
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert not (settings.landing / NAME).exists()
    assert fetch(settings, policy).read_bytes() == (served / "PASDL" / NAME).read_bytes()
    assert ranges(server) == [None, "bytes=100000-"]
    resumed = server.requests_for("file")[-1]
    assert resumed.status == 206
    assert resumed.headers["if-range"].startswith('"')
    assert sorted(path.name for path in settings.landing.iterdir()) == [NAME]


@pytest.mark.parametrize("fault", [Fault.truncate(50_000), Fault.stall(50_000)], ids=["truncate", "half-open"])
def test_a_broken_or_silent_connection_is_resumed(
    server: MirrorServer, settings: Settings, policy: Policy, served: Path, fault: Fault
) -> None:
    server.faults.add("PASDL/*", fault)
    started = time.monotonic()
    assert fetch(settings, policy).read_bytes() == (served / "PASDL" / NAME).read_bytes()
    assert ranges(server) == [None, "bytes=50000-"]
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("fault", "asked"),
    [
        (Fault.ignore_range(), [None, "bytes=50000-"]),
        (Fault.other_etag(), [None, "bytes=50000-", None]),
    ],
    ids=["ignored", "other"],
)
def test_a_rest_of_another_file_is_not_glued_on(
    server: MirrorServer, settings: Settings, policy: Policy, fault: Fault, asked: list[str | None]
) -> None:
    server.faults.add("PASDL/*", Fault.truncate(50_000))
    server.faults.add("PASDL/*", fault)
    path = fetch(settings, policy)
    assert path.read_bytes() == (server.catalogue.root / "PASDL" / NAME).read_bytes()
    assert ranges(server) == asked


def test_a_part_of_an_earlier_issue_is_thrown_away(
    server: MirrorServer, settings: Settings, policy: Policy, served: Path
) -> None:
    server.faults.add("PASDL/*", Fault.truncate(50_000), times=None)
    with pytest.raises(DownloadError, match=rf"{NAME}: .* after 1 tries"):
        fetch(settings, replace(policy, attempts=1))
    assert (settings.landing / f"{NAME}.part").stat().st_size == 50_000
    server.faults.clear()
    write_zip(served / "PASDL" / NAME, 200_000)
    assert fetch(settings, policy).read_bytes() == (served / "PASDL" / NAME).read_bytes()
    assert ranges(server) == [None, None]


def test_a_part_nobody_vouches_for_is_thrown_away(
    server: MirrorServer, settings: Settings, policy: Policy, served: Path
) -> None:
    settings.landing.mkdir(parents=True)
    (settings.landing / f"{NAME}.part").write_bytes(b"PK of something else")
    assert fetch(settings, policy).read_bytes() == (served / "PASDL" / NAME).read_bytes()
    assert ranges(server) == [None]


def test_a_complete_part_is_not_fetched_again(
    server: MirrorServer, settings: Settings, policy: Policy, served: Path
) -> None:
    """What a run leaves that is killed between the last byte and the new name."""
    whole = (served / "PASDL" / NAME).read_bytes()
    server.faults.add("PASDL/*", Fault.truncate(len(whole) - 1))
    with pytest.raises(DownloadError):
        fetch(settings, replace(policy, attempts=1))
    (settings.landing / f"{NAME}.part").write_bytes(whole)
    assert fetch(settings, policy).read_bytes() == whole
    assert len(server.requests_for("download")) == 1


def test_damage_from_an_earlier_try_costs_a_new_one(
    server: MirrorServer, settings: Settings, policy: Policy, served: Path
) -> None:
    server.faults.add("PASDL/*", Fault.truncate(50_000))
    with pytest.raises(DownloadError):
        fetch(settings, replace(policy, attempts=1))
    part = settings.landing / f"{NAME}.part"
    data = bytearray(part.read_bytes())
    data[25_000] ^= 0xFF
    part.write_bytes(data)
    assert fetch(settings, policy).read_bytes() == (served / "PASDL" / NAME).read_bytes()
    assert ranges(server) == [None, "bytes=50000-", None]


def test_damage_as_it_was_sent_is_a_failure_at_once(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    server.faults.add("PASDL/*", Fault.corrupt())
    with pytest.raises(SourceFileError, match=rf"^{NAME}, byte 0: has a wrong checksum"):
        fetch(settings, policy)
    assert len(server.requests_for("download")) == 1
    assert list(settings.landing.iterdir()) == []


def test_a_trickle_ends_with_the_time_for_the_whole(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    server.faults.add("PASDL/*", Fault.trickle(1000), times=None)
    hasty = replace(policy, whole_seconds=1, slowest_bytes_per_second=1e9, attempts=2)
    started = time.monotonic()
    with pytest.raises(DownloadError, match="longer than the whole download may take"):
        fetch(settings, hasty)
    assert 2 <= time.monotonic() - started < 8


def test_an_answer_that_never_begins_ends(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    server.faults.add("PASDL/*", Fault.delay(5), times=None)
    with pytest.raises(DownloadError, match="no answer in time"):
        fetch(settings, replace(policy, read_seconds=0.3, attempts=2))
    assert len(server.requests_for("download")) == 2


def test_processes_ask_one_at_a_time(
    served: Path, settings_for: Callable[[MirrorServer], Settings], policy: Policy
) -> None:
    """The stand-in refuses a second request of the key while one is answered, as the real API does."""
    with MirrorServer(served, limits=Limits(bulk_files=None)) as server:
        settings = settings_for(server)
        fetch_period("PASDL", DAY, DAY, settings, policy=policy)
        for name in ("ad20240101", "ad20240103"):
            server.faults.add(f"PASDL/{name}.zip", Fault.delay(0.5))
        processes = [child(date(2024, 1, day)) for day in (1, 3, 1)]
        outputs = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], outputs
    assert sorted(output for output, _ in outputs) == ["False\n", "True\n", "True\n"]
    assert server.most_at_once == 1
    assert {request.status for request in server.requests} == {200, 302}
