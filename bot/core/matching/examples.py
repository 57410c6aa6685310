"""The utterances that a matcher learns from, in the order in which it counts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.normalising import Normaliser

Item = TypeVar("Item")

MOST = 7000  # examples that are compared one by one; of more, as many of each intent as fit
OUTSIDE = -1  # label of an out-of-scope example


@dataclass(frozen=True)
class Examples:
    """Each distinct example once for each intent; those of an intent stand side by side, those out of scope last."""

    intents: tuple[str, ...]
    texts: tuple[str, ...]  # as written
    words: tuple[tuple[str, ...], ...]  # as compared
    labels: NDArray[np.int64]  # number of the intent; −1: out of scope
    verbatim: Mapping[str, int]  # compared text of every example, also of those not kept -> its only intent

    @classmethod
    def of(
        cls, utterances: Mapping[str, Sequence[str]], out_of_scope: Iterable[str], normaliser: Normaliser
    ) -> Examples:
        """Normalise, drop repetitions, and keep at most `MOST`."""
        intents = tuple(utterances)
        rows = [(label, text) for label, intent in enumerate(intents) for text in utterances[intent]]
        rows += [(OUTSIDE, text) for text in out_of_scope]
        seen: dict[tuple[int, tuple[str, ...]], str] = {}
        for label, text in rows:
            words = normaliser.normalise(text).words
            if words:
                seen.setdefault((label, words), text)
        kept = spread(list(seen), MOST)
        return cls(
            intents,
            tuple(seen[each] for each in kept),
            tuple(words for _, words in kept),
            np.array([label for label, _ in kept], np.int64),
            _verbatim(seen),
        )

    def targets(self) -> NDArray[np.float32]:
        """1 for an example's intent, 0 elsewhere; shape (examples, intents)."""
        targets = np.zeros((len(self.labels), len(self.intents)), np.float32)
        rows = np.flatnonzero(self.labels >= 0)
        targets[rows, self.labels[rows]] = 1
        return targets


def _verbatim(seen: Iterable[tuple[int, tuple[str, ...]]]) -> dict[str, int]:
    meant: dict[str, set[int]] = defaultdict(set)
    for label, words in seen:
        meant[" ".join(words)].add(label)
    return {text: next(iter(labels)) for text, labels in meant.items() if len(labels) == 1 and OUTSIDE not in labels}


def spread(rows: Sequence[tuple[int, Item]], most: int) -> list[tuple[int, Item]]:
    """The first `most` when every label gives one in turn, in the order in which they came."""
    if len(rows) <= most:
        return list(rows)
    turns: dict[int, int] = defaultdict(int)
    numbered = []
    for at, (label, _) in enumerate(rows):
        numbered.append((turns[label], at))
        turns[label] += 1
    return [rows[at] for at in sorted(at for _, at in sorted(numbered)[:most])]
