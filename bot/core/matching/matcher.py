"""The matcher: fit on utterances by intent, then rank intents for whatever people type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.candidates import Account, Candidate, Neighbour
from bot.core.matching.confidence import FEATURES, Curve, features
from bot.core.matching.encoder import Encoder, choose_encoder
from bot.core.matching.heard import Heard
from bot.core.matching.learning import learn
from bot.core.matching.model import Model
from bot.core.matching.ngrams import letter_grams, word_grams
from bot.core.matching.normalising import Normalised, Normaliser
from bot.core.matching.similarity import PARTS
from bot.core.matching.state import load_model, save_model

Floats = NDArray[np.float32]

RANKED = 10  # candidates given
SHOWN_NEIGHBOURS = 3


class Matcher:
    """Ranks intents for an utterance. Fit once, then only read; safe to share between tasks and threads."""

    def __init__(self, model: Model, encoder: Encoder | None) -> None:
        """See `fit` and `load`. Raises ValueError when the model was fitted with another encoder."""
        if model.encoder != (encoder.name if encoder else ""):
            raise ValueError(f"fitted with the encoder «{model.encoder}», which is not the one given")
        self.model = model
        self._encoder = encoder
        self._thresholds: dict[float, float] = {}

    @classmethod
    def fit(
        cls,
        utterances: Mapping[str, Iterable[str]],
        out_of_scope: Iterable[str] = (),
        vocabulary: Iterable[str] = (),
        *,
        names: Mapping[str, str] | None = None,
        misspellings: Mapping[str, str] | None = None,
        encoder: str | Encoder | None = "",
        earlier: Matcher | None = None,
    ) -> Matcher:
        """Learn from example utterances by intent.

        `out_of_scope`: utterances that no intent answers. `vocabulary`: further words that are spelt right. `names`:
        another way of writing -> the term, for abbreviations and brands; `misspellings`: the same for slips. `encoder`:
        an encoder, None for none, or a setting as `choose_encoder` reads it. `earlier`: a matcher fitted on nearly the
        same examples, whose reading of those is used again, so that a refit takes a fraction of the time.
        The same arguments give the same matcher. Raises ValueError when there is no utterance with a word in it.
        """
        reader = choose_encoder(encoder) if isinstance(encoder, str) else encoder
        model = learn(
            {intent: tuple(texts) for intent, texts in utterances.items()},
            tuple(out_of_scope),
            tuple(vocabulary),
            dict(names or {}),
            dict(misspellings or {}),
            reader,
            earlier.model if earlier else None,
        )
        return cls(model, reader)

    @classmethod
    def load(cls, path: Path, fingerprint: str, encoder: str | Encoder | None = "") -> Matcher:
        """A matcher that `save` wrote. `fingerprint` names what it was fitted on.

        Raises OSError when the file cannot be read, ValueError when it holds something else or was fitted by another
        version, on another content or with another encoder.
        """
        reader = choose_encoder(encoder) if isinstance(encoder, str) else encoder
        return cls(load_model(path, fingerprint), reader)

    def save(self, path: Path, fingerprint: str) -> None:
        """Write the fitted state, to `load` it without fitting. Replaces the file in one step. Raises OSError."""
        save_model(self.model, path, fingerprint)

    @property
    def intents(self) -> tuple[str, ...]:
        """Every intent it can name, in the order in which they were given."""
        return self.model.examples.intents

    @property
    def curve(self) -> Curve:
        """What leaving out each example in turn showed; chooses a threshold for a wished share of wrong answers."""
        return self.model.curve

    def threshold(self, wrong_at_most: float) -> float:
        """The lowest confidence from which at most this share of answers is wrong, by leaving out each example in turn.

        Harder than life: an example is left out on its own merits, and its intent keeps only what says it otherwise.
        """
        if wrong_at_most not in self._thresholds:
            self._thresholds[wrong_at_most] = self.curve.threshold(wrong_at_most)
        return self._thresholds[wrong_at_most]

    @property
    def rung(self) -> str:
        """The name of the encoder; empty when there is none."""
        return self.model.encoder

    def normalise(self, text: str) -> str:
        """The utterance as it is compared: its words, with names written out and slips repaired."""
        return self._normaliser.normalise(text).text

    def hear(self, text: str) -> Heard:
        """The utterance as it is compared, to hand to `rank` and to others that read meanings."""
        return Heard(text, self._normaliser.normalise(text), self._encoder)

    def rank(self, text: str | Heard) -> list[Candidate]:
        """At most ten candidates, best first; none for an utterance without a word.

        A higher score never has a lower confidence. An example given word for word has its intent first.
        """
        heard = self.hear(text) if isinstance(text, str) else text
        if not heard.read.words:
            return []
        return self._candidates(heard.read, *self._compare(heard))

    def explain(self, text: str) -> Account:
        """A ranking with everything that led to it."""
        heard = self.hear(text)
        read = heard.read
        if not read.words:
            return Account("", read.steps, 0.0, {}, (), {})
        parts, scores = self._compare(heard)
        found = self._candidates(read, parts, scores)
        similarity = np.asarray(sum(parts), np.float32)
        labels = self.model.examples.labels
        _, inside = self.model.certainty.judge(scores, similarity, labels)
        values = features(scores[None], similarity[None], labels)[0]
        return Account(
            read.text,
            read.steps,
            inside,
            dict(zip(FEATURES, map(float, values), strict=True)),
            tuple(found),
            {each.intent: self._neighbours(each.intent, parts, similarity) for each in found},
        )

    @cached_property
    def _normaliser(self) -> Normaliser:
        return self.model.told.normaliser()

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {intent: number for number, intent in enumerate(self.intents)}

    @cached_property
    def _rows(self) -> list[NDArray[np.int64]]:
        labels = self.model.examples.labels
        return [np.flatnonzero(labels == number) for number in range(len(self.intents))]

    def _compare(self, heard: Heard) -> tuple[tuple[Floats, ...], Floats]:
        model, read = self.model, heard.read
        meaning = None
        if heard.states is not None and model.pooling is not None and model.vectors is not None:
            meaning = model.vectors @ model.pooling.pool(heard.pieces, heard.states)
        parts = model.mixture.parts(
            model.words.cosines(word_grams(read.words)), model.letters.cosines(letter_grams(read.words)), meaning
        )
        scores = np.asarray(sum(parts) @ model.weights, np.float32)
        verbatim = model.examples.verbatim.get(read.text)
        if verbatim is not None:
            scores[verbatim] = max(1.0, float(scores.max()))
        return parts, scores

    def _candidates(self, read: Normalised, parts: tuple[Floats, ...], scores: Floats) -> list[Candidate]:
        similarity = np.asarray(sum(parts), np.float32)
        confidence, _ = self.model.certainty.judge(scores, similarity, self.model.examples.labels)
        first = self.model.examples.verbatim.get(read.text, -1)
        order = np.lexsort((np.arange(len(scores)) != first, -scores))[:RANKED]
        return [
            Candidate(self.intents[at], float(scores[at]), float(confidence[at]), self._nearest(at, similarity))
            for at in map(int, order)
        ]

    def _nearest(self, number: int, similarity: Floats) -> str:
        rows = self._rows[number]
        return self.model.examples.texts[rows[similarity[rows].argmax()]] if len(rows) else ""

    def _neighbours(self, intent: str, parts: tuple[Floats, ...], similarity: Floats) -> tuple[Neighbour, ...]:
        pulls = similarity * self.model.weights[:, self._numbers[intent]]
        return tuple(
            Neighbour(
                self.model.examples.texts[row],
                float(similarity[row]),
                {name: float(part[row]) for name, part in zip(PARTS, parts, strict=False)},
                float(pulls[row]),
            )
            for row in np.argsort(-pulls, kind="stable")[:SHOWN_NEIGHBOURS]
        )
