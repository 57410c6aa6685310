"""A number, or a few words that point back, with nothing before to point at: ask what it is about."""

from __future__ import annotations

from bot.core.conversation.answering import with_return
from bot.core.conversation.context import Context
from bot.core.conversation.pieces import names_no_topic, points_back
from bot.core.conversation.turn import Turn
from bot.core.matching import Answered, Fallback
from bot.core.replies import Reply, ReplyKind

SHORT = 6  # words; more of them may make a whole question


def attempt(context: Context) -> Turn | None:
    """A wish for the topic's name rather than a guess; a question that is sure by itself is left to the next steps."""
    said = context.core.split()
    if not said or len(said) > SHORT or isinstance(context.decision, Answered):
        return None
    if not _is_sum(context, said) and not _hangs_in_the_air(context):
        return None
    text = context.library.say("fallback-no-topic")
    return with_return(context.state, context.library, Reply(ReplyKind.FALLBACK, text))


def _hangs_in_the_air(context: Context) -> bool:
    if not names_no_topic(context, context.core):
        return False
    return isinstance(context.decision, Fallback) or points_back(context, context.core)


def _is_sum(context: Context, said: list[str]) -> bool:
    """Whether it is numbers, alone or among words that name no topic."""
    numbers = [word for word in said if word.replace(".", "").isdigit()]
    return bool(numbers) and (len(numbers) == len(said) or names_no_topic(context, context.core))
