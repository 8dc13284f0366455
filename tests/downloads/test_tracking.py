from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from patentrack.downloads import tracking
from patentrack.downloads.fetch import fetch_period
from patentrack.downloads.policy import Policy
from patentrack.downloads.products import product_of
from patentrack.mirror.server import MirrorServer
from patentrack.settings import Settings, load_settings
from patentrack.warehouse import ledger
from patentrack.warehouse.engine import Warehouse, open_warehouse
from patentrack.warehouse.migrate import upgrade
from patentrack.warehouse.tables.ledger import source_file
from support.downloads import rows, write_zip
from support.environment import WarehouseEnv

NOW = datetime(2024, 1, 6, 12, tzinfo=UTC)
FIRST, LAST = date(2024, 1, 1), date(2024, 1, 6)


@pytest.fixture
def warehouse(own_environment: None) -> Iterator[Warehouse]:
    opened = open_warehouse(load_settings())
    upgrade(opened)
    yield opened
    opened.engine.dispose()


def arrive(warehouse: Warehouse, name: str, product: str = "assignments", *, state: str = "pending") -> int:
    file = ledger.SourceFile(product, name, f"{name:0<64}"[:64], 1000)
    with warehouse.write() as connection:
        number = ledger.register(connection, file, date_from=None, date_to=None)
        if state != "pending":
            ledger.begin(connection, file)
        if state == "loaded":
            ledger.finish(connection, number)
        elif state == "failed":
            ledger.fail(connection, number, "it was not well formed")
    return number


def gaps(warehouse: Warehouse, product: str = "PASDL", *, now: datetime = NOW) -> list[str]:
    with warehouse.connect() as connection:
        return [str(period) for period in tracking.gaps(product, FIRST, LAST, connection, now=now)]


def test_gaps_are_found_before_the_last_success_too(warehouse: Warehouse) -> None:
    for name in ("ad20240102.zip", "ad20240105.zip"):
        arrive(warehouse, name, state="loaded")
    arrive(warehouse, "ad20240103.zip", state="failed")
    arrive(warehouse, "ad20240104.xml")
    assert gaps(warehouse) == ["2024-01-01", "2024-01-03"]


def test_a_day_is_no_gap_before_it_is_due(warehouse: Warehouse) -> None:
    assert gaps(warehouse)[-1] == "2024-01-05"
    assert gaps(warehouse, now=NOW - timedelta(hours=3))[-1] == "2024-01-04"


def test_a_whole_back_file_covers_its_days(warehouse: Warehouse) -> None:
    arrive(warehouse, "ad19800101-20240103-02.zip", state="loaded")
    assert gaps(warehouse)[0] == "2024-01-01"  # part 1 is not there yet
    arrive(warehouse, "ad19800101-20240103-01.zip", state="loaded")
    assert gaps(warehouse) == ["2024-01-04", "2024-01-05"]


def test_of_a_cumulative_product_only_the_newest_can_be_missing(warehouse: Warehouse) -> None:
    with warehouse.connect() as connection:
        found = tracking.gaps("PTMNFEE2", date(2023, 12, 1), LAST, connection, now=NOW)
    assert [str(period) for period in found] == ["2024-01-01 to 2024-01-07"]
    arrive(warehouse, "MaintFeeEvents_20240101.zip", "maintenance-fees")
    assert gaps(warehouse, "PTMNFEE2") == []


def test_the_first_success_and_a_failure_after_it(
    warehouse_env: WarehouseEnv,
    server: MirrorServer,
    settings_for: Callable[[MirrorServer], Settings],
    policy: Policy,
) -> None:
    settings = settings_for(server)
    fetch_period("PASDL", FIRST, FIRST, settings, policy=policy)
    opened = open_warehouse(settings)
    with opened.connect() as connection:
        [first] = tracking.tracked(connection)
    tracking.note_start(opened, product_of("PASDL"))
    tracking.note_failure(opened, product_of("PASDL"), files=0, error="x" * 9000)
    with opened.connect() as connection:
        [after] = tracking.tracked(connection)
    opened.engine.dispose()
    assert (first.status, first.files, first.error, first.next_due) == ("success", 1, None, date(2024, 1, 3))
    assert (after.status, after.last_success) == ("failed", first.last_success)
    assert after.error == "x" * 2000


def test_a_re_issue_supersedes_what_nobody_loaded(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    fetch_period("PASDL", FIRST, FIRST, settings, policy=policy)
    path = write_zip(server.catalogue.root / "PASDL" / "ad20240101.zip", 1234)
    later = datetime.now(UTC).timestamp() + 5
    os.utime(path, (later, later))
    [file] = fetch_period("PASDL", FIRST, FIRST, settings, policy=policy)
    assert file.fetched
    assert [row["state"] for row in rows(settings, source_file)] == ["superseded", "pending"]
    opened = open_warehouse(settings)
    with opened.connect() as connection:
        for row in rows(settings, source_file):
            known = ledger.SourceFile(row["product"], row["file_name"], row["sha256"], row["bytes"])
            assert not ledger.is_loaded(connection, known)
    opened.engine.dispose()


def test_what_is_loaded_stays_loaded_when_it_is_found_again(warehouse: Warehouse) -> None:
    number = arrive(warehouse, "ad20240101.zip", state="loaded")
    assert arrive(warehouse, "ad20240101.zip") == number
    with warehouse.connect() as connection:
        assert [row.file_name for row in ledger.files_in_state(connection, "loaded")] == ["ad20240101.zip"]
