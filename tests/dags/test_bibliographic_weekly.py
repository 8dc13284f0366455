from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.run_dag import DagRunner, DagRunResult
from support.published import publish
from support.red_book import application, document_id, grant

Select = Callable[[str], list[tuple[Any, ...]]]
Events = Callable[[], list[tuple[str, dict[str, Any]]]]

# A Friday long ago; the files of its week are of Tuesday and Thursday.
FRIDAY = date(2015, 1, 9)
WEEK = timedelta(days=7)
LOADED = dict.fromkeys([f"each.{task}[{product}]" for task in ("download", "ingest") for product in (0, 1)], "success")
NO_GAPS_LOOKED_FOR = {"check_gaps[0]": "skipped", "check_gaps[1]": "skipped"}


def run(dag_runner: DagRunner, day: date) -> DagRunResult:
    return dag_runner.run("bibliographic_weekly", day)


def grants(mirror: MirrorServer, day: date, *numbers: str, title: str = "A METHOD") -> Path:
    """Publish the grants of the week of a day."""
    tuesday = day - timedelta(days=day.weekday()) + timedelta(days=1)
    documents = [
        grant(
            publication=f"<publication-reference>{document_id(number, 'B2', f'{tuesday:%Y%m%d}')}"
            "</publication-reference>",
            title=f"<invention-title>{title}</invention-title>",
        )
        for number in numbers
    ]
    stem = f"ipgb{tuesday:%Y%m%d}"
    return publish(mirror.catalogue.root / "PTBLXML", f"{stem}_wk01.zip", {f"{stem}.xml": "".join(documents)})


def publications(mirror: MirrorServer, day: date, *numbers: str) -> Path:
    """Publish the applications published in the week of a day."""
    thursday = day - timedelta(days=day.weekday()) + timedelta(days=3)
    documents = [
        application(
            publication=f"<publication-reference>{document_id(number, 'A1', f'{thursday:%Y%m%d}')}"
            "</publication-reference>"
        )
        for number in numbers
    ]
    stem = f"ipab{thursday:%Y%m%d}"
    return publish(mirror.catalogue.root / "APPBLXML", f"{stem}_wk01.zip", {f"{stem}.xml": "".join(documents)})


def test_weeks_are_loaded_in_any_order_and_the_newer_version_stays(
    mirror: MirrorServer, dag_runner: DagRunner, select: Select, asset_events: Events
) -> None:
    for day, numbers, title in ((FRIDAY, ("08930553", "08930554"), "OLD"), (FRIDAY + WEEK, ("08930553",), "NEW")):
        grants(mirror, day, *numbers, title=title)
        publications(mirror, day, f"2015000{day.day:04}")

    newer = run(dag_runner, FRIDAY + WEEK)
    older = run(dag_runner, FRIDAY - timedelta(days=4))
    again = run(dag_runner, FRIDAY)

    assert (newer.state, newer.tasks, newer.error) == ("success", LOADED | NO_GAPS_LOOKED_FOR, None)
    assert older.state == "success"
    [summary] = older.summaries["each.ingest[0]"]
    assert summary | {"records_read": 2, "inserted": 1, "stale": 1} == summary
    assert again.state == "success"
    assert all(summary["unchanged"] for summaries in again.summaries.values() for summary in summaries)
    assert len(mirror.requests_for("download")) == 4

    assert select("SELECT grant_doc_num, title FROM {grants}.application_grant ORDER BY 1") == [
        ("8930553", "NEW"),
        ("8930554", "OLD"),
    ]
    assert select("SELECT pgpub_doc_num FROM {applications}.application_publication ORDER BY 1") == [
        ("20150000009",),
        ("20150000016",),
    ]
    assert select("SELECT COUNT(*) FROM {new}.cited_patents")[0][0] > 0
    told = asset_events()
    assert [name for name, _ in told] == ["bibliographic"] * 6
    assert {file["file"][:4] for _, extra in told[:2] for file in extra["files"]} == {"ipgb", "ipab"}


def test_one_product_does_not_hold_up_the_other(
    mirror: MirrorServer, dag_runner: DagRunner, select: Select, asset_events: Events
) -> None:
    grants(mirror, FRIDAY, "08930553")
    publications(mirror, FRIDAY - WEEK, "20150000001")

    late = run(dag_runner, FRIDAY)

    assert late.state == "failed"
    assert late.tasks == LOADED | NO_GAPS_LOOKED_FOR | {
        "each.download[1]": "failed",
        "each.ingest[1]": "upstream_failed",
    }
    assert "APPBLXML: no file of 2015-01-05 to 2015-01-11 is listed" in late.errors["each.download[1]"]
    assert len(select("SELECT * FROM {grants}.application_grant")) == 1
    assert len(asset_events()) == 1

    stem = publications(mirror, FRIDAY, "20150000002")
    publish(stem.parent, stem.name, {"ipab20150108.xml": "<us-patent-application>"})
    bad = run(dag_runner, FRIDAY)

    assert bad.tasks == LOADED | NO_GAPS_LOOKED_FOR | {"each.ingest[1]": "failed"}
    assert bad.seconds < 60, "A bad file was tried again: fail_at_once should end its task"
    assert (bad.error or "").startswith("each.ingest[1]: ipab20150108_wk01.zip")
    assert bad.summaries["each.ingest[0]"][0]["unchanged"] is True
    assert select("SELECT * FROM {applications}.application_publication") == []

    # As the runbook has it: it is fetched again once it is out anew.
    publications(mirror, FRIDAY, "20150000002")
    assert run(dag_runner, FRIDAY).state == "success"
    assert len(select("SELECT * FROM {applications}.application_publication")) == 1


def test_a_week_that_never_came_is_red_beside_the_week_that_is_loaded(
    mirror: MirrorServer, dag_runner: DagRunner, select: Select
) -> None:
    today = datetime.now(UTC).date()
    monday = today - timedelta(days=today.weekday())
    for weeks_ago in (2, 1, 0):
        publications(mirror, today - weeks_ago * WEEK, f"2015000000{weeks_ago}")
        if weeks_ago != 1:
            grants(mirror, today - weeks_ago * WEEK, f"0893055{weeks_ago}")

    first = run(dag_runner, today - 2 * WEEK)
    now = run(dag_runner, today)

    assert first.state == "success"
    assert now.tasks == LOADED | {"check_gaps[0]": "failed", "check_gaps[1]": "failed"}
    assert f"PTBLXML: in the 30 days before {monday} no file came of {monday - WEEK} to " in now.errors["check_gaps[0]"]
    assert len(select("SELECT * FROM {grants}.application_grant")) == 2

    grants(mirror, today - WEEK, "08930551")
    run(dag_runner, today - WEEK)
    assert run(dag_runner, today).state == "success"
