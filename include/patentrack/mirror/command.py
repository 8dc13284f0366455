"""The command ``patentrack mirror`` (README: without a key or behind a firewall)."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import click

from patentrack.errors import PatentrackError
from patentrack.settings import load_settings

ANSWER = click.Choice(["redirect", "json", "text", "direct"])
SECONDS = click.FloatRange(min=0)
PORT, COUNT = click.IntRange(0, 65535), click.IntRange(min=0)


@click.group()
def mirror() -> None:
    """A stand-in for the USPTO's bulk-data API, for tests, demonstrations and places without a key."""


@mirror.command(context_settings={"show_default": True})
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", help="Address to listen at.")
@click.option("--port", type=PORT, default=8443, help="Port of the API; 0 takes a free one.")
@click.option("--files-port", type=PORT, default=0, help="Port of the signed URLs; may be that of the API.")
@click.option("--key-file", type=click.Path(path_type=Path), help="File that holds the key.")
@click.option("--answer", type=ANSWER, default="redirect", help="How a download is answered.")
@click.option("--url-seconds", type=SECONDS, default=30.0, help="How long a signed URL is good for.")
@click.option("--plain-http", is_flag=True, help="No TLS.")
@click.option("--tls-cert", type=click.Path(path_type=Path), help="PEM file of a certificate of your own.")
@click.option("--tls-key", type=click.Path(path_type=Path), help="PEM file of its private key.")
@click.option("--parallel", is_flag=True, help="Allow requests at the same time.")
@click.option("--bulk-files", type=COUNT, default=5, help="Downloads in ten seconds; 0: no limit.")
@click.option("--per-file", type=COUNT, default=20, help="Downloads of a file in a year; 0: no limit.")
@click.option("--refuse-after", type=COUNT, help="Answer every request after so many with 429.")
@click.option("--faults", type=click.Path(path_type=Path), help="JSON file of faults that are to happen.")
def serve(
    *,
    folder: Path,
    host: str,
    port: int,
    files_port: int,
    key_file: Path | None,
    answer: str,
    url_seconds: float,
    plain_http: bool,
    tls_cert: Path | None,
    tls_key: Path | None,
    parallel: bool,
    bulk_files: int,
    per_file: int,
    refuse_after: int | None,
    faults: Path | None,
) -> None:
    """Serve FOLDER as the bulk-data API until interrupted.

    FOLDER holds one folder per product, with or without folders for years in it: PASDL/ad20240102.zip,
    PTGRXML/2024/ipg240109.zip. The key is read from --key-file or PATENTRACK_MIRROR_KEY; without either
    a new one is made and shown. The limits are those of the real API.
    """
    from patentrack.mirror.faults import read_faults  # noqa: PLC0415 (help must be instant)
    from patentrack.mirror.limits import Limits  # noqa: PLC0415
    from patentrack.mirror.server import MirrorServer  # noqa: PLC0415

    if (tls_cert is None) != (tls_key is None):
        raise click.UsageError("--tls-cert and --tls-key go together.")
    if plain_http and tls_cert is not None:
        raise click.UsageError("--plain-http and --tls-cert exclude each other.")
    key = _read_key(key_file)
    server = MirrorServer(
        folder,
        host=host,
        port=port,
        files_port=None if files_port == port != 0 else files_port,
        tls=not plain_http,
        certificate=(tls_cert, tls_key) if tls_cert is not None and tls_key is not None else None,
        key=key,
        answer=answer,  # type: ignore[arg-type]  # click has checked it
        url_seconds=url_seconds,
        limits=Limits(
            one_at_a_time=not parallel,
            bulk_files=bulk_files or None,
            per_file=per_file or None,
            refuse_after=refuse_after,
        ),
        log=_say,
    )
    for path, fault, times in read_faults(faults) if faults else []:
        server.faults.add(path, fault, times=times)
    stop = threading.Event()
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signal_number, lambda *_: stop.set())
    with server:
        _say(f"patentrack: {folder} is served at {server.url}, the files at {server.files_url}")
        if server.ca_file is not None:
            _say(f"patentrack: clients have to trust {server.ca_file} (PATENTRACK_USPTO_CA_FILE)")
        _say("patentrack: downloads lead to another host (PATENTRACK_USPTO_HOSTS=localhost)")
        if key is None:
            _say(f"patentrack: the key for this time is {server.key}")
        left_out = server.catalogue.left_out()
        if left_out:
            _say(f"patentrack: not served, since in no folder of a product: {', '.join(left_out)}")
        stop.wait()
    _say("patentrack: the mirror has stopped")


def _read_key(key_file: Path | None) -> str | None:
    if key_file is None:
        return load_settings().mirror_key
    try:
        key = key_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise PatentrackError(f"the key file {key_file} cannot be read: {error}") from error
    if not key:
        raise PatentrackError(f"the key file {key_file} is empty")
    return key


def _say(text: str) -> None:
    click.echo(text, err=True)
