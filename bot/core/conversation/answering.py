"""Turns that answer: used by typed words and by presses alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.answers import answer_reply
from bot.core.conversation import checklist
from bot.core.conversation.inputs import ChecklistMove
from bot.core.conversation.turn import Turn, in_conversation
from bot.core.library import IntentLibrary, Tier
from bot.core.person import PersonState
from bot.core.replies import Choice, RankedIntent, Reply, ReplyKind

CHECKLIST_MOVES = {"checklist": ChecklistMove.START, "checklist-progress": ChecklistMove.PROGRESS}


def is_shown(library: IntentLibrary, intent: str) -> bool:
    """Whether a press can show this intent: an answer, an uncovered topic or small talk."""
    return intent in library.content or intent in library.uncovered or intent in library.chat


def shown_turn(
    state: PersonState,
    library: IntentLibrary,
    intent: str,
    tier: Tier,
    now: datetime,
    *,
    confidence: float | None = None,
    candidates: tuple[RankedIntent, ...] = (),
) -> Turn:
    """What a content, uncovered or chat intent says; the two about the checklist make its move instead."""
    if intent in CHECKLIST_MOVES and intent in library.chat:
        settled = in_conversation(state, state.conversation.settled())
        return checklist.move(settled, library, now, CHECKLIST_MOVES[intent], None)
    if intent in library.chat:
        return chat_turn(state, library, intent, confidence=confidence, candidates=candidates)
    return answer_turn(state, library, intent, tier, confidence=confidence, candidates=candidates)


def answer_turn(
    state: PersonState,
    library: IntentLibrary,
    intent: str,
    tier: Tier,
    *,
    confidence: float | None = None,
    candidates: tuple[RankedIntent, ...] = (),
) -> Turn:
    """The answer of a content or uncovered intent; then, in the middle of the checklist, its question again."""
    conversation = state.conversation.about(intent)
    if intent in library.uncovered:
        reply = uncovered_reply(library, intent)
        conversation = replace(conversation, choices=tuple(library.uncovered[intent].choices))
    else:
        reply = answer_reply(library, intent, tier)
        conversation = replace(conversation, last_intent=intent, last_tier=tier)
    reply = replace(reply, confidence=confidence, candidates=candidates)
    return with_return(in_conversation(state, conversation), library, reply)


def answers_turn(state: PersonState, library: IntentLibrary, intents: Sequence[str], tier: Tier) -> Turn:
    """Several answers, one after the other; the last one is the latest topic."""
    replies: list[Reply] = []
    for intent in intents:
        turn = answer_turn(state, library, intent, tier)
        state = turn.state
        replies.append(turn.replies[0])
    return with_return(state, library, *replies)


def chat_turn(
    state: PersonState,
    library: IntentLibrary,
    intent: str,
    *,
    confidence: float | None = None,
    candidates: tuple[RankedIntent, ...] = (),
) -> Turn:
    """The fixed reply of a chat intent; what is being talked about stays, and a goodbye leaves the checklist alone."""
    reply = Reply(
        ReplyKind.CHAT, library.chat[intent].reply, intent=intent, confidence=confidence, candidates=candidates
    )
    if intent in library.dialogue.small_talk.closing:
        return Turn(state, (reply,))
    return with_return(state, library, reply)


def uncovered_reply(library: IntentLibrary, intent: str) -> Reply:
    """What is said about a neighbouring subject that the documents do not answer."""
    topic = library.uncovered[intent]
    return Reply(ReplyKind.FALLBACK, topic.reply, choices=choices_of(library, topic.choices))


def choices_of(library: IntentLibrary, intents: Sequence[str]) -> tuple[Choice, ...]:
    """Intents as questions to choose from."""
    return tuple(Choice(question_of(library, each), each) for each in intents)


def question_of(library: IntentLibrary, intent: str) -> str:
    """The question that a content intent answers; any other intent's title."""
    return library.content[intent].question if intent in library.content else library.title_of(intent)


def notice_turn(state: PersonState, library: IntentLibrary, phrase: str, **names: object) -> Turn:
    """One of the bot's own phrases; then, in the middle of the checklist, its question again."""
    return with_return(state, library, Reply(ReplyKind.NOTICE, library.say(phrase, **names)))


def with_return(state: PersonState, library: IntentLibrary, *replies: Reply) -> Turn:
    """Replies, followed by the checklist's question when one is open."""
    again = checklist.ask_again(state, library)
    return Turn(state, (*replies, again) if again else replies)
