"""A small neural network: one hidden layer of rectifiers, then one chance for each class (softmax).

Fitted by Adam (Kingma and Ba, 2015, https://arxiv.org/abs/1412.6980) in small batches with weight decay. It reads what
a kernel over all examples would read in a thousandth of the time, because its weights do not grow with the examples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Classes = NDArray[np.int64]

BATCH = 256
RATE = 4e-3
FASTNESS = (0.9, 0.999)  # how slowly Adam forgets the mean and the square of the slope
_TINY = 1e-8


@dataclass(frozen=True)
class Network:
    """Fitted weights. Reading is a pure function of them."""

    first: Floats  # (features, hidden)
    first_bias: Floats
    second: Floats  # (hidden, classes)
    second_bias: Floats

    def chances(self, features: Floats) -> Floats:
        """The chance of each class, rows that add up to 1; `features` of shape (n, features)."""
        return softmax(self.scores(features))

    def scores(self, features: Floats) -> Floats:
        """The same before they are brought to chances: how much speaks for each class."""
        hidden = np.maximum(features @ self.first + self.first_bias, 0)
        return np.asarray(hidden @ self.second + self.second_bias, np.float32)

    def rounded(self) -> Network:
        """The same with weights that 16 bits hold, to be kept in half the room."""
        return Network(*(each.astype(np.float16).astype(np.float32) for each in self.arrays))

    @property
    def arrays(self) -> tuple[Floats, Floats, Floats, Floats]:
        """The weights, in the order in which a network is made of them."""
        return self.first, self.first_bias, self.second, self.second_bias


def fit_network(
    features: Floats,
    classes: Classes,
    count: int,
    *,
    hidden: int,
    epochs: int,
    decay: float = 1e-3,
    dropout: float = 0.0,
    seed: int = 0,
) -> Network:
    """Fit to `features` (n, k) of the given classes, numbers below `count`. The same arguments give the same network.

    `dropout`: the share of hidden units that is left out of each example's step, other ones each time, so that none can
    rely on another (Srivastava et al., 2014, https://jmlr.org/papers/v15/srivastava14a.html).
    """
    chance = np.random.default_rng(seed)
    width = features.shape[1]
    weights = [
        _start(chance, width, hidden),
        np.zeros(hidden, np.float32),
        _start(chance, hidden, count),
        np.zeros(count, np.float32),
    ]
    adam = _Adam(weights)
    for epoch in range(epochs):
        rate = RATE * (1 - epoch / epochs)  # ever smaller steps: the end depends less on the last batches
        order = chance.permutation(len(features))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            kept = (chance.random((len(rows), hidden)) >= dropout).astype(np.float32) / np.float32(1 - dropout)
            adam.step(_slopes(weights, features[rows], classes[rows], decay, kept), rate)
    return Network(*weights)


def _start(chance: np.random.Generator, inside: int, outside: int) -> Floats:
    """Glorot and Bengio, 2010: even spread, so that no layer starts louder than another."""
    reach = np.sqrt(6 / (inside + outside))
    return chance.uniform(-reach, reach, (inside, outside)).astype(np.float32)


def _slopes(weights: list[Floats], features: Floats, classes: Classes, decay: float, kept: Floats) -> list[Floats]:
    """The gradient of the mean log loss and half the decayed squares; `kept` (n, hidden) weighs the hidden units."""
    first, first_bias, second, second_bias = weights
    hidden = np.maximum(features @ first + first_bias, 0) * kept
    error = softmax(hidden @ second + second_bias)
    error[np.arange(len(classes)), classes] -= 1
    error /= len(classes)
    back = (error @ second.T) * kept * (hidden > 0)
    shrink = np.float32(decay / len(classes))
    return [features.T @ back + shrink * first, back.sum(0), hidden.T @ error + shrink * second, error.sum(0)]


class _Adam:
    """Changes weights in place."""

    def __init__(self, weights: list[Floats]) -> None:
        self.weights = weights
        self.means = [np.zeros_like(each) for each in weights]
        self.squares = [np.zeros_like(each) for each in weights]
        self.steps = 0

    def step(self, slopes: list[Floats], rate: float) -> None:
        self.steps += 1
        slow, slower = FASTNESS
        size = np.float32(rate * np.sqrt(1 - slower**self.steps) / (1 - slow**self.steps))
        for weight, slope, mean, square in zip(self.weights, slopes, self.means, self.squares, strict=True):
            mean += np.float32(1 - slow) * (slope - mean)
            square += np.float32(1 - slower) * (slope * slope - square)
            weight -= size * mean / (np.sqrt(square) + np.float32(_TINY))


def softmax(scores: Floats) -> Floats:
    """Rows of chances that add up to 1."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)
