"""Nothing readable was typed: empty, control characters, emoji only."""

from __future__ import annotations

from bot.core.conversation.answering import with_return
from bot.core.conversation.context import Context
from bot.core.conversation.turn import Turn
from bot.core.replies import Reply, ReplyKind


def attempt(context: Context) -> Turn | None:
    """Ask for words, when there are none."""
    if context.plain:
        return None
    reply = Reply(ReplyKind.FALLBACK, context.library.say("fallback-nothing-typed"))
    return with_return(context.state, context.library, reply)
