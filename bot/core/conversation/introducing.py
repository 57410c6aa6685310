"""At first use the person is told once what the bot is not, in a line under the first answer."""

from __future__ import annotations

from dataclasses import replace

from bot.core.conversation.turn import Turn, in_conversation
from bot.core.library import IntentLibrary
from bot.core.replies import Reply, ReplyKind


def introduced(turn: Turn, library: IntentLibrary) -> Turn:
    """The turn with the line added to its first answer, unless the person was told before."""
    conversation = turn.state.conversation
    if conversation.greeted:
        return turn
    told = in_conversation(turn.state, replace(conversation, greeted=True))
    if any(reply.kind is ReplyKind.CHAT and library.chat[reply.intent or ""].introduces for reply in turn.replies):
        return replace(turn, state=told)
    answers = [reply for reply in turn.replies if reply.kind is ReplyKind.ANSWER]
    if not answers:
        return turn
    note = library.say("introduction")
    replies = tuple(_noted(reply, note) if reply is answers[0] else reply for reply in turn.replies)
    return Turn(told, replies, turn.events)


def _noted(reply: Reply, note: str) -> Reply:
    return replace(reply, text=f"{reply.text}\n\n{note}", note=note)
