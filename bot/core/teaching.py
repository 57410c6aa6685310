"""What a pack teaches the matcher, and what it asks of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from bot.core.library import IntentLibrary, Thresholds
from bot.core.matching import Matcher


class Lesson(TypedDict):
    """The arguments of `Matcher.fit`."""

    utterances: Mapping[str, Sequence[str]]
    out_of_scope: Sequence[str]
    vocabulary: Sequence[str]
    names: Mapping[str, str]
    misspellings: Mapping[str, str]


def lesson(library: IntentLibrary) -> Lesson:
    """Every intent that people can mean (content, chat, uncovered topics), what nobody answers, and the glossary.

    An intent's title and question are examples, too: they are the plainest way of asking. Safety intents are not among
    them: triage comes before all matching.
    """
    content = {each.id: (*each.utterances, each.title, each.question) for each in library.content.values()}
    others = {
        each.id: (*each.utterances, each.title)
        for shelf in (library.chat, library.uncovered)
        for each in shelf.values()
    }
    terms = library.glossary.values()
    return Lesson(
        utterances=content | others,
        out_of_scope=library.out_of_scope,
        vocabulary=[way for term in terms for way in (term.term, *term.aliases)],
        names={alias: term.term for term in terms for alias in term.aliases},
        misspellings={slip: term.term for term in terms for slip in term.misspellings},
    )


def limits_of(library: IntentLibrary, matcher: Matcher) -> Thresholds:
    """The pack's thresholds, `answer` worked out where the pack names the share of wrong answers instead."""
    limits = library.thresholds
    if limits.wrong_answers is None:
        return limits
    return replace(limits, answer=matcher.threshold(limits.wrong_answers))
