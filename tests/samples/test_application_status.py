"""Generated file wrappers: the status of each public application fits what became of it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from patentrack.samples.application_status import write_application_status, write_status_bench_file
from patentrack.samples.lifetimes import Lifetimes
from patentrack.samples.prosecution import ABANDONED, LAPSED, PATENTED, PENDING, Prosecution
from patentrack.samples.terms import term_extension
from patentrack.samples.world import World
from patentrack.sources.application_status import COLUMNS, read_status
from support.sample_files import Delivery, content, contents, opened

TODAY = date(2024, 3, 5)
Wrapper = dict[str, Any]


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory, spread: World) -> list[Path]:
    return write_application_status(tmp_path_factory.mktemp("status"), Lifetimes(spread, TODAY))


@pytest.fixture(scope="module")
def wrappers(paths: list[Path]) -> dict[str, Wrapper]:
    found: dict[str, Wrapper] = {}
    for path in paths:
        for data in contents(path).values():
            found |= {each["applicationNumberText"]: each for each in json.loads(data)["patentFileWrapperDataBag"]}
    return found


def numbers_of(world: World, wrappers: dict[str, Wrapper]) -> dict[int, Wrapper]:
    """Wrappers by the number of their asset."""
    return {
        number: wrappers[application]
        for number in range(len(world.register))
        if (application := world.asset(number).application) in wrappers
    }


def test_files_are_decades_and_members_years(paths: list[Path]) -> None:
    assert [path.name for path in paths] == [
        "2001-2010-patent-filewrapper-full-json-20240305.zip",
        "2011-2020-patent-filewrapper-full-json-20240305.zip",
        "2021-2024-patent-filewrapper-full-json-20240305.zip",
    ]
    for path in paths:
        years = [int(name.removesuffix(".json")) for name in contents(path)]
        assert years == sorted(years)
        assert int(path.name[:4]) <= years[0] <= years[-1] <= int(path.name[5:9])
        for name, data in contents(path).items():
            found = json.loads(data)["patentFileWrapperDataBag"]
            applications = [each["applicationNumberText"] for each in found]
            assert applications == sorted(applications)
            assert {each["applicationMetaData"]["filingDate"][:4] for each in found} == {name[:4]}


def test_every_public_application_filed_since_2001_once(spread: World, wrappers: dict[str, Wrapper]) -> None:
    expected = {
        spread.asset(number).application
        for number, filed in enumerate(spread.register.filed)
        if filed >= date(2001, 1, 1).toordinal() and spread.register.public_on(number, TODAY.toordinal())
    }
    assert wrappers.keys() == expected


def test_the_status_fits_the_asset(spread: World, wrappers: dict[str, Wrapper]) -> None:
    lifetimes, found = Lifetimes(spread, TODAY), Counter()
    for number, wrapper in numbers_of(spread, wrappers).items():
        meta, asset = wrapper["applicationMetaData"], spread.asset(number)
        status = meta["applicationStatusCode"], meta["applicationStatusDescriptionText"]
        granted = asset.granted is not None and asset.granted <= TODAY
        assert (meta.get("patentNumber"), meta.get("grantDate")) == (
            (asset.grant, str(asset.granted)) if granted else (None, None)
        )
        lapsed = lifetimes.of(number).lapsed
        if lapsed:
            assert status == LAPSED
            assert meta["applicationStatusDate"] >= date.fromordinal(lapsed).isoformat()
        elif granted:
            assert status == PATENTED
            assert meta["applicationStatusDate"] >= str(asset.granted)
        else:
            assert status in (*PENDING.values(), *ABANDONED.values())
            assert status not in ABANDONED.values() or asset.granted is None
        assert str(asset.filed) <= meta["applicationStatusDate"] <= str(TODAY)
        found[status] += 1
    assert set(found) == {PATENTED, LAPSED, *ABANDONED.values(), *found}
    assert {PENDING["DOCK"], PENDING["MCTNF"], PENDING["MN/=."]} <= set(found)


def test_events_are_dated_newest_first_and_lead_to_the_status(wrappers: dict[str, Wrapper]) -> None:
    for wrapper in wrappers.values():
        events, meta = wrapper["eventDataBag"], wrapper["applicationMetaData"]
        days = [event["eventDate"] for event in events]
        assert days == sorted(days, reverse=True)
        assert all(meta["filingDate"] <= day <= str(TODAY) for day in days)
        assert meta["applicationStatusDate"] in (*days, meta["filingDate"])
        assert all(event["eventCode"] and event["eventDescriptionText"] for event in events)


def test_front_page_data_is_that_of_the_world(spread: World, wrappers: dict[str, Wrapper]) -> None:
    for number, wrapper in numbers_of(spread, wrappers).items():
        meta, asset = wrapper["applicationMetaData"], spread.asset(number)
        assert (meta["filingDate"], meta["inventionTitle"]) == (str(asset.filed), asset.title)
        names = [
            f"{each['lastName']}, {each['firstName']} {each.get('middleName', '')}" for each in meta["inventorBag"]
        ]
        assert [name.strip().upper() for name in names] == [person.name for person in spread.inventors(number)]
        published = asset.published if asset.published and asset.published <= TODAY else None
        assert meta.get("earliestPublicationDate") == (str(published) if published else None)
        adjusted = wrapper.get("patentTermAdjustmentData", {}).get("adjustmentTotalQuantity", 0)
        assert adjusted == (term_extension(spread, number) if "patentNumber" in meta else 0)


def test_a_later_day_continues_an_earlier_one(spread: World) -> None:
    earlier, later = (Prosecution(Lifetimes(spread, day)) for day in (date(2018, 6, 1), TODAY))
    moved = 0
    for number in range(len(spread.register)):
        steps = earlier.steps(number)
        assert later.steps(number)[: len(steps)] == steps
        moved += earlier.status(number) != later.status(number)
    assert moved > 300


def test_reads_back(delivery: Delivery) -> None:
    prosecution = Prosecution(Lifetimes(delivery.world, date(2024, 3, 10)))
    expected = {
        (delivery.world.asset(number).application, status.text, status.code, date.fromordinal(status.day).isoformat())
        for number in range(len(delivery.world.register))
        if (status := prosecution.status(number))
    }
    found = []
    for path in delivery.files["PTFWPRE"]:
        for name, stream in opened(path):
            for batch in read_status(stream, file_name=name):
                assert (batch.rejected, batch.unreadable_values) == ([], 0)
                found += batch.rows["application_status"]
    assert COLUMNS[1:] == ("appno_doc_num", "status", "status_code", "status_date")
    assert len(found) > 900
    assert {row[1:] for row in found} <= expected


@pytest.mark.parametrize("megabytes", [0.1, 3])
def test_bench_file(tmp_path: Path, megabytes: float) -> None:
    data = content(write_status_bench_file(tmp_path / "2001.zip", megabytes=megabytes))
    assert data == write_status_bench_file(tmp_path / "2001.json", megabytes=megabytes).read_bytes()
    assert len(data) == pytest.approx(megabytes * 1_000_000, rel=0.05)
    applications = [each["applicationNumberText"] for each in json.loads(data)["patentFileWrapperDataBag"]]
    assert len(set(applications)) == len(applications) > 20
