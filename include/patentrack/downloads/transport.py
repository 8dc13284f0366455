"""One request over HTTP: redirects by hand, the key for one origin only, and failures that quote no URL."""

from __future__ import annotations

import email.utils
import logging
import re
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase

from patentrack import __version__
from patentrack.downloads.errors import DownloadError, TransientError
from patentrack.downloads.hosts import HostRules, follow, shown
from patentrack.downloads.policy import Policy
from patentrack.errors import SettingsError

MAX_REDIRECTS = 5

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READ_BYTES = 1 << 16
_QUERY = re.compile(r"\?\S*")


@dataclass(frozen=True)
class Answer:
    """The answer at the end of the redirects; its body is still to be read.

    Attributes:
        status: HTTP status.
        first_status: Status of the first answer, before any redirect: what the API itself said.
        headers: Its headers; names in any case.
        from_home: Whether it comes from the API itself, over a chain that never left it.
        where: Host and path, for messages.
        deadline: When the whole try has to be over (`time.monotonic`).
    """

    status: int
    first_status: int
    headers: Mapping[str, str]
    from_home: bool
    where: str
    deadline: float
    _raw: Any

    @property
    def content_length(self) -> int | None:
        """Bytes that the body is said to have."""
        text = self.headers.get("Content-Length", "")
        return int(text) if text.isascii() and text.isdigit() else None

    @property
    def content_type(self) -> str:
        """Media type without parameters, in lower case."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def chunks(self, *, decode: bool = False) -> Iterator[bytes]:
        """The body as it comes in; ends early without a word if the server does, so count the bytes.

        Args:
            decode: Undo a Content-Encoding.

        Raises:
            TransientError: The connection broke, fell silent, or the whole try took too long.
        """
        while True:
            if time.monotonic() > self.deadline:
                raise TransientError(f"{self.where}: took longer than the whole download may take")
            failure: str | None = None
            chunk = b""
            try:
                chunk = self._raw.read1(_READ_BYTES, decode_content=decode)
            except urllib3.exceptions.IncompleteRead:
                return
            except urllib3.exceptions.ReadTimeoutError:
                failure = "fell silent in the middle of the file"
            except (urllib3.exceptions.HTTPError, OSError) as error:
                failure = f"broke off in the middle of the file ({type(error).__name__})"
            # Raised out here so that the library's exception, which knows the URL, is not chained to it.
            if failure:
                raise TransientError(f"{self.where}: {failure}")
            if not chunk:
                return
            yield chunk


class Transport:
    """Sends single requests.

    Args:
        rules: Who may be asked, and who sees the key.
        key: The API's key, or None to go without.
        ca_file: Certificates to trust besides the usual ones.
        policy: Time limits.
    """

    def __init__(self, rules: HostRules, key: str | None, ca_file: Path | None, policy: Policy) -> None:
        self._rules = rules
        self._key = key
        self._policy = policy
        self._session = _session(ca_file)
        _hide_queries_in_logs()

    @contextmanager
    def get(self, url: str, headers: Mapping[str, str] | None = None, *, expected_bytes: int = 0) -> Iterator[Answer]:
        """Ask for a URL and follow its redirects.

        Args:
            url: An absolute URL on the allow-list.
            headers: Headers besides the key and the usual ones.
            expected_bytes: Size of the body, for the time limit.

        Raises:
            DownloadError: A redirect leads where none may lead, or the certificate is not trusted.
            TransientError: No answer came.
        """
        deadline = time.monotonic() + self._policy.time_limit(expected_bytes)
        with_key = True
        first_status = 0
        for _ in range(MAX_REDIRECTS + 1):
            origin = self._rules.check(url)
            # Once the chain has left the API, it does not get the key back: a foreign host sent it there.
            with_key = with_key and origin == self._rules.home
            response = self._send(url, dict(headers or {}), with_key=with_key)
            first_status = first_status or response.status_code
            try:
                if response.status_code in _REDIRECTS and response.headers.get("Location"):
                    url = follow(url, response.headers["Location"])
                    continue
                yield Answer(
                    status=response.status_code,
                    first_status=first_status,
                    headers=response.headers,
                    from_home=with_key,
                    where=shown(url),
                    deadline=deadline,
                    _raw=response.raw,
                )
                return
            finally:
                response.close()
        raise DownloadError(
            f"{shown(url)}: more than {MAX_REDIRECTS} redirects", hint="If this goes on, tell the USPTO"
        )

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._session.close()

    def _send(self, url: str, headers: dict[str, str], *, with_key: bool) -> requests.Response:
        if with_key and self._key:
            headers["X-API-KEY"] = self._key
        failure: DownloadError
        try:
            return self._session.get(
                url,
                headers=headers,
                stream=True,
                allow_redirects=False,
                timeout=(self._policy.connect_seconds, self._policy.read_seconds),
            )
        except requests.RequestException as error:
            failure = _failure(error, shown(url))
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            failure = TransientError(f"{shown(url)}: no answer ({type(error).__name__})")
        # Out here, so that the library's exception, which quotes the URL, is not chained to it.
        raise failure


def check_status(answer: Answer, policy: Policy) -> None:
    """Turn every status but 200 and 206 into a failure that says what to do.

    Raises:
        TransientError: 429, a fault of the server, or a signed URL that is refused (it has expired).
        DownloadError: Everything else.
    """
    status, where = answer.status, f"{answer.where}: status {answer.status}"
    if status in {200, 206}:
        return
    wait = _retry_after(answer.headers.get("Retry-After"))
    if status == 429:
        wait = max(wait, policy.after_429_seconds)
    if status == 429 or status >= 500:
        if wait > policy.longest_wait_seconds:
            raise DownloadError(
                f"{where}, the service wants to be left alone for {wait:.0f} s",
                hint="Run this again after that",
            )
        what = "too many requests" if status == 429 else "a fault of the server"
        raise TransientError(
            f"{where}, {what}", wait_seconds=wait, hint="Run this again later", http_status=answer.first_status
        )
    if not answer.from_home:
        raise TransientError(
            f"{where}, the short-lived URL is refused", hint="Run this again", http_status=answer.first_status
        )
    if status in {401, 403}:
        raise DownloadError(
            f"{where}, the key is missing or refused", hint="Check PATENTRACK_USPTO_API_KEY", http_status=status
        )
    if status == 404:
        raise DownloadError(f"{where}, the service does not know it", http_status=status)
    raise DownloadError(f"{where}, an answer that is not understood", http_status=status)


def _retry_after(text: str | None) -> float:
    """Seconds that a `Retry-After` header asks for, 0 when there is none or it cannot be read (RFC 9110, 10.2.3)."""
    if not text:
        return 0.0
    if text.strip().isascii() and text.strip().isdigit():
        return float(text)
    try:
        when = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(0.0, when.timestamp() - time.time())


def _failure(error: requests.RequestException, where: str) -> DownloadError:
    """What a failure of the library means, without a word of its own text, which quotes the URL."""
    if isinstance(error, requests.exceptions.SSLError) and "CERTIFICATE_VERIFY_FAILED" in str(error):
        return DownloadError(
            f"{where}: its certificate is not trusted",
            hint="Behind a proxy that opens TLS, name its certificate in PATENTRACK_USPTO_CA_FILE",
        )
    if isinstance(error, requests.exceptions.ReadTimeout):
        return TransientError(f"{where}: no answer in time", hint="Run this again later")
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    unreached = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.ProxyError) or isinstance(reason, unreached):
        return TransientError(
            f"{where}: cannot be reached ({type(reason or error).__name__})",
            hint="Check the network, and HTTPS_PROXY if there is a proxy",
            reached=False,
        )
    if isinstance(error, requests.ConnectionError | requests.Timeout | requests.exceptions.ChunkedEncodingError):
        return TransientError(f"{where}: the connection broke ({type(error).__name__})", hint="Run this again later")
    return DownloadError(f"{where}: the request cannot be sent ({type(error).__name__})")


def _session(ca_file: Path | None) -> requests.Session:
    session = requests.Session()
    session.mount("https://", _TlsAdapter(ca_file))
    session.headers.update({"User-Agent": f"patentrack/{__version__}", "Accept-Encoding": "identity"})
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    # Proxies of the environment are wanted, passwords out of a .netrc are not.
    session.auth = _NoAuth()
    return session


class _NoAuth(AuthBase):
    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _TlsAdapter(HTTPAdapter):
    """Trusts the usual certificates and those of one more file."""

    def __init__(self, ca_file: Path | None) -> None:
        self._context = ssl.create_default_context()
        if ca_file is not None:
            try:
                self._context.load_verify_locations(ca_file)
            except (OSError, ssl.SSLError):
                raise SettingsError(
                    f"PATENTRACK_USPTO_CA_FILE names {ca_file}, which holds no certificate",
                    hint="Name a PEM file",
                ) from None
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        return super().proxy_manager_for(*args, ssl_context=self._context, **kwargs)


class _QueryFilter(logging.Filter):
    """Cuts the queries out of urllib3's log lines: at level DEBUG it writes every URL, signature and all."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _QUERY.sub("?...", record.getMessage()), ()
        return True


_QUERY_FILTER = _QueryFilter()


def _hide_queries_in_logs() -> None:
    for name in ("urllib3.connectionpool", "urllib3.poolmanager", "urllib3.connection", "urllib3.response"):
        logging.getLogger(name).addFilter(_QUERY_FILTER)
