"""Firms' names as name resolution gets them: what meets, what stays apart, and what a cut name was."""

from __future__ import annotations

import pytest

from patentrack.parties.law_firm_names import complete_names, firm_key, firm_name
from patentrack.parties.resolution import cluster_lines


def together(*names: str) -> bool:
    return len({number for number, _, _ in cluster_lines(map(firm_name, names))}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("QUILL, PARCHMENT, INKWELL & VELLUM", "QUILL PARCHMENT INKWELL AND VELLUM LLP"),
        ("QUILL & PARCHMENT LLP", "QUILL & PARCHMENT L.L.P."),
        ("QUILL & PARCHMENT LLP (WM)", "QUILL & PARCHMENT LLP"),
        ("QUILL & PARCHMENT P.L.L.C", "QUILL AND PARCHMENT, PLLC"),
        ("QUILL HAND ATTORNEYS AT LAW", "QUILL HAND"),
        ("THE LAW OFFICES OF JOHN QUILL", "LAW OFFICE OF JOHN QUILL", "JOHN QUILL LAW OFFICES"),
        ("QUILL & VELLUM, LTD., ATTORNEYS FOR CLIENT NOS. 12", "QUILL & VELLUM, LTD."),
    ],
)
def test_spellings_of_one_firm_meet(names: tuple[str, ...]) -> None:
    assert together(*names)


@pytest.mark.parametrize(
    "names",
    [
        ("QUILL & PARCHMENT LLP", "QUILL & VELLUM LLP"),
        ("QUILL & PARCHMENT LLP", "PARCHMENT & QUILL LLP"),
        ("QUILL & PARCHMENT LLP", "QUILL PARCHMENT & VELLUM LLP"),
        ("QUILL & ASSOCIATES LLP", "QUILL LLP"),
        ("QUILL & PARCHMENT LLP", "QUILL & PARCHMENT PC"),
        ("THE LAW OFFICES OF JOHN QUILL", "THE LAW OFFICES OF JANE QUILL"),
    ],
)
def test_different_firms_stay_apart(names: tuple[str, ...]) -> None:
    assert not together(*names)


def test_a_name_of_nothing_but_a_role_stays() -> None:
    assert firm_name("(WM)") == "(WM)"


WHOLE = [
    "QUILL PARCHMENT INKWELL VELLUM AND HAND LLP",
    "QUILL, PARCHMENT, INKWELL, VELLUM & HAND, L.L.P.",
    "SCRIBE TEASDALE LLP",
    "SMITH & JONES LLP",
    "SMITH & JONESON LLP",
]


@pytest.mark.parametrize(
    ("cut", "key"),
    [
        ("QUILL, PARCHMENT, INKWELL, VELLUM &", "QUILL PARCHMENT INKWELL VELLUM HAND"),
        ("QUILL, PARCHMENT, INKWELL, VELLUM & HA", "QUILL PARCHMENT INKWELL VELLUM HAND"),
        ("QUILL, PARCHMENT, INKWELL, VELLUM AN", "QUILL PARCHMENT INKWELL VELLUM HAND"),
        ("QUILL, PARCHMENT, INKWELL, VELLUM & HAND, L.L", "QUILL PARCHMENT INKWELL VELLUM HAND"),
        ("SCRIBE TEASD", "SCRIBE TEASDALE"),
        ("QUILL, PARCHMENT, ET AL.", "QUILL PARCHMENT INKWELL VELLUM HAND"),
    ],
)
def test_a_cut_name_is_the_beginning_of_one_name(cut: str, key: str) -> None:
    assert firm_key(complete_names([cut], WHOLE)[cut]) == key


@pytest.mark.parametrize(
    "cut",
    [
        "SMITH & JON",  # two firms
        "SMITH & JONES",  # the same two
        "SCRIBE",  # says too little
        "VELLUM & HAND",  # not the beginning
        "SCRIBES TEASD",  # only the last word may be half
    ],
)
def test_a_cut_name_of_several_firms_or_none_is_left(cut: str) -> None:
    assert complete_names([cut], WHOLE) == {}
