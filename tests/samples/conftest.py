"""A small delivery of every product, and a world whose grants are spread over the years."""

from __future__ import annotations

from datetime import date

import pytest

from patentrack.samples.assignments import week_world
from patentrack.samples.products import write_sources
from patentrack.samples.world import World
from support.sample_files import MONDAY, SCALE, Delivery


@pytest.fixture(scope="session")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Delivery:
    files = write_sources(tmp_path_factory.mktemp("delivery"), MONDAY, seed=1, scale=SCALE)
    return Delivery(week_world(MONDAY, seed=1, scale=SCALE), files)


@pytest.fixture(scope="session")
def spread() -> World:
    return World(7, horizon=date(2024, 3, 5), assets=1500)
