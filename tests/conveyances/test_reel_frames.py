from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentrack.conveyances.reel_frames import named_rf_ids


@pytest.mark.parametrize(
    "text",
    [
        "PREVIOUSLY RECORDED AT REEL: 012345 FRAME: 0123.",
        "PREVIOUSLY RECORDED ON REEL 012345 FRAME 0123.",
        "REEL/FRAME 012345/0123",
        "REEL/FRAME: 012345/0123",
        "REEL/FRAME:012345/0123",
        "REEL/FRAME NO. 012345/0123",
        "REEL/FRAME NO: 012345-0123",
        "REEL/FRAME (012345/0123)",
        "REEL/FRAME 012345 / 0123",
        "REEL/FRAME 012345 0123",
        "REEL FRAME 012345/0123",
        "REEL-FRAME 12345/123",
        "REEL AND FRAME NUMBER 012345/0123",
        "REEL 012345, FRAME 0123",
        "REEL 012345; FRAME 0123",
        "REEL 012345/FRAME 0123",
        "REEL: 012345/FRAME: 0123",
        "REEL 012345 AND FRAME 0123",
        "REEL NO. 012345, FRAME NO. 0123",
        "REEL NO.: 012345 FRAME NO.: 0123",
        "REEL NUMBER 012345 FRAME NUMBER 0123",
        "REEL #012345, FRAME #0123",
        "REEL# 012345 FRAME# 0123",
        "REEL 012345/0123",
        "R/F 12345/0123",
        "R/F: 012345/0123",
        "reel 012345 frame 0123",
        "REEL 012345 FRAMES 0123-0130",
        "REEL 012345, FRAMES 0123 TO 0130",
        "REEL 012345 FRAME 0123, PATENT 9,999,999 AND APPLICATION 14/053,026",
        "FRAME 0123 OF REEL 012345",
        "FRAME 0123, REEL 012345",
        "RECORDED AT 012345/0123",
        "REEL 012345 FRAME 0123; REEL 012345 FRAME 0123",
        "REEL. 012345 FRAME. 0123",
        "REEL 012345 | FRAME 0123",
        "REEL/FRAME 012345\\0123",
        "REEL O12345 FRAME O123",
        "RF 012345/0123",
        "SECURITY AGREEMENT (12345/0123)",
    ],
)
def test_ways_of_writing_one_recording(text: str) -> None:
    assert named_rf_ids(text) == (123450123,)


@pytest.mark.parametrize(
    ("text", "rf_ids"),
    [
        ("REEL 012345 FRAME 0123 AND REEL 023456 FRAME 0234", (123450123, 234560234)),
        ("REEL/FRAME 012345/0123, 023456/0234 AND 034567/0345", (123450123, 234560234, 345670345)),
        ("REEL/FRAMES: 012345/0123; 023456/0234", (123450123, 234560234)),
        ("REEL 012345 FRAMES 0123, 0456 AND 0789", (123450123, 123450456, 123450789)),
        ("AT REEL/FRAME: 5/6", (50006,)),
        ("REEL: 41576 FRAME: 1", (415760001,)),
        ("REEL 012345 FRAME 10000", ()),
        ("REEL 0 FRAME 1", ()),
        ("REEL/FRAME 012345/12345 AND 012345/0123", (123450123,)),
        ("APPLICATION 14/053,026 FILED 7/14/2015, 1/2 INTEREST", ()),
        ("REEL TO REEL TAPE FRAME", ()),
        ("REEL 012345 FRAME 0123 AND (023456/0234)", (123450123, 234560234)),
        ("012345/0123 AND REEL 023456 FRAME 0234", (123450123, 234560234)),
        ("PCT/JP2004/012345, 29/123,456, 12345/678, 1.12345/0123 AND 12345/0123,456", ()),
        ("", ()),
    ],
)
def test_several_none_or_impossible(text: str, rf_ids: tuple[int, ...]) -> None:
    assert named_rf_ids(text) == rf_ids


@given(st.integers(1, 999_999), st.integers(0, 9_999))
def test_round_trip(reel: int, frame: int) -> None:
    assert named_rf_ids(f"PREVIOUSLY RECORDED AT REEL: {reel:06} FRAME: {frame:04}.") == (reel * 10_000 + frame,)
    assert named_rf_ids(f"RECORDED AT REEL/FRAME {reel}/{frame}") == (reel * 10_000 + frame,)


@given(st.text("REL/FAM 0123456789,-&.:#", max_size=60))
def test_any_text_gives_possible_recordings(text: str) -> None:
    assert all(10_000 <= rf_id < 10_000_000_000 for rf_id in named_rf_ids(text))
