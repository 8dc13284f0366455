from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from patentrack.errors import SourceFileError
from patentrack.ingest.landing import backfile_parts, day_file, select_parts

DAY = date(2015, 7, 27)


def land(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).touch()
    return folder


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


@pytest.mark.parametrize("suffix", ["zip", "xml"])
def test_the_file_of_a_day_is_found_as_published_and_unpacked(tmp_path: Path, suffix: str) -> None:
    land(tmp_path, f"ad20150727.{suffix}", "ad20150728.zip", "ad20150727-01.zip")
    assert day_file(DAY, tmp_path).name == f"ad20150727.{suffix}"


def test_the_archive_comes_before_its_unpacked_copy(tmp_path: Path) -> None:
    land(tmp_path, "ad20150727.xml", "ad20150727.zip")
    assert day_file(DAY, tmp_path).name == "ad20150727.zip"


def test_a_missing_day_is_named(tmp_path: Path) -> None:
    land(tmp_path, "ad20150727.zip.part", "ad20150726.zip", "ad20150727-01.zip")
    (tmp_path / "ad20150727.xml").mkdir()
    with pytest.raises(SourceFileError, match=r"ad20150727\.zip: the daily file of 2015-07-27 is not in"):
        day_file(DAY, tmp_path)


def test_a_landing_folder_that_is_not_there_holds_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="2015-07-27"):
        day_file(DAY, tmp_path / "nowhere")
    with pytest.raises(SourceFileError, match="no part like"):
        backfile_parts(tmp_path / "nowhere")


@pytest.mark.parametrize("generation", ["19800101-20231231", "20231231"])
def test_parts_come_in_the_order_of_their_numbers(tmp_path: Path, generation: str) -> None:
    wanted = [f"ad{generation}-{number:02}.zip" for number in range(1, 13)]
    land(tmp_path, *reversed(wanted), "ad20240101.zip", "readme.txt")
    assert names(backfile_parts(tmp_path)) == wanted


def test_a_part_is_taken_once_when_its_unpacked_copy_lies_beside_it(tmp_path: Path) -> None:
    land(tmp_path, "ad20231231-01.xml", "ad20231231-01.zip", "ad20231231-02.xml")
    assert names(backfile_parts(tmp_path)) == ["ad20231231-01.zip", "ad20231231-02.xml"]


def test_several_generations_ask_for_a_choice(tmp_path: Path) -> None:
    land(tmp_path, "ad19800101-20231231-01.zip", "ad19800101-20241231-01.zip", "ad20231231-01.xml")
    with pytest.raises(
        SourceFileError,
        match=r"several generations .*: 19800101-20231231, 19800101-20241231, 20231231. They overlap",
    ):
        backfile_parts(tmp_path)


@pytest.mark.parametrize("chosen", ["19800101-20241231", "ad19800101-20241231", " 19800101-20241231 "])
def test_one_generation_is_chosen_with_or_without_its_prefix(tmp_path: Path, chosen: str) -> None:
    land(tmp_path, "ad19800101-20231231-01.zip", "ad19800101-20241231-01.zip")
    assert names(backfile_parts(tmp_path, chosen)) == ["ad19800101-20241231-01.zip"]


@pytest.mark.parametrize("chosen", ["19800101-20221231", "2023", "../secret"])
def test_a_generation_that_is_not_there_is_refused(tmp_path: Path, chosen: str) -> None:
    land(tmp_path, "ad19800101-20231231-01.zip")
    with pytest.raises(SourceFileError, match=r"no part of this generation .* There is 19800101-20231231"):
        backfile_parts(tmp_path, chosen)


def test_a_blank_choice_is_no_choice(tmp_path: Path) -> None:
    land(tmp_path, "ad20231231-01.zip")
    assert names(backfile_parts(tmp_path, " ")) == ["ad20231231-01.zip"]


def test_a_gap_in_the_part_numbers_names_the_missing_part(tmp_path: Path) -> None:
    land(tmp_path, *(f"ad20231231-{number:02}.zip" for number in (1, 2, 4)))
    with pytest.raises(SourceFileError, match=r"missing from .*: ad20231231-03\.zip\. "):
        backfile_parts(tmp_path)


def test_the_first_part_may_not_be_missing(tmp_path: Path) -> None:
    land(tmp_path, "ad20231231-03.zip")
    with pytest.raises(SourceFileError, match=r": ad20231231-01\.zip, ad20231231-02\.zip\. "):
        backfile_parts(tmp_path)


@pytest.mark.parametrize(
    ("selection", "numbers"),
    [
        (None, [1, 2, 3, 4, 5]),
        ("  ", [1, 2, 3, 4, 5]),
        ("2", [2]),
        ("5, 1", [1, 5]),
        ("1, 3-5, 4", [1, 3, 4, 5]),
        ("02 - 3", [2, 3]),
    ],
)
def test_parts_are_selected_by_number(tmp_path: Path, selection: str | None, numbers: list[int]) -> None:
    parts = [tmp_path / f"ad19800101-20231231-{number:02}.zip" for number in range(1, 6)]
    assert select_parts(parts, selection) == [parts[number - 1] for number in numbers]


@pytest.mark.parametrize(
    ("selection", "says"),
    [
        ("1;2", "cannot be read"),
        ("1,", "cannot be read"),
        ("all", "cannot be read"),
        ("6", "names no part 6. There are parts 1 to 5"),
        ("4-7", "names no part 6, 7"),
        ("0", "names no part 0"),
        ("4-2", "names no part at all"),
    ],
)
def test_a_selection_that_cannot_be_met_is_refused(tmp_path: Path, selection: str, says: str) -> None:
    parts = [tmp_path / f"ad19800101-20231231-{number:02}.zip" for number in range(1, 6)]
    with pytest.raises(SourceFileError, match=says):
        select_parts(parts, selection)
