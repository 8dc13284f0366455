"""The DAGs with the stand-in for the API: what is fetched, what is not, and which task says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from patentrack.mirror.limits import Limits
from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.run_dag import DagRunner
from patentrack.settings import load_settings
from support.bulk_api import zip_bytes
from support.padx import record, write_padx

Select = Callable[[str], list[tuple[Any, ...]]]

# A Friday; the files of its week and month.
FRIDAY = date(2026, 1, 23)


@pytest.fixture
def mirror(landing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MirrorServer]:
    """The stand-in without limits; its key in the environment, where no connection is."""
    folder = tmp_path / "mirrored"
    folder.mkdir()
    with MirrorServer(folder, limits=Limits.none()) as server:
        monkeypatch.setenv("PATENTRACK_USPTO_API_URL", server.url)
        monkeypatch.setenv("PATENTRACK_USPTO_CA_FILE", str(server.ca_file))
        monkeypatch.setenv("PATENTRACK_USPTO_HOSTS", "localhost")
        monkeypatch.setenv("PATENTRACK_USPTO_API_KEY", server.key)
        yield server


def publish(mirror: MirrorServer, *files: str) -> None:
    for file in files:
        path = mirror.catalogue.root / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(zip_bytes(f"{path.stem}.xml", 5000))


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


def test_a_day_is_fetched_and_loaded_and_a_gap_before_it_is_red_beside_it(
    mirror: MirrorServer, dag_runner: DagRunner, select: Select
) -> None:
    today = datetime.now(UTC).date()
    days = {ago: today - timedelta(days=ago) for ago in (4, 3, 2)}
    for ago in (4, 2):
        name = f"ad{days[ago]:%Y%m%d}.zip"
        day_record = record(60000, ago, updated=days[ago])
        write_padx(mirror.catalogue.root / "PASDL" / name, days[ago], [day_record])

    first = dag_runner.run("assignments_daily", moment(days[4]))
    later = dag_runner.run("assignments_daily", moment(days[2]))

    assert first.tasks == dict.fromkeys(("download", "ingest", "check_gaps"), "success")
    assert (first.returned["download"]["fetched"], first.returned["download"]["downloads_in_year"]) == (True, 1)
    assert later.state == "failed"
    assert later.tasks == {"download": "success", "ingest": "success", "check_gaps": "failed"}
    assert f"no file came of {days[3]}. " in later.errors["check_gaps"]
    assert select("SELECT COUNT(*) FROM {uspto}.assignment") == [(2,)]

    again = dag_runner.run("assignments_daily", moment(days[4]))
    assert again.returned["download"]["fetched"] is False
    assert again.returned["ingest"]["unchanged"] is True
    assert len(mirror.requests_for("download")) == 2


def test_the_back_file_is_fetched_and_loaded(mirror: MirrorServer, dag_runner: DagRunner, select: Select) -> None:
    end = date(2023, 12, 31)
    for number in (1, 2):
        path = mirror.catalogue.root / "PASYR" / f"ad19800101-20231231-{number:02}.zip"
        write_padx(path, end, [record(number, 1, updated=end)])

    run = dag_runner.run("assignments_backfile", moment(FRIDAY))

    assert (run.state, run.errors) == ("success", {})
    assert [Path(path).name[-6:] for path in run.returned["download"]] == ["01.zip", "02.zip"]
    assert select("SELECT rf_id FROM {uspto}.assignment ORDER BY rf_id") == [(10001,), (20001,)]


def test_one_product_of_a_week_does_not_hold_up_the_other(
    mirror: MirrorServer, dag_runner: DagRunner, select: Select
) -> None:
    publish(mirror, "PTBLXML/ipgb20260120_wk03.zip", "PTBLXML/ipgb20260113_wk02.zip", "APPBLXML/ipab20260115_wk02.zip")

    run = dag_runner.run("bibliographic_weekly", moment(FRIDAY))

    assert run.state == "failed"
    assert run.tasks == {
        "each.download[0]": "success",
        "each.hand_over[0]": "success",
        "each.download[1]": "failed",
        "each.hand_over[1]": "upstream_failed",
    }
    assert "APPBLXML: no file of 2026-01-19 to 2026-01-25 is listed" in run.errors["each.download[1]"]
    (handed_over,) = run.returned["each.hand_over[0]"]
    assert (handed_over["file"], handed_over["state"]) == ("ipgb20260120_wk03.zip", "pending")
    assert select("SELECT file_name, state FROM {uspto}.source_file") == [("ipgb20260120_wk03.zip", "pending")]

    publish(mirror, "APPBLXML/ipab20260122_wk03.zip")
    assert dag_runner.run("bibliographic_weekly", moment(FRIDAY)).state == "success"
    assert len(mirror.requests_for("download")) == 2


@pytest.mark.parametrize(
    ("dag_id", "files"),
    [
        ("maintenance_fees_weekly", ["PTMNFEE2/MaintFeeEvents_20260119.zip"]),
        (
            "cpc_monthly",
            ["CPCMCPT/US_Grant_CPC_MCF_XML_2026-01-01.zip", "CPCMCAPP/US_PGPub_CPC_MCF_XML_2026-01-01.zip"],
        ),
    ],
)
def test_what_has_no_loader_yet_waits_in_the_ledger(
    mirror: MirrorServer, dag_runner: DagRunner, select: Select, dag_id: str, files: list[str]
) -> None:
    publish(mirror, *files)

    run = dag_runner.run(dag_id, moment(FRIDAY))

    assert (run.state, run.errors) == ("success", {})
    names = sorted(file.partition("/")[2] for file in files)
    waiting = select("SELECT file_name, state FROM {uspto}.source_file ORDER BY file_name")
    assert waiting == [(name, "pending") for name in names]
    assert all((load_settings().landing / name).is_file() for name in names)
