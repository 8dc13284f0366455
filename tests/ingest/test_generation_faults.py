"""A file that is not right: readers keep what they have, the ledger says why, and the right file loads after it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from patentrack.errors import SourceFileError
from patentrack.ingest import generation_part, generations
from patentrack.ingest.cpc import ingest_grants
from patentrack.ingest.summary import FileSummary
from patentrack.settings import load_settings
from support.cpc_files import CLOSE, Document
from support.snapshot import ledger
from support.whole_files import (
    BAD,
    CPC,
    changes,
    cpc_month,
    damaged,
    file_row,
    grants,
    pointers,
    rejections,
    rows,
    versions,
    zipped,
)

JANUARY, FEBRUARY = (f"US_Grant_CPC_MCF_XML_2024-0{month}-01.zip" for month in (1, 2))
OLD, NEW = "2013-01-01", "2014-01-01"
FIVE = [grants(range(10 * part, 10 * part + 5), NEW) for part in range(1, 6)]

pytestmark = pytest.mark.usefixtures("warehouse_env")


def test_one_bad_record_of_a_hundred_is_kept_and_two_are_too_many(tmp_path: Path) -> None:
    good = grants(range(1, 101))
    summary = load(cpc_month(tmp_path / JANUARY, good[:99], [bad(500)]))
    assert (summary.records_read, summary.rejected, len(rejections())) == (100, 1, 1)
    before = readers()

    with pytest.raises(SourceFileError, match=r"2 of 100 records are bad, more than 1\.0%; the first: .*Z") as caught:
        load(cpc_month(tmp_path / FEBRUARY, [*good[:98], bad(500)], [bad(501)]))

    assert str(caught.value).startswith(f"{FEBRUARY}, part_1.xml, line ")
    assert readers() == before
    assert ledger() == {JANUARY: "loaded", FEBRUARY: "failed"}


def test_a_file_with_too_many_bad_records_is_written_down_as_failed(tmp_path: Path) -> None:
    load(cpc_month(tmp_path / JANUARY, grants(range(1, 11), OLD)))
    with pytest.raises(SourceFileError):
        load(cpc_month(tmp_path / FEBRUARY, grants(range(1, 5), NEW), [bad(number) for number in (7, 8)]))

    row = file_row(FEBRUARY)
    assert (row.state, row.records_read, row.rejected, row.inserted) == ("failed", 6, 2, 0)
    assert "part_2.xml" in row.error
    assert "section is 'Z'" in row.error
    assert [position.partition(",")[0] for position, _ in rejections()] == ["part_2.xml"] * 2
    assert versions() == {OLD: 20}
    assert [scope for scope, *_ in changes()] == [JANUARY]


def test_a_hopeless_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = cpc_month(tmp_path / JANUARY, [bad(number) for number in range(1500)], grants(range(2000, 3000)))
    with pytest.raises(SourceFileError, match="1500 of 1500 records are bad"):
        load(path)
    row = file_row(JANUARY)
    assert (row.state, row.records_read, row.rejected) == ("failed", 1500, 1500)
    assert len(rejections()) == 1000, "the reason is seldom more than one"


def test_a_person_may_allow_more_bad_records(tmp_path: Path) -> None:
    path = cpc_month(tmp_path / JANUARY, grants(range(1, 4)), [bad(7)])
    with pytest.raises(SourceFileError):
        load(path)

    summary = load(path, allowed=0.25)

    assert (summary.inserted, summary.rejected) == (3, 1)
    assert len(rejections()) == 1, "those of the run that failed are not told twice"
    assert ledger() == {JANUARY: "loaded"}


def crc(folder: Path) -> Path:
    path = cpc_month(folder / FEBRUARY, *FIVE, method=zipfile.ZIP_STORED)
    return damaged(path, b"<pat:PatentNumber>32")


def cut_member(folder: Path) -> Path:
    return changed(folder, lambda text: text.removesuffix(CLOSE))


def other_root(folder: Path) -> Path:
    return changed(folder, lambda _: "<html><body>Session expired</body></html>")


def other_file(folder: Path) -> Path:
    return changed(folder, lambda _: '<?xml version="1.0"?><us-patent-grant/>')


def empty_member(folder: Path) -> Path:
    return changed(folder, lambda _: "")


def cut_archive(folder: Path) -> Path:
    path = cpc_month(folder / FEBRUARY, *FIVE)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def changed(folder: Path, change: Callable[[str], str]) -> Path:
    """The third of five members is another one."""
    path = cpc_month(folder / FEBRUARY, *FIVE)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    members["part_3.xml"] = change(members["part_3.xml"])
    return zipped(path, members)


FAULTS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "bad CRC in the third member": (crc, r"part_3\.xml.*(CRC|checksum)"),
    "third member cut": (cut_member, r"part_3\.xml.*ends early"),
    "third member is a page": (other_root, r"part_3\.xml.*HTML"),
    "third member is of another product": (other_file, r"part_3\.xml.*us-patent-grant"),
    "third member is empty": (empty_member, r"part_3\.xml.*is empty"),
    "archive cut": (cut_archive, "ends early"),
}


@pytest.mark.parametrize(
    ("fault", "side_by_side"),
    # An error must come out of a process of its own as it was raised there.
    [*((fault, False) for fault in FAULTS), ("bad CRC in the third member", True)],
)
def test_a_damaged_file_leaves_the_old_month_and_the_right_one_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, side_by_side: bool
) -> None:
    if side_by_side:
        monkeypatch.setattr(generations, "BYTES_WORTH_A_PROCESS", 1)
    load(cpc_month(tmp_path / JANUARY, grants(range(1, 11), OLD)))
    before = readers()
    write, message = FAULTS[fault]

    for _ in range(2):
        with pytest.raises(SourceFileError, match=message) as caught:
            load(write(tmp_path))
        assert str(caught.value).startswith(FEBRUARY)
        assert "\n" not in str(caught.value)
        assert readers() == before
        assert (file_row(FEBRUARY).state, file_row(FEBRUARY).error) == ("failed", str(caught.value))

    load(cpc_month(tmp_path / FEBRUARY, *FIVE))
    assert versions() == {NEW: 50}
    assert ledger() == {JANUARY: "superseded", FEBRUARY: "loaded"}


def test_a_file_without_a_record_is_refused(tmp_path: Path) -> None:
    load(cpc_month(tmp_path / JANUARY, grants([1], OLD)))
    with pytest.raises(SourceFileError, match="holds no record at all"):
        load(cpc_month(tmp_path / FEBRUARY, [], []))
    assert versions() == {OLD: 2}
    assert file_row(FEBRUARY).state == "failed"


def test_one_member_without_a_record_is_none_too_many(tmp_path: Path) -> None:
    summary = load(cpc_month(tmp_path / JANUARY, grants([1]), []))
    assert (summary.records_read, versions()) == (1, {OLD: 2})


def test_an_archive_without_a_data_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match=r"no XML and no text file \(members: readme.pdf\)"):
        load(zipped(tmp_path / JANUARY, {"readme.pdf": "%PDF"}))


def test_a_document_twice_in_a_member_stays_as_it_was_first(tmp_path: Path) -> None:
    once, again = grants([7], OLD)[0], grants([7], NEW)[0]
    path = cpc_month(tmp_path / JANUARY, [*grants(range(100, 300), OLD), once, grants([8], OLD)[0], again])

    summary = load(path)

    assert (summary.records_read, summary.inserted, summary.rejected) == (203, 202, 1)
    assert versions() == {OLD: 404}
    assert rejections() == [("part_1.xml, document 7", "grant_doc_num 7 occurs a second time in the file")]


def test_a_document_in_two_members_stays_once(tmp_path: Path) -> None:
    """The larger member is read first."""
    first, second = [*grants(range(100, 300), OLD), *grants([7, 8], OLD)], grants([9, 8, 7, 10], NEW)

    summary = load(cpc_month(tmp_path / JANUARY, second, first))

    assert (summary.records_read, summary.inserted, summary.rejected) == (206, 204, 2)
    assert versions() == {OLD: 404, NEW: 4}
    assert [position for position, _ in rejections()] == ["part_1.xml, document 8", "part_1.xml, document 7"]


def test_documents_that_repeat_count_as_bad_records(tmp_path: Path) -> None:
    load(cpc_month(tmp_path / JANUARY, grants([1], OLD)))
    with pytest.raises(SourceFileError, match="occurs a second time"):
        load(cpc_month(tmp_path / FEBRUARY, grants(range(1, 30), NEW), grants(range(1, 30), NEW)))
    assert versions() == {OLD: 2}


def test_a_repeated_document_is_found_across_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation_part, "BLOCK_ROWS", 1)
    # More than a batch of the reader, so that there are several blocks.
    documents = [*grants(range(2500), OLD), *grants([3, 2400], NEW)]

    summary = load(cpc_month(tmp_path / JANUARY, documents))

    assert (summary.records_read, summary.rejected) == (2502, 2)
    assert versions() == {OLD: 5000}


def test_a_reader_that_cuts_otherwise_than_before_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upgrade, blocks may end elsewhere: what is stored cannot be told from what is not."""
    path = cpc_month(tmp_path / JANUARY, grants(range(6000), NEW))
    monkeypatch.setattr(generation_part, "BLOCK_ROWS", 1)
    with broken_off_at(2), pytest.raises(KeyboardInterrupt):
        load(path)
    monkeypatch.setattr(generation_part, "BLOCK_ROWS", 9000)

    with pytest.raises(Exception, match="cannot be gone on with") as caught:
        load(path)

    assert "begins anew" in str(caught.value)
    assert rows(CPC) == []
    assert load(path).inserted == 6000
    assert versions() == {NEW: 12_000}


def load(path: Path, *, allowed: float | None = None) -> FileSummary:
    settings = load_settings()
    return ingest_grants(path, settings if allowed is None else replace(settings, max_rejected_share=allowed))


def bad(number: int) -> Document:
    return replace(grants([number])[0], symbols=(BAD,))


def readers() -> tuple[object, ...]:
    """What readers see, and what is written down of it."""
    return rows(CPC), pointers(), changes()


@contextmanager
def broken_off_at(call: int) -> Iterator[None]:
    """Break the load off before it stores its n-th block."""
    calls = 0
    store = generation_part.load_rows

    def load_rows(*arguments: object) -> None:
        nonlocal calls
        calls += 1
        if calls == call:
            raise KeyboardInterrupt
        store(*arguments)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(generation_part, "load_rows", load_rows)
        yield
