"""What no XML file may make a reader do: fetch, expand, or guess an encoding."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from support.cpc_files import Document, changed, read_all, refused, xml, xml_record

# A place where any text may stand.
OFFICE = ">US</com:IPOfficeCode><pat:PatentNumber>"


def with_office(name: str) -> str:
    return changed(OFFICE, OFFICE.replace("US", name))


def with_prolog(prolog: str, *records: str) -> str:
    return xml(*records).replace('<?xml version="1.0" ?>\n', f'<?xml version="1.0"?>{prolog}', 1)


@pytest.mark.parametrize(
    ("declared", "codec", "name"),
    [
        ("utf-8", "utf-8", "Ü\u2019"),
        ("UTF-8", "utf-8-sig", "Ü\u2019"),
        ("iso-8859-1", "latin-1", "Ü"),
        ("windows-1252", "cp1252", "Ü\u2019"),
        ("us-ascii", "ascii", "US"),
    ],
)
def test_declared_encodings_are_read(declared: str, codec: str, name: str) -> None:
    text = xml(with_office(name)).replace('"1.0" ?>', f'"1.0" encoding="{declared}"?>')
    assert read_all(text.encode(codec)).rows[0][3] == name


def test_without_a_declaration_it_is_utf_8() -> None:
    assert read_all(xml(with_office("Ü"))).rows[0][3] == "Ü"
    assert "not well-formed" in refused(xml(with_office("Ü")).encode("latin-1")).reason


@pytest.mark.parametrize("name", ["utf-16", "utf-7", "ebcdic-cp-us"])
def test_other_encodings_are_refused(name: str) -> None:
    text = xml(xml_record()).replace('"1.0" ?>', f'"1.0" encoding="{name}"?>')
    assert f"declares the encoding '{name}'" in refused(text).reason
    both = xml(xml_record()).replace('"1.0" ?>', '"1.0" encoding="latin-1"?>')
    assert "declares the encoding 'latin-1'" in refused(both.encode("utf-8-sig")).reason


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_wide_encoding_is_refused(codec: str) -> None:
    assert "is in UTF-16" in refused(xml(xml_record()).encode(codec)).reason


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY a PUBLIC "x" "http://127.0.0.1:9/x">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;',
    ],
)
def test_declared_entities_are_refused_before_any_is_expanded(declaration: str) -> None:
    error = refused(with_prolog(f"\n<!DOCTYPE x [{declaration}]>", with_office("&a;")))
    assert "declares entities" in error.reason
    assert (error.position or "").startswith("line 2, byte ")


def test_an_entity_bomb_is_refused_at_once() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "x" * 10}">' for n in range(12))
    started = time.monotonic()
    refused(with_prolog(f"<!DOCTYPE x [{levels}]>", with_office("&l11;")))
    assert time.monotonic() - started < 1


def test_an_entity_declared_between_the_records_fails_the_file() -> None:
    bad = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + with_office("&a;")
    assert "not well-formed" in refused(xml(xml_record(), bad)).reason


@pytest.mark.parametrize("reference", ["SYSTEM", 'PUBLIC "-//USPTO//DTD CPC//EN"'])
def test_an_external_dtd_is_never_fetched(tmp_path: Path, reference: str) -> None:
    local = tmp_path / "cpc.dtd"
    # Reading it would fail the file.
    local.write_text("no DTD <<< at all")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        for url in (local.as_uri(), f"http://127.0.0.1:{server.getsockname()[1]}/cpc.dtd"):
            doctype = f'<!DOCTYPE x {reference} "{url}">'
            assert read_all(with_prolog(doctype, xml_record())).records == 1
            assert "Entity 'a' not defined" in refused(with_prolog(doctype, with_office("&a;"))).reason
            refused(with_prolog(doctype, xml_record(Document()) + "&a;"))
        with pytest.raises(TimeoutError):
            server.accept()
