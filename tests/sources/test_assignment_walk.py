"""Records that are left out, each with its reason, while the rest of the file is read."""

from __future__ import annotations

import pytest

from support.padx_text import (
    ASSIGNEE,
    ASSIGNOR,
    HEAD,
    OPEN,
    PROLOG,
    PROPERTY,
    TITLE,
    changed,
    padx,
    read,
    record,
)

REJECTS = [
    ("<reel-no>41576</reel-no>", "", "reel-no is missing"),
    ("<reel-no>41576<", "<reel-no> <", "reel-no is missing"),
    ("<reel-no>41576<", "<reel-no>4157B<", "reel-no is '4157B', not a number"),
    ("<reel-no>41576<", "<reel-no>-1<", "reel-no is '-1', not a number"),
    ("<reel-no>41576<", "<reel-no>\u0664\u0661<", "reel-no is '\u0664\u0661', not a number"),
    ("<reel-no>41576<", "<reel-no>1000000<", "reel-no is '1000000', more than 999999"),
    ("<reel-no>41576<", f"<reel-no>{'9' * 9000}<", "reel-no is '9999"),
    ("<frame-no>1</frame-no>", "", "frame-no is missing"),
    ("<frame-no>1<", "<frame-no>10000<", "frame-no is '10000', more than 9999"),
    ("<frame-no>1<", "<frame-no>1.5<", "frame-no is '1.5', not a number"),
    ("<purge-indicator>N<", "<purge-indicator>YES<", "purge-indicator is 'YES', neither Y nor N"),
    (f"<assignment-record>{HEAD}</assignment-record>", "", "assignment-record is missing"),
    (HEAD, "", "assignment-record is empty"),
    (f"<patent-assignors>{ASSIGNOR}</patent-assignors>", "", "patent-assignors is missing"),
    (ASSIGNOR, "", "patent-assignors is empty"),
    (f"<patent-assignees>{ASSIGNEE}</patent-assignees>", "", "patent-assignees is missing"),
    (ASSIGNEE, " ", "patent-assignees is empty"),
    (f"<patent-properties>{PROPERTY}</patent-properties>", "", "patent-properties is missing"),
    (PROPERTY, "", "patent-properties is empty"),
    ("<name>D&#220;RR, J.</name>", "", "a patent-assignor has no name"),
    ("D&#220;RR, J.", " \u00a0 ", "a patent-assignor has an empty name"),
    ("YAHOO! INC.", "", "a patent-assignee has an empty name"),
    ("<city>", "<town>X</town><city>", "patent-assignee holds town, which the format does not know there"),
    ("<city>", "<city>X</city><city>", "city is repeated in patent-assignee"),
    ("<state>", "STRAY<state>", "patent-assignee holds text outside its elements: 'STRAY'"),
    ("<reel-no>", "STRAY<reel-no>", "assignment-record holds text outside its elements: 'STRAY'"),
    (
        "<patent-property>",
        "STRAY<patent-property>",
        "patent-properties holds text outside its elements: 'STRAY'",
    ),
    (
        "</document-id><invention",
        "</document-id>STRAY<invention",
        "patent-property holds text outside its elements",
    ),
    ("YAHOO! INC.", "YAHOO! <b>INC.</b>", "name holds b, which the format does not know there"),
    ("<patent-property>", "<patent-thing/><patent-property>", "patent-properties holds patent-thing"),
    ("<patent-assignor>", "<patent-assignee/><patent-assignor>", "patent-assignors holds patent-assignee"),
    ("<patent-assignors>", "<note/><patent-assignors>", "patent-assignment holds note"),
    ("<page-count>", "<page-count>1</page-count><page-count>", "page-count is repeated in assignment-record"),
    ("<date>20150724<", "<date>1</date><date>2<", "date is repeated in recorded-date"),
    ("<date>20150724</date>", "<day>1</day>", "recorded-date holds day"),
    ("<date>20150724</date>", "20150724", "recorded-date holds text outside its elements: '20150724'"),
    ("<date>20150724</date>", "<date><b/></date>", "date holds b"),
    (TITLE, TITLE * 2, "invention-title is repeated in patent-property"),
    ("DETECTION CELL", "DETECTION <img/>", "invention-title holds img"),
    ("<doc-number>9081044<", "<doc-number>9</doc-number><doc-number>9081044<", "doc-number is repeated"),
    ("<kind>B2<", "<kinds/><kind>B2<", "document-id holds kinds"),
    ("YAHOO! INC.", "Y" * 501, "patent-assignee name has 501 characters, more than 500"),
    ("D&#220;RR, J.", "Y" * 501, "patent-assignor name has 501 characters, more than 500"),
    ("P.O. BOX 10395", "Y" * 501, "correspondent address-1 has 501 characters"),
    ("CALIFORNIA", "Y" * 501, "patent-assignee state has 501 characters"),
    ("9081044", "9" * 41, "document-id doc-number has 41 characters, more than 40"),
    ("<kind>B2<", f"<kind>{'B' * 21}<", "document-id kind has 21 characters, more than 20"),
    ('lang="en"', f'lang="{"e" * 21}"', "lang of invention-title has 21 characters, more than 20"),
    ('"legal"', f'"{"l" * 21}"', "name-type of a patent-assignee has 21 characters, more than 20"),
    ("DETECTION CELL <", "Y" * 16001 + "<", "invention-title has 16001 characters, more than 16000"),
    ("(SEE DOCUMENT FOR DETAILS).", "Y" * 16000, "conveyance-text has 160"),
]


@pytest.mark.parametrize(("old", "new", "reason"), REJECTS, ids=[f"{n}-{r[2][:40]}" for n, r in enumerate(REJECTS)])
def test_a_bad_record_is_kept_apart_with_its_reason_and_the_rest_is_read(old: str, new: str, reason: str) -> None:
    bad = changed(old.replace("DETECTION CELL <", "DETECTION CELL &lt;A&gt;<"), new)
    result = read(padx(record(), bad, record()))
    [reject] = result.rejected
    assert reject.reason.startswith(reason)
    assert reject.record_no == 2
    assert reject.position == f"line {(PROLOG + OPEN + record()).count(chr(10)) + 1}"
    assert reject.raw_text.startswith("<patent-assignment>")
    assert len(reject.raw_text) <= 64 * 1024
    assert result.records == 3
    good = read(padx(record(), record()))
    renumbered = tuple([({1: 1, 2: 3}[row[0]], *row[1:]) for row in rows] for rows in good.rows())
    assert result.rows() == renumbered


def test_text_of_exactly_the_allowed_length_is_read() -> None:
    at_limits = [
        changed("YAHOO! INC.", "Y" * 500),
        changed("DETECTION CELL &lt;A&gt;", "Y" * 16000),
        changed("9081044", "9" * 40),
        changed("<kind>B2<", f"<kind>{'B' * 20}<"),
        changed('lang="en"', f'lang="{"e" * 20}"'),
    ]
    result = read(padx(*at_limits))
    assert (result.records, result.rejected) == (5, [])


def test_a_rejected_record_says_which_it_was() -> None:
    result = read(padx(changed("<frame-no>1<", "<frame-no>10001<")))
    [reject] = result.rejected
    assert (reject.reel_no, reject.frame_no) == ("41576", "10001")
    long = read(padx(changed("<page-count>", f"<note>{'Y' * 100_000}</note><page-count>")))
    assert len(long.rejected[0].raw_text) == 64 * 1024


def test_unreadable_values_of_a_rejected_record_are_not_counted() -> None:
    bad = record(HEAD.replace("20150724", "00010101"), properties="")
    assert read(padx(bad)).unreadable_values == 0
