"""Fitting the safety score: from examples to a network and to the limits from which it fires."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching import Matcher
from bot.core.matching.network import Network, fit_network
from bot.core.safety.examples import FalseAlarms, SafetyExamples
from bot.core.safety.rules import SafetyRules
from bot.core.safety.score import Features, Floats, Limits, SafetyScore, ScoreModel, mean_of
from bot.core.safety.sentences import MOST, parts_of

HIDDEN = 128
EPOCHS = 20
FOLDS = 3
SEED = 0
LOWEST = 0.2  # danger; below it a message is harmless, whatever the look-alikes say
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
    size, names = len(lesson.texts), rules.matcher.names
    rarity = np.log((1 + size) / (1 + cues.sum(axis=0)), dtype=np.float32)
    centre = means.mean(axis=0)
    features = Features(rules, names, rarity, centre).beside(means, cues)
    chances = _left_out(features, lesson)[lesson.alike]
    limits = [
        _limits(dangers, share, false_alarms.sure)
        for dangers, share in (
            (chances[:, 1 : 1 + len(loud)].sum(axis=1), false_alarms.alarms),
            (chances[:, 1 + len(loud) :].sum(axis=1), false_alarms.boundaries),
        )
    ]
    network = _fit(features, lesson.classes, lesson.count)
    return SafetyScore(ScoreModel(matcher.rung, loud, quiet, names, rarity, centre, network, *limits), rules, matcher)


@dataclass(frozen=True)
class _Lesson:
    """What there is to learn from, as rows."""

    texts: list[str]
    classes: NDArray[np.int64]  # 0 is harmless, then the intents in their order
    alike: NDArray[np.int64]  # the rows of harmless look-alikes
    count: int  # of classes

    @classmethod
    def of(cls, examples: SafetyExamples, intents: Sequence[str], asked: Sequence[str]) -> _Lesson:
        rows = [(number, text) for number, intent in enumerate(intents, 1) for text in examples.positives[intent]]
        dangerous = len(rows)
        rows += [(HARMLESS, text) for text in examples.harmless]
        own = len(rows)
        everyday = [*examples.ordinary, *asked]
        rows += [(HARMLESS, text) for text in (*everyday, *(part for text in everyday for part in parts_of(text)))]
        classes = np.array([number for number, _ in rows])
        return cls([text for _, text in rows], classes, np.arange(dangerous, own), len(intents) + 1)


def _read(texts: Sequence[str], rules: SafetyRules, matcher: Matcher) -> tuple[Floats, Floats]:
    """Means and cues of every text."""
    reader = Features(rules, rules.matcher.names, np.ones(0, np.float32), np.zeros(0, np.float32))
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        means = list(pool.map(lambda text: mean_of(matcher.hear(text)), texts))
    return np.stack(means), np.stack([reader.cues_in(text) for text in texts])


def _fit(features: Floats, classes: NDArray[np.int64], count: int) -> Network:
    return fit_network(features, classes, count, hidden=HIDDEN, epochs=EPOCHS, seed=SEED)


def _left_out(features: Floats, lesson: _Lesson) -> Floats:
    """The chances of each text by a network that has not seen it."""
    fold = np.random.default_rng(SEED).permutation(len(lesson.texts)) % FOLDS
    chances = np.zeros((len(lesson.texts), lesson.count), np.float32)
    for number in range(FOLDS):
        out = fold == number
        network = _fit(features[~out], lesson.classes[~out], lesson.count)
        chances[out] = network.chances(features[out])
    return chances


def _limits(harmless: Floats, share: float, sure: float) -> Limits:
    """Of k parts, each may set off a k + 1-th of the share, for the whole is read too (Bonferroni's correction)."""
    least = min(share, sure)
    parts = tuple(_limit(harmless, max(least, share / (k + 1))) for k in range(1, MOST + 1))
    return Limits(_limit(harmless, share), _limit(harmless, least), parts)


def _limit(harmless: Floats, share: float) -> float:
    """The lowest danger that at most this share of the harmless reaches, and no less than `LOWEST`."""
    return max(LOWEST, float(np.quantile(harmless, 1 - share))) if len(harmless) else 1.0
