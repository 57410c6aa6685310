"""What a word means, from the glossary, in the middle of anything."""

from __future__ import annotations

from dataclasses import replace

from bot.core.conversation.answering import choices_of, with_return
from bot.core.conversation.context import Context
from bot.core.conversation.glossary import find_term
from bot.core.conversation.turn import Turn, in_conversation
from bot.core.dialogue.patterns import Patterns
from bot.core.library import ContentIntent, Term
from bot.core.replies import Reply, ReplyKind


def attempt(context: Context) -> Turn | None:
    """One plain line, and the question that tells more. A whole question about the word gets its answer instead."""
    ways = context.library.dialogue.definitions
    conversation = context.state.conversation
    talking = bool(conversation.last_intent or conversation.item)
    aside = _term(context, ways.aside)
    if aside and (talking or not _answered(context)):
        return _explain(context, aside)
    word = _term(context, ways.meaning)
    if word and not _answers_about(context, word):
        return _explain(context, word)
    asked = _term(context, ways.what_is) if context.asks else None
    return _explain(context, asked) if asked and not _answered(context) else None


def _term(context: Context, ways: Patterns) -> Term | None:
    found = (find_term(context.library, said["term"]) for said in context.said_by(ways))
    return next((term for term in found if term), None)


def _answered(context: Context) -> ContentIntent | None:
    """The content intent that would answer the utterance outright."""
    found = context.answered(context.utterance)
    return context.library.content.get(found.intent) if found else None


def _answers_about(context: Context, term: Term) -> bool:
    """Whether a whole answer is about this very word."""
    answer = _answered(context)
    return answer is not None and (answer.id == term.id or term.term.casefold() in answer.question.casefold())


def _explain(context: Context, term: Term) -> Turn:
    library = context.library
    more = context.answered(term.term)
    choices = (more.intent,) if more and more.intent in library.content else ()
    text = library.say("glossary-meaning", term=term.term, meaning=term.meaning)
    if term.claims:
        section = library.claims[term.claims[0]].sections[0]
        place = f"{library.documents[section.document].title}: {section.path}"
        text += "\n" + library.say("sources-from", places=place)
    state = in_conversation(context.state, replace(context.state.conversation.settled(), choices=choices))
    return with_return(state, library, Reply(ReplyKind.NOTICE, text, choices=choices_of(library, choices)))
