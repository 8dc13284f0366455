"""A reviewer's type wins for every document with its text, through everything that happens to the documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from patentrack.errors import PatentrackError
from patentrack.review.decisions import Imported, export_decisions, import_decisions, review_text
from patentrack.review.decisions_file import Decision
from patentrack.settings import load_settings
from patentrack.warehouse.tables import metadata
from support.documents import ASSIGNMENT, SECURITY, Document, File
from support.review import counters, ingest, lock, logged, tier_1, tier_2, writing
from support.snapshot import clear, snapshot

MONDAY, TUESDAY, WEDNESDAY = (dt.date(2015, 7, day) for day in (27, 28, 29))
VAGUE = "TRANSFER OF EVERYTHING"
NOW = dt.datetime(2026, 1, 31, 17, 5)  # noqa: DTZ001 (columns hold UTC without zone)

pytestmark = pytest.mark.usefixtures("warehouse_env")


def test_it_wins_for_the_documents_of_now_and_of_later_but_not_over_a_lock(tmp_path: Path) -> None:
    first = (Document(text=VAGUE), Document(frame=2, text=VAGUE), Document(frame=3), Document(frame=4, text=VAGUE))
    ingest(tmp_path, File("a.xml", MONDAY, (*first[:3], replace(first[3], purged=True))))
    lock(first[1].rf_id, "merger")
    by_rules = tier_1()[1]

    done = review_text(load_settings(), VAGUE, "employee", by="Ann", note="seen the document")

    assert (done.before, done.after, done.documents) == (None, "employee", 2)
    assert tier_2() == {1: "employee*", 2: "merger", 3: "assignment", 4: "employee*"}
    assert tier_1() == {1: by_rules, 2: by_rules, 3: "assignment", 4: by_rules}
    text = done.assignment_group_id
    assert logged() == [
        ("Ann", "review: none -> employee", f"text {text}: {VAGUE}", "db_uspto.assignment_group", 1),
        (
            "Ann",
            "review: none -> employee",
            f"text {text}: {VAGUE}",
            "db_uspto.representative_assignment_conveyance",
            2,
        ),
    ]

    # The same once more changes nothing and logs nothing.
    assert review_text(load_settings(), text, "employee").documents == 0
    assert len(logged()) == 2

    ingest(tmp_path, File("b.xml", TUESDAY, (Document(frame=5, text=VAGUE),)))
    assert tier_2()[5] == "employee*"

    cleared = review_text(load_settings(), text, None)
    assert (cleared.before, cleared.after, cleared.documents) == ("employee", None, 3)
    assert tier_2() == tier_1() | {2: "merger"}
    assert export_decisions(load_settings()) == []
    assert logged()[-1][:2] == (load_settings().actor, "review: employee -> none")


def test_it_follows_the_text_from_version_to_version(tmp_path: Path) -> None:
    """As the text changes: to one nobody has reviewed, of the very type a reviewer gave the old, and back."""
    documents = tuple(Document(frame=frame, text=VAGUE) for frame in (1, 2, 3))
    ingest(tmp_path, File("a.xml", MONDAY, documents))
    review_text(load_settings(), VAGUE, "security")
    review_text(load_settings(), _number(ASSIGNMENT, tmp_path), "option")

    def send(day: dt.date, *texts: str) -> None:
        sent = (replace(old, updated=f"{day:%Y%m%d}", text=text) for old, text in zip(documents, texts, strict=True))
        ingest(tmp_path, File(f"{day}.xml", day, tuple(sent)))

    send(TUESDAY, VAGUE, SECURITY, "MERGER")
    assert [tier_2()[frame] for frame in (1, 2, 3)] == ["security", "security", "merger"]
    send(WEDNESDAY, ASSIGNMENT, "MERGER", VAGUE)
    assert [tier_2()[frame] for frame in (1, 2, 3)] == ["option", "merger", "security"]


def test_what_later_steps_have_refined_stays_while_the_text_says_the_same(tmp_path: Path) -> None:
    ingest(tmp_path, File("a.xml", MONDAY, tuple(Document(frame=frame) for frame in (1, 2, 3))))
    import_decisions(load_settings(), [Decision(VAGUE, "assignment")], source="kept.csv")
    tier_2_table = metadata.tables["db_uspto.representative_assignment_conveyance"]
    with writing() as (_, connection):
        connection.execute(tier_2_table.update().values(convey_ty="employee", employer_assign=1))

    # As it was; of another type; of the same type by a reviewer, who is not refined upon.
    sent = [
        Document(frame=frame, updated="20150728", text=text)
        for frame, text in ((1, ASSIGNMENT), (2, "MERGER"), (3, VAGUE))
    ]
    ingest(tmp_path, File("b.xml", TUESDAY, tuple(sent)))

    assert tier_2() == {1: "employee*", 2: "merger", 3: "assignment"}


def test_it_survives_the_documents_when_all_files_are_loaded_again(tmp_path: Path) -> None:
    files = (
        File("a.xml", MONDAY, (Document(text=VAGUE), Document(frame=2))),
        File("b.xml", TUESDAY, (Document(frame=3, text=VAGUE),)),
    )
    ingest(tmp_path, *files)
    review_text(load_settings(), VAGUE, "license")
    expected = snapshot()
    # A re-run finds all files loaded.
    ingest(tmp_path, *files)
    assert snapshot() == expected

    group = metadata.tables["db_uspto.assignment_group"]
    with writing() as (_, connection):
        for table in reversed(metadata.sorted_tables):
            if not table.info["lookup"] and table is not group:
                connection.execute(table.delete())
        connection.execute(group.update().values(counter=0))
    ingest(tmp_path, *reversed(files))

    assert snapshot() == expected
    assert tier_2() == {1: "license", 2: "assignment", 3: "license"}


def test_it_survives_a_rebuild_from_empty_by_export_and_import(tmp_path: Path) -> None:
    file = File("a.xml", MONDAY, (Document(text=VAGUE), Document(frame=2), Document(frame=3, text="")))
    ingest(tmp_path, file)
    review_text(load_settings(), VAGUE, "license", by="Ann", note='why, "indeed"')
    review_text(load_settings(), "", "employee", by="Bob")
    expected, kept = snapshot(), export_decisions(load_settings())
    assert [(decision.text, decision.convey_ty, decision.by) for decision in kept] == [
        ("", "employee", "Bob"),
        (VAGUE, "license", "Ann"),
    ]
    with writing() as (warehouse, _):
        pass
    clear(warehouse)
    warehouse.engine.dispose()

    assert import_decisions(load_settings(), kept, source="kept.csv") == Imported(2, 2, 2, 0)
    assert counters() == {VAGUE: 0, "": 0}
    ingest(tmp_path, file)

    assert snapshot() == expected
    assert import_decisions(load_settings(), kept, source="kept.csv") == Imported(2, 0, 0, 0)
    assert export_decisions(load_settings()) == kept


def test_an_import_tells_the_documents_and_overrules_what_was_said(tmp_path: Path) -> None:
    ingest(tmp_path, File("a.xml", MONDAY, (Document(text=VAGUE), Document(frame=2), Document(frame=3, text=VAGUE))))
    lock(Document(frame=3).rf_id, "namechg")
    review_text(load_settings(), VAGUE, "license", by="Ann")
    before = len(logged())

    # The last one says what the rules say: no document moves.
    decisions = [
        Decision(VAGUE, "option", by="Bob", at=NOW),
        Decision("NEVER SEEN", "govern"),
        Decision(ASSIGNMENT, "assignment"),
    ]
    done = import_decisions(load_settings(), decisions, source="new.csv")

    assert done == Imported(3, 3, 1, 1)
    assert tier_2() == {1: "option", 2: "assignment", 3: "namechg"}
    assert export_decisions(load_settings())[2] == Decision(VAGUE, "option", by="Bob", at=NOW)
    actor = load_settings().actor
    assert [(by, action, rows) for by, action, _, _, rows in logged()[before:]] == [
        (actor, "review: license -> option", 1),
        (actor, "review: none -> govern", 1),
        (actor, "review: none -> assignment", 1),
        (actor, "review import", 1),
    ]


@pytest.mark.parametrize("target", [999, "NO SUCH TEXT"])
def test_a_text_that_is_not_there_is_told(target: int | str) -> None:
    with pytest.raises(PatentrackError, match=f"there is no text .?{target}.? in the queue"):
        review_text(load_settings(), target, "license")


def _number(text: str, folder: Path) -> int:
    """The number of a text in the queue, brought by a file of its own."""
    ingest(folder, File(f"{len(text)}.xml", MONDAY, (Document(frame=99, text=text),)))
    with writing() as (_, connection):
        group = metadata.tables["db_uspto.assignment_group"]
        return int(connection.execute(group.select().where(group.c.text == text)).one().assignment_group_id)
