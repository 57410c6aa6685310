"""«Did you mean»: a few candidates with a line each, the next few once, then what is near and covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.conversation.answering import choices_of, is_shown, with_return
from bot.core.conversation.turn import Turn, in_conversation
from bot.core.library import IntentLibrary
from bot.core.person import Event, PersonState, QuestionUnanswered
from bot.core.replies import RankedIntent, Reply, ReplyKind

AT_ONCE = 3  # candidates of one offer


def offer_turn(
    state: PersonState,
    library: IntentLibrary,
    intents: Sequence[str],
    *,
    more: Sequence[str] = (),
    question: str | None = None,
    candidates: tuple[RankedIntent, ...] = (),
) -> Turn:
    """Ask which of these is meant. `more` comes next when none is; `question` is kept, redacted, until it is settled.

    The checklist waits: its question is not asked again before this one is answered.
    """
    kept = library.redactor.redact(question) if question and state.settings.keep_unanswered else None
    conversation = replace(
        state.conversation.settled(),
        offered=tuple(intents),
        more=tuple(more),
        question=kept,
    )
    reply = Reply(ReplyKind.DISAMBIGUATE, "", candidates=candidates, choices=choices_of(library, intents))
    lines = [f"{number}. {choice.label}" for number, choice in enumerate(reply.choices, start=1)]
    asked = "disambiguate" if len(lines) > 1 else "disambiguate-one"
    text = "\n".join([library.say(asked), *lines, library.say("disambiguate-how")])
    return Turn(in_conversation(state, conversation), (replace(reply, text=text),))


def neither_turn(state: PersonState, library: IntentLibrary) -> Turn:
    """None of what was offered: the next candidates once, then what is near; the question is kept for moderators."""
    conversation = state.conversation
    more = [intent for intent in conversation.more if is_shown(library, intent)][:AT_ONCE]
    if more:
        return offer_turn(state, library, more, question=conversation.question)
    near = _neighbours(library, conversation.offered)
    return unanswered_turn(state, library, conversation.question, near, phrase="fallback-neither")


def unanswered_turn(
    state: PersonState,
    library: IntentLibrary,
    question: str | None,
    near: Iterable[str] = (),
    *,
    phrase: str = "fallback-nothing-near",
    candidates: tuple[RankedIntent, ...] = (),
    new_topic: bool = True,
) -> Turn:
    """A fallback with what is covered near it; the question is kept for moderators, unless the person minds.

    `new_topic`: it was about something else, so that nothing said next is about the topic before.
    """
    choices = tuple(near)[:AT_ONCE]
    kept = question is not None and state.settings.keep_unanswered
    said = [library.say(phrase)] + ([library.say("fallback-kept")] if kept else [])
    reply = Reply(ReplyKind.FALLBACK, " ".join(said), candidates=candidates, choices=choices_of(library, choices))
    conversation = replace(state.conversation.settled(), choices=choices)
    if new_topic:
        conversation = replace(conversation, topics=())
    turn = with_return(in_conversation(state, conversation), library, reply)
    events: tuple[Event, ...] = (QuestionUnanswered(question),) if question is not None and kept else ()
    return replace(turn, events=events)


def _neighbours(library: IntentLibrary, offered: Sequence[str]) -> list[str]:
    """What the offered answers are related to, less those themselves."""
    related = [near for intent in offered if intent in library.content for near in library.content[intent].related]
    return [intent for intent in dict.fromkeys(related) if intent in library.content and intent not in offered]
