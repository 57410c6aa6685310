"""What reading a typed checklist answer gave."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """An answer as read.

    `state` is `recorded` (a value in the unit), `noted` (words kept, no value), `skipped`, `unknown` (the person does
    not know), `confirm` (ambiguous: `value` is the guess to read back), `invalid` (refused: `reason` says why) or
    `unread` (it does not look like an answer to this item at all).
    """

    state: str
    value: float | str | bool | None = None
    high: float | None = None  # the upper end of a range; `value` is then the lower
    unit: str | None = None
    words: str | None = None  # what was typed, cleaned
    reason: str | None = None  # key of `wording` that says why it is refused or what is read back
