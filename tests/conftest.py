"""Fixtures for every test: an environment of its own, a warehouse on both engines, the real files."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from support.environment import PROJECT_ROOT, WarehouseEnv
from support.mariadb import MariaDBServer, ServerMissingError, running_server

# The same examples in every run: what fails once can be looked at again. A busy machine is no failure.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")

# Read once, before own_environment takes the variables away.
REAL_DATA = Path(os.environ.get("PATENTRACK_REAL_DATA") or PROJECT_ROOT.parent / "shared" / "data")
REQUIRE_MARIADB = os.environ.get("PATENTRACK_REQUIRE_MARIADB") == "1"


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees the developer's settings, and none writes to the developer's databases."""
    for variable in [name for name in os.environ if name.startswith("PATENTRACK_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("PATENTRACK_HOME", str(tmp_path / "var"))


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[MariaDBServer]:
    """The test run's own MariaDB server, started when the first test asks for it."""
    try:
        with running_server() as server:
            yield server
    except ServerMissingError as missing:
        if REQUIRE_MARIADB:
            pytest.fail(f"{missing} (PATENTRACK_REQUIRE_MARIADB is 1)")
        pytest.skip(str(missing))


@pytest.fixture(params=["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)])
def warehouse_env(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, own_environment: None, tmp_path: Path
) -> Iterator[WarehouseEnv]:
    """An empty warehouse, once on each engine; dropped afterwards."""
    home = tmp_path / "var"
    if request.param == "sqlite":
        yield WarehouseEnv("sqlite", home, "", dict(os.environ))
        return
    server: MariaDBServer = request.getfixturevalue("mariadb_server")
    prefix = f"t{secrets.token_hex(4)}_"
    monkeypatch.setenv("PATENTRACK_DATABASE_URL", server.url)
    monkeypatch.setenv("PATENTRACK_DATABASE_PREFIX", prefix)
    yield WarehouseEnv("mariadb", home, prefix, dict(os.environ))
    server.drop_databases(prefix)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder of the real USPTO files; without it the test is skipped. Mark the test ``real_data`` too."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"real USPTO files missing: {REAL_DATA} (or set PATENTRACK_REAL_DATA to their folder)")
    return REAL_DATA
