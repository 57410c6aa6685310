"""A typed answer in the forms that the readers look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.core.checklist.definition import ItemDefinition
from bot.core.checklist.outcome import Outcome
from bot.core.checklist.quantities import Found, find_quantities
from bot.core.checklist.tokens import Tokens, tokenise
from bot.core.checklist.units import Units, units_of
from bot.core.text import clean, normalise

LONGEST = 300  # characters that are kept, and read


@dataclass(frozen=True)
class TypedAnswer:
    """What a person typed for an item."""

    item: ItemDefinition
    words: str  # cleaned, and cut to what is kept

    @classmethod
    def of(cls, item: ItemDefinition, utterance: str) -> TypedAnswer:
        """The answer to an item, as typed."""
        return cls(item, clean(utterance)[:LONGEST].rstrip())

    @cached_property
    def small(self) -> str:
        """In small letters."""
        return self.words.casefold()

    @cached_property
    def plain(self) -> str:
        """Its words alone, for comparing with set phrases."""
        return normalise(self.words)

    @cached_property
    def tokens(self) -> Tokens:
        """Numerals, words and signs."""
        return tokenise(self.words)

    @cached_property
    def units(self) -> Units:
        """The item's units."""
        return units_of(self.item.units, self.item.title)

    @cached_property
    def found(self) -> Found:
        """The amounts in it."""
        return find_quantities(self.tokens, self.units)

    def outcome(
        self,
        state: str,
        value: float | str | bool | None = None,
        high: float | None = None,
        unit: str | None = None,
        reason: str | None = None,
    ) -> Outcome:
        """An outcome with the words as typed."""
        return Outcome(state, value, high, unit, self.words, reason)
