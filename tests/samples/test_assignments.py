"""Generated assignment files: schema-true, at real proportions, and the same for the same seed."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from patentrack.samples.assignments import main, write_day, write_file, write_week

MONDAY = date(2024, 3, 4)
Record = etree._Element


def xml_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [f"{path.stem}.xml"]
        return archive.read(f"{path.stem}.xml")


def records_of(data: bytes) -> list[Record]:
    return list(etree.fromstring(data).iter("patent-assignment"))


def key(record: Record) -> tuple[int, int]:
    return int(record.findtext(".//reel-no", "")), int(record.findtext(".//frame-no", ""))


def updated(record: Record) -> str:
    return record.findtext(".//last-update-date/date", "")


def properties(record: Record) -> list[list[tuple[str, str | None]]]:
    return [
        [(name.findtext("doc-number", ""), name.findtext("kind")) for name in each.iter("document-id")]
        for each in record.iter("patent-property")
    ]


def numbers(record: Record) -> set[str]:
    return {number for each in properties(record) for number, _ in each}


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = write_file(tmp_path_factory.mktemp("big") / "ad20240305.xml", megabytes=12, seed=3)
    return path.read_bytes()


@pytest.fixture(scope="module")
def records(big: bytes) -> list[Record]:
    return records_of(big)


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_week(tmp_path_factory.mktemp("week"), MONDAY, seed=1)


@pytest.fixture(scope="module")
def days(week: list[Path]) -> list[dict[tuple[int, int], Record]]:
    return [{key(record): record for record in records_of(xml_of(path))} for path in week]


def test_same_seed_same_bytes(tmp_path: Path, week: list[Path]) -> None:
    again = write_week(tmp_path / "again", MONDAY, seed=1)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in week]
    other = write_week(tmp_path / "other", MONDAY, seed=2)
    assert other[1].read_bytes() != week[1].read_bytes()


def test_a_day_alone_is_the_day_of_its_week(tmp_path: Path, week: list[Path]) -> None:
    alone = write_day(tmp_path, date(2024, 3, 6), seed=1, scale=0.05)
    assert alone.read_bytes() == week[2].read_bytes()


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    written = set()
    for hash_seed in ("1", "2"):
        path = tmp_path / hash_seed / "a.zip"
        subprocess.run(
            [sys.executable, "-m", "patentrack.samples.assignments", "--megabytes", "0.3", str(path)],
            check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": hash_seed},
        )  # fmt: skip
        written.add(path.read_bytes())
    assert len(written) == 1


def own_dtd(data: bytes) -> etree.DTD:
    text = data[: data.index(b"]>")].split(b"[", 1)[1]
    return etree.DTD(io.BytesIO(text))


def test_valid_against_the_dtd_in_the_file(big: bytes, week: list[Path]) -> None:
    for data in (big, *(xml_of(path) for path in week)):
        dtd = own_dtd(data)
        assert dtd.validate(etree.fromstring(data)), dtd.error_log


def test_the_dtd_of_the_file_refuses_what_padx_does_not_allow(big: bytes) -> None:
    root = etree.fromstring(big)
    assignor = next(root.iter("patent-assignor"))
    etree.SubElement(assignor, "address-1").text = "1 MILLRACE LANE"
    assert not own_dtd(big).validate(root)


def test_one_record_a_line_in_ascii(big: bytes) -> None:
    lines = big.splitlines()
    assert big.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE us-patent-assignments [')
    body = [line for line in lines if line.startswith(b"<patent-assignment>")]
    assert all(line.endswith(b"</patent-assignment>") for line in body)
    assert len(body) == big.count(b"<patent-assignment>")
    assert max(big) < 128
    assert re.search(rb"[A-Z]&#220;[A-Z]", big)
    assert b" &amp; " in big


def test_indented_layout_says_the_same(tmp_path: Path) -> None:
    indented = write_file(tmp_path / "i.xml", megabytes=0.4, seed=5, indented=True).read_bytes()
    assert b"\n    <patent-assignment>\n      <assignment-record>\n        <reel-no>" in indented
    assert own_dtd(indented).validate(etree.fromstring(indented))
    compact = {
        key(record): etree.tostring(record, method="c14n").strip()
        for record in records_of(write_file(tmp_path / "c.xml", megabytes=0.4, seed=5).read_bytes())
    }
    shared = 0
    for record in etree.fromstring(indented, etree.XMLParser(remove_blank_text=True)).iter("patent-assignment"):
        if key(record) in compact:
            assert etree.tostring(record, method="c14n", with_tail=False) == compact[key(record)]
            shared += 1
    assert shared > 50


@pytest.mark.parametrize(("megabytes", "suffix"), [(0.1, ".xml"), (0.5, ".zip"), (3, ".xml"), (12, ".zip")])
def test_size_is_what_was_asked_for(tmp_path: Path, megabytes: float, suffix: str) -> None:
    path = write_file(tmp_path / f"ad20240305{suffix}", megabytes=megabytes, seed=8)
    data = path.read_bytes() if suffix == ".xml" else xml_of(path)
    assert len(data) == pytest.approx(megabytes * 1_000_000, rel=0.07)


def test_conveyances_at_real_proportions(records: list[Record]) -> None:
    texts = [record.findtext(".//conveyance-text", "") for record in records]
    count = len(texts)
    bands = {
        "ASSIGNMENT OF ASSIGNOR": (0.60, 0.76),
        "CHANGE OF NAME": (0.04, 0.12),
        "CONFIRMATORY LICENSE": (0.03, 0.08),
        "SECURITY INTEREST": (0.015, 0.05),
        "RELEASE BY SECURED PARTY": (0.005, 0.03),
        "CORRECTIVE ASSIGNMENT": (0.03, 0.10),
        "CHANGE OF ADDRESS": (0.002, 0.02),
        "MERGER": (0.001, 0.02),
        "NUNC PRO TUNC": (0.002, 0.02),
    }
    for opening, (low, high) in bands.items():
        share = sum(text.startswith(opening) for text in texts) / count
        assert low < share < high, (opening, share)
    forms = (
        r"AT REEL: \d{6} FRAME: \d{4}", r"ON REEL \d{6} FRAME \d{4}", r"AT REEL/FRAME \d{6}/\d{4}",
        r"RELEASE OF SECURITY INTEREST IN PATENT COLLATERAL", r"LICENSE \(", r"LIEN", r"GOVERNMENT INTEREST",
    )  # fmt: skip
    for form in forms:
        assert any(re.search(form, text) for text in texts), form


def test_corrections_and_releases_name_records_that_exist(records: list[Record]) -> None:
    known = {key(record): record for record in records}
    found = 0
    for record in known.values():
        text = record.findtext(".//conveyance-text", "")
        named = re.search(r"REEL\D*(\d+)\D+(\d+)", text)
        if named and (earlier := known.get((int(named[1]), int(named[2])))) is not None:
            assert key(earlier) < key(record)
            # The oldest records lack some of the numbers that later ones give.
            if earlier.findtext(".//recorded-date/date", "") >= "19900101":
                assert numbers(record) <= numbers(earlier)
            found += 1
    assert found > 30


def test_properties_at_real_proportions(records: list[Record]) -> None:
    per_record = Counter(min(len(properties(record)), 51) for record in records)
    assert 0.70 < per_record[1] / len(records) < 0.88
    assert per_record[51] / len(records) > 0.005
    patterns = Counter(tuple(kind for _, kind in each) for record in records for each in properties(record))
    total = patterns.total()
    assert 0.45 < patterns["X0", "A1"] / total < 0.65
    assert 0.25 < patterns["X0", "A1", "B2"] / total < 0.43
    assert 0.06 < patterns["X0", "B1"] / total < 0.18
    assert patterns["X0", "S1"]
    assert patterns["X0", None, "B1"]  # an international registration between application and grant


def test_number_shapes(records: list[Record]) -> None:
    shapes = Counter()
    for record in records:
        for each in record.iter("document-id"):
            number, kind = each.findtext("doc-number", ""), each.findtext("kind")
            shape = re.sub(r"\d", "9", number)
            shapes[kind, shape] += 1
            assert (each.findtext("country") == "IB") == number.startswith("DM/")
    allowed = {
        "X0": {"99999999"}, "A1": {"99999999999"}, "P1": {"99999999999"}, "B2": {"9999999", "99999999"},
        "B1": {"9999999", "99999999", "D999999", "D9999999", "RE99999"}, "S1": {"D999999", "D9999999"},
        "P2": {"PP9999", "PP99999"}, "P3": {"PP99999"}, None: {"9999999", "DM/999999", "D999999", "RE99999"},
    }  # fmt: skip
    for kind, shape in shapes:
        assert shape in allowed[kind], (kind, shape)
    for wanted in (("B2", "99999999"), ("B2", "9999999"), (None, "DM/999999"), (None, "9999999")):
        assert shapes[wanted], wanted
    assert any(shape == "RE99999" for _, shape in shapes)


def test_parties(records: list[Record]) -> None:
    assignees = [each for record in records for each in record.iter("patent-assignee")]
    domestic = [each for each in assignees if each.find("state") is not None]
    assert not [each for each in domestic if each.find("country-name") is not None]
    assert 0.55 < len(domestic) / len(assignees) < 0.80
    names = Counter(each.findtext("name", "") for each in assignees)
    # Employers come again and again, and in several spellings.
    assert names.most_common(1)[0][1] > len(assignees) / 60
    assert names.total() > 4 * len(names)
    stems: dict[str, set[str]] = {}
    for name in names:
        stem = re.sub(r",? (INC\.?|INCORPORATED)$", "", name)
        if stem != name:
            stems.setdefault(stem, set()).add(name)
    assert sum(len(spellings) > 1 for spellings in stems.values()) > 4
    assert all(name == name.upper() for name in names)


def test_old_records_look_old(records: list[Record]) -> None:
    old = [record for record in records if record.findtext(".//recorded-date/date", "") < "19900101"]
    assert len(old) > 20
    names = [record.findtext(".//patent-assignee/name", "") for record in old]
    assert any(re.search(r", [A-Z]{2} \d{5} A DE CORP\.$", name) for name in names)
    assert any(each.find("invention-title") is None for record in old for each in record.iter("patent-property"))
    new = [record for record in records if record.findtext(".//recorded-date/date", "") >= "19900101"]
    assert not any(each.find("invention-title") is None for record in new for each in record.iter("patent-property"))


def test_every_kind_of_leaf_occurs(records: list[Record]) -> None:
    paths = {f"{leaf.getparent().tag}/{leaf.tag}" for record in records for leaf in record.iter() if not len(leaf)}
    wanted = {
        "assignment-record/reel-no", "assignment-record/frame-no", "assignment-record/purge-indicator",
        "assignment-record/page-count", "assignment-record/conveyance-text", "last-update-date/date",
        "recorded-date/date", "correspondent/name", "correspondent/address-1", "correspondent/address-2",
        "correspondent/address-3", "correspondent/address-4", "patent-assignor/name", "execution-date/date",
        "date-acknowledged/date", "patent-assignee/name", "patent-assignee/address-1",
        "patent-assignee/address-2", "patent-assignee/city", "patent-assignee/state",
        "patent-assignee/country-name", "patent-assignee/postcode", "document-id/country",
        "document-id/doc-number", "document-id/kind", "document-id/date", "patent-property/invention-title",
    }  # fmt: skip
    assert paths == wanted
    assert any(record.findtext(".//purge-indicator") == "Y" for record in records)
    assert any(record.find(".//page-count") is None for record in records)
    assert any(each.find("postcode") is None for record in records for each in record.iter("patent-assignee"))
    dates = {each.text for record in records for each in record.iter("date")}
    assert "00000101" in dates


def test_records_are_plausible_and_agree_on_each_asset(records: list[Record]) -> None:
    assert [key(record) for record in records] == sorted({key(record) for record in records})
    seen: dict[str, tuple[object, ...]] = {}
    grants: set[str] = set()
    for record in records:
        recorded = record.findtext(".//recorded-date/date", "")
        assert recorded <= updated(record) == "20240305"
        for executed in record.iterfind(".//execution-date/date"):
            assert (executed.text or "") <= recorded
        for each in record.iter("patent-property"):
            dated = {name.findtext("kind"): name.findtext("date") for name in each.iter("document-id")}
            days = [day for kind, day in dated.items() if kind != "X0" and day]
            assert all(day <= "20240305" for day in days)
            filed = dated.get("X0")
            assert filed is None or all(filed < day for day in days)
            names = tuple(name.findtext("doc-number") for name in each.iter("document-id"))
            grants.update(names[-1:])  # type: ignore[arg-type]
            facts = (names, each.findtext("invention-title"), tuple(dated.items()))
            if recorded >= "19900101":
                assert seen.setdefault(str(names[0]), facts) == facts
    assert len(grants) > 1000


def test_weekdays_have_their_sizes(days: list[dict[tuple[int, int], Record]]) -> None:
    monday, tuesday, wednesday, thursday, friday, *weekend = (len(day) for day in days)
    assert tuesday > 2 * thursday > 8 * max(monday, wednesday, friday)
    assert min(monday, wednesday, friday) >= 10
    assert 2_000 < sum(len(day) for day in days) < 5_000
    assert max(weekend) <= 1


def test_a_weekend_without_data_says_so(tmp_path: Path) -> None:
    data = xml_of(write_day(tmp_path, date(2024, 3, 9), seed=1, scale=0.01))
    root = etree.fromstring(data)
    assert root.findtext(".//data-available-code") == "N"
    assert root.findtext("transaction-date/date") == "20240309"
    assert own_dtd(data).validate(root)


def test_week_sends_records_again_with_their_grant(days: list[dict[tuple[int, int], Record]]) -> None:
    monday, tuesday = days[0], days[1]
    again = [at for at in monday.keys() & tuesday.keys() if numbers(monday[at]) < numbers(tuesday[at])]
    assert again
    for at in again:
        assert updated(monday[at]) == "20240304"
        assert updated(tuesday[at]) == "20240305"
        assert monday[at].findtext(".//conveyance-text") == tuesday[at].findtext(".//conveyance-text")


def test_week_sends_a_record_again_with_a_property_less(days: list[dict[tuple[int, int], Record]]) -> None:
    tuesday, wednesday = days[1], days[2]
    shorter = [
        at for at in tuesday.keys() & wednesday.keys()
        if properties(wednesday[at]) == properties(tuesday[at])[:-1] and updated(wednesday[at]) == "20240306"
    ]  # fmt: skip
    assert shorter


def test_week_purges_one_or_two_earlier_records(days: list[dict[tuple[int, int], Record]]) -> None:
    purged = [
        (at, day) for day, sent in enumerate(days) for at, record in sent.items()
        if record.findtext(".//purge-indicator") == "Y"
    ]  # fmt: skip
    assert 1 <= len(purged) <= 2
    for at, day in purged:
        assert any(at in earlier for earlier in days[:day])


def test_week_has_stale_copies(days: list[dict[tuple[int, int], Record]]) -> None:
    newest: dict[tuple[int, int], str] = {}
    stale = []
    for sent in days:
        for at, record in sent.items():
            if updated(record) < newest.get(at, ""):
                stale.append(at)
            newest[at] = max(updated(record), newest.get(at, ""))
    assert len(stale) == 2


def test_week_corrects_records_of_the_week(days: list[dict[tuple[int, int], Record]]) -> None:
    monday, thursday = days[0], days[3]
    corrected = set()
    for record in thursday.values():
        text = record.findtext(".//conveyance-text", "")
        named = re.search(r"REEL\D*(\d+)\D+(\d+)", text)
        if text.startswith("CORRECT") and named:
            corrected.add((int(named[1]), int(named[2])))
    assert corrected & monday.keys()


def test_wrong_wishes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Tuesday, not a Monday"):
        write_week(tmp_path, date(2024, 3, 5))
    with pytest.raises(ValueError, match="not above 0"):
        write_file(tmp_path / "a.xml", megabytes=0)
    with pytest.raises(ValueError, match=r"a\.txt: a sample is written as \.xml or \.zip"):
        write_file(tmp_path / "a.txt", megabytes=0.1)


def test_command(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--week", "2024-03-04", "--scale", "0.01", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == [f"ad202403{day:02d}.zip" for day in range(4, 11)]
    assert CliRunner().invoke(main, [str(tmp_path)]).exit_code == 2
    assert CliRunner().invoke(main, ["--week", "2024-03-05", str(tmp_path)]).exit_code == 2
