from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from patentrack.errors import PatentrackError
from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.run_dag import DagRunner, DagRunResult
from support.published import publish

Select = Callable[[str], list[tuple[Any, ...]]]
Events = Callable[[], list[tuple[str, dict[str, Any]]]]

STATUSES = "SELECT appno_doc_num, status, status_date FROM {uspto}.application_status ORDER BY 1, 3"


def run(dag_runner: DagRunner, filed_from: int, filed_to: int) -> DagRunResult:
    return dag_runner.run("application_status", date(2024, 3, 11), {"filed_from": filed_from, "filed_to": filed_to})


def wrapper(folder: Path, decade: str, sunday: date, **statuses: str) -> Path:
    """Write a file of a decade: applications, as in ``a14104993``, each with its status since that Sunday."""
    bag = [
        {
            "applicationNumberText": number.removeprefix("a"),
            "applicationMetaData": {
                "applicationStatusDescriptionText": status,
                "applicationStatusDate": str(sunday),
                "applicationStatusCode": 150,
            },
        }
        for number, status in statuses.items()
    ]
    name = f"{decade}-patent-filewrapper-full-json-{sunday:%Y%m%d}.zip"
    return publish(folder, name, {f"{decade[:4]}.json": json.dumps({"patentFileWrapperDataBag": bag})})


def test_the_newest_files_of_the_chosen_years_are_loaded_once(
    mirror: MirrorServer, dag_runner: DagRunner, select: Select, asset_events: Events
) -> None:
    folder = mirror.catalogue.root / "PTFWPRE"
    wrapper(folder, "2001-2010", date(2024, 3, 3), a10000001="Patented Case")
    wrapper(folder, "2011-2020", date(2024, 2, 25), a14104993="Docketed")
    middle = wrapper(folder, "2011-2020", date(2024, 3, 3), a14104993="Patented Case")
    newest = wrapper(folder, "2021-2024", date(2024, 3, 3), a17000001="Docketed")

    first = run(dag_runner, 2015, 2022)
    again = run(dag_runner, 2015, 2022)

    tasks = dict.fromkeys(("download", "ingest[0]", "ingest[1]", "announce"), "success")
    assert (first.state, first.tasks, first.error) == ("success", tasks, None)
    assert [summary["file"] for summaries in first.summaries.values() for summary in summaries] == [
        middle.name,
        newest.name,
    ]
    found = [(number, status, str(day)) for number, status, day in select(STATUSES)]
    assert found == [("14104993", "Patented Case", "2024-03-03"), ("17000001", "Docketed", "2024-03-03")]
    assert all(summary["unchanged"] for summaries in again.summaries.values() for summary in summaries)
    assert len(mirror.requests_for("download")) == 2
    told = asset_events()
    assert [name for name, _ in told] == ["application_status"] * 2
    assert [file["file"] for file in told[0][1]["files"]] == [middle.name, newest.name]

    wrapper(folder, "2021-2024", date(2024, 3, 10), a17000001="Patented Case")
    assert run(dag_runner, 2022, 2022).state == "success"
    assert [status for number, status, _ in select(STATUSES) if number == "17000001"] == ["Docketed", "Patented Case"]


def test_a_bad_file_fails_alone_and_starting_again_goes_on_there(
    landing: Path, dag_runner: DagRunner, select: Select, asset_events: Events
) -> None:
    good = wrapper(landing, "2011-2020", date(2024, 3, 3), a14104993="Docketed")
    bad = publish(landing, good.name.replace("2011-2020", "2021-2024"), {"2021.json": '{"patentFileWrapperDataBag": ['})

    broken = run(dag_runner, 2015, 2022)

    assert broken.tasks == {
        "download": "success",
        "ingest[0]": "success",
        "ingest[1]": "failed",
        "announce": "upstream_failed",
    }
    assert broken.seconds < 60, "A bad file was tried again: fail_at_once should end its task"
    assert (broken.error or "").startswith(f"ingest[1]: {bad.name}")
    assert [number for number, _, _ in select(STATUSES)] == ["14104993"]
    assert asset_events() == []

    wrapper(landing, "2021-2024", date(2024, 3, 3), a17000001="Docketed")
    repaired = run(dag_runner, 2015, 2022)

    assert repaired.state == "success"
    assert [number for number, _, _ in select(STATUSES)] == ["14104993", "17000001"]
    [(_, told)] = asset_events()
    assert [file["unchanged"] for file in told["files"]] == [True, False]


def test_years_that_cannot_be_are_told(landing: Path, dag_runner: DagRunner) -> None:
    wrapper(landing, "2011-2020", date(2024, 3, 3), a14104993="Docketed")

    with pytest.raises(PatentrackError, match=r"application_status refuses {}: .*filed_from: No value passed"):
        dag_runner.run("application_status", date(2024, 3, 11))
    turned = run(dag_runner, 2020, 2011)
    absent = run(dag_runner, 2021, 2024)

    assert turned.errors == {"download": "PTFWPRE: 2020-01-01 is after 2011-12-31"}
    assert "PTFWPRE: no file holds applications filed between 2021-01-01 and 2024-12-31" in (absent.error or "")
    assert absent.tasks == {"download": "failed", "ingest": "upstream_failed", "announce": "upstream_failed"}
