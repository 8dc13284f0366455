"""Distinct texts and the documents that bear them, kept in step by every load (design section 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from patentrack.ingest import assignments
from patentrack.ingest.conveyance_texts import classification, text_sha256
from patentrack.warehouse.tables import staging
from support.documents import ASSIGNMENT, SECURITY, Document, File
from support.review import counters, ingest, tier_1, tier_2, writing
from support.snapshot import snapshot

MONDAY, TUESDAY, WEDNESDAY = date(2015, 7, 27), date(2015, 7, 28), date(2015, 7, 29)
CORRECTION = "CORRECTIVE ASSIGNMENT PREVIOUSLY RECORDED AT REEL 41576 FRAME 0002. CONFIRMS THE MERGER."


def test_a_missing_text_is_the_empty_text() -> None:
    assert text_sha256(None) == text_sha256("")
    assert text_sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert classification(None)[0] == "missing"


def test_what_the_rules_say_of_a_text_is_kept_whole() -> None:
    assert classification(CORRECTION)[:3] == ("correct", "merger", 415760002)


@pytest.mark.usefixtures("warehouse_env")
def test_texts_count_the_documents_that_bear_them(tmp_path: Path) -> None:
    texts = (ASSIGNMENT, ASSIGNMENT, ASSIGNMENT, CORRECTION, "")
    documents = [Document(frame=frame, text=text) for frame, text in enumerate(texts, start=1)]
    purged = Document(frame=9, purged=True, text="A TEXT OF ITS OWN")
    ingest(tmp_path, File("a.xml", MONDAY, (*documents, purged)))
    assert counters() == {ASSIGNMENT: 3, CORRECTION: 1, "": 1, "A TEXT OF ITS OWN": 0}
    assert {row[-1] for row in snapshot()["assignment_conveyance"]} == {*texts, "A TEXT OF ITS OWN"}

    moved = replace(documents[0], updated="20150728", text=SECURITY)
    gone = replace(documents[1], updated="20150728", purged=True)
    corrected = replace(documents[3], updated="20150728", text=SECURITY)
    back = replace(purged, updated="20150728", purged=False)
    ingest(tmp_path, File("b.xml", TUESDAY, (moved, gone, corrected, back)))

    # The text that nobody bears any more stays known.
    assert counters() == {ASSIGNMENT: 1, CORRECTION: 0, "": 1, "A TEXT OF ITS OWN": 1, SECURITY: 2}
    assert tier_1() == tier_2()
    assert tier_1()[1] == "security"


@pytest.mark.usefixtures("warehouse_env")
def test_only_texts_that_gain_or_lose_documents_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cost follows what changed: a document that is sent again as it was moves no counter."""
    ingest(tmp_path, File("a.xml", MONDAY, (Document(), Document(frame=2, text=SECURITY))))
    # What the first load left is gone already; what the second leaves can be looked at.
    monkeypatch.setattr(assignments, "_empty_staging", lambda _: None)

    again = Document(updated="20150728")
    ingest(tmp_path, File("b.xml", TUESDAY, (again, Document(frame=3, text=SECURITY))))

    with writing() as (_, connection):
        assert connection.execute(select(staging.text_change.c.documents)).all() == [(1,)]
