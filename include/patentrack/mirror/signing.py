"""URLs that open one file for a short time, like those of the real service's content network."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from urllib.parse import quote, urlencode

PREFIX = "/bulk/"


class Signer:
    """Makes and checks signed paths. The secret lives as long as the object.

    Args:
        seconds: How long a signature is good for.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._secret = secrets.token_bytes(32)

    def sign(self, relative: str, *, expired: bool = False) -> str:
        """Path and query that open a file; with ``expired``, that would have opened it earlier."""
        expires = f"{time.time() + (-1.0 if expired else self.seconds):.3f}"
        query = urlencode({"Expires": expires, "Signature": self._signature(relative, expires)})
        return f"{PREFIX}{quote(relative)}?{query}"

    def opens(self, relative: str, query: Mapping[str, str]) -> bool:
        """Whether a query is this signer's, for this file, and still good."""
        expires = query.get("Expires", "")
        signature = query.get("Signature", "")
        # Bytes, because compare_digest refuses texts outside ASCII and a forger may send any.
        if not hmac.compare_digest(signature.encode(), self._signature(relative, expires).encode()):
            return False
        return float(expires) > time.time()

    def _signature(self, relative: str, expires: str) -> str:
        message = f"{relative}\n{expires}".encode()
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()
