"""What others would do with the same examples: the nearest by rapidfuzz, TF-IDF with logistic regression."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from rapidfuzz import fuzz, process, utils

from bot.core.matching import Candidate
from bot.evaluation.judging import Rank

TAKEN = 10


def baselines(utterances: Mapping[str, Sequence[str]]) -> dict[str, Rank]:
    """Rankers by name; the learned one only where scikit-learn is installed (`pip install osteon[bench]`)."""
    found: dict[str, Rank] = {"rapidfuzz token_set_ratio": nearest_by_rapidfuzz(utterances)}
    if find_spec("sklearn"):
        found["TF-IDF + logistic regression"] = tfidf_regression(utterances)
    return found


def nearest_by_rapidfuzz(utterances: Mapping[str, Sequence[str]]) -> Rank:
    """The intents of the most alike examples; the confidence is the likeness."""
    labels = [intent for intent, texts in utterances.items() for _ in texts]
    texts = [utils.default_process(text) for every in utterances.values() for text in every]

    def rank(text: str) -> list[Candidate]:
        asked = utils.default_process(text)
        best: dict[str, float] = {}
        for _, likeness, at in process.extract(asked, texts, scorer=fuzz.token_set_ratio, limit=100):
            best.setdefault(labels[at], likeness / 100)
        return [Candidate(intent, likeness, likeness) for intent, likeness in list(best.items())[:TAKEN]]

    return rank


def tfidf_regression(utterances: Mapping[str, Sequence[str]]) -> Rank:
    """Words, pairs and letter 2-to-5-grams, with multinomial logistic regression; the confidence is its probability."""
    text_features = import_module("sklearn.feature_extraction.text")
    union = import_module("sklearn.pipeline").FeatureUnion(
        [
            ("words", text_features.TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)),
            ("letters", text_features.TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)),
        ]
    )
    labels = [intent for intent, texts in utterances.items() for _ in texts]
    table = union.fit_transform([text for texts in utterances.values() for text in texts])
    model: Any = import_module("sklearn.linear_model").LogisticRegression(C=10, max_iter=100).fit(table, labels)

    def rank(text: str) -> list[Candidate]:
        chances = model.predict_proba(union.transform([text]))[0]
        order = (-chances).argsort()[:TAKEN]
        return [Candidate(str(model.classes_[at]), float(chances[at]), float(chances[at])) for at in order]

    return rank
