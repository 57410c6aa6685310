"""Fitting the safety score: from examples to a network and to the limits from which it fires."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from bot.core.matching import Heard, Matcher
from bot.core.matching.network import Network, fit_network
from bot.core.safety.examples import FalseAlarms, SafetyExamples
from bot.core.safety.rules import SafetyRules
from bot.core.safety.score import Features, Floats, Limits, SafetyScore, ScoreModel, mean_of
from bot.core.safety.sentences import MOST, parts_of

HIDDEN = 128
EPOCHS = 30
DROPOUT = 0.4
BESIDE = 0.5  # share of examples that are also read beside a question
FOLDS = 3
TOGETHER = 512  # texts that are read at a time
SEED = 0
LOWEST = 0.15  # danger; below it a message is harmless, whatever the look-alikes say
PART = 1.0  # Bonferroni's correction: k parts and the whole may set off the share together
PART_OF_ALARM = 2.0  # half as strict: a danger beside a question is missed at a greater cost than it is asked about
HARMLESS = 0  # the network's class of what is no danger


def fit_score(
    examples: SafetyExamples,
    asked: Sequence[str],
    rules: SafetyRules,
    matcher: Matcher,
    false_alarms: FalseAlarms,
    alarms: Collection[str],
) -> SafetyScore:
    """Learn from the examples; `asked` are what the pack answers and withholds, all of it harmless.

    `alarms`: the safety intents that are more than a boundary. The same arguments give the same score. Raises
    ValueError when the matcher has no encoder or nothing is dangerous.
    """
    if not examples:
        raise ValueError("the safety score needs at least one dangerous example")
    loud = tuple(intent for intent in examples.positives if intent in alarms)
    quiet = tuple(intent for intent in examples.positives if intent not in alarms)
    lesson = _Lesson.of(examples, (*loud, *quiet), asked)
    means, cues = _read(lesson.texts, rules, matcher)
    size, names = len(means), rules.matcher.names
    rarity = np.log((1 + size) / (1 + cues.sum(axis=0)), dtype=np.float32)
    centre = means.mean(axis=0)
    features = Features(rules, names, rarity, centre).beside(means, cues)
    left_out, others = _left_out(features, lesson)
    chances = left_out[lesson.alike]
    limits = [
        _limits(chances[:, 1 : 1 + len(loud)].sum(axis=1), false_alarms.alarms, false_alarms.sure, PART_OF_ALARM),
        _limits(chances[:, 1 + len(loud) :].sum(axis=1), false_alarms.boundaries, false_alarms.sure, PART),
    ]
    networks = (_fit(features, lesson.classes, lesson.count), *others)
    return SafetyScore(ScoreModel(matcher.rung, loud, quiet, names, rarity, centre, networks, *limits), rules, matcher)


@dataclass(frozen=True)
class _Lesson:
    """What there is to learn from, as rows: texts, or parts of a text in the light of the whole."""

    texts: list[tuple[str, list[str]]]  # a text and what of it is a row, the text itself or parts of it
    classes: NDArray[np.int64]  # by row: 0 is harmless, then the intents in their order
    alike: NDArray[np.int64]  # the rows of harmless look-alikes
    count: int  # of classes

    @classmethod
    def of(cls, examples: SafetyExamples, intents: Sequence[str], asked: Sequence[str]) -> _Lesson:
        """Of messages of every day each part is a row, beside the whole; of the others some stand twice, the second time
        as people often put it: before or after something else that they ask.
        """
        alike = [(HARMLESS, text) for text in examples.harmless]
        dangers = [(number, text) for number, intent in enumerate(intents, 1) for text in examples.positives[intent]]
        beside = list(_beside([*alike, *dangers], asked or examples.ordinary))
        everyday = [(text, [text, *parts_of(text)]) for text in (*examples.ordinary, *asked)]
        return cls(
            [*((text, [text]) for _, text in (*alike, *dangers)), *(text for _, text in beside), *everyday],
            np.array(
                [number for number, _ in (*alike, *dangers, *beside)]
                + [HARMLESS] * sum(len(rows) for _, rows in everyday)
            ),
            np.arange(len(alike)),
            len(intents) + 1,
        )


def _beside(examples: Sequence[tuple[int, str]], asked: Sequence[str]) -> Iterator[tuple[int, tuple[str, list[str]]]]:
    """Some examples in one message with something that is asked, now before it, now after it."""
    chance = Random(SEED)
    for number, text in examples:
        if asked and chance.random() < BESIDE:
            other = chance.choice(asked)
            yield number, (f"{text}\n{other}" if chance.random() < 0.5 else f"{other}\n{text}", [text])


def _read(texts: Sequence[tuple[str, list[str]]], rules: SafetyRules, matcher: Matcher) -> tuple[Floats, Floats]:
    """Means and cues of every row."""
    reader = Features(rules, rules.matcher.names, np.ones(0, np.float32), np.zeros(0, np.float32))

    means: list[Floats] = []

    def read(pair: tuple[Heard, list[Heard]]) -> list[Floats]:
        whole, parts = pair
        return [mean_of(whole.words_states if part.text == whole.text else whole.states_of(part)) for part in parts]

    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        for start in range(
            0, len(texts), TOGETHER
        ):  # some at a time: what is read of a text is large until it is a mean
            heard = [
                (matcher.hear(text), [matcher.hear(part) for part in parts])
                for text, parts in texts[start : start + TOGETHER]
            ]
            for whole, parts in heard:
                _ = whole.pieces, [part.pieces for part in parts]  # now: in the threads only the encoder is at work
            means += [mean for each in pool.map(read, heard) for mean in each]
    return np.stack(means), np.stack([reader.cues_in(part) for _, parts in texts for part in parts])


def _fit(features: Floats, classes: NDArray[np.int64], count: int) -> Network:
    return fit_network(features, classes, count, hidden=HIDDEN, epochs=EPOCHS, dropout=DROPOUT, seed=SEED)


def _left_out(features: Floats, lesson: _Lesson) -> tuple[Floats, list[Network]]:
    """The chances of each text by a network that has not seen it, and these networks."""
    fold = np.random.default_rng(SEED).permutation(len(features)) % FOLDS
    chances = np.zeros((len(features), lesson.count), np.float32)
    networks = []
    for number in range(FOLDS):
        out = fold == number
        networks.append(_fit(features[~out], lesson.classes[~out], lesson.count))
        chances[out] = networks[-1].chances(features[out])
    return chances, networks


def _limits(harmless: Floats, share: float, sure: float, part: float) -> Limits:
    """Of k parts, each may set off `part` / (k + 1) of the share."""
    least = min(share, sure)
    parts = tuple(_limit(harmless, max(least, share * min(1.0, part / (k + 1)))) for k in range(1, MOST + 1))
    return Limits(_limit(harmless, share), _limit(harmless, least), parts)


def _limit(harmless: Floats, share: float) -> float:
    """The lowest danger that at most this share of the harmless reaches, and no less than `LOWEST`."""
    return max(LOWEST, float(np.quantile(harmless, 1 - share))) if len(harmless) else 1.0
