"""Word vectors that come along with the package: no network to run, nothing to install.

Each piece of the vocabulary was read alone by MiniLM (the model2vec recipe, https://github.com/MinishLab/model2vec),
its last two layers were centred, joined and brought to 96 dimensions by their principal components, then stored in 8
bits. `scripts/word_vectors.py` makes the file.
"""

from __future__ import annotations

from functools import cached_property
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.encoder.port import Vectors
from bot.core.matching.encoder.wordpiece import piece_numbers


class WordVectors:
    """The rung below MiniLM: the same vector for a word whatever stands around it."""

    name = "word-vectors-1"
    layers = 1
    marks = 0
    width = 96

    @cached_property
    def _table(self) -> NDArray[np.int8]:
        with as_file(files("bot.core.matching.data").joinpath("pieces.npy")) as path:
            return np.asarray(np.load(path, allow_pickle=False))

    def pieces(self, text: str) -> list[int]:
        """See `Encoder`. The marks for start and end count for nothing, unless there is nothing else."""
        found = piece_numbers(text)
        return found[1:-1] or found

    def read(self, pieces: list[int]) -> Vectors:
        """See `Encoder`."""
        return self._table[pieces].astype(np.float32)[None] / np.float32(127)
