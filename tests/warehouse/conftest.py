"""A warehouse to work on, on both engines; closed again, so that a leaked connection is seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from patentrack.settings import load_settings
from patentrack.warehouse.engine import Warehouse, open_warehouse
from patentrack.warehouse.migrate import upgrade
from support.environment import WarehouseEnv


@pytest.fixture
def warehouse(warehouse_env: WarehouseEnv) -> Iterator[Warehouse]:
    """Nothing in it yet, not even the databases."""
    opened = open_warehouse(load_settings())
    yield opened
    opened.engine.dispose()


@pytest.fixture
def migrated(warehouse: Warehouse) -> Warehouse:
    """With every table, empty but for the lookup of conveyance types."""
    upgrade(warehouse)
    return warehouse
