"""Finds a glossary entry by what a person calls it."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.library import IntentLibrary, Term
from bot.core.text import normalise

SHORTEST_FORGIVEN = 6  # letters; in a shorter word a slip makes another word
_ARTICLES = ("a ", "an ", "the ")


def find_term(library: IntentLibrary, name: str) -> Term | None:
    """The entry of this name, also in the plural, by its first word, or with one slip; None when there is none."""
    for article in _ARTICLES:
        name = name.removeprefix(article)
    names = library.term_names
    for written in (name, name.removesuffix("s"), name.removesuffix("es")):
        if written in names:
            return names[written]
    begins_so = {
        term.id: term for each, term in names.items() if name and each.startswith(name + " ") and _is_right(term, each)
    }
    if len(begins_so) == 1:
        return next(iter(begins_so.values()))
    if len(name) < SHORTEST_FORGIVEN:
        return None
    near = process.extractOne(name, names.keys(), scorer=OSA.distance, score_cutoff=1)
    return names[near[0]] if near else None


def _is_right(term: Term, name: str) -> bool:
    """Whether the normalised name is none of the entry's misspellings."""
    return name not in map(normalise, term.misspellings)
