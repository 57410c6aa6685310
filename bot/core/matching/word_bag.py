"""What words and pairs of words say by themselves: softmax regression over a bag of hashed word grams.

An encoder reads meanings and misses turns of phrase; a bag of words knows turns of phrase and misses meanings. Grams are
numbered by a hash, so that no dictionary has to be kept (Weinberger et al., 2009, https://arxiv.org/abs/0902.2206);
fitted by AdaGrad (Duchi, Hazan and Singer, 2011, https://jmlr.org/papers/v12/duchi11a.html).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.network import softmax

Floats = NDArray[np.float32]
Classes = NDArray[np.int64]
Words = Sequence[str]

BUCKETS = 1 << 16
BATCH = 256
RATE = 0.5
EPOCHS = 10
_TINY = 1e-9
_START = 1e-3  # of the sum of squared slopes: keeps the first steps small


@dataclass(frozen=True)
class WordBag:
    """Fitted weights. Reading is a pure function of them."""

    weights: NDArray[np.float16]  # (buckets, classes)
    bias: Floats  # by class
    rarity: NDArray[np.float16]  # by bucket: the idf

    def chances(self, texts: Sequence[Words]) -> Floats:
        """The chance of each class, rows that add up to 1; each text given as its words."""
        return softmax(self.scores(texts))

    def scores(self, texts: Sequence[Words]) -> Floats:
        """The same before they are brought to chances: how much speaks for each class."""
        return np.stack([self._scores(_grams(words)) for words in texts]) + self.bias

    def _scores(self, grams: NDArray[np.int64]) -> Floats:
        shares = self.rarity[grams].astype(np.float32)
        length = max(float(np.sqrt(shares @ shares)), _TINY)
        return np.asarray(shares @ self.weights[grams] / length, np.float32)


def fit_word_bag(texts: Sequence[Words], classes: Classes, count: int, *, seed: int = 0) -> WordBag:
    """Fit to texts of the given classes, numbers below `count`. The same arguments give the same bag."""
    chance = np.random.default_rng(seed)
    grams = [_grams(words) for words in texts]
    df = np.bincount(np.concatenate(grams), minlength=BUCKETS)
    rarity = (1 + np.log((1 + len(texts)) / (1 + df))).astype(np.float16)
    bags = _Bags.of(grams, rarity)
    weights, bias = np.zeros((BUCKETS, count), np.float32), np.zeros(count, np.float32)
    squares, bias_squares = np.full_like(weights, _START), np.full_like(bias, _START)
    for epoch in range(EPOCHS):
        rate = np.float32(RATE * (1 - epoch / EPOCHS))
        order = chance.permutation(len(texts))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            some = bags.some(rows)
            error = softmax(some.scores(weights) + bias)
            error[np.arange(len(rows)), classes[rows]] -= 1
            used, slopes = some.slopes(error)
            squares[used] += slopes * slopes
            weights[used] -= rate * slopes / np.sqrt(squares[used])
            slope = error.sum(axis=0)
            bias_squares += slope * slope
            bias -= rate * slope / np.sqrt(bias_squares)
    return WordBag(weights.astype(np.float16), bias, rarity)


@dataclass(frozen=True)
class _Bags:
    """Texts as their grams, one after the other; those of text i stand at starts[i]:starts[i + 1]."""

    grams: NDArray[np.int64]  # numbers of buckets
    shares: Floats  # what each counts in its text
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, grams: Sequence[NDArray[np.int64]], rarity: NDArray[np.float16]) -> _Bags:
        """Each gram counts by its rarity; each text has length 1."""
        bags = cls(np.concatenate(grams), np.zeros(0, np.float32), np.cumsum([0, *map(len, grams)]))
        shares = rarity[bags.grams].astype(np.float32)
        lengths = np.sqrt(np.bincount(bags.texts, shares * shares, minlength=len(grams)))
        return replace(bags, shares=(shares / lengths[bags.texts]).astype(np.float32))

    def some(self, rows: NDArray[np.int64]) -> _Bags:
        """The texts of these numbers."""
        sizes = self.starts[rows + 1] - self.starts[rows]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        places = np.repeat(self.starts[rows] - starts[:-1], sizes) + np.arange(starts[-1])
        return _Bags(self.grams[places], self.shares[places], starts)

    def scores(self, weights: NDArray[np.float32] | NDArray[np.float16]) -> Floats:
        """Shape (texts, classes)."""
        said = weights[self.grams] * self.shares[:, None]
        sums = np.zeros((len(self.starts) - 1, weights.shape[1]), np.float32)
        np.add.at(sums, self.texts, said)
        return sums

    def slopes(self, error: Floats) -> tuple[NDArray[np.int64], Floats]:
        """The buckets in use, and for each how the mistakes of the texts grow with its weights."""
        used, places = np.unique(self.grams, return_inverse=True)
        slopes = np.zeros((len(used), error.shape[1]), np.float32)
        np.add.at(slopes, places, error[self.texts] * self.shares[:, None])
        return used, slopes

    @property
    def texts(self) -> NDArray[np.int64]:
        """The number of the text that each gram stands in."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def _grams(words: Words) -> NDArray[np.int64]:
    """The buckets of a text's words and pairs of neighbours, each once."""
    encoded = [word.encode() for word in words]
    numbers = [crc32(word) for word in encoded]
    pairs = [crc32(word, crc32(b" ", before)) for before, word in zip(numbers, encoded[1:], strict=False)]
    return np.array(sorted({number % BUCKETS for number in (*numbers, *pairs)}), np.int64)
