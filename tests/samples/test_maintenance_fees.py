"""Generated files of maintenance fee events: the USPTO's layout, and the lifetimes of the world in it."""

from __future__ import annotations

import itertools
import re
from datetime import date
from pathlib import Path

import pytest

from patentrack.samples.lifetimes import Lifetimes
from patentrack.samples.maintenance_fees import write_fee_bench_file, write_maintenance_fees
from patentrack.samples.world import World
from patentrack.sources.maintenance_fee_facts import EVENT_CODES
from patentrack.sources.maintenance_fees import read_fee_events
from support.sample_files import content, contents, opened

TODAY = date(2024, 3, 4)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, spread: World) -> Path:
    return write_maintenance_fees(tmp_path_factory.mktemp("fees"), Lifetimes(spread, TODAY))


@pytest.fixture(scope="module")
def lines(path: Path) -> list[bytes]:
    return contents(path)["MaintFeeEvents_20240304.txt"].splitlines(keepends=True)


def test_layout(path: Path, lines: list[bytes]) -> None:
    assert path.name == "MaintFeeEvents_20240304.zip"
    assert list(contents(path)) == ["MaintFeeEvents_20240304.txt", "MaintFeeEventsDesc_20240304.txt"]
    form = re.compile(rb"(?:0{5,}[1-9]\d{6,7}|0{6}RE\d{5}) \d{8} [YMN] \d{8} \d{8} \d{8} [A-Z\d.]{4,5} ?\r\n")
    assert len(lines) > 800
    for line in lines:
        assert len(line) == 59
        assert form.fullmatch(line), line
        assert b"19800101" < line[25:33] < line[34:42] < b"20240305"
        assert line[43:51] < b"20240305"
    assert any(b"RE" in line[:13] for line in lines)


def test_the_newest_event_of_a_patent_comes_first(lines: list[bytes]) -> None:
    numbers = [line[:13] for line in lines]
    assert numbers == sorted(numbers)
    for before, after in itertools.pairwise(lines):
        if before[:13] == after[:13]:
            assert before[:43] == after[:43]
            assert before[43:51] >= after[43:51]


def test_every_code_is_one_of_the_list(path: Path, lines: list[bytes]) -> None:
    described = dict(
        re.fullmatch(r"(.{5}) (.+)\r\n", line).groups()  # type: ignore[union-attr]
        for line in contents(path)["MaintFeeEventsDesc_20240304.txt"].decode().splitlines(keepends=True)
    )
    assert {code.strip(): text for code, text in described.items()} == dict(EVENT_CODES)
    used = {line[52:57].decode() for line in lines}
    assert used <= set(described)
    assert {code.strip() for code in used} >= {"EXP.", "EXPX", "REM.", "ASPN", "M1551", "M2552", "M1554", "STOL"}


def test_reads_back_to_the_lifetimes(spread: World, path: Path) -> None:
    lifetimes = Lifetimes(spread, TODAY)
    expected = set()
    for number in range(len(spread.register)):
        asset, life = spread.asset(number), lifetimes.of(number)
        for event in life.events:
            facts = (asset.grant, asset.application, life.entity, str(asset.filed), str(asset.granted))
            expected.add((*facts, date.fromordinal(event.day).isoformat(), event.code))
    found = []
    for name, stream in opened(path):
        if "Desc" not in name:
            for batch in read_fee_events(stream, file_name=name, known_codes=frozenset(EVENT_CODES)):
                assert (batch.rejected, batch.unreadable_values) == ([], 0)
                found += batch.rows["event_maintainence_fees"]
    assert {row[1:] for row in found} == expected
    assert [row[0] for row in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("lines", [1, 6_004])
def test_bench_file(tmp_path: Path, lines: int) -> None:
    data = content(write_fee_bench_file(tmp_path / "MaintFeeEvents_20240304.zip", lines=lines))
    assert data == write_fee_bench_file(tmp_path / "a.txt", lines=lines).read_bytes()
    rows = data.splitlines(keepends=True)
    assert len(rows) == lines
    assert {len(row) for row in rows} == {59}
    assert len(set(rows)) == lines
    for before, after in itertools.pairwise(rows):
        assert (before[:13], after[43:51]) <= (after[:13], before[43:51])
