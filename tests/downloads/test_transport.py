"""Who is asked, who sees the key, and what is told when it goes wrong."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from patentrack.downloads.catalogue import ListedFile
from patentrack.downloads.client import Client
from patentrack.downloads.errors import DownloadError, TransientError
from patentrack.downloads.fetch import fetch_period
from patentrack.downloads.hosts import HostRules, shown
from patentrack.downloads.policy import Policy
from patentrack.errors import SettingsError
from patentrack.mirror.faults import Fault
from patentrack.mirror.limits import Limits
from patentrack.mirror.server import MirrorServer
from patentrack.settings import Settings

DAY = date(2024, 1, 2)


@pytest.fixture
def elsewhere(served: Path) -> Iterator[MirrorServer]:
    """A host that the USPTO does not own; it listens to whatever it is sent."""
    with MirrorServer(served, limits=Limits.none()) as running:
        yield running


def fetch(settings: Settings, policy: Policy) -> None:
    fetch_period("PASDL", DAY, DAY, settings, policy=policy)


@pytest.mark.parametrize("at", ["download", "file"])
def test_a_redirect_to_a_foreign_host_is_not_followed(
    server: MirrorServer, settings: Settings, policy: Policy, elsewhere: MirrorServer, at: str
) -> None:
    foreign = elsewhere.url.replace("127.0.0.1", "127.0.0.2")
    server.faults.add("PASDL/*", Fault.redirect(foreign, at=at))  # type: ignore[arg-type]
    with pytest.raises(DownloadError, match=r"the host 127\.0\.0\.2:\d+, which is not allowed") as caught:
        fetch(settings, policy)
    assert elsewhere.requests == []
    assert "Signature" not in str(caught.value)


def test_a_redirect_to_http_is_not_followed(
    served: Path, server: MirrorServer, settings: Settings, policy: Policy
) -> None:
    with MirrorServer(served, tls=False, limits=Limits.none()) as plain:
        server.faults.add("PASDL/*", Fault.redirect(plain.files_url))
        with pytest.raises(DownloadError, match="without encryption: not followed"):
            fetch(settings, policy)
        assert plain.requests == []


def test_another_port_of_the_same_host_does_not_get_the_key(
    server: MirrorServer, settings: Settings, policy: Policy, elsewhere: MirrorServer
) -> None:
    """Same name, other port: another service. Its certificate is not trusted either, which comes first here."""
    server.faults.add("PASDL/*", Fault.redirect(elsewhere.url))
    with pytest.raises(DownloadError, match="its certificate is not trusted"):
        fetch(settings, policy)
    assert elsewhere.requests == []


def test_a_key_once_dropped_is_not_taken_up_again(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    """The signed URL's host sends the client back to the API: a request without key, and refused."""
    server.faults.add("PASDL/*", Fault.redirect(f"{server.url}/api/v1/datasets/products/files/PASDL", at="file"))
    with pytest.raises(DownloadError):
        fetch(settings, replace(policy, attempts=1))
    back = server.requests[-1]
    assert back.port == int(server.url.rpartition(":")[2])
    assert not back.has_key


def test_neither_netrc_nor_cookies_are_sent(
    server: MirrorServer, settings: Settings, policy: Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login me password mine\nmachine 127.0.0.1 login me password mine\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    fetch(settings, policy)
    assert not any({"authorization", "cookie"} & set(request.headers) for request in server.requests)


def test_a_certificate_that_is_not_trusted_says_what_to_do(settings: Settings, policy: Policy) -> None:
    with pytest.raises(DownloadError, match="PATENTRACK_USPTO_CA_FILE"):
        fetch(replace(settings, uspto_ca_file=None), policy)


def test_a_wrong_key_is_refused_without_a_second_try(server: MirrorServer, settings: Settings, policy: Policy) -> None:
    with pytest.raises(DownloadError, match=r"status 403, the key .* PATENTRACK_USPTO_API_KEY") as caught:
        fetch(replace(settings, uspto_api_key="wrong-key"), policy)
    assert "wrong-key" not in str(caught.value)
    assert len(server.requests) == 1


def test_a_service_that_is_down_is_told_from_one_that_refuses(settings: Settings, policy: Policy) -> None:
    client = Client(replace(settings, uspto_api_url="https://127.0.0.1:9"), replace(policy, attempts=1))
    with pytest.raises(DownloadError, match=r"127\.0\.0\.1/.*: cannot be reached \(NewConnectionError\)"):
        client.products()
    with pytest.raises(TransientError) as caught, client._transport.get("https://127.0.0.1:9/"):
        pass
    assert not caught.value.reached


FAULTS = [
    Fault.truncate(1000),
    Fault.stall(1000),
    Fault.status(403, at="file"),
    Fault.status(503, at="file"),
    Fault.html("file"),
    Fault.expired_url(),
    Fault.content_length(5),
    Fault.redirect_loop(at="file"),
    Fault.redirect("https://evil.example", at="download"),
    Fault.redirect("https://localhost:9", at="download"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.kind}-{fault.at}")
def test_no_failure_tells_the_key_or_a_signed_url(
    server: MirrorServer, settings: Settings, policy: Policy, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults.add("PASDL/*", fault, times=None)
    with caplog.at_level(logging.DEBUG), pytest.raises(DownloadError) as caught:
        fetch(settings, replace(policy, attempts=2, read_seconds=0.5))
    signatures = {request.query["Signature"] for request in server.requests if "Signature" in request.query}
    assert signatures or fault.kind in {"redirect", "expired_url"}
    chain: list[BaseException] = []
    error: BaseException | None = caught.value
    while error is not None:
        chain.append(error)
        error = error.__cause__ or error.__context__
    text = caplog.text + "".join(
        "".join(traceback.format_exception(error)) + repr(error) + repr(vars(error)) for error in chain
    )
    assert "connectionpool" in caplog.text  # the library's own lines were looked at
    for secret in (server.key, "Signature=", *signatures):
        assert secret not in text


def test_what_is_logged_of_a_success_holds_no_secret(
    server: MirrorServer, settings: Settings, policy: Policy, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        fetch(settings, policy)
    assert "/bulk/PASDL/ad20240102.zip?..." in caplog.text
    assert server.key not in caplog.text
    assert "Signature" not in caplog.text
    assert server.key not in repr(settings)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.uspto.gov/x",
        "https://data.uspto.gov/x",
        "https://d111111abcdef8.cloudfront.net/x?Signature=s",
        "https://bulk.example.org:8443/x",
        "https://deep.down.example.net/x",
    ],
)
def test_hosts_on_the_list_are_followed(url: str) -> None:
    HostRules("https://api.uspto.gov", ("bulk.example.org", ".example.net")).check(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://uspto.gov.evil.example/x",
        "https://eviluspto.gov/x",
        "https://cloudfront.net.evil.example/",
        "https://user:password@api.uspto.gov/x",
        "https://api.uspto.gov\\@evil.example/x",
        "https://api.uspto.gov\n.evil.example/x",
        "https://ap\u0131.uspto.gov/x",
        "http://api.uspto.gov/x",
        "https://data.uspto.gov:8443/x",
        "file:///etc/passwd",
        "https:///x",
        "https://api.uspto.gov:port/x",
        "https://[::1/x",
    ],
)
def test_everything_else_is_refused_without_quoting_it(url: str) -> None:
    with pytest.raises(DownloadError) as caught:
        HostRules("https://api.uspto.gov").check(url)
    assert "password" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://api.uspto.gov", "api.uspto.gov", "https://a.b/?key=1", "ftp://a.b", "https://"]
)
def test_a_base_url_has_to_be_a_plain_https_one(url: str) -> None:
    with pytest.raises(SettingsError):
        HostRules(url)


def test_plain_http_is_for_this_machine_alone(served: Path, settings_for: Callable[[MirrorServer], Settings],
                                              policy: Policy) -> None:  # fmt: skip
    with MirrorServer(served, tls=False, limits=Limits.none()) as server:
        fetch(settings_for(server), policy)
        assert len(server.requests_for("file")) == 1
        server.faults.add("PASDL/*", Fault.redirect("http://10.1.2.3"))
        with pytest.raises(DownloadError, match="without encryption"):
            fetch_period("PASDL", date(2024, 1, 1), date(2024, 1, 1), settings_for(server), policy=policy)


def test_a_url_is_shown_without_its_query() -> None:
    assert shown("https://user:pw@d1.cloudfront.net/a/b.zip?Signature=s#f") == "d1.cloudfront.net/a/b.zip"


def test_a_listed_file_keeps_its_url_to_itself() -> None:
    assert "https" not in repr(ListedFile("a.zip", 1, "https://api.uspto.gov/a.zip?x=1"))
