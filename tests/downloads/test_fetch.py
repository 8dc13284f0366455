from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from patentrack.archives import sha256_of
from patentrack.downloads.errors import BudgetError, DownloadError, MissingFilesError
from patentrack.downloads.fetch import DownloadedFile, fetch_period
from patentrack.downloads.policy import Policy
from patentrack.errors import SourceFileError
from patentrack.mirror.faults import Fault
from patentrack.mirror.limits import Limits
from patentrack.mirror.server import MirrorServer
from patentrack.settings import Settings
from patentrack.warehouse.tables.ledger import download_request, download_tracking, source_file
from support.downloads import rows
from support.environment import WarehouseEnv

FIRST, SECOND, THIRD = date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3)
NAME = "ad20240102.zip"


def fetch_one(settings: Settings, policy: Policy, **options: bool) -> DownloadedFile:
    [file] = fetch_period("PASDL", SECOND, SECOND, settings, policy=policy, **options)  # type: ignore[arg-type]
    return file


def landed(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.landing.iterdir()) if settings.landing.exists() else []


def test_a_window_is_fetched_verified_and_entered_as_pending(
    warehouse_env: WarehouseEnv,
    server: MirrorServer,
    settings_for: Callable[[MirrorServer], Settings],
    policy: Policy,
    served: Path,
) -> None:
    settings = settings_for(server)
    files = fetch_period("PASDL", FIRST, THIRD, settings, policy=policy)
    assert [file.file_name for file in files] == ["ad20240101.zip", NAME, "ad20240103.zip"]
    for file in files:
        assert Path(file.path).read_bytes() == (served / "PASDL" / file.file_name).read_bytes()
        assert file.fetched
        assert file.downloads_in_year == 1
    ledger = rows(settings, source_file)
    assert [(row["product"], row["state"], row["sha256"]) for row in ledger] == [
        ("assignments", "pending", file.sha256) for file in files
    ]
    assert ledger[1]["date_from"] == ledger[1]["date_to"] == SECOND
    [tracking] = rows(settings, download_tracking)
    assert (tracking["status"], tracking["files_downloaded"]) == ("success", 3)
    assert tracking["next_scheduled_date"] == date(2024, 1, 5)
    assert landed(settings) == [file.file_name for file in files]
    assert json.loads(json.dumps([file.as_dict() for file in files]))[0]["date_from"] == "2024-01-01"


def test_a_rerun_fetches_nothing_anew(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    first = fetch_one(settings, policy)
    again = fetch_one(settings, policy)
    assert again == replace(first, fetched=False)
    assert len(server.requests_for("download")) == 1


def test_a_re_issue_of_the_same_size_is_fetched(
    server: MirrorServer, settings: Settings, policy: Policy, served: Path
) -> None:
    first = fetch_one(settings, policy)
    past = Path(first.path).stat().st_mtime - 86_400
    os.utime(first.path, (past, past))
    assert fetch_one(settings, policy).fetched


def test_a_file_that_was_changed_here_is_fetched_again(
    server: MirrorServer, settings: Settings, policy: Policy
) -> None:
    first = fetch_one(settings, policy)
    data = bytearray(Path(first.path).read_bytes())
    data[1000] ^= 1
    Path(first.path).write_bytes(data)
    again = fetch_one(settings, policy)
    assert again.fetched
    assert again.sha256 == first.sha256 == sha256_of(Path(first.path))


def test_a_file_put_here_by_hand_is_not_fetched(
    server: MirrorServer, settings: Settings, policy: Policy, served: Path
) -> None:
    settings.landing.mkdir(parents=True)
    shutil.copy(served / "PASDL" / NAME, settings.landing)
    assert not fetch_one(settings, policy).fetched
    assert server.requests_for("download") == []
    assert [row["state"] for row in rows(settings, source_file)] == ["pending"]


def test_the_key_goes_to_the_api_alone(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    fetch_one(settings, policy)
    seen = [(request.at, request.host.partition(":")[0], request.has_key) for request in server.requests]
    assert seen[-2:] == [("download", "127.0.0.1", True), ("file", "localhost", False)]
    assert all(request.has_key for request in server.requests_for("catalogue"))
    assert not any({"cookie", "authorization"} & set(request.headers) for request in server.requests)


@pytest.mark.parametrize("answer", ["redirect", "json", "text", "direct"])
def test_every_style_of_answer_gives_the_file(
    served: Path,
    settings_for: Callable[[MirrorServer], Settings],
    policy: Policy,
    answer: str,
) -> None:
    with MirrorServer(served, limits=Limits.none(), answer=answer) as server:  # type: ignore[arg-type]
        assert fetch_one(settings_for(server), policy).fetched
        assert not any(request.has_key for request in server.requests_for("file"))


def test_a_day_that_does_not_exist_is_named_and_the_others_are_fetched(
    server: MirrorServer, settings: Settings, policy: Policy, served: Path
) -> None:
    (served / "PASDL" / NAME).unlink()
    with pytest.raises(MissingFilesError, match=r"PASDL: no file of 2024-01-02 is listed"):
        fetch_period("PASDL", FIRST, THIRD, settings, policy=policy)
    assert landed(settings) == ["ad20240101.zip", "ad20240103.zip"]
    [tracking] = rows(settings, download_tracking)
    assert tracking["status"] == "failed"
    assert "2024-01-02" in str(tracking["error_message"])


def test_a_window_without_any_file_is_no_success(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    with pytest.raises(MissingFilesError, match="2023-12-31"):
        fetch_period("PASDL", date(2023, 12, 31), date(2023, 12, 31), settings, policy=policy)


def test_a_day_that_is_not_due_yet_says_when(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    day = date.today() + timedelta(days=2)  # noqa: DTZ011
    with pytest.raises(MissingFilesError, match=r"is due at .* 10:00 UTC"):
        fetch_period("PASDL", day, day, settings, policy=policy)


def test_without_a_key_the_files_have_to_be_here(without_key: Settings, policy: Policy, served: Path) -> None:
    with pytest.raises(MissingFilesError, match=r"2024-01-02 is in .*PATENTRACK_USPTO_API_KEY"):
        fetch_one(without_key, policy)
    without_key.landing.mkdir(parents=True, exist_ok=True)
    shutil.copy(served / "PASDL" / NAME, without_key.landing)
    assert not fetch_one(without_key, policy).fetched


def test_a_file_the_uspto_lists_no_more_is_taken_from_here_with_a_warning(
    server: MirrorServer, settings: Settings, policy: Policy, served: Path
) -> None:
    fetch_one(settings, policy)
    (served / "PASDL" / NAME).unlink()
    kept = fetch_one(settings, policy)
    assert not kept.fetched
    assert any("not listed" in warning for warning in kept.warnings)


def test_a_size_out_of_the_ordinary_is_a_warning(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    [warning] = fetch_one(settings, policy).warnings  # a Tuesday has megabytes
    assert "5,000,000 to 60,000,000 are usual" in warning
    [wednesday] = fetch_period("PASDL", THIRD, THIRD, settings, policy=policy)
    assert wednesday.warnings == ()


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (Fault.content_length(+100), "are announced where the catalogue lists"),
        (Fault.content_length(-100), "are announced where the catalogue lists"),
        (Fault.html("download"), "an HTML page came in place of the file"),
        (Fault.status(404), "status 404"),
        (Fault.redirect_loop(), "more than 5 redirects"),
        (Fault.corrupt(), "CRC"),
        (Fault.corrupt(0), "no zip archive came"),
    ],
    ids=["longer", "shorter", "html", "404", "loop", "crc", "magic"],
)
def test_what_is_no_file_never_becomes_one(
    server: MirrorServer, settings: Settings, policy: Policy, fault: Fault, says: str
) -> None:
    server.faults.add("PASDL/*", fault, times=None)
    with pytest.raises((DownloadError, SourceFileError), match=says) as caught:
        fetch_one(settings, policy)
    assert NAME not in landed(settings)
    assert server.key not in str(caught.value)
    assert rows(settings, source_file) == []
    server.faults.clear()
    assert fetch_one(settings, policy).fetched


def test_a_catalogue_that_lies_about_the_size_fails(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    server.faults.add("PASDL", Fault.listed_size(7))
    with pytest.raises(DownloadError, match="are announced where the catalogue lists"):
        fetch_one(settings, policy)
    assert landed(settings) == []


@pytest.mark.parametrize(
    "fault", [Fault.expired_url(), Fault.html("file"), Fault.status(503), Fault.status(500, at="file")]
)
def test_what_another_try_mends_is_tried_again(
    server: MirrorServer, settings: Settings, policy: Policy, fault: Fault
) -> None:
    server.faults.add("PASDL/*", fault)
    assert fetch_one(settings, policy).fetched
    assert len(server.requests_for("download")) == 2
    assert server.faults.waiting() == []


def test_a_429_storm_is_waited_out_and_does_not_use_the_budget(
    server: MirrorServer, settings: Settings, policy: Policy
) -> None:
    server.faults.add("PASDL/*", Fault.too_many(retry_after=None), times=3)
    file = fetch_one(settings, policy)
    assert [request.status for request in server.requests_for("download")] == [429, 429, 429, 302]
    assert [row["http_status"] for row in rows(settings, download_request)] == [429, 429, 429, 200]
    assert file.downloads_in_year == 1


def test_a_429_storm_without_end_fails(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    server.faults.add("PASDL/*", Fault.too_many(retry_after=0), times=None)
    with pytest.raises(DownloadError, match=r"status 429, too many requests, after 4 tries") as caught:
        fetch_one(settings, policy)
    assert not caught.value.permanent
    assert len(server.requests_for("download")) == 4


def test_a_service_that_wants_an_hour_is_not_waited_for(
    server: MirrorServer, settings: Settings, policy: Policy
) -> None:
    server.faults.add("PASDL/*", Fault.too_many(retry_after=3600), times=None)
    with pytest.raises(DownloadError, match="left alone for 3600 s"):
        fetch_one(settings, policy)
    assert len(server.requests_for("download")) == 1


def test_retry_after_is_obeyed(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    server.faults.add("PASDL/*", Fault.too_many(retry_after=1))
    started = time.monotonic()
    fetch_one(settings, policy)
    assert time.monotonic() - started >= 1


def test_the_unattended_budget_ends_two_short_of_the_yearly_one(
    server: MirrorServer, settings: Settings, policy: Policy
) -> None:
    small = replace(policy, yearly_downloads=5, yearly_reserve=2)
    for _ in range(3):
        Path(fetch_one(settings, small).path).unlink()
    with pytest.raises(BudgetError, match=r"downloaded 3 times within a year, of 5 .*--force"):
        fetch_one(settings, small)
    assert server.meter.downloads(f"PASDL/{NAME}") == 3
    for _ in range(2):
        Path(fetch_one(settings, small, force=True).path).unlink()
    with pytest.raises(BudgetError, match="which is all that a key may"):
        fetch_one(settings, small, force=True)
    assert server.meter.downloads(f"PASDL/{NAME}") == 5
    other_key = replace(settings, uspto_api_key="another")
    with pytest.raises(DownloadError, match="403"):
        fetch_one(other_key, small)


def test_five_files_a_window_are_kept_across_runs(
    served: Path, settings_for: Callable[[MirrorServer], Settings], policy: Policy
) -> None:
    """The stand-in refuses the third file within two seconds: nothing may be refused."""
    limits = Limits(bulk_files=2, bulk_seconds=2)
    with MirrorServer(served, limits=limits) as server:
        settings = settings_for(server)
        slow = replace(policy, files_per_window=2, window_seconds=2)
        for day in (FIRST, SECOND, THIRD):
            fetch_period("PASDL", day, day, settings, policy=slow)
        assert [request.status for request in server.requests_for("download")] == [302, 302, 302]
        assert [request.status for request in server.requests_for("catalogue")] == [200, 200, 200]
