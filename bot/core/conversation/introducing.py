"""What the bot is not: said in a line under a person's first answer, and under every answer about a risk."""

from __future__ import annotations

from dataclasses import replace

from bot.core.conversation.turn import Turn, in_conversation
from bot.core.library import IntentLibrary
from bot.core.replies import Reply, ReplyKind


def introduced(turn: Turn, library: IntentLibrary) -> Turn:
    """The turn with a line under answers that need one."""
    turn = replace(turn, replies=tuple(_warned(reply, library) for reply in turn.replies))
    conversation = turn.state.conversation
    if conversation.greeted:
        return turn
    told = in_conversation(turn.state, replace(conversation, greeted=True))
    if any(reply.kind is ReplyKind.CHAT and library.chat[reply.intent or ""].introduces for reply in turn.replies):
        return replace(turn, state=told)
    answers = [reply for reply in turn.replies if reply.kind is ReplyKind.ANSWER]
    if not answers:
        return turn
    first = answers[0] if answers[0].note else _noted(answers[0], library.say("introduction"))
    replies = tuple(first if reply is answers[0] else reply for reply in turn.replies)
    return Turn(told, replies, turn.events)


def _warned(reply: Reply, library: IntentLibrary) -> Reply:
    intent = library.content.get(reply.intent or "")
    if reply.kind is ReplyKind.ANSWER and intent and intent.risk:
        return _noted(reply, library.say("introduction-risk"))
    return reply


def _noted(reply: Reply, note: str) -> Reply:
    return replace(reply, text=f"{reply.text}\n\n{note}", note=note)
