"""What the safety score learns from, as rows of one class each, and what is seen in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from bot.core.matching import Heard, Matcher
from bot.core.safety.examples import SafetyExamples
from bot.core.safety.rules import SafetyRules
from bot.core.safety.score import HARMLESS, Features, Floats, mean_of
from bot.core.safety.sentences import parts_of

BESIDE = 0.5  # share of examples that are also read beside a question
TOGETHER = 512  # texts that are read at a time
SEED = 0


@dataclass(frozen=True)
class Lesson:
    """What there is to learn from, as rows: texts, or parts of a text in the light of the whole."""

    texts: list[tuple[str, list[str]]]  # a text and what of it is a row, the text itself or parts of it
    classes: NDArray[np.int64]  # by row: 0 is harmless, then the intents in their order
    families: NDArray[np.int64]  # by row: rows of one example have one number, and are seen or left out together
    alike: NDArray[np.int64]  # the rows of harmless look-alikes
    count: int  # of classes

    @classmethod
    def of(cls, examples: SafetyExamples, intents: Sequence[str], asked: Sequence[str]) -> Lesson:
        """Of messages of every day each part is a row, beside the whole; of the others some stand twice, the second time
        as people often put it: before or after something else that they ask.
        """
        alike = [(HARMLESS, text) for text in examples.harmless]
        dangers = [(number, text) for number, intent in enumerate(intents, 1) for text in examples.positives[intent]]
        told = [*alike, *dangers]
        everyday = [*examples.ordinary, *asked]
        messages = [
            *((family, number, text, [text]) for family, (number, text) in enumerate(told)),
            *((family, number, *both) for family, number, both in _beside(told, asked or examples.ordinary)),
            *((len(told) + at, HARMLESS, text, [text, *parts_of(text)]) for at, text in enumerate(everyday)),
        ]
        return cls(
            [(text, rows) for _, _, text, rows in messages],
            np.array([number for _, number, _, rows in messages for _ in rows]),
            np.array([family for family, _, _, rows in messages for _ in rows]),
            np.arange(len(alike)),
            len(intents) + 1,
        )


def _beside(told: Sequence[tuple[int, str]], asked: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, list[str]]]]:
    """Some examples in one message with something that is asked, now before it, now after it; the example is the row."""
    chance = Random(SEED)
    for family, (number, text) in enumerate(told):
        if asked and chance.random() < BESIDE:
            other = chance.choice(asked)
            yield family, number, (f"{text}\n{other}" if chance.random() < 0.5 else f"{other}\n{text}", [text])


@dataclass(frozen=True)
class Seen:
    """What is seen in every row."""

    means: Floats  # shape (rows, layers, width)
    cues: Floats  # shape (rows, lists)
    words: list[Sequence[str]]


def see(lesson: Lesson, rules: SafetyRules, matcher: Matcher) -> Seen:
    """Read every row. Raises ValueError when the matcher has no encoder."""
    texts = lesson.texts
    reader = Features(rules, rules.matcher.names, np.ones(0, np.float32), np.zeros(0, np.float32))
    means: list[Floats] = []

    def read(pair: tuple[Heard, list[Heard]]) -> list[Floats]:
        whole, parts = pair
        return [mean_of(whole.words_states if part.text == whole.text else whole.states_of(part)) for part in parts]

    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as threads:
        for start in range(0, len(texts), TOGETHER):  # a text's states are large until they are a mean
            heard = [
                (matcher.hear(text), [matcher.hear(part) for part in parts])
                for text, parts in texts[start : start + TOGETHER]
            ]
            for whole, parts in heard:
                _ = whole.pieces, [part.pieces for part in parts]  # now: in the threads only the encoder is at work
            means += [mean for each in threads.map(read, heard) for mean in each]
    cued = [reader.cued(part) for _, parts in texts for part in parts]
    return Seen(np.stack(means), np.stack([reader.row(each) for each in cued]), [each.words for each in cued])
