"""The bulk-data API of the USPTO Open Data Portal: its catalogue, and one file of it.

A download is answered in two ways: with a redirect to a signed, short-lived URL of a content network, or with
status 200 and a JSON or text message that holds such a URL. An expired URL or a missing key may be answered with
an HTML page and status 200, so no answer is a file until its bytes say so.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import IO, Any, TypeVar
from urllib.parse import quote, urlencode

from patentrack.downloads.catalogue import ListedFile, ListedProduct, files_of, products_of, window
from patentrack.downloads.errors import DownloadError, TransientError
from patentrack.downloads.hosts import HostRules
from patentrack.downloads.part import Part, Resumption
from patentrack.downloads.policy import Policy
from patentrack.downloads.transport import Answer, Transport, check_status
from patentrack.downloads.verify import starts_wrong
from patentrack.settings import Settings

# Progress of one file: bytes that are here, and bytes in all.
Progress = Callable[[int, int], None]

_PRODUCTS = "/api/v1/datasets/products"
_PAGE = 100
# A service that caps its pages below what is asked for caps them at its own default, not lower.
_SMALLEST_PAGE = 25
_LARGEST_BODY = 64 << 20
_LARGEST_MESSAGE = 16 << 10
_URL = re.compile(r"https?://[^\s\"'<>\\]+")
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")

Result = TypeVar("Result")


class Client:
    """Asks the API; knows no database and keeps no count of requests.

    Args:
        settings: Where the API is, the key, certificates and hosts.
        policy: Time limits and retries.

    Raises:
        SettingsError: The settings cannot be used.
    """

    def __init__(self, settings: Settings, policy: Policy) -> None:
        self._base_url = settings.uspto_api_url.rstrip("/")
        self._policy = policy
        rules = HostRules(self._base_url, settings.uspto_hosts)
        self._transport = Transport(rules, settings.uspto_api_key, settings.uspto_ca_file, policy)

    def products(self) -> list[ListedProduct]:
        """Every product of the catalogue.

        Raises:
            DownloadError: The API refuses, or answers something else than its catalogue.
        """
        found: dict[str, ListedProduct] = {}
        while True:
            body = self._json(f"{_PRODUCTS}/search", {"offset": str(len(found)), "limit": str(_PAGE)})
            page = list(products_of(body))
            new = {product.identifier: product for product in page if product.identifier not in found}
            found |= new
            if not new or len(page) < _SMALLEST_PAGE:
                return list(found.values())

    def files(self, identifier: str, start: date | None = None, end: date | None = None) -> list[ListedFile]:
        """The files of data of a product.

        Args:
            identifier: As the USPTO spells it.
            start: First day of the window, or None.
            end: Last day of the window, or None.

        Returns:
            Empty when the window holds none.

        Raises:
            DownloadError: There is no such product, the API refuses, or answers something else.
        """
        found: dict[str, ListedFile] = {}
        offset = 0
        while True:
            query = {**window(start, end), "offset": str(offset), "limit": str(_PAGE)}
            files, entries = files_of(self._json(f"{_PRODUCTS}/{quote(identifier, safe='')}", query), identifier)
            new = {file.name: file for file in files if file.name not in found}
            found |= new
            offset += entries
            # Nothing tells how `count` is meant, so only a short page, or one without news, is the last.
            if entries < _SMALLEST_PAGE or (files and not new):
                return list(found.values())

    def download(self, file: ListedFile, part: Part, progress: Progress | None = None) -> int:
        """Try once to fetch what `part` lacks of a file; what came stays in it.

        Returns:
            The number of bytes that came. The part has the listed size then; its content is not checked yet.

        Raises:
            TransientError: The rest may come with another try.
            DownloadError: It will not.
        """
        resumption = part.resumption()
        headers = {}
        if resumption:
            headers = {"Range": f"bytes={resumption.offset}-", "If-Range": resumption.etag}
        with self._transport.get(str(file.url), headers, expected_bytes=file.size) as answer:
            check_status_of_range(answer, part, self._policy)
            body = answer.chunks()
            start = next(body, b"")
            if not _may_be_message(answer, file, start):
                with _destination(answer, start, file, part, resumption) as destination:
                    return _receive(_prepend(start, body), destination, file, progress)
            url = _url_in(start + _rest(body, answer), answer)
        with self._transport.get(url, headers, expected_bytes=file.size) as answer:
            check_status_of_range(answer, part, self._policy)
            body = answer.chunks()
            start = next(body, b"")
            with _destination(answer, start, file, part, resumption) as destination:
                return _receive(_prepend(start, body), destination, file, progress)

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._transport.close()

    def _json(self, path: str, query: dict[str, str]) -> Any:
        """A body of the catalogue, after as many tries as the policy allows."""

        def once() -> Any:
            with self._transport.get(f"{self._base_url}{path}?{urlencode(query)}") as answer:
                check_status(answer, self._policy)
                text = bytearray()
                for chunk in answer.chunks(decode=True):
                    text += chunk
                    if len(text) > _LARGEST_BODY:
                        raise DownloadError(f"{answer.where}: the catalogue's answer has no end")
                try:
                    return json.loads(text)
                except ValueError:
                    start = bytes(text[:4096])
                where = answer.where
            if starts_wrong("catalogue.json", start):
                raise DownloadError(
                    f"{where}: an HTML page came in place of the catalogue",
                    hint="Check PATENTRACK_USPTO_API_KEY",
                )
            raise TransientError(f"{where}: the catalogue's answer is no JSON or was cut")

        return with_retries(once, self._policy)


def _receive(body: Iterator[bytes], destination: IO[bytes], file: ListedFile, progress: Progress | None) -> int:
    """Append a body to what is there of the file; returns the number of bytes that came."""
    position = offset = destination.tell()
    for chunk in body:
        if position + len(chunk) > file.size:
            destination.truncate(0)
            raise DownloadError(f"{file.name}: more bytes came than the {file.size} that are listed")
        destination.write(chunk)
        # What is left in this process's memory would be lost with it, and fetched a second time.
        destination.flush()
        position += len(chunk)
        if progress:
            progress(position, file.size)
    if position < file.size:
        raise TransientError(f"{file.name}: ended after {position} of {file.size} bytes", hint="Run this again")
    return position - offset


def with_retries(attempt: Callable[[], Result], policy: Policy) -> Result:
    """Call until it works, a failure is permanent, or the tries are used up.

    Raises:
        DownloadError: The last failure.
    """
    for number in range(1, policy.attempts + 1):
        try:
            return attempt()
        except TransientError as error:
            failure = error
        if number < policy.attempts:
            time.sleep(policy.pause(number, failure.wait_seconds))
    raise DownloadError(
        f"{failure.message}, after {policy.attempts} tries", hint=failure.hint, permanent=False
    ) from None


def check_status_of_range(answer: Answer, part: Part, policy: Policy) -> None:
    """Like `check_status`; 416 means that what is here is of no use.

    Raises:
        DownloadError: As `check_status`.
    """
    if answer.status == 416:
        part.discard()
        raise TransientError(f"{answer.where}: status 416, the file is shorter now than what is here of it")
    check_status(answer, policy)


def _destination(
    answer: Answer, start: bytes, file: ListedFile, part: Part, resumption: Resumption | None
) -> IO[bytes]:
    """Open the part where this answer goes on, or refuse the answer."""
    expected = file.size
    if answer.status == 206:
        if resumption is None:
            raise DownloadError(f"{answer.where}: a piece came that nobody asked for")
        match = _CONTENT_RANGE.fullmatch(answer.headers.get("Content-Range", "").strip())
        same = answer.headers.get("ETag") == resumption.etag
        if not match or int(match[1]) != resumption.offset or int(match[3]) != file.size or not same:
            part.discard()
            raise TransientError(f"{file.name}: the rest that came is not of the same file; starting anew")
        expected = file.size - resumption.offset
    else:
        wrong = starts_wrong(file.name, start) if start else None
        if wrong and answer.from_home:
            raise DownloadError(f"{file.name}: {wrong}", hint="Check PATENTRACK_USPTO_API_KEY")
        if wrong:
            raise TransientError(f"{file.name}: {wrong}: its short-lived URL has expired or is refused")
    length = answer.content_length
    if length is not None and length != expected:
        part.discard()
        raise DownloadError(
            f"{file.name}: {length} bytes are announced where the catalogue lists {expected}",
            hint="If the file was just published anew, run this again later",
        )
    return part.go_on() if answer.status == 206 else part.start(answer.headers.get("ETag"))


def _may_be_message(answer: Answer, file: ListedFile, start: bytes) -> bool:
    """Whether this is a message about the file and not the file: by its source, type, size and first bytes."""
    length = answer.content_length
    return (
        answer.from_home
        and answer.status == 200
        and (answer.content_type == "application/json" or answer.content_type.startswith("text/"))
        and answer.content_type != "text/html"
        and (length is None or (length <= _LARGEST_MESSAGE and length != file.size))
        and starts_wrong(file.name, start) is not None
        and not start.lstrip().startswith(b"<")
    )


def _rest(body: Iterable[bytes], answer: Answer) -> bytes:
    rest = bytearray()
    for chunk in body:
        rest += chunk
        if len(rest) > _LARGEST_MESSAGE:
            raise DownloadError(f"{answer.where}: neither the file came nor a message with its URL")
    return bytes(rest)


def _url_in(message: bytes, answer: Answer) -> str:
    """The one URL in a message; the message itself is never shown, since the URL is as good as the file."""
    text = message.decode("utf-8", "replace")
    try:
        urls = set(_urls(json.loads(text)))
    except ValueError:
        urls = {url.rstrip(".,;)") for url in _URL.findall(text)}
    if len(urls) != 1:
        raise DownloadError(f"{answer.where}: a message came in place of the file, with {len(urls)} URLs in it")
    return urls.pop()


def _urls(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _URL.findall(value)
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _urls(item)


def _prepend(start: bytes, body: Iterator[bytes]) -> Iterator[bytes]:
    if start:
        yield start
    yield from body
