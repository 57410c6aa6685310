"""An utterance as the matcher hears it: normalised, and what the encoder makes of it, looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

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

    @property
    def states(self) -> Vectors | None:
        """The vectors of the pieces, shape (layers, pieces, width); None without an encoder. Read once."""
        if self.encoder is None:
            return None
        # Kept by hand: in Python 3.11 a cached_property holds one lock over all instances, and threads would take turns.
        if (kept := self.__dict__.get("_states")) is None:
            kept = self.__dict__["_states"] = self.encoder.read(self.pieces)
        return cast(Vectors, kept)

    @property
    def words_states(self) -> Vectors | None:
        """The vectors of the pieces of words alone, without the marks around them; of a text without words, of all."""
        if self.states is None or self.encoder is None:
            return None
        marks = self.encoder.marks
        return self.states[:, marks : self.states.shape[1] - marks] if len(self.pieces) > 2 * marks else self.states

    def states_of(self, part: Heard) -> Vectors | None:
        """The same for a part of the text, in the light of the whole; the part by itself where it is not found."""
        if self.states is None or self.encoder is None:
            return None
        marks = self.encoder.marks
        sought = part.pieces[marks : len(part.pieces) - marks]
        for start in range(marks, len(self.pieces) - marks - len(sought) + 1) if sought else ():
            if self.pieces[start : start + len(sought)] == sought:
                return self.states[:, start : start + len(sought)]
        return part.words_states
