"""Reads free words; the one amount in them is picked out when it has a unit of the item's."""

from __future__ import annotations

from bot.core.checklist.amounts import NEGATIVE, read_quantities, usable_quantities
from bot.core.checklist.outcome import Outcome
from bot.core.checklist.phrases import is_unknown
from bot.core.checklist.typed import TypedAnswer


def read_words(answer: TypedAnswer) -> Outcome:
    """Read an answer to an item of the kind `words`: any words are noted."""
    with_unit = [quantity for quantity in usable_quantities(answer) if quantity.unit] if answer.item.units else []
    if any(quantity.number.low < 0 for quantity in with_unit):
        return answer.outcome("invalid", reason=NEGATIVE)
    # Several amounts are a story: one of them alone would tell something else.
    if len(with_unit) == 1 and not with_unit[0].elsewhere and not _holds_other_amounts(answer):
        return read_quantities(answer, with_unit)
    if is_unknown(answer.plain, answer.words):
        return answer.outcome("unknown")
    return answer.outcome("noted" if answer.plain else "unread")


def _holds_other_amounts(answer: TypedAnswer) -> bool:
    return any(quantity.foreign or quantity.bare for quantity in answer.found.quantities)
