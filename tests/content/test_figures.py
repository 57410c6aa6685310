"""Figures and units in sentences, and what backs them."""

from __future__ import annotations

import pytest

from bot.content.figures import Figure, find_figures, untraced

UNITS = {
    "mg": "mg",
    "milligrams": "mg",
    "%": "%",
    "percentage points": "percentage points",
    "day": "day",
    "days": "day",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,000 to 1,200 mg", [(1000, "mg"), (1200, "mg")]),
        ("1.7% lower", [(1.7, "%")]),
        ("2.5 percentage points", [(2.5, "percentage points")]),
        ("12-day course", [(12, "day")]),
        ("1 in 7 people", [(1, None), (7, None)]),
        ("B12, C-1295, IGF-1 and g/cm2", []),
        ("no figure", []),
        ("5 milligrams", [(5, "mg")]),
        ("2–3 days", [(2, "day"), (3, "day")]),
    ],
)
def test_figures_are_found_with_units(text: str, expected: list[tuple[float, str | None]]) -> None:
    """A range shares its unit; digits inside names are no figures."""
    assert [(each.number, each.unit) for each in find_figures(text, UNITS)] == expected


def test_a_unit_has_to_agree() -> None:
    """5 mg is not backed by 5 days; a figure without a unit is backed by either."""
    claims = [Figure(5, "day", "5")]
    assert untraced([Figure(5, "mg", "5")], claims)
    assert not untraced([Figure(5, None, "5")], claims)
    assert untraced([Figure(6, "day", "6")], claims)
