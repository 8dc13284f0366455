"""The envelope of a CPC master file in XML: its namespaces, its layouts, and what fails the file as a whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patentrack.sources import cpc_stream
from patentrack.sources.cpc import read_cpc_xml
from support.cpc_files import (
    CLOSE,
    FILE,
    NAMESPACES,
    OPEN,
    Document,
    Symbol,
    changed,
    read_all,
    refused,
    xml,
    xml_record,
)
from support.padx_text import Chunked

RECORDS = [
    xml_record(),
    xml_record(Document("D662395", "S1", None, "2016-07-26", (Symbol(position="F"), Symbol(), Symbol()))),
    xml_record(Document("9400002", symbols=())),
]


def indented(text: str, newline: str) -> str:
    """The same file with every element on a line of its own."""
    start = text.index("<uspat:CPCMasterClassificationRecord>")
    depth, parts = 0, []
    for before, element in re.findall(r"([^<]*)(<[^>]+>)", text[start:]):
        closing = element.startswith("</")
        depth -= closing
        if before.strip():
            parts.append(before)
        elif not (closing and parts and not parts[-1].startswith(("</", newline))):
            parts.append(newline + "  " * depth)
        parts.append(element)
        depth += not closing
    return text[:start] + "".join(parts).lstrip()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_layout_does_not_change_the_rows(newline: str) -> None:
    compact = xml(*RECORDS)
    pretty = indented(compact, newline)
    assert pretty.count(newline) > 100
    assert read_all(pretty) == read_all(compact)
    assert read_all(compact.replace("\n", " ")) == read_all(compact)
    assert len(read_all(compact).rows) == 5


def renamed(text: str, prefixes: dict[str, str]) -> str:
    for old, new in prefixes.items():
        text = re.sub(rf"(</?|[ \n]){old}:", rf"\1{new}:" if new else r"\1", text)
        text = text.replace(f"xmlns:{old}=", f"xmlns:{new}=" if new else "xmlns=")
    return text


@pytest.mark.parametrize(
    "prefixes",
    [
        {"uspat": "us"},
        {"com": "ns1", "pat": "ns2", "uspat": "ns3"},
        {"uspat": "", "pat": "p.a-t_1"},
        {"pat": ""},
        {"com": "x", "pat": "com", "x": "pat"},
    ],
)
def test_any_prefixes_give_the_same_rows(prefixes: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpc_stream, "MAX_HEAD_BYTES", 1000)
    monkeypatch.setattr(cpc_stream, "BATCH_BYTES", 4000)
    # Cut between its records under any prefix, or it would be one record too long.
    monkeypatch.setattr(cpc_stream, "MAX_RECORD_BYTES", 8000)
    text = renamed(xml(*RECORDS * 10), prefixes)
    assert "uspat:" not in text or "uspat" not in prefixes
    assert read_all(text) == read_all(xml(*RECORDS * 10))


def test_prefixes_may_be_declared_where_they_are_used() -> None:
    text = xml_record().replace("<pat:CPCClassificationBag>", f'<q:CPCClassificationBag xmlns:q="{NAMESPACES["pat"]}">')
    text = text.replace("</pat:CPCClassificationBag>", "</q:CPCClassificationBag>")
    text = text.replace("uspat:CPCMasterClassificationRecord>", "u:CPCMasterClassificationRecord>")
    text = text.replace("<u:", f'<u:CPCMasterClassificationRecord xmlns:u="{NAMESPACES["uspat"]}">', 1)
    text = text.replace(">CPCMasterClassificationRecord>", ">", 1)
    assert read_all(xml(RECORDS[1], text, RECORDS[2])).rows == read_all(xml(RECORDS[1], xml_record())).rows


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">9400000<", "><![CDATA[9400000]]><"),
        (">9400000<", ">94<!-- x -->00<![CDATA[00]]>0<"),
        (">9400000<", ">\n  9400000\t<"),
        (">703<", ">&#55;0<?x y?>3<"),
        (">703<", "> 703\n<"),
        (">04<", "><![CDATA[04]]><"),
        ("pat:Subclass>", "pat:Subclass >"),
        ("<pat:MainCPC>", "<pat:MainCPC><!-- main -->"),
        ("<pat:MainCPC>", '<pat:MainCPC com:id="m1">'),
    ],
)
def test_spelling_of_the_xml_does_not_change_the_rows(old: str, new: str) -> None:
    result = read_all(xml(changed(old, new)))
    assert result == read_all(xml(xml_record()))
    assert len(result.rows) == 2


def test_a_symbol_keeps_text_that_xml_must_escape() -> None:
    [rejected] = read_all(xml(changed(">703<", ">&lt;&amp;<"))).rejected
    assert rejected.reason == "symbol 1: sub_group is '<&', not two to six digits"


@pytest.mark.parametrize("text", [OPEN + CLOSE, OPEN[:-2] + "/>\n", OPEN + "<!-- none -->" + CLOSE])
def test_a_file_without_records_is_read(text: str) -> None:
    assert read_all(text).records == 0


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_empty_record_is_a_record(place: int) -> None:
    records = [xml_record(), xml_record()]
    records.insert(place, "<uspat:CPCMasterClassificationRecord/>\n")
    result = read_all(xml(*records))
    assert result.records == 3
    [rejected] = result.rejected
    assert rejected.record_no == place + 1
    assert rejected.position == f"line {8 + place}"
    assert rejected.reason == "PatentGrantIdentification is missing"


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (xml_record() + "<uspat:Note/>" + xml_record(), r"holds \{patent:uspto:doc:us:gov\}Note where"),
        (xml_record() + "<Note/>", "holds Note where"),
        (xml_record() + "stray" + xml_record(), "holds text between its records: 'stray'"),
        (xml_record() + "stray", "holds text between its records: 'stray'"),
        ("stray" + xml_record(), "holds text between its records: 'stray'"),
        (CLOSE + OPEN + xml_record(), "is not well-formed XML"),
        (xml_record() + CLOSE + OPEN + xml_record(), "is not well-formed XML"),
        (xml_record() + CLOSE, "is not well-formed XML"),
        (xml_record() + "&x;", "is not well-formed XML: Entity 'x' not defined"),
        (changed(">703<", ">&nbsp;<"), "is not well-formed XML: Entity 'nbsp' not defined"),
        ("<!-- " + xml_record() + " -->", "is not well-formed XML"),
        ("<![CDATA[" + xml_record() + "]]>", "is not well-formed XML"),
        (xml_record().replace("uspat:", "other:"), "is not well-formed XML: Namespace prefix other"),
        (xml_record().replace("uspat:", "com:"), r"holds \{http://www.wipo.int/.*Record where"),
        (changed("</pat:Subclass>", ""), "is not well-formed XML: Opening and ending tag mismatch"),
        (changed(">703<", ">70\x003<"), "is not well-formed XML"),
    ],
)
def test_anything_but_records_between_them_fails_the_file(inside: str, reason: str) -> None:
    assert re.match(reason, refused(OPEN + inside + CLOSE).reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("not xml at all", "is not an XML file"),
        ("PK\x03\x04zip", "is not an XML file"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "is an HTML page, not a CPC master file"),
        ("<us-patent-grant/>", "has the root element us-patent-grant, not {patent:uspto:doc:us:gov}CPCMaster"),
        ("<CPCMasterClassificationFile/>", "has the root element CPCMasterClassificationFile, not {patent:"),
        (
            xml(xml_record()).replace("patent:uspto:doc:us:gov", "urn:us:gov:doc:uspto:patent"),
            "has the root element {urn:us:gov:doc:uspto:patent}CPCMasterClassificationFile, not",
        ),
        (OPEN[:100], "ends early|is not well-formed"),
        (OPEN, "ends early: </uspat:CPCMasterClassificationFile> is missing"),
        (OPEN + xml_record(), "ends early: </uspat:CPCMasterClassificationFile> is missing"),
        (xml(xml_record()) + "garbage", "is not well-formed XML: Extra content"),
        (xml(xml_record()) + xml(xml_record()), "is not well-formed XML"),
        (xml(xml_record()) + "\x00", "is not well-formed XML"),
        (OPEN[:-2] + "/>" + xml_record(), "is not well-formed XML: Extra content"),
    ],
)
def test_what_is_no_cpc_master_file_is_refused(text: str, reason: str) -> None:
    assert re.match(re.sub(r"[{}]", r"\\\g<0>", reason), refused(text).reason), refused(text).reason


def test_a_comment_may_follow_the_root() -> None:
    assert read_all(xml(xml_record()) + "<!-- fine -->").records == 1


def test_a_record_that_is_not_well_formed_is_located_in_the_whole_file() -> None:
    before = OPEN + xml_record() * 5
    bad = changed("</pat:MainGroup>", "</pat:MainCroup>", Document(symbols=(Symbol(position="F"),)))
    error = refused(before + bad + CLOSE)
    found = re.fullmatch(r"line 13, byte (\d+)", error.position or "")
    assert found, error
    assert abs(int(found.group(1)) - len(before + bad[: bad.index("</pat:MainCroup>")])) < 25


def test_a_rejected_record_is_located_in_the_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpc_stream, "BATCH_BYTES", 3000)
    records = [xml_record()] * 20
    records[13] = "\n\n" + changed(">703<", ">x<")
    [rejected] = read_all(xml(*records)).rejected
    assert (rejected.record_no, rejected.position) == (14, "line 23")


def test_a_record_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpc_stream, "MAX_RECORD_BYTES", 500_000)
    giant = changed(">703<", ">" + "7" * 2_000_000 + "<")
    monkeypatch.setattr(cpc_stream, "BATCH_BYTES", 100_000)
    assert refused(xml(xml_record(), giant)).reason == "has a record of more than 500000 bytes"


@settings(max_examples=100)
@given(data=st.data())
def test_a_file_cut_anywhere_never_ends_well(data: st.DataObject) -> None:
    whole = xml(*RECORDS).strip().encode()
    at = data.draw(st.integers(0, len(whole) - 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cpc_stream, "BATCH_BYTES", data.draw(st.integers(1, 4000)))
        error = refused(whole[:at])
    assert error.reason.startswith("ends early" if at else "is empty"), error


def test_rows_before_the_damage_are_given_and_then_the_file_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpc_stream, "BATCH_BYTES", 1000)
    monkeypatch.setattr(cpc_stream, "MAX_HEAD_BYTES", 1000)
    monkeypatch.setattr("patentrack.sources.cpc_xml.BATCH_RECORDS", 1)
    cut = xml(*[xml_record()] * 5)[:-100].encode()
    batches = read_cpc_xml(Chunked(cut, []), file_name=FILE, table="patent_cpc")
    assert next(iter(batches)).records >= 1
    with pytest.raises(Exception, match="ends early"):
        list(batches)
