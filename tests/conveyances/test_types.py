from __future__ import annotations

from patentrack.conveyances import CONVEYANCE_TYPES


def test_the_twenty_types() -> None:
    names = [kind.convey_name for kind in CONVEYANCE_TYPES]
    assert len(names) == len(set(names)) == 20
    assert all(kind.description for kind in CONVEYANCE_TYPES)


def test_types_that_transfer_ownership() -> None:
    assert {kind.convey_name for kind in CONVEYANCE_TYPES if kind.is_ota} == {
        "assignment",
        "partialassignment",
        "employee",
        "merger",
        "namechg",
        "courtorder",
        "courtappointment",
    }
