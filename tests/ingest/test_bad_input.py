"""What is no assignment file is refused in one line, and no master table changes (design sections 4 and 12)."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from patentrack.ingest.assignments import ingest_file
from patentrack.settings import load_settings
from support.cli import run_patentrack
from support.documents import Document, File
from support.environment import WarehouseEnv
from support.snapshot import ledger, snapshot

DAY = date(2015, 7, 28)
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Session expired</body></html>"


def whole() -> bytes:
    """A zip that is in order, stored so that its bytes can be found."""
    documents = [Document(frame=frame, updated="20150728", assignees=("OTHER INC.",)) for frame in range(1, 40)]
    body = "".join(document.xml() for document in documents)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<us-patent-assignments><action-key-code>DA</action-key-code>'
        f"<transaction-date><date>20150728</date></transaction-date><patent-assignments>\n{body}"
        "</patent-assignments></us-patent-assignments>\n"
    )
    return zipped({"ad20150728.xml": text.encode()})


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xml(inner: str, prolog: str = "") -> bytes:
    return f'<?xml version="1.0"?>{prolog}<us-patent-assignments>{inner}</us-patent-assignments>'.encode()


def bad_crc() -> bytes:
    data = bytearray(whole())
    data[data.index(b"OTHER INC.")] ^= 1
    return bytes(data)


def lying_bomb() -> bytes:
    """Unpacks to far more than the sizes in its headers say."""
    content = b'<?xml version="1.0"?>' + b" " * 50_000_000
    data = bytearray(zipped({"ad20150728.xml": content}, zipfile.ZIP_DEFLATED))
    central = data.index(b"PK\x01\x02")
    data[22:26] = data[central + 24 : central + 28] = struct.pack("<I", 2000)
    return bytes(data)


ENTITY = '<!DOCTYPE us-patent-assignments [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
BOMB = (
    "<!DOCTYPE us-patent-assignments ["
    + '<!ENTITY a0 "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    + "]>"
)

CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "truncated zip": ("ad20150728.zip", lambda: whole()[:-200], "ends early|truncated"),
    "bad CRC": ("ad20150728.zip", bad_crc, "CRC|damaged"),
    "cut XML": (
        "ad20150728.xml",
        lambda: zipfile.ZipFile(io.BytesIO(whole())).read("ad20150728.xml")[:-3000],
        "ends early",
    ),
    "HTML with a zip's name": ("ad20150728.zip", lambda: PAGE, "HTML page"),
    "HTML with an XML's name": ("ad20150728.xml", lambda: PAGE, "HTML page"),
    "wrong root": ("ad20150728.xml", lambda: b"<patents><patent/></patents>", "patents"),
    "external entity": ("ad20150728.xml", lambda: xml("&x;", ENTITY), "entit"),
    "entity bomb": ("ad20150728.xml", lambda: xml("&a8;", BOMB), "entit"),
    "lying zip bomb": ("ad20150728.zip", lying_bomb, "ad20150728"),
    "hostile member name": (
        "ad20150728.zip",
        lambda: zipped({"../../ad20150728.xml": b"<x/>"}),
        "leads out of the archive",
    ),
    "empty zip": ("ad20150728.zip", lambda: zipped({}), "without any file"),
    "two files in the zip": (
        "ad20150728.zip",
        lambda: zipped({"a.xml": b"<x/>", "b.xml": b"<x/>"}),
        "one XML file",
    ),
    "empty file": ("ad20150728.xml", lambda: b"", "empty"),
    "not XML, nor named so": ("notes.txt", lambda: b"reel,frame\n1,2\n", "XML"),
    "not XML": ("ad20150728.xml", lambda: b"reel,frame\n1,2\n", "XML"),
    "too many bad records": (
        "ad20150728.xml",
        lambda: xml(
            "<action-key-code>DA</action-key-code><transaction-date><date>20150728</date></transaction-date>"
            f"<patent-assignments>{Document(frame=10000).xml()}</patent-assignments>"
        ),
        r"line 1: 1 of 1 records are bad.*frame-no",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_file_is_refused_in_one_line_and_changes_no_table(
    tmp_path: Path, warehouse_env: WarehouseEnv, case: str
) -> None:
    ingest_file(File("ad20150727.xml", date(2015, 7, 27), (Document(),)).write(tmp_path), load_settings())
    before = snapshot()
    name, content, reason = CASES[case]
    path = tmp_path / name
    path.write_bytes(content())

    done = run_patentrack("ingest", "assignments", path, "--json", env=warehouse_env.env)

    assert done.returncode == 1, done.stdout + done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("patentrack: ")
    assert name in line
    assert re.search(reason, line), line
    assert snapshot() == before
    assert ledger()[name] == "failed"


def test_the_size_limit_is_a_parameter_counted_on_real_bytes(tmp_path: Path, warehouse_env: WarehouseEnv) -> None:
    path = tmp_path / "ad20150728.zip"
    path.write_bytes(whole())

    refused = run_patentrack(
        "ingest", "assignments", path, env=warehouse_env.env | {"PATENTRACK_MAX_UNPACKED_BYTES": "10000"}
    )
    taken = run_patentrack("ingest", "assignments", path, env=warehouse_env.env)

    assert (refused.returncode, taken.returncode) == (1, 0), refused.stderr + taken.stderr
    assert "10,000" in refused.stderr or "10000" in refused.stderr


def test_one_bad_file_among_others_does_not_stop_them(tmp_path: Path, warehouse_env: WarehouseEnv) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ad20150726.zip").write_bytes(PAGE)
    File("ad20150727.xml", date(2015, 7, 27), (Document(),)).write(tmp_path / "in")

    done = run_patentrack("ingest", "assignments", tmp_path / "in", env=warehouse_env.env)

    assert done.returncode == 1
    assert ledger() == {"ad20150726.zip": "failed", "ad20150727.xml": "loaded"}
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", "assignments", "no-such-file.zip"),
        ("ingest", "assignments"),
        ("ingest", "horoscopes", "x.zip"),
        ("ingets",),
        ("db", "upgrade", "--jsn"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(arguments: tuple[str, ...]) -> None:
    done = run_patentrack(*arguments)

    assert done.returncode == 2
    assert "Usage: patentrack" in done.stderr or "Usage: python -m patentrack" in done.stderr
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr
