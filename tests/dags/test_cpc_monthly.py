from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from patentrack.ingest.catalogue import loader_of
from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.run_dag import DagRunner, DagRunResult
from patentrack.samples.assignments import week_world
from patentrack.samples.cpc import write_cpc_grants, write_cpc_publications
from patentrack.settings import load_settings
from support.cpc_files import Document, xml, xml_record
from support.published import publish
from support.sample_files import contents

Select = Callable[[str], list[tuple[Any, ...]]]
Events = Callable[[], list[tuple[str, dict[str, Any]]]]

FEBRUARY, MARCH, APRIL = date(2024, 2, 20), date(2024, 3, 20), date(2024, 4, 20)
EVERYTHING = dict.fromkeys(
    [f"each.{task}[{product}]" for task in ("download", "ingest") for product in (0, 1)], "success"
)


def run(dag_runner: DagRunner, day: date) -> DagRunResult:
    return dag_runner.run("cpc_monthly", day)


def grants(folder: Path, month: date, *numbers: str) -> Path:
    """Write the grants of a month: two files in the zip, with these patents."""
    records = [xml_record(Document(number=number)) for number in numbers]
    name = f"US_Grant_CPC_MCF_XML_{month:%Y-%m}-01.zip"
    return publish(folder, name, {"a.xml": xml(*records[:1]), "b.xml": xml(*records[1:])})


def publications(folder: Path, month: date, number: str) -> Path:
    text = xml(xml_record(Document(number=number, kind="A1"), "application_cpc"))
    return publish(folder, f"US_PGPub_CPC_MCF_XML_{month:%Y-%m}-01.zip", {"a.xml": text})


@pytest.fixture
def patents(select: Select) -> Callable[[], list[str]]:
    """The patents that readers see."""
    return lambda: [
        number for (number,) in select("SELECT DISTINCT grant_doc_num FROM {uspto}.patent_cpc ORDER BY grant_doc_num")
    ]


def test_a_month_of_both_products_is_loaded_once(
    mirror: MirrorServer, dag_runner: DagRunner, select: Select, asset_events: Events
) -> None:
    world = week_world(date(2024, 3, 4), seed=1, scale=0.002)
    symbols = {
        "patent_cpc": write_cpc_grants(mirror.catalogue.root / "CPCMCPT", world, date(2024, 3, 1)),
        "application_cpc": write_cpc_publications(mirror.catalogue.root / "CPCMCAPP", world, date(2024, 3, 1)),
    }
    expected = {
        table: sum(text.count(b"</pat:CPCClassification>") for text in contents(path).values())
        for table, path in symbols.items()
    }
    assert all(expected.values())

    first = run(dag_runner, MARCH)

    assert (first.state, first.tasks, first.error) == ("success", EVERYTHING, None)
    loaded = [summary["rows"] for summaries in first.summaries.values() for summary in summaries]
    assert {table: rows for found in loaded for table, rows in found.items()} == expected
    for table, rows in expected.items():
        assert select(f"SELECT COUNT(*) FROM {{uspto}}.{table}") == [(rows,)]
    events = asset_events()
    assert [name for name, _ in events] == ["cpc", "cpc"]
    assert sorted(file["file"] for _, extra in events for file in extra["files"]) == sorted(
        path.name for path in symbols.values()
    )
    changed_by = select("SELECT DISTINCT changed_by FROM {uspto}.change_log")
    assert all(name.startswith("cpc_monthly manual__") for (name,) in changed_by), changed_by

    switched = select("SELECT dataset, switched_at FROM {uspto}.current_generation ORDER BY dataset")
    again = run(dag_runner, date(2024, 3, 1))

    assert again.state == "success"
    assert all(summary["unchanged"] for summaries in again.summaries.values() for summary in summaries)
    assert select("SELECT dataset, switched_at FROM {uspto}.current_generation ORDER BY dataset") == switched
    assert len(mirror.requests_for("download")) == 2


def test_a_bad_file_fails_at_once_and_neither_the_other_product_nor_the_readers_suffer(
    mirror: MirrorServer, dag_runner: DagRunner, select: Select, patents: Callable[[], list[str]], asset_events: Events
) -> None:
    grants(mirror.catalogue.root / "CPCMCPT", FEBRUARY, "9400001")
    publications(mirror.catalogue.root / "CPCMCAPP", FEBRUARY, "20140000001")
    assert run(dag_runner, FEBRUARY).state == "success"
    asset_events()
    bad = grants(mirror.catalogue.root / "CPCMCPT", MARCH, "9400001", "9400002")
    publish(bad.parent, bad.name, {"a.xml": xml(xml_record(Document(number="9400002"))), "b.xml": "<html>"})
    publications(mirror.catalogue.root / "CPCMCAPP", MARCH, "20140000002")

    broken = run(dag_runner, MARCH)

    assert broken.state == "failed"
    assert broken.tasks == EVERYTHING | {"each.ingest[0]": "failed"}
    assert broken.seconds < 60, "A bad file was tried again: fail_at_once should end its task"
    assert (broken.error or "").startswith(f"each.ingest[0]: {bad.name}:b.xml")
    assert list(broken.summaries) == ["each.ingest[1]"]
    assert patents() == ["9400001"]
    assert select("SELECT DISTINCT pgpub_doc_num FROM {uspto}.application_cpc") == [("20140000002",)]
    assert [file["file"] for _, extra in asset_events() for file in extra["files"]] == [
        "US_PGPub_CPC_MCF_XML_2024-03-01.zip"
    ]

    # As the runbook has it: it is fetched again once it is out anew.
    grants(mirror.catalogue.root / "CPCMCPT", MARCH, "9400001", "9400002")
    assert run(dag_runner, MARCH).state == "success"
    assert patents() == ["9400001", "9400002"]


def test_a_month_without_files_is_a_failed_run(mirror: MirrorServer, dag_runner: DagRunner) -> None:
    grants(mirror.catalogue.root / "CPCMCPT", MARCH, "9400001")
    publications(mirror.catalogue.root / "CPCMCAPP", MARCH, "20140000001")

    missing = run(dag_runner, APRIL)

    assert missing.tasks == {name: "failed" if "download" in name else "upstream_failed" for name in EVERYTHING}
    assert "CPCMCPT: no file of 2024-04-01 to 2024-04-30 is listed" in missing.errors["each.download[0]"]
    assert "CPCMCAPP: no file of 2024-04-01 to 2024-04-30 is listed" in missing.errors["each.download[1]"]


def test_the_month_before_is_loaded_under_another_name_alone(
    landing: Path, dag_runner: DagRunner, patents: Callable[[], list[str]], tmp_path: Path
) -> None:
    """What the runbook says under *Back to the month before*; without a key."""
    files = {}
    for month, number in ((FEBRUARY, "9400002"), (MARCH, "9400003"), (APRIL, "9400004")):
        files[number] = grants(landing, month, number)
        publications(landing, month, "20140000001")
    assert run(dag_runner, MARCH).state == "success"

    older = run(dag_runner, FEBRUARY)

    assert older.state == "success"
    [summary] = older.summaries["each.ingest[0]"]
    assert summary["note"] == "older than what readers see, which is of 2024-03-01; not loaded"
    assert patents() == ["9400003"]

    for copy, number in (("back.zip", "9400002"), ("forth.zip", "9400003"), ("back-again.zip", "9400002")):
        path = shutil.copyfile(files[number], tmp_path / copy)
        assert not loader_of("cpc-grants").function()(path, load_settings()).unchanged
        assert patents() == [number]

    assert run(dag_runner, MARCH).summaries["each.ingest[0]"][0]["unchanged"] is True
    assert patents() == ["9400002"]
    assert run(dag_runner, APRIL).state == "success"
    assert patents() == ["9400004"]
