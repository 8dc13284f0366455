"""The environment in which one test runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Engine = Literal["sqlite", "mariadb"]

PROJECT_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class WarehouseEnv:
    """An empty warehouse of the test's own; the variables are also set in this process.

    Attributes:
        engine: ``sqlite`` or ``mariadb``.
        home: ``PATENTRACK_HOME``, inside the test's temporary folder, not yet created.
        prefix: ``PATENTRACK_DATABASE_PREFIX``, empty on SQLite.
        env: The whole environment for a child process.
    """

    engine: Engine
    home: Path
    prefix: str
    env: dict[str, str] = field(repr=False)
