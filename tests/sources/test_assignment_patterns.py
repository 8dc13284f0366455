"""The fast way through an everyday record gives the rows of the walk, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from patentrack.sources.assignment_patterns import match_record
from patentrack.sources.assignment_rows import Dates, Rows
from patentrack.sources.assignment_walk import walk_record
from support.padx_text import ASSIGNOR, PROPERTY, doc, record

NAMES = st.text(st.sampled_from("AB &<>\n\u00a0\u2003\u00dc\"'"), max_size=8)


@settings(max_examples=200, deadline=None)
@given(
    names=st.lists(NAMES, min_size=1, max_size=3),
    title=NAMES,
    numbers=st.lists(
        st.tuples(
            st.sampled_from(["US", "IB", " US"]),
            st.sampled_from(["11726014", "20130267033", "9081044", "DM/083456", "", "7&8", "9 1"]),
            st.sampled_from(["X0", "A1", "B2", "P1", "S1", "Z9", ""]),
            st.sampled_from(["20150714", "00010101", ""]),
        ),
        max_size=4,
    ),
)
def test_the_pattern_and_the_walk_read_the_same(
    names: list[str], title: str, numbers: list[tuple[str, str, str, str]]
) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    documents = "".join(doc(escaped(n), k, d, c) for c, n, k, d in numbers)
    shown_title = f'<invention-title lang="en">{escaped(title)}</invention-title>'
    element = etree.fromstring(
        record(
            assignors="".join(ASSIGNOR.replace("D&#220;RR, J.", escaped(name)) for name in names),
            properties=PROPERTY + f"<patent-property>{documents}{shown_title}</patent-property>",
        )
    )
    by_pattern, by_walk, dates = Rows(), Rows(), Dates()
    text = etree.tostring(element, encoding="utf-8").decode()
    if match_record(text, 1, by_pattern, dates):
        assert walk_record(element, 1, by_walk, dates) == 0
        assert by_pattern == by_walk
    else:
        assert by_pattern == Rows()


def test_the_everyday_record_takes_the_fast_way() -> None:
    assert match_record(record().strip().replace("&#220;", "\u00dc"), 1, Rows(), Dates())


@pytest.mark.real_data
def test_pattern_and_walk_agree_on_every_real_record(real_data: Path) -> None:
    tree = etree.parse(real_data / "assignments" / "ad20150727.xml")
    by_pattern, by_walk, dates = Rows(), Rows(), Dates()
    for number, element in enumerate(tree.iter("patent-assignment"), 1):
        assert match_record(
            etree.tostring(element, encoding="utf-8", with_tail=False).decode(), number, by_pattern, dates
        )
        walk_record(element, number, by_walk, dates)
    assert by_pattern == by_walk
