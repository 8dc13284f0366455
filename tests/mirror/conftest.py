"""A folder like the real catalogue, small, and clients that trust the stand-in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from patentrack.mirror.server import MirrorServer
from support.bulk_api import FILES, Get, zip_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three days of assignments, two weeks of grants below a year, a DTD, and things not to be served."""
    root = tmp_path / "mirrored"
    for relative in (
        "PASDL/ad20240101.zip",
        "PASDL/ad20240102.zip",
        "PASDL/ad20240103.zip",
        "PTGRXML/2024/ipg240102.zip",
        "PTGRXML/2024/ipg240109.zip",
    ):
        path = root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zip_bytes(path.stem + ".xml"))
    dtd = root / "PTGRXML" / "2022" / "us-patent-grant-v47-2022-02-17.dtd"
    dtd.parent.mkdir()
    dtd.write_text("<!ELEMENT us-patent-grant ANY>\n", encoding="utf-8")
    stamp = datetime(2022, 7, 6, 12, 19, 51, tzinfo=UTC).timestamp()
    os.utime(dtd, (stamp, stamp))
    (root / "PASDL" / "ad20240104.zip.part").write_bytes(b"half")
    (root / "notes.txt").write_text("not in a product", encoding="utf-8")
    return root


@pytest.fixture
def server(folder: Path) -> Iterator[MirrorServer]:
    """https, the limits of the real API."""
    with MirrorServer(folder) as running:
        yield running


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as running:
        running.trust_env = False
        yield running


@pytest.fixture
def get(session: requests.Session, server: MirrorServer) -> Get:
    """GET a path of the API, or a URL, as a client with the key; redirects are not followed."""

    def call(target: str, **options: object) -> requests.Response:
        own = options.pop("headers", {"X-API-KEY": server.key})
        url = target if "://" in target else server.url + target
        return session.get(url, headers=own, verify=str(server.ca_file), allow_redirects=False, timeout=10, **options)

    return call


@pytest.fixture
def signed(get: Get) -> Callable[[str], str]:
    """The signed URL of a file."""

    def ask(relative: str) -> str:
        answer = get(f"{FILES}/{relative}")
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    return ask
