"""Finds figures with their units in curated sentences, so that every one can be traced to a claim.

A figure is a number written in digits. Digits inside a name or a unit (B12, C-3, g/cm2) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_NUMBER = r"(?<![\w.,])(?<![A-Za-z]-)\d+(?:,\d{3})*(?:\.\d+)?(?![\d])"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*(?:to|or|and|-|–|×)\s*({_NUMBER}))?")


@dataclass(frozen=True)
class Figure:
    """A number and the unit written after it (None when it has none that is known)."""

    number: float
    unit: str | None
    written: str


def find_figures(text: str, units: Mapping[str, str]) -> list[Figure]:
    """The figures of a text. `units` maps each way of writing a unit, in small letters, to its one id."""
    found: list[Figure] = []
    for match in _RANGE.finditer(text):
        unit = _unit_after(text[match.end() :], units)
        for written in match.groups():
            if written:
                found.append(Figure(float(written.replace(",", "")), unit, written))
    return found


def untraced(figures: Iterable[Figure], claims: Iterable[Figure]) -> list[Figure]:
    """The figures that none of the claims' figures backs, number and unit alike."""
    backing = list(claims)
    return [
        figure
        for figure in figures
        if not any(
            other.number == figure.number and (figure.unit is None or other.unit in (figure.unit, None))
            for other in backing
        )
    ]


def _unit_after(rest: str, units: Mapping[str, str]) -> str | None:
    rest = rest.lstrip(" -\u00a0").lower()
    for length in sorted({len(written) for written in units}, reverse=True):
        written = rest[:length]
        if written in units and not rest[length : length + 1].isalnum():
            return units[written]
    return None
