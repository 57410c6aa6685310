"""Another language: a short reply in it, saying that answers are in English for now."""

from __future__ import annotations

from bot.core.conversation.answering import with_return
from bot.core.conversation.context import Context
from bot.core.conversation.turn import Turn
from bot.core.replies import Reply, ReplyKind


def attempt(context: Context) -> Turn | None:
    """That language's own reply; never a guess at what was asked."""
    if context.language is None or context.reads_as_answer:
        return None
    return with_return(context.state, context.library, Reply(ReplyKind.FALLBACK, context.language.reply))
