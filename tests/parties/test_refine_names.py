"""Names in the warehouse: linked once, linked again only for a reason, at the cost of what is new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from patentrack.errors import PatentrackError
from patentrack.ingest.assignments import ingest_file
from patentrack.parties.decisions import decide, list_decisions
from patentrack.parties.refine import refine
from patentrack.settings import load_settings
from patentrack.warehouse.check import check_warehouse
from patentrack.warehouse.engine import Warehouse, open_warehouse
from patentrack.warehouse.tables import assignments, names
from patentrack.warehouse.tables.ledger import change_log
from support.documents import Document, File
from support.environment import WarehouseEnv
from support.snapshot import clear

pytestmark = pytest.mark.usefixtures("warehouse_env")


@pytest.fixture
def warehouse(warehouse_env: WarehouseEnv) -> Iterator[Warehouse]:
    opened = open_warehouse(load_settings())
    yield opened
    opened.engine.dispose()


def load(folder: Path, number: int, *documents: Document) -> None:
    day = dt.date(2015, 7, number)
    ingest_file(File(f"ad{day:%Y%m%d}.xml", day, documents).write(folder), load_settings())


def entities(warehouse: Warehouse) -> dict[str, int]:
    spelling = assignments.assignor_and_assignee
    with warehouse.connect() as connection:
        return dict(connection.execute(select(spelling.c.name, spelling.c.representative_id)).tuples().all())


def count(warehouse: Warehouse, table: object) -> int:
    with warehouse.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


IBM = ("INTERNATIONAL BUSINESS MACHINES CORPORATION", "INTL BUSINESS MACHINES CORP.")


def test_spellings_of_one_company_meet_and_say_why(warehouse: Warehouse, tmp_path: Path) -> None:
    load(tmp_path, 1, Document(frame=1, assignees=(IBM[0],)), Document(frame=2, assignees=(IBM[1], "SONY CORP")))

    summary = refine(load_settings())

    found = entities(warehouse)
    assert found["International Business Machines Corp"] == found["Intl Business Machines Corp"]
    assert len(set(found.values())) == 3
    assert summary["names"] == {"new_names": 4, "new_entities": 3, "moved": 0, "in_doubt": 0}
    with warehouse.connect() as connection:
        links = connection.execute(select(names.name_link)).all()
        kinds = dict(
            connection.execute(
                select(assignments.representative.c.representative_name, assignments.representative.c.type)
            )
            .tuples()
            .all()
        )
    assert sorted(link.recorded_name for link in links) == sorted(["DOE, JANE", "SONY CORP", *IBM])
    [linked] = [link for link in links if link.linked_to is not None]
    assert 0 < linked.score <= 1
    assert linked.rule != "canonical"
    assert kinds["DOE, JANE"] == 1
    assert kinds[IBM[0]] == 0
    assert check_warehouse(warehouse) == []


def test_a_second_run_does_nothing_and_new_names_join_what_is_there(warehouse: Warehouse, tmp_path: Path) -> None:
    load(tmp_path, 1, Document(frame=1, assignees=(IBM[0],)))
    refine(load_settings())
    before = entities(warehouse)
    assert refine(load_settings())["names"]["new_names"] == 0
    assert entities(warehouse) == before

    load(tmp_path, 2, Document(frame=2, assignees=(IBM[1],)), Document(frame=3, assignees=("SONI INC",)))
    summary = refine(load_settings())

    after = entities(warehouse)
    assert {name: after[name] for name in before} == before
    assert after["Intl Business Machines Corp"] == before["International Business Machines Corp"]
    assert summary["names"] == {"new_names": 2, "new_entities": 1, "moved": 0, "in_doubt": 0}


def test_decisions_win_and_survive_a_rebuild_from_empty(warehouse: Warehouse, tmp_path: Path) -> None:
    documents = (Document(frame=1, assignees=(IBM[0],)), Document(frame=2, assignees=(IBM[1], "ZENITH LIGHTS INC")))
    load(tmp_path, 1, *documents)
    refine(load_settings())
    decide(load_settings(), IBM, same=False, by="ann", note="two companies")
    assert decide(load_settings(), (IBM[1], "ZENITH LIGHTS INC"), same=True, by="ann", note=None)
    assert not decide(load_settings(), IBM, same=False, by="bob", note=None)

    summary = refine(load_settings())

    def holds() -> None:
        found = entities(warehouse)
        assert found["Intl Business Machines Corp"] == found["Zenith Lights Inc"]
        assert found["Intl Business Machines Corp"] != found["International Business Machines Corp"]

    holds()
    assert summary["names"]["moved"] >= 1
    with warehouse.connect() as connection:
        moves = connection.execute(select(names.name_move)).all()
        actions = connection.scalars(select(change_log.c.action)).all()
    assert len(moves) == summary["names"]["moved"]
    assert all(move.from_representative_id != move.to_representative_id for move in moves)
    assert {"decide", "refine"} <= set(actions)
    assert refine(load_settings())["names"]["moved"] == 0

    empty_but_for_decisions(warehouse)
    load(tmp_path, 1, *documents)
    refine(load_settings())
    holds()
    assert [decision.same for decision in list_decisions(load_settings())] == [False, True]


def test_decisions_that_contradict_each_other_change_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    load(tmp_path, 1, Document(assignees=("ALPHA ONE INC", "BETA TWO INC", "GAMMA THREE INC")))
    for pair, same in ((("ALPHA ONE INC", "BETA TWO INC"), True), (("BETA TWO INC", "GAMMA THREE INC"), True)):
        decide(load_settings(), pair, same=same, by=None, note=None)
    decide(load_settings(), ("ALPHA ONE INC", "GAMMA THREE INC"), same=False, by=None, note=None)

    with pytest.raises(PatentrackError):
        refine(load_settings())

    assert set(entities(warehouse).values()) == {None}
    assert count(warehouse, names.name_link) == 0


def test_a_spelling_that_no_document_has_any_more_goes_with_all_that_was_known_of_it(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    load(tmp_path, 1, Document(updated="20150701", assignees=("OLD NAME OF A FIRM LTD",)))
    refine(load_settings())
    load(tmp_path, 2, Document(updated="20150702", assignees=("QUITE ANOTHER FIRM LTD",)))

    assert "Old Name Of A Firm Ltd" not in entities(warehouse)
    assert count(warehouse, names.name_link) == 1  # Jane Doe's
    refine(load_settings())
    assert check_warehouse(warehouse) == []


def empty_but_for_decisions(warehouse: Warehouse) -> None:
    with warehouse.connect() as connection:
        kept = [dict(row) for row in connection.execute(select(assignments.representative_decision)).mappings()]
    clear(warehouse)
    with warehouse.write() as connection:
        connection.execute(insert(assignments.representative_decision), kept)
