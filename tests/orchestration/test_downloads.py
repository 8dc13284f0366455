from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from patentrack.downloads.errors import DownloadError, MissingFilesError
from patentrack.errors import SettingsError
from patentrack.ingest.assignments import ingest_file
from patentrack.mirror.limits import Limits
from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.defaults import fail_at_once
from patentrack.orchestration.downloads import (
    CONNECTION,
    check_gaps,
    fetch,
    fetch_back_file,
    fetch_day,
    require_no_gaps,
    task_settings,
)
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import upgrade
from support.padx import record, write_padx

DAY = date(2024, 1, 17)
Publish = Callable[..., Path]


@pytest.fixture
def landing() -> Path:
    """The landing folder of a warehouse whose tables are there."""
    warehouse = open_warehouse(load_settings())
    upgrade(warehouse)
    warehouse.engine.dispose()
    folder = load_settings().landing
    folder.mkdir()
    return folder


@pytest.fixture
def mirror(landing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MirrorServer]:
    """The stand-in without limits, and its key in the connection."""
    folder = tmp_path / "mirrored"
    folder.mkdir()
    with MirrorServer(folder, limits=Limits.none()) as server:
        monkeypatch.setenv("PATENTRACK_USPTO_API_URL", server.url)
        monkeypatch.setenv("PATENTRACK_USPTO_CA_FILE", str(server.ca_file))
        monkeypatch.setenv("PATENTRACK_USPTO_HOSTS", "localhost")
        monkeypatch.setenv("AIRFLOW_CONN_USPTO_ODP", json.dumps({"conn_type": "http", "password": server.key}))
        yield server


def publish(folder: Path, day: date = DAY, *, name: str = "", updated: date | None = None) -> Path:
    return write_padx(folder / (name or f"ad{day:%Y%m%d}.zip"), day, [record(41576, 1, updated=updated or day)])


def connect(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_USPTO_ODP", json.dumps({"conn_type": "http", "password": password}))


def test_the_key_is_that_of_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATENTRACK_USPTO_API_KEY", "of-the-environment")
    connect(monkeypatch, " of-the-connection\n")
    settings = task_settings()
    assert settings.uspto_api_key == "of-the-connection"
    assert "of-the" not in repr(settings)


def test_without_a_key_in_the_connection_it_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    connect(monkeypatch, "")
    assert task_settings().uspto_api_key is None
    monkeypatch.setenv("PATENTRACK_USPTO_API_KEY", "of-the-environment")
    assert task_settings().uspto_api_key == "of-the-environment"


def test_a_key_that_can_be_none_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    connect(monkeypatch, "two words")
    with pytest.raises(SettingsError, match=CONNECTION) as caught:
        task_settings()
    assert "two words" not in str(caught.value)


@pytest.mark.parametrize(("permanent", "raised"), [(True, AirflowFailException), (False, DownloadError)])
def test_what_the_network_may_mend_keeps_its_retries(permanent: bool, raised: type[Exception]) -> None:
    with pytest.raises(raised), fail_at_once():
        raise DownloadError("refused", permanent=permanent)


def test_a_file_that_is_here_needs_no_network(mirror: MirrorServer, landing: Path) -> None:
    publish(landing)
    here = fetch_day(DAY)
    assert (here["path"], here["fetched"]) == (str(landing / "ad20240117.zip"), False)
    assert mirror.requests == []


def test_an_unpacked_file_is_taken_as_it_is(landing: Path) -> None:
    path = publish(landing, name="ad20240117.xml")
    assert fetch_day(DAY) == {"path": str(path), "fetched": False}


def test_a_file_is_fetched_once(mirror: MirrorServer, landing: Path) -> None:
    published = publish(mirror.catalogue.root / "PASDL")
    first, second = fetch_day(DAY), fetch_day(DAY)
    assert (landing / published.name).read_bytes() == published.read_bytes()
    assert (first["fetched"], second["fetched"], second["downloads_in_year"]) == (True, False, 1)
    assert len(mirror.requests_for("download")) == 1


def test_a_damaged_file_is_fetched_anew(mirror: MirrorServer, landing: Path) -> None:
    published = publish(mirror.catalogue.root / "PASDL")
    (landing / published.name).write_bytes(published.read_bytes()[:-30])
    assert fetch_day(DAY)["fetched"] is True
    assert (landing / published.name).read_bytes() == published.read_bytes()


def test_a_day_that_was_due_long_ago_fails_at_once(mirror: MirrorServer) -> None:
    publish(mirror.catalogue.root / "PASDL", DAY - timedelta(days=1))
    with pytest.raises(AirflowFailException, match=f"no file of {DAY} is listed by the USPTO"):
        fetch_day(DAY)


def test_a_day_that_is_late_is_waited_for_with_a_key_alone(
    mirror: MirrorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(mirror.catalogue.root / "PASDL")
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    with pytest.raises(MissingFilesError, match=f"no file of {yesterday}"):
        fetch_day(yesterday)
    connect(monkeypatch, "")
    with pytest.raises(AirflowFailException, match=f"no file of {yesterday} is in"):
        fetch_day(yesterday)


def test_a_wrong_key_fails_at_once_and_is_not_shown(mirror: MirrorServer, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(mirror.catalogue.root / "PASDL")
    connect(monkeypatch, "not-the-key-at-all")
    with pytest.raises(AirflowFailException) as caught:
        fetch_day(DAY)
    assert "not-the-key" not in str(caught.value)
    assert len(mirror.requests) == 1


def test_gaps_before_the_day_are_named(landing: Path) -> None:
    today = datetime.now(UTC).date()
    require_no_gaps("PASDL", today)  # Nothing was ever here: nothing is missing.
    for days_ago in (60, 10, 8):
        publish(landing, day := today - timedelta(days=days_ago))
        fetch_day(day)
    missing = [today - timedelta(days=days_ago) for days_ago in range(30, 2, -1) if days_ago not in (10, 8)]
    with pytest.raises(AirflowFailException) as caught:
        require_no_gaps("PASDL", today - timedelta(days=2))
    message = str(caught.value)
    assert ", ".join(map(str, missing)) in message
    for days_ago in (40, 10, 8, 2):
        assert str(today - timedelta(days=days_ago)) not in message.partition("no file came of")[2]


@pytest.mark.parametrize(("run_type", "days_ago"), [("backfill", 1), ("manual", 8), ("scheduled", 30)])
def test_a_run_about_the_past_does_not_look_for_gaps(landing: Path, run_type: str, days_ago: int) -> None:
    today = datetime.now(UTC).date()
    publish(landing, today - timedelta(days=40))
    fetch_day(today - timedelta(days=40))
    with pytest.raises(AirflowSkipException):
        check_gaps("PASDL", today - timedelta(days=days_ago), run_type)
    with pytest.raises(AirflowFailException, match="no file came of"):
        check_gaps("PASDL", today - timedelta(days=7), "manual")


def test_the_gaps_of_a_weekly_product_are_weeks(landing: Path) -> None:
    monday = date(2024, 1, 29)
    for name in ("ipgb20240102_wk01.zip", "ipgb20240116_wk03.zip"):
        publish(landing, name=name)
    fetch("PTBLXML", date(2024, 1, 1), date(2024, 1, 7))
    fetch("PTBLXML", date(2024, 1, 15), date(2024, 1, 21))
    with pytest.raises(AirflowFailException) as caught:
        require_no_gaps("PTBLXML", monday)
    assert str(caught.value) == (
        f"PTBLXML: in the 30 days before {monday} no file came of 2024-01-08 to 2024-01-14, 2024-01-22 to 2024-01-28. "
        "Run a backfill of these days"
    )


@pytest.mark.parametrize("generation", ["19800101-20231231", "ad19800101-20231231", " 20231231 "])
def test_the_generation_that_was_asked_for_is_fetched(mirror: MirrorServer, generation: str) -> None:
    start = "" if generation.strip() == "20231231" else "19800101-"
    for stem, numbers in ((f"ad{start}20231231", (1, 2)), ("ad19880101-20241231", (1,))):
        for number in numbers:
            publish(mirror.catalogue.root / "PASYR", date(2023, 12, 31), name=f"{stem}-{number:02}.zip")
    paths = fetch_back_file(generation, "2", date(2026, 1, 1))
    assert [Path(path).name for path in paths] == [f"ad{start}20231231-02.zip"]
    assert len(mirror.requests_for("download")) == 2


def test_of_several_generations_one_has_to_be_named(mirror: MirrorServer) -> None:
    for name in ("ad19800101-20231231-01.zip", "ad19880101-20241231-01.zip"):
        publish(mirror.catalogue.root / "PASYR", date(2023, 12, 31), name=name)
    with pytest.raises(AirflowFailException, match="2 generations lie between"):
        fetch_back_file(None, None, date(2026, 1, 1))
    assert len(fetch_back_file(None, None, date(2024, 1, 1))) == 1
    with pytest.raises(AirflowFailException, match="ad20239999: is no generation"):
        fetch_back_file("20239999", None, date(2026, 1, 1))


def test_a_file_that_failed_to_load_is_asked_for_again(mirror: MirrorServer, landing: Path) -> None:
    bad = write_padx(mirror.catalogue.root / "PASDL" / "ad20240117.zip", DAY, ["<patent-assignment/>"])
    first = fetch_day(DAY)
    with pytest.raises(Exception, match=r"ad20240117\.zip"):
        ingest_file(Path(first["path"]), load_settings())
    publish(bad.parent)
    os.utime(bad, (datetime.now(UTC).timestamp() + 5,) * 2)
    assert fetch_day(DAY)["fetched"] is True
    assert ingest_file(landing / bad.name, load_settings()).inserted == 1
