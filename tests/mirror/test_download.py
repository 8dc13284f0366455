"""Key, signed URLs, ranges, and that nothing outside the folder is served."""

from __future__ import annotations

import http.client
import os
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from patentrack.mirror.server import MirrorServer
from support.bulk_api import FILES, PRODUCTS, Get

DAY = "PASDL/ad20240102.zip"
Signed = Callable[[str], str]


@pytest.mark.parametrize("path", [f"{PRODUCTS}/search", f"{PRODUCTS}/PASDL", f"{FILES}/{DAY}"])
def test_no_key_is_401_and_a_wrong_key_403(get: Get, server: MirrorServer, path: str) -> None:
    missing = get(path, headers={})
    assert (missing.status_code, missing.json()) == (401, {"message": "Unauthorized"})
    wrong = get(path, headers={"X-API-KEY": server.key + "x"})
    assert (wrong.status_code, wrong.json()["code"]) == (403, 403)
    assert [(seen.has_key, seen.status) for seen in server.requests] == [(False, 401), (True, 403)]


def test_a_download_redirects_to_another_host_that_needs_no_key(
    get: Get, signed: Signed, server: MirrorServer, folder: Path
) -> None:
    url = signed(DAY)
    assert url.startswith(f"{server.files_url}/bulk/{DAY}?")
    assert urlsplit(url).hostname != urlsplit(server.url).hostname
    answer = get(url, headers={})
    assert answer.status_code == 200
    assert answer.content == (folder / DAY).read_bytes()
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert answer.headers["Last-Modified"].endswith(" GMT")
    [seen] = server.requests_for("file")
    assert (seen.host, seen.has_key, seen.status) == (urlsplit(server.files_url).netloc, False, 200)


def test_a_client_that_keeps_its_key_on_the_redirect_is_found_out(
    session: requests.Session, server: MirrorServer
) -> None:
    # requests drops Authorization on the way to another host, but no header it does not know.
    session.get(f"{server.url}{FILES}/{DAY}", headers={"X-API-KEY": server.key}, verify=str(server.ca_file))
    assert [seen.has_key for seen in server.requests_for("file")] == [True]


@pytest.mark.parametrize(("style", "kind"), [("json", "application/json"), ("text", "text/plain")])
def test_a_message_may_hold_the_url(folder: Path, session: requests.Session, style: str, kind: str) -> None:
    with MirrorServer(folder, answer=style) as server:
        answer = session.get(
            f"{server.url}{FILES}/{DAY}",
            headers={"X-API-KEY": server.key},
            verify=str(server.ca_file),
            allow_redirects=False,
        )
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith(kind)
        text = answer.json()["message"] if style == "json" else answer.text
        file = session.get(text[text.index("https://") :], verify=str(server.ca_file))
    assert file.content == (folder / DAY).read_bytes()


def test_a_small_file_may_come_at_once(folder: Path, session: requests.Session) -> None:
    with MirrorServer(folder, answer="direct", tls=False) as server:
        assert server.url.startswith("http://")
        answer = session.get(f"{server.url}{FILES}/{DAY}", headers={"X-API-KEY": server.key})
    assert answer.content == (folder / DAY).read_bytes()


def test_an_expired_or_forged_url_is_403_and_a_page(folder: Path, session: requests.Session) -> None:
    with MirrorServer(folder, url_seconds=0.3) as server:

        def fetch(url: str) -> requests.Response:
            return session.get(
                url, headers={"X-API-KEY": server.key}, verify=str(server.ca_file), allow_redirects=False
            )

        url = fetch(f"{server.url}{FILES}/{DAY}").headers["Location"]
        assert fetch(url).status_code == 200
        forged = [
            url[:-1] + ("0" if url[-1] != "0" else "1"),
            url.replace("ad20240102", "ad20240101"),
            url.replace("Expires=", "Expires=9"),
            url.partition("?")[0],
            url.partition("Signature=")[0] + "Signature=%C3%A9",
        ]
        time.sleep(0.4)
        for bad in [url, *forged]:
            answer = fetch(bad)
            assert answer.status_code == 403
            assert answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-99", slice(0, 100)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-50", slice(-50, None)),
        ("bytes=10-9999999", slice(10, None)),
    ],
)
def test_ranges(get: Get, signed: Signed, folder: Path, asked: str, expected: slice) -> None:
    whole = (folder / DAY).read_bytes()
    answer = get(signed(DAY), headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == whole[expected]
    first = expected.start % len(whole)
    last = first + len(answer.content) - 1
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(whole)}"


def test_a_range_beyond_the_end_is_416(get: Get, signed: Signed, folder: Path) -> None:
    size = (folder / DAY).stat().st_size
    answer = get(signed(DAY), headers={"Range": f"bytes={size}-"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{size}")


def test_if_range_gives_the_rest_only_of_the_same_file(get: Get, signed: Signed, folder: Path) -> None:
    url = signed(DAY)
    etag = get(url, headers={}).headers["ETag"]
    assert get(url, headers={"Range": "bytes=9-", "If-Range": etag}).status_code == 206
    os.utime(folder / DAY, (1, 1))
    changed = get(url, headers={"Range": "bytes=9-", "If-Range": etag})
    assert (changed.status_code, changed.content) == (200, (folder / DAY).read_bytes())
    assert changed.headers["ETag"] != etag


@pytest.mark.parametrize(
    "path",
    [
        "PASDL/../../secret.zip",
        "PASDL/%2e%2e/%2e%2e/secret.zip",
        "PASDL/..%2f..%2fsecret.zip",
        "../secret.zip",
        "%2fetc%2fpasswd",
        "/etc/passwd",
        "PASDL/link.zip",
        "PASDL/2023/ad20230101.zip",
        "LINKED/secret.zip",
        "PASDL/ad20240104.zip.part",
        "notes.txt",
        "PASDL",
        "",
        "PASDL/ad20240102.zip%00",
    ],
)
def test_nothing_but_listed_files_is_served(server: MirrorServer, folder: Path, path: str) -> None:
    secret = folder.parent / "secret.zip"
    secret.write_bytes(b"secret")
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "ad20230101.zip").write_bytes(b"secret")
    (outside / "secret.zip").write_bytes(b"secret")
    (folder / "PASDL" / "link.zip").symlink_to(secret)
    (folder / "PASDL" / "2023").symlink_to(outside)
    (folder / "LINKED").symlink_to(outside)
    # http.client sends the path as it is; requests would tidy the dots away.
    with MirrorServer(folder, tls=False) as plain:
        connection = http.client.HTTPConnection("127.0.0.1", int(plain.url.rpartition(":")[2]), timeout=10)
        connection.request("GET", f"{FILES}/{path}", headers={"X-API-KEY": plain.key})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
    assert answer.status == 404
    assert b"secret" not in body


def test_a_link_inside_the_folder_is_served(get: Get, signed: Signed, folder: Path) -> None:
    (folder / "PASDL" / "ad20240105.zip").symlink_to(folder / DAY)
    assert get(signed("PASDL/ad20240105.zip"), headers={}).content == (folder / DAY).read_bytes()


def test_the_hosts_do_not_answer_for_each_other(get: Get, signed: Signed, server: MirrorServer) -> None:
    url = signed(DAY)
    assert get(url.replace(server.files_url, server.url)).status_code == 404
    assert get(f"{server.files_url}{PRODUCTS}/search").status_code == 404


def test_one_port_can_serve_both(folder: Path, session: requests.Session) -> None:
    with MirrorServer(folder, tls=False, files_port=None) as server:
        assert server.files_url == server.url
        answer = session.get(f"{server.url}{FILES}/{DAY}", headers={"X-API-KEY": server.key})
    assert answer.content == (folder / DAY).read_bytes()


@pytest.mark.parametrize("method", ["POST", "HEAD", "DELETE"])
def test_only_get_is_understood(session: requests.Session, server: MirrorServer, method: str) -> None:
    answer = session.request(
        method,
        f"{server.url}{PRODUCTS}/search",
        headers={"X-API-KEY": server.key},
        verify=str(server.ca_file),
    )
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
