"""What may arrive instead of an honest zip, and what is said about it."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from pathlib import Path

import pytest

from patentrack.archives import Member, is_html, open_archive, sha256_of
from patentrack.errors import SourceFileError

LIMIT = 10_000_000
HTML = b"<!DOCTYPE html>\n<html><head><title>USPTO Open Data Portal</title></head><body></body></html>"


def make_zip(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return path


def read_all(path: Path, *, limit: int = LIMIT, size: int = 1000) -> dict[str, bytes]:
    contents = {}
    with open_archive(path, max_unpacked_bytes=limit) as archive:
        for member in archive.members:
            with archive.open(member) as stream:
                parts = []
                while part := stream.read(size):
                    assert len(part) <= size
                    parts.append(part)
            contents[member.name] = b"".join(parts)
    return contents


def refused(path: Path, *, limit: int = LIMIT) -> SourceFileError:
    with pytest.raises(SourceFileError) as caught:
        read_all(path, limit=limit)
    assert path.name in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value


def patch(path: Path, signature: bytes, offset: int, value: bytes) -> Path:
    """Overwrite bytes of the first record with this signature (local header PK34, directory entry PK12)."""
    data = bytearray(path.read_bytes())
    at = data.index(signature) + offset
    data[at : at + len(value)] = value
    path.write_bytes(data)
    return path


def test_the_checksum_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "ad20150727.zip"
    path.write_bytes(b"x" * 3_000_000)
    assert sha256_of(path) == hashlib.sha256(b"x" * 3_000_000).hexdigest()
    with pytest.raises(SourceFileError, match=r"gone\.zip: cannot be read: No such file"):
        sha256_of(tmp_path / "gone.zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_gives_its_members_in_order(tmp_path: Path, method: int) -> None:
    contents = {f"US_PGPub_{n:03}.xml": f"<r>{n}</r>".encode() * 500 for n in range(120)}
    path = make_zip(tmp_path / "many.zip", contents, method)
    with open_archive(path, max_unpacked_bytes=LIMIT) as archive:
        assert archive.members[0] == Member("US_PGPub_000.xml", 4000)
    assert read_all(path) == contents
    assert list(read_all(path)) == list(contents)


def test_a_plain_file_is_an_archive_of_one_member(tmp_path: Path) -> None:
    path = tmp_path / "ad20150727.xml"
    path.write_bytes(b"<r/>" * 1000)
    with open_archive(path, max_unpacked_bytes=LIMIT) as archive:
        assert archive.members == (Member("ad20150727.xml", 4000),)
    assert read_all(path) == {"ad20150727.xml": b"<r/>" * 1000}


def test_the_first_bytes_decide_that_a_file_is_a_zip(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "renamed.xml", {"ad20150727.xml": b"<r/>"})
    assert read_all(path) == {"ad20150727.xml": b"<r/>"}


def test_a_folder_inside_the_zip_is_no_member(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"2015/": b"", "2015/ad.xml": b"<r/>"})
    assert read_all(path) == {"2015/ad.xml": b"<r/>"}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (
            "ad.zip",
            HTML,
            "is an HTML page, not a zip archive: the download was not authorised or had expired",
        ),
        ("ad.zip", b"\xef\xbb\xbf \n<!-- x --><HTML lang='en'>", "is an HTML page, not a zip archive"),
        ("ad.xml", HTML, "is an HTML page, not a data file"),
        ("ad.zip", b"", "is empty"),
        ("ad.xml", b"", "is empty"),
        ("ad.zip", b"<?xml version='1.0'?><r/>", "is an XML file with a zip's name"),
        ("ad.ZIP", b"Rar!\x1a\x07\x00", "is not a zip archive, its first bytes are 52 61 72 21"),
    ],
)
def test_what_is_no_zip_is_refused_with_what_it_is(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path).reason.startswith(reason)


def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "gone.zip").reason
    assert "cannot be read" in refused(tmp_path).reason


def test_a_zip_without_members_is_refused(tmp_path: Path) -> None:
    assert "without any file" in refused(make_zip(tmp_path / "empty.zip", {})).reason
    assert "without any file" in refused(make_zip(tmp_path / "folder.zip", {"2015/": b""})).reason


def test_a_zip_cut_anywhere_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "ad.zip", {"ad.xml": bytes(range(256)) * 4})
    whole = path.read_bytes()
    for length in range(4, len(whole)):
        path.write_bytes(whole[:length])
        assert refused(path).reason.startswith("ends early"), length


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wrong_checksum_is_found_at_the_end_of_the_member(tmp_path: Path, method: int) -> None:
    path = make_zip(tmp_path / "ad.zip", {"ad.xml": b"<r>" + b"x" * 5000 + b"</r>"}, method)
    patch(path, b"PK\x01\x02", 16, b"\x00\x01\x02\x03")
    assert "wrong checksum (CRC)" in refused(path).reason


def test_packed_data_that_is_damaged_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "ad.zip", {"ad.xml": b"".join(b"<r>%d</r>" % n for n in range(2000))})
    patch(path, b"PK\x03\x04", 100, b"\xff" * 40)
    assert refused(path).position is not None


def test_more_bytes_than_the_limit_are_never_unpacked(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "bomb.zip", {"ad.xml": b"\x00" * 50_000_000})
    assert path.stat().st_size < 100_000
    error = refused(path, limit=1_000_000)
    assert "unpacks to more than 1000000 bytes" in error.reason
    # Counted as it is read: no more than one read beyond the limit was unpacked.
    assert int((error.position or "byte 0").removeprefix("byte ")) <= 1_001_000


def test_the_limit_is_for_the_archive_not_for_each_member(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {f"{n}.xml": b"x" * 400 for n in range(5)})
    assert len(read_all(path, limit=2000)) == 5
    assert "unpacks to more than 1999 bytes" in refused(path, limit=1999).reason


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_directory_that_states_a_smaller_size_does_not_hide_a_bomb(tmp_path: Path, method: int) -> None:
    path = make_zip(tmp_path / "lying.zip", {"ad.xml": b"\x00" * 5_000_000}, method)
    patch(path, b"PK\x01\x02", 24, struct.pack("<L", 10))
    assert "unpacks to more than 1000000 bytes" in refused(path, limit=1_000_000).reason
    assert "unpacks to 5000000 bytes where the archive states 10" in refused(path).reason


def test_a_directory_that_states_a_larger_size_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "lying.zip", {"ad.xml": b"<r/>"})
    patch(path, b"PK\x01\x02", 24, struct.pack("<L", 4000))
    assert "unpacks to 4 bytes where the archive states 4000" in refused(path).reason


@pytest.mark.parametrize(
    "name",
    [
        "../ad.xml",
        "a/../../ad.xml",
        "/etc/passwd",
        "C:ad.xml",
        "c:\\ad.xml",
        "a\\..\\b.xml",
        "..",
        "a\nb.xml",
        "a\x7f",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = make_zip(tmp_path / "hostile.zip", {name: b"<r/>"})
    assert "name leads out of the archive" in refused(path).reason


def test_a_name_with_a_nul_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "hostile.zip", {"ad.xml?.exe": b"<r/>"})
    path.write_bytes(path.read_bytes().replace(b"ad.xml?.exe", b"ad.xml\x00.exe"))
    assert "name leads out of the archive" in refused(path).reason


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "twice.zip", {"ad1.xml": b"<r/>", "ad2.xml": b"<s/>"})
    path.write_bytes(path.read_bytes().replace(b"ad2.xml", b"ad1.xml"))
    assert "holds two files named 'ad1.xml'" in refused(path).reason


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.zip"
    info = zipfile.ZipInfo("ad.xml")
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "symbolic link" in refused(path).reason


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "secret.zip", {"ad.xml": b"<r/>"})
    patch(path, b"PK\x01\x02", 8, b"\x01\x00")
    assert "encrypted" in refused(path).reason


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_uspto_does_not_use_is_refused(tmp_path: Path, method: int) -> None:
    path = make_zip(tmp_path / "other.zip", {"ad.xml": b"<r/>" * 100}, method)
    assert f"packed by method {method}" in refused(path).reason


def test_every_damaged_byte_gives_an_error_of_ours_or_the_same_content(tmp_path: Path) -> None:
    content = {"ad.xml": b"".join(b"<r>%d</r>" % n for n in range(60))}
    path = make_zip(tmp_path / "ad.zip", content)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            got = read_all(path)
        except SourceFileError:
            continue
        assert list(got.values()) == list(content.values()), at


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_zip(tmp_path / "ad.zip", {"ad.xml": b"<r/>" * 1000})
    monkeypatch.chdir(tmp_path)
    read_all(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["ad.zip"]


def test_many_comments_are_looked_at_once() -> None:
    """Looked at in every way, five hundred of them would never end."""
    assert not is_html(b"<!-- -->" * 500 + b"<other>")
    assert is_html(b"\n<!-- one --> <!-- two -->\n<HTML>")
