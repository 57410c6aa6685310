"""An utterance as the matcher hears it: normalised, and what the encoder makes of it, looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.core.matching.encoder.port import Encoder, Vectors
from bot.core.matching.normalising import Normalised


@dataclass(frozen=True)
class Heard:
    """Made by `Matcher.hear`. Several readers share it, so that the slow part is done once for an utterance."""

    text: str  # as typed
    read: Normalised
    encoder: Encoder | None

    @cached_property
    def pieces(self) -> list[int]:
        """The numbers of the text's pieces; empty without an encoder."""
        return self.encoder.pieces(self.read.text) if self.encoder else []

    @cached_property
    def states(self) -> Vectors | None:
        """The vectors of the pieces, shape (layers, pieces, width); None without an encoder."""
        return self.encoder.read(self.pieces) if self.encoder else None
