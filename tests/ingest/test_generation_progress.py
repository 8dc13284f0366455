"""A load that is broken off goes on where it stopped, and readers see one whole month at any moment.

Here the load is broken off in this process, at each step there is; `test_generation_kill.py` kills it at any moment.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from patentrack.errors import SourceFileError
from patentrack.ingest import generation_part
from patentrack.ingest import generations as ingest_generations
from patentrack.ingest.cpc import GRANTS, ingest_grants
from patentrack.ingest.summary import FileSummary
from patentrack.settings import load_settings
from patentrack.sources import cpc_stream, cpc_xml
from patentrack.warehouse import generations
from patentrack.warehouse.engine import open_warehouse
from support.cpc_files import Document
from support.snapshot import ledger
from support.whole_files import (
    BAD,
    CPC,
    changes,
    cpc_month,
    file_row,
    grants,
    hidden,
    parts,
    pointers,
    rejections,
    rows,
    versions,
    without_time,
)

OLD, NEW = "2013-01-01", "2014-01-01"
JANUARY, FEBRUARY = "US_Grant_CPC_MCF_XML_2024-01-01.zip", "US_Grant_CPC_MCF_XML_2024-02-01.zip"

pytestmark = pytest.mark.usefixtures("warehouse_env")


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A transaction for every ten documents or so, that a small file has many."""
    for name in ("BATCH_BYTES", "MAX_HEAD_BYTES"):
        monkeypatch.setattr(cpc_stream, name, 4096)
    monkeypatch.setattr(cpc_xml, "BATCH_RECORDS", 5)
    monkeypatch.setattr(generation_part, "BLOCK_ROWS", 20)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("moment", ["before the commit", "after the commit"])
def test_broken_off_at_each_block_it_goes_on_after_the_last_one(tmp_path: Path, moment: str) -> None:
    load(month(tmp_path, 1, OLD))
    total = len(blocks_of(lambda: load(month(tmp_path, 2, NEW))))
    clean = rows(CPC)
    assert total > 9
    shown = NEW
    for block in range(1, total + 1):
        # The months take turns, so that a mixture would be seen.
        coming = OLD if shown == NEW else NEW
        path = month(tmp_path, 2 + block, coming)
        before = rows(CPC), pointers(), changes()

        with breaking(moment, block), pytest.raises(KeyboardInterrupt):
            load(path)

        assert (rows(CPC), pointers(), changes()) == before
        assert file_row(path.name).state == "failed"
        stored = block - (moment != "after the commit")
        again = blocks_of(lambda path=path: load(path))  # type: ignore[misc]
        assert len(again) == total - stored, "what was stored is not stored again"
        assert [row[:2] for row in rows(CPC)] == [row[:2] for row in clean]
        assert set(versions()) == {coming}
        row = file_row(path.name)
        assert (row.state, row.records_read, row.inserted, row.rejected) == ("loaded", 126, 120, 6)
        assert len(rejections()) == 6 * (2 + block)
        shown = coming


@pytest.mark.usefixtures("small_blocks")
def test_a_run_that_failed_by_the_file_begins_anew(tmp_path: Path) -> None:
    load(month(tmp_path, 1, OLD))
    path = cpc_month(tmp_path / FEBRUARY, grants(range(100)), [replace(document, symbols=(BAD,)) for document in DOCS])
    with pytest.raises(SourceFileError):
        ingest_grants(path, load_settings())
    assert parts() == {}

    summary = load(path)

    assert (summary.inserted, summary.rejected) == (100, len(DOCS))
    assert len(rejections()) == 6 + len(DOCS)


@pytest.mark.usefixtures("small_blocks")
def test_all_rejected_records_are_kept_when_a_run_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that failed keeps its first thousand; one that will be gone on with needs them all."""
    monkeypatch.setattr("patentrack.warehouse.ledger.REJECTED_KEPT_OF_FAILED_FILE", 2)
    path = month(tmp_path, 1, NEW)
    with breaking("after the commit", 8), pytest.raises(KeyboardInterrupt):
        load(path)
    assert load(path).rejected == 6
    assert len(rejections()) == 6


@pytest.mark.usefixtures("small_blocks")
def test_another_file_takes_the_place_of_one_that_was_broken_off(tmp_path: Path) -> None:
    load(month(tmp_path, 1, OLD))
    with breaking("after the commit", 5), pytest.raises(KeyboardInterrupt):
        load(month(tmp_path, 2, NEW))
    load(month(tmp_path, 3, "2015-01-01"))
    assert set(versions()) == {"2015-01-01"}
    assert hidden(GRANTS.dataset) == 0

    late = load(month(tmp_path, 2, NEW))
    assert late.unchanged
    assert set(versions()) == {"2015-01-01"}
    assert ledger()[month(tmp_path, 2, NEW).name] == "superseded"


@pytest.mark.parametrize("step", ["switch", "finish"])
def test_a_switch_that_fails_shows_nothing_and_reads_nothing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    load(cpc_month(tmp_path / JANUARY, grants([1], OLD)))
    before = rows(CPC), pointers(), changes()
    path = cpc_month(tmp_path / FEBRUARY, grants(range(5), NEW), grants(range(5, 9), NEW))
    with monkeypatch.context() as patched:
        if step == "switch":
            patched.setattr(generations, "switch", then_interrupted(generations.switch))
        else:
            patched.setattr("patentrack.ingest.run.ledger.log_change", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load(path)

    assert (rows(CPC), pointers(), changes()) == before
    assert parts() == {"part_1.xml": (5, 1), "part_2.xml": (4, 1)}
    assert blocks_of(lambda: load(path)) == []
    assert versions() == {NEW: 18}
    assert ledger() == {JANUARY: "superseded", FEBRUARY: "loaded"}


def test_what_goes_wrong_after_the_switch_does_not_take_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(cpc_month(tmp_path / JANUARY, grants([1], OLD)))
    path = cpc_month(tmp_path / FEBRUARY, grants(range(5), NEW))
    empty_slot = generations.empty_slot

    def fails_after_it(*arguments: Any, patience: float) -> bool:
        return empty_slot(*arguments, patience=patience) if patience else interrupted()

    with monkeypatch.context() as patched:
        patched.setattr(generations, "empty_slot", fails_after_it)
        with pytest.raises(KeyboardInterrupt):
            load(path)

    assert versions() == {NEW: 10}
    assert ledger() == {JANUARY: "superseded", FEBRUARY: "loaded"}
    assert hidden(GRANTS.dataset) == 2, "the old month lies there still"
    assert load(path).unchanged
    load(cpc_month(tmp_path / "US_Grant_CPC_MCF_XML_2024-03-01.zip", grants(range(3), OLD)))
    assert versions() == {OLD: 6}
    assert hidden(GRANTS.dataset) == 0


def test_rows_that_were_lost_or_added_meanwhile_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(cpc_month(tmp_path / JANUARY, grants([1], OLD)))
    path = cpc_month(tmp_path / FEBRUARY, grants(range(5), NEW))
    with monkeypatch.context() as patched:
        patched.setattr(generations, "switch", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load(path)
    warehouse = open_warehouse(load_settings())
    with warehouse.write() as connection:
        table = GRANTS.dataset.rows
        connection.execute(table.delete().where(table.c.slot == 1, table.c.grant_doc_num == "3"))
    warehouse.engine.dispose()

    with pytest.raises(SourceFileError, match="8 rows are in the table where 10 were stored"):
        load(path)

    assert versions() == {OLD: 2}
    load(path)
    assert versions() == {NEW: 10}


def test_several_processes_store_what_one_stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    members = [[*grants(range(100 * part, 100 * part + 20 + part), OLD), bad(900 + part)] for part in range(5)]
    one = load(cpc_month(tmp_path / JANUARY, *members))
    stored, rejected = rows(CPC), sorted(rejections())

    monkeypatch.setattr(ingest_generations, "BYTES_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    several = load(cpc_month(tmp_path / FEBRUARY, *members))

    assert rows(CPC) == stored
    assert sorted(rejections()) == sorted(rejected * 2)
    assert replace(without_time(several), file=JANUARY, transaction_date="2024-01-01") == without_time(one)


def test_progress_is_told_to_the_last_byte(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = cpc_month(tmp_path / JANUARY, grants(range(5)), grants(range(5, 20)))
    summary = ingest_grants(path, load_settings(), progress=lambda done, expected: told.append((done, expected)))
    assert told == sorted(told)
    assert told[-1][0] == summary.bytes_read
    assert {expected for _, expected in told} == {told[-1][1]}
    # What follows the last record of a member is no record.
    assert told[-1][1] - summary.bytes_read < 200


DOCS = grants(range(200, 300))


def month(folder: Path, number: int, version: str) -> Path:
    """Three members of 42 documents, two of each bad."""
    day = f"2024-01-{number:02d}"
    members = [
        [*grants(range(100 * part, 100 * part + 40), version), bad(900 + part), bad(950 + part)] for part in range(3)
    ]
    return cpc_month(folder / f"US_Grant_CPC_MCF_XML_{day}.zip", *members)


def bad(number: int) -> Document:
    return replace(grants([number])[0], symbols=(BAD,))


def load(path: Path) -> FileSummary:
    return ingest_grants(path, replace(load_settings(), max_rejected_share=0.5))


def blocks_of(run: Callable[[], object]) -> list[int]:
    """Rows of each block that a run stores."""
    stored: list[int] = []
    store = generation_part.load_rows

    def load_rows(*arguments: Any) -> None:
        store(*arguments)
        stored.append(len(arguments[-1]))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(generation_part, "load_rows", load_rows)
        run()
    return stored


@contextmanager
def breaking(moment: str, block: int) -> Iterator[None]:
    """Break a load off at a block of it, when the rows are stored or when they are committed."""
    calls = 0
    name, owner = ("_write", generation_part._Part) if moment == "after the commit" else ("load_rows", generation_part)
    original = getattr(owner, name)

    def broken(*arguments: Any, **named: Any) -> None:
        nonlocal calls
        calls += 1
        original(*arguments, **named)
        if calls == block:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(owner, name, broken)
        yield


def interrupted(*_: Any, **__: Any) -> Any:
    raise KeyboardInterrupt


def then_interrupted(function: Callable[..., object]) -> Callable[..., object]:
    def called(*arguments: Any, **named: Any) -> object:
        function(*arguments, **named)
        raise KeyboardInterrupt

    return called
