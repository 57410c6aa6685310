"""Fitting: from utterances to a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bot.core.matching.confidence import fit_certainty
from bot.core.matching.encoder.port import Encoder, Vectors
from bot.core.matching.examples import OUTSIDE, Examples, spread
from bot.core.matching.meaning import Pooling, Reading
from bot.core.matching.model import Model, Told
from bot.core.matching.ngrams import Floats, GramIndex, letter_grams, word_grams
from bot.core.matching.ridge import fit_ridge, loss, sample
from bot.core.matching.similarity import WITH_MEANING, WITH_WORD_VECTORS, WITHOUT_MEANING, Mixture

HEARD = 10_000  # examples that spelling is learned from
REREAD = 0.2  # share of new examples from which an earlier reading is not used again


def learn(
    utterances: Mapping[str, Sequence[str]],
    out_of_scope: Sequence[str],
    vocabulary: Sequence[str],
    names: Mapping[str, str],
    misspellings: Mapping[str, str],
    encoder: Encoder | None,
    earlier: Model | None,
) -> Model:
    """See `Matcher.fit`."""
    rows = [(label, text) for label, texts in enumerate(utterances.values()) for text in texts]
    heard = spread([*rows, *((OUTSIDE, text) for text in out_of_scope)], HEARD)
    told = Told(tuple(text for _, text in heard), tuple(vocabulary), names, misspellings)
    examples = Examples.of(utterances, out_of_scope, told.normaliser())
    if not (examples.labels >= 0).any():
        raise ValueError("a matcher needs at least one utterance")
    words = GramIndex.of(word_grams(each) for each in examples.words)
    letters = GramIndex.of(letter_grams(each) for each in examples.words)
    lexical = words.all_cosines(), letters.all_cosines()
    targets = examples.targets()
    mixture = _mixture(encoder)
    some = sample(targets)

    def strength(vectors: Vectors | None) -> tuple[float, float]:
        words, letters = (each[np.ix_(some, some)] for each in lexical)
        return loss(mixture.among(words, letters, None if vectors is None else vectors[some]), targets[some])

    if encoder is None:
        pooling, vectors, (_, chosen) = None, None, strength(None)
    else:
        ways = _readings(examples, encoder, earlier)
        tried = [(strength(vectors), number) for number, (_, vectors) in enumerate(ways)]
        (_, chosen), best = min(tried)
        pooling, vectors = ways[best]
    similarity = mixture.among(*lexical, vectors)
    ridge = fit_ridge(similarity, targets, chosen)
    certainty, curve = fit_certainty(ridge, similarity, examples.labels)
    name = encoder.name if encoder else ""
    return Model(
        told, examples, words, letters, name, pooling, vectors, mixture, chosen, ridge.weights, certainty, curve
    )


def _mixture(encoder: Encoder | None) -> Mixture:
    if encoder is None:
        return WITHOUT_MEANING
    return WITH_MEANING if encoder.layers > 1 else WITH_WORD_VECTORS


def _readings(examples: Examples, encoder: Encoder, earlier: Model | None) -> list[tuple[Pooling, Vectors]]:
    texts = [" ".join(words) for words in examples.words]
    if earlier and earlier.encoder == encoder.name and earlier.pooling and earlier.vectors is not None:
        known = {" ".join(words): row for row, words in enumerate(earlier.examples.words)}
        if sum(text not in known for text in texts) <= REREAD * len(texts):
            return [(earlier.pooling, _again(texts, known, earlier.pooling, earlier.vectors, encoder))]
    reading = Reading(texts, encoder)
    ways = [reading.pooled(weighted=False), reading.pooled(weighted=True)]
    return [(pooling, _rounded(vectors)) for pooling, vectors in ways]


def _again(
    texts: Sequence[str], known: Mapping[str, int], pooling: Pooling, vectors: Vectors, encoder: Encoder
) -> Vectors:
    return _rounded(np.stack([vectors[known[text]] if text in known else pooling.of(text, encoder) for text in texts]))


def _rounded(vectors: Floats) -> Floats:
    """As precise as the vectors are stored, so that a saved matcher ranks exactly like the one that saved it."""
    return vectors.astype(np.float16).astype(np.float32)
