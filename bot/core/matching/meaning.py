"""How near two meanings are: the cosine of what an encoder sees in two texts.

A text's vector is the mean of its pieces' vectors, layer by layer, less what all texts share (Mu and Viswanath, 2018,
https://arxiv.org/abs/1702.01417), the layers set side by side. Where everybody speaks of the same few things a rarer
piece says more: then the mean is weighted by how few of the learned texts hold a piece. Which of the two is used, the
fit decides. Of long vectors the directions are kept in which the learned texts differ most (principal components): they hold
nearly all of it, cost no figure and halve the time of comparing.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.encoder.port import Encoder, Vectors

Numbers = NDArray[np.int64]

KEPT = 384  # directions
SMALLEST = 0.3  # weight of a piece that stands in every text
_TINY = 1e-9


@dataclass(frozen=True)
class Pooling:
    """How the vectors of a text's pieces become one."""

    weights: Mapping[int, float] | None  # by piece; None: all alike
    unseen: float  # weight of a piece that no learned text holds
    centre: Vectors  # what all texts share, shape (layers, width)
    directions: Vectors | None = None  # in which texts differ most, shape (layers · width, kept); None: all are kept

    def of(self, text: str, encoder: Encoder) -> Vectors:
        """The vector of a text, of length 1, layers side by side."""
        pieces = encoder.pieces(text)
        return self.pool(pieces, encoder.read(pieces))

    def pool(self, pieces: Sequence[int], states: Vectors) -> Vectors:
        """The same from what an encoder read, `states` of shape (layers, pieces, width)."""
        shares = None if self.weights is None else _shares(pieces, self.weights, self.unseen)
        means = _mean(states, shares) - self.centre
        return np.asarray(_along(_beside(means[None]), self.directions)[0])


class Reading:
    """Texts as an encoder read them, once for both ways of pooling."""

    def __init__(self, texts: Sequence[str], encoder: Encoder) -> None:
        pieces = [encoder.pieces(text) for text in texts]
        counts = Counter(piece for each in pieces for piece in set(each))
        most = 1 + len(texts)
        self._weights = {piece: float(np.log(most / (1 + n)) + SMALLEST) for piece, n in sorted(counts.items())}
        self._unseen = float(np.log(most) + SMALLEST)

        def both(each: list[int]) -> Vectors:
            states = encoder.read(each)
            return np.stack([_mean(states, None), _mean(states, _shares(each, self._weights, self._unseen))])

        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            self._means = np.stack(list(pool.map(both, pieces)), axis=1)  # (ways, texts, layers, width)

    def pooled(self, *, weighted: bool) -> tuple[Pooling, Vectors]:
        """A way of pooling that fits these texts, and their vectors, one row each."""
        means = self._means[int(weighted)]
        centre = means.mean(axis=0)
        vectors = _beside(means - centre)
        directions = _directions(vectors)
        pooling = Pooling(self._weights if weighted else None, self._unseen, centre, directions)
        return pooling, _along(vectors, directions)


def _shares(pieces: Sequence[int], weights: Mapping[int, float], unseen: float) -> Vectors:
    return np.array([weights.get(piece, unseen) for piece in pieces], np.float32)


def _mean(states: Vectors, shares: Vectors | None) -> Vectors:
    if shares is None:
        return np.asarray(states.mean(axis=1))
    return np.asarray(np.einsum("lpw,p->lw", states, shares / shares.sum()), np.float32)


def _beside(means: Vectors) -> Vectors:
    """Each layer brought to length 1, then all of a text to length 1; shape (texts, layers · width)."""
    layers = means / np.maximum(np.linalg.norm(means, axis=2, keepdims=True), _TINY)
    return np.asarray((layers / np.sqrt(means.shape[1])).reshape(len(means), -1), np.float32)


def _directions(vectors: Vectors) -> Vectors | None:
    """As precise as they are stored, so that a saved matcher ranks exactly like the one that saved it."""
    if vectors.shape[1] <= KEPT or len(vectors) <= KEPT:
        return None
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(directions[:, : -KEPT - 1 : -1]).astype(np.float16).astype(np.float32)


def _along(vectors: Vectors, directions: Vectors | None) -> Vectors:
    if directions is None:
        return vectors
    kept = vectors @ directions
    return np.asarray(kept / np.maximum(np.linalg.norm(kept, axis=1, keepdims=True), _TINY), np.float32)
