"""Turns the amounts of an answer into one reading in the item's unit: products, sums, periods and ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.core.checklist.definition import UnitDefinition
from bot.core.checklist.numerals import Number
from bot.core.checklist.quantities import Quantity
from bot.core.checklist.rates import DAYS, Rate
from bot.core.checklist.tokens import Tokens
from bot.core.checklist.units import Units

MOST_COUNTED = 12  # tablets of one kind; a larger number is an amount itself
_PLUS = {"and", "plus", "+", "&", "with"}


@dataclass(frozen=True)
class Reading:
    """An amount in a unit."""

    low: float
    high: float | None
    unit: UnitDefinition
    doubt: bool = False  # to be read back before it is kept


def combined(quantities: Sequence[Quantity], units: Units) -> list[Quantity]:
    """The amounts with «twice a day» multiplied into the amount beside it, and «1 h 30 min» put together."""
    parts: list[Quantity] = []
    for quantity in quantities:
        joined = _joined(parts[-1], quantity, units) if parts else None
        if joined:
            parts[-1] = joined
        else:
            parts.append(quantity)
    return parts


def _joined(first: Quantity, second: Quantity, units: Units) -> Quantity | None:
    if first.occasion != second.occasion:
        dose, occasions = (second, first) if first.occasion else (first, second)
        if dose.foreign or (dose.bare and units.counts_occasions):
            return None
        return _times(dose, occasions)
    if _counts(first, second, units):
        return replace(_multiplied(second, first), doubt=True)
    return None if first.occasion else _compound(first, second)


def _counts(first: Quantity, second: Quantity, units: Units) -> bool:
    """«two 500 mg tablets», «2 tablets of 500 mg»: a small whole number that says how many of the amount behind it."""
    if units.counts_occasions or second.unit is None or first.unit or first.rate or first.number.high is not None:
        return False
    near = second.start - first.end <= (1 if first.foreign else 0)
    return near and 1 <= first.number.low <= MOST_COUNTED and first.number.low == int(first.number.low)


def _times(dose: Quantity, occasions: Quantity) -> Quantity | None:
    """So many times an amount, unless the amount has its own period other than a day."""
    if dose.rate and dose.rate.days != dose.rate.count:
        return None
    product = _multiplied(dose, occasions)
    return replace(product, doubt=product.doubt or dose.unit is None or occasions.unit is not None)


def _multiplied(dose: Quantity, counted: Quantity) -> Quantity:
    number, times = dose.number, counted.number
    is_range = number.high is not None or times.high is not None
    most = (number.high or number.low) * (times.high or times.low)
    return replace(
        dose,
        number=replace(number, low=number.low * times.low, high=most if is_range else None, other=None),
        start=min(dose.start, counted.start),
        end=max(dose.end, counted.end),
        rate=counted.rate or dose.rate,
        doubt=dose.doubt or counted.doubt,
    )


def _compound(first: Quantity, second: Quantity) -> Quantity | None:
    """«1 hour 30 minutes»: the second is a part of the first's unit."""
    if not (first.unit and second.unit) or first.number.high is not None or second.number.high is not None:
        return None
    ratio = _part(first.unit, second.unit)
    apart = second.start - first.end > 1
    if apart or ratio >= 1 or second.number.low * ratio >= 1 or first.rate or first.number.low != int(first.number.low):
        return None
    number = replace(first.number, low=first.number.low + second.number.low * ratio, other=None)
    return replace(first, number=number, end=second.end, rate=second.rate, doubt=first.doubt or second.doubt)


def _part(whole: UnitDefinition, part: UnitDefinition) -> float:
    """How much of one unit another is. Units that are kept as given have no factor; hours and minutes are known."""
    if "hours" in whole.words and "minutes" in part.words:
        return 1 / 60
    return part.factor / whole.factor


def reading_of(quantity: Quantity, unit: UnitDefinition, units: Units, *, keep_unit: bool) -> Reading:
    """A quantity in a unit; in the canonical one unless the unit is kept as given."""
    number = quantity.number
    rate = None if units.interval_days and quantity.unit and not quantity.occasion else quantity.rate
    low, high = (_converted(end, rate, unit, units) for end in (number.low, number.high))
    if low is not None and high is not None and low > high:
        low, high = high, low
    scale = 1 if keep_unit else unit.factor
    low, high = rounded((low or 0) * scale), None if high is None else rounded(high * scale)
    return Reading(
        low,
        None if high == low else high,
        unit if keep_unit else units.canonical,
        quantity.doubt or number.doubt or quantity.elsewhere or _changes_by_doubtful_rate(quantity.rate, unit),
    )


def _converted(value: float | None, rate: Rate | None, unit: UnitDefinition, units: Units) -> float | None:
    """A value that is per the rate's period, per the unit's own period."""
    if value is None or rate is None:
        return value
    if units.interval_days:
        return value if rate.weak or not value else rate.days / rate.count / value / units.interval_days
    if unit.per is None or (rate.weak and unit.per == "day"):
        return value
    return value * rate.count * DAYS[unit.per] / rate.days


def _changes_by_doubtful_rate(rate: Rate | None, unit: UnitDefinition) -> bool:
    return rate is not None and rate.doubt and unit.per is not None and not (rate.weak and unit.per == "day")


def merged(readings: Sequence[Reading], quantities: Sequence[Quantity], tokens: Tokens) -> Reading:
    """Several amounts as one: the same said twice, a sum, or the range they span; the last two are doubtful."""
    first, pairs = readings[0], list(pairwise(quantities))
    same = all(each.low == first.low and each.high == first.high for each in readings)
    if same and any(one.unit != other.unit for one, other in pairs):
        return first  # 10 mcg (400 IU)
    if pairs and all(_is_plus(one, other, tokens) for one, other in pairs):
        low = rounded(sum(each.low for each in readings))
        high = rounded(sum(each.low if each.high is None else each.high for each in readings))
        return Reading(low, high if high > low else None, first.unit, doubt=True)
    if same:
        return first
    low = min(each.low for each in readings)
    high = max(each.low if each.high is None else each.high for each in readings)
    return Reading(low, high, first.unit, doubt=True)


def _is_plus(one: Quantity, other: Quantity, tokens: Tokens) -> bool:
    """Whether the words between two amounts add them up. «6 and 7» alone does not."""
    between = [token.text for token in tokens[one.end : other.start]]
    return bool(_PLUS.intersection(between)) and (one.rate is not None or between not in (["and"], ["&"]))


def rounded(value: float) -> float:
    """Without the dust of computing: two decimals, two digits for what is very small, and never a negative zero."""
    if value != value or value in (float("inf"), float("-inf")):
        return value
    return (round(value, 2) if abs(value) >= 0.1 else float(f"{value:.2g}")) + 0.0


def rate_as_quantity(rate: Rate, units: Units) -> Quantity | None:
    """«daily», «every other year» without a number, for an item that counts days or asks how long to wait."""
    if not units.counts_occasions and not units.interval_days:
        return None
    if rate.weak or (rate.days < DAYS["month"] if units.interval_days else rate.needs_amount):
        return None
    return Quantity(Number(rate.spans, rate.end), rate.end, rate.end, units.canonical, occasion=True, rate=rate)
