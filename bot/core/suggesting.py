"""Curated questions for what is typed so far."""

from __future__ import annotations

from itertools import zip_longest

from rapidfuzz import fuzz, process

from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.core.replies import Choice
from bot.core.text import normalise

FUZZY_CUTOFF = 60  # of 100; below it a question shares too little with what is typed


def suggest(library: IntentLibrary, matcher: Matcher, typed: str, *, limit: int) -> tuple[Choice, ...]:
    """The questions nearest to `typed`, best first; for nothing typed, one of each group in turn."""
    plain = normalise(typed)
    found = _near(library, matcher, plain, limit) if plain else _spread(library)
    return tuple(Choice(library.content[intent].question, intent) for intent in found[:limit])


def _near(library: IntentLibrary, matcher: Matcher, plain: str, limit: int) -> list[str]:
    shown = {intent: normalise(f"{each.title} {each.question}") for intent, each in library.content.items()}
    starting = [intent for intent, text in shown.items() if all(f" {word}" in f" {text}" for word in plain.split())]
    fuzzy = process.extract(plain, shown, scorer=fuzz.partial_token_set_ratio, score_cutoff=FUZZY_CUTOFF, limit=limit)
    ranked = [each.intent for each in matcher.rank(plain) if each.intent in library.content]
    return list(dict.fromkeys([*starting, *ranked, *(intent for _, _, intent in fuzzy)]))


def _spread(library: IntentLibrary) -> list[str]:
    by_group = [[each.id for each in library.content.values() if each.group == group] for group in library.groups]
    return [intent for row in zip_longest(*by_group) for intent in row if intent is not None]
