"""A stand-in for the API on a real socket, settings that lead to it, and a policy without long pauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from patentrack.downloads.policy import Policy
from patentrack.mirror.limits import Limits
from patentrack.mirror.server import MirrorServer
from patentrack.settings import Settings, load_settings
from support.downloads import write_zip


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """Folder of the stand-in: three days of assignments."""
    root = tmp_path / "served"
    for name in ("ad20240101", "ad20240102", "ad20240103"):
        write_zip(root / "PASDL" / f"{name}.zip")
    return root


@pytest.fixture
def server(served: Path) -> Iterator[MirrorServer]:
    with MirrorServer(served, limits=Limits.none()) as running:
        yield running


@pytest.fixture
def policy() -> Policy:
    return Policy(
        connect_seconds=2,
        read_seconds=1,
        whole_seconds=20,
        attempts=4,
        backoff_seconds=0.01,
        after_429_seconds=0.05,
        window_seconds=0,
        lock_wait_seconds=20,
    )


@pytest.fixture
def settings_for(own_environment: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[MirrorServer], Settings]:
    """Settings for a stand-in; its variables are also set, for child processes."""

    def settings(server: MirrorServer) -> Settings:
        monkeypatch.setenv("PATENTRACK_USPTO_API_URL", server.url)
        monkeypatch.setenv("PATENTRACK_USPTO_API_KEY", server.key)
        monkeypatch.setenv("PATENTRACK_USPTO_HOSTS", "localhost")
        if server.ca_file:
            monkeypatch.setenv("PATENTRACK_USPTO_CA_FILE", str(server.ca_file))
        return load_settings()

    return settings


@pytest.fixture
def settings(server: MirrorServer, settings_for: Callable[[MirrorServer], Settings]) -> Settings:
    return settings_for(server)


@pytest.fixture
def without_key(settings: Settings) -> Settings:
    return replace(settings, uspto_api_key=None)
