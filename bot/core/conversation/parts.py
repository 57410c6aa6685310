"""Takes a message apart into the questions in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.core.conversation.commands import opens_as_question
from bot.core.library import IntentLibrary
from bot.core.text import clean, normalise, words

MOST = 3  # questions of one message that are answered
SHORTEST = 2  # words

_SENTENCE = re.compile(r"[^.?!;]*(?:\.(?=\w)[^.?!;]*)*[.?!;]*")
_JOINT = re.compile(r"(?:,\s*)?\b(?:and|also|plus|but|then)\b[\s,]+|,\s*", re.IGNORECASE)


_NUMBERED = re.compile(r"(?:^|\s)\(?\d\)\s")  # «1) … 2) …»
_OPENING_JOINT = re.compile(rf"^\s*(?:{_JOINT.pattern})(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A piece of a message."""

    text: str
    asks: bool  # it has the form of a question

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(words(self.text))


def parts_of(utterance: str, library: IntentLibrary) -> list[Part]:
    """The message's sentences, each taken apart where a joint is followed by the first word of a question."""

    def asks(text: str) -> bool:
        return opens_as_question(library, library.dialogue.frames.strip(normalise(text)))

    parts = []
    for written in _SENTENCE.findall(_NUMBERED.sub(". ", clean(utterance))):
        sentence = _OPENING_JOINT.sub("", written)
        pieces = _pieces(sentence, lambda text: opens_as_question(library, normalise(text)))
        for position, piece in enumerate(pieces):
            ends_so = position == len(pieces) - 1 and sentence.rstrip().endswith("?")
            part = Part(piece.strip(" .?!;,"), ends_so or asks(piece) or opens_as_question(library, normalise(piece)))
            if part.length:
                parts.append(part)
    return parts


def questions_of(utterance: str, library: IntentLibrary) -> list[Part]:
    """Those parts that ask something, in their order."""
    return [
        part
        for part in parts_of(utterance, library)
        if part.asks and (part.length >= SHORTEST or not library.vocabulary.isdisjoint(words(part.text)))
    ]


def _pieces(sentence: str, asks: Callable[[str], bool]) -> list[str]:
    cuts = [
        (joint.start(), joint.end())
        for joint in _JOINT.finditer(sentence)
        if asks(sentence[joint.end() :]) and words(sentence[: joint.start()])
    ]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(sentence)]
    return [sentence[start:end] for start, end in zip(starts, ends, strict=True)]
