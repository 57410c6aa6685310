"""An utterance stands under one intent, once."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.pack import Pack
from bot.content.problems import Place, Problem
from bot.core.text import normalise


def check(pack: Pack) -> Iterator[Problem]:
    """Utterances that are the same once case, accents and punctuation are set aside."""
    seen: dict[str, tuple[str, Place]] = {}
    for file in pack.intents:
        for index, utterance in enumerate(file.utterances):
            place = file.shape.place("utterances", index)
            plain = normalise(utterance)
            if not plain:
                message = f"«{utterance}» holds no word: write what a person would type"
                yield Problem(place, "content/empty-utterance", message)
            elif plain in seen:
                intent, first = seen[plain]
                message = f"«{utterance}» stands under «{intent}» at {first} too: keep it in one place"
                yield Problem(place, "content/duplicate-utterance", message)
            else:
                seen[plain] = (file.id, place)
