"""Where the last answer comes from: its facts one by one, or the documents alone."""

from __future__ import annotations

from bot.core.conversation.answering import chat_turn, with_return
from bot.core.conversation.context import Context
from bot.core.conversation.sources import documents_reply, sources_reply
from bot.core.conversation.turn import Turn

CHAT = "sources"  # what is said about sources when there is no answer to name them for


def attempt(context: Context) -> Turn | None:
    """«says who?», «show me the study», «which document?»."""
    if context.command not in ("show-sources", "show-documents"):
        return None
    state, library = context.state, context.library
    intent = state.conversation.last_intent
    if intent is None or intent not in library.content:
        return chat_turn(state, library, CHAT) if CHAT in library.chat else None
    tier = state.conversation.last_tier or context.tier
    named = documents_reply if context.command == "show-documents" else sources_reply
    return with_return(state, library, named(library, intent, tier))
