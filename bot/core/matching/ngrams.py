"""How much of their wording two texts share: the cosine of TF-IDF weights, over an inverted index.

Weights as in Salton and Buckley, 1988 (https://doi.org/10.1016/0306-4573(88)90021-0): (1 + ln tf) · (1 + ln((1 + n) /
(1 + df))), each text's weights brought to length 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Grams = Callable[[Sequence[str]], Iterator[str]]
Floats = NDArray[np.float32]

LONGEST_WORD = 40  # letters; what comes after them is not looked at


def word_grams(words: Sequence[str]) -> Iterator[str]:
    """Every word and every pair of neighbours."""
    yield from words
    for first, second in pairwise(words):
        yield f"{first} {second}"


def letter_grams(words: Sequence[str]) -> Iterator[str]:
    """Every run of 2 to 5 letters within a word, its start and end marked by a blank."""
    for word in words:
        marked = f" {word[:LONGEST_WORD]} "
        for length in (2, 3, 4, 5):
            for at in range(len(marked) - length + 1):
                yield marked[at : at + length]


@dataclass(frozen=True)
class GramIndex:
    """The texts that were learned, by gram.

    Gram number g stands in the texts rows[starts[g]:starts[g + 1]], with the weights of the same places.
    """

    numbers: Mapping[str, int]  # gram -> its number
    rarity: Floats  # by gram: the idf
    starts: NDArray[np.int32]
    rows: NDArray[np.int32]
    weights: Floats
    size: int  # texts

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> GramIndex:
        """Learn texts, each given as its grams."""
        numbers: dict[str, int] = {}
        counted = [Counter(numbers.setdefault(gram, len(numbers)) for gram in text) for text in texts]
        sizes = [len(counts) for counts in counted]
        grams = np.fromiter((gram for counts in counted for gram in counts), np.int32, sum(sizes))
        times = np.fromiter((n for counts in counted for n in counts.values()), np.float32, sum(sizes))
        rows = np.repeat(np.arange(len(counted), dtype=np.int32), sizes)
        df = np.bincount(grams, minlength=len(numbers))
        rarity = (1 + np.log((1 + len(counted)) / (1 + df))).astype(np.float32)
        weights = (1 + np.log(times)) * rarity[grams]
        length = np.sqrt(np.bincount(rows, weights * weights, minlength=len(counted)))
        weights = (weights / np.maximum(length, 1e-9)[rows]).astype(np.float32)
        order = np.argsort(grams, kind="stable")
        starts = np.concatenate([[0], np.cumsum(df)]).astype(np.int32)
        return cls(numbers, rarity, starts, rows[order], weights[order], len(counted))

    def cosines(self, grams: Iterable[str]) -> Floats:
        """The cosine with every learned text, 0 to 1. Grams that were never learned count towards the length only."""
        found, lengths, spans = self._weigh(grams)
        if not len(found):
            return np.zeros(self.size, np.float32)
        rows = np.concatenate([self.rows[span] for span in spans])
        weights = np.concatenate([self.weights[span] for span in spans]) * np.repeat(found, lengths)
        return np.bincount(rows, weights, minlength=self.size).astype(np.float32)

    def all_cosines(self) -> Floats:
        """The cosines among the learned texts, shape (size, size)."""
        order = np.argsort(self.rows, kind="stable")
        grams = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))[order]
        weights = self.weights[order]
        ends = np.concatenate([[0], np.cumsum(np.bincount(self.rows, minlength=self.size))])
        cosines = np.zeros((self.size, self.size), np.float32)
        here, past = self.starts[:-1].copy(), self.starts[1:]  # the places of a gram from the row at hand on
        for row in range(self.size):
            mine = grams[ends[row] : ends[row + 1]]
            if not len(mine):
                continue
            lengths = past[mine] - here[mine]
            places = _ranges(here[mine], lengths)
            shares = self.weights[places] * np.repeat(weights[ends[row] : ends[row + 1]], lengths)
            cosines[row, row:] = np.bincount(self.rows[places] - row, shares, minlength=self.size - row)
            here[mine] += 1
        lower = np.tril_indices(self.size, -1)
        cosines[lower] = cosines.T[lower]
        return cosines

    def _weigh(self, grams: Iterable[str]) -> tuple[Floats, NDArray[np.int64], list[slice]]:
        counts = Counter(grams)
        unseen = float(1 + np.log(1 + self.size))
        known = [(self.numbers[gram], n) for gram, n in counts.items() if gram in self.numbers]
        numbers = np.array([number for number, _ in known], np.int64)
        times = np.array([n for _, n in known], np.float32)
        weights = (1 + np.log(times)) * self.rarity[numbers] if len(known) else times
        strange = sum((1 + np.log(n)) ** 2 for gram, n in counts.items() if gram not in self.numbers) * unseen**2
        length = float(np.sqrt(np.sum(weights * weights) + strange)) or 1.0
        spans = [slice(self.starts[number], self.starts[number + 1]) for number in numbers]
        sizes = (self.starts[numbers + 1] - self.starts[numbers]).astype(np.int64)
        return (weights / length).astype(np.float32), sizes, spans


def _ranges(starts: NDArray[np.int32], lengths: NDArray[np.int32]) -> NDArray[np.int64]:
    """The numbers starts[0] .. starts[0] + lengths[0] - 1, then those of the next start, and so on."""
    before = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.repeat(starts.astype(np.int64), lengths) + np.arange(lengths.sum()) - before
