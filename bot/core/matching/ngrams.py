"""How much of their wording two texts share: the cosine of TF-IDF weights, over an inverted index.

Weights as in Salton and Buckley, 1988 (https://doi.org/10.1016/0306-4573(88)90021-0): (1 + ln tf) · (1 + ln((1 + n) /
(1 + df))), each text's weights brought to length 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

Grams = Callable[[Sequence[str]], Iterator[str]]
Floats = NDArray[np.float32]

LONGEST_WORD = 40  # letters; what comes after them is not looked at
REMEMBERED = 10_000  # words whose runs of letters are kept; what people type has no end
COMMON = 12  # a gram that stands in more than one text of so many is kept as a row: quicker than a long list
FREQUENT = 30  # among learned texts, a gram in more than one of so many is multiplied as a row
TOGETHER = 64  # texts that are compared with all others at once


def word_grams(words: Sequence[str]) -> Iterator[str]:
    """Every word and every pair of neighbours."""
    yield from words
    for first, second in pairwise(words):
        yield f"{first} {second}"


def letter_grams(words: Sequence[str]) -> Iterator[str]:
    """Every run of 2 to 5 letters within a word, its start and end marked by a blank."""
    return chain.from_iterable(map(_runs, words))


@lru_cache(maxsize=REMEMBERED)
def _runs(word: str) -> tuple[str, ...]:
    marked = f" {word[:LONGEST_WORD]} "
    return tuple(marked[at : at + length] for length in (2, 3, 4, 5) for at in range(len(marked) - length + 1))


@dataclass(frozen=True)
class GramIndex:
    """The texts that were learned, by gram. Grams are numbered from the most common on.

    What stands in more than one text of `COMMON` is kept as a row of weights over all texts, the rest as lists: the gram
    that comes i-th after the common ones stands in the texts rows[starts[i]:starts[i + 1]], with the weights of the same
    places.
    """

    numbers: Mapping[str, int]  # gram -> its number
    rarity: Floats  # by gram: the idf
    common: Floats  # shape (common grams, texts)
    starts: NDArray[np.int32]
    rows: NDArray[np.int32]
    weights: Floats

    @property
    def size(self) -> int:
        """How many texts were learned."""
        return int(self.common.shape[1])

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> GramIndex:
        """Learn texts, each given as its grams."""
        counted = [Counter(text) for text in texts]
        size, lengths = len(counted), [len(counts) for counts in counted]
        found = {gram: number for number, gram in enumerate(dict.fromkeys(chain.from_iterable(counted)))}
        grams = np.fromiter(map(found.__getitem__, chain.from_iterable(counted)), np.int32, sum(lengths))
        times = np.fromiter(chain.from_iterable(map(Counter.values, counted)), np.float32, sum(lengths))
        rows = np.repeat(np.arange(size, dtype=np.int32), lengths)
        df = np.bincount(grams, minlength=len(found))
        by_df = np.argsort(-df, kind="stable")
        places = np.empty(len(found), np.int32)
        places[by_df] = np.arange(len(found), dtype=np.int32)
        grams, df = places[grams], df[by_df]
        rarity = (1 + np.log((1 + size) / (1 + df))).astype(np.float32)
        weights = (1 + np.log(times)) * rarity[grams]
        norms = np.sqrt(np.bincount(rows, weights * weights, minlength=size))
        weights = (weights / np.maximum(norms, 1e-9)[rows]).astype(np.float32)
        first = int((df > size / COMMON).sum())
        common = np.zeros((first, size), np.float32)
        often = grams < first
        common[grams[often], rows[often]] = weights[often]
        order = np.argsort(grams, kind="stable")[int(often.sum()) :]
        starts = np.concatenate([[0], np.cumsum(df[first:])]).astype(np.int32)
        names = list(found)
        numbers = {names[gram]: number for number, gram in enumerate(by_df)}
        return cls(numbers, rarity, common, starts, rows[order], weights[order])

    def cosines(self, grams: Iterable[str]) -> Floats:
        """The cosine with every learned text, 0 to 1. Grams that were never learned count towards the length only."""
        numbers, shares = self._weigh(grams)
        often = numbers < len(self.common)
        cosines = shares[often] @ self.common[numbers[often]]
        rare = numbers[~often] - len(self.common)
        spans = [slice(start, end) for start, end in zip(self.starts[rare], self.starts[rare + 1], strict=True)]
        if spans:
            rows = np.concatenate([self.rows[span] for span in spans])
            weights = np.concatenate([self.weights[span] for span in spans])
            weights *= np.repeat(shares[~often], self.starts[rare + 1] - self.starts[rare])
            cosines += np.bincount(rows, weights, minlength=self.size)
        return np.asarray(cosines, np.float32)

    def all_cosines(self) -> Floats:
        """The cosines among the learned texts, shape (size, size)."""
        lengths = np.diff(self.starts)
        frequent = int((lengths > self.size / FREQUENT).sum())
        past = self.starts[frequent]
        table = np.concatenate([self.common, np.zeros((frequent, self.size), np.float32)])
        which = len(self.common) + np.repeat(np.arange(frequent), lengths[:frequent])
        table[which, self.rows[:past]] = self.weights[:past]
        cosines = np.empty((self.size, self.size), np.float32)
        order = past + np.argsort(self.rows[past:], kind="stable")
        grams = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[order]
        rows, weights = self.rows[order], self.weights[order]
        ends = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=self.size))])
        here, end = self.starts[:-1].copy(), self.starts[1:]  # the places of a gram from the texts at hand on
        for low in range(0, self.size, TOGETHER):
            high, wide = min(low + TOGETHER, self.size), self.size - low
            some = slice(ends[low], ends[high])
            counts = end[grams[some]] - here[grams[some]]
            places = _ranges(here[grams[some]], counts)
            shares = self.weights[places] * np.repeat(weights[some], counts)
            cells = np.repeat((rows[some] - low).astype(np.int64) * wide - low, counts) + self.rows[places]
            added = np.bincount(cells, shares, minlength=(high - low) * wide).reshape(high - low, wide)
            cosines[low:high, low:] = table[:, low:high].T @ table[:, low:] + added
            cosines[high:, low:high] = cosines[low:high, high:].T
            here += np.bincount(grams[some], minlength=len(here)).astype(np.int32)
        return cosines

    def _weigh(self, grams: Iterable[str]) -> tuple[NDArray[np.int64], Floats]:
        """The numbers of the grams that were learned, and how much each counts, of a text of length 1."""
        counts = Counter(grams)
        numbers = np.array([self.numbers.get(gram, -1) for gram in counts], np.int64)
        known = numbers >= 0
        weights = np.full(len(counts), 1 + np.log(1 + self.size))
        weights[known] = self.rarity[numbers[known]]
        weights *= 1 + np.log(np.fromiter(counts.values(), np.float64, len(counts)))
        length = float(np.sqrt(weights @ weights)) or 1.0
        return numbers[known], (weights[known] / length).astype(np.float32)


def _ranges(starts: NDArray[np.int32], lengths: NDArray[np.int32]) -> NDArray[np.int64]:
    """The numbers starts[0] .. starts[0] + lengths[0] - 1, then those of the next start, and so on."""
    before = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.repeat(starts.astype(np.int64), lengths) + np.arange(lengths.sum()) - before
