"""The fitted state as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.matching.confidence import Certainty, Curve
from bot.core.matching.examples import Examples
from bot.core.matching.meaning import Pooling
from bot.core.matching.ngrams import Floats, GramIndex
from bot.core.matching.normalising import Normaliser
from bot.core.matching.similarity import Mixture


@dataclass(frozen=True)
class Told:
    """What the normaliser was told, besides the examples that were kept."""

    spoken: tuple[str, ...]  # examples as written, which spelling was learned from
    vocabulary: tuple[str, ...]
    names: Mapping[str, str]
    misspellings: Mapping[str, str]

    def normaliser(self) -> Normaliser:
        """The normaliser that the examples went through, and that utterances go through."""
        return Normaliser(self.spoken, self.vocabulary, self.names, self.misspellings)


@dataclass(frozen=True)
class Model:
    """Everything that ranking reads. n examples, m intents."""

    told: Told
    examples: Examples
    words: GramIndex
    letters: GramIndex
    encoder: str  # its name; empty for none
    pooling: Pooling | None
    vectors: Floats | None  # (n, layers · width), rows of length 1
    mixture: Mixture
    strength: float  # λ
    weights: Floats  # (n, m)
    certainty: Certainty
    curve: Curve
