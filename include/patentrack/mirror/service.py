"""Decides what a request is answered with: key, limits, faults, catalogue, downloads. Knows no sockets."""

from __future__ import annotations

import hmac
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from patentrack.mirror import bodies
from patentrack.mirror.catalogue import Catalogue, ListedFile
from patentrack.mirror.faults import Fault, FaultQueue, Kind, Stage
from patentrack.mirror.limits import Gauge, Meter, Refused, Slot
from patentrack.mirror.replies import (
    Reply,
    error_reply,
    file_reply,
    html_reply,
    json_reply,
    redirect_reply,
)
from patentrack.mirror.signing import PREFIX, Signer

Answer = Literal["redirect", "json", "text", "direct"]
PRODUCTS = "/api/v1/datasets/products/"
FILES = PRODUCTS + "files/"
REMEMBERED = 10_000
NOTHING = "No matching records found, refine your search criteria and try again."


@dataclass
class Seen:
    """A request as it arrived, for tests that look at what was sent to whom.

    Attributes:
        at: The stage, or ``other``.
        method: GET and so on.
        host: The Host header: to whom the client believes it speaks.
        port: The port it arrived at.
        path: Without the query, as sent.
        query: The parameters. Of a signed URL they hold the signature.
        headers: Names in lower case. They hold the key if it was sent.
        status: What it was answered with; 0 before that.
        fault: What went wrong on request.
        sent: Bytes of the body that were sent so far.
    """

    at: Stage | Literal["other"]
    method: str
    host: str
    port: int
    path: str
    query: dict[str, str] = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    status: int = 0
    fault: Kind | None = None
    sent: int = 0

    @property
    def has_key(self) -> bool:
        """Whether the client sent an X-API-KEY."""
        return "x-api-key" in self.headers


@dataclass(frozen=True)
class Request:
    """What the wire hands over. Header names are in lower case; ``origin`` is the listener's own."""

    method: str
    target: str
    headers: Mapping[str, str]
    client: str
    port: int
    origin: str


class Service:
    """The API behind one or two listeners.

    Args:
        catalogue: The folder.
        key: What ``X-API-KEY`` has to be.
        meter: The limits.
        signer: Makes and checks the signed URLs.
        answer: How a download is answered.
    """

    def __init__(self, catalogue: Catalogue, *, key: str, meter: Meter, signer: Signer, answer: Answer) -> None:
        self.catalogue = catalogue
        self.key = key
        self.meter = meter
        self.signer = signer
        self.answer_style = answer
        self.faults = FaultQueue()
        self.stopping = threading.Event()
        self.under_way = Gauge()
        self.api_origin = ""
        self.files_origin = ""
        self._seen: deque[Seen] = deque(maxlen=REMEMBERED)

    def seen(self) -> list[Seen]:
        """The requests so far, oldest first; of very many, the newest ten thousand."""
        return list(self._seen)

    def handle(self, request: Request) -> tuple[Reply, Seen, Slot | None]:
        """Answer a request.

        Returns:
            The answer, the record of the request, and the place of the key, which is to be released
            before the last byte leaves: a client may come back as soon as it has that byte.
        """
        parts = urlsplit(request.target)
        path = unquote(parts.path)
        seen = Seen(
            at=self._stage(request, path),
            method=request.method,
            host=request.headers.get("host", ""),
            port=request.port,
            path=parts.path,
            query=dict(parse_qsl(parts.query)),
            headers=dict(request.headers),
        )
        self._seen.append(seen)
        try:
            reply, slot = self._answer(request, path, seen)
        except OSError:
            reply, slot = error_reply(500, "The folder cannot be read."), None
        seen.status = reply.status
        return reply, seen, slot

    def _answer(self, request: Request, path: str, seen: Seen) -> tuple[Reply, Slot | None]:
        if request.method != "GET":
            reply = error_reply(405, "Only GET is understood.")
            reply.headers["Allow"] = "GET"
            return reply, None
        if seen.at == "file":
            return self._file(request, path.removeprefix(PREFIX), seen), None
        if seen.at == "other":
            return error_reply(404, "There is no such path."), None
        return self._keyed(request, path, seen)

    def _stage(self, request: Request, path: str) -> Stage | Literal["other"]:
        if path.startswith(PREFIX) and request.origin == self.files_origin:
            return "file"
        if request.origin != self.api_origin or not path.startswith(PRODUCTS):
            return "other"
        return "download" if path.startswith(FILES) else "catalogue"

    def _keyed(self, request: Request, path: str, seen: Seen) -> tuple[Reply, Slot | None]:
        if turned_away := self._check_key(request):
            return turned_away, None
        try:
            slot = self.meter.enter()
        except Refused as refused:
            return self._refusal(refused), None
        try:
            if seen.at == "download":
                return self._download(request, path.removeprefix(FILES), seen), slot
            return self._catalogue(request, path.removeprefix(PRODUCTS), seen), slot
        except Refused as refused:
            return self._refusal(refused), slot
        except bodies.BadQueryError as error:
            return error_reply(400, str(error)), slot
        except BaseException:
            slot.release()
            raise

    def _check_key(self, request: Request) -> Reply | None:
        key = request.headers.get("x-api-key")
        if not key:
            return json_reply(401, {"message": "Unauthorized"})
        if not hmac.compare_digest(key.encode(), self.key.encode()):
            return error_reply(403, "The API key is not valid.")
        return None

    def _refusal(self, refused: Refused) -> Reply:
        return error_reply(429, str(refused), self.meter.limits.retry_after)

    def _catalogue(self, request: Request, path: str, seen: Seen) -> Reply:
        fault = self._fault("catalogue", path, seen)
        if reply := self._instead(fault, request):
            return reply
        kind, number = (fault.kind, fault.number) if fault else (None, 0)
        if path == "search":
            body = bodies.search(self.catalogue, seen.query)
        else:
            limit = {"limit": str(number)} if kind == "small_pages" else {}
            body = bodies.product(
                self.catalogue,
                path,
                bodies.read_window(seen.query | limit),
                files_base=self.api_origin + FILES.rstrip("/"),
                listed_size=number if kind == "listed_size" else 0,
            )
        if body is None:
            return error_reply(404, NOTHING)
        if kind == "no_bag":
            for bag in body["bulkDataProductBag"]:
                bag.pop("productFileBag", None)
        reply = json_reply(200, body)
        if kind == "invalid_json" and isinstance(reply.body, bytes):
            reply.body = reply.body[: len(reply.body) // 2]
        return reply

    def _download(self, request: Request, path: str, seen: Seen) -> Reply:
        fault = self._fault("download", path, seen)
        if fault is not None and fault.kind == "redirect":
            return redirect_reply(f"{fault.text}{self.signer.sign(path)}")
        if reply := self._instead(fault, request):
            return reply
        file = self.catalogue.find(path)
        if file is None:
            return error_reply(404, NOTHING)
        self.meter.count_download(request.client, path)
        if self.answer_style == "direct":
            return self._send(request, file, seen)
        expired = fault is not None and fault.kind == "expired_url"
        return self._hand_out(self.files_origin + self.signer.sign(path, expired=expired))

    def _hand_out(self, url: str) -> Reply:
        if self.answer_style == "redirect":
            return redirect_reply(url)
        message = f"The file is available for {self.signer.seconds:g} seconds at {url}"
        if self.answer_style == "json":
            return json_reply(200, {"message": message})
        return Reply(200, {"Content-Type": "text/plain; charset=utf-8"}, message.encode())

    def _file(self, request: Request, path: str, seen: Seen) -> Reply:
        if not self.signer.opens(path, seen.query):
            return html_reply(403)
        file = self.catalogue.find(path)
        return html_reply(404) if file is None else self._send(request, file, seen)

    def _send(self, request: Request, file: ListedFile, seen: Seen) -> Reply:
        resuming = "range" in request.headers
        fault = self._fault("file", file.relative, seen, resuming=resuming)
        return self._instead(fault, request) or file_reply(file, request.headers, fault)

    def _fault(self, stage: Stage, path: str, seen: Seen, *, resuming: bool = False) -> Fault | None:
        fault = self.faults.take(stage, path, resuming=resuming)
        if fault is not None:
            seen.fault = fault.kind
        return fault

    def _instead(self, fault: Fault | None, request: Request) -> Reply | None:
        """The answer of a fault that needs nothing of what was asked for."""
        if fault is None:
            return None
        if fault.kind == "html":
            return html_reply(200)
        if fault.kind == "status":
            return error_reply(fault.number, "This fault was asked for.", fault.text)
        if fault.kind == "redirect":
            return redirect_reply(f"{fault.text}{request.target}")
        if fault.kind == "redirect_loop":
            return redirect_reply(request.origin + request.target)
        if fault.kind == "delay":
            self.stopping.wait(fault.seconds)
        return None
