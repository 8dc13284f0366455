"""The CPC master file in both its forms: what the USPTO really wrote, and the same documents as XML and text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patentrack.sources import cpc_stream, cpc_text, cpc_xml
from patentrack.sources.cpc import COLUMNS, read_cpc_text, read_cpc_xml
from patentrack.sources.cpc_rows import Table
from support.cpc_files import FILE, Document, Symbol, lines, numbered, read_all, text, xml, xml_record


def test_the_columns() -> None:
    shared = ("classification_version_date", "section", "class", "sub_class", "main_group", "sub_group")
    codes = ("symbol_position_code", "classification_value_code", "type", "set_group", "set_rank")
    start = ["sequence_no", "application_number", "country", "kind_code"]
    expected = {
        "patent_cpc": ("grant_doc_num", *start, "grant_date", *shared, *codes),
        "application_cpc": ("pgpub_doc_num", *start, "pgpub_date", *shared, *codes),
    }
    assert expected == COLUMNS


@pytest.mark.real_data
def test_the_real_record_field_by_field(real_data: Path) -> None:
    data = (real_data / "cpc" / "cpcMaster.xml").read_bytes()
    start = ("13897484", "US", "B2", "2016-07-26", "2013-01-01", "F", "04", "D")
    result = read_all(data)
    assert result.rows == [
        ("9400000", 1, *start, "29", "703", "F", "I", 0, None, None),
        ("9400000", 2, *start, "17", "08", "L", "I", 1, None, None),
        ("9400000", 3, *start, "25", "06", "L", "I", 1, None, None),
        ("9400000", 4, *start, "25", "0613", "L", "I", 1, None, None),
        ("9400000", 5, *start, "25", "08", "L", "I", 1, None, None),
        ("9400000", 6, *start, "29", "403", "L", "I", 1, None, None),
        ("9400000", 7, *start, "29", "4206", "L", "I", 1, None, None),
        ("9400000", 8, *start, "29", "4213", "L", "I", 1, None, None),
        ("9400000", 9, *start, "29", "4226", "L", "I", 1, None, None),
    ]
    assert (result.records, result.rejected, result.unreadable_values) == (1, [], 0)


@pytest.mark.real_data
def test_the_real_lines_field_by_field(real_data: Path) -> None:
    data = (real_data / "cpc" / "mcf_text_lines.txt").read_bytes()
    end = ("F", "I", 0, None, None)
    result = read_all(data, "text")
    assert result.rows == [
        ("12650000", 1, "18496110", "US", "B2", None, "2013-01-01", "E", "02", "F", "3", "844", *end),
        ("100000", 1, None, "US", "A", None, "2013-01-01", "B", "68", "B", "1", "04", *end),
    ]
    assert (result.records, result.rejected, result.unreadable_values) == (2, [], 0)


def test_the_written_files_look_like_the_real_ones() -> None:
    # What the other tests build on, spelt out once.
    assert lines(Document("12650000", application="18496110", symbols=(Symbol("E", "02", "F", "3", "844"),))) == [
        "B21849611012650000E02F   3/844   20130101LI  0 0"
    ]
    assert lines(Document("20050123456", "A1"), "application_cpc")[0] == (
        "A11389748420050123456F04D  29/703   20130101FI  0 0"
    )
    assert xml_record().startswith(
        "<uspat:CPCMasterClassificationRecord><pat:ApplicationIdentification><com:IPOfficeCode>US</com:IPOfficeCode>"
        "<com:ApplicationNumber><com:ApplicationNumberText>13897484</com:ApplicationNumberText>"
    )


_digits = st.text("0123456789", min_size=2)
_symbols = st.builds(
    Symbol,
    section=st.sampled_from("ABCDEFGHY"),
    class_=st.text("0123456789", min_size=2, max_size=2),
    sub_class=st.sampled_from("ABDKLXZ"),
    main_group=st.text("0123456789", min_size=1, max_size=4),
    sub_group=st.text("0123456789", min_size=2, max_size=6),
    version=st.dates().map(str),
    value=st.sampled_from("IA"),
    set_group=st.none() | st.integers(1, 999),
    set_rank=st.integers(1, 99),
).map(lambda symbol: symbol if symbol.set_group else replace(symbol, set_rank=None))
_main = _symbols.map(lambda symbol: replace(symbol, position="F", set_group=None, set_rank=None))
_all_symbols = st.tuples(st.lists(_main, max_size=1), st.lists(_symbols, max_size=4)).map(
    lambda parts: (*parts[0], *parts[1])
)
_grant_numbers = st.builds(
    lambda letters, number: f"{letters}{number:0{8 - len(letters)}}" if number % 2 else f"{letters}{number}",
    st.sampled_from(["", "D", "RE", "PP", "H", "T"]),
    st.integers(1, 999_999),
)
_publication_numbers = st.builds("{}{:07}".format, st.integers(2001, 2030), st.integers(1, 9_999_999))


def _documents(numbers: st.SearchStrategy[str]) -> st.SearchStrategy[list[Document]]:
    document = st.builds(
        Document,
        number=numbers,
        kind=st.sampled_from(["A", "A1", "B1", "B2", "E1", "S"]),
        application=st.none() | st.integers(1, 99_999_999).map("{:08}".format),
        symbols=_all_symbols.filter(bool),
    )
    return st.lists(document, max_size=6, unique_by=lambda document: document.number)


@settings(max_examples=60)
@given(data=st.data(), table=st.sampled_from(["patent_cpc", "application_cpc"]))
def test_both_forms_of_the_same_documents_give_the_same_rows(data: st.DataObject, table: Table) -> None:
    numbers = _grant_numbers if table == "patent_cpc" else _publication_numbers
    documents = data.draw(_documents(numbers))
    from_xml = read_all(xml(*[xml_record(document, table) for document in documents]), "xml", table)
    if documents:
        assert read_all(text(*documents, table=table), "text", table) == from_xml
    assert (from_xml.records, from_xml.rejected) == (len(documents), [])
    # Nothing is left out, and leading zeros stay.
    assert [(row[1], *row[7:12]) for row in from_xml.rows] == [
        (place, symbol.section, symbol.class_, symbol.sub_class, symbol.main_group, symbol.sub_group)
        for document in documents
        for place, symbol in enumerate(document.symbols, 1)
    ]


VARIED = [
    Document(str(9_400_000 + place), day="2016-07-26", symbols=symbols)
    for place, symbols in enumerate(
        [
            (Symbol(position="F"),),
            (Symbol(position="F"), *[Symbol(sub_group=f"{n:02}") for n in range(40)]),
            # In the text form a line one character short, and one as long as it should be.
            (Symbol(position="F"), Symbol(class_="4")),
            (Symbol(position="F"), Symbol(class_="4X")),
            (Symbol(position="F", version="0001-01-01"), Symbol(set_group=1, set_rank=2)),
        ]
    )
]


@settings(max_examples=60)
@given(
    form=st.sampled_from(["xml", "text"]),
    sizes=st.lists(st.integers(1, 3000), min_size=1, max_size=8),
    batch=st.integers(1, 6000),
    records=st.integers(1, 5),
    picks=st.lists(st.sampled_from(range(len(VARIED))), min_size=1, max_size=8),
)
def test_any_pieces_and_any_batches_give_the_same_rows(
    form: str, sizes: list[int], batch: int, records: int, picks: list[int]
) -> None:
    documents = [replace(VARIED[pick], number=str(place + 1)) for place, pick in enumerate(picks)]
    data = xml(*map(xml_record, documents)) if form == "xml" else text(*documents)
    expected = read_all(data, form)
    assert bool(expected.rejected) == (2 in picks or 3 in picks)
    with pytest.MonkeyPatch.context() as patch:
        for module in (cpc_stream, cpc_text):
            patch.setattr(module, "BATCH_BYTES", batch)
        patch.setattr(cpc_stream, "MAX_HEAD_BYTES", 1000)
        patch.setattr(cpc_xml, "BATCH_RECORDS", records)
        assert read_all(data, form, sizes=sizes) == expected


class Counted:
    """A long stream that counts what is read of it."""

    def __init__(self, start: bytes, repeated: bytes, times: int, end: bytes) -> None:
        self._data = filter(None, [start, *[repeated] * times, end])
        self._left = b""
        self.given = 0

    def read(self, size: int, /) -> bytes:
        self._left = self._left or next(self._data, b"")
        piece, self._left = self._left[:size], self._left[size:]
        self.given += len(piece)
        return piece


@pytest.mark.parametrize("form", ["xml", "text"])
def test_memory_holds_one_batch_at_a_time(form: str) -> None:
    documents = numbered(500)
    if form == "xml":
        whole = xml(*map(xml_record, documents)).encode()
        start, end = whole.index(b"<uspat:CPCMasterClassificationRecord>"), whole.rindex(b"</uspat:")
        stream = Counted(whole[:start], whole[start:end], 12, whole[end:])
        batches = read_cpc_xml(stream, file_name=FILE, table="patent_cpc")
    else:
        stream = Counted(b"", text(*documents).encode(), 60, b"")
        batches = read_cpc_text(stream, file_name=FILE, table="patent_cpc")
    ahead = most = records = 0
    for batch in batches:
        ahead = max(ahead, stream.given - batch.bytes_read)
        most = max(most, batch.records)
        records += batch.records
        assert len(batch.rows["patent_cpc"]) == 2 * batch.records
    assert records in {6_000, 30_000}
    assert stream.given > 2_900_000
    assert most < 4_000
    assert ahead < 1_200_000
