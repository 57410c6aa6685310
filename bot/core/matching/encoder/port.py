"""What the matcher asks of an encoder."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class EncoderUnavailable(Exception):
    """The encoder's library or its weights are not there, or are not the ones that are pinned. Says the next step."""


class Encoder(Protocol):
    """Turns a text into one vector for each of its pieces; texts of like meaning get vectors that point alike.

    Reading a text twice gives the same numbers, whatever else was read. Safe to call from several threads.
    """

    name: str  # changes whenever the vectors of a text would; part of the name of a fitted state
    layers: int  # views of each piece, such as two layers of a network
    width: int  # numbers in a vector
    marks: int  # pieces before the first word and as many after the last that stand for no word

    def pieces(self, text: str) -> list[int]:
        """The numbers of the text's pieces, at least one, also for an empty text."""
        ...

    def read(self, pieces: list[int]) -> Vectors:
        """The vectors of these pieces, shape (layers, pieces, width)."""
        ...
