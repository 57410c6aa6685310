"""What the checklist asks, as values. The words and the ranges are content; see `knowledge/checklist/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class AnswerKind(StrEnum):
    """How an item's answer is read."""

    AMOUNT = "amount"  # one number in the canonical unit, or a unit that converts to it
    ACTIVITY = "activity"  # an amount in any one of the item's units, kept as given
    YES_NO = "yes-no"  # yes or no, with the words or the date kept
    WORDS = "words"  # free words; a number with a known unit is picked out when given
    SMOKING = "smoking"  # never, former, or cigarettes a day


@dataclass(frozen=True)
class UnitDefinition:
    """A unit that an item accepts."""

    id: str  # shown and stored, such as "mg/day"
    words: tuple[str, ...]  # how people write it, lower case
    factor: float = 1.0  # times this gives the canonical unit
    per: str | None = None  # day, week, month or year: what a bare number of this unit is per
    low: float | None = None  # plausible range in this unit, for kinds that keep the unit as given
    high: float | None = None


@dataclass(frozen=True)
class ItemDefinition:
    """One checklist item."""

    id: str
    version: int  # raised when the meaning of an answer changes
    title: str
    question: str
    kind: AnswerKind
    unit: str | None  # canonical unit; the first of `units`
    units: tuple[UnitDefinition, ...]
    low: float | None  # plausible range in the canonical unit, ends included
    high: float | None
    accepts: str  # one plain sentence with an example, said when an answer is refused
    target: str  # what the documents give as the aim; empty when they give none
    target_claims: tuple[str, ...]
    why: str  # id of the content intent that explains the item
    caution: str  # what to ask or know first; empty when nothing
    claims: tuple[str, ...]  # what the item rests on


@dataclass(frozen=True)
class ChecklistDefinition:
    """The items in the order they are asked."""

    title: str
    intro: str
    items: Mapping[str, ItemDefinition]

    def after(self, item: str) -> str | None:
        """The item that follows, or None at the end."""
        order = list(self.items)
        position = order.index(item) + 1
        return order[position] if position < len(order) else None

    def before(self, item: str) -> str | None:
        """The item that precedes, or None at the start."""
        order = list(self.items)
        position = order.index(item)
        return order[position - 1] if position else None
