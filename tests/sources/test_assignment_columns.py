"""Reading a valid record by position gives the rows of the walk, or leaves the record to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from lxml import etree

from patentrack.sources.assignment_columns import read_columns
from patentrack.sources.assignment_dtd import compiled_dtd
from patentrack.sources.assignment_rows import Dates, Rows
from patentrack.sources.assignment_walk import walk_record
from support.padx_text import PROPERTY, TITLE, X0, changed, doc, padx, read, record

DTD = compiled_dtd()


def mostly(usual: st.SearchStrategy[str], rare: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """One value in twenty is rare: a record has dozens, and a single one can send it to the walk."""
    return st.integers(1, 20).flatmap(lambda chance: rare if chance == 13 else usual)


TEXT = mostly(
    st.text(st.sampled_from("AB &<>\n\t\u00a0\u2003\u00dc\"'"), max_size=8),
    st.sampled_from(["Y" * 500, "Y" * 501, "Y " * 251, "Y" * 16_000, "Y" * 16_001]),
)
CODE = st.sampled_from(["US", "IB", " US", "", "B" * 20, "B" * 21, "U S"])
DATE = mostly(st.sampled_from(["20150714", " 20150714\n", ""]), st.sampled_from(["00010101", "2015JULY"]))
NUMBER = st.sampled_from(
    ["11726014", "20130267033", "9081044", "D662395", "DM/083456", "", "7&8", "9 1", " 9", "9" * 40, "9" * 41]
)
KIND = st.sampled_from(["X0", "A1", "B2", "P1", "S1", "Z9", "", " B1", "B" * 21])
GRANT = mostly(st.sampled_from(["9081044", " 9 1", "D/1", "9" * 40]), st.just("9" * 41))
SPACE = st.sampled_from(["", "", "\n  "])


@st.composite
def optional(draw: st.DrawFn, name: str, content: st.SearchStrategy[str], tag: str = "") -> str:
    if draw(st.booleans()):
        return ""
    text = escape(draw(content))
    return f"<{name}><{tag}>{text}</{tag}></{name}>" if tag else f"<{name}>{text}</{name}>"


@st.composite
def party_names(draw: st.DrawFn) -> str:
    name_type = draw(st.sampled_from(["", ' name-type="legal"', ' name-type="natural"']))
    return f"<name{name_type}>A{escape(draw(TEXT))}</name>"


@st.composite
def assignors(draw: st.DrawFn) -> str:
    name, executed = draw(party_names()), draw(optional("execution-date", DATE, "date"))
    acknowledged = draw(optional("date-acknowledged", DATE, "date"))
    return f"<patent-assignor>{name}{executed}{acknowledged}</patent-assignor>"


@st.composite
def assignees(draw: st.DrawFn) -> str:
    names = ("address-1", "address-2", "city", "state", "country-name", "postcode")
    rest = "".join(draw(optional(name, TEXT)) for name in names)
    return f"<patent-assignee>{draw(party_names())}{draw(SPACE)}{rest}</patent-assignee>"


@st.composite
def documents(draw: st.DrawFn) -> str:
    country, number = escape(draw(CODE)), escape(draw(NUMBER))
    rest = draw(optional("kind", KIND)) + draw(optional("name", TEXT)) + draw(optional("date", DATE))
    return (
        f"<document-id>{draw(SPACE)}<country>{country}</country><doc-number>{number}</doc-number>{rest}</document-id>"
    )


@st.composite
def plain_documents(draw: st.DrawFn) -> str:
    """Numbers that find columns of their own, kind and date of each there or not."""
    numbers = [("11726014", "X0"), ("20130267033", "A1"), (draw(GRANT), "B2"), ("DM/083456", "")]
    chosen = draw(st.lists(st.sampled_from(numbers), unique=True, max_size=4))
    date = mostly(st.just("20150714"), st.just(""))
    return "".join(doc(number, kind, draw(date)) for number, kind in chosen)


@st.composite
def properties(draw: st.DrawFn) -> str:
    title = escape(draw(TEXT))
    if draw(st.booleans()):
        title = f"<b>B<u>U</u></b> {title} H<sub>2</sub>O"
    lang = draw(mostly(st.sampled_from(["en", " fr ", ""]), st.sampled_from(["L" * 20, "L" * 21])))
    shown = draw(mostly(st.just(f'<invention-title lang="{lang}">{title}</invention-title>'), st.just("")))
    numbers: str = draw(mostly(plain_documents(), st.lists(documents(), max_size=4).map("".join)))
    return f"<patent-property>{numbers}{draw(SPACE)}{shown}</patent-property>"


@st.composite
def records(draw: st.DrawFn) -> str:
    reel = draw(mostly(st.sampled_from(["41576", "999999"]), st.sampled_from(["0041576", "1000000", " 7", "X"])))
    frame = draw(mostly(st.sampled_from(["1", "0001", "9999"]), st.sampled_from(["10000", " 1"])))
    purge = draw(mostly(st.sampled_from(["N", "Y"]), st.sampled_from(["", " Y", "X"])))
    counts = mostly(st.sampled_from(["4", "9" * 9]), st.sampled_from(["", " 4", "X", "9" * 10]))
    lines = "".join(draw(optional(f"address-{number}", TEXT)) for number in (1, 2, 3, 4))
    head = (
        f"<reel-no>{reel}</reel-no>{draw(SPACE)}<frame-no>{frame}</frame-no>"
        f"<last-update-date><date>{draw(DATE)}</date></last-update-date>"
        f"<purge-indicator>{purge}</purge-indicator>"
        f"<recorded-date>{draw(SPACE)}<date>{draw(DATE)}</date></recorded-date>"
        f"{draw(optional('page-count', counts))}"
        f"<correspondent><name>{escape(draw(TEXT))}</name>{lines}</correspondent>"
        f"<conveyance-text>{escape(draw(TEXT))}</conveyance-text>"
    )
    return record(
        head,
        assignors="".join(draw(st.lists(assignors(), min_size=1, max_size=3))),
        assignees="".join(draw(st.lists(assignees(), min_size=1, max_size=2))),
        properties="".join(draw(st.lists(properties(), min_size=1, max_size=3))),
    )


@settings(max_examples=400, deadline=None)
@given(records())
def test_both_ways_read_the_same_from_a_valid_record(text: str) -> None:
    element = etree.fromstring(text)
    assert DTD.validate(element), DTD.error_log
    by_column, by_walk, dates = Rows(), Rows(), Dates()
    if not read_columns(element, 1, by_column, dates):
        event("left to the walk")
        assert by_column == Rows()
        return
    event("read by position")
    assert walk_record(element, 1, by_walk, dates) == 0
    assert by_column == by_walk


@pytest.mark.parametrize(
    "text",
    [
        record(),
        changed("YAHOO! INC.", "YAHOO!\n  INC. "),
        changed("DETECTION CELL", "<b>DETECTION</b> CE<sup>LL</sup>"),
        changed(TITLE, ""),
        changed("<date>20131010</date>", ""),
        changed("<kind>B2</kind>", ""),
        changed("<kind>B2</kind>", "<kind>B2</kind><name>DOE</name>"),
        changed("<date>20150715</date></execution-date>", "<date/></execution-date>"),
        changed("</execution-date>", "</execution-date><date-acknowledged><date/></date-acknowledged>"),
        changed("<page-count>4</page-count>", ""),
        record(properties=f"<patent-property>{X0}{doc('DM/083456', country='IB')}</patent-property>" + PROPERTY),
        record(properties="<patent-property/>" + PROPERTY + f"<patent-property>{TITLE}</patent-property>"),
    ],
)
def test_an_ordinary_record_is_not_walked(text: str) -> None:
    by_column, by_walk, dates = Rows(), Rows(), Dates()
    element = etree.fromstring(text)
    assert DTD.validate(element), DTD.error_log
    assert read_columns(element, 7, by_column, dates)
    walk_record(element, 7, by_walk, dates)
    assert by_column == by_walk


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("YAHOO! INC.", "Y" * 501),
        ("CALIFORNIA", "Y" * 501),
        ("DETECTION CELL", "Y" * 16_001),
        ("ASSIGNMENT OF ASSIGNORS", "Y" * 16_001),
        ("9081044", "9" * 41),
        ("<kind>B2", "<kind>" + "B" * 21),
        ('lang="en"', f'lang="{"e" * 21}"'),
        ("D&#220;RR, J.", "\u00a0"),
        ("20150715", "00010101"),
    ],
)
def test_what_the_walk_must_judge_is_left_to_it(old: str, new: str) -> None:
    rows = Rows()
    assert not read_columns(etree.fromstring(changed(old, new)), 1, rows, Dates())
    assert rows == Rows()


# Valid by a lenient reading of the DTD, or nearly so.
INVALID = [
    ("<city>", "<town>X</town><city>"),
    ("<city>", "STRAY<city>"),
    ("<city>", "\u00a0<city>"),
    ("<city>SUNNYVALE</city>", '<a:city xmlns:a="urn:a">SUNNYVALE</a:city>'),
    ("<city>SUNNYVALE</city>", '<city xmlns="urn:a">SUNNYVALE</city>'),
    ("<kind>B2</kind>", "<kind>B2</kind><kind>B3</kind>"),
    ("<kind>B2</kind><date>20150714</date>", "<date>20150714</date><kind>B2</kind>"),
    (TITLE, TITLE * 2),
    (' lang="en"', ""),
    ('name-type="legal"', 'name-type="other"'),
    ('name-type="legal"', 'name-type=" legal"'),
    ("<frame-no>1</frame-no>", ""),
    ("<date>20150724</date>", ""),
    ("DETECTION CELL", "<b>DETECTION <sup>CELL</sup></b>"),
]


@pytest.mark.parametrize(("old", "new"), INVALID)
def test_a_record_that_is_not_valid_is_walked_and_its_neighbours_are_not(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked: list[int] = []

    def noted(element: etree._Element, record_no: int, *rest: Any) -> int:
        walked.append(record_no)
        return walk_record(element, record_no, *rest)

    monkeypatch.setattr("patentrack.sources.assignments.walk_record", noted)
    odd = changed(old, new)
    result = read(padx(record(), odd, record()))
    assert walked == [2]
    rejected = [reject.record_no for reject in result.rejected]
    assert rejected in ([], [2])
    assert [row[0] for row in result.documentids] == [number for number in (1, 2, 3) if number not in rejected]


def test_an_element_of_the_xml_namespace_is_not_taken_for_one_of_the_format() -> None:
    result = read(padx(changed("<city>SUNNYVALE</city>", "<xml:city>SUNNYVALE</xml:city>"), record()))
    [reject] = result.rejected
    assert (reject.record_no, "city, which the format does not know" in reject.reason) == (1, True)


def test_ids_in_titles_change_no_row() -> None:
    one, two = (changed('<invention-title lang="en">', f'<invention-title id="T{n}" lang="en">') for n in "12")
    plain = read(padx(record(), record(), record())).rows()
    assert read(padx(one, two, record())).rows() == plain
    # By the DTD an ID stands once in a document; across records that is no fault of the record.
    assert read(padx(one, one, one)).rows() == plain


@pytest.mark.real_data
def test_every_real_record_is_read_by_position(real_data: Path) -> None:
    tree = etree.parse(real_data / "assignments" / "ad20150727.xml")
    by_column, by_walk, dates = Rows(), Rows(), Dates()
    for number, element in enumerate(tree.iter("patent-assignment"), 1):
        assert DTD.validate(element)
        assert read_columns(element, number, by_column, dates)
        walk_record(element, number, by_walk, dates)
    assert by_column == by_walk
