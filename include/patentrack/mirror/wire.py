"""HTTP/1.1 and TLS on sockets: reads a request, lets the service decide, sends the answer as decided."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any, BinaryIO

from patentrack.mirror.limits import Slot
from patentrack.mirror.replies import TRICKLES_PER_SECOND, Part, Reply, error_reply
from patentrack.mirror.service import Request, Seen, Service

HANDSHAKE_SECONDS = 10.0
IDLE_SECONDS = 60.0

Log = Callable[[str], None]


class Listener(socketserver.ThreadingTCPServer):
    """One port, a thread per connection.

    Args:
        address: Host and port; port 0 takes a free one.
        service: Answers the requests.
        context: Wraps the connections, or None for plain HTTP.
        log: Gets one line per request, or None.

    Raises:
        OSError: The address cannot be bound.
    """

    allow_reuse_address = True
    daemon_threads = False  # stopping waits for every thread, so nothing is cut off that could end well
    request_queue_size = 64

    def __init__(
        self, address: tuple[str, int], service: Service, context: ssl.SSLContext | None, log: Log | None
    ) -> None:
        self.service = service
        self.context = context
        self.log = log
        self.origin = ""
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__(address, Handler)

    @property
    def port(self) -> int:
        """The port, also when a free one was taken."""
        return int(self.server_address[1])

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accept a connection; the handshake is left to the connection's own thread."""
        connection, address = super().get_request()
        if self.context is not None:
            connection = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        with self._open_lock:
            self._open.add(connection)
        return connection, address

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands, then serve requests until the connection ends."""
        if isinstance(request, ssl.SSLSocket):
            request.settimeout(HANDSHAKE_SECONDS)
            request.do_handshake()
        super().finish_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection and forget it."""
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that speaks no TLS or went away is a line in the log; anything else is a defect."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handle_error(request, client_address)
        elif self.log is not None:
            self.log(f"{_now()} {client_address[0]} connection ended: {type(error).__name__}")

    def stop(self) -> None:
        """Stop listening, end every connection, wait for their threads."""
        self.shutdown()
        with self._open_lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    # Not SSLSocket.shutdown, which takes the TLS state from under the thread that uses it.
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "patentrack-mirror"
    sys_version = ""
    timeout = IDLE_SECONDS
    server: Listener

    def do_GET(self) -> None:
        """Answer a request of any method; the service understands GET."""
        service = self.server.service
        under_way = service.under_way.enter()
        slot: Slot | None = None
        try:
            request = Request(
                method=self.command,
                target=self.path,
                headers={name.lower(): value for name, value in self.headers.items()},
                client=str(self.client_address[0]),
                port=self.server.port,
                origin=self.server.origin,
            )
            reply, seen, slot = service.handle(request)
            try:
                self._send(reply, seen, [place for place in (slot, under_way) if place])
            except OSError as error:
                self.close_connection = True
                self._log(seen, f" ended early: {type(error).__name__}")
            else:
                self._log(seen)
        finally:
            under_way.release()
            if slot is not None:
                slot.release()

    do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Silence http.server's own lines: they hold the query, and a signed URL must not be logged."""

    def _send(self, reply: Reply, seen: Seen, places: list[Slot]) -> None:
        with ExitStack() as stack:
            source: BinaryIO | None = None
            if isinstance(reply.body, Part):
                try:
                    source = stack.enter_context(reply.body.open())
                except OSError:
                    reply = error_reply(500, "The file went away.")
                    seen.status = reply.status
            left = reply.to_send
            self._buffer_head(reply)
            if source is None or left == 0:
                _release(places)
            self.end_headers()
            for piece in reply.pieces(source) if self.command != "HEAD" else ():
                left -= len(piece)
                if left == 0:
                    _release(places)
                self.wfile.write(piece)
                seen.sent += len(piece)
                if reply.bytes_per_second is not None and self.server.service.stopping.wait(1 / TRICKLES_PER_SECOND):
                    break
        if left > 0 or reply.stop_after is not None or self.command != "GET":
            self.close_connection = True
        if reply.stall:
            self._hold()

    def _buffer_head(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        announced = reply.length if reply.announced is None else reply.announced
        self.send_header("Content-Length", str(announced))

    def _hold(self) -> None:
        """Wait until the client goes or the server stops, which ends every connection."""
        self.connection.settimeout(None)
        with contextlib.suppress(OSError):
            while self.connection.recv(1):
                pass

    def _log(self, seen: Seen, ending: str = "") -> None:
        if self.server.log is None:
            return
        path = seen.path.encode("unicode_escape").decode()
        fault = f" fault={seen.fault}" if seen.fault else ""
        line = f"{seen.method} {path} {seen.status} {seen.sent} B{fault}{ending}"
        self.server.log(f"{_now()} {self.client_address[0]} :{self.server.port} {line}")


def _release(places: list[Slot]) -> None:
    for place in places:
        place.release()


def _now() -> str:
    return datetime.now(UTC).strftime("%H:%M:%S")
