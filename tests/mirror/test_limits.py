"""What the real API refuses with 429."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
import requests

from patentrack.mirror.faults import Fault
from patentrack.mirror.limits import Limits
from patentrack.mirror.server import MirrorServer
from support.bulk_api import FILES, PRODUCTS, Get

DAY = "PASDL/ad20240102.zip"


def ask(session: requests.Session, server: MirrorServer, path: str) -> requests.Response:
    return session.get(server.url + path, headers={"X-API-KEY": server.key}, allow_redirects=False, timeout=10)


def test_a_second_request_at_the_same_time_is_refused(folder: Path) -> None:
    with MirrorServer(folder, tls=False) as server:
        server.faults.add("search", Fault.delay(5, at="catalogue"))
        codes: list[int] = []

        def slow() -> None:
            with requests.Session() as own:
                codes.append(ask(own, server, f"{PRODUCTS}/search").status_code)

        first = threading.Thread(target=slow)
        first.start()
        while not server.requests:
            time.sleep(0.01)
        with requests.Session() as own:
            second = ask(own, server, f"{PRODUCTS}/PASDL")
        server.stop()  # ends the wait
        first.join()
    assert second.status_code == 429
    assert second.headers["Retry-After"] == "5"
    assert second.json()["code"] == 429
    assert server.most_at_once == 2


def test_requests_one_after_the_other_are_never_refused_nor_counted_as_parallel(
    folder: Path, session: requests.Session
) -> None:
    with MirrorServer(folder, tls=False, limits=Limits(bulk_files=None, per_file=None)) as server:
        codes = [
            session.get(f"{server.url}{FILES}/{DAY}", headers={"X-API-KEY": server.key}).status_code for _ in range(50)
        ]
    assert codes == [200] * 50
    assert server.most_at_once == 1


def test_the_key_is_free_when_the_last_byte_has_arrived(folder: Path, session: requests.Session) -> None:
    with MirrorServer(folder, tls=False, answer="direct") as server:
        server.faults.add(DAY, Fault.trickle(2_000_000))  # which waits after the last byte too
        assert ask(session, server, f"{FILES}/{DAY}").status_code == 200
        with requests.Session() as another:
            assert ask(another, server, f"{PRODUCTS}/PASDL").status_code == 200
    assert server.most_at_once == 1


def test_five_files_in_a_while_and_the_sixth_later(folder: Path, session: requests.Session) -> None:
    with MirrorServer(folder, tls=False, limits=Limits(bulk_seconds=0.5)) as server:
        codes = [ask(session, server, f"{FILES}/{DAY}").status_code for _ in range(6)]
        assert ask(session, server, f"{PRODUCTS}/PASDL").status_code == 200  # the catalogue is not limited
        time.sleep(0.6)
        assert ask(session, server, f"{FILES}/{DAY}").status_code == 302
        assert server.meter.downloads(DAY) == 6
    assert codes == [302] * 5 + [429]


def test_the_twenty_first_download_of_a_file_is_refused_and_other_files_are_not(
    folder: Path, session: requests.Session
) -> None:
    with MirrorServer(folder, tls=False, limits=Limits(bulk_files=None)) as server:
        codes = [ask(session, server, f"{FILES}/{DAY}").status_code for _ in range(22)]
        assert ask(session, server, f"{FILES}/PASDL/ad20240103.zip").status_code == 302
    assert codes == [302] * 20 + [429] * 2


def test_refused_after_a_number_of_requests_without_retry_after(folder: Path, session: requests.Session) -> None:
    limits = Limits(refuse_after=2, retry_after=None)
    with MirrorServer(folder, tls=False, limits=limits) as server:
        answers = [ask(session, server, f"{PRODUCTS}/PASDL") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert "Retry-After" not in answers[-1].headers


@pytest.mark.parametrize("key", ["", "wrong"])
def test_a_request_without_the_right_key_takes_nothing_from_the_limits(
    folder: Path, get: Get, server: MirrorServer, key: str
) -> None:
    for _ in range(7):
        get(f"{FILES}/{DAY}", headers={"X-API-KEY": key})
    assert get(f"{FILES}/{DAY}").status_code == 302
