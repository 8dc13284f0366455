"""Files in any order, any number of times, end in equal tables (design section 4).

A model of a dozen lines says what the tables must hold; the property test compares every order with it.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patentrack.conveyances import classify
from patentrack.ingest.assignments import ingest_file
from patentrack.parties.spelling import normalise_spelling
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import ensure_schema
from support.documents import ASSIGNMENT, SECURITY, Document, File
from support.environment import WarehouseEnv
from support.snapshot import Snapshot, clear, snapshot

NAMES = ("FOO, INC.", "FOO INC", "Bar Corporation", "DOE, JANE", "M\u00dcLLER GMBH")

documents = st.builds(
    Document,
    frame=st.integers(1, 3),
    # Old, new, and a date that is none.
    updated=st.sampled_from(("20150726", "20150727", "20150728", "00000000")),
    purged=st.booleans(),
    text=st.sampled_from((ASSIGNMENT, SECURITY, "CORRECTIVE ASSIGNMENT PREVIOUSLY RECORDED AT REEL 41576 FRAME 0002")),
    assignors=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(tuple),
    assignees=st.lists(st.sampled_from(NAMES), min_size=1, max_size=2).map(tuple),
    applications=st.lists(st.sampled_from(("13000001", "13000002", "13000003")), min_size=1, max_size=3).map(tuple),
)
files = st.lists(
    st.builds(
        File,
        name=st.sampled_from(("ad20150727.xml", "ad20150728.zip", "ad20141231-01.xml", "ad20141231-02.xml")),
        day=st.sampled_from((date(2014, 12, 31), date(2015, 7, 27), date(2015, 7, 28))),
        documents=st.lists(documents, max_size=4).map(tuple),
    ),
    min_size=1,
    max_size=3,
    # A re-issue under the same name may win by its arrival alone, so its order counts: tested apart.
    unique_by=lambda file: file.name,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files)
def test_every_order_of_files_ends_in_the_tables_of_the_model(
    warehouse_env: WarehouseEnv, given_files: list[File]
) -> None:
    expected = model(given_files)
    for order in permutations(given_files):
        # The first once more at the end: a replay.
        assert load((*order, order[0])) == expected, [file.name for file in order]


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files)
def test_every_order_of_many_more_files(warehouse_env: WarehouseEnv, given_files: list[File]) -> None:
    expected = model(given_files)
    for order in permutations(given_files):
        assert load((*order, order[0])) == expected, [file.name for file in order]


def load(order: Sequence[File]) -> dict[str, object]:
    """Ingest the files into empty tables; what the tables hold then, as the model tells it."""
    ensure_and_clear()
    with tempfile.TemporaryDirectory() as folder:
        for file in order:
            ingest_file(file.write(Path(folder)), load_settings())
    return told(snapshot())


def ensure_and_clear() -> None:
    warehouse = open_warehouse(load_settings())
    ensure_schema(warehouse)
    clear(warehouse)
    warehouse.engine.dispose()


def model(given_files: Sequence[File]) -> dict[str, object]:
    """The newest version of each document, and what follows from it."""
    newest: dict[int, tuple[tuple[str, date, str, int], File, Document]] = {}
    for file in given_files:
        for place, document in enumerate(file.documents):
            updated = f"{file.day:%Y%m%d}" if document.updated == "00000000" else document.updated
            version = (updated, file.day, file.name, place)
            if document.rf_id not in newest or version > newest[document.rf_id][0]:
                newest[document.rf_id] = (version, file, document)
    mentions: Counter[str] = Counter()
    for _, _, document in newest.values():
        for name in (*document.assignors, *document.assignees):
            mentions[normalise_spelling(name)] += 0 if document.purged else 1
    # Every text that a file has brought is known, and counts the documents that bear it now.
    texts = Counter({document.text: 0 for file in given_files for document in file.documents})
    texts.update(document.text for _, _, document in newest.values() if not document.purged)
    return {
        "documents": {
            rf_id: (file.name, document.purged, document.assignors, document.assignees, document.applications)
            for rf_id, (_, file, document) in newest.items()
        },
        "mentions": dict(mentions),
        "texts": dict(texts),
        "text of": {rf_id: document.text for rf_id, (_, _, document) in newest.items()},
        "types": {rf_id: classify(document.text).convey_ty for rf_id, (_, _, document) in newest.items()},
        "arrows": {
            rf_id: len(document.assignors) * len(document.assignees)
            for rf_id, (_, _, document) in newest.items()
            if not document.purged
        },
    }


def told(tables: Snapshot) -> dict[str, object]:
    def children(table: str, rf_id: str, column: int) -> tuple[str, ...]:
        return tuple(row[column] for row in tables[table] if row[0] == rf_id)

    tier_1 = {int(row[0]): row[1] for row in tables["assignment_conveyance"]}
    assert {int(row[0]): row[1] for row in tables["representative_assignment_conveyance"]} == tier_1
    assert [row[0] for row in tables["correspondent"]] == [row[0] for row in tables["assignment"]]
    return {
        "documents": {
            int(row[0]): (
                row[-1],
                row[-2] == "1",
                children("assignor", row[0], 3),
                children("assignee", row[0], 3),
                children("documentid", row[0], 4),
            )
            for row in tables["assignment"]
        },
        "mentions": {row[0]: int(row[1]) for row in tables["assignor_and_assignee"]},
        "texts": {row[1]: int(row[2]) for row in tables["assignment_group"]},
        "text of": {int(row[0]): row[-1] for row in tables["assignment_conveyance"]},
        "types": tier_1,
        "arrows": {int(row[0]): int(row[1]) for row in tables["assignment_arrows"]},
    }
