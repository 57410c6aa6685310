"""Cross-validation in which near-duplicates stay together, so that no question meets its own twin."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from rapidfuzz import fuzz, process

ALIKE = 90  # of 100, rapidfuzz token_sort_ratio: from here two utterances count as one


def grouped_folds(texts: Sequence[str], count: int, seed: int = 0) -> list[int]:
    """The fold, 0 to count − 1, of each text."""
    group = list(range(len(texts)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for at, text in enumerate(texts):
        alike = process.extract(text, texts[:at], scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=None)
        for _, _, other in alike:
            group[root(at)] = root(other)
    roots = sorted({root(at) for at in range(len(texts))})
    chance = Random(seed)
    chance.shuffle(roots)
    fold = {each: number % count for number, each in enumerate(roots)}
    return [fold[root(at)] for at in range(len(texts))]
