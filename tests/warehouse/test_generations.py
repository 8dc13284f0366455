"""The mechanism of generations: who may store, what readers see, how a slot is emptied (design section 4)."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, insert, select

from patentrack.errors import WarehouseError
from patentrack.warehouse import generations, ledger
from patentrack.warehouse.engine import Warehouse, transaction
from patentrack.warehouse.generations import Build, Progress, empty_slot, give_up, progress_of
from patentrack.warehouse.ledger import SourceFile
from patentrack.warehouse.tables import classification
from patentrack.warehouse.tables import generations as tables
from patentrack.warehouse.tables.ledger import rejected_record
from support.generations import FEBRUARY, GRANTS, JANUARY, begin, entered, in_slots, seen, show, store, symbol

MEMBERS = ("a.xml", "b.xml")


def test_readers_see_nothing_before_the_first_generation_is_shown(migrated: Warehouse) -> None:
    build = begin(migrated, JANUARY)
    assert store(migrated, build, "a.xml", ["1", "2"])
    assert seen(migrated) == []
    show(migrated, build, JANUARY)
    assert seen(migrated) == ["1", "2"]


def test_generations_take_turns_in_the_two_slots(migrated: Warehouse) -> None:
    shown: list[str] = []
    for number, file in enumerate((JANUARY, FEBRUARY, JANUARY, FEBRUARY)):
        build = begin(migrated, file)
        assert build.slot == number % 2
        documents = [f"{number}1", f"{number}2"]
        assert store(migrated, build, "a.xml", documents)
        assert seen(migrated) == shown
        show(migrated, build, file)
        shown = documents
        assert seen(migrated) == shown


def test_the_pointer_says_what_readers_see(migrated: Warehouse) -> None:
    generation(migrated, JANUARY, ["1"])
    generation(migrated, FEBRUARY, ["1", "2"])
    with migrated.connect() as connection:
        number = entered(connection, FEBRUARY)
        shown = generations.current(connection, GRANTS)
        left = connection.execute(select(tables.part)).all()
    assert (shown.slot, shown.source_file_id, shown.rows_visible) == (1, number, 2)
    assert abs((shown.switched_at - ledger.utc_now()).total_seconds()) < 60
    assert left == []


def test_a_run_that_was_broken_off_is_gone_on_with(migrated: Warehouse) -> None:
    first = begin(migrated, JANUARY)
    store(migrated, first, "a.xml", ["1", "2"], finished=False)
    store(migrated, first, "b.xml", ["3"])
    reject(migrated, JANUARY)

    second = begin(migrated, JANUARY)

    assert (second.slot, second.attempt) == (first.slot, first.attempt + 1)
    assert progress(migrated, second) == {
        "a.xml": Progress(records=2, rows_stored=2),
        "b.xml": Progress(records=1, rows_stored=1, finished=True),
    }
    assert in_slots(migrated) == [(0, "1"), (0, "2"), (0, "3")]
    assert rejected(migrated) == 1


@pytest.mark.parametrize(
    ("file", "members", "forgotten"),
    [
        # Another file: what was rejected of the first one is still told.
        (FEBRUARY, MEMBERS, False),
        (JANUARY, ("a.xml",), True),
        (JANUARY, ("a.xml", "b.xml", "c.xml"), True),
        (JANUARY, ("a.xml", "c.xml"), True),
    ],
)
def test_another_file_or_other_members_begin_anew(
    migrated: Warehouse, file: SourceFile, members: tuple[str, ...], forgotten: bool
) -> None:
    first = begin(migrated, JANUARY)
    store(migrated, first, "a.xml", ["1"])
    reject(migrated, JANUARY)

    second = begin(migrated, file, members)

    assert second.attempt > first.attempt
    assert progress(migrated, second) == dict.fromkeys(members, Progress())
    assert in_slots(migrated) == []
    assert rejected(migrated) == (0 if forgotten else 1)


def test_a_generation_that_was_given_up_begins_anew(migrated: Warehouse) -> None:
    first = begin(migrated, JANUARY)
    store(migrated, first, "a.xml", ["1"])
    with migrated.write() as connection:
        give_up(connection, GRANTS)

    second = begin(migrated, JANUARY)

    assert second.attempt > first.attempt
    assert progress(migrated, second) == dict.fromkeys(MEMBERS, Progress())
    assert in_slots(migrated) == []


def test_what_an_older_run_stores_is_refused(migrated: Warehouse) -> None:
    old = begin(migrated, JANUARY)
    assert store(migrated, old, "a.xml", ["1"], finished=False)
    done = Progress(records=1, rows_stored=1)
    new = begin(migrated, JANUARY)

    assert not store(migrated, old, "a.xml", ["2"], before=done)
    assert not store(migrated, old, "b.xml", ["3"])

    assert progress(migrated, new) == {"a.xml": done, "b.xml": Progress()}
    assert store(migrated, new, "a.xml", ["4"], before=done)
    assert in_slots(migrated) == [(0, "1"), (0, "4")]


def test_a_block_is_stored_once_and_a_finished_part_takes_none(migrated: Warehouse) -> None:
    build = begin(migrated, JANUARY)
    assert store(migrated, build, "a.xml", ["1"], finished=False)
    assert not store(migrated, build, "a.xml", ["1"], finished=False), "from the same point again"
    assert store(migrated, build, "a.xml", ["2"], before=Progress(records=1))
    assert not store(migrated, build, "a.xml", ["3"], before=Progress(records=2)), "the part is finished"
    assert not store(migrated, build, "c.xml", ["3"]), "no part of this generation"
    assert in_slots(migrated) == [(0, "1"), (0, "2")]


def test_no_two_runs_ever_have_the_same_number(migrated: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members have the same names every month: only the number tells a run that outlived its time."""
    old = begin(migrated, JANUARY)
    monkeypatch.setattr(generations, "empty_slot", broken_off)
    with pytest.raises(KeyboardInterrupt):
        begin(migrated, FEBRUARY)
    monkeypatch.undo()
    generation(migrated, FEBRUARY, ["1"])
    new = begin(migrated, JANUARY)

    assert not store(migrated, old, "a.xml", ["2"])
    assert new.attempt > old.attempt
    assert in_slots(migrated) == [(0, "1")]


def test_a_run_killed_while_it_empties_the_slot_is_begun_anew(
    migrated: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(migrated, begin(migrated, JANUARY), "a.xml", ["1"])
    monkeypatch.setattr(generations, "empty_slot", broken_off)
    with pytest.raises(KeyboardInterrupt):
        begin(migrated, FEBRUARY)
    monkeypatch.undo()
    assert in_slots(migrated) == [(0, "1")]

    build = begin(migrated, FEBRUARY)

    assert in_slots(migrated) == []
    assert progress(migrated, build) == dict.fromkeys(MEMBERS, Progress())


@pytest.mark.parametrize("at_once", [1, 2, 3, 7, 100])
def test_a_slot_is_emptied_and_the_other_one_is_not(
    migrated: Warehouse, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(generations, "_DELETED_AT_ONCE", at_once)
    # A document with more symbols than are deleted at once.
    rows = [
        symbol(str(number), slot=slot, sequence_no=place) for slot in (0, 1) for number in (1, 2) for place in (1, 2, 3)
    ]
    with migrated.write() as connection:
        connection.execute(insert(GRANTS.rows), rows)
    with migrated.connect() as connection:
        assert empty_slot(migrated, connection, GRANTS.rows, 0, patience=0)
        assert empty_slot(migrated, connection, GRANTS.rows, 0, patience=0), "an empty one too"
    assert in_slots(migrated) == [(1, document) for document in ("1", "2") for _ in range(3)]


@pytest.mark.mariadb
@pytest.mark.parametrize("warehouse_env", ["mariadb"], indirect=True)
def test_a_reader_in_a_transaction_is_waited_for_and_others_are_not_kept(migrated: Warehouse) -> None:
    generation(migrated, JANUARY, ["1"])
    generation(migrated, FEBRUARY, ["2"])
    with migrated.connect() as idle:
        idle.execute(select(classification.patent_cpc)).all()
        with migrated.connect() as connection, reading(migrated) as waits:
            assert not empty_slot(migrated, connection, GRANTS.rows, 0, patience=0)
            time.sleep(1)
        assert in_slots(migrated) == [(0, "1"), (1, "2")]
        assert max(waits) < 5
        assert len(waits) > 5, "others went on reading"
    # The reader has ended: the next load begins.
    assert begin(migrated, JANUARY).slot == 0
    assert in_slots(migrated) == [(1, "2")]


@pytest.mark.mariadb
@pytest.mark.parametrize("warehouse_env", ["mariadb"], indirect=True)
def test_a_load_that_cannot_begin_for_a_reader_says_so(migrated: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    generation(migrated, JANUARY, ["1"])
    generation(migrated, FEBRUARY, ["2"])
    monkeypatch.setattr(generations, "LOCK_WAIT_SECONDS", 1)
    with migrated.connect() as idle:
        idle.execute(select(classification.patent_cpc)).all()
        with pytest.raises(WarehouseError, match=r"patent_cpc_generation: a transaction of a reader") as caught:
            begin(migrated, JANUARY)
        assert "\n" not in str(caught.value)
    assert seen(migrated) == ["2"]
    assert begin(migrated, JANUARY).slot == 0
    assert in_slots(migrated) == [(1, "2")]


@pytest.mark.mariadb
@pytest.mark.parametrize("warehouse_env", ["mariadb"], indirect=True)
def test_a_load_into_an_empty_slot_waits_for_no_reader(migrated: Warehouse) -> None:
    generation(migrated, JANUARY, ["1"])
    with migrated.connect() as idle:
        idle.execute(select(classification.patent_cpc)).all()
        build = begin(migrated, FEBRUARY)
        assert store(migrated, build, "a.xml", ["2"])
    assert in_slots(migrated) == [(0, "1"), (1, "2")]


def generation(warehouse: Warehouse, file: SourceFile, documents: list[str]) -> None:
    build = begin(warehouse, file)
    assert store(warehouse, build, "a.xml", documents)
    show(warehouse, build, file)


def progress(warehouse: Warehouse, build: Build) -> dict[str, Progress]:
    with warehouse.connect() as connection:
        return progress_of(connection, build)


def reject(warehouse: Warehouse, file: SourceFile) -> None:
    with warehouse.connect() as connection:
        number = entered(connection, file)
        with transaction(connection):
            record = {"record_no": 1, "position": "a.xml, line 1", "reason": "bad", "raw_text": ""}
            ledger.keep_rejected(connection, number, [record])


def rejected(warehouse: Warehouse) -> int:
    with warehouse.connect() as connection:
        return len(connection.execute(select(rejected_record)).all())


def broken_off(*_: object, **__: object) -> bool:
    raise KeyboardInterrupt


@contextmanager
def reading(warehouse: Warehouse) -> Iterator[list[float]]:
    """Read the view again and again, and note how long each time takes."""
    waits: list[float] = []
    stop = threading.Event()

    def read(connection: Connection) -> None:
        while not stop.is_set():
            started = time.monotonic()
            connection.execute(select(classification.patent_cpc)).all()
            connection.rollback()
            waits.append(time.monotonic() - started)
            time.sleep(0.05)

    with warehouse.connect() as connection:
        thread = threading.Thread(target=read, args=(connection,))
        thread.start()
        try:
            yield waits
        finally:
            stop.set()
            thread.join()
