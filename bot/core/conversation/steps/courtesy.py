"""Courtesies, told by set words: they never become an answer, and never an answer to the checklist."""

from __future__ import annotations

from dataclasses import replace

from bot.core.conversation.answering import CHECKLIST_MOVES, chat_turn, notice_turn, shown_turn
from bot.core.conversation.context import Context
from bot.core.conversation.turn import Turn


def attempt(context: Context) -> Turn | None:
    """Hello, thanks, goodbye, «ok»; None when something is asked beside them."""
    library = context.library
    chat = _chat_intent(context)
    if chat in CHECKLIST_MOVES:
        return shown_turn(context.state, library, chat, context.tier, context.now)
    if chat is not None:
        turn = chat_turn(context.state, library, chat)
        return gently(context, turn) if context.state.conversation.alarm else turn
    nods = library.dialogue.small_talk.nods
    nodded = not context.core or context.command in ("yes", "no", "neither") or nods.match(context.plain) is not None
    if nodded and context.item is None:
        alarmed = context.state.conversation.alarm
        return notice_turn(context.state, library, "notice-after-alarm" if alarmed else "notice-all-right")
    return None


def gently(context: Context, turn: Turn) -> Turn:
    """After an alarm no cheerful word: the reply says once more where help is."""
    first, *others = turn.replies
    return replace(turn, replies=(replace(first, text=context.library.say("notice-after-alarm")), *others))


def _chat_intent(context: Context) -> str | None:
    library, talk = context.library, context.library.dialogue.small_talk
    if context.asks and context.plain not in library.chat_utterances and context.core not in library.chat_utterances:
        return None
    found = library.chat_utterances.get(context.plain) or library.chat_utterances.get(context.core)
    if found:
        return found
    for chat, ways in talk.ways.items():
        if ways.match(context.plain) is not None and chat in library.chat:
            return chat
    if not context.core:
        return next((chat for chat, ways in talk.framed.items() if ways.found_in(context.plain)), None)
    return None
