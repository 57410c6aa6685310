"""Fitting the safety score: from examples to networks, a bag of words, and the limits from which they fire."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from bot.core.matching import Matcher
from bot.core.matching.network import Network, fit_network
from bot.core.matching.word_bag import fit_word_bag
from bot.core.safety.examples import FalseAlarms, SafetyExamples
from bot.core.safety.rules import SafetyRules
from bot.core.safety.score import Features, Floats, Limits, SafetyScore, ScoreModel, pool
from bot.core.safety.score_lesson import Lesson, see

HIDDEN = 256
EPOCHS = 20
DROPOUT = 0.5
FOLDS = 3
SEED = 0
LOWEST = 0.2  # danger; below it a message is harmless, whatever the look-alikes say


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
    lesson = Lesson.of(examples, (*loud, *quiet), asked)
    seen = see(lesson, rules, matcher)
    names = rules.matcher.names
    rarity = np.log((1 + len(seen.means)) / (1 + seen.cues.sum(axis=0)), dtype=np.float32)
    centre = seen.means.mean(axis=0)
    features = Features(rules, names, rarity, centre).beside(seen.means, seen.cues)
    left_out, others = _left_out(features, seen.words, lesson)
    alike = left_out[lesson.alike]
    limits = (
        *_limits(alike[:, 1 : 1 + len(loud)], false_alarms.alarms, false_alarms.sure),
        *_limits(alike[:, 1 + len(loud) :], false_alarms.boundaries, false_alarms.sure),
    )
    networks = (_fit(features, lesson.classes, lesson.count), *others)
    bag = fit_word_bag(seen.words, lesson.classes, lesson.count, seed=SEED)
    model = ScoreModel(matcher.rung, loud, quiet, names, rarity, centre, networks, bag, limits)
    return SafetyScore(model, rules, matcher)


def _fit(features: Floats, classes: NDArray[np.int64], count: int) -> Network:
    network = fit_network(features, classes, count, hidden=HIDDEN, epochs=EPOCHS, dropout=DROPOUT, seed=SEED)
    return network.rounded()


def _left_out(features: Floats, words: Sequence[Sequence[str]], lesson: Lesson) -> tuple[Floats, list[Network]]:
    """The chances of each row by what has not seen its example, and the networks that said so."""
    of_family = np.random.default_rng(SEED).integers(FOLDS, size=int(lesson.families.max()) + 1)
    fold = of_family[lesson.families]
    chances = np.zeros((len(features), lesson.count), np.float32)
    networks = []
    for number in range(FOLDS):
        seen, out = fold != number, fold == number
        networks.append(_fit(features[seen], lesson.classes[seen], lesson.count))
        bag = fit_word_bag(list(compress(words, seen)), lesson.classes[seen], lesson.count, seed=SEED)
        chances[out] = pool(networks[-1].scores(features[out]), bag.scores(list(compress(words, out))))
    return chances, networks


def _limits(chances: Floats, share: float, sure: float) -> Iterator[Limits]:
    """For each intent of a kind: of the look-alikes that sound most like it, an equal part of the share may set it off.

    `chances`: of the harmless look-alikes, by intent of this kind.
    """
    danger, best = chances.sum(axis=1), chances.argmax(axis=1) if chances.size else np.zeros(0)
    for number in range(chances.shape[1]):
        own = np.where(best == number, danger, 0)
        part = share / chances.shape[1]
        yield Limits(_limit(own, part), _limit(own, min(part, sure / chances.shape[1])))


def _limit(harmless: Floats, share: float) -> float:
    """The lowest danger that at most this share of the harmless reaches, and no less than `LOWEST`."""
    return max(LOWEST, float(np.quantile(harmless, 1 - share))) if len(harmless) else 1.0
