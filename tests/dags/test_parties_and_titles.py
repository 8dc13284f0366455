from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from patentrack.ingest.catalogue import loader_of
from patentrack.orchestration.run_dag import DagRunner
from patentrack.parties.decisions import decide
from patentrack.settings import load_settings
from support.padx import record, write_padx

MONDAY = date(2015, 7, 27)

Select = Callable[[str], list[tuple[Any, ...]]]
Events = Callable[[], list[tuple[str, dict[str, Any]]]]


def test_names_get_entities_and_contradictions_fail_at_once(
    landing: Path, dag_runner: DagRunner, select: Select, asset_events: Events
) -> None:
    names = ("EXAMPLE CORPORATION", "EXAMPLE CORP.", "ANOTHER ONE INC", "THIRD OF THEM LTD")
    records = [record(41576, at, updated=MONDAY, assignee=name) for at, name in enumerate(names, 1)]
    loader_of("assignments").function()(write_padx(landing / "ad20150727.xml", MONDAY, records), load_settings())

    done = dag_runner.run("parties_and_titles", MONDAY)

    assert (done.state, done.tasks) == ("success", {"refine": "success"})
    assert done.returned["refine"]["names"] == {"new_names": 4, "new_entities": 4, "moved": 0, "in_doubt": 0}
    assert select("SELECT COUNT(*) FROM {uspto}.assignor_and_assignee WHERE representative_id IS NULL") == [(0,)]
    assert [name for name, _ in asset_events()] == ["parties"]

    for one, other, same in ((1, 2, True), (2, 3, True), (1, 3, False)):
        decide(load_settings(), (names[one], names[other]), same=same, by="ann", note=None)
    failed = dag_runner.run("parties_and_titles", MONDAY)

    assert (failed.state, failed.tasks) == ("failed", {"refine": "failed"})
    assert "contradict each other" in failed.errors["refine"]
    assert asset_events() == []
