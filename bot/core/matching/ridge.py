"""Kernel ridge regression with everything that leaving examples out would show, in closed form.

With K the similarities among the examples, Y their targets (1 for the right intent, 0 elsewhere; a row of zeros for
an example that no intent answers) and G = (K + λI)⁻¹, the weights are C = GY. What the model would say of example i
without having seen it is Yᵢ − Cᵢ / Gᵢᵢ; of a block B of examples, Y_B − G_BB⁻¹ C_B (Rifkin and Lippert, 2007, «Notes
on Regularized Least Squares», https://dspace.mit.edu/handle/1721.1/37318). So an intent can be left out as a whole,
which shows what a question looks like that nothing answers. G itself is never made: with K + λI = LLᵀ (Cholesky) and
T = L⁻¹, every part of it that is needed is a product of a few columns of T.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

STRENGTHS = (0.03, 0.1, 0.3)  # λ that are tried
TRIED_ON = 700  # examples that λ is chosen on
DIRECT = 192  # rows up to which a matrix is taken as a whole
BAND = 384  # rows or columns of a triangle that are multiplied at once


@dataclass(frozen=True)
class Ridge:
    """The weights, and what the examples score when they are left out."""

    weights: Floats  # shape (examples, intents)
    left_out: Floats  # scores of each example from all others, same shape
    without_intent: Floats  # scores of each example from the examples of other intents; zeros for its own


def fit_ridge(similarity: Floats, targets: Floats, strength: float) -> Ridge:
    """Solve once; `similarity` (n, n), `targets` (n, intents) of zeros and ones, the rows of an intent side by side.

    About n³ operations.
    """
    half = _stronger(similarity, strength)
    _whiten(half)
    weights = half.T @ _from_left(half, targets)
    left_out = targets - weights / np.einsum("ij,ij->j", half, half)[:, None]
    without = left_out.copy()
    for intent in range(targets.shape[1]):
        found = np.flatnonzero(targets[:, intent])
        rows = slice(found[0], found[-1] + 1) if len(found) else slice(0)
        columns = half[rows.start :, rows]  # above them T is zero
        block = targets[rows] - np.linalg.solve(columns.T @ columns, weights[rows])
        block[:, intent] = 0
        without[rows] = block
    return Ridge(weights, left_out, without)


def loss(similarity: Floats, targets: Floats, strengths: Sequence[float] = STRENGTHS) -> tuple[float, float]:
    """The least share of examples that is wrong when left out, plus half their squared error; and its λ."""
    right = targets.argmax(axis=1)
    labelled = targets.any(axis=1)
    found = []
    for strength in strengths:
        inverse = np.linalg.inv(_stronger(similarity, strength))
        left_out = targets - (inverse @ targets) / np.diag(inverse)[:, None]
        wrong = np.mean(left_out[labelled].argmax(axis=1) != right[labelled])
        error = np.mean(np.square(left_out - targets).sum(axis=1))
        found.append((float(wrong + error / 2), strength))
    return min(found)


def _stronger(similarity: Floats, strength: float) -> Floats:
    """K + λI."""
    matrix = similarity.copy()
    np.fill_diagonal(matrix, matrix.diagonal() + np.float32(strength))
    return matrix


def _whiten(matrix: Floats) -> None:
    """Put T = L⁻¹ in the place of matrix = LLᵀ, by halves: so nearly all of it is multiplication, which is fast."""
    size = len(matrix)
    if size <= DIRECT:
        matrix[:] = np.linalg.inv(np.linalg.cholesky(matrix.astype(np.float64)))
        return
    half = size // 2
    first, second, cross = matrix[:half, :half], matrix[half:, half:], matrix[half:, :half]
    _whiten(first)
    for band in _bands(half):  # cross · firstᵀ, from the last columns on: the earlier ones are still needed
        cross[:, band] = cross[:, : band.stop] @ first[band, : band.stop].T
    for band in _bands(size - half):  # the Cholesky factor asks for nothing above the diagonal
        second[band, : band.stop] -= cross[band] @ cross[: band.stop].T
    _whiten(second)
    for band in reversed(_bands(half)):
        cross[:, band] = cross[:, band.start :] @ first[band.start :, band]
    cross[:] = -_from_left(second, cross)
    matrix[:half, half:] = 0


def _from_left(lower: Floats, matrix: Floats) -> Floats:
    """Their product, without what is zero above the diagonal of the first."""
    return np.concatenate([lower[band, : band.stop] @ matrix[: band.stop] for band in reversed(_bands(len(lower)))])


def _bands(size: int) -> list[slice]:
    """Runs of at most `BAND` rows or columns, the last first."""
    return [slice(start, min(start + BAND, size)) for start in reversed(range(0, size, BAND))]


def sample(targets: Floats, most: int = TRIED_ON) -> Rows:
    """At most `most` examples, spread evenly over the intents."""
    places = np.where(targets.any(axis=1), targets.argmax(axis=1), targets.shape[1])
    turn = np.zeros(len(places), np.int64)
    for place in np.unique(places):
        rows = np.flatnonzero(places == place)
        turn[rows] = np.arange(len(rows))
    return np.sort(np.lexsort((np.arange(len(places)), turn))[:most])
