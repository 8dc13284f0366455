"""The command as a process: what it prints, how it ends, what it refuses."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from support.bulk_api import FILES, PRODUCTS
from support.environment import PROJECT_ROOT

DAY = "PASDL/ad20240102.zip"
# As the command `patentrack mirror` runs it, without the rest of the command.
RUN = """
import sys
from patentrack.errors import PatentrackError
from patentrack.mirror.command import mirror
try:
    mirror()
except PatentrackError as error:
    sys.exit(f"patentrack: {error}")
"""


class Mirror:
    """The running command."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, "serve", *arguments],
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(PROJECT_ROOT / "include")} | environment,
        )
        assert self.process.stderr is not None
        self.stderr = self.process.stderr
        self.lines: list[str] = []

    def until(self, pattern: str) -> re.Match[str]:
        for line in self.stderr:
            self.lines.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError("".join(self.lines))

    def end(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.lines.extend(self.stderr)
        self.stderr.close()
        return self.process.wait(timeout=10)


@pytest.fixture
def started() -> Iterator[list[Mirror]]:
    running: list[Mirror] = []
    yield running
    for mirror in running:
        if mirror.process.poll() is None:
            mirror.end(signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_says_what_a_client_needs_and_stops_without_a_traceback(
    folder: Path, session: requests.Session, started: list[Mirror], number: int
) -> None:
    mirror = Mirror(str(folder), "--port", "0")
    started.append(mirror)
    url = mirror.until(r"is served at (\S+),")[1]
    ca_file = mirror.until(r"have to trust (\S+)")[1]
    key = mirror.until(r"the key for this time is (\S+)")[1]
    mirror.until("not served, since in no folder of a product: notes.txt")
    answer = session.get(f"{url}{FILES}/{DAY}", headers={"X-API-KEY": key}, verify=ca_file, timeout=10)
    assert answer.content == (folder / DAY).read_bytes()
    shown = mirror.until(r":\d+ GET /bulk/.* 200 ")
    assert mirror.end(number) == 0
    text = "".join(mirror.lines)
    assert text.endswith("patentrack: the mirror has stopped\n")
    assert "Traceback" not in text
    assert "Signature" not in text
    assert text.count(key) == 1
    assert shown.string.count("\n") == 1
    assert not Path(ca_file).exists()


def test_serve_with_a_given_key_never_shows_it(folder: Path, session: requests.Session, started: list[Mirror]) -> None:
    mirror = Mirror(str(folder), "--port", "0", "--plain-http", PATENTRACK_MIRROR_KEY="the-given-key")
    started.append(mirror)
    url = mirror.until(r"is served at (http://\S+),")[1]
    answer = session.get(f"{url}{PRODUCTS}/search", headers={"X-API-KEY": "the-given-key"}, timeout=10)
    assert answer.status_code == 200
    assert mirror.end() == 0
    assert "the-given-key" not in "".join(mirror.lines)


def test_serve_takes_limits_and_faults(
    folder: Path, tmp_path: Path, session: requests.Session, started: list[Mirror]
) -> None:
    faults, key = tmp_path / "faults.json", tmp_path / "key"
    faults.write_text('[{"path": "search", "fault": "status", "code": 503, "at": "catalogue"}]', encoding="utf-8")
    key.write_text("from-a-file\n", encoding="utf-8")
    mirror = Mirror(
        str(folder), "--port", "0", "--plain-http", "--key-file", str(key),
        "--faults", str(faults), "--refuse-after", "2", "--answer", "text",
    )  # fmt: skip
    started.append(mirror)
    url = mirror.until(r"is served at (\S+),")[1]
    headers = {"X-API-KEY": "from-a-file"}
    codes = [
        session.get(url + path, headers=headers, timeout=10).status_code
        for path in (f"{PRODUCTS}/search", f"{FILES}/{DAY}", f"{PRODUCTS}/search")
    ]
    assert codes == [503, 200, 429]
    assert mirror.end() == 0


def refused(*arguments: str) -> str:
    mirror = Mirror(*arguments)
    assert mirror.process.wait(timeout=20) != 0
    mirror.end()
    [line] = [line for line in mirror.lines if line.strip()]
    return line


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    assert "is not a folder" in refused(str(tmp_path / "nowhere"))


def test_a_port_in_use_is_one_line(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"port {port} of 127.0.0.1 is in use" in refused(str(folder), "--port", port)


def test_a_second_port_in_use_leaves_nothing_running(folder: Path) -> None:
    begun = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert "is in use" in refused(str(folder), "--port", "0", "--files-port", port)
    assert time.monotonic() - begun < 10


def test_a_certificate_that_cannot_be_read_is_one_line(folder: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "none.pem")
    line = refused(str(folder), "--port", "0", "--tls-cert", missing, "--tls-key", missing)
    assert "cannot be used" in line


def test_a_missing_key_file_is_one_line(folder: Path, tmp_path: Path) -> None:
    assert "cannot be read" in refused(str(folder), "--key-file", str(tmp_path / "none"))
