"""Brings Airflow's metadata database up to date and creates the pools.

Run as ``python -m patentrack.orchestration.metadata``.
"""

from __future__ import annotations

from airflow.models.pool import Pool
from airflow.utils.db import initdb

from patentrack.orchestration.defaults import POOLS


def prepare_metadata() -> None:
    """Create or migrate the metadata database that Airflow's settings name, and set the pools.

    Airflow never starts a task whose pool does not exist, and does not say so in the UI.
    """
    initdb()
    for name, (slots, description) in POOLS.items():
        Pool.create_or_update_pool(name, slots, description, include_deferred=False)


if __name__ == "__main__":
    prepare_metadata()
