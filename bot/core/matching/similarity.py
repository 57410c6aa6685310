"""How alike two texts are, from 0 to 1: a mixture of three cosines, each through exp(sharpness · (cosine − 1)).

Each part is a positive definite kernel (a Gaussian on unit vectors: exp(−sharpness · |a − b|² / 2)), and so is their
sum, which is all that ridge regression asks for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PARTS = ("words", "letters", "meaning")
TOGETHER = 128  # texts that are compared with all others at once: what is worked on stays near the processor


@dataclass(frozen=True)
class Mixture:
    """The shares of the three parts, which add up to 1, and how sharply each falls off."""

    shares: tuple[float, float, float]
    sharpness: tuple[float, float, float]

    def parts(self, words: Floats, letters: Floats, meaning: Floats | None) -> tuple[Floats, ...]:
        """What each part adds to the similarity, from cosines of any shape."""
        cosines = (words, letters) if meaning is None else (words, letters, meaning)
        return tuple(
            _fall_off(cosine, share, sharp)
            for cosine, share, sharp in zip(cosines, self.shares, self.sharpness, strict=False)
        )

    def mix(self, words: Floats, letters: Floats, meaning: Floats | None) -> Floats:
        """The similarity, 0 to 1."""
        first, *others = self.parts(words, letters, meaning)
        for other in others:
            first += other
        return first

    def among(self, words: Floats, letters: Floats, vectors: Floats | None) -> Floats:
        """The similarity among texts, shape (n, n), from the cosines of their wording and their vectors of length 1."""
        found = np.empty_like(words)
        for low in range(0, len(words), TOGETHER):
            some, later = slice(low, low + TOGETHER), slice(low, None)
            meaning = None if vectors is None else vectors[some] @ vectors[later].T
            found[some, later] = self.mix(words[some, later], letters[some, later], meaning)
            found[later, some] = found[some, later].T
        return found


def _fall_off(cosine: Floats, share: float, sharp: float) -> Floats:
    part = cosine - np.float32(1)
    part *= np.float32(sharp)
    np.exp(part, out=part)
    part *= np.float32(share)
    return part


WITH_MEANING = Mixture((0.10, 0.15, 0.75), (1.5, 1.5, 2.5))  # a network that reads the whole sentence
WITH_WORD_VECTORS = Mixture((0.20, 0.30, 0.50), (1.5, 1.5, 1.5))
WITHOUT_MEANING = Mixture((0.35, 0.65, 0.0), (1.5, 1.5, 1.0))
