"""Finds the command that an utterance is: what can be typed for a press, one slip forgiven."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.library import IntentLibrary

SHORTEST_FORGIVEN = 5  # letters; in a shorter utterance a slip makes another word
QUESTION_WORD = "question-word"  # the first words of questions; no command by themselves
EXACT = frozenset({QUESTION_WORD, "reset-checklist", "yes", "no"})  # never guessed: too short, or nothing to take back


def command_of(library: IntentLibrary, plain: str, core: str) -> str | None:
    """The command that the normalised utterance is, as it stands or without the polite words; None when it is none."""
    found = library.command(plain) or (library.command(core) if core else None)
    if found or len(core) < SHORTEST_FORGIVEN or not _holds_a_slip(library, core):
        return None if found == QUESTION_WORD else found
    ways = {way: name for name, each in library.commands.items() if name not in EXACT for way in each}
    near = process.extractOne(core, ways.keys(), scorer=OSA.distance, score_cutoff=1)
    return ways[near[0]] if near and len(near[0]) >= SHORTEST_FORGIVEN else None


def opens_as_question(library: IntentLibrary, core: str) -> bool:
    """Whether normalised words begin as a question does: «do they», «is it»; not as an answer: «do about 3»."""
    first = core.split(" ", 1)[0]
    opens = first in library.commands.get(QUESTION_WORD, ())
    return opens and not library.dialogue.follow_ups.telling.at_start(core)


def _holds_a_slip(library: IntentLibrary, core: str) -> bool:
    known = library.dialogue.follow_ups.words | library.vocabulary
    return any(word not in known and not word.isdigit() for word in core.split())
