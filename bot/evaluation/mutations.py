"""Small changes of a message that leave its meaning as it was, made by a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

from bot.evaluation.slips import with_slips

SHORTEST_DROPPED = 6  # words of a message that can lose one
_FRAMES = (
    "Hi all, hope you are well. {}",
    "sorry to bother you, {}",
    "{} Thanks in advance!",
    "{} any help is appreciated",
    "quick one: {}",
)
_SMALL = frozenset(
    ["a", "an", "the", "my", "is", "are", "to", "of", "in", "on", "at", "it", "and", "so", "just", "really", "very"]
)

Mutation = Callable[[str, Sequence[str], Random], str]


def drop_word(text: str, questions: Sequence[str], chance: Random) -> str:
    """Without one of its small words, or as it is."""
    words = text.split()
    places = [at for at, word in enumerate(words) if word.lower() in _SMALL]
    if places and len(words) >= SHORTEST_DROPPED:
        del words[chance.choice(places)]
    return " ".join(words)


def swap_words(text: str, questions: Sequence[str], chance: Random) -> str:
    """With two neighbouring words changed round."""
    words = text.split()
    if len(words) > 1:
        at = chance.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def misspell(text: str, questions: Sequence[str], chance: Random) -> str:
    """With one slip of the keys."""
    return with_slips(text, chance, 1)


def frame(text: str, questions: Sequence[str], chance: Random) -> str:
    """Among polite words."""
    return chance.choice(_FRAMES).format(text)


def append_question(text: str, questions: Sequence[str], chance: Random) -> str:
    """With an ordinary question behind it."""
    end = "" if text.rstrip()[-1:] in ".?!" else "."
    return f"{text.rstrip()}{end} {chance.choice(questions)}"


MUTATIONS: Mapping[str, Mutation] = {
    "drop a word": drop_word,
    "swap two words": swap_words,
    "misspell a word": misspell,
    "polite frame": frame,
    "append a question": append_question,
}
