"""Readers during a switch: each statement sees one whole generation, and none waits for long (design section 4)."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Select, func, literal, select, union_all

from patentrack.ingest.cpc import ingest_grants
from patentrack.settings import load_settings
from patentrack.warehouse import generations
from patentrack.warehouse.engine import Warehouse, open_warehouse
from support.environment import WarehouseEnv
from support.whole_files import CPC, cpc_month, grants

SWITCHES = 8
# A statement that waits for a lock waits no longer than this; seconds, on a busy machine.
PATIENCE = 8.0

one, other = CPC.alias("one"), CPC.alias("other")
_VERSION = CPC.c.classification_version_date
_WHOLE = select(literal("whole"), func.count(), func.min(_VERSION), func.max(_VERSION)).select_from(CPC)

# What a reader asks; the answer must be that of one generation.
QUERIES: dict[str, Select[Any] | Any] = {
    "whole": _WHOLE,
    # The view twice in one statement: every row meets itself and no row of another month.
    "join": select(
        literal("join"),
        func.count(),
        func.min(one.c.classification_version_date),
        func.max(other.c.classification_version_date),
    ).select_from(
        one.join(other, (one.c.grant_doc_num == other.c.grant_doc_num) & (one.c.sequence_no == other.c.sequence_no))
    ),
    # Two reads that know nothing of each other.
    "union": union_all(_WHOLE, _WHOLE),
}


@pytest.mark.parametrize(
    ("warehouse_env", "isolation"),
    [
        ("sqlite", "SERIALIZABLE"),
        *(pytest.param("mariadb", level, marks=pytest.mark.mariadb) for level in ("READ COMMITTED", "REPEATABLE READ")),
    ],
    indirect=["warehouse_env"],
)
def test_every_statement_sees_one_whole_generation(
    tmp_path: Path, warehouse_env: WarehouseEnv, monkeypatch: pytest.MonkeyPatch, isolation: str
) -> None:
    # The slot is emptied in many lots, with readers in between.
    monkeypatch.setattr(generations, "_DELETED_AT_ONCE", 500)
    whole = {month(tmp_path, number): facts(number) for number in range(1, SWITCHES + 1)}
    first, *others = whole
    ingest_grants(first, load_settings())

    with reading(isolation) as answers:
        for path in others:
            ingest_grants(path, load_settings())
            time.sleep(0.2)

    seen = Counter((what, answer) for what, answer, _ in answers)
    assert {answer for _, answer in seen} <= set(whole.values()), seen
    assert len({answer for _, answer in seen}) > SWITCHES // 2, "the readers saw the months pass"
    assert {what for what, _ in seen} == {"whole", "join"}
    assert max(seconds for *_, seconds in answers) < PATIENCE


@pytest.mark.mariadb
@pytest.mark.parametrize("warehouse_env", ["mariadb"], indirect=True)
def test_a_reader_that_stays_in_its_transaction_sees_one_generation_to_its_end(
    tmp_path: Path, warehouse_env: WarehouseEnv
) -> None:
    """And the load does not wait for it. (On SQLite nothing at all is committed while somebody reads.)"""
    january, february, march = (month(tmp_path, number) for number in (1, 2, 3))
    ingest_grants(january, load_settings())
    with opened("REPEATABLE READ") as connection:
        before = connection.execute(_WHOLE).one()
        ingest_grants(february, load_settings())
        assert connection.execute(_WHOLE).one() == before
        connection.rollback()
        assert tuple(map(str, connection.execute(_WHOLE).one()[1:])) == facts(2)
        connection.rollback()
        # The month that it kept from being emptied is in nobody's way.
        ingest_grants(march, load_settings())
        assert tuple(map(str, connection.execute(_WHOLE).one()[1:])) == facts(3)


def month(folder: Path, number: int) -> Path:
    """Each month has its own number of documents and its own version of the scheme."""
    documents = grants(range(1000 + 100 * number), f"20{number:02d}-01-01")
    return cpc_month(folder / f"US_Grant_CPC_MCF_XML_2024-{number:02d}-01.zip", documents[:500], documents[500:])


def facts(number: int) -> tuple[str, str, str]:
    version = f"20{number:02d}-01-01"
    return str(2 * (1000 + 100 * number)), version, version


@contextmanager
def opened(isolation: str) -> Iterator[Connection]:
    warehouse: Warehouse = open_warehouse(load_settings())
    try:
        with warehouse.connect() as connection:
            yield connection.execution_options(isolation_level=isolation)
    finally:
        warehouse.engine.dispose()


@contextmanager
def reading(isolation: str) -> Iterator[list[tuple[str, tuple[str, ...], float]]]:
    """Ask again and again, a connection for each query; note what was answered and after how long."""
    answers: list[tuple[str, tuple[str, ...], float]] = []
    failures: list[BaseException] = []
    stop = threading.Event()

    def read(query: Any) -> None:
        try:
            with opened(isolation) as connection:
                while not stop.is_set():
                    started = time.monotonic()
                    found = connection.execute(query).all()
                    connection.rollback()
                    seconds = time.monotonic() - started
                    answers.extend((what, tuple(map(str, answer)), seconds) for what, *answer in found)
                    time.sleep(0.005)
        except BaseException as error:  # noqa: BLE001 (told below, in the thread of the test)
            failures.append(error)

    threads = [threading.Thread(target=read, args=(query,)) for query in QUERIES.values()]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []
