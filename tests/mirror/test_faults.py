"""Each fault as a client sees it on the socket."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from patentrack.errors import PatentrackError
from patentrack.mirror.faults import FAULTS, Fault, FaultQueue, read_faults
from patentrack.mirror.server import MirrorServer
from support.bulk_api import FILES, PRODUCTS, Get

DAY = "PASDL/ad20240102.zip"
Signed = Callable[[str], str]


@pytest.fixture
def whole(folder: Path) -> bytes:
    return (folder / DAY).read_bytes()


def received(get: Get, url: str, **options: object) -> tuple[requests.Response, bytes, type | None]:
    """What arrives, and how the transfer ended."""
    answer = get(url, stream=True, **options)
    got = b""
    try:
        for piece in answer.iter_content(1000):
            got += piece
    except requests.RequestException as error:
        return answer, got, type(error)
    return answer, got, None


def test_a_length_that_is_too_long(get: Get, signed: Signed, server: MirrorServer, whole: bytes) -> None:
    server.faults.add(DAY, Fault.content_length(10))
    answer, got, ended = received(get, signed(DAY))
    assert answer.headers["Content-Length"] == str(len(whole) + 10)
    assert whole.startswith(got)
    assert len(whole) - len(got) < 1000  # the client's last, incomplete piece
    assert ended is not None


def test_a_length_that_is_too_short_looks_complete(
    get: Get, signed: Signed, server: MirrorServer, whole: bytes
) -> None:
    server.faults.add(DAY, Fault.content_length(-10))
    answer, got, ended = received(get, signed(DAY))
    assert answer.headers["Content-Length"] == str(len(whole) - 10)
    assert (got, ended) == (whole[:-10], None)


def test_truncation_ends_the_connection_and_the_rest_can_be_had(
    get: Get, signed: Signed, server: MirrorServer, whole: bytes
) -> None:
    server.faults.add("PASDL/*", Fault.truncate(5000))
    url = signed(DAY)
    answer, got, ended = received(get, url)
    assert answer.headers["Content-Length"] == str(len(whole))
    assert got == whole[:5000]
    assert ended is not None
    rest = get(url, headers={"Range": "bytes=5000-", "If-Range": answer.headers["ETag"]})
    assert (rest.status_code, got + rest.content) == (206, whole)


def test_a_stalled_connection_stays_open(get: Get, signed: Signed, server: MirrorServer, whole: bytes) -> None:
    server.faults.add(DAY, Fault.stall(3000))
    url = signed(DAY)
    begun = time.monotonic()
    answer = get(url, stream=True, headers={})
    assert answer.raw.read(3000) == whole[:3000]
    answer.raw._fp.fp.raw._sock.settimeout(0.5)  # the client's own limit on silence
    with pytest.raises(Exception, match="timed out"):
        answer.raw.read(1)
    assert time.monotonic() - begun >= 0.5
    answer.close()
    assert get(f"{PRODUCTS}/PASDL").status_code == 200


def test_stopping_ends_a_stalled_connection_at_once(folder: Path, session: requests.Session) -> None:
    with MirrorServer(folder, answer="direct", tls=False) as server:
        server.faults.add(DAY, Fault.stall(10))
        answer = session.get(f"{server.url}{FILES}/{DAY}", headers={"X-API-KEY": server.key}, stream=True)
        begun = time.monotonic()
    assert time.monotonic() - begun < 2
    answer.close()


def test_a_trickle_takes_its_time(get: Get, signed: Signed, server: MirrorServer, whole: bytes) -> None:
    server.faults.add(DAY, Fault.trickle(400_000))
    begun = time.monotonic()
    assert get(signed(DAY)).content == whole
    assert time.monotonic() - begun >= 0.4


def test_one_wrong_byte_fails_the_checksum_only(get: Get, signed: Signed, server: MirrorServer, whole: bytes) -> None:
    server.faults.add(DAY, Fault.corrupt())
    got = get(signed(DAY)).content
    assert [at for at, (a, b) in enumerate(zip(got, whole, strict=True)) if a != b] == [len(whole) // 2]
    with zipfile.ZipFile(io.BytesIO(got)) as archive:
        assert archive.testzip() is not None


def test_faults_of_a_resumption_wait_for_one(get: Get, signed: Signed, server: MirrorServer, whole: bytes) -> None:
    server.faults.add(DAY, Fault.ignore_range())
    server.faults.add(DAY, Fault.other_etag())
    url = signed(DAY)
    first = get(url, headers={})
    etag = first.headers["ETag"]
    assert (first.status_code, len(server.faults.waiting())) == (200, 2)
    headers = {"Range": "bytes=100-", "If-Range": etag}
    ignored = get(url, headers=headers)
    assert (ignored.status_code, ignored.content) == (200, whole)
    other = get(url, headers=headers)
    assert (other.status_code, other.content) == (206, whole[100:])
    assert other.headers["ETag"] != etag
    assert server.faults.waiting() == []


@pytest.mark.parametrize("at", ["catalogue", "download", "file"])
def test_a_page_with_status_200(get: Get, signed: Signed, server: MirrorServer, at: str) -> None:
    url = {"catalogue": f"{PRODUCTS}/PASDL", "download": f"{FILES}/{DAY}", "file": signed(DAY)}[at]
    server.faults.add("*", Fault.html(at=at))
    answer = get(url)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.content.startswith(b"<!doctype html>")
    assert server.requests[-1].fault == "html"


def test_a_storm_of_429_ends(get: Get, server: MirrorServer) -> None:
    server.faults.add("PASDL/*", Fault.too_many(retry_after=1), times=2)
    server.faults.add("PASDL/*", Fault.too_many(retry_after=None))
    answers = [get(f"{FILES}/{DAY}") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [429, 429, 429, 302]
    assert [answer.headers.get("Retry-After") for answer in answers] == ["1", "1", None, None]
    assert server.meter.downloads(DAY) == 1


@pytest.mark.parametrize("code", [500, 503])
def test_errors_of_the_server(get: Get, signed: Signed, server: MirrorServer, code: int) -> None:
    url = signed(DAY)
    server.faults.add(DAY, Fault.status(code, at="file", retry_after="Wed, 21 Oct 2026 07:28:00 GMT"))
    answer = get(url)
    assert (answer.status_code, answer.json()["code"]) == (code, code)
    assert answer.headers["Retry-After"].endswith("GMT")
    assert get(url).status_code == 200


def test_redirects_to_another_origin_show_what_it_was_sent(
    folder: Path, session: requests.Session, server: MirrorServer
) -> None:
    with MirrorServer(folder, tls=False) as foreign:
        server.faults.add(DAY, Fault.redirect(foreign.files_url + "/"))
        session.get(f"{server.url}{FILES}/{DAY}", headers={"X-API-KEY": server.key}, verify=str(server.ca_file))
        [seen] = foreign.requests
    assert (seen.at, seen.has_key, seen.status) == ("file", True, 403)
    assert server.requests_for("file") == []


@pytest.mark.parametrize("at", ["download", "file"])
def test_a_redirect_to_itself(get: Get, signed: Signed, server: MirrorServer, at: str) -> None:
    url = signed(DAY) if at == "file" else f"{server.url}{FILES}/{DAY}"
    server.faults.add(DAY, Fault.redirect_loop(at=at), times=None)
    for _ in range(3):
        assert get(url).headers["Location"] == url


def test_a_url_that_has_expired_already(get: Get, signed: Signed, server: MirrorServer) -> None:
    server.faults.add(DAY, Fault.expired_url())
    assert get(signed(DAY)).status_code == 403
    assert get(signed(DAY)).status_code == 200


def test_catalogue_faults(get: Get, server: MirrorServer, whole: bytes) -> None:
    def bag() -> dict:
        return get(f"{PRODUCTS}/PASDL").json()["bulkDataProductBag"][0]

    server.faults.add("PASDL", Fault.invalid_json())
    server.faults.add("PASDL", Fault.no_bag())
    server.faults.add("PASDL", Fault.small_pages(2))
    server.faults.add("PASDL", Fault.listed_size(7))
    broken = get(f"{PRODUCTS}/PASDL")
    assert broken.status_code == 200
    with pytest.raises(requests.exceptions.JSONDecodeError):
        broken.json()
    assert "productFileBag" not in bag()
    paged = bag()["productFileBag"]
    assert (paged["count"], len(paged["fileDataBag"])) == (3, 2)
    assert bag()["productFileBag"]["fileDataBag"][1]["fileSize"] == len(whole) + 7
    assert bag()["productFileBag"]["fileDataBag"][1]["fileSize"] == len(whole)


def test_a_fault_waits_for_its_stage_and_path_and_keeps_its_turn() -> None:
    queue = FaultQueue()
    queue.add("PASDL/*", Fault.truncate(1))
    queue.add("*", Fault.html(), times=2)
    assert queue.take("download", DAY) is None
    assert queue.take("file", "PTGRXML/2024/ipg240109.zip") == Fault.html()
    assert queue.take("file", DAY) == Fault.truncate(1)
    assert queue.take("file", DAY) == Fault.html()
    assert queue.take("file", DAY) is None


def test_faults_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "faults.json"
    entries = [
        {"path": "PASDL/*", "fault": "too_many", "retry_after": 1, "times": 3},
        {"fault": "stall", "after": 10, "times": None},
    ]
    file.write_text(json.dumps(entries), encoding="utf-8")
    assert read_faults(file) == [("PASDL/*", Fault.too_many(retry_after=1), 3), ("*", Fault.stall(10), None)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "cannot be read"),
        ("{}", "no JSON array"),
        ("[1]", "entry 1: not an object"),
        ('[{"fault": "explode"}]', "no fault is called 'explode'"),
        ('[{"fault": "stall"}]', "missing 1 required positional argument: 'after'"),
        ('[{"fault": "stall", "after": "soon"}]', "an argument has a value"),
        ('[{"fault": "html", "at": "nowhere"}]', "an argument has a value"),
        ('[{"fault": "redirect", "origin": 5}]', "redirect: "),
        ('[{"fault": "stall", "after": 1, "times": 0}]', "a positive number or null"),
    ],
)
def test_a_faults_file_that_is_wrong_says_where(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "faults.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PatentrackError, match=said) as raised:
        read_faults(file)
    assert str(file) in str(raised.value)


def test_every_fault_has_a_name_for_the_file() -> None:
    assert {"content_length", "redirect", "too_many", "no_bag"} <= set(FAULTS)
