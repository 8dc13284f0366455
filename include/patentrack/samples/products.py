"""All that the USPTO would publish of one generated world around a week, a folder for each of its products."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from patentrack.samples.application_status import write_application_status
from patentrack.samples.assignments import DEMO_SCALE, week_world, write_day
from patentrack.samples.bibliographic import BibliographicFiles
from patentrack.samples.cpc import write_cpc_grants, write_cpc_publications
from patentrack.samples.lifetimes import Lifetimes
from patentrack.samples.maintenance_fees import write_maintenance_fees

_TUESDAY, _THURSDAY, _SUNDAY = 1, 3, 6


def write_sources(folder: Path, monday: date, *, seed: int = 0, scale: float = DEMO_SCALE) -> dict[str, list[Path]]:
    """Write the files of a week, and those before it that tell of the same assets.

    The assignment files are those of :func:`~patentrack.samples.assignments.write_week`. Bibliographic data: the
    files of the week, and one for each year before. Classification and status are as of the week's Sunday, the
    fees as of its Monday.

    Args:
        folder: Where to; each product gets a folder of its name in it.
        monday: The Monday of the week.
        seed: Same seed, same bytes.
        scale: 1.0 is the size of real files.

    Returns:
        The paths by product identifier, oldest first.

    Raises:
        ValueError: ``monday`` is not a Monday, or ``scale`` is not above 0.
    """
    world = week_world(monday, seed=seed, scale=scale)
    days = [monday + timedelta(days=at) for at in range(7)]
    bibliographic = BibliographicFiles(world)
    grants, applications = folder / "PTBLXML", folder / "APPBLXML"
    return {
        "PASDL": [write_day(folder / "PASDL", day, world=world) for day in days],
        "PTBLXML": [
            *bibliographic.write_earlier_grants(grants, monday),
            bibliographic.write_grants(grants, days[_TUESDAY]),
        ],
        "APPBLXML": [
            *bibliographic.write_earlier_applications(applications, monday),
            bibliographic.write_applications(applications, days[_THURSDAY]),
        ],
        "CPCMCPT": [write_cpc_grants(folder / "CPCMCPT", world, days[_SUNDAY])],
        "CPCMCAPP": [write_cpc_publications(folder / "CPCMCAPP", world, days[_SUNDAY])],
        "PTMNFEE2": [write_maintenance_fees(folder / "PTMNFEE2", Lifetimes(world, monday))],
        "PTFWPRE": write_application_status(folder / "PTFWPRE", Lifetimes(world, days[_SUNDAY])),
    }
