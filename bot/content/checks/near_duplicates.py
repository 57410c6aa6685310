"""Utterances under two intents are told apart by more than a word's order or ending."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from bot.content.pack import Pack
from bot.content.problems import Problem
from bot.core.text import words

TOO_NEAR = 92  # of 100, word order aside


def check(pack: Pack) -> Iterator[Problem]:
    """Pairs under different intents that are nearly the same; equal ones are found by `utterances`."""
    entries = [(file, index, text) for file in pack.intents for index, text in enumerate(file.utterances)]
    plain = [" ".join(sorted(words(text))) for _, _, text in entries]
    near = process.cdist(plain, plain, scorer=fuzz.ratio, score_cutoff=TOO_NEAR)
    for number, later in zip(*near.nonzero(), strict=True):
        (file, index, text), (other, other_index, other_text) = entries[number], entries[later]
        if number < later and other.id != file.id and words(text) != words(other_text):
            place = other.shape.place("utterances", other_index)
            first = file.shape.place("utterances", index)
            message = f"«{other_text}» is nearly «{text}» of «{file.id}» at {first}: keep the one that fits better"
            yield Problem(place, "content/near-duplicate", message)
