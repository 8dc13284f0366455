"""A red book file as documents: where it is cut, and what fails the file as a whole."""

from __future__ import annotations

import re
import socket
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patentrack.sources import bibliographic_documents
from patentrack.sources.bibliographic_documents import read_documents
from support.padx_text import Chunked
from support.red_book import grant, read, read_one, refused, rejection, sequences

SMALL = grant(citations="", related="", parties="", assignees="", priority="")
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

LINES = SMALL.count("\n")

# Documents that are hard to tell apart, each with the text of a declaration in it or strange ends.
VARIED = [
    SMALL,
    SMALL.rstrip("\n"),
    sequences(),
    grant("<p>" + "x" * 300 + "</p>", citations=""),
    SMALL + f"<!-- {DECLARATION} -->\n",
    SMALL.replace("<us-bib", f"<?note {DECLARATION} ?><!-- a --><us-bib", 1),
    grant(f"<p><![CDATA[{SMALL}]]></p>", citations=""),
    grant(f"<!-- <![CDATA[ <?x {DECLARATION} --><p><![CDATA[<!-- {DECLARATION} ?>]]></p>", citations=""),
    grant("<?xml-stylesheet href='x'?><p>&#60;?xml version</p>", citations=""),
    SMALL.replace("</us-patent-grant>", "</us-patent-grant  >\n<!-- end --><?end?>"),
    SMALL.replace(" [ ]>", " >").replace("\n", "\r\n"),
    SMALL.replace(DECLARATION, "<?xml\tversion='1.0'?>"),
]


def pieces(data: bytes, sizes: list[int] | None = None) -> list[bytes]:
    return [document.data for document in read_documents(Chunked(data, sizes or []), "x.xml")]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(VARIED), min_size=1, max_size=5),
    st.lists(st.integers(1, 900), min_size=1, max_size=6),
)
def test_the_documents_come_back_whatever_the_reads(documents: list[str], sizes: list[int]) -> None:
    whole = [document.encode() for document in documents]
    assert pieces(b"".join(whole), sizes) == whole


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7])
def test_small_reads_make_the_same_rows(size: int) -> None:
    data = "".join(VARIED)
    result = read(data, [size])
    assert result.tables == read(data).tables
    assert (result.records, result.rejected) == (len(VARIED) - 1, [])
    assert result.bytes_read == len(data.encode())


def test_documents_know_where_they_stand() -> None:
    texts = ["\n \r\n" + SMALL, sequences(), SMALL]
    found = list(read_documents(Chunked("".join(texts).encode(), []), "x.xml"))
    assert [document.root for document in found] == ["us-patent-grant", "sequence-cwu", "us-patent-grant"]
    assert [document.first_line for document in found] == [
        3,
        1 + texts[0].count("\n"),
        1 + (texts[0] + texts[1]).count("\n"),
    ]
    assert [document.end_byte for document in found] == [
        len(texts[0]),
        len(texts[0] + texts[1]),
        len("".join(texts)),
    ]


def test_a_byte_order_mark_and_windows_lines_change_nothing() -> None:
    plain = read_one(grant())
    assert read_one("\ufeff" + grant()).tables == plain.tables
    assert read_one(grant().replace("\n", "\r\n")).tables == plain.tables
    assert read_one(grant().split("\n", 1)[1]).tables == plain.tables


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "UTF-8", "us-ascii"])
def test_each_document_has_its_own_encoding(encoding: str) -> None:
    title = "Z\u00fcrich" if encoding != "us-ascii" else "Zurich"
    named = grant(title=f"<invention-title>{title}</invention-title>").replace('"UTF-8"', f'"{encoding}"')
    result = read(grant().encode() + named.encode(encoding) + grant().encode())
    assert result.rejected == []
    assert result.values("document", "title")[1] == title


def test_bytes_that_are_not_of_the_encoding_reject_the_document() -> None:
    wrong = grant(title="<invention-title>Z\u00fcrich</invention-title>").encode("latin-1")
    [rejected] = read(grant().encode() + wrong).rejected
    assert rejected.reason.startswith("is not well-formed XML: ")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        (" \n ", "is not an XML file"),
        ("WKU  061234567", "is not an XML file, its first text is b'WKU"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "is an HTML page, not a bibliographic file"),
        ("<HTML>", "is an HTML page"),
        (SMALL.encode("utf-16"), "is in UTF-16"),
        (SMALL.replace("UTF-8", "utf-7"), "declares the encoding 'utf-7'"),
        (DECLARATION, "ends early: the document at line 1 has no root element"),
        (DECLARATION + "\n<!DOCTYPE us-patent-gr", "ends early: the document at line 1 has no root element"),
        (SMALL[:-10], "ends early: </us-patent-grant> of the document at line 1 is missing"),
        (SMALL + "<?xml", "ends early: the XML declaration of its next document is cut"),
        (SMALL + "<", "ends early: the XML declaration of its next document is cut"),
        (SMALL + "<?xml version=", f"ends early: the document at line {LINES + 1} has no root element"),
        (SMALL + sequences()[:-5], f"ends early: </sequence-cwu> of the document at line {LINES + 1} is missing"),
        (SMALL + "<html>Expired</html>", "goes on behind its last document with b'<html>Expired"),
        (SMALL + "\x00\x00", "goes on behind its last document"),
    ],
)
def test_what_is_no_whole_red_book_file_is_refused(text: str | bytes, reason: str) -> None:
    found = refused(text).reason
    assert re.match(reason, found), found


def test_a_cut_at_any_byte_fails_the_file_or_loses_nothing_before_it() -> None:
    data = (SMALL + SMALL).encode()
    first = len(SMALL)
    for end in [*range(1, 60), *range(first - 30, first + 60), *range(2 * first - 30, 2 * first - 1)]:
        if end in {first - 1, first}:
            assert read(data[:end]).records == 1
            continue
        assert "early" in refused(data[:end]).reason


def test_the_error_says_where() -> None:
    error = refused(SMALL * 3 + SMALL[:400])
    lines = (SMALL * 3 + SMALL[:400]).count("\n")
    assert error.position == f"line {lines + 1}, byte {3 * len(SMALL) + 400}"
    assert "Download the file again" in str(error)


def test_a_document_cut_in_the_middle_of_a_file_is_rejected() -> None:
    result = read(SMALL + SMALL[:-30] + SMALL + SMALL.replace("</us-patent-grant>", "</us-patent-grant>x") + SMALL)
    assert [(record.record_no, record.reason) for record in result.rejected] == [
        (2, "does not end with </us-patent-grant>"),
        (4, "does not end with </us-patent-grant>"),
    ]
    assert result.values("document", "record_no") == [1, 3, 5]


@pytest.mark.parametrize("missing", [1, 2])
def test_a_document_without_declaration_is_not_lost_in_the_one_before_it(missing: int) -> None:
    result = read(SMALL + SMALL + SMALL.split("\n", missing)[missing] + SMALL)
    [rejected] = result.rejected
    assert (result.records, rejected.record_no) == (3, 2)
    assert rejected.reason.startswith("is not well-formed XML: ")
    assert rejected.raw_text.count("</us-patent-grant>") == 2


@pytest.mark.parametrize(("opening", "closing"), [("<!--", "-->"), ("<![CDATA[", "]]>")])
def test_markup_that_swallows_documents_fails_the_file(opening: str, closing: str) -> None:
    open_ended = grant(f"<p>{opening}</p>", citations="")
    closed_later = SMALL.replace("<us-term", f"{opening} x {closing}<us-term", 1)
    for text in (open_ended + SMALL + SMALL, open_ended + SMALL + closed_later + SMALL):
        error = refused(SMALL + text)
        assert error.reason.endswith("holds another XML declaration: where the next document starts is unknown")
        assert error.position == f"document at line {LINES + 1}"


def test_the_end_of_the_front_page_in_a_comment_is_not_its_end() -> None:
    title = "<!-- </us-bibliographic-data-grant> --><invention-title>T</invention-title>"
    assert read_one(grant(title=title)).one("document")["title"] == "T"


ATTACKS = {
    "laughs": '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">',
    "file": '<!ENTITY c SYSTEM "file:///etc/hostname">',
    "parameter": '<!ENTITY % d SYSTEM "http://127.0.0.1:{port}/x.dtd"> %d;',
    "attribute": '<!ATTLIST invention-title lang CDATA "xx">',
    "brackets": '<!ENTITY c "]>">',
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_the_doctype_declares_is_never_used(attack: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        subset = ATTACKS[attack].replace("{port}", str(server.getsockname()[1]))
        bad = grant(title="<invention-title>&c;</invention-title>").replace("[ ]", f"[ {subset} ]")
        [rejected] = read(SMALL + bad + SMALL).rejected
        assert re.match("declares markup or entities in its DOCTYPE|has no root element", rejected.reason)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_an_external_dtd_is_not_fetched(tmp_path: Path) -> None:
    dtd = tmp_path / "red-book.dtd"
    dtd.write_text('<!ENTITY c "from the DTD"><!ATTLIST application-reference appl-type CDATA "evil">')
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        for place in (dtd.as_uri(), str(dtd), f"http://127.0.0.1:{server.getsockname()[1]}/red-book.dtd"):
            text = grant().replace("us-patent-grant-v45-2014-04-03.dtd", place)
            assert read_one(text).tables == read_one(grant()).tables
            assert "Entity 'c' not defined" in rejection(text.replace("<i>E. coli", "<i>&c;"))
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    "text",
    [
        SMALL + "<!-- -->" * 40_000 + "x",
        DECLARATION + "<!-- a -->" * 40_000 + "<!DOCTYPE",
        SMALL.replace("<us-bib", "<!--" + DECLARATION * 20_000 + "--><us-bib", 1) + "x",
        SMALL + "<!--" + DECLARATION * 20_000,
        DECLARATION + "<?" * 40_000,
    ],
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    before = time.process_time()
    refused(text)
    assert time.process_time() - before < 3


def test_a_document_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibliographic_documents, "MAX_DOCUMENT_BYTES", 3_000_000)
    error = refused(SMALL + grant("<p>" + "x" * 9_000_000 + "</p>"))
    assert error.reason == "has a document of more than 3000000 bytes"
    assert error.position == f"byte {len(SMALL)}"


def test_memory_is_that_of_a_document() -> None:
    one = SMALL.encode()
    many = one * ((2 << 20) // len(one))

    class Long:
        """The same document twenty thousand times."""

        at = 0

        def read(self, size: int, /) -> bytes:
            start = self.at % len(one)
            piece = many[start : start + min(size, 20_000 * len(one) - self.at)]
            self.at += len(piece)
            return piece

    tracemalloc.start()
    try:
        count = sum(document.data == one for document in read_documents(Long(), "x.xml"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak < 8 << 20
