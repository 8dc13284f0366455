"""The envelope of a PADX file: what fails the file as a whole."""

from __future__ import annotations

import re
import socket
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patentrack.sources import assignment_stream
from patentrack.sources.assignments import ASSIGNEE_COLUMNS, read_assignments
from support.padx_text import (
    CLOSE,
    OPEN,
    PROLOG,
    VARIED,
    Chunked,
    changed,
    named,
    padx,
    read,
    record,
    refused,
)


def test_a_day_without_data_has_no_records() -> None:
    result = read(PROLOG + OPEN + "<data-available-code>N</data-available-code>" + CLOSE)
    assert (result.records, result.header.transaction_date) == (0, "2015-07-27")


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("", "has neither a record nor a data-available-code"),
        ("<data-available-code>Y</data-available-code>", "has data-available-code 'Y'; only N"),
        ("<data-available-code/>", "has data-available-code None"),
        ("<data-available-code>N</data-available-code>" + record(), "holds data-available-code where"),
        (record() + "<data-available-code>N</data-available-code>", "holds data-available-code where"),
        (record() + "<note/>" + record(), "holds note where a patent-assignment should be"),
        (record() + "<note/>", "holds note where a patent-assignment should be"),
        (record() + "stray" + record(), "holds text between its records: 'stray'"),
        (record() + "stray", "holds text between its records: 'stray'"),
        ("stray" + record(), "holds text between its records: 'stray'"),
        ("</patent-assignments><patent-assignments>" + record(), "is not well-formed XML"),
        (record() + "</patent-assignments><patent-assignments>" + record(), "is not well-formed XML"),
        (
            record() + "</patent-assignments><patent-assignments>",
            "holds patent-assignments after its records",
        ),
        (record() + "</patent-assignments>", "is not well-formed XML"),
        (
            record() + "</patent-assignments><note/><patent-assignments>",
            "holds note after its records",
        ),
        (record() + "&x;", "refers to an entity|is not well-formed XML"),
        ("<!-- " + record() + " -->", "is not well-formed XML"),
        ("<![CDATA[" + record() + "]]>", "is not well-formed XML"),
    ],
)
def test_anything_but_records_between_them_fails_the_file(inside: str, reason: str) -> None:
    assert re.match(reason, refused(PROLOG + OPEN + inside + CLOSE).reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("not xml at all", "is not an XML file"),
        ("PK\x03\x04zip", "is not an XML file"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "is an HTML page, not a PADX file"),
        ("<HTML>", "is an HTML page, not a PADX file"),
        ("<us-patent-grant/>", "has the root element us-patent-grant, a PADX file has us-patent-assignments"),
        ("<a><patent-assignments></patent-assignments></a>", "has the root element a|is not well-formed"),
        ("<us-patent-assignments/>", "ends early"),
        (
            "<us-patent-assignments><patent-assignments/></us-patent-assignments>",
            "patent-assignments is empty",
        ),
        (
            padx(record()).replace("<action-key-code>DA", "<note/><action-key-code>DA"),
            "the header holds the unknown",
        ),
        (padx(record()) + "<!-- fine -->", ""),
        (padx(record()) + "garbage", "is not well-formed XML: Extra content"),
        (padx(record()) + padx(record()), "is not well-formed XML|holds"),
        (padx(record()) + "\x00", "is not well-formed XML"),
        (padx(record()).replace("utf-8", "utf-16"), "declares the encoding 'utf-16'"),
        (padx(record()).replace("utf-8", "utf-7"), "declares the encoding 'utf-7'"),
    ],
)
def test_what_is_no_padx_file_is_refused(text: str, reason: str) -> None:
    if not reason:
        assert read(text).records == 1
        return
    assert re.match(reason, refused(text).reason), refused(text).reason


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_wide_encoding_is_refused(codec: str) -> None:
    assert "is in UTF-16" in refused(padx(record()).encode(codec)).reason


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("utf-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("iso-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("us-ascii", "ascii"),
    ],
)
def test_declared_encodings_are_read(declared: str, codec: str) -> None:
    name = (
        "Z\u00dcRICH \u2019" if codec.startswith(("utf", "cp")) else "Z\u00dcRICH" if codec == "latin-1" else "ZURICH"
    )
    text = padx(changed("YAHOO! INC.", name)).replace('"utf-8"', f'"{declared}"')
    result = read(text.encode(codec))
    assert named(ASSIGNEE_COLUMNS, result.assignees[0])["ee_name"] == name
    assert result.bytes_read == text.encode(codec).rindex(b"</patent-assignment>") + len("</patent-assignment>")


def test_bytes_that_are_not_of_the_declared_encoding_fail_the_file() -> None:
    assert "not well-formed" in refused(padx(changed("YAHOO! INC.", "Z\u00dcRICH")).encode("latin-1")).reason


def test_a_record_that_is_not_well_formed_is_located_in_the_whole_file() -> None:
    bad = changed("</city>", "</town>")
    before = PROLOG + OPEN + record() * 5
    error = refused(before + bad + CLOSE)
    line = before.count("\n") + 1
    found = re.match(rf"line {line}, byte (\d+), reel 41576 frame 1$", error.position or "")
    assert found, error
    assert abs(int(found.group(1)) - len((before + bad[: bad.index("</town>")]).encode())) < 20


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY a PUBLIC "x" "http://127.0.0.1:9/x">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;',
        '<!ENTITY % a "<!ELEMENT x ANY>">',
    ],
)
def test_declared_entities_are_refused_before_any_is_expanded(declaration: str) -> None:
    text = padx(changed("YAHOO! INC.", "&a;")).replace("]>", declaration + "]>", 1)
    assert "declares entities" in refused(text).reason


def test_an_entity_bomb_is_refused_at_once() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "x" * 10}">' for n in range(12))
    started = time.monotonic()
    refused(padx(changed("YAHOO! INC.", "&l11;")).replace("]>", levels + "]>", 1))
    assert time.monotonic() - started < 1


def test_an_undeclared_entity_fails_the_file() -> None:
    assert "Entity 'nbsp' not defined" in refused(padx(changed("YAHOO! INC.", "A&nbsp;B"))).reason


def test_an_entity_declared_between_the_records_fails_the_file() -> None:
    bad = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + changed("YAHOO! INC.", "&a;")
    assert "not well-formed" in refused(padx(record(), bad)).reason


@pytest.mark.parametrize("reference", ["SYSTEM", 'PUBLIC "-//USPTO//DTD PADX//EN"'])
def test_an_external_dtd_is_never_fetched(tmp_path: Path, reference: str) -> None:
    local = tmp_path / "pat.dtd"
    # Reading it would fail the file.
    local.write_text("no DTD <<< at all")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        for url in (local.as_uri(), f"http://127.0.0.1:{server.getsockname()[1]}/pat.dtd"):
            prolog = f'<?xml version="1.0"?><!DOCTYPE us-patent-assignments {reference} "{url}">'
            assert read(prolog + OPEN + record() + CLOSE).records == 1
            for place in ("YAHOO! INC.", "DETECTION CELL"):
                refused(prolog + OPEN + changed(place, "&a;") + CLOSE)
            refused(prolog + OPEN.replace("DA<", "&a;<") + record() + CLOSE)
            refused(prolog + OPEN + record() + "&a;" + CLOSE)
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_record_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assignment_stream, "MAX_RECORD_BYTES", 3_000_000)
    giant = changed("YAHOO! INC.", "Y" * 5_000_000)
    assert refused(padx(record(), giant)).reason == "has a record of more than 3000000 bytes"


def test_memory_holds_one_batch_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assignment_stream, "BATCH_BYTES", 4096)
    stream = Chunked(padx(*[record()] * 2000).encode(), [])
    batches = list(read_assignments(stream, file_name="x"))
    # The header is looked for in the first MiB; what was read then comes out as one batch.
    assert len(batches) > 50
    assert [b.bytes_read for b in batches] == sorted(b.bytes_read for b in batches)
    assert sum(b.records for b in batches) == 2000
    assert [row[0] for b in batches for row in b.assignments] == list(range(1, 2001))


def indented(text: str, newline: str) -> str:
    """The same file with every element on a line of its own."""
    start = text.index(OPEN[:20])
    depth, parts = 0, []
    for before, tag in re.findall(r"([^<]*)(<[^>]+>)", text[start:]):
        closing = tag.startswith("</")
        depth -= closing
        if before.strip() or (closing and parts and not parts[-1].strip().startswith("</")):
            parts.append(before if before.strip() else "")
        else:
            parts.append(newline + "  " * depth)
        parts.append(tag)
        depth += not closing and not tag.endswith("/>")
    return text[:start] + "".join(parts).lstrip()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_indented_layout_gives_the_same_rows(newline: str) -> None:
    compact = padx(*VARIED[:-1])  # blanks inside a title's markup are text
    pretty = indented(compact, newline)
    assert pretty.count(newline) > 100
    assert read(pretty).rows() == read(compact).rows()
    assert [(r.record_no, r.reason) for r in read(pretty).rejected] == [(4, "frame-no is '99999', more than 9999")]


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 3000), min_size=1, max_size=8),
    batch=st.integers(1, 6000),
    picks=st.lists(st.sampled_from(VARIED), min_size=1, max_size=8),
)
def test_any_pieces_and_any_batches_give_the_same_rows(sizes: list[int], batch: int, picks: list[str]) -> None:
    data = padx(*picks).encode()
    expected = read(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment_stream, "BATCH_BYTES", batch)
        patch.setattr(assignment_stream, "MAX_HEAD_BYTES", len((PROLOG + OPEN).encode()))
        got = read(data, sizes)
    assert got == expected


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_file_cut_anywhere_never_ends_well(data: st.DataObject) -> None:
    whole = padx(*VARIED).strip().encode()
    at = data.draw(st.integers(0, len(whole) - 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment_stream, "BATCH_BYTES", data.draw(st.integers(1, 4000)))
        error = refused(whole[:at])
    assert error.reason.startswith(("ends early", "is empty")) or at < len(PROLOG), error


def test_a_file_cut_at_any_byte_of_its_envelope_ends_early() -> None:
    whole = padx(record()).strip().encode()
    for at in [*range(4, whole.index(b"<assignment-record>")), *range(len(whole) - 80, len(whole))]:
        error = refused(whole[:at])
        assert error.reason.startswith("ends early"), (at, error)
        assert "byte" in (error.position or "")
