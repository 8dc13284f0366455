"""What Airflow takes for the name of the machine, so that two workers on one machine differ."""

from __future__ import annotations

import os

VARIABLE = "TEST_WORKER_NAME"


def worker_name() -> str:
    """The name that the worker was started with."""
    return os.environ[VARIABLE]
