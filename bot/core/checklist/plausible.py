"""What an amount can mean, the likeliest first, and whether that is plausible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.checklist.definition import AnswerKind, UnitDefinition
from bot.core.checklist.measuring import Reading, merged, reading_of
from bot.core.checklist.quantities import Quantity
from bot.core.checklist.typed import TypedAnswer

TINY = 0.01  # of the range: a bare number below it is more likely in a larger unit …
LIKELY = 0.04  # … with which it is at least so much of it
MOST = 1e6  # where the definition gives no upper end


def readings_with_unit(answer: TypedAnswer, usable: list[Quantity]) -> Iterator[Reading]:
    """Amounts with a unit; then with the other meaning of «1.000» and «1,500», when there is one."""
    first = usable[0]
    if any(quantity.unit != first.unit for quantity in usable) and answer.item.kind is not AnswerKind.AMOUNT:
        yield replace(_reading(answer, first), doubt=True)
        return
    reading = merged([_reading(answer, quantity) for quantity in usable], usable, answer.tokens)
    if len(usable) > 1 or first.number.other is None:
        yield reading
        return
    yield from _by_decimal_mark(answer, first, reading)


def _by_decimal_mark(answer: TypedAnswer, quantity: Quantity, reading: Reading) -> Iterator[Reading]:
    """«1.000»: when the larger meaning fits too, nobody can tell, and the larger is the likelier."""
    assert quantity.number.other is not None
    other = _reading(answer, replace(quantity, number=replace(quantity.number, low=quantity.number.other, other=None)))
    if other.low > reading.low and fits(answer, other):
        yield replace(other, doubt=True)
        return
    yield reading
    if not _is_tiny(answer, other.low):
        yield replace(other, doubt=True)


def readings_without_unit(answer: TypedAnswer, usable: list[Quantity]) -> Iterator[Reading]:
    """What numbers without a unit may mean, the likeliest first."""
    return _of_one(answer, usable[0]) if len(usable) == 1 else _of_several(answer, usable)


def _of_one(answer: TypedAnswer, quantity: Quantity) -> Iterator[Reading]:
    """A number without a unit: the canonical unit; another one when that fits better or alone fits."""
    canonical, *others = answer.item.units
    kept = answer.item.kind is AnswerKind.ACTIVITY
    first = _reading(answer, replace(quantity, unit=canonical))
    readings = [_reading(answer, replace(quantity, unit=unit)) for unit in others]
    fitting = [replace(each, doubt=True) for each in readings if fits(answer, each)]
    if kept and fitting and first.low:  # any of the units may be meant
        yield replace(first, doubt=True)
        yield from fitting
        return
    tiny = not quantity.doubt and _is_tiny(answer, quantity.number.low)
    if not kept and tiny and fitting and _is_likely(answer, fitting[0]):
        yield fitting[0]
    if quantity.number.other is not None:
        yield from _by_decimal_mark(answer, replace(quantity, unit=canonical), first)
    else:
        yield first
    yield from fitting


def _of_several(answer: TypedAnswer, usable: list[Quantity]) -> Iterator[Reading]:
    """Several numbers without a unit, all in the canonical one, to be read back."""
    canonical = answer.units.canonical
    readings = [_reading(answer, replace(quantity, unit=canonical)) for quantity in usable]
    yield replace(merged(readings, usable, answer.tokens), doubt=True)


def _reading(answer: TypedAnswer, quantity: Quantity) -> Reading:
    assert quantity.unit is not None
    keep_unit = answer.item.kind is not AnswerKind.AMOUNT and answer.item.kind is not AnswerKind.SMOKING
    return reading_of(quantity, quantity.unit, answer.units, keep_unit=keep_unit)


def _range(answer: TypedAnswer, unit: UnitDefinition) -> tuple[float | None, float | None]:
    """The plausible range: the unit's own, else the item's when the unit is the canonical one."""
    if unit.low is not None or unit.high is not None:
        return unit.low, unit.high
    return (answer.item.low, answer.item.high) if unit == answer.units.canonical else (None, None)


def fits(answer: TypedAnswer, reading: Reading) -> bool:
    """Whether a reading lies inside the plausible range, ends included."""
    low, high = _range(answer, reading.unit)
    top = reading.low if reading.high is None else reading.high
    return (low or 0) <= reading.low and top <= (MOST if high is None else high)


def _is_likely(answer: TypedAnswer, reading: Reading) -> bool:
    return reading.low >= LIKELY * (answer.item.high or 0)


def _is_tiny(answer: TypedAnswer, value: float) -> bool:
    return 0 < value < TINY * (answer.item.high or 0)
