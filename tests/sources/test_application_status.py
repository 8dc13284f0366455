"""Status of applications out of the patent file wrapper.

No real file of PTFWPRE is at hand. The records here have the names, nesting and value types that the USPTO
publishes for its Patent File Wrapper API; the values are made up.
"""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentrack.errors import SourceFileError
from patentrack.sources import application_status
from patentrack.sources.application_status import COLUMNS, read_status
from patentrack.sources.records import RAW_TEXT_LIMIT, RejectedRecord, Row, RowBatch

ABANDONED = "Abandoned  --  Failure to Respond to an Office Action"
BAG = "patentFileWrapperDataBag"


def application(number: Any = "14104993", **meta: Any) -> dict[str, Any]:
    """A record with a status in other places too, where none is to be read."""
    return {
        "eventDataBag": [
            {"eventCode": "EML_NTR", "eventDescriptionText": "Email Notification", "eventDate": "2016-05-19"},
            {"eventCode": "ABN2", "eventDescriptionText": "Mail Abandonment", "eventDate": "2016-05-18"},
        ],
        "applicationMetaData": {
            "nationalStageIndicator": True,
            "entityStatusData": {"smallEntityStatusIndicator": False, "businessEntityStatusCategory": "Small"},
            "publicationCategoryBag": ["Pre-Grant Publications - PGPub"],
            "inventionTitle": "HETEROJUNCTION \u201cBIPOLAR\u201d TRANSISTOR [0.5 \u00b5m]",
            "filingDate": "2013-12-12",
            "applicationStatusDate": "2016-05-18",
            "applicationStatusCode": 161,
            "applicationStatusDescriptionText": ABANDONED,
            "applicationConfirmationNumber": 1061,
            "inventorBag": [{"inventorNameText": "Pascal Chevalier", "correspondenceAddressBag": [{"cityName": "X"}]}],
            **meta,
        },
        "applicationNumberText": number,
        "parentContinuityBag": [
            {
                "parentApplicationNumberText": "13123456",
                "applicationNumberText": "13123456",
                "parentApplicationStatusCode": 150,
                "parentApplicationStatusDescriptionText": "Patented Case",
            }
        ],
        "patentTermAdjustmentData": {"aDelayQuantity": 0, "applicationStatusDate": "2001-01-01"},
        "lastIngestionDateTime": "2024-09-15T21:19:01",
    }


def wrapper(*records: Any) -> bytes:
    return json.dumps({"count": len(records), BAG: records}).encode()


def batches(data: bytes) -> list[RowBatch]:
    return list(read_status(io.BytesIO(data), file_name="2013.json"))


def read(*records: Any) -> RowBatch:
    (batch,) = batches(wrapper(*records))
    assert batch.records == len(records)
    return batch


def row(record: Any) -> Row:
    batch = read(record)
    assert not batch.rejected
    return batch.rows["application_status"][0]


def rejected(record: Any) -> RejectedRecord:
    """What becomes of a record between two good ones."""
    batch = read(application("14104991"), record, application("14104992"))
    assert [(number, text) for number, text, *_ in batch.rows["application_status"]] == [
        (1, "14104991"),
        (3, "14104992"),
    ]
    (found,) = batch.rejected
    assert (found.record_no, found.position) == (2, "record 2")
    return found


def refused(data: bytes) -> SourceFileError:
    with pytest.raises(SourceFileError) as caught:
        batches(data)
    assert caught.value.file == "2013.json"
    return caught.value


def test_an_application_becomes_a_row() -> None:
    batch = read(application(), application("17000001", applicationStatusDescriptionText="Patented Case"))
    assert COLUMNS == ("record_no", "appno_doc_num", "status", "status_code", "status_date")
    assert batch.rows == {
        "application_status": [
            (1, "14104993", ABANDONED, 161, "2016-05-18"),
            (2, "17000001", "Patented Case", 161, "2016-05-18"),
        ]
    }
    assert (batch.rejected, batch.unreadable_values) == ([], 0)


@pytest.mark.parametrize(
    ("number", "stored"),
    [
        ("PCTUS2301234", "PCTUS2301234"),
        ("9789958", "09789958"),
        ("09/789,958", "09789958"),
        (9789958, "09789958"),
        (" 29999999 ", "29999999"),
    ],
)
def test_numbers_have_the_form_that_joins(number: Any, stored: str) -> None:
    assert row(application(number))[1] == stored


@pytest.mark.parametrize("number", [None, "", "  ", "00000000", 0, True, 1.5, ["14104993"], {"text": "14104993"}])
def test_an_application_without_number_is_rejected(number: Any) -> None:
    assert rejected(application(number)).reason == "applicationNumberText is missing or no number"


@pytest.mark.parametrize("status", [None, "", " \t", 150, ["Patented Case"]])
def test_an_application_without_status_is_rejected(status: Any) -> None:
    found = rejected(application(applicationStatusDescriptionText=status))
    assert found.reason == "applicationStatusDescriptionText is missing or blank"
    assert json.loads(found.raw_text) == application(applicationStatusDescriptionText=status)


@pytest.mark.parametrize("key", ["applicationNumberText", "applicationMetaData"])
def test_what_is_missing_is_named(key: str) -> None:
    record = application()
    del record[key]
    assert rejected(record).reason.startswith(f"{key} is missing")


@pytest.mark.parametrize("record", [None, "14104993", 14104993, [application()]])
def test_what_is_no_object_is_rejected(record: Any) -> None:
    assert rejected(record).reason == "the record is no JSON object"


def test_texts_longer_than_their_column_are_rejected() -> None:
    assert row(application(applicationStatusDescriptionText=" " + "A" * 500 + " "))[2] == "A" * 500
    found = rejected(application(applicationStatusDescriptionText="A" * 501))
    assert found.reason == "applicationStatusDescriptionText has 501 characters, more than 500"
    found = rejected(application("X" * 41))
    assert found.reason == "applicationNumberText has 41 characters, more than 40"


def test_the_raw_text_of_a_rejected_record_has_an_end() -> None:
    assert len(rejected(application("", inventionTitle="T" * 100_000)).raw_text) == RAW_TEXT_LIMIT


@pytest.mark.parametrize(
    ("meta", "code", "day", "unreadable"),
    [
        ({}, 161, "2016-05-18", 0),
        ({"applicationStatusCode": "150"}, 150, "2016-05-18", 0),
        ({"applicationStatusCode": None, "applicationStatusDate": None}, None, None, 0),
        ({"applicationStatusCode": "", "applicationStatusDate": ""}, None, None, 0),
        ({"applicationStatusCode": "pending"}, None, "2016-05-18", 1),
        ({"applicationStatusCode": -1}, None, "2016-05-18", 1),
        ({"applicationStatusCode": 2**31}, None, "2016-05-18", 1),
        ({"applicationStatusCode": True}, None, "2016-05-18", 1),
        ({"applicationStatusCode": 150.5}, None, "2016-05-18", 1),
        ({"applicationStatusCode": [150]}, None, "2016-05-18", 1),
        ({"applicationStatusDate": "2016-02-30"}, 161, None, 1),
        ({"applicationStatusDate": "05-18-2016"}, 161, None, 1),
        ({"applicationStatusDate": "0001-01-01"}, 161, None, 1),
        ({"applicationStatusDate": "20160518"}, 161, None, 1),
        ({"applicationStatusDate": 20160518}, 161, None, 1),
        ({"applicationStatusDate": "soon", "applicationStatusCode": "x"}, None, None, 2),
    ],
)
def test_codes_and_dates(meta: dict[str, Any], code: int | None, day: str | None, unreadable: int) -> None:
    batch = read(application(**meta))
    assert batch.rows["application_status"] == [(1, "14104993", ABANDONED, code, day)]
    assert batch.unreadable_values == unreadable


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("bag_first", [True, False])
def test_layout_and_other_keys_do_not_matter(indent: int | None, ascii_only: bool, bag_first: bool) -> None:
    others = {"count": 2, "facets": [{BAG: [{"value": "Utility"}]}], "requestIdentifier": None, "from": {"item": 1}}
    bag = {BAG: [application(), application("PCTUS2301234")]}
    document = bag | others if bag_first else others | bag
    data = json.dumps(document, indent=indent, ensure_ascii=ascii_only).encode() + b"\r\n"
    (batch,) = batches(data)
    assert [values[1] for values in batch.rows["application_status"]] == ["14104993", "PCTUS2301234"]


def test_a_bag_without_applications_is_a_file_without_records() -> None:
    assert batches(wrapper()) == []


@pytest.mark.parametrize(
    ("data", "reason", "position"),
    [
        (b"", "is empty", None),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "is an HTML page, not a JSON file", None),
        (b"<?xml version='1.0'?><a/>", "is not well-formed JSON: invalid char in json text", "between byte 0 and"),
        (b"not json", "is not well-formed JSON: invalid string in json text", "between byte 0 and byte 8"),
        (b'{"message":"Unauthorized"}', f"is no patent file wrapper: it has no {BAG}", None),
        (b"[" + wrapper(application()) + b"]", f"is no patent file wrapper: it has no {BAG}", None),
        (b'{"patentFileWrapperDataBag": null}', f"is no patent file wrapper: it has no {BAG}", None),
        (b'{"patentFileWrapperDataBag": {}}', f"is no patent file wrapper: it has no {BAG}", None),
        (b'{"data": ' + wrapper() + b"}", f"is no patent file wrapper: it has no {BAG}", None),
        (b'{"count": "' + b"x" * 200_000 + b'"}', f"is no patent file wrapper: it has no {BAG}", None),
        (wrapper(application()) + wrapper(application()), "is not well-formed JSON: trailing garbage", "between"),
        (wrapper(application()).replace(b": 161", b": NaN"), "is not well-formed JSON: invalid char", "between"),
        (wrapper(application()).replace(b": 161", b": " + b"9" * 5000), "is not well-formed JSON: integer over", "b"),
        (wrapper(application()).replace(b"Pascal", b"\xc4"), "is not well-formed JSON: invalid bytes in UTF8", "bet"),
        (wrapper(application()).decode().encode("utf-16"), "is not well-formed JSON: invalid char", "between byte 0"),
        (wrapper(application()).replace(b"Pascal", b"\n"), "is not well-formed JSON: invalid character ins", "betw"),
    ],
)
def test_what_is_no_wrapper_is_refused(data: bytes, reason: str, position: str | None) -> None:
    error = refused(data)
    assert error.reason.startswith(reason)
    assert (error.position or "").startswith(position or "")
    assert bool(error.position) == bool(position)


@given(cut=st.integers(1, len(wrapper(application(), application())) - 1))
def test_a_file_cut_anywhere_never_ends_well(cut: int) -> None:
    error = refused(wrapper(application(), application())[:cut])
    assert (error.reason, error.position) == ("ends early: the JSON is cut", f"byte {cut}")


def test_an_error_far_into_the_file_is_located() -> None:
    good = b", ".join([json.dumps(application()).encode()] * 200)
    data = b'{"patentFileWrapperDataBag": [' + good + b"; " + good + b"]}"
    place = data.index(b";")
    first, last = (int(word) for word in (refused(data).position or "").split() if word.isdigit())
    assert 0 < first <= place < last < len(data)


def test_batches_come_as_the_file_is_read() -> None:
    application_size = len(json.dumps(application())) + 2
    stream = io.BytesIO(wrapper(*[application(14_000_000 + number) for number in range(12_000)]))
    found = [(batch, stream.tell()) for batch in read_status(stream, file_name="2013.json")]
    assert [batch.records for batch, _ in found] == [5_000, 5_000, 2_000]
    assert [batch.bytes_read for batch, _ in found] == [position for _, position in found]
    assert found[0][1] < 5_000 * application_size + 2 * 65536
    numbers = [values[:2] for batch, _ in found for values in batch.rows["application_status"]]
    assert numbers == [(number + 1, str(14_000_000 + number)) for number in range(12_000)]


def test_an_application_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application_status, "MAX_RECORD_BYTES", 1_000_000)
    fits = application(inventionTitle="T" * 800_000)
    assert read(fits, fits, fits).rejected == []
    error = refused(wrapper(application(inventionTitle="T" * 2_000_000)))
    assert error.reason == "has an application of more than 1000000 bytes or 500 levels"
    assert error.position == "after byte 0"


@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_brackets_without_end_are_refused(opening: bytes, closing: bytes) -> None:
    deep = opening * 100_000 + b"0" + closing * 100_000
    assert refused(wrapper(0).replace(b"[0]", b"[" + deep + b"]")).reason.endswith("500 levels")
    nested = opening * 400 + b"0" + closing * 400
    (batch,) = batches(wrapper(0).replace(b"[0]", b"[" + nested + b"]"))
    assert len(batch.rejected) == 1


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    number=st.integers(1, 99_999_999),
    status=st.text(st.characters(exclude_categories=["Cs", "Z", "Cc"]), min_size=1, max_size=20),
    code=st.integers(0, 2**31 - 1),
    day=st.dates().filter(lambda day: 1700 <= day.year <= 2100),
    more=st.dictionaries(st.sampled_from(["eventDataBag", "assignmentBag", "x"]), values),
    meta=st.dictionaries(st.sampled_from(["inventorBag", "class", "item"]), values),
)
def test_any_application_reads_back(
    *, number: int, status: str, code: int, day: Any, more: dict[str, Any], meta: dict[str, Any]
) -> None:
    stated = {
        "applicationStatusDescriptionText": status,
        "applicationStatusCode": code,
        "applicationStatusDate": day.isoformat(),
    }
    record = application(f"{number:08}", **stated, **meta) | more
    assert row(record) == (1, f"{number:08}", status, code, day.isoformat())
