"""The stand-in as an object: a context manager for tests, the engine of ``patentrack mirror serve``.

::

    from patentrack.mirror.faults import Fault
    from patentrack.mirror.limits import Limits
    from patentrack.mirror.server import MirrorServer

    with MirrorServer(folder, limits=Limits.none()) as server:
        server.url          # "https://127.0.0.1:40123": in the place of https://api.uspto.gov
        server.files_url    # "https://localhost:40124": where signed URLs lead, another host on purpose
        server.key          # what X-API-KEY has to be
        server.ca_file      # Path for PATENTRACK_USPTO_CA_FILE or requests' verify=; None without TLS
        server.faults.add("PASDL/ad20240102.zip", Fault.truncate(1000))           # the next time, once
        server.faults.add("PASDL/*", Fault.too_many(retry_after=1), times=3)      # then three times 429
        server.faults.add("search", Fault.invalid_json())
        server.faults.waiting()                     # what has not happened yet
        [seen] = server.requests_for("file")        # what reached the host of the signed URLs
        assert not seen.has_key

The folder holds one folder per product, with or without folders for years: ``PASDL/ad20240102.zip``,
``PTGRXML/2024/ipg240109.zip``. It is read anew at every request, so files may come and go.

A request passes through one of three stages; faults and the record name them:

* ``catalogue``: ``GET /api/v1/datasets/products/search`` (path for faults: ``search``) and
  ``GET /api/v1/datasets/products/PASDL`` (path: ``PASDL``);
* ``download``: ``GET /api/v1/datasets/products/files/PASDL/ad20240102.zip`` (path: ``PASDL/ad20240102.zip``,
  with the folder of the year if there is one), needs the key, answers with the signed URL;
* ``file``: the signed URL, ``GET /bulk/PASDL/ad20240102.zip?Expires=...&Signature=...`` (same path),
  needs no key.

Everything else is recorded as ``other``.
"""

from __future__ import annotations

import errno
import secrets
import socket
import ssl
import threading
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, Self

from patentrack.errors import PatentrackError
from patentrack.mirror.catalogue import Catalogue
from patentrack.mirror.faults import FaultQueue, Stage
from patentrack.mirror.limits import Limits, Meter
from patentrack.mirror.service import Answer, Seen, Service
from patentrack.mirror.signing import Signer
from patentrack.mirror.tls import Certificate, make_certificate
from patentrack.mirror.wire import Listener, Log

POLL_SECONDS = 0.05
EVERYWHERE = frozenset({"", "0.0.0.0"})  # noqa: S104 (recognised, not bound)


class MirrorServer:
    """Serves a folder as the bulk-data API, from threads of this process.

    Args:
        folder: Holds one folder per product.
        host: Address to listen at.
        port: Port of the API; 0 takes a free one.
        files_port: Port of the signed URLs; 0 takes a free one, None serves them at the port of the API.
        tls: https, or plain http.
        certificate: PEM files of a certificate and its key; without them one is made for this machine.
        key: What ``X-API-KEY`` has to be; by default a new one.
        answer: How a download is answered: ``redirect`` (302), ``json`` or ``text`` (200 and a message that
            holds the signed URL), ``direct`` (200 and the file itself).
        url_seconds: How long a signed URL is good for.
        limits: What is refused with 429; by default what the real API refuses.
        log: Gets one line per request, without query and without key.

    Attributes:
        key: The key.
        url: Origin of the API, ``https://127.0.0.1:40123``; set by :meth:`start`.
        files_url: Origin of the signed URLs. At a port of its own its host is called ``localhost`` where the
            API's is called 127.0.0.1, so to a client it is another host.
        ca_file: PEM file a client has to trust; None for plain http or a given certificate.
        faults: Faults that are to happen.
        meter: What was counted: ``meter.downloads("PASDL/ad20240102.zip")``.
    """

    def __init__(
        self,
        folder: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        files_port: int | None = 0,
        tls: bool = True,
        certificate: tuple[Path, Path] | None = None,
        key: str | None = None,
        answer: Answer = "redirect",
        url_seconds: float = 30.0,
        limits: Limits | None = None,
        log: Log | None = None,
    ) -> None:
        self.catalogue = Catalogue(folder)
        self.key = key or secrets.token_urlsafe(24)
        self.meter = Meter(limits or Limits())
        self.url = ""
        self.files_url = ""
        self.ca_file: Path | None = None
        self._service = Service(
            self.catalogue, key=self.key, meter=self.meter, signer=Signer(url_seconds), answer=answer
        )
        self.faults: FaultQueue = self._service.faults
        self._host, self._port, self._files_port = host, port, files_port
        self._tls, self._certificate, self._log = tls, certificate, log
        self._running = ExitStack()

    @property
    def requests(self) -> list[Seen]:
        """Every request so far, oldest first. One is entered when it arrives, before its answer leaves."""
        return self._service.seen()

    @property
    def most_at_once(self) -> int:
        """How many requests, transfers included, were under way at the same time at most."""
        return self._service.under_way.highest

    def requests_for(self, at: Stage | Literal["other"]) -> list[Seen]:
        """The requests of one stage, oldest first."""
        return [seen for seen in self.requests if seen.at == at]

    def start(self) -> Self:
        """Listen. Requests are answered when this returns.

        Raises:
            PatentrackError: The folder is missing, a port is taken, or the certificate cannot be used.
        """
        if not self.catalogue.root.is_dir():
            raise PatentrackError(
                f"{self.catalogue.root} is not a folder",
                hint="Name a folder that holds one per product",
            )
        with ExitStack() as stack:
            context = self._context(stack)
            api = self._listen(stack, self._port, context)
            name = socket.gethostname() if self._host in EVERYWHERE else self._host
            api.origin = self.url = _origin(name, api.port, context)
            if self._files_port is None:
                self.files_url = self.url
            else:
                files = self._listen(stack, self._files_port, context)
                files_name = "localhost" if name == "127.0.0.1" else name
                files.origin = self.files_url = _origin(files_name, files.port, context)
            self._service.api_origin, self._service.files_origin = self.url, self.files_url
            # Entered last, so that it comes first when everything is closed.
            stack.callback(self._service.stopping.set)
            self._running = stack.pop_all()
        return self

    def stop(self) -> None:
        """End every connection and wait for its thread. A second call does nothing."""
        self._running.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()

    def _context(self, stack: ExitStack) -> ssl.SSLContext | None:
        if not self._tls:
            return None
        if self._certificate is not None:
            certificate = Certificate(*self._certificate, ca=None)
        else:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="patentrack-mirror-")))
            names = {"localhost", "127.0.0.1", socket.gethostname(), self._host} - EVERYWHERE
            certificate = make_certificate(folder, sorted(names))
            self.ca_file = certificate.ca
        try:
            return certificate.context()
        except OSError as error:
            raise PatentrackError(
                f"the certificate {certificate.certificate} with {certificate.key} cannot be used: {error}"
            ) from error

    def _listen(self, stack: ExitStack, port: int, context: ssl.SSLContext | None) -> Listener:
        try:
            listener = Listener((self._host, port), self._service, context, self._log)
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = "is in use" if taken else f"cannot be listened at: {error.strerror or error}"
            raise PatentrackError(
                f"port {port} of {self._host} {why}", hint="Choose another one; 0 takes a free one"
            ) from error
        thread = threading.Thread(target=listener.serve_forever, args=(POLL_SECONDS,), name=f"mirror-{listener.port}")
        thread.start()
        stack.callback(thread.join)
        stack.callback(listener.stop)
        return listener


def _origin(host: str, port: int, context: ssl.SSLContext | None) -> str:
    return f"{'http' if context is None else 'https'}://{host}:{port}"
