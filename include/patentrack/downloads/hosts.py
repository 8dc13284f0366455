"""Which hosts a request may go to, and which of them may see the key (design section 12)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from patentrack.downloads.errors import DownloadError
from patentrack.errors import SettingsError

# Downloads lead to signed URLs of a content network; the host is another one from time to time.
ALLOWED_HOSTS = (".uspto.gov", ".cloudfront.net")

_PORTS = {"https": 443, "http": 80}
# Such characters are read in two ways by two libraries, and one of them may find another host.
_AMBIGUOUS = re.compile(r"[\x00-\x20\x7f\\]|[^\x00-\x7f]")
_SHOWN_PATH = 200


@dataclass(frozen=True)
class Origin:
    """Scheme, host and port: who receives a request."""

    scheme: str
    host: str
    port: int


class HostRules:
    """The allow-list, and the origin that the key belongs to.

    Args:
        base_url: Where the API is.
        extra: Further hosts; one that begins with a dot stands for all below it.

    Raises:
        SettingsError: The base URL is none, or asks for plain HTTP to another machine.
    """

    def __init__(self, base_url: str, extra: Sequence[str] = ()) -> None:
        try:
            parts = _split(base_url)
        except ValueError:
            parts = None
        if parts is None or parts.query or parts.fragment:
            raise SettingsError(
                "PATENTRACK_USPTO_API_URL is not a plain URL", hint="Write it like https://api.uspto.gov"
            )
        self.home = _origin(parts)
        # A stand-in on this machine may do without certificates; nobody else may.
        if self.home.scheme != "https" and not _is_loopback(self.home.host):
            raise SettingsError(
                f"PATENTRACK_USPTO_API_URL leads to {self.home.host} over {self.home.scheme}",
                hint="Use https",
            )
        self._extra = tuple(extra)

    def check(self, url: str) -> Origin:
        """Tell who a URL leads to.

        Raises:
            DownloadError: It is not https, not on the list, or not a plain URL.
        """
        try:
            parts = _split(url)
        except ValueError as error:
            raise DownloadError(f"the service gave a URL that is not followed: {error}") from None
        origin = _origin(parts)
        if origin == self.home:
            return origin
        plain_is_fine = self.home.scheme == "http" and _is_loopback(origin.host)
        if origin.scheme != "https" and not plain_is_fine:
            raise DownloadError(
                f"the service redirects to {shown(url)} without encryption: not followed",
                hint="If this goes on, tell the USPTO",
            )
        if not self._allows(origin):
            raise DownloadError(
                f"the service redirects to the host {origin.host}:{origin.port}, which is not allowed",
                hint="If it is one of the USPTO's, add it to PATENTRACK_USPTO_HOSTS",
            )
        return origin

    def _allows(self, origin: Origin) -> bool:
        if any(_fits(origin.host, rule) for rule in self._extra) or origin.host == self.home.host:
            return True
        return origin.port == _PORTS["https"] and any(_fits(origin.host, rule) for rule in ALLOWED_HOSTS)


def follow(url: str, location: str) -> str:
    """The URL that a `Location` header leads to from `url`."""
    try:
        return urljoin(url, location)
    except ValueError:
        raise DownloadError("the service redirects to something that is no URL: not followed") from None


def shown(url: str) -> str:
    """Host and path, for messages: a query may hold a signature, the part before the host a password."""
    try:
        parts = urlsplit(url)
        return f"{parts.hostname or 'no host'}{parts.path[:_SHOWN_PATH]}"
    except ValueError:
        return "a URL that cannot be read"


def _fits(host: str, rule: str) -> bool:
    return host.endswith(rule) if rule.startswith(".") else host == rule


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult:
    if _AMBIGUOUS.search(url):
        raise ValueError("it holds characters that no URL has")
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(f"its scheme is {parts.scheme[:10]!r}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("it holds a user name")
    _ = parts.port  # a ValueError of its own when it is none
    return parts


def _origin(parts: SplitResult) -> Origin:
    return Origin(parts.scheme, (parts.hostname or "").lower(), parts.port or _PORTS[parts.scheme])
