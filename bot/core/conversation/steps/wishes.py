"""Lasting wishes in words: the depth of every answer, what may be kept, and starting over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.conversation.answering import notice_turn
from bot.core.conversation.context import Context
from bot.core.conversation.turn import Turn, in_conversation
from bot.core.dialogue.patterns import Patterns
from bot.core.library import Tier


def attempt(context: Context) -> Turn | None:
    """Keep the wish, and say so."""
    if context.command == "start-over":
        rested = in_conversation(context.state, context.state.conversation.rested())
        return notice_turn(rested, context.library, "notice-start-over")
    ways = context.library.dialogue.preferences
    if _says(context, ways.forget_questions):
        return _set(context, "notice-questions-not-kept", keep_unanswered=False)
    if _says(context, ways.keep_questions):
        return _set(context, "notice-questions-kept", keep_unanswered=True)
    if _says(context, ways.undone):
        return _set(context, "notice-no-preference", tier=None)
    tier = _lasting_tier(context)
    return _set(context, f"notice-always-{tier}", tier=tier) if tier else None


def _says(context: Context, ways: Patterns) -> bool:
    return next(context.said_by(ways), None) is not None


def _lasting_tier(context: Context) -> Tier | None:
    """The depth wished for good; None when the utterance has a topic of its own or names no depth."""
    ways = context.library.dialogue.preferences
    if not ways.lasting.found_in(context.plain):
        return None
    known = context.library.dialogue.follow_ups.words | ways.words
    if not known.issuperset(context.plain.split()):
        return None
    return next((Tier(tier) for tier, names in ways.tiers.items() if names.found_in(context.plain)), None)


def _set(context: Context, phrase: str, **changes: Any) -> Turn:
    state = replace(context.state, settings=replace(context.state.settings, **changes))
    return notice_turn(state, context.library, phrase)
