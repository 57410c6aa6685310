"""Reads an amount: a number in the item's unit, converted, checked against the plausible range, doubts read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.checklist.definition import AnswerKind
from bot.core.checklist.measuring import Reading, combined, rate_as_quantity
from bot.core.checklist.outcome import Outcome
from bot.core.checklist.phrases import is_hedged, is_none, is_now_and_then, is_rare, is_unknown, is_unsettled, is_vague
from bot.core.checklist.plausible import fits, readings_with_unit, readings_without_unit
from bot.core.checklist.quantities import Quantity
from bot.core.checklist.typed import TypedAnswer

MOST_OTHER_WORDS = 8  # a longer story around a number may be about something else: read it back
OUT_OF_RANGE, NEGATIVE, WRONG_UNIT = "checklist-out-of-range", "checklist-negative", "checklist-wrong-unit"


def read_amount(answer: TypedAnswer) -> Outcome:
    """Read an answer to an item of the kind `amount` or `activity`."""
    quantities = list(answer.found.quantities)
    if any(quantity.number.low < 0 for quantity in quantities):
        return answer.outcome("invalid", reason=NEGATIVE)
    if is_now_and_then(answer.plain):
        return answer.outcome("noted")
    usable = usable_quantities(answer)
    if usable and not _is_about_rare_days(answer, usable):
        return read_quantities(answer, usable)
    return without_amount(answer)


def without_amount(answer: TypedAnswer) -> Outcome:
    """What an answer says that holds no amount of the item's."""
    if is_unknown(answer.plain, answer.words):
        return answer.outcome("unknown")
    if is_unsettled(answer.plain):
        return answer.outcome("noted")
    if is_none(answer.plain):
        return zero(answer)
    if any(quantity.foreign or _is_days_alone(quantity) for quantity in answer.found.quantities):
        return answer.outcome("invalid", reason=WRONG_UNIT)
    if is_vague(answer.plain) or is_rare(answer.plain) or answer.found.rates or answer.found.quantities:
        return answer.outcome("noted")
    return answer.outcome("unread")


def _is_days_alone(quantity: Quantity) -> bool:
    """«3 days» where hours are asked; «3 days a week» at least says how often."""
    return quantity.occasion and not quantity.number.times and quantity.rate is None


def zero(answer: TypedAnswer) -> Outcome:
    """«None»: zero of the canonical unit; only words where zero is no possible answer."""
    unit = answer.units.canonical
    if not fits(answer, Reading(0, None, unit)):
        return answer.outcome("noted")
    return answer.outcome("recorded", 0.0, unit=unit.id)


def usable_quantities(answer: TypedAnswer) -> list[Quantity]:
    """The amounts that can be the answer, «twice a day» and the like worked in: bare ones in the unit of the others."""
    units, found = answer.units, answer.found
    quantities = combined(found.quantities, units)
    if not quantities and not is_vague(answer.plain):
        rates = (rate_as_quantity(rate, units) for rate in found.rates)
        return [quantity for quantity in rates if quantity][:1]
    if units.interval_days:
        if any(quantity.unit and not quantity.occasion for quantity in quantities):
            quantities = [quantity for quantity in quantities if not quantity.occasion]
        else:
            quantities = [replace(q, unit=units.canonical) if q.occasion and q.rate else q for q in quantities]
    if answer.item.kind is AnswerKind.AMOUNT and units.canonical.per == "day":
        quantities = [_each_day(quantity) for quantity in quantities]
    unit = next((quantity.unit for quantity in quantities if quantity.unit), None)
    return [replace(each, unit=each.unit or unit) for each in quantities if each.unit or each.bare]


def _each_day(quantity: Quantity) -> Quantity:
    """«7 hours on weekdays, 9 on weekends» is what each of those days has."""
    rate = quantity.rate
    return replace(quantity, rate=None, doubt=True) if rate and rate.doubt and not rate.weak else quantity


def read_quantities(answer: TypedAnswer, usable: list[Quantity]) -> Outcome:
    """One outcome of the amounts: recorded, read back, or refused."""
    foreign = any(quantity.foreign for quantity in answer.found.quantities)
    doubt = answer.found.other_words > MOST_OTHER_WORDS or (foreign and not answer.units.counts_occasions)
    doubt = (
        doubt or is_hedged(answer.plain) or (is_none(answer.plain) and any(quantity.number.low for quantity in usable))
    )
    readings = readings_with_unit(answer, usable) if usable[0].unit else readings_without_unit(answer, usable)
    return _settle(answer, readings, doubt)


def _settle(answer: TypedAnswer, readings: Iterator[Reading], doubt: bool) -> Outcome:
    """The first reading inside its range; any but the first is only a guess."""
    for position, reading in enumerate(readings):
        if fits(answer, reading):
            state = "confirm" if doubt or position or reading.doubt else "recorded"
            reason = "checklist-confirm" if state == "confirm" else None
            return answer.outcome(state, reading.low, reading.high, reading.unit.id, reason)
    return answer.outcome("invalid", reason=OUT_OF_RANGE)


def _is_about_rare_days(answer: TypedAnswer, usable: list[Quantity]) -> bool:
    """«1 at Christmas» is not one a week."""
    return all(quantity.rate is None for quantity in usable) and is_rare(answer.plain)
