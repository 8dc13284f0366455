"""A release with other rules: what moves, and what does not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from patentrack.conveyances import Classification, classify
from patentrack.ingest import assignments, conveyance_texts
from patentrack.review.decisions import review_text
from patentrack.review.reclassification import reclassify
from patentrack.settings import load_settings
from patentrack.warehouse.migrate import downgrade, upgrade
from patentrack.warehouse.tables import metadata
from support.documents import ASSIGNMENT, SECURITY, Document, File
from support.review import counters, ingest, lock, logged, tier_1, tier_2, writing
from support.snapshot import snapshot

MONDAY, TUESDAY = dt.date(2015, 7, 27), dt.date(2015, 7, 28)
VAGUE, OTHER = "TRANSFER OF EVERYTHING", "HANDSHAKE"
NewRules = Callable[..., None]

pytestmark = pytest.mark.usefixtures("warehouse_env")


@pytest.fixture
def new_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[NewRules]:
    """The next release: its rules say something else of some texts."""

    def release(**facts: str) -> None:
        def otherwise(text: str | None) -> Classification:
            found = classify(text)
            return replace(found, rule="new", **facts) if text in {VAGUE, OTHER} else found

        monkeypatch.setattr(conveyance_texts, "classify", otherwise)
        assignments._of_text.cache_clear()

    yield release
    assignments._of_text.cache_clear()


def test_only_documents_move_whose_text_has_another_type(tmp_path: Path, new_rules: NewRules) -> None:
    texts = {1: VAGUE, 2: ASSIGNMENT, 3: VAGUE, 4: OTHER, 5: SECURITY}
    documents = tuple(Document(frame=frame, text=text) for frame, text in texts.items())
    ingest(tmp_path, File("a.xml", MONDAY, documents))
    lock(documents[2].rf_id, "merger")
    review_text(load_settings(), OTHER, "option")
    tier_2_table = metadata.tables["db_uspto.representative_assignment_conveyance"]
    staged = metadata.tables["db_staging.reclassified_text"]
    with writing() as (_, connection):
        refined = tier_2_table.c.rf_id == documents[1].rf_id
        connection.execute(tier_2_table.update().where(refined).values(convey_ty="employee", employer_assign=1))
        # What a killed run may have left.
        number = connection.execute(metadata.tables["db_uspto.assignment_group"].select()).all()[-1][0]
        connection.execute(staged.insert().values(assignment_group_id=number, convey_ty="govern", rule="x"))
    before, log_before = tier_1(), len(logged())
    assert reclassify(load_settings()).changed == 0
    assert len(logged()) == log_before

    new_rules(convey_ty="employee")
    done = reclassify(load_settings())

    assert (done.texts, done.changed, done.tier_1, done.tier_2) == (4, 2, 3, 1)
    assert done.moves == Counter(f"{before[frame]} -> employee" for frame in (1, 4))
    assert tier_1() == before | {1: "employee", 3: "employee", 4: "employee"}
    assert tier_2() == {1: "employee*", 2: "employee*", 3: "merger", 4: "option", 5: "security"}
    assert [
        (action, scope, table.partition(".")[2], rows) for _, action, scope, table, rows in logged()[log_before:]
    ] == [
        ("reclassify", "2 of 4 texts", "assignment_group", 2),
        ("reclassify", "2 of 4 texts", "assignment_conveyance", 3),
        ("reclassify", "2 of 4 texts", "representative_assignment_conveyance", 1),
    ]
    after = snapshot()
    assert reclassify(load_settings()).changed == 0
    assert snapshot() == after

    review_text(load_settings(), OTHER, None)
    assert tier_2()[4] == "employee*"


def test_a_rule_that_gives_the_same_type_moves_no_document_of_tier_2(tmp_path: Path, new_rules: NewRules) -> None:
    ingest(tmp_path, File("a.xml", MONDAY, (Document(text=VAGUE),)))
    before = snapshot()
    new_rules()

    done = reclassify(load_settings())

    assert (done.changed, done.tier_1, done.tier_2, done.moves) == (1, 1, 0, {})
    after = snapshot()
    assert after["representative_assignment_conveyance"] == before["representative_assignment_conveyance"]
    assert "new" in after["assignment_conveyance"][0]


def test_documents_that_come_before_the_reclassification_have_the_type_of_the_others(
    tmp_path: Path, new_rules: NewRules
) -> None:
    ingest(tmp_path, File("a.xml", MONDAY, (Document(text=VAGUE),)))
    before = tier_1()[1]
    new_rules(convey_ty="govern")

    ingest(tmp_path, File("b.xml", TUESDAY, (Document(frame=2, text=VAGUE), Document(frame=3, text=OTHER))))

    assert tier_1() == tier_2() == {1: before, 2: before, 3: "govern"}
    reclassify(load_settings())
    assert tier_1() == tier_2() == {1: "govern", 2: "govern", 3: "govern"}


def test_documents_from_before_the_queue_get_their_texts_by_the_migration(tmp_path: Path) -> None:
    texts = (VAGUE, VAGUE, ASSIGNMENT, "")
    documents = [Document(frame=frame, text=text) for frame, text in enumerate(texts, start=1)]
    ingest(tmp_path, File("a.xml", MONDAY, (*documents, Document(frame=9, text=VAGUE, purged=True))))
    expected = snapshot()
    with writing() as (warehouse, connection):
        # As a release between two loads would have left it.
        table = metadata.tables["db_uspto.assignment_conveyance"]
        connection.execute(table.update().where(table.c.rf_id == documents[0].rf_id).values(convey_ty="govern"))
    downgrade(warehouse, "0010")
    with warehouse.write() as connection:
        connection.exec_driver_sql(f"DELETE FROM {warehouse.database_name('db_uspto')}.assignment_group")
    upgrade(warehouse)
    warehouse.engine.dispose()

    assert counters() == {VAGUE: 2, ASSIGNMENT: 1, "": 1}
    reclassify(load_settings())
    assert snapshot() == expected
