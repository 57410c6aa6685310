"""Tries the steps in their order; the first that has something to say takes the turn."""

from __future__ import annotations

from bot.core.conversation.context import Context
from bot.core.conversation.turn import Turn


def take_steps(context: Context) -> Turn:
    """The turn of typed words. A step that reads other words out of them comes back here with those."""
    from bot.core.conversation.steps import ORDER  # the steps import this module

    for _, attempt in ORDER:
        turn = attempt(context)
        if turn is not None:
            return turn
    raise AssertionError("the last step always has something to say")
