"""The first step of BERT: a vector for each piece and its place, normalised (Devlin et al., 2019)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.encoder.port import Vectors
from bot.core.matching.encoder.refold import EPSILON, PREFIX, Tensor


@dataclass(frozen=True)
class Embedding:
    """Looks vectors up in the stored 8-bit table, which may be a view of a file: only the rows in use are read."""

    words: NDArray[np.int8]
    scales: Vectors
    places: Vectors
    gain: Vectors
    shift: Vectors

    @classmethod
    def of(cls, stored: dict[str, Tensor]) -> Embedding:
        """The table of a model. Raises KeyError for a tensor that is missing."""
        at = PREFIX + "embeddings."
        places = stored[f"{at}position_embeddings.weight_q"] * stored[f"{at}position_embeddings.weight_scale"]
        return cls(
            words=stored[f"{at}word_embeddings.weight_q"],
            scales=np.array(stored[f"{at}word_embeddings.weight_scale"]),
            places=(places + stored[f"{at}token_type_embeddings.weight"][0]).astype(np.float32),
            gain=np.array(stored[f"{at}LayerNorm.weight"]),
            shift=np.array(stored[f"{at}LayerNorm.bias"]),
        )

    def look_up(self, pieces: list[int]) -> Vectors:
        """One row for each piece, shape (pieces, width)."""
        rows = self.words[pieces] * self.scales[pieces] + self.places[: len(pieces)]
        rows -= rows.mean(axis=1, keepdims=True)
        rows /= np.sqrt((rows * rows).mean(axis=1, keepdims=True) + EPSILON)
        return np.asarray(rows * self.gain + self.shift, np.float32)
