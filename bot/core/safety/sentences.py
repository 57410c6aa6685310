"""A message in parts that say one thing each, so that a long friendly message does not drown the sentence in danger."""

from __future__ import annotations

import re

SHORTEST = 3  # words of a part that is read by itself
JOINED = 3  # parts of one sentence that are read by themselves; strung on «and» after «and» they say nothing alone
MOST = 12  # parts of a message that are read; the cost of a message stays bounded

_SENTENCE = re.compile(r"(?<=[.?!;…])\s+|\n+")
_JOINT = re.compile(r"\s*(?:,|-|–)?\s+(?:and|also|plus|but|btw|by the way|anyway|oh)\b[\s,]+", re.IGNORECASE)


def parts_of(message: str) -> list[str]:
    """The sentences of a message, and the halves of a sentence around «and», «but» and their like.

    Empty when the message is one sentence without halves. The halves stand beside their sentence, not in its place.
    """
    sentences = [each for each in _SENTENCE.split(message) if _is_long_enough(each)]
    parts: list[str] = []
    for sentence in sentences:
        parts.append(sentence)
        halves = [each for each in _JOINT.split(sentence) if _is_long_enough(each)]
        if 1 < len(halves) <= JOINED:
            parts += halves
    whole = message.strip()
    return [part for part in dict.fromkeys(parts) if part.strip() != whole][:MOST]


def _is_long_enough(part: str) -> bool:
    return len(part.split()) >= SHORTEST
