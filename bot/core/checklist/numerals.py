"""Decodes numbers written in digits: 1,200 · 1.200,50 · 1'200 · 1 200 · 1e3 · 7½ · 1/2. Two meanings are both kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*")


@dataclass(frozen=True)
class Number:
    """A number or a range of numbers, and where it ends."""

    low: float
    end: int  # index of the token after it
    high: float | None = None
    other: float | None = None  # what it is when its decimal mark was meant for thousands, or the other way round
    doubt: bool = False  # to be read back before it is kept
    times: bool = False  # said as once or twice: it counts occasions
    scale: float = 1  # 1000 when «k» or «thousand» followed, and so on


def slashed(above: int, below: int, end: int) -> Number | None:
    """«1/2» is a half; «2/3» may as well mean two or three, «5/7» five days of the week."""
    if above == 1 and below in (2, 3, 4, 5, 8):
        return Number(above / below, end)
    if 0 < above < below == above + 1 and below <= 9:
        return Number(above, end, high=below, doubt=True)
    if above <= below == 7:
        return Number(above, end, doubt=True)
    if below == 10:  # a mark out of ten, which a unit may stand for
        return Number(above, end - 2, doubt=True)
    return None


def decoded(numeral: str, end: int) -> Number | None:
    """The number that a numeral stands for; None for what is a list or a version."""
    if "⁄" in numeral:
        return _fraction(numeral, end)
    marks = [each for each in numeral if each in ".,' "]
    if not marks or "e" in numeral:
        return Number(float(numeral.replace(",", ".")), end) if len(marks) < 2 else None
    if _THOUSANDS.fullmatch(numeral):
        return _in_thousands(numeral, marks, end)
    whole, mark, decimals = numeral.rpartition(marks[-1])
    if mark in "' " or mark in whole or (len(marks) > 1 and not _THOUSANDS.fullmatch(whole)):
        return None
    return Number(float(f"{_digits(whole) or 0}.{decimals}"), end, doubt=mark == "," and len(decimals) > 3)


def _fraction(numeral: str, end: int) -> Number | None:
    """«7½», which folding makes «71⁄2»: every such sign has one digit above its bar."""
    above, _, below = numeral.partition("⁄")
    return Number(float(above[:-1] or 0) + int(above[-1]) / int(below), end) if int(below) else None


def _in_thousands(numeral: str, marks: list[str], end: int) -> Number:
    """«1,200» and «1.200» have two meanings; English comes first. «1 200» may be two numbers."""
    thousands = float(_digits(numeral))
    if len(marks) > 1 or marks[0] == "'":
        return Number(thousands, end)
    if marks[0] == " ":
        return Number(thousands, end, doubt=not numeral.endswith("000"))
    decimal = float(numeral.replace(",", "."))
    return Number(thousands, end, other=decimal) if marks[0] == "," else Number(decimal, end, other=thousands)


def _digits(numeral: str) -> str:
    return "".join(each for each in numeral if each.isdecimal())
