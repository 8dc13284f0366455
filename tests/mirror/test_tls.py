"""The connection itself: who is trusted, what speaks to whom."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from patentrack.mirror.server import MirrorServer
from support.bulk_api import PRODUCTS


def test_a_strict_client_trusts_the_authority_that_is_printed(server: MirrorServer) -> None:
    context = ssl.create_default_context(cafile=str(server.ca_file))
    context.verify_flags |= ssl.VERIFY_X509_STRICT  # the default from Python 3.13 on
    for url in (server.url, server.files_url):
        parts = urlsplit(url)
        assert parts.hostname is not None
        assert parts.port is not None
        with (
            socket.create_connection((parts.hostname, parts.port), timeout=10) as plain,
            context.wrap_socket(plain, server_hostname=parts.hostname) as connection,
        ):
            assert connection.version() in {"TLSv1.2", "TLSv1.3"}


def test_nobody_else_trusts_it(session: requests.Session, server: MirrorServer) -> None:
    with pytest.raises(requests.exceptions.SSLError):
        session.get(f"{server.url}{PRODUCTS}/search", timeout=10)


def test_a_certificate_from_outside_is_used(folder: Path, session: requests.Session, server: MirrorServer) -> None:
    assert server.ca_file is not None
    made = server.ca_file.parent
    with MirrorServer(folder, certificate=(made / "mirror.pem", made / "mirror-key.pem")) as other:
        assert other.ca_file is None
        answer = session.get(
            f"{other.url}{PRODUCTS}/search", headers={"X-API-KEY": other.key}, verify=str(server.ca_file), timeout=10
        )
    assert answer.status_code == 200


def test_a_client_without_tls_harms_nobody(folder: Path, session: requests.Session) -> None:
    lines: list[str] = []
    with MirrorServer(folder, log=lines.append) as server:
        port = urlsplit(server.url).port
        assert port is not None
        with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
            plain.sendall(b"GET / HTTP/1.1\r\nX-API-KEY: secret\r\n\r\n")
            while plain.recv(1000):
                pass
        answer = session.get(
            f"{server.url}{PRODUCTS}/search", headers={"X-API-KEY": server.key}, verify=str(server.ca_file), timeout=10
        )
    assert answer.status_code == 200
    assert "connection ended" in lines[0]
    assert not any("secret" in line or server.key in line for line in lines)


def test_the_private_key_is_for_its_owner_and_goes_with_the_server(folder: Path) -> None:
    with MirrorServer(folder) as server:
        assert server.ca_file is not None
        made = server.ca_file.parent
        assert (made / "mirror-key.pem").stat().st_mode & 0o077 == 0
        assert (made.stat().st_mode & 0o077) == 0
    assert not made.exists()
